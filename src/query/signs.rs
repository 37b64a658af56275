//! The signs of a name: what stands around and between its words where all of it is written in one piece, as
//! in `kebab-case`, `node.js`, `@scope/package` and `--flag`.

use kwic_core::text::{TokenKind, length, slice, tokens};

/// See the [module](self).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Signs {
    /// Before the first word.
    pub before: String,
    /// Before each word but the first.
    pub between: Vec<String>,
    /// Behind the last word.
    pub after: String,
}

/// What can belong to a name before its first word.
const BEFORE: &str = ".-@#$&~_:<";

/// The signs of a chunk of a query that has no space; none of what is no name: a plain word, one with the
/// punctuation of a sentence, or a text in a script without spaces.
pub(crate) fn signs(chunk: &str) -> Option<Signs> {
    let mut between = Vec::new();
    let mut first = None;
    let mut end = 0;
    let mut tokens = tokens(chunk);
    while let Some(token) = tokens.next() {
        match token.kind {
            TokenKind::Part => continue,
            TokenKind::Bigram | TokenKind::Last => return None,
            TokenKind::Word => {}
        }
        match first {
            None => first = Some(token.range.start),
            Some(_) => between.push(slice(chunk, end..token.range.start).to_owned()),
        }
        end = token.range.end;
    }
    let before = slice(chunk, 0..first?);
    let own = before.trim_end_matches(|c| is_among(BEFORE, c)).len();
    let before = slice(before, own..before.len());
    let after = slice(chunk, end..chunk.len());
    let after = if after.starts_with("()") { "()" } else { "" };
    let is_name = !between.is_empty() || !before.is_empty() || !after.is_empty();
    is_name.then(|| Signs { before: before.to_owned(), between, after: after.to_owned() })
}

/// The sign that a chunk without words is: an emoji, a currency, a sign of mathematics, an operator. None of
/// what is punctuation; a single ASCII sign is one only where it is `alone` in the query.
pub(crate) fn sign(chunk: &str, alone: bool) -> Option<String> {
    let is_ascii = length(chunk) == chunk.len();
    let is_sign = |c: char| match is_ascii {
        true => is_among(OPERATOR, c) && (alone || chunk.len() > 1),
        false => is_symbol(c),
    };
    // `?` and `!` are operators where they are said twice, or beside another.
    let is_said_twice = is_ascii && chunk.len() > 1 && chunk.chars().all(|c| is_among("?!:.", c));
    let is_dots = chunk.chars().all(|c| c == '.');
    let is_operator = chunk.chars().any(is_sign) || (is_said_twice && !is_dots);
    is_operator.then(|| chunk.chars().filter(|&c| c != EMOJI_STYLE).collect())
}

/// Asks for the coloured form of the character before it.
pub(crate) const EMOJI_STYLE: char = '\u{fe0f}';

/// Signs that operators are made of.
const OPERATOR: &str = "#$%&+/<=>@\\^|~";

/// True for what is neither a word nor the punctuation of a sentence, and not ASCII.
fn is_symbol(c: char) -> bool {
    matches!(c, '\u{a2}'..='\u{a9}' | '\u{ac}'..='\u{b1}' | '\u{b6}' | '\u{d7}' | '\u{f7}'
        | '\u{20a0}'..='\u{20cf}' | '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

/// How often a sign stands in a text, in which it is no part of a longer operator.
pub(crate) fn count_sign(text: &str, sign: &str) -> u32 {
    let is_own =
        |c: char| length(sign) == sign.len() && (is_among(OPERATOR, c) || is_among("?!:-*", c));
    let (mut count, mut before) = (0, ' ');
    for (at, c) in text.char_indices() {
        // The style of an emoji is no part of it.
        let mut rest = slice(text, at..text.len()).chars().filter(|&c| c != EMOJI_STYLE);
        let is_here = sign.chars().all(|c| rest.next() == Some(c));
        count += u32::from(is_here && !is_own(before) && !rest.next().is_some_and(is_own));
        before = c;
    }
    count
}

fn is_among(characters: &str, c: char) -> bool {
    characters.chars().any(|other| other == c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(chunk: &str) -> Option<(String, String, String)> {
        signs(chunk).map(|signs| (signs.before, signs.between.join("|"), signs.after))
    }

    #[test]
    fn names_have_signs() {
        for (chunk, before, between, after) in [
            ("10.0.0.1", "", ".|.|.", ""),
            ("v1.2.3,", "", ".|.", ""),
            ("@scope/pkg", "@", "/", ""),
            ("a::b", "", "::", ""),
            ("kebab-case", "", "-", ""),
            ("obj.method()", "", ".", "()"),
            ("--flag", "--", "", ""),
            (".env", "", "", ""),
            ("<Suspense>", "<", "", ""),
            ("./lib/mod.rs", "", "/|.", ""),
            ("R&D", "", "&", ""),
            ("print()", "", "", "()"),
        ] {
            let expected = Some((before.into(), between.into(), after.into()));
            assert_eq!(of(chunk), expected, "{chunk}");
        }
    }

    #[test]
    fn operators_and_emoji_are_signs_and_punctuation_is_none() {
        for chunk in ["||>", "??", "=>", "🌋", "€", "≤", "→", "&&", "::", "?."] {
            assert_eq!(sign(chunk, false).as_deref(), Some(chunk));
        }
        for chunk in ["-", "--", "...", "?", "!", "—", "…", "*", "(", "。", ",;", "+", "\""] {
            assert_eq!(sign(chunk, false), None, "{chunk}");
        }
        assert_eq!(sign("+", true).as_deref(), Some("+"));
        assert_eq!(sign("❤\u{fe0f}", false).as_deref(), Some("❤"));
    }

    #[test]
    fn a_sign_is_counted_where_it_is_all_of_an_operator() {
        for (text, sign, count) in [
            (" => ", "=>", 1),
            ("() => {", "=>", 1),
            (" ==> ", "=>", 0),
            ("??", "??", 1),
            ("???", "??", 0),
            (" ?? (?? ", "??", 2),
            ("🌋🌋 ", "🌋", 2),
            (" ❤\u{fe0f}", "❤", 1),
            ("", "=>", 0),
        ] {
            assert_eq!(count_sign(text, sign), count, "{text}");
        }
    }

    #[test]
    fn words_and_sentences_have_none() {
        for chunk in ["word", "word,", "(word)", "word!", "'quoted'", "東京タワー", "", "?"] {
            assert_eq!(of(chunk), None, "{chunk}");
        }
    }
}
