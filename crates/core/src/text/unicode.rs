//! What a character is: its class, its lower case and its decomposition. Versions of Unicode may differ about
//! the classes, and a word must not be indexed one way and looked up another, so native code and the browser
//! share one table of them. About the rest they do not differ: see [`normal_form`].

use super::classes;
use super::normal_form;

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

/// Calls `each` with the lower-case compatibility decomposition of `c`, in order. Hangul syllables stay as
/// they are.
pub(crate) fn decompose(c: char, mut each: impl FnMut(Lowered)) {
    if c.is_ascii() {
        return each(Lowered { c: c.to_ascii_lowercase(), upper: c.is_ascii_uppercase() });
    }
    // Most characters of East Asian texts have neither a decomposition nor a case.
    if matches!(c, '\u{3400}'..'\u{a000}' | '\u{ac00}'..'\u{d7a4}') {
        return each(Lowered { c, upper: false });
    }
    normal_form::decompose(c, |c, lower| {
        let upper = lower != c;
        each(Lowered { c: if lower == 'ς' { 'σ' } else { lower }, upper });
    });
}

/// A letter and its marks as one character. Scripts that normal form C leaves apart have none.
pub(crate) fn compose(cluster: &str) -> Option<char> {
    let one = normal_form::compose(cluster);
    one.filter(|one| matches!(one, '\0'..'\u{900}' | '\u{1e00}'..'\u{2000}'))
}

/// The class of a character that [`decompose`] gave.
pub(crate) fn class(c: char) -> Class {
    class_and_order(c).0
}

/// The class of a character, and whether canonical order may move it among its neighbours: this holds for marks,
/// and for some marks of scripts without spaces, which are units.
pub(crate) fn class_and_order(c: char) -> (Class, bool) {
    if c.is_ascii() {
        let class = match c {
            'a'..='z' | 'A'..='Z' => Class::Letter,
            '0'..='9' => Class::Digit,
            _ => Class::Other,
        };
        return (class, false);
    }
    match classes::range(c).1 {
        1 => (Class::Letter, false),
        2 => (Class::Digit, false),
        3 => (Class::Mark, true),
        4 => (Class::Unit, false),
        5 => (Class::Unit, true),
        6 => (Class::Ignorable, false),
        _ => (Class::Other, false),
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
    Some((c as u32 - classes::range(c).0) % 10)
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
        assert_eq!(class_and_order('\u{323}'), (Class::Mark, true));
        assert_eq!(class_and_order('\u{e38}'), (Class::Unit, true));
    }
}
