//! The words of a query, by the same tokens as the words of an article.

use kwic_core::text::{TokenKind, slice, tokens};

/// A word of a query in the two forms of a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    pub folded: String,
    pub exact: String,
    /// As it was typed.
    pub typed: String,
    /// A single character of a script without spaces: it stands for every term that begins with it.
    pub single: bool,
}

impl Word {
    /// True for one ASCII letter or digit by itself.
    pub(crate) fn is_letter(&self) -> bool {
        self.folded.len() == 1
    }

    /// True for what is written in Thai, Lao, Burmese or Khmer.
    pub(crate) fn is_of_few_characters(&self) -> bool {
        let first = self.folded.chars().next();
        first.is_some_and(|c| matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'))
    }

    /// True for ASCII digits only.
    pub(crate) fn is_number(&self) -> bool {
        self.folded.bytes().all(|byte| byte.is_ascii_digit())
    }
}

/// The words of a text in order. A part of a word is none, nor is a character that the bigram before
/// it holds already.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let mut tokens = tokens(text);
    let mut words = Vec::new();
    let mut in_run = false;
    while let Some(token) = tokens.next() {
        let repeated = token.kind == TokenKind::Last && in_run;
        in_run = token.kind == TokenKind::Bigram;
        if token.kind != TokenKind::Part && !repeated {
            words.push(Word {
                folded: token.folded.to_string(),
                exact: token.exact.to_string(),
                typed: slice(text, token.range.clone()).to_string(),
                single: token.kind == TokenKind::Last,
            });
        }
    }
    words
}

/// The folded words of a text.
pub(crate) fn folded_words(text: &str) -> Vec<String> {
    words(text).into_iter().map(|word| word.folded).collect()
}
