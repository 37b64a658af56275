//! Words that the author of the articles lists for others.

use super::concept::{Concept, TypedWord};
use super::expansion::Expansion;
use super::sequence::Sequence;
use super::weight;
use crate::index_reader::IndexReader;

/// What is listed has no more words.
const MAX_WORDS: usize = 8;

/// Adds the synonyms of plain words that stand side by side to the concept of each of them.
pub(crate) fn push_synonyms(
    reader: &impl IndexReader,
    words: &[TypedWord],
    concepts: &mut [Concept],
) {
    for at in 0..words.len() {
        let mut typed = String::new();
        for word in words[at..].iter().take(MAX_WORDS) {
            typed.push_str(&word.word.folded);
            typed.push(' ');
        }
        reader.synonyms(&typed, &mut |count, found| {
            for concept in concepts[at..].iter_mut().take(count) {
                // It is known after all.
                concept.correction = None;
                let terms = |terms: &Vec<u32>| -> Vec<Expansion> {
                    let new = |&term: &u32| Expansion::new(reader, term, weight::SYNONYM, false);
                    terms.iter().map(new).collect()
                };
                match &*found {
                    [word] => concept.terms.extend(
                        terms(word).into_iter().map(|term| Expansion { joined: count > 1, ..term }),
                    ),
                    words => {
                        let positions = words.iter().map(terms).collect();
                        concept.sequences.push(Sequence::new(positions, weight::SYNONYM));
                    }
                }
            }
        });
    }
}
