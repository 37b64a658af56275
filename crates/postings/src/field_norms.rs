//! Field norms: for each document the factor by which a frequency in each field counts.

use kwic_core::format::{FIELDS, Field};

use crate::field_lengths::{FieldLengths, Lengths, RowNumbers};

/// See the [module](self). Documents whose fields have equal lengths share a row of norms.
#[derive(Debug, Default)]
pub struct FieldNorms {
    distinct: Vec<NormRow>,
    /// Which of them each document has.
    of: RowNumbers,
}

#[derive(Debug)]
struct NormRow {
    norms: [f32; FIELDS],
    lengths: Lengths,
}

impl FieldNorms {
    /// The norms of documents whose fields have these lengths; `norm` gives those of one document.
    #[inline(never)]
    pub fn new(lengths: FieldLengths, norm: impl Fn(&Lengths) -> [f32; FIELDS]) -> FieldNorms {
        let FieldLengths { distinct: lengths, of, .. } = lengths;
        let mut distinct = Vec::with_capacity(lengths.len());
        for lengths in lengths {
            distinct.push(NormRow { norms: norm(&lengths), lengths });
        }
        FieldNorms { distinct, of }
    }

    /// The number of documents.
    pub fn documents(&self) -> usize {
        self.of.len()
    }

    fn row(&self, document: usize) -> Option<&NormRow> {
        self.distinct.get(self.of.get(document)? as usize)
    }

    /// The norm of a field of a document; none beyond the last document.
    #[inline]
    pub fn of(&self, document: usize, field: usize) -> Option<f32> {
        Some(self.row(document)?.norms[field % FIELDS])
    }

    /// The number of tokens of the title of a document.
    pub fn title_length(&self, document: u32) -> u32 {
        self.row(document as usize).map_or(0, |row| row.lengths[Field::Title as usize])
    }

    /// True where a document comes before another one of the same score: by the lengths of its fields, the shorter
    /// first, and by its number where these are equal.
    #[inline(never)]
    pub fn is_before(&self, document: u32, other: u32) -> bool {
        let lengths = |document: u32| self.row(document as usize).map(|row| row.lengths);
        (lengths(document), document) < (lengths(other), other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_has_the_norms_of_its_fields() {
        let lengths = [[1, 0, 2, 0], [3, 0, 0, 0], [1, 0, 2, 0], [0, 0, 4, 0]];
        let mut all = FieldLengths::default();
        lengths.iter().for_each(|&lengths| all.push(lengths));
        let norms = FieldNorms::new(all, |document| document.map(|length| (10 * length) as f32));
        assert_eq!(norms.documents(), 4);
        for (document, lengths) in lengths.iter().enumerate() {
            for (field, &length) in lengths.iter().enumerate() {
                assert_eq!(norms.of(document, field), Some((10 * length) as f32));
            }
            assert_eq!(norms.title_length(document as u32), lengths[0]);
        }
        assert_eq!(norms.of(4, 0), None);
        let mut order = [0, 1, 2, 3];
        order.sort_by(|&a, &b| norms.is_before(b, a).cmp(&norms.is_before(a, b)));
        assert_eq!(order, [3, 0, 2, 1]);
    }
}
