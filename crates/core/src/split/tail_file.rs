//! Tail files: where words of languages that write compounds as one word can be parted, in the order of their second
//! parts.

use crate::format::tails::Cut;
use crate::format::varint::{Cursor, push};

/// A file of cuts with their second parts, which are in order.
pub fn write(tails: &[(&[u8], Cut)]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut before: &[u8] = &[];
    for &(tail, (word, cut)) in tails {
        let shared = tail.iter().zip(before).take_while(|(a, b)| a == b).count();
        push(&mut out, shared as u32);
        push(&mut out, (tail.len() - shared) as u32);
        out.extend_from_slice(&tail[shared..]);
        push(&mut out, word);
        push(&mut out, cut as u32);
        before = tail;
    }
    out
}

/// Calls `each` with the second parts and the cuts of a file, until it gives false; false where it did.
pub fn each(bytes: &[u8], each: &mut dyn FnMut(&[u8], Cut) -> bool) -> bool {
    let mut cursor = Cursor::new(bytes);
    let mut tail: Vec<u8> = Vec::new();
    while !cursor.is_done() {
        tail.truncate(cursor.varint() as usize);
        let length = cursor.varint() as usize;
        tail.extend_from_slice(cursor.take(length));
        let cut = (cursor.varint(), cursor.varint() as usize);
        if !each(&tail, cut) {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tails_come_back() {
        let all: [(&[u8], Cut); 3] =
            [(b"boot", (700, 4)), (b"boot", (9, 5)), (b"bootbau", (70_000, 5))];
        let bytes = write(&all);
        let mut read = Vec::new();
        assert!(each(&bytes, &mut |tail, cut| {
            read.push((tail.to_vec(), cut));
            true
        }));
        assert!(read.iter().map(|(tail, cut)| (&tail[..], *cut)).eq(all));
        assert!(!each(&bytes, &mut |_, _| false));
    }
}
