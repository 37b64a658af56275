//! The separator file: what stands between words, but for a lone space, in the order of its bytes, with the sizes of
//! the lists that say where. These lists follow those of the terms.

use super::place::Place;
use crate::format::varint::{Cursor, push, push_str};

/// A separator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Separator {
    /// Its text.
    pub text: String,
    /// The number of segments that have it.
    pub segments: u32,
    /// The bytes of its list.
    pub size: u32,
}

/// The file of these separators.
pub fn write(separators: &[Separator]) -> Vec<u8> {
    let mut out = Vec::new();
    push(&mut out, separators.len() as u32);
    separators.iter().for_each(|separator| push_str(&mut out, &separator.text));
    separators.iter().for_each(|separator| push(&mut out, separator.segments));
    separators.iter().for_each(|separator| push(&mut out, separator.size));
    out
}

/// The separators of a file, each with where its list is; the first is at or behind `lists`.
pub fn read(bytes: &[u8], mut lists: Place, limit: u32) -> Vec<(Separator, Place)> {
    let mut cursor = Cursor::new(bytes);
    let mut all = Vec::new();
    for _ in 0..cursor.varint() {
        if cursor.is_done() {
            break;
        }
        let text = cursor.str().to_owned();
        all.push((Separator { text, segments: 0, size: 0 }, Place::default()));
    }
    all.iter_mut().for_each(|it| it.0.segments = cursor.varint());
    for (separator, place) in &mut all {
        separator.size = cursor.varint();
        *place = lists.next(separator.size, limit);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_come_back() {
        let separator =
            |text: &str, segments, size| Separator { text: text.into(), segments, size };
        let all = [separator(", ", 700, 4000), separator("=>", 3, 90), separator("🎉", 1, 30)];
        let read = read(&write(&all), Place { file: 4, offset: 60 }, 4096);
        let place = |file, offset| Place { file, offset };
        let places = [place(4, 60), place(5, 0), place(5, 90)];
        assert_eq!(read.iter().map(|it| it.1).collect::<Vec<_>>(), places[..]);
        assert!(read.iter().map(|it| &it.0).eq(&all));
    }
}
