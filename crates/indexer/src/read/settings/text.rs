//! The text of a file of settings, in which what is wrong has a place.

use std::path::Path;

use crate::infer::spacing::collapsed;
use crate::{BuildError, Place};

/// See the [module](self).
#[derive(Clone, Copy)]
pub(super) struct SettingsText<'a> {
    pub(super) text: &'a str,
    pub(super) path: &'a Path,
}

impl SettingsText<'_> {
    /// The line of the byte at `at`.
    pub(super) fn place(&self, at: usize) -> Place {
        let before = self.text.get(..at).unwrap_or(self.text);
        Place::line(self.path, before.matches('\n').count() + 1)
    }

    /// What is wrong with the byte at `at`, and what to write instead.
    pub(super) fn broken(&self, at: usize, detail: &str, mend: &str) -> BuildError {
        BuildError::BrokenSettings {
            place: self.place(at),
            detail: collapsed(detail),
            mend: mend.to_owned(),
        }
    }
}
