//! The synonyms section: words of the author's list by the terms that articles have.

use std::collections::BTreeSet;

use kwic_core::format::{exact_forms_prefix, synonyms};
use kwic_core::text::{TokenKind, tokens};

use crate::index::invert::InvertedArticles;
use crate::index::stem::TermsByStem;
use crate::read::settings::Synonym;

/// What is typed is listed in no more forms of its words.
const MAX_FORMS: usize = 32;
/// A character of a script without spaces stands for no more pairs that begin with it.
const MAX_PAIRS: usize = 64;

/// A word as queries have it.
struct Word {
    folded: String,
    exact: String,
    /// A single character of a script without spaces.
    single: bool,
}

/// The words of a text, as those of a query.
fn words(text: &str) -> Vec<Word> {
    let mut tokens = tokens(text);
    let (mut words, mut in_run) = (Vec::new(), false);
    while let Some(token) = tokens.next() {
        let is_repeated = token.kind == TokenKind::Last && in_run;
        in_run = token.kind == TokenKind::Bigram;
        if token.kind != TokenKind::Part && !is_repeated {
            let (folded, exact) = (token.folded.to_owned(), token.exact.to_owned());
            words.push(Word { folded, exact, single: token.kind == TokenKind::Last });
        }
    }
    words
}

/// The section; empty where no article has what would be found.
pub(crate) fn section(
    list: &[Synonym],
    inverted: &InvertedArticles,
    stems: &TermsByStem<'_>,
) -> Vec<u8> {
    if list.is_empty() {
        return Vec::new();
    }
    let lexicon = Lexicon { inverted, stems, classes: stems.classes() };
    // Each once, and in an order that does not depend on that of the list.
    let mut entries = BTreeSet::new();
    for Synonym { typed, found } in list {
        let found: Vec<Vec<u32>> = words(found).iter().map(|word| lexicon.terms(word)).collect();
        // One of its words is in no article.
        if found.is_empty() || found.iter().any(Vec::is_empty) {
            continue;
        }
        for typed in lexicon.forms(&words(typed)) {
            entries.insert((typed, found.clone()));
        }
    }
    let mut out = Vec::new();
    for (typed, found) in &entries {
        synonyms::write(&mut out, typed, found);
    }
    out
}

/// The terms of the index, and which of them are forms of one word.
struct Lexicon<'a> {
    inverted: &'a InvertedArticles,
    stems: &'a TermsByStem<'a>,
    classes: Vec<Vec<u32>>,
}

impl Lexicon<'_> {
    /// The ordinals of the keys that begin with a prefix.
    fn beginning(&self, prefix: &[u8]) -> impl Iterator<Item = u32> {
        let keys = &self.inverted.terms.keys;
        let start = keys.partition_point(|key| key.as_slice() < prefix);
        (start..keys.len()).take_while(move |&at| keys[at].starts_with(prefix)).map(|at| at as u32)
    }

    /// The terms that are a folded word.
    fn itself(&self, folded: &str) -> Vec<u32> {
        let unmarked = self.inverted.terms.ordinal(folded.as_bytes());
        unmarked.into_iter().chain(self.beginning(&exact_forms_prefix(folded))).collect()
    }

    /// These terms of a word and those that share a stem with one of them; with the word, where it has no terms.
    fn relatives(&self, word: &Word, mut terms: Vec<u32>) -> Vec<u32> {
        if terms.is_empty() {
            return self.stems.terms(&word.exact);
        }
        let own = terms.clone();
        let is_own = |class: &&Vec<u32>| class.iter().any(|term| own.contains(term));
        terms.extend(self.classes.iter().filter(is_own).flatten());
        terms.sort_unstable();
        terms.dedup();
        terms
    }

    /// The terms of a word that is to be found. One that is written with marks is not found without them, unless no
    /// article has them.
    fn terms(&self, word: &Word) -> Vec<u32> {
        if word.single {
            return self.beginning(word.folded.as_bytes()).take(MAX_PAIRS).collect();
        }
        let mut key = exact_forms_prefix(&word.folded);
        key.extend_from_slice(word.exact.as_bytes());
        let marked = self.inverted.terms.ordinal(&key).filter(|_| word.exact != word.folded);
        self.relatives(word, marked.map_or_else(|| self.itself(&word.folded), |term| vec![term]))
    }

    /// Words as they may be typed: each in all its forms.
    fn forms(&self, words: &[Word]) -> Vec<String> {
        let mut all = vec![String::new()];
        for word in words {
            let mut forms = BTreeSet::from([word.folded.clone()]);
            for term in self.relatives(word, self.itself(&word.folded)) {
                let key = &self.inverted.terms.keys[term as usize];
                forms.insert(String::from_utf8_lossy(kwic_core::format::forms(key).0).into_owned());
            }
            let joined = |before: &String| {
                let space = if before.is_empty() { "" } else { " " };
                forms.iter().map(|form| format!("{before}{space}{form}")).collect::<Vec<_>>()
            };
            all = all.iter().flat_map(joined).take(MAX_FORMS).collect();
        }
        all
    }
}
