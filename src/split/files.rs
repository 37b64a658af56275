//! The files of a split index that are there, and those that a search would have needed.

use std::cell::{Cell, RefCell};

use kwic_core::small::sort::sort;
use kwic_core::split::{FileId, FileKind};

/// How far a search has to have come before it knows which files it needs. What is missing further on is asked for
/// only where nothing is missing before: without it a search takes wrong ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    /// What the words of the query stand for.
    Words,
    /// What other words stand for, by way of which they are found where they stand for nothing themselves, or for which
    /// they are slips with the first letter right.
    OtherWords,
    /// What they may be slips for with a wrong first letter.
    Corrections,
    /// Which articles have them.
    Lists,
    /// How near to each other they stand there.
    Positions,
    /// What articles say.
    Articles,
}

/// See the [module](self).
#[derive(Debug, Default)]
pub(super) struct Files {
    /// Sorted.
    loaded: Vec<(FileId, Box<[u8]>)>,
    missing: RefCell<Vec<(Stage, FileId)>>,
    /// How often a file was asked for that was not there.
    misses: Cell<usize>,
    /// Articles of which some text was missing.
    waiting: RefCell<Vec<u32>>,
    /// Whether what is asked for is needed next, but not for the answer at hand: then how many files were missing before.
    ahead: Cell<Option<usize>>,
}

impl Files {
    /// A file; where it is not there, that is noted.
    pub(super) fn get(&self, stage: Stage, kind: FileKind, number: u32) -> Option<&[u8]> {
        let id = FileId { kind, number };
        let bytes = self.find(id);
        if bytes.is_none() {
            let mut missing = self.missing.borrow_mut();
            let stage = match self.ahead.get() {
                None => stage,
                // Which text that is depends on the other files.
                Some(before) if kind == FileKind::Text && self.misses.get() > before => {
                    return None;
                }
                Some(_) => Stage::Articles,
            };
            self.misses.set(self.misses.get() + 1);
            // An order asks for the same file again and again.
            if missing.last() != Some(&(stage, id)) {
                missing.push((stage, id));
            }
        }
        bytes
    }

    /// A file, if it is there.
    pub(super) fn find(&self, id: FileId) -> Option<&[u8]> {
        let at = self.loaded.binary_search_by(|file| file.0.cmp(&id)).ok()?;
        Some(&self.loaded.get(at)?.1)
    }

    /// True where something before this stage is missing.
    pub(super) fn lacks_before(&self, stage: Stage) -> bool {
        self.missing.borrow().iter().any(|missing| missing.0 < stage)
    }

    /// Runs something that is asked for next, where all that the answer at hand still lacks are articles: so the files of
    /// both are loaded at once.
    pub(super) fn look_ahead(&self, ask: impl FnOnce()) {
        if !self.missing.borrow().is_empty() && !self.lacks_before(Stage::Articles) {
            self.ahead.set(Some(self.misses()));
            ask();
            self.ahead.set(None);
        }
    }

    /// How often a file was not there so far.
    pub(super) fn misses(&self) -> usize {
        self.misses.get()
    }

    /// Notes that some text of an article is missing.
    pub(super) fn wait_for(&self, document: u32) {
        self.waiting.borrow_mut().push(document);
    }

    /// True for an article of which some text was missing.
    pub(super) fn waits_for(&self, document: u32) -> bool {
        self.waiting.borrow().contains(&document)
    }

    /// Adds a file.
    pub(super) fn insert(&mut self, id: FileId, bytes: Box<[u8]>) {
        match self.loaded.binary_search_by(|file| file.0.cmp(&id)) {
            Ok(at) => self.loaded[at].1 = bytes,
            Err(at) => self.loaded.insert(at, (id, bytes)),
        }
    }

    /// The files that were missing since this was last asked, up to the first stage at which some were.
    pub(super) fn take_missing(&self) -> Vec<FileId> {
        let mut missing = self.missing.take();
        self.waiting.borrow_mut().clear();
        sort(&mut missing, |a, b| a < b);
        missing.dedup();
        let first = missing.first().map(|missing| missing.0);
        missing
            .into_iter()
            .filter(|missing| Some(missing.0) == first)
            .map(|missing| missing.1)
            .collect()
    }
}
