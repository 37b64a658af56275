//! How articles are read, beside what a file `kwic.toml` says.

use std::path::{Path, PathBuf};

use super::standard_input::StandardInput;

/// See the [module](self). By default all articles of the inputs are read, with the settings beside them.
#[derive(Clone, Copy, Default)]
pub struct ReadOptions<'o> {
    /// The file of settings, wherever the inputs lie.
    pub config: Option<&'o Path>,
    /// Sitemaps and lists of urls. Where there are any, those pages are read that they name, and no others.
    pub sitemaps: &'o [PathBuf],
    /// What was read from standard input, which the input `-` stands for.
    pub standard_input: Option<&'o StandardInput>,
    /// True to keep the text of pages that are left out, for those who want to show it. A site may have as many of
    /// them as of others.
    pub keeps_left_out: bool,
    /// Is told how many pages of an input have been read, and how many there are; from any thread, and not always in
    /// order.
    pub progress: Option<&'o (dyn Fn(usize, usize) + Sync)>,
}

impl std::fmt::Debug for ReadOptions<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ReadOptions")
            .field("config", &self.config)
            .field("sitemaps", &self.sitemaps)
            .field("standard_input", &self.standard_input)
            .field("keeps_left_out", &self.keeps_left_out)
            .field("progress", &self.progress.is_some())
            .finish()
    }
}
