//! The class of every character, in ranges, as `classes.bin` holds it.

use std::sync::LazyLock;

use crate::format::varint::Cursor;

const CLASS_BITS: u32 = 3;

/// The first character of the range that a character is in, and the number of its class.
pub(super) fn range(c: char) -> (u32, u8) {
    static RANGES: LazyLock<Vec<u32>> = LazyLock::new(|| decoded(include_bytes!("classes.bin")));
    let ranges = &*RANGES;
    let after = ranges.partition_point(|range| range >> CLASS_BITS <= c as u32);
    let range = ranges.get(after.wrapping_sub(1)).copied().unwrap_or_default();
    (range >> CLASS_BITS, range as u8 & ((1 << CLASS_BITS) - 1))
}

/// The ranges in order, each as its first character and its class. The file holds the number of ranges, then
/// for each how far it begins behind the one before, then for each its class.
fn decoded(bytes: &'static [u8]) -> Vec<u32> {
    let mut cursor = Cursor::new(bytes);
    let mut ranges = Vec::new();
    let mut start = 0;
    for _ in 0..cursor.varint() {
        start += cursor.varint();
        ranges.push(start << CLASS_BITS);
    }
    for range in &mut ranges {
        *range |= u32::from(cursor.byte());
    }
    ranges
}
