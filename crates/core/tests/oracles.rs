//! Text analysis against published data: the test files of the Unicode standard and lists of
//! Vietnamese spellings. They are found in the folder that `KWIC_DATA` names: natively when the
//! tests run, for the browser (`tests/laws`) when they are compiled.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use kwic_core::text::{TokenKind, tokens};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// The text of a file of `oracle/`; none when there is no data here.
#[cfg(not(target_arch = "wasm32"))]
macro_rules! oracle {
    ($name:literal) => {{
        let data = std::env::var_os("KWIC_DATA");
        if data.is_none() {
            println!("left out: KWIC_DATA is not set, so there is no {} to compare with", $name);
        }
        data.map(|data| {
            let path = std::path::PathBuf::from(data).join("oracle").join($name);
            std::fs::read_to_string(&path)
                .unwrap_or_else(|error| panic!("{} cannot be read: {error}", path.display()))
        })
    }};
}

#[cfg(all(target_arch = "wasm32", kwic_data))]
macro_rules! oracle {
    ($name:literal) => {
        Some(include_str!(concat!(env!("KWIC_DATA"), "/oracle/", $name)))
    };
}

#[cfg(all(target_arch = "wasm32", not(kwic_data)))]
macro_rules! oracle {
    ($name:literal) => {{
        wasm_bindgen_test::console_log!("left out: {} was not there to be compiled in", $name);
        None::<&str>
    }};
}

/// A term: folded form, exact form, kind.
type Term = (String, String, TokenKind);

fn terms(text: &str) -> Vec<Term> {
    let mut tokens = tokens(text);
    let mut terms = Vec::new();
    while let Some(token) = tokens.next() {
        terms.push((token.folded.to_owned(), token.exact.to_owned(), token.kind));
    }
    terms
}

fn folded(text: &str) -> Vec<String> {
    terms(text).into_iter().map(|term| term.0).collect()
}

fn exact(text: &str) -> Vec<String> {
    terms(text).into_iter().map(|term| term.1).collect()
}

/// Panics with the number of complaints and the first of them.
fn none_of(complaints: &[String], lines: usize) {
    let some: Vec<&str> = complaints.iter().take(20).map(String::as_str).collect();
    let count = complaints.len();
    assert!(count == 0, "{count} of {lines} lines, such as:\n{}", some.join("\n"));
}

#[test]
fn vietnamese_words_fold_alike_with_and_without_accents_and_tones() {
    let Some(text) = oracle!("vietnamese/fold-pairs.tsv") else { return };
    let mut complaints = Vec::new();
    for line in text.lines() {
        let spellings: Vec<&str> = line.split('\t').collect();
        let [accented, no_accent, no_tone] = spellings[..] else {
            panic!("three columns are expected, not {line:?}");
        };
        let [a, b, c] = [accented, no_accent, no_tone].map(folded);
        if a.is_empty() || a != b || a != c {
            complaints.push(format!("{line}: {a:?} {b:?} {c:?}"));
        }
    }
    let lines = text.lines().count();
    assert!(lines > 70_000, "only {lines} words");
    none_of(&complaints, lines);
}

#[test]
fn old_and_new_places_of_a_tone_are_one_exact_form() {
    let Some(text) = oracle!("vietnamese/tone-placement-pairs.tsv") else { return };
    let mut complaints = Vec::new();
    for line in text.lines() {
        let (old, new) = line.split_once('\t').expect("two columns");
        assert_ne!(old, new, "a pair of two spellings");
        if exact(old).is_empty() || exact(old) != exact(new) {
            complaints.push(format!("{line}: {:?} {:?}", exact(old), exact(new)));
        }
    }
    none_of(&complaints, text.lines().count());
}

/// Text of code points in hexadecimal, with spaces between them.
fn characters(column: &str) -> String {
    column
        .split_whitespace()
        .map(|code| u32::from_str_radix(code, 16).ok().and_then(char::from_u32))
        .map(|c| c.expect("code points are scalar values"))
        .collect()
}

#[test]
fn the_normal_forms_of_the_unicode_test_give_the_same_terms() {
    let Some(text) = oracle!("unicode/NormalizationTest.txt") else { return };
    let mut complaints = Vec::new();
    let mut lines = 0;
    for line in text.lines().filter(|line| !line.starts_with(['#', '@']) && !line.is_empty()) {
        let forms: Vec<String> = line.split(';').take(5).map(characters).collect();
        assert_eq!(forms.len(), 5, "source; NFC; NFD; NFKC; NFKD in {line}");
        lines += 1;
        // Alone, and inside a word, where it could join with its neighbours or divide them.
        for around in [("", ""), ("x", "y"), ("東", "京")] {
            let of = |form: &String| terms(&format!("{}{form}{}", around.0, around.1));
            let expected = of(&forms[0]);
            if let Some(other) = forms.iter().map(of).find(|terms| *terms != expected) {
                let source = line.split(';').next().unwrap_or_default();
                complaints.push(format!("{source} in {around:?}: {expected:?} {other:?}"));
                break;
            }
        }
    }
    assert!(lines > 18_000, "only {lines} lines");
    none_of(&complaints, lines);
}

/// The stretches of a line of WordBreakTest.txt, and its text.
fn segments(line: &str) -> (String, Vec<Range<usize>>) {
    let mut text = String::new();
    let mut breaks = Vec::new();
    for part in line.split_whitespace() {
        match part {
            "÷" => breaks.push(text.len()),
            "×" => {}
            code => text.push_str(&characters(code)),
        }
    }
    let ranges = breaks.windows(2).map(|pair| pair[0]..pair[1]).collect();
    (text, ranges)
}

/// Where our words are not those of the Unicode standard: why a character divides a word.
fn departure(c: char) -> Option<&'static str> {
    match c {
        '_' => Some("the parts of snake_case are words"),
        '\'' | '\u{2019}' => Some("an apostrophe divides, so that d'accord is found by accord"),
        '.' | ',' | ':' | ';' | '"' => Some("signs divide 4.4, K.V.Vnukov, a:b"),
        '\u{3031}' => Some("kana have no spaces: each character is a token"),
        _ => None,
    }
}

/// True for what is a word: of the standard's segments only some are.
fn has_letters(text: &str, range: &Range<usize>) -> bool {
    text[range.clone()].chars().any(char::is_alphanumeric)
}

/// The words of the standard, divided where ours depart from them.
fn divided(text: &str, segments: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    for segment in segments {
        let mut start = segment.start;
        for (at, c) in text[segment.clone()].char_indices() {
            if departure(c).is_some() {
                words.push(start..segment.start + at);
                start = segment.start + at + if c.is_alphanumeric() { 0 } else { c.len_utf8() };
            }
        }
        words.push(start..segment.end);
    }
    words.retain(|range| has_letters(text, range));
    words
}

#[test]
fn words_are_those_of_the_unicode_standard_but_where_our_law_divides_them() {
    let Some(file) = oracle!("unicode/WordBreakTest.txt") else { return };
    let mut complaints = Vec::new();
    let mut departed: BTreeMap<&str, usize> = BTreeMap::new();
    let lines: Vec<&str> = file
        .lines()
        .map(|line| line.split('#').next().unwrap_or_default().trim())
        .filter(|line| !line.is_empty())
        .collect();
    assert!(lines.len() > 1_800, "only {} lines", lines.len());
    for line in &lines {
        let (text, segments) = segments(line);
        let expected = trimmed(&text, &divided(&text, &segments));
        let mut ours: Vec<Range<usize>> = Vec::new();
        let mut found = tokens(&text);
        while let Some(token) = found.next() {
            // The stop of .NET and the like are tokens too, and no words.
            if token.kind != TokenKind::Part && has_letters(&text, &token.range) {
                ours.push(token.range.clone());
            }
        }
        if trimmed(&text, &ours) != expected {
            complaints.push(format!("{line}: {ours:?} where {expected:?} is the standard"));
        }
        let words: Vec<Range<usize>> =
            segments.into_iter().filter(|segment| has_letters(&text, segment)).collect();
        if trimmed(&text, &words) != expected {
            let reasons: BTreeSet<&str> = text.chars().filter_map(departure).collect();
            reasons.into_iter().for_each(|reason| *departed.entry(reason).or_default() += 1);
        }
    }
    none_of(&complaints, lines.len());
    for reason in "_'.\u{3031}".chars().filter_map(departure) {
        assert!(departed.contains_key(reason), "no line needs the departure {reason:?} any more");
    }
}

/// Ranges without the marks and joiners at the ends of their text, which belong to a token for one
/// and to a gap for the other.
fn trimmed(text: &str, ranges: &[Range<usize>]) -> Vec<Range<usize>> {
    let ends = |range: &Range<usize>| {
        let inside = &text[range.clone()];
        let start = inside.find(char::is_alphanumeric).unwrap_or_default();
        let last = inside.rfind(char::is_alphanumeric).unwrap_or_default();
        range.start + start..range.start + last
    };
    ranges.iter().map(ends).collect()
}
