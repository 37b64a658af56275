//! The first sentence of a text, and how it becomes a title.

use kwic_core::text::sentence::{is_abbreviation, is_clause_end, is_closing, is_end, is_full_stop};

use crate::infer::spacing::{may_break_beside, width};

/// Columns that a title made from the body takes at most.
const TITLE_WIDTH: usize = 80;

/// A sentence of fewer columns is an exclamation and no title.
const MIN_SENTENCE: usize = 15;

/// True when the text ends as statements do. `U.S.` at the end is a name and ends nothing.
pub(crate) fn ends_with_full_stop(text: &str) -> bool {
    let text = text.trim_end_matches(is_closing);
    let Some(last_word) = text.split(' ').next_back() else { return false };
    let mut marks = last_word.chars().rev();
    marks.next().is_some_and(is_full_stop) && !is_abbreviation(last_word)
}

/// True when the text ends as sentences of any kind do, or leads over to what follows.
pub(crate) fn ends_with_mark(text: &str) -> bool {
    let last = text.trim_end_matches(is_closing).chars().next_back();
    last.is_some_and(|last| is_end(last) || is_clause_end(last))
}

/// The first sentence of a text whose white space is collapsed, with its closing mark.
pub(crate) fn first(text: &str) -> &str {
    let mut from = 0;
    for (at, character) in text.char_indices() {
        if !is_end(character) || at < from {
            continue;
        }
        let after_mark = at + character.len_utf8();
        let rest = text.get(after_mark..).unwrap_or_default();
        let closing = rest.len() - rest.trim_start_matches(|c| is_closing(c) || is_end(c)).len();
        let end = after_mark + closing;
        from = end;
        let head = text.get(..end).unwrap_or(text);
        let rest = text.get(end..).unwrap_or_default();
        let spaced = rest.starts_with(' ');
        let ends = rest.is_empty()
            || (character.is_ascii()
                && spaced
                && !rest.trim_start().starts_with(char::is_lowercase))
            || (!character.is_ascii() && character != '…');
        let word = text.get(..after_mark).and_then(|head| head.split(' ').next_back());
        let abbreviated = character == '.' && spaced && word.is_some_and(is_abbreviation);
        if ends && !abbreviated && width(head) >= MIN_SENTENCE {
            return head;
        }
    }
    text
}

/// The beginning of a text as a title: its first sentence without the full stop, cut at a word and
/// marked with `…` where it is too long.
pub(crate) fn as_title(text: &str) -> String {
    let sentence = first(text);
    if width(sentence) <= TITLE_WIDTH {
        let bare = if ends_with_full_stop(sentence) {
            sentence.strip_suffix(is_full_stop).unwrap_or(sentence)
        } else {
            sentence
        };
        return bare.trim_end().to_owned();
    }
    let mut columns = 0;
    let mut cut = 0;
    let mut word_end = None;
    let mut before = None;
    for (at, character) in sentence.char_indices() {
        let mut bytes = [0; 4];
        columns += width(character.encode_utf8(&mut bytes));
        if columns > TITLE_WIDTH {
            break;
        }
        let between_letters = before.is_some_and(may_break_beside)
            && may_break_beside(character)
            && !unicode_normalization::char::is_combining_mark(character);
        if character == ' ' || between_letters {
            word_end = Some(at);
        }
        cut = at;
        before = Some(character);
    }
    let head = sentence.get(..word_end.unwrap_or(cut)).unwrap_or(sentence);
    let head = head.trim_end_matches([' ', ',', ';', ':', '-', '–', '—', '(']);
    format!("{head}…")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_where_a_new_one_begins() {
        assert_eq!(first("The ferry left at noon. It was full."), "The ferry left at noon.");
        assert_eq!(first("Has the ferry left? Nobody knows."), "Has the ferry left?");
        assert_eq!(first("“The ferry has left.” So he said."), "“The ferry has left.”");
        assert_eq!(first("渡し船は正午に出発した。満員だった。"), "渡し船は正午に出発した。");
    }

    #[test]
    fn an_abbreviation_ends_no_sentence() {
        for text in [
            "Yesterday Mr. Binh and Dr. Ivanova met at the pier.",
            "The harbour of the U.S. Navy was closed to visitors.",
            "The writer K. V. Petrov came by the night train.",
            "Trade rose by 4.4 per cent and then fell again.",
        ] {
            assert_eq!(first(text), text);
        }
    }

    #[test]
    fn a_shout_is_no_sentence_of_its_own() {
        assert_eq!(
            first("Stop! The bridge is out of order. Turn."),
            "Stop! The bridge is out of order."
        );
    }

    #[test]
    fn a_title_is_cut_at_a_word_and_says_so() {
        let title = as_title(&"lantern ".repeat(20));
        assert_eq!(title, format!("{}lantern…", "lantern ".repeat(9)));
        assert_eq!(as_title("A short sentence stays. More."), "A short sentence stays");
        assert_eq!(as_title("A visit to the U.S."), "A visit to the U.S.");
    }

    #[test]
    fn a_title_in_a_script_without_spaces_is_cut_between_letters() {
        let title = as_title(&"渡し船".repeat(40));
        assert!(width(&title) <= TITLE_WIDTH + 1, "{title}");
        assert!(title.ends_with('…'));
    }

    #[test]
    fn one_endless_word_is_cut_too() {
        assert!(as_title(&"a".repeat(5000)).chars().count() <= TITLE_WIDTH + 1);
    }
}
