//! Lower case, compatibility decomposition, classes and combining order of characters, from one
//! table that native code and the browser share. Most of what the platform could tell differs between
//! its versions, and a word must not be indexed one way and looked up another.

use alloc::vec::Vec;

use super::tables::Tables;

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

/// Calls `each` with the lower-case compatibility decomposition of `c`, in order.
pub(crate) fn decompose(c: char, mut each: impl FnMut(Lowered)) {
    if c.is_ascii() {
        return each(Lowered { c: c.to_ascii_lowercase(), upper: c.is_ascii_uppercase() });
    }
    match Tables::get().sequence(c) {
        None => each(Lowered { c, upper: false }),
        Some(sequence) => {
            for &value in sequence {
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
    let mut values = Vec::new();
    for c in cluster.chars() {
        values.push((c as u32) << 1);
    }
    let one = Tables::get().character(&values)?;
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
    match Tables::get().class(c) {
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

/// True for a character that stands in words, or belongs to one that does: it divides none.
pub fn is_in_word(c: char) -> bool {
    class(c) != Class::Other
}

/// Canonical combining class; 0 for what does not reorder.
pub(crate) fn combining_class(c: char) -> u8 {
    if (c as u32) < 0x300 { 0 } else { Tables::get().order(c) }
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
    let range = Tables::get().range(c)?;
    Some((c as u32 - range.start) % 10)
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
