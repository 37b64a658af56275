//! The words of the query at hand: what they stand for is loaded before anything else.

use std::cell::{Cell, RefCell};

use crate::query::Parsed;
use crate::rank::title::beginnings;

/// See the [module](self).
#[derive(Debug, Default)]
pub(super) struct Typed {
    /// The folded words, and what a title may begin with that is the query in other words.
    words: RefCell<Vec<String>>,
    has_several: Cell<bool>,
}

impl Typed {
    /// Says which query comes next.
    pub(super) fn expect(&self, query: &Parsed) {
        let mut words = self.words.borrow_mut();
        words.clear();
        let atoms = query.clauses.iter().flat_map(|clause| &clause.alternatives);
        words.extend(atoms.flat_map(|atom| &atom.words).map(|word| word.folded.clone()));
        self.has_several.set(words.len() > 1);
        let joined = words.concat();
        words.extend(beginnings(&joined).map(str::to_owned));
        words.push(joined);
    }

    /// True for one of these words.
    pub(super) fn has(&self, folded: &[u8]) -> bool {
        self.words.borrow().iter().any(|word| word.as_bytes() == folded)
    }

    /// True where the query has several words.
    pub(super) fn has_several(&self) -> bool {
        self.has_several.get()
    }
}
