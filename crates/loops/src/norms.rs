//! Field norms: for each document the factor by which a frequency in each field counts.

use alloc::vec::Vec;

use kwic_core::format::FIELDS;

use crate::inverted::Lengths;

/// See the [module](self). Fields that no document has take no room.
#[derive(Debug, Default)]
pub struct Norms {
    values: Vec<f32>,
    /// The number of documents.
    documents: usize,
    /// The fields that some document has.
    width: usize,
    /// Where the norm of each field is among those of a document.
    columns: [usize; FIELDS],
}

impl Norms {
    /// The norms of documents whose fields have these lengths, as `norm` gives them for one, of the fields
    /// that some document has.
    #[inline(never)]
    pub fn new(
        lengths: &[Lengths],
        some: [bool; FIELDS],
        norm: impl Fn(&Lengths) -> [f32; FIELDS],
    ) -> Norms {
        let mut norms = Norms { documents: lengths.len(), ..Norms::default() };
        for (column, _) in norms.columns.iter_mut().zip(some).filter(|(_, some)| *some) {
            *column = norms.width;
            norms.width += 1;
        }
        norms.values.reserve_exact(lengths.len() * norms.width);
        for document in lengths {
            for (value, _) in norm(document).into_iter().zip(some).filter(|(_, some)| *some) {
                norms.values.push(value);
            }
        }
        norms
    }

    /// The number of documents.
    pub fn documents(&self) -> usize {
        self.documents
    }

    /// The norm of a field of a document; none beyond the last document. Of a field that no document has
    /// it says nothing.
    #[inline]
    pub fn of(&self, document: usize, field: usize) -> Option<f32> {
        self.values.get(document * self.width + self.columns[field % FIELDS]).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_has_the_norms_of_its_fields() {
        let lengths = [[1, 0, 2, 0], [3, 0, 0, 0], [0, 0, 4, 0]];
        let some = [true, false, true, false];
        let norms =
            Norms::new(&lengths, some, |document| document.map(|length| (10 * length) as f32));
        assert_eq!(norms.documents(), 3);
        for (document, lengths) in lengths.iter().enumerate() {
            for field in [0, 2] {
                assert_eq!(norms.of(document, field), Some((10 * lengths[field]) as f32));
            }
        }
        assert_eq!(norms.of(3, 0), None);
    }
}
