//! The documents that are still scored, when all others are only counted.

use crate::bits::Bits;

/// See the [module](self).
#[derive(Debug)]
pub struct Race {
    runners: Bits,
    /// The documents that have the concept that is being read.
    met: Bits,
    /// The documents that have any.
    all: Bits,
}

impl Race {
    /// Of so many documents, these are scored.
    pub fn new(documents: usize, runners: &Bits) -> Race {
        Race { runners: runners.clone(), met: Bits::new(documents), all: runners.clone() }
    }

    /// How many documents have the concept that was read; the next one is read from here on.
    pub fn go_on(&mut self) -> usize {
        self.all.add(&self.met);
        let count = self.met.count();
        self.met.clear();
        count
    }

    /// The documents that have any concept.
    pub fn all(&self) -> &Bits {
        &self.all
    }

    #[inline]
    pub(crate) fn runs(&mut self, document: u32) -> bool {
        self.met.insert(document);
        self.runners.has(document)
    }
}
