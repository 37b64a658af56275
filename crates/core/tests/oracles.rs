//! Text analysis against published data: the test files of the Unicode standard and lists of
//! Vietnamese spellings. They are read from the folder that `KWIC_DATA` names.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::PathBuf;

use kwic_core::text::{Kind, tokens};

/// The text of a file of `oracle/`; none when there is no data here.
fn oracle(name: &str) -> Option<String> {
    let Some(data) = std::env::var_os("KWIC_DATA") else {
        println!("left out: KWIC_DATA is not set, so there is no {name} to compare with");
        return None;
    };
    let path = PathBuf::from(data).join("oracle").join(name);
    let text = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{} cannot be read: {error}", path.display()));
    Some(text)
}

/// A term: folded form, exact form, kind.
type Term = (String, String, Kind);

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
    let Some(text) = oracle("vietnamese/fold-pairs.tsv") else { return };
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
    let Some(text) = oracle("vietnamese/tone-placement-pairs.tsv") else { return };
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
    let Some(text) = oracle("unicode/NormalizationTest.txt") else { return };
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

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}')
}

/// Why our words are not those of the Unicode standard in a text, where they are not meant to be.
fn departures(text: &str) -> Vec<&'static str> {
    let has = |test: fn(char) -> bool| text.chars().any(test);
    [
        ("the parts of snake_case are words", has(|c| c == '_')),
        ("an apostrophe divides, so that d'accord is found by accord", has(is_apostrophe)),
        ("stops, commas and colons divide 4.4, K.V.Vnukov, a:b", has(|c| ".,:;\"".contains(c))),
        ("kana have no spaces: each character is a token", has(|c| c == '\u{3031}')),
    ]
    .into_iter()
    .filter_map(|(reason, applies)| applies.then_some(reason))
    .collect()
}

#[test]
fn words_are_those_of_the_unicode_standard_but_where_our_law_says_otherwise() {
    let Some(file) = oracle("unicode/WordBreakTest.txt") else { return };
    let mut complaints = Vec::new();
    let mut same = 0;
    let mut departed: BTreeMap<Vec<&str>, usize> = BTreeMap::new();
    let lines: Vec<&str> = file
        .lines()
        .map(|line| line.split('#').next().unwrap_or_default().trim())
        .filter(|line| !line.is_empty())
        .collect();
    for line in &lines {
        let (text, segments) = segments(line);
        // Of the standard's segments those are words that hold a letter or a digit.
        let is_word = |range: &Range<usize>| text[range.clone()].chars().any(char::is_alphanumeric);
        let expected: Vec<Range<usize>> = segments.iter().filter(|s| is_word(s)).cloned().collect();
        let mut ours: Vec<Range<usize>> = Vec::new();
        let mut found = tokens(&text);
        while let Some(token) = found.next() {
            if token.kind != Kind::Part {
                ours.push(token.range.clone());
            }
        }
        // No departure joins what the standard divides.
        let within = |ours: &Range<usize>| {
            segments.iter().any(|theirs| theirs.start <= ours.start && ours.end <= theirs.end)
        };
        if !ours.iter().all(within) {
            complaints.push(format!("{line}: {ours:?} joins what {segments:?} divides"));
        } else if trimmed(&text, &ours) == trimmed(&text, &expected) {
            same += 1;
        } else {
            let reasons = departures(&text);
            if reasons.is_empty() {
                complaints.push(format!("{line}: {ours:?} where {expected:?} is the standard"));
            }
            *departed.entry(reasons).or_default() += 1;
        }
    }
    println!("{same} of {} lines have the words of the standard; the others:", lines.len());
    for (reasons, count) in &departed {
        println!("{count}: {}", reasons.join("; "));
    }
    none_of(&complaints, lines.len());
    assert!(same > lines.len() / 2, "only {same} of {} lines", lines.len());
    for reason in departures("_'.\u{3031}") {
        assert!(
            departed.keys().any(|reasons| **reasons == [reason]),
            "no line needs the departure {reason:?} any more"
        );
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
