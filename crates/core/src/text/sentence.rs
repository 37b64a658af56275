//! Where a sentence ends: the signs that end one, those that may close behind them, and the abbreviations
//! whose full stop ends none.
//!
//! Four places ask, and not all want the same of one table:
//!
//! | who | ends at | why |
//! |---|---|---|
//! | the title that is made of a first sentence | [`is_end`], unless [`is_abbreviation`] | a title cut short is worse than a long one |
//! | the break at which an excerpt begins or ends | [`is_unspaced_end`], or [`ends_sentence`] before a space | a break too many does less harm than none |
//! | a query that is being typed | [`ends_typing`] | somebody who types a dot may go on with a word, as in `node.js` |
//! | the capital that stores no symbol | [`is_ended_in_ascii`] | it is part of the format: other signs would be other bytes |

use super::unicode::is_in_word;

/// True for a sign that ends a statement.
pub fn is_full_stop(c: char) -> bool {
    matches!(c, '.' | '。' | '．' | '｡' | '।' | '۔' | '။' | '។' | '։')
}

/// True for a sign that ends a sentence of any kind.
pub fn is_end(c: char) -> bool {
    is_full_stop(c) || matches!(c, '!' | '?' | '…' | '！' | '？' | '؟')
}

/// True for a sign that ends a sentence without a space behind it: those of scripts that have none.
pub fn is_unspaced_end(c: char) -> bool {
    matches!(c, '。' | '．' | '｡' | '！' | '？')
}

/// True for a sign that ends the last sentence of a query: nobody goes on with a word behind it.
pub fn ends_typing(c: char) -> bool {
    is_end(c) && !matches!(c, '.' | '．')
}

/// True for a sign that divides the parts of a sentence, and leads over to what follows.
pub fn is_clause_end(c: char) -> bool {
    matches!(c, ',' | ';' | ':' | '،' | '؛' | '、' | '､' | '，' | '；' | '：')
}

/// True for quotes and brackets that close, which may stand behind the sign that ends a sentence.
pub fn is_closing(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '}')
        || matches!(c, '）' | '」' | '』' | '】' | '》' | '〉' | '］')
}

/// True where what stands between two words ends a sentence by one of the three signs of ASCII. The format
/// knows no others; scripts that have others have no capitals, or few texts.
pub fn is_ended_in_ascii(separator: &str) -> bool {
    separator.bytes().any(|byte| matches!(byte, b'.' | b'!' | b'?'))
}

/// True for `Mr.`, `U.S.`, `K.`: short, with a capital, and with a full stop that is part of the word. Any
/// word of up to three letters with a capital is taken for one, so that no title ends with `Mr.`.
pub fn is_abbreviation(word: &str) -> bool {
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    let Some(stem) = word.strip_suffix('.') else { return false };
    let capital = stem.chars().next().is_some_and(char::is_uppercase);
    capital && (stem.contains('.') || stem.chars().count() <= 3)
}

/// True for text that ends a sentence if a space follows and then no small letter. Of the words before a full
/// stop only an initial and `Dr` are taken for abbreviations.
pub fn ends_sentence(text: &str) -> bool {
    let mut rest = text.chars();
    match rest.next_back() {
        Some('.') => {}
        Some(last) => return is_end(last),
        None => return false,
    }
    let is_in_word = |&c: &char| is_in_word(c) || matches!(c, '\'' | '’' | 'ʼ');
    let mut word = rest.rev().take_while(is_in_word);
    match (word.next(), word.next(), word.next()) {
        // Numbers are no initials.
        (Some(only), None, _) => only.is_ascii_digit(),
        (Some(_), Some(first), None) => !first.is_ascii_uppercase(),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> impl Iterator<Item = char> {
        '\0'..=char::MAX
    }

    #[test]
    fn every_sign_that_ends_a_sentence_somewhere_is_one_of_the_table() {
        assert!(all().filter(|&c| is_full_stop(c) || is_unspaced_end(c)).all(is_end));
        assert!(all().filter(|&c| ends_typing(c)).all(is_end));
        assert!(all().filter(|&c| is_ended_in_ascii(&c.to_string())).all(is_end));
        let ends: String = all().filter(|&c| is_end(c)).collect();
        assert_eq!(ends, "!.?։؟۔।။។…。！．？｡");
    }

    #[test]
    fn no_sign_is_of_two_kinds() {
        let kinds = |c: char| [is_end(c), is_clause_end(c), is_closing(c), is_in_word(c)];
        let is_several = |c: &char| kinds(*c).into_iter().filter(|&is| is).count() > 1;
        assert_eq!(all().find(is_several), None);
    }

    #[test]
    fn the_words_of_a_query_are_done_but_for_a_dot() {
        let undone: String = all().filter(|&c| is_end(c) && !ends_typing(c)).collect();
        assert_eq!(undone, ".．");
    }

    #[test]
    fn abbreviations_are_short_and_have_a_capital() {
        for word in ["Mr.", "U.S.", "K.", "(Dr.", "«Пр."] {
            assert!(is_abbreviation(word), "{word}");
        }
        for word in ["noon.", "Noon.", "4.4.", "mr.", "Mr", ""] {
            assert!(!is_abbreviation(word), "{word}");
        }
    }

    #[test]
    fn a_sentence_ends_with_a_word_and_a_sign() {
        for text in ["It was noon.", "in 1990.", "In room 7.", "it’s on.", "Why?", "क्यों।"]
        {
            assert!(ends_sentence(text), "{text}");
        }
        for text in ["", "noon", "by K.", "to Dr.", "noon,"] {
            assert!(!ends_sentence(text), "{text}");
        }
    }
}
