//! Grapheme clusters: what a reader counts as one character, so that a snippet never cuts inside.

use super::slice::slice;
use super::unicode::{Class, class, class_and_order};

/// Byte offsets at which a grapheme of `text` begins, in order (the rules of UAX 29 that matter to
/// running text: marks, vowel signs, conjuncts, joined emoji, flags, Hangul letters).
pub fn graphemes(text: &str) -> impl Iterator<Item = usize> + '_ {
    let (mut previous, mut flags, mut next) = (None, 0, 0);
    std::iter::from_fn(move || {
        loop {
            let at = next;
            // Most of a text is plain, and needs no decoding.
            let c = match *text.as_bytes().get(at)? {
                byte if byte.is_ascii() => char::from(byte),
                _ => slice(text, at..text.len()).chars().next()?,
            };
            next += c.len_utf8();
            let begins = previous.is_none_or(|p| is_boundary(p, c, flags));
            flags = if is_flag(c) { flags + 1 } else { 0 };
            previous = Some(c);
            if begins {
                return Some(at);
            }
        }
    })
}

fn is_boundary(before: char, c: char, flags: usize) -> bool {
    if before.is_ascii() && c.is_ascii() {
        return before != '\r' || c != '\n';
    }
    if extends(c) {
        return matches!(before, '\r' | '\n');
    }
    if is_flag(before) && is_flag(c) {
        return flags.is_multiple_of(2);
    }
    let joined = before == '\u{200d}' && (c as u32 >= 0x2190) && class(c) == Class::Other;
    !(joined || is_conjunct(before, c) || is_hangul_pair(before, c))
}

fn is_flag(c: char) -> bool {
    ('\u{1f1e6}'..='\u{1f1ff}').contains(&c)
}

fn extends(c: char) -> bool {
    if c.is_ascii() {
        return false;
    }
    class_and_order(c).1
        || matches!(c,
            '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}'
            | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}'
            | '\u{e31}' | '\u{e33}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}'
            | '\u{eb1}' | '\u{eb3}'..='\u{ebc}' | '\u{ec8}'..='\u{ece}'
            | '\u{102d}'..='\u{1037}' | '\u{1039}'..='\u{103e}' | '\u{1056}'..='\u{1059}'
            | '\u{17b4}'..='\u{17d3}' | '\u{17dd}')
}

/// A consonant after a virama, in the scripts that join them.
fn is_conjunct(before: char, c: char) -> bool {
    let virama =
        matches!(before, '\u{94d}' | '\u{9cd}' | '\u{acd}' | '\u{b4d}' | '\u{c4d}' | '\u{d4d}');
    virama && class(c) == Class::Letter && (before as u32) >> 7 == (c as u32) >> 7
}

fn is_hangul_pair(before: char, c: char) -> bool {
    let leading = |c: char| ('\u{1100}'..='\u{115f}').contains(&c);
    let vowel = |c: char| ('\u{1160}'..='\u{11a7}').contains(&c);
    let trailing = |c: char| ('\u{11a8}'..='\u{11ff}').contains(&c);
    let syllable = |c: char| ('\u{ac00}'..='\u{d7a3}').contains(&c);
    let open = |c: char| syllable(c) && (c as u32 - 0xac00).is_multiple_of(28);
    (leading(before) && (leading(c) || vowel(c) || syllable(c)))
        || ((vowel(before) || open(before)) && (vowel(c) || trailing(c)))
        || ((trailing(before) || syllable(before)) && trailing(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_segmentation::UnicodeSegmentation;

    #[test]
    fn graphemes_are_those_of_the_unicode_standard() {
        for text in [
            "plain text\r\n, next line",
            "Việt Nam, Hà Nội: Tiếng Việt".to_string().as_str(),
            "e\u{301}\u{323}x",
            "हिन्दी में क्षेत्र",
            "สวัสดีครับ น้ำ",
            "대한민국 \u{1112}\u{1161}\u{11ab}",
            "👨‍👩‍👧‍👦 👍🏽 🇻🇳🇷🇺 ❤️",
            "شُكْرًا",
            "日本語がパ か\u{3099}",
        ] {
            let ours: Vec<usize> = graphemes(text).collect();
            let theirs: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).collect();
            assert_eq!(ours, theirs, "{text}");
        }
    }
}
