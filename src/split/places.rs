//! The places of articles in the author's order, which few queries ask for.

use std::cell::OnceCell;

use kwic_core::split::{FileKind, order_file};

use super::files::{Files, Stage};

/// See the [module](self).
#[derive(Debug, Default)]
pub(super) struct Places(OnceCell<Vec<u32>>);

impl Places {
    /// The place of one of so many articles; where the file is not there, that is noted.
    pub(super) fn of(&self, files: &Files, document: u32, documents: u32) -> u32 {
        if self.0.get().is_none()
            && let Some(bytes) = files.get(Stage::Words, FileKind::Order, 0)
        {
            self.0.set(order_file::read(bytes, documents)).ok();
        }
        let places = self.0.get().map_or(&[][..], Vec::as_slice);
        places.get(document as usize).copied().unwrap_or(document)
    }
}
