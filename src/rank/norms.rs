//! The norms of the fields of all articles, from their lengths.

use kwic_core::format::FIELDS;
use kwic_postings::field_lengths::FieldLengths;
use kwic_postings::field_norms::FieldNorms;

use super::bm25f;

/// For each document the factor by which a frequency in each field counts, which depends on the weights
/// of the fields and on how long a field and an article are on average.
#[inline(never)]
pub(crate) fn norms(lengths: FieldLengths, weights: &[f32; FIELDS]) -> FieldNorms {
    let mut sums = [0u64; FIELDS];
    let mut holding = [0u32; FIELDS];
    let mut documents = 0u32;
    for document in lengths.iter() {
        documents += 1;
        for field in 0..FIELDS {
            sums[field] += u64::from(document[field]);
            holding[field] += u32::from(document[field] > 0);
        }
    }
    let weighted = |lengths: [f32; FIELDS]| {
        let mut sum = 0.0;
        for field in 0..FIELDS {
            sum += weights[field] * lengths[field];
        }
        sum
    };
    let sums = sums.map(|sum| sum as f32);
    let average = weighted(sums) / documents.max(1) as f32;
    FieldNorms::new(lengths, |document| {
        let lengths = document.map(|length| length as f32);
        let article = weighted(lengths) / average.max(1.0);
        let mut norms = [0.0; FIELDS];
        for field in 0..FIELDS {
            let average = sums[field] / holding[field].max(1) as f32;
            let length = lengths[field] / average.max(1.0);
            if length > 0.0 {
                norms[field] = bm25f::norm(weights[field], field, length, article);
            }
        }
        norms
    })
}
