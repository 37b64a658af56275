//! The site that is looked at: in a folder, or on its host.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use url::Url;

use super::answer::{Answer, Failure};
use super::folder::Folder;
use super::host::Host;

/// What an address gave.
pub(crate) type Got = Result<Rc<Answer>, Failure>;

/// Where the site lies.
#[derive(Debug)]
pub(crate) enum Source {
    Folder(Folder),
    Host(Host),
}

/// See the [module](self).
#[derive(Debug)]
pub(crate) struct Site {
    pub(crate) source: Source,
    /// Where it begins.
    pub(crate) start: Url,
    answers: RefCell<HashMap<Url, Got>>,
}

impl Site {
    pub(crate) fn new(source: Source, start: Url) -> Site {
        Site { source, start, answers: RefCell::default() }
    }

    /// The folder; none of a site on its host.
    pub(crate) fn folder(&self) -> Option<&Folder> {
        match &self.source {
            Source::Folder(folder) => Some(folder),
            Source::Host(_) => None,
        }
    }

    /// True for an address that can be asked: a folder knows nothing of other hosts.
    pub(crate) fn knows(&self, url: &Url) -> bool {
        match &self.source {
            Source::Folder(folder) => folder.has(url),
            Source::Host(_) => matches!(url.scheme(), "http" | "https"),
        }
    }

    /// What lies at an address. It is asked for once and kept.
    pub(crate) fn get(&self, url: &Url) -> Got {
        let mut key = url.clone();
        key.set_fragment(None);
        if let Some(got) = self.answers.borrow().get(&key) {
            return got.clone();
        }
        let got = self.once(url);
        self.answers.borrow_mut().insert(key, got.clone());
        got
    }

    /// As [`Site::get`], for what nobody asks for a second time.
    pub(crate) fn once(&self, url: &Url) -> Got {
        match &self.source {
            Source::Folder(folder) => folder.get(url),
            Source::Host(host) => host.get(url),
        }
        .map(Rc::new)
    }

    /// What a person knows a page by.
    pub(crate) fn shown_page(&self, url: &Url) -> String {
        self.folder().map_or_else(|| url.to_string(), |folder| folder.shown_page(url))
    }

    /// What a person knows an address by.
    pub(crate) fn shown(&self, url: &Url) -> String {
        match &self.source {
            Source::Folder(folder) => folder.shown(url),
            Source::Host(_) => url.to_string(),
        }
    }
}
