//! One occurrence of a term, as the postings count it: the document and the field, without the position.

use kwic_core::format::Field;

/// See the [module](self): the document times four, plus the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PackedOccurrence(u32);

impl PackedOccurrence {
    /// An occurrence in a document whose number takes no more than 24 bits.
    pub(crate) fn new(document: u32, field: Field) -> PackedOccurrence {
        PackedOccurrence(document << 2 | field as u32)
    }

    /// The number of the document.
    pub(crate) fn document(self) -> u32 {
        self.0 >> 2
    }

    /// The field.
    pub(crate) fn field(self) -> Field {
        Field::ALL[self.0 as usize & 3]
    }
}
