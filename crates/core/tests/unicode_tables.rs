//! `src/text/unicode.bin` says what the Unicode crates say. `KWIC_BLESS=1 cargo test -p kwic-core`
//! writes it anew, after which the terms of an index may differ: decide about the format version.

mod unicode;

use std::path::Path;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;
use unicode_properties::{GeneralCategory as Gc, UnicodeGeneralCategory};

use unicode::is_young;

const OTHER: u8 = 0;
const LETTER: u8 = 1;
const DIGIT: u8 = 2;
const MARK: u8 = 3;
const UNIT: u8 = 4;
const IGNORABLE: u8 = 5;
const ORDERED: [u8; 2] = [MARK, UNIT];

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

fn lower(c: char) -> char {
    if c == 'ς' {
        return 'σ';
    }
    let mut lowered = c.to_lowercase();
    match (lowered.next(), lowered.next()) {
        (Some(l), None) => l,
        _ => c,
    }
}

fn varint(out: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn zigzag(value: i64) -> u32 {
    ((value << 1) ^ (value >> 63)) as u32
}

/// What is said of ranges of characters: the class, and the combining class.
fn write_ranges(out: &mut Vec<u8>) {
    let mut found: Vec<(u32, u8, u8)> = Vec::new();
    for c in ('\0'..=char::MAX).filter(is_assigned) {
        let (class, order) = (class(c), canonical_combining_class(c));
        assert!(order == 0 || ORDERED.contains(&class), "{c:?} of class {class} has order {order}");
        // Unassigned code points take the value of what stands before them: fewer ranges.
        if found.last().is_none_or(|last| (last.1, last.2) != (class, order)) {
            found.push((c as u32, class, order));
        }
    }
    varint(out, found.len() as u32);
    let mut previous = 0;
    for &(start, ..) in &found {
        varint(out, start - previous);
        previous = start;
    }
    out.extend(found.iter().map(|&(_, class, _)| class));
    let ordered = found.iter().filter(|(_, class, _)| ORDERED.contains(class));
    out.extend(ordered.map(|&(.., order)| order));
}

fn is_assigned(c: &char) -> bool {
    c.general_category() != Gc::Unassigned
}

/// What a character becomes: each character doubled, with 1 added when it stood in upper case.
fn sequence(c: char) -> Vec<u32> {
    let value = |d: char| (lower(d) as u32) << 1 | u32::from(lower(d) != d && d != 'ς');
    std::iter::once(c).nfkd().map(value).collect()
}

/// As `crates/core/src/text/tables.rs` reads it.
fn table() -> Vec<u8> {
    let (mut lowered, mut decomposed, mut stated) = (Vec::new(), Vec::new(), Vec::new());
    for cp in 0x80..=0x10FFFFu32 {
        let Some(c) = char::from_u32(cp) else { continue };
        if ('\u{AC00}'..='\u{D7A3}').contains(&c) {
            continue;
        }
        let values = sequence(c);
        if values == [cp << 1] {
            continue;
        }
        if std::iter::once(c).nfkd().eq([c]) {
            lowered.push((cp, values[0]));
        } else if is_young(c) {
            stated.push((cp, values));
        } else {
            decomposed.push(cp);
        }
    }
    let count = lowered.len() + decomposed.len() + stated.len();
    assert!(count < 1 << 13, "the page table has 13 bits for an entry: {count}");
    let mut out = Vec::new();
    write_lowered(&mut out, &lowered);
    write_decomposed(&mut out, &decomposed);
    write_stated(&mut out, &stated);
    write_ranges(&mut out);
    out
}

fn write_lowered(out: &mut Vec<u8>, lowered: &[(u32, u32)]) {
    let difference = |(cp, value): (u32, u32)| i64::from(value) - i64::from(cp << 1);
    let length = |from: usize, step: u32| {
        let fits = |pair: &&[(u32, u32)]| {
            pair[1].0 - pair[0].0 == step && difference(pair[1]) == difference(pair[0])
        };
        lowered[from..].windows(2).take_while(fits).count() as u32
    };
    let (mut at, mut previous) = (0, 0);
    let (mut gaps, mut lengths, mut differences) = (Vec::new(), Vec::new(), Vec::new());
    while at < lowered.len() {
        let (all, other) = (length(at, 1), length(at, 2));
        let (more, step) = if all >= other { (all, 1) } else { (other, 2) };
        gaps.push(lowered[at].0 - previous);
        lengths.push(more << 1 | (step - 1));
        differences.push(zigzag(difference(lowered[at])));
        previous = lowered[at].0 + more * step;
        at += more as usize + 1;
    }
    varint(out, gaps.len() as u32);
    [gaps, lengths, differences].concat().into_iter().for_each(|value| varint(out, value));
}

/// A gap of so many characters that stay divides no run: the run costs less.
const LONGEST_GAP: u32 = 64;

fn write_decomposed(out: &mut Vec<u8>, decomposed: &[u32]) {
    // Unicode promises that a character that is assigned never decomposes later.
    let stays = |cp| {
        char::from_u32(cp).is_some_and(|c| is_assigned(&c) && std::iter::once(c).nfkd().eq([c]))
    };
    let joins = |a: &u32, b: &u32| b - a <= LONGEST_GAP && (a + 1..*b).all(stays);
    let runs: Vec<&[u32]> = decomposed.chunk_by(joins).collect();
    varint(out, runs.len() as u32);
    let mut next = 0;
    for run in runs {
        let last = run[run.len() - 1];
        varint(out, run[0] - next);
        varint(out, last - run[0]);
        next = last + 1;
    }
}

fn write_stated(out: &mut Vec<u8>, stated: &[(u32, Vec<u32>)]) {
    let (mut previous, mut last) = (0, 0);
    varint(out, stated.len() as u32);
    for (cp, _) in stated {
        varint(out, cp - previous);
        previous = *cp;
    }
    stated.iter().for_each(|(_, values)| varint(out, values.len() as u32));
    for value in stated.iter().flat_map(|(_, values)| values) {
        varint(out, zigzag(i64::from(*value) - last));
        last = i64::from(*value);
    }
}

#[test]
fn the_unicode_table_is_what_the_unicode_crates_say() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/text/unicode.bin");
    let expected = table();
    if std::env::var_os("KWIC_BLESS").is_some() {
        std::fs::write(&path, &expected).unwrap();
    }
    let committed = std::fs::read(&path).unwrap();
    assert!(
        committed == expected,
        "src/text/unicode.bin differs: bless it and decide about the format version"
    );
}
