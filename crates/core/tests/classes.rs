//! `src/text/classes.bin` says what the Unicode crates say. `KWIC_BLESS=1 cargo test -p kwic-core`
//! writes it anew, after which the terms of an index may differ: decide about the format version.

use std::path::Path;

use unicode_normalization::char::canonical_combining_class;
use unicode_properties::{GeneralCategory as Gc, UnicodeGeneralCategory};

const OTHER: u8 = 0;
const LETTER: u8 = 1;
const DIGIT: u8 = 2;
const MARK: u8 = 3;
const UNIT: u8 = 4;
/// A unit that changes places with marks beside it, as some vowel signs do.
const MARK_UNIT: u8 = 5;
const IGNORABLE: u8 = 6;

/// Blocks of scripts that are written without spaces, and Hangul.
const UNSPACED: &[(u32, u32)] = &[
    (0x0E00, 0x0EFF), // Thai, Lao
    (0x1000, 0x109F), // Myanmar
    (0x1100, 0x11FF), // Hangul jamo
    (0x1780, 0x17FF), // Khmer
    (0x1950, 0x19FF), // Tai Le, New Tai Lue, Khmer symbols
    (0x1A20, 0x1AAF), // Tai Tham
    (0x2E80, 0x2FDF), // radicals
    (0x3005, 0x3007),
    (0x3021, 0x3029),
    (0x3031, 0x3035),
    (0x3038, 0x303C),
    (0x3041, 0x3096),
    (0x309D, 0x309F),
    (0x30A1, 0x30FA),
    (0x30FC, 0x31FF), // kana, Bopomofo, compatibility jamo
    (0x3400, 0x4DBF),
    (0x4E00, 0xA4CF), // Han, Yi
    (0xA960, 0xA97F),
    (0xA9E0, 0xA9FF),
    (0xAA60, 0xAADF), // Myanmar, Tai Viet
    (0xAC00, 0xD7FF), // Hangul
    (0xF900, 0xFAFF),
    (0x16FE0, 0x18DFF), // Tangut, Khitan
    (0x1AFF0, 0x1B2FF),
    (0x20000, 0x3FFFD),
];

fn class(c: char) -> u8 {
    use Gc::*;
    let cp = c as u32;
    let unspaced = UNSPACED.iter().any(|&(from, to)| (from..=to).contains(&cp));
    match (c, c.general_category()) {
        // The modifier apostrophes divide words as the apostrophe does; the tatweel stretches one.
        ('\u{2bb}' | '\u{2bc}' | '\u{2ee}', _) => OTHER,
        ('\u{640}' | '\u{34f}' | '\u{180b}'..='\u{180f}', _) => IGNORABLE,
        ('\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}', _) => IGNORABLE,
        (_, DecimalNumber) => DIGIT,
        ('\u{200b}', _) => OTHER,
        (_, Format) => IGNORABLE,
        (_, SpacingMark | NonspacingMark | EnclosingMark) if unspaced => UNIT,
        (_, SpacingMark | NonspacingMark | EnclosingMark) => MARK,
        (
            _,
            UppercaseLetter | LowercaseLetter | TitlecaseLetter | ModifierLetter | OtherLetter
            | LetterNumber | OtherNumber,
        ) => {
            if unspaced {
                UNIT
            } else {
                LETTER
            }
        }
        _ => OTHER,
    }
}

fn varint(out: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// As `src/text/classes.rs` reads it.
fn table() -> Vec<u8> {
    let mut found: Vec<(u32, u8)> = Vec::new();
    for c in ('\0'..=char::MAX).filter(is_assigned) {
        let class = match (class(c), canonical_combining_class(c)) {
            (UNIT, 1..) => MARK_UNIT,
            (class, order) => {
                assert!(order == 0 || class == MARK, "{c:?} of class {class} has order {order}");
                class
            }
        };
        // Unassigned code points take the value of what stands before them: fewer ranges.
        if found.last().is_none_or(|last| last.1 != class) {
            found.push((c as u32, class));
        }
    }
    let mut out = Vec::new();
    varint(&mut out, found.len() as u32);
    let mut previous = 0;
    for &(start, _) in &found {
        varint(&mut out, start - previous);
        previous = start;
    }
    out.extend(found.iter().map(|&(_, class)| class));
    out
}

fn is_assigned(c: &char) -> bool {
    c.general_category() != Gc::Unassigned
}

#[test]
fn the_table_is_what_the_unicode_crates_say() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/text/classes.bin");
    let expected = table();
    if std::env::var_os("KWIC_BLESS").is_some() {
        std::fs::write(&path, &expected).unwrap();
    }
    let committed = std::fs::read(&path).unwrap();
    assert!(
        committed == expected,
        "src/text/classes.bin differs: bless it and decide about the format version"
    );
}
