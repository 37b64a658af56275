//! One occurrence of a term, as the postings count it: the segment and the field, without the position.

use kwic_core::format::Field;

/// See the [module](self): the segment times four, plus the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PackedOccurrence(u32);

impl PackedOccurrence {
    /// An occurrence in a segment whose number takes no more than 30 bits.
    pub(crate) fn new(segment: u32, field: Field) -> PackedOccurrence {
        PackedOccurrence(segment << 2 | field as u32)
    }

    /// The number of the segment.
    pub(crate) fn segment(self) -> u32 {
        self.0 >> 2
    }

    /// The field.
    pub(crate) fn field(self) -> Field {
        Field::ALL[self.0 as usize & 3]
    }
}
