//! The order file: the places of all articles in the order in which the author gave them. Articles are numbered by their
//! lengths, and only hits that no word has a score for are listed in that order.

use crate::format::varint::{Cursor, push};

/// The file of these places.
pub fn write(places: &[u32]) -> Vec<u8> {
    let mut out = Vec::new();
    places.iter().for_each(|&place| push(&mut out, place));
    out
}

/// The places of so many articles.
pub fn read(bytes: &[u8], count: u32) -> Vec<u32> {
    let mut cursor = Cursor::new(bytes);
    // A place takes a byte at least.
    (0..count.min(bytes.len() as u32)).map(|_| cursor.varint()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_come_back() {
        let places = [2, 0, 70_000, 1];
        assert_eq!(read(&write(&places), 4), places);
        assert_eq!(read(&[], u32::MAX), []);
    }
}
