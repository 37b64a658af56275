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

/// See the [module](self).
#[derive(Debug)]
pub(crate) struct Name {
    pub signs: Signs,
    /// For each word the terms that are the word itself.
    pub words: Vec<Vec<Expansion>>,
    /// The terms by which the last word goes on, or that it is a plural of.
    pub continuations: Vec<Expansion>,
    /// The words written together.
    pub joined: Vec<Expansion>,
}

/// The name that an atom is; none where it is no name, or an article has not all of its words.
pub(crate) fn expand_name(reader: &impl IndexReader, atom: &Atom, end: End) -> Option<Name> {
    let signs = atom.signs.clone()?;
    let words: Vec<Vec<Expansion>> =
        atom.words.iter().map(|word| forms_of(reader, &word.folded)).collect();
    let mut continuations = Vec::new();
    if let Some(last) = atom.words.last().filter(|_| end != End::Closed) {
        push_continuations(reader, &last.folded, weight::PREFIX, true, &mut continuations);
    }
    if let Some(last) = atom.words.last() {
        for singular in singulars(&last.folded) {
            continuations.append(&mut forms_of(reader, singular));
        }
    }
    let (last, others) = words.split_last()?;
    if others.iter().any(|terms| terms.is_empty()) || (last.is_empty() && continuations.is_empty())
    {
        return None;
    }
    let joined = match others.is_empty() {
        true => Vec::new(),
        false => joined(reader, atom.words.iter()),
    };
    Some(Name { signs, words, continuations, joined })
}
