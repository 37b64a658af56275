//! Positions: for each occurrence in the list of a term, in its order, by how much its position is above that of the
//! occurrence before in the same segment; of the first of a segment the position itself. The number is doubled, and one
//! more where other tokens with this position are before it, such as the word that it is a part of. Then their number
//! follows.
//!
//! Positions that do not fit into one file are in several. Then the list ends with what tells them apart: for each of
//! these files by how much its first segment is above that of the file before.

use crate::format::varint::{Cursor, push};

/// Where a token stands in a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, PartialOrd, Ord)]
pub struct Position {
    /// Its position.
    pub position: u32,
    /// How many tokens with this position are before it.
    pub order: u32,
}

/// Positions of occurrences, each with the number of its segment, in files of at most `limit` bytes; and what the
/// list ends with.
pub fn write(occurrences: &[(u32, Position)], limit: u32) -> (Vec<Vec<u8>>, Vec<u8>) {
    let mut files: Vec<Vec<u8>> = vec![Vec::new()];
    let mut firsts: Vec<u32> = Vec::new();
    for of_segment in occurrences.chunk_by(|a, b| a.0 == b.0) {
        let mut bytes = Vec::new();
        let mut before = 0;
        for &(_, Position { position, order }) in of_segment {
            push(&mut bytes, (position - before) << 1 | u32::from(order > 0));
            before = position;
            if order > 0 {
                push(&mut bytes, order);
            }
        }
        let fits =
            |last: &&mut Vec<u8>| last.is_empty() || last.len() + bytes.len() <= limit as usize;
        let last = files.last_mut().filter(fits);
        match last {
            Some(last) if !last.is_empty() => last.extend(bytes),
            Some(last) => {
                *last = bytes;
                firsts.push(of_segment[0].0);
            }
            None => {
                files.push(bytes);
                firsts.push(of_segment[0].0);
            }
        }
    }
    let mut end = Vec::new();
    if files.len() > 1 {
        let mut before = 0;
        for first in firsts {
            push(&mut end, first - before);
            before = first;
        }
    }
    (files, end)
}

/// The first segments of `count` files of positions, which the end of a list tells.
pub fn firsts(end: &[u8], count: u32) -> Vec<u32> {
    let mut cursor = Cursor::new(end);
    let mut firsts = Vec::new();
    let mut first = 0u32;
    for _ in 0..count {
        if cursor.is_done() {
            break;
        }
        first = first.saturating_add(cursor.varint());
        firsts.push(first);
    }
    firsts
}

/// Reads positions of occurrences whose segments are `segments`, in their order.
pub fn read(bytes: &[u8], segments: impl Iterator<Item = u32>) -> Vec<Position> {
    let mut cursor = Cursor::new(bytes);
    let mut last = None;
    let mut position = 0u32;
    segments
        .map(|segment| {
            if last.replace(segment) != Some(segment) {
                position = 0;
            }
            let number = cursor.varint();
            position = position.saturating_add(number >> 1);
            Position { position, order: if number & 1 == 0 { 0 } else { cursor.varint() } }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn positions_come_back(
            steps in proptest::collection::vec((0u32..3, 0u32..300, 0u32..4), 1..200),
            limit in 4u32..100,
        ) {
            let mut occurrences: Vec<(u32, Position)> = Vec::new();
            for (skipped, step, order) in steps {
                let (segment, Position { position, .. }) = occurrences.last().copied().unwrap_or_default();
                let position = if skipped == 0 { position + step } else { step };
                occurrences.push((segment + skipped, Position { position, order }));
            }
            let (files, end) = write(&occurrences, limit);
            let firsts = firsts(&end, files.len() as u32);
            prop_assert_eq!(firsts.len(), if files.len() > 1 { files.len() } else { 0 });
            let mut all = Vec::new();
            for (number, file) in files.iter().enumerate() {
                let from = firsts.get(number).copied().unwrap_or(0);
                let to = firsts.get(number + 1).copied().unwrap_or(u32::MAX);
                let own: Vec<u32> =
                    occurrences.iter().map(|o| o.0).filter(|s| (from..to).contains(s)).collect();
                let read = read(file, own.iter().copied());
                all.extend(own.into_iter().zip(read));
            }
            prop_assert_eq!(all, occurrences);
        }
    }

    #[test]
    fn any_bytes_are_answered() {
        let read = read(&[10, 0xfe], [1, 1, 2, 2].into_iter());
        assert_eq!(read.iter().map(|it| it.position).collect::<Vec<_>>(), [5, 68, 0, 0]);
        assert_eq!(firsts(&[], 1 << 30), [0; 0]);
    }
}
