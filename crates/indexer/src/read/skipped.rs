//! What is not read.

use std::fmt;

use super::html::site::LeftOut;

/// What lay in the inputs and was not read, by the reason why.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Skipped {
    /// Files and folders whose name begins with a dot; what is in such a folder is not counted.
    pub hidden: usize,
    /// Files whose ending is that of no article, such as images.
    pub other_ending: usize,
    /// Files of XML that are no feeds, such as sitemaps.
    pub no_feed: usize,
    /// Entries of feeds with the link of an earlier one.
    pub repeated: usize,
    /// Articles marked `draft: true`.
    pub drafts: usize,
    /// Files that `kwic.toml` excludes.
    pub excluded: usize,
    /// Pages that no sitemap names, where sitemaps say which pages count.
    pub not_in_sitemap: usize,
    /// Text and data files of a folder that is a finished site, such as `robots.txt`.
    pub beside_pages: usize,
    /// Folders that a build of Kwic wrote.
    pub own_output: usize,
    /// Pages that search engines are asked to leave out, by `noindex`.
    pub noindex: usize,
    /// Pages that send their reader to another.
    pub redirects: usize,
    /// Pages that name another page of the site as the one to be found.
    pub canonical_elsewhere: usize,
    /// Pages with title and text of another.
    pub duplicates: usize,
    /// Pages that tell that there is no page.
    pub not_found_pages: usize,
    /// Pages that a generator made for itself, such as its own search.
    pub of_generators: usize,
    /// Symbolic links that lead back to a folder they are in.
    pub loops: usize,
}

impl fmt::Display for Skipped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut any = false;
        for (count, reason) in self.reasons() {
            write!(f, "{}{count} {reason}", if any { ", " } else { "passed over: " })?;
            any = true;
        }
        if any { Ok(()) } else { f.write_str("nothing passed over") }
    }
}

impl Skipped {
    /// The reasons for which something was passed over, each with its count.
    pub fn reasons(&self) -> impl Iterator<Item = (usize, &'static str)> {
        let counts = [
            (self.hidden, "hidden"),
            (self.other_ending, "of other endings"),
            (self.no_feed, "of XML without a feed"),
            (self.repeated, "repeated in feeds"),
            (self.drafts, "marked as draft"),
            (self.excluded, "excluded by kwic.toml"),
            (self.not_in_sitemap, "named by no sitemap"),
            (self.beside_pages, "beside the pages of a site"),
            (self.own_output, "written by a build of Kwic"),
            (self.noindex, "marked noindex"),
            (self.redirects, "that only redirect"),
            (self.canonical_elsewhere, "with another canonical page"),
            (self.duplicates, "with the text of another page"),
            (self.not_found_pages, "for pages that are not found"),
            (self.of_generators, "of the generator itself"),
            (self.loops, "linked in a circle"),
        ];
        counts.into_iter().filter(|(count, _)| *count > 0)
    }

    /// Counts a page that is none of its own.
    pub(crate) fn count(&mut self, reason: LeftOut) {
        *match reason {
            LeftOut::NoIndex => &mut self.noindex,
            LeftOut::Redirect => &mut self.redirects,
            LeftOut::Elsewhere => &mut self.canonical_elsewhere,
            LeftOut::Duplicate => &mut self.duplicates,
            LeftOut::NotFound => &mut self.not_found_pages,
            LeftOut::Tool => &mut self.of_generators,
        } += 1;
    }

    /// Adds what another input has.
    pub(crate) fn add(&mut self, other: Skipped) {
        self.hidden += other.hidden;
        self.other_ending += other.other_ending;
        self.no_feed += other.no_feed;
        self.repeated += other.repeated;
        self.drafts += other.drafts;
        self.excluded += other.excluded;
        self.not_in_sitemap += other.not_in_sitemap;
        self.beside_pages += other.beside_pages;
        self.own_output += other.own_output;
        self.noindex += other.noindex;
        self.redirects += other.redirects;
        self.canonical_elsewhere += other.canonical_elsewhere;
        self.duplicates += other.duplicates;
        self.not_found_pages += other.not_found_pages;
        self.of_generators += other.of_generators;
        self.loops += other.loops;
    }
}
