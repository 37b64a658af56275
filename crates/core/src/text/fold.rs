//! From the exact form of a term to its folded form: the letters without what a hurried reader
//! leaves out.
//!
//! Latin, Greek and Cyrillic lose their marks (but й stays й), and đ ø ł ß æ œ þ ð ı take their
//! ASCII spellings; Hebrew points and Arabic marks go; Indic vowel signs and the voicing of kana
//! stay, since without them a word is another word. Digits of every script become ASCII digits.
//! Letters that two keyboards of one language have differently become one: Arabic ي and Persian ی,
//! a nasal before a consonant of its own place in Devanagari and the dot above (हिन्दी and हिंदी).

use super::length::length;
use super::space::is_space;
use super::unicode::digit_value;

/// Appends the folded form of `exact` (lower case, decomposed) to `folded`.
pub fn fold_into(exact: &str, folded: &mut String) {
    for c in exact.chars() {
        match c {
            _ if c.is_ascii() => folded.push(c),
            _ if is_dropped_mark(c) => {}
            'đ' | 'ð' | 'ɖ' | 'ɗ' => folded.push('d'),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'ı' => folded.push('i'),
            'ħ' => folded.push('h'),
            'ŧ' => folded.push('t'),
            'ŋ' => folded.push('n'),
            'ə' => folded.push('e'),
            'ɓ' => folded.push('b'),
            'ƙ' => folded.push('k'),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            'װ' => folded.push_str("וו"),
            'ױ' => folded.push_str("וי"),
            'ײ' => folded.push_str("יי"),
            'ٱ' => folded.push('ا'),
            'ى' | 'ی' => folded.push('ي'),
            'ک' => folded.push('ك'),
            'ة' | 'ہ' => folded.push('ه'),
            'ँ' => folded.push(ANUSVARA),
            'क'..='भ' => push_consonant(folded, c),
            'ৎ' => folded.push_str("ত্"),
            // A consonant without a vowel used to be written with its sign for that.
            'ൺ' => folded.push_str("ണ്"),
            'ൻ' => folded.push_str("ന്"),
            'ർ' => folded.push_str("ര്"),
            'ൽ' => folded.push_str("ല്"),
            'ൾ' => folded.push_str("ള്"),
            'ൿ' => folded.push_str("ക്"),
            _ => match digit_value(c) {
                Some(value) => folded.push((b'0' + value as u8) as char),
                None => folded.push(c),
            },
        }
    }
}

const ANUSVARA: char = 'ं';

/// Appends a Devanagari stop. The nasal of its own row of the alphabet before it is as often written
/// as a dot above; at the beginning of a word there is nothing below the dot.
fn push_consonant(folded: &mut String, c: char) {
    let row = |c: char| (c as u32).wrapping_sub('क' as u32) / 5;
    let nasal = match row(c) {
        0 => "ङ्",
        1 => "ञ्",
        2 => "ण्",
        3 => "न्",
        _ => "म्",
    };
    if let Some(before) = folded.strip_suffix(nasal)
        && before.chars().next_back().is_some_and(|c| !is_space(c))
    {
        folded.truncate(before.len());
        folded.push(ANUSVARA);
    }
    folded.push(c);
}

/// Appends one decomposed character to an exact form. й is a letter of its own, not a marked и; the
/// dot of İ is the one that i has anyway; and the comma below of Romanian ș is its old cedilla.
pub(crate) fn push_exact(exact: &mut String, c: char) {
    match c {
        '\u{306}' if exact.ends_with('и') => {
            exact.truncate(exact.len() - 'и'.len_utf8());
            exact.push('й');
        }
        '\u{307}' if exact.ends_with('i') => {}
        '\u{326}' => exact.push('\u{327}'),
        _ => exact.push(c),
    }
}

/// Marks whose absence a reader does not notice.
fn is_dropped_mark(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}'
        | '\u{483}'..='\u{489}'
        | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}'..='\u{5c2}' | '\u{5c4}'..='\u{5c5}' | '\u{5c7}'
        | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}'
        | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e4}' | '\u{6e7}'..='\u{6e8}' | '\u{6ea}'..='\u{6ed}'
        | '\u{93c}' | '\u{8d3}'..='\u{8e1}' | '\u{8e3}'..='\u{8ff}'
        | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// Moves a Vietnamese tone from the first to the second vowel of `oa`, `oe` and `uy`: the old and
/// the new way to write it (hòa and hoà, thúy and thuý) are one word.
pub(crate) fn place_tone(exact: &mut String) {
    if length(exact) == exact.len() || !exact.chars().any(|c| TONES.contains(&c)) {
        return;
    }
    let mut placed = String::with_capacity(exact.len());
    let mut rest = exact.chars().peekable();
    let mut previous = '\0';
    while let Some(c) = rest.next() {
        let vowel = rest.peek().copied();
        let glide = matches!((previous, vowel), ('o', Some('a' | 'e')) | ('u', Some('y')));
        previous = c;
        if !glide || !TONES.contains(&c) {
            placed.push(c);
            continue;
        }
        // A second vowel with a mark of its own bears the tone in both ways of writing.
        if let Some(second) = rest.next() {
            placed.push(second);
        }
        match rest.peek() {
            Some(&mark) if is_dropped_mark(mark) => {
                placed.truncate(placed.len() - 1);
                placed.push(c);
                placed.extend(vowel);
            }
            _ => placed.push(c),
        }
    }
    *exact = placed;
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization;

    fn folded(text: &str) -> String {
        let mut out = String::new();
        let mut exact = String::new();
        text.nfkd().for_each(|c| push_exact(&mut exact, c));
        fold_into(&exact, &mut out);
        out
    }

    #[test]
    fn marks_go_where_readers_leave_them_out() {
        for (text, expected) in [
            ("việt", "viet"),
            ("đường", "duong"),
            ("ёлка", "елка"),
            ("й", "й"),
            ("άνθρωπος", "ανθρωπος"),
            ("straße", "strasse"),
            ("łódź", "lodz"),
            ("smørrebrød", "smorrebrod"),
            ("œuvre", "oeuvre"),
            ("þing", "thing"),
            ("שָׁלוֹם", "שלום"),
            ("مُحَمَّد", "محمد"),
            ("ٱلقاهرة", "القاهره"),
            ("کتابی", "كتابي"),
            ("ײִדיש", "יידיש"),
            ("ŋəɓaɗuƙa", "nebaduka"),
            ("१२", "12"),
        ] {
            assert_eq!(folded(text), expected);
        }
    }

    #[test]
    fn signs_that_make_another_word_stay() {
        assert_eq!(folded("किताब की"), "किताब की");
        assert_eq!(folded("বাংলা தமிழ்"), "বাংলা தமிழ்");
        assert_ne!(folded("が"), folded("か"));
        assert_ne!(folded("ড়"), folded("ড"));
    }

    #[test]
    fn two_ways_to_write_an_indic_letter_are_one() {
        for (one, other) in [
            ("हिन्दी", "हिंदी"),
            ("अङ्क", "अंक"),
            ("पञ्च", "पंच"),
            ("घण्टा", "घंटा"),
            ("सम्बन्ध", "संबंध"),
            ("हाँ", "हां"),
            ("ज़रूर", "जरूर"),
            ("অৎ", "অত্\u{200d}"),
            ("അവൻ", "അവന്\u{200d}"),
        ] {
            assert_eq!(folded(one), folded(other).replace('\u{200d}', ""), "{one}");
        }
        assert_eq!(folded("जन्म सम्मान"), "जन्म सम्मान");
        assert_eq!(folded("न्तन म्बन"), "न्तन म्बन");
    }

    #[test]
    fn dots_and_cedillas_that_a_reader_cannot_tell_apart_are_one_exact_form() {
        let exact = |text: &str| {
            let mut exact = String::new();
            text.to_lowercase().nfkd().for_each(|c| push_exact(&mut exact, c));
            exact
        };
        assert_eq!(exact("İzmir"), exact("izmir"));
        assert_eq!(exact("știință"), exact("ştiinţă"));
        assert_ne!(exact("ışık"), exact("isik"));
    }

    #[test]
    fn a_tone_stands_on_either_vowel() {
        for (old, new) in [("hòa", "hoà"), ("thúy", "thuý"), ("khỏe", "khoẻ"), ("thủy", "thuỷ")]
        {
            let mut a: String = old.nfd().collect();
            let mut b: String = new.nfd().collect();
            place_tone(&mut a);
            place_tone(&mut b);
            assert_eq!(a, b);
        }
        for other in ["của", "múa", "tiếng"] {
            let mut placed: String = other.nfd().collect();
            place_tone(&mut placed);
            assert_eq!(placed, other.nfd().collect::<String>());
        }
    }
}
