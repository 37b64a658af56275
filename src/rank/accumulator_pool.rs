//! Accumulators that are kept from one search to the next, since most searches touch few of them.

use std::sync::Mutex;

use kwic_postings::accumulators::Accumulators;
use kwic_postings::bit_set::BitSet;

/// See the [module](self). Two searches at once have accumulators of their own.
#[derive(Debug, Default)]
pub(crate) struct AccumulatorPool(Mutex<Accumulators>);

impl AccumulatorPool {
    /// Allocates accumulators for this number of documents.
    pub(crate) fn resize(&self, documents: usize) {
        if let Ok(mut accumulators) = self.0.try_lock() {
            accumulators.resize(documents);
        }
    }

    /// Accumulators for this number of documents, all of them zero.
    pub(crate) fn take(&self, documents: usize) -> Accumulators {
        let kept = self.0.try_lock().map(|mut accumulators| std::mem::take(&mut *accumulators));
        let mut accumulators = kept.unwrap_or_default();
        accumulators.resize(documents);
        accumulators
    }

    /// Gives back accumulators in which only the entries of the documents in `touched` are not zero.
    pub(crate) fn give_back(&self, mut accumulators: Accumulators, touched: &BitSet) {
        accumulators.clear(touched);
        if let Ok(mut kept) = self.0.try_lock() {
            *kept = accumulators;
        }
    }
}
