//! Phrases that stand on every page of a site and say nothing, such as "Edit this page": left out of its texts.

use std::ops::Range;

use kwic_core::text::{TokenKind, tokens};

use crate::infer::spacing::collapsed;
use crate::{BlockKind, Documents};

/// The words of a text by which phrases are compared, and where each is: of every form of a word one.
fn words(text: &str) -> Vec<(String, Range<usize>)> {
    let mut tokens = tokens(text);
    let mut words = Vec::new();
    while let Some(token) = tokens.next() {
        if token.kind != TokenKind::Part {
            words.push((token.folded.to_owned(), token.range.clone()));
        }
    }
    words
}

/// Takes the phrases out of all blocks; a block of which nothing but signs is left goes with them. Case, accents and
/// signs between words do not matter. Titles and descriptions stay as they are.
pub(crate) fn remove(documents: &mut Documents, phrases: &[String]) {
    let mut phrases: Vec<Vec<String>> = phrases
        .iter()
        .map(|phrase| words(phrase).into_iter().map(|(word, _)| word).collect())
        .filter(|words: &Vec<String>| !words.is_empty())
        .collect();
    // A phrase that another one begins with is not to leave the rest of that behind.
    phrases.sort_by_key(|words| std::cmp::Reverse(words.len()));
    if phrases.is_empty() {
        return;
    }
    documents.update(|_, document| {
        document.blocks.retain_mut(|block| {
            if block.kind == BlockKind::Description {
                return true;
            }
            let Some(rest) = without(&block.text, &phrases) else { return true };
            block.text = rest;
            !words(&block.text).is_empty()
        });
    });
}

/// A text without the phrases; `None` where it has none of them.
fn without(text: &str, phrases: &[Vec<String>]) -> Option<String> {
    let words = words(text);
    let mut rest = String::new();
    let (mut at, mut taken) = (0, 0);
    while at < words.len() {
        let begins = |phrase: &&Vec<String>| {
            let here = words.get(at..at + phrase.len());
            here.is_some_and(|here| here.iter().map(|(word, _)| word).eq(phrase.iter()))
        };
        let Some(phrase) = phrases.iter().find(begins) else {
            at += 1;
            continue;
        };
        let (first, last) = (&words[at].1, &words[at + phrase.len() - 1].1);
        rest.push_str(text.get(taken..first.start).unwrap_or_default());
        rest.push(' ');
        taken = last.end;
        at += phrase.len();
    }
    if taken == 0 {
        return None;
    }
    rest.push_str(text.get(taken..).unwrap_or_default());
    Some(collapsed(&rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Block, Document};

    fn left(text: &str, phrases: &[&str]) -> Vec<String> {
        let blocks = vec![Block::new(BlockKind::Body, text)];
        let mut documents = Documents::from_iter([Document { blocks, ..Document::default() }]);
        remove(
            &mut documents,
            &phrases.iter().map(|&phrase| phrase.to_owned()).collect::<Vec<_>>(),
        );
        let blocks = Vec::from(documents).into_iter().flat_map(|document| document.blocks);
        blocks.map(|block| block.text).collect()
    }

    #[test]
    fn a_phrase_goes_whatever_its_case_and_signs_and_words_of_it_stay() {
        let phrases = ["Edit this page", "Edit this page on GitHub", "Góp ý"];
        assert!(left("Edit this page on GitHub", &phrases).is_empty());
        assert!(left("» EDIT this page!", &phrases).is_empty());
        assert!(left("Gop y", &phrases).is_empty());
        assert_eq!(left("A lamp. Edit this page It burns.", &phrases), ["A lamp. It burns."]);
        assert_eq!(left("Edit this pageant.", &phrases), ["Edit this pageant."]);
        assert_eq!(left("Edit  this", &phrases), ["Edit  this"]);
        assert_eq!(left("A lamp.", &[" … "]), ["A lamp."]);
    }
}
