//! What bytes weigh on their way to a reader.
use std::io;

use brotli::enc::BrotliEncoderParams;

/// Length of `bytes` after brotli at its best: quality 11, window 2^22.
pub(crate) fn compressed(mut bytes: &[u8]) -> io::Result<usize> {
    let params = BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..BrotliEncoderParams::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut bytes, &mut compressed, &params)?;
    Ok(compressed.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repetition_is_compressed_and_nothing_stays_almost_nothing() {
        assert!(compressed(&[b'a'; 10_000]).unwrap() < 30);
        assert!(compressed(&[]).unwrap() <= 1);
    }
}
