//! Lower case, compatibility decomposition, classes and combining order of characters, from one
//! table (`unicode.bin`) that native code and the browser share. The platform's
//! own functions would be free of charge, but each browser carries another version of Unicode, and
//! a word must not be indexed one way and looked up another.

use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;

use once_cell::race::OnceBox;

/// What a character is to the segmenter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// Divides words.
    Other,
    /// Part of a word of a script written with spaces.
    Letter,
    /// Decimal digit.
    Digit,
    /// Belongs to the character before it.
    Mark,
    /// Character of a script written without spaces, or Hangul: each is a token.
    Unit,
    /// Invisible inside words: soft hyphen, joiners, variation selectors, tatweel.
    Ignorable,
}

/// One character of a decomposition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Lowered {
    /// The character in lower case.
    pub c: char,
    /// True when it stood in upper case.
    pub upper: bool,
}

const PAGED: usize = 0x3400;
const ENTRY_BITS: u32 = 13;

struct Tables {
    /// For each character below `PAGED`: its class, and its entry counted from 1.
    page: Vec<u16>,
    code_points: Vec<u32>,
    starts: Vec<u16>,
    sequences: Vec<u32>,
    classes: Vec<(u32, u8)>,
    combining: Vec<(u32, u8)>,
}

impl Tables {
    fn get() -> &'static Tables {
        static TABLES: OnceBox<Tables> = OnceBox::new();
        TABLES.get_or_init(|| Box::new(Tables::decode(include_bytes!("unicode.bin"))))
    }

    fn decode(bytes: &'static [u8]) -> Tables {
        let mut reader = Reader { bytes, at: 0 };
        let count = reader.varint() as usize;
        let mut cp = 0x7f;
        let code_points: Vec<u32> = (0..count)
            .map(|_| {
                cp += reader.varint();
                cp
            })
            .collect();
        let mut starts = Vec::with_capacity(count + 1);
        let mut total = 0u16;
        let mut longest = 0;
        for _ in 0..count {
            let length = reader.varint() as u16;
            starts.push(total);
            total += length;
            longest = longest.max(length);
        }
        starts.push(total);
        let mut sequences = vec![0u32; total as usize];
        for column in 0..longest {
            let mut previous = 0u32;
            for entry in 0..count {
                if starts[entry + 1] - starts[entry] > column {
                    let zigzag = reader.varint();
                    previous = previous.wrapping_add((zigzag >> 1) ^ (zigzag & 1).wrapping_neg());
                    sequences[(starts[entry] + column) as usize] = previous;
                }
            }
        }
        let classes = reader.ranges();
        let combining = reader.ranges();
        let mut page = vec![0u16; PAGED];
        for (i, &(start, class)) in classes.iter().enumerate() {
            let end = classes.get(i + 1).map_or(PAGED, |next| next.0 as usize);
            for slot in page.iter_mut().take(end.min(PAGED)).skip(start as usize) {
                *slot = u16::from(class) << ENTRY_BITS;
            }
        }
        for (entry, &cp) in code_points.iter().enumerate() {
            if let Some(slot) = page.get_mut(cp as usize) {
                *slot |= entry as u16 + 1;
            }
        }
        Tables { page, code_points, starts, sequences, classes, combining }
    }

    fn entry(&self, c: char) -> Option<usize> {
        let cp = c as u32;
        match self.page.get(cp as usize) {
            Some(slot) => (usize::from(slot & ((1 << ENTRY_BITS) - 1))).checked_sub(1),
            None => self.code_points.binary_search(&cp).ok(),
        }
    }
}

struct Reader {
    bytes: &'static [u8],
    at: usize,
}

impl Reader {
    fn byte(&mut self) -> u8 {
        let byte = self.bytes.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        byte
    }

    fn varint(&mut self) -> u32 {
        let mut value = 0;
        let mut shift = 0;
        loop {
            let byte = self.byte();
            value |= u32::from(byte & 0x7f) << shift;
            shift += 7;
            if byte < 0x80 || shift > 28 {
                return value;
            }
        }
    }

    fn ranges(&mut self) -> Vec<(u32, u8)> {
        let count = self.varint() as usize;
        let mut start = 0;
        let mut ranges: Vec<(u32, u8)> = (0..count)
            .map(|_| {
                start += self.varint();
                (start, 0)
            })
            .collect();
        for range in &mut ranges {
            range.1 = self.byte();
        }
        ranges
    }
}

fn in_ranges(ranges: &[(u32, u8)], c: char) -> u8 {
    let after = ranges.partition_point(|range| range.0 <= c as u32);
    after.checked_sub(1).map_or(0, |i| ranges[i].1)
}

/// Calls `each` with the lower-case compatibility decomposition of `c`, in order.
pub(crate) fn decompose(c: char, mut each: impl FnMut(Lowered)) {
    if c.is_ascii() {
        return each(Lowered { c: c.to_ascii_lowercase(), upper: c.is_ascii_uppercase() });
    }
    let tables = Tables::get();
    match tables.entry(c) {
        None => each(Lowered { c, upper: false }),
        Some(entry) => {
            let sequence = tables.starts[entry] as usize..tables.starts[entry + 1] as usize;
            for &value in &tables.sequences[sequence] {
                if let Some(c) = char::from_u32(value >> 1) {
                    each(Lowered { c, upper: value & 1 == 1 });
                }
            }
        }
    }
}

/// The lower-case character that [`decompose`] takes apart into a letter and its marks. Scripts that
/// normal form C leaves apart have none.
pub(crate) fn compose(cluster: &str) -> Option<char> {
    let tables = Tables::get();
    let wanted = || cluster.chars().map(|c| (c as u32) << 1);
    let is_wanted = |pair: &[u16]| {
        let sequence = &tables.sequences[pair[0] as usize..pair[1] as usize];
        sequence.len() > 1 && sequence.iter().copied().eq(wanted())
    };
    let entry = tables.starts.windows(2).position(is_wanted)?;
    let one = char::from_u32(tables.code_points[entry])?;
    matches!(one, '\0'..'\u{900}' | '\u{1e00}'..'\u{2000}').then_some(one)
}

/// The class of a character that [`decompose`] gave.
pub(crate) fn class(c: char) -> Class {
    if c.is_ascii() {
        return match c {
            'a'..='z' | 'A'..='Z' => Class::Letter,
            '0'..='9' => Class::Digit,
            _ => Class::Other,
        };
    }
    let tables = Tables::get();
    let class = match tables.page.get(c as usize) {
        Some(slot) => (slot >> ENTRY_BITS) as u8,
        None => in_ranges(&tables.classes, c),
    };
    match class {
        1 => Class::Letter,
        2 => Class::Digit,
        3 => Class::Mark,
        4 => Class::Unit,
        5 => Class::Ignorable,
        _ => Class::Other,
    }
}

/// True for a character that belongs to the one before it.
pub fn is_mark(c: char) -> bool {
    class(c) == Class::Mark
}

/// Canonical combining class; 0 for what does not reorder.
pub(crate) fn combining_class(c: char) -> u8 {
    if (c as u32) < 0x300 { 0 } else { in_ranges(&Tables::get().combining, c) }
}

/// The value of a decimal digit of any script.
pub(crate) fn digit_value(c: char) -> Option<u32> {
    if c.is_ascii() {
        return c.to_digit(10);
    }
    if class(c) != Class::Digit {
        return None;
    }
    // Unicode keeps the ten digits of a script together, zero first; a range of digits may hold
    // several such tens.
    let classes = &Tables::get().classes;
    let range = classes.partition_point(|range| range.0 <= c as u32).checked_sub(1)?;
    Some((c as u32 - classes[range].0) % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decomposed(c: char) -> String {
        let mut out = String::new();
        decompose(c, |l| out.push(l.c));
        out
    }

    #[test]
    fn capitals_accents_and_compatibility_forms_come_apart() {
        assert_eq!(decomposed('Ế'), "e\u{302}\u{301}");
        assert_eq!(decomposed('ﬁ'), "fi");
        assert_eq!(decomposed('Ａ'), "a");
        assert_eq!(decomposed('Я'), "я");
        assert_eq!(decomposed('Σ'), "σ");
        assert_eq!(decomposed('ς'), "σ");
        assert_eq!(decomposed('İ'), "i\u{307}");
        assert_eq!(decomposed('漢'), "漢");
    }

    #[test]
    fn digits_of_every_script_have_their_value() {
        for (c, value) in [('7', 7), ('٣', 3), ('९', 9), ('๔', 4), ('߀', 0), ('𝟘', 0), ('𞥕', 5)]
        {
            let mut folded = None;
            decompose(c, |l| folded = digit_value(l.c));
            assert_eq!(folded, Some(value), "{c}");
        }
        assert_eq!(digit_value('x'), None);
    }

    #[test]
    fn classes_follow_the_script() {
        assert_eq!(class('é'), Class::Letter);
        assert_eq!(class('\u{301}'), Class::Mark);
        assert_eq!(class('東'), Class::Unit);
        assert_eq!(class('ไ'), Class::Unit);
        assert_eq!(class('\u{ad}'), Class::Ignorable);
        assert_eq!(class('—'), Class::Other);
        assert_eq!(class('\u{20000}'), Class::Unit);
        assert_eq!(combining_class('\u{323}'), 220);
        assert_eq!(combining_class('a'), 0);
    }
}
