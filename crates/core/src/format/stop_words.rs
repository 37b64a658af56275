//! The stop words section: terms that say little in the language of their articles, such as `the`.
//!
//! Each is a varint: by how much its ordinal is above the one before, less one; the first is its ordinal.

use super::varint::{Cursor, push};

/// Appends ordinals, which are in order.
pub fn write(out: &mut Vec<u8>, ordinals: &[u32]) {
    let mut next = 0;
    for &ordinal in ordinals {
        push(out, ordinal - next);
        next = ordinal + 1;
    }
}

/// Reads the section.
pub fn read(bytes: &[u8]) -> Vec<u32> {
    let mut cursor = Cursor::new(bytes);
    let mut ordinals = Vec::new();
    let mut next = 0u32;
    while !cursor.is_done() {
        let ordinal = next.saturating_add(cursor.varint());
        next = ordinal.saturating_add(1);
        ordinals.push(ordinal);
    }
    ordinals
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn ordinals_come_back(set: std::collections::BTreeSet<u32>) {
            let ordinals: Vec<u32> = set.into_iter().filter(|&o| o < u32::MAX).collect();
            let mut bytes = Vec::new();
            write(&mut bytes, &ordinals);
            prop_assert_eq!(read(&bytes), ordinals);
        }
    }
}
