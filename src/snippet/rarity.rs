//! How rare what a concept stands for is, which decides what showing it is worth.

use crate::expand::concept::Concept;
use crate::rank::bm25f;

/// The rarity of a concept in an index of `documents`, as an idf. Its variants decide where it has
/// some; a phrase is as rare as its words together.
pub(crate) fn rarity(concept: &Concept, documents: u32) -> f32 {
    let (mut of_terms, mut of_variants) = (0, 0);
    for term in &concept.terms {
        of_terms = term.documents.max(of_terms);
        if term.is_variant() && !term.joined {
            of_variants = term.documents.max(of_variants);
        }
    }
    let mut of_sequences = 0f32;
    for sequence in &concept.sequences {
        let mut sum = 0.0;
        for terms in &sequence.positions {
            let holding = terms.iter().fold(0, |most, term| term.documents.max(most));
            sum += bm25f::idf(documents, holding);
        }
        of_sequences = of_sequences.max(sum);
    }
    let rarity = if of_variants == 0 && of_sequences > 0.0 {
        of_sequences
    } else {
        bm25f::idf(documents, if of_variants > 0 { of_variants } else { of_terms })
    };
    if concept.stop_word { rarity * bm25f::STOP_WORD_SHARE } else { rarity }
}
