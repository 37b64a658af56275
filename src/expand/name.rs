//! A name in one piece: the terms of its words, and its signs.

use super::compound::{joined, singulars};
use super::end::End;
use super::expansion::Expansion;
use super::prefix::push_continuations;
use super::spelling::forms_of;
use super::weight;
use crate::index_reader::IndexReader;
use crate::query::atom::Atom;
use crate::query::signs::Signs;

/// What has more words is a text.
const MAX_WORDS: usize = 16;

/// See the [module](self).
#[derive(Debug)]
pub(crate) struct Name {
    pub signs: Signs,
    /// For each word the terms that are the word itself, and for the last one, inexact, those by which it goes on
    /// or that it is a plural of.
    pub words: Vec<Vec<Expansion>>,
    /// The words written together.
    pub joined: Vec<Expansion>,
}

/// The name that an atom is; none where it is no name, or no article has one of its words.
pub(crate) fn expand_name(reader: &impl IndexReader, atom: &Atom, end: End) -> Option<Name> {
    let signs = atom.signs.clone().filter(|_| atom.words.len() <= MAX_WORDS)?;
    let mut words: Vec<Vec<Expansion>> =
        atom.words.iter().map(|word| forms_of(reader, &word.folded)).collect();
    if let (Some(word), Some(terms)) = (atom.words.last(), words.last_mut()) {
        let itself = terms.len();
        for singular in singulars(&word.folded) {
            terms.append(&mut forms_of(reader, singular));
        }
        terms[itself..].iter_mut().for_each(|term| term.inexact = true);
        if end != End::Closed {
            push_continuations(reader, &word.folded, weight::PREFIX, true, terms);
        }
    }
    if words.iter().any(|terms| terms.is_empty()) {
        return None;
    }
    let joined = match words.len() {
        1 => Vec::new(),
        _ => joined(reader, atom.words.iter()),
    };
    Some(Name { signs, words, joined })
}
