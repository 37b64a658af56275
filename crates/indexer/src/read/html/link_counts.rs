//! How the pages of a site write their links to each other.

use std::collections::HashSet;
use std::path::Path;

/// True for the page of a folder.
pub(crate) fn is_index(file: &Path) -> bool {
    file.file_name().is_some_and(|name| name == "index.html" || name == "index.htm")
}

/// How many links are written in each way.
#[derive(Debug, Default)]
pub(crate) struct LinkCounts {
    pub(crate) html: usize,
    pub(crate) bare: usize,
    pub(crate) index: usize,
    pub(crate) slash: usize,
    pub(crate) folder: usize,
}

impl LinkCounts {
    pub(crate) fn add(&mut self, other: &LinkCounts) {
        self.html += other.html;
        self.bare += other.bare;
        self.index += other.index;
        self.slash += other.slash;
        self.folder += other.folder;
    }
}

/// What the pages of a site are called, by which links to them are known.
pub(crate) struct PageNames {
    folders: HashSet<String>,
    pages: HashSet<String>,
}

impl PageNames {
    pub(crate) fn new(files: &[&Path]) -> PageNames {
        let name = |path: Option<&Path>| Some(path?.file_name()?.to_string_lossy().into_owned());
        let is_page = |file: &&&Path| !is_index(file);
        let stem = |file: &&Path| Some(file.file_stem()?.to_string_lossy().into_owned());
        let folders = files.iter().filter(|file| is_index(file));
        PageNames {
            folders: folders.filter_map(|file| name(file.parent())).collect(),
            pages: files.iter().filter(is_page).filter_map(stem).collect(),
        }
    }

    /// Counts the links of a page. A site has too many of them to keep them until all pages are read.
    pub(crate) fn count(&self, links: &[String]) -> LinkCounts {
        let mut counts = LinkCounts::default();
        for path in links {
            let last = path.rsplit('/').next().unwrap_or_default();
            match last {
                "index.html" | "index.htm" => counts.index += 1,
                "" => counts.slash += 1,
                last if last.ends_with(".html") || last.ends_with(".htm") => counts.html += 1,
                last if self.pages.contains(last) => counts.bare += 1,
                last if self.folders.contains(last) => counts.folder += 1,
                _ => {}
            }
        }
        counts
    }
}
