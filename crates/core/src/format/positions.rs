//! Positions: for each posting of a term, in the order of its postings, where in the document the
//! term stands. How many there are, the frequencies of the posting say.
//!
//! The first position is a varint, each further one the gap to it less one; a term is
//! counted once at a position, so that positions of one term differ.

use alloc::vec::Vec;

use super::varint::{Cursor, push};

/// Appends the positions of one posting, in order.
pub fn write(out: &mut Vec<u8>, positions: &[u32]) {
    let mut next = 0;
    for &position in positions {
        push(out, position - next);
        next = position + 1;
    }
}

/// Reads `count` positions into `positions`, which is emptied first.
pub fn read(cursor: &mut Cursor<'_>, count: usize, positions: &mut Vec<u32>) {
    positions.clear();
    let mut next = 0u32;
    for _ in 0..count {
        if cursor.is_done() {
            return;
        }
        let position = next.saturating_add(cursor.varint());
        next = position.saturating_add(1);
        positions.push(position);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn positions_come_back(set: std::collections::BTreeSet<u32>) {
            let positions: Vec<u32> = set.into_iter().filter(|&p| p < u32::MAX).collect();
            let mut bytes = Vec::new();
            write(&mut bytes, &positions);
            let mut read_back = Vec::new();
            read(&mut Cursor::new(&bytes), positions.len(), &mut read_back);
            prop_assert_eq!(read_back, positions);
        }
    }
}
