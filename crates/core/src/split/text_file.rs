//! Text files: the blocks of segments of long articles, each behind its mark.

use crate::format::varint::{Cursor, push, push_str};

/// A file of the blocks of segments.
pub fn write<'s>(segments: impl IntoIterator<Item = &'s [String]>) -> Vec<u8> {
    let mut out = Vec::new();
    segments.into_iter().for_each(|blocks| push_segment(&mut out, blocks));
    out
}

/// Appends the blocks of a segment.
pub(super) fn push_segment(out: &mut Vec<u8>, blocks: &[impl AsRef<str>]) {
    push(out, blocks.len() as u32);
    blocks.iter().for_each(|block| push_str(out, block.as_ref()));
}

/// Reads the blocks of a segment.
pub(super) fn read_segment<'a>(cursor: &mut Cursor<'a>) -> Vec<&'a str> {
    let mut blocks = Vec::new();
    for _ in 0..cursor.varint() {
        if cursor.is_done() {
            break;
        }
        blocks.push(cursor.str());
    }
    blocks
}

/// The blocks of a segment before which so many others are in the file.
pub fn read(bytes: &[u8], before: u32) -> Vec<&str> {
    let mut cursor = Cursor::new(bytes);
    for _ in 0..before {
        if cursor.is_done() {
            break;
        }
        read_segment(&mut cursor);
    }
    read_segment(&mut cursor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_come_back() {
        let segments =
            [vec!["\u{1}Biển".to_owned(), "a\nb".to_owned()], vec![], vec![String::new()]];
        let bytes = write(segments.iter().map(Vec::as_slice));
        for (before, blocks) in (0..).zip(&segments) {
            assert_eq!(&read(&bytes, before), blocks);
        }
        assert!(read(&bytes, u32::MAX).is_empty());
    }
}
