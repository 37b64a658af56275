//! White space: what parts words and lines, and how wide a line looks.

use std::borrow::Cow;

use kwic_core::text;
use kwic_core::text::script::{is_hangul, is_unspaced};

/// What parts the cells of a table row, which is one block.
pub(crate) const CELLS: &str = " · ";

/// True for what divides words: what does not show.
fn is_gap(character: char) -> bool {
    if character.is_ascii() {
        return character <= ' ' || character == '\x7F';
    }
    text::is_blank(character)
}

/// True for characters without width, which say where a line may break or may not, and what byte order a file
/// has. They are in the middle of words, and nobody types them.
fn is_zero_width(character: char) -> bool {
    matches!(character, '\u{200B}' | '\u{2060}' | '\u{FEFF}')
}

/// The text on one line: no gaps at its ends, single spaces inside.
pub fn collapsed(text: &str) -> String {
    if text.contains(is_zero_width) {
        return collapsed(&text.replace(is_zero_width, ""));
    }
    let mut line = String::with_capacity(text.len());
    for word in text.split(is_gap).filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// True when there is nothing to read in the text.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(|character| is_gap(character) || is_zero_width(character))
}

/// Line endings of every system as `\n`.
pub(crate) fn unix_lines(text: &str) -> Cow<'_, str> {
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

/// True for characters that take two columns: Han, kana, Hangul and full-width forms.
fn is_wide(character: char) -> bool {
    matches!(u32::from(character),
        0x1100..=0x115F | 0x2E80..=0xA4CF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF
        | 0xFE30..=0xFE4F | 0xFF00..=0xFF60 | 0xFFE0..=0xFFE6 | 0x20000..=0x3FFFD)
}

/// True for what a line may break beside: characters of scripts without spaces, and the punctuation among
/// them, which is as wide as they are.
pub(crate) fn may_break_beside(character: char) -> bool {
    is_unspaced(character) || (is_wide(character) && !is_hangul(character))
}

/// Columns that the text takes, near enough to compare lines by.
pub(crate) fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    text.chars().map(|character| if is_wide(character) { 2 } else { 1 }).sum()
}
