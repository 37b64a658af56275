//! The documents that have a concept.

use kwic_core::format::FIELDS;
use kwic_core::format::postings::Posting;
use kwic_postings::accumulators::{Accumulators, TermWeight};
use kwic_postings::bit_set::BitSet;
use kwic_postings::candidates::Candidates;

use super::{bm25f, phrase};
use crate::expand::concept::Concept;
use crate::index_reader::IndexReader;
use crate::query::signs::count_sign;

/// What was found of a concept.
pub(crate) struct Found {
    /// The documents that have a variant of it, and those that have something inexact only.
    pub documents: [BitSet; 2],
    /// How many documents decide how rare it is.
    pub holding: usize,
    pub idf: f32,
}

/// Adds the frequencies of all that a concept stands for to the accumulators; of the candidates only,
/// where there are some.
pub(crate) fn find(
    reader: &impl IndexReader,
    concept: &Concept,
    accumulators: &mut Accumulators,
    mut candidates: Option<&mut Candidates>,
) -> Found {
    let none = || BitSet::new(reader.documents() as usize);
    let mut documents = [none(), none()];
    let norms = reader.norms();
    let weight = |factor: f32, inexact| {
        let nearness = bm25f::title_nearness(factor, inexact);
        TermWeight { factor, nearness, only: concept.field }
    };
    for (of_variants, documents) in [true, false].into_iter().zip(&mut documents) {
        for term in concept.terms.iter().filter(|term| concept.is_itself(term) == of_variants) {
            let occurrences = reader.occurrences(term.ordinal);
            let candidates = candidates.as_deref_mut();
            accumulators.add(
                occurrences,
                weight(term.weight, term.inexact),
                norms,
                candidates,
                documents,
            );
        }
        for sign in concept.signs.iter().filter(|_| of_variants) {
            sign_postings(reader, sign, &mut |posting| {
                let weight = weight(1.0, false);
                let candidates = candidates.as_deref_mut();
                accumulators.add_posting(posting, weight, norms, candidates, documents);
            });
        }
        for sequence in concept.sequences.iter().filter(|s| s.is_variant() == of_variants) {
            phrase::postings(reader, sequence, &mut |posting| {
                let weight = weight(sequence.weight, false);
                let candidates = candidates.as_deref_mut();
                accumulators.add_posting(posting, weight, norms, candidates, documents);
                true
            });
        }
    }
    let holding = match candidates {
        Some(candidates) => candidates.end_concept(),
        None => match documents[0].count() {
            0 => documents[1].count(),
            of_variants => of_variants,
        },
    };
    Found { documents, holding, idf: idf(reader, concept, holding) }
}

/// Calls `each` with the documents that have a sign, as postings of a term of its own. No list says where signs
/// are, so all segments are read.
fn sign_postings(reader: &impl IndexReader, sign: &str, each: &mut dyn FnMut(&Posting)) {
    let separators = reader.separators_with(&|text| count_sign(text, sign) > 0);
    let all = BitSet::all(reader.segments().count() as usize);
    let mut count = |segment| {
        let mut frequencies = [0; FIELDS];
        reader.separators(segment, &separators, &mut |field, text| {
            frequencies[field as usize] += count_sign(text, sign);
        });
        frequencies
    };
    phrase::each_document(reader, &all, &mut count, &mut |posting| {
        if posting.frequencies != [0; FIELDS] {
            each(posting);
        }
        true
    });
}

/// The idf of a concept that `holding` documents have.
pub(crate) fn idf(reader: &impl IndexReader, concept: &Concept, holding: usize) -> f32 {
    let idf = bm25f::idf(reader.documents(), holding as u32);
    if concept.stop_word { idf * bm25f::STOP_WORD_SHARE } else { idf }
}
