//! The lengths section: for each field in turn, the number of tokens in each document.

use alloc::vec;
use alloc::vec::Vec;

use super::FIELDS;
use super::varint::{Cursor, push};

/// Lengths of the fields of one document, in tokens.
pub type Lengths = [u32; FIELDS];

/// Appends the section.
pub fn write(out: &mut Vec<u8>, lengths: &[Lengths]) {
    for field in 0..FIELDS {
        lengths.iter().for_each(|document| push(out, document[field]));
    }
}

/// Reads the section for `documents` documents.
pub fn read(bytes: &[u8], documents: usize) -> Vec<Lengths> {
    // Every length takes a byte at least, which bounds what is set aside for damaged counts.
    let mut lengths = vec![[0; FIELDS]; documents.min(bytes.len())];
    let mut cursor = Cursor::new(bytes);
    for field in 0..FIELDS {
        lengths.iter_mut().for_each(|document| document[field] = cursor.varint());
    }
    lengths
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn lengths_come_back(lengths: Vec<Lengths>) {
            let mut bytes = Vec::new();
            write(&mut bytes, &lengths);
            prop_assert_eq!(read(&bytes, lengths.len()), lengths);
        }
    }
}
