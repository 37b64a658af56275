//! A visit to a site: what is asked of it, and what is found out on the way.

use std::collections::HashSet;
use std::rc::Rc;

use url::Url;

use super::answer::Answer;
use super::delivery;
use super::report::{Fault, Level, Report};
use super::site::Site;

const MISSING: Fault = Fault::error("missing", "the box cannot load what it needs");
const NO_ANSWER: Fault = Fault::error("no-answer", "the box cannot load what it needs");
const PAGE_INSTEAD: Fault = Fault::error(
    "page-instead",
    "a page in the place of a script or a module is neither, and the box says that its files are broken",
);

/// See the [module](self).
#[derive(Debug)]
pub(crate) struct Visit {
    pub(crate) site: Site,
    pub(crate) report: Report,
    /// Files that were looked at.
    seen: HashSet<Url>,
}

impl Visit {
    pub(crate) fn new(site: Site, report: Report) -> Visit {
        Visit { site, report, seen: HashSet::new() }
    }

    pub(crate) fn shown(&self, url: &Url) -> String {
        self.site.shown(url)
    }

    pub(crate) fn shown_page(&self, url: &Url) -> String {
        self.site.shown_page(url)
    }

    /// A file that pages at `pages` need. What is wrong with the way in which it comes is reported once; without it the
    /// search is as broken as `level` says. None where it does not come.
    pub(crate) fn file(&mut self, url: &Url, level: Level, pages: &[Url]) -> Option<Rc<Answer>> {
        let got = self.site.get(url);
        let is_new = self.seen.insert(url.clone());
        let place = self.shown(url);
        let answer = match got {
            Ok(answer) => answer,
            Err(failure) => {
                if is_new {
                    self.report.add(NO_ANSWER.at(level), place, failure.what(), failure.mend());
                }
                return None;
            }
        };
        let is_folder = self.site.folder().is_some();
        if !answer.is_there() {
            if is_new {
                let what = match is_folder {
                    true => "is not there".to_owned(),
                    false => format!("is not there: status {}", answer.status),
                };
                let mend = match is_folder {
                    true => {
                        "build the search again with `kwic build` after the site, and name its files as its last lines do; \
                         where the folder lies below another one on its host, say so by --base"
                    }
                    false => {
                        "upload all files of the build, also those whose names begin otherwise than pages do"
                    }
                };
                self.report.add(MISSING.at(level), place, what, mend);
            }
            return None;
        }
        if answer.is_page() {
            if is_new {
                self.report.add(
                    PAGE_INSTEAD.at(level),
                    place,
                    "is a page of HTML, with status 200",
                    "upload the file, and have the host answer with 404 for files that are not there; rules for \
                     applications of a single page and portals for guests send a page for everything",
                );
            }
            return None;
        }
        if is_new && !is_folder {
            delivery::check(url, &answer, pages, &mut self.report);
        }
        Some(answer)
    }
}
