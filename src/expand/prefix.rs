//! The continuations of a word that may go on.

use kwic_core::format::forms;
use kwic_core::text::is_mark;

use super::expansion::Expansion;
use crate::index_reader::{Continuation, IndexReader};

/// A word has no more continuations, those of most articles first.
const MAX_CONTINUATIONS: usize = 64;

/// Adds terms that begin with a folded word. If `inexact`, only those that go on, each with the less of
/// `weight` the longer it is; else the forms of the word itself too, all with the same weight.
pub(crate) fn push_continuations(
    reader: &impl IndexReader,
    folded: &str,
    weight: f32,
    inexact: bool,
    found: &mut Vec<Expansion>,
) {
    let mut terms = reader.terms_with(folded);
    if inexact {
        reader.forms(folded, &mut |_, _| terms.start += 1);
    }
    reader.continuations(folded, terms, MAX_CONTINUATIONS, &mut |term| {
        let Continuation { ordinal, documents, rest } = term;
        if !begins_with_mark(rest) {
            let typed = folded.len() as f32 / (folded.len() + forms(rest).0.len()) as f32;
            let weight = if inexact { weight * (0.5 + 0.5 * typed) } else { weight };
            found.push(Expansion { ordinal, documents, weight, inexact, joined: false });
        }
    });
}

/// True for what makes another character of the one before it: か and a mark is が.
fn begins_with_mark(rest: &[u8]) -> bool {
    let first = std::str::from_utf8(rest).ok().and_then(|rest| rest.chars().next());
    first.is_some_and(is_mark)
}
