//! What is not read.

use std::fmt;

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
    /// Symbolic links that lead back to a folder they are in.
    pub loops: usize,
}

impl fmt::Display for Skipped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = [
            (self.hidden, "hidden"),
            (self.other_ending, "of other endings"),
            (self.no_feed, "of XML without a feed"),
            (self.repeated, "repeated in feeds"),
            (self.drafts, "marked as draft"),
            (self.loops, "linked in a circle"),
        ];
        let mut any = false;
        for (count, reason) in counts.into_iter().filter(|(count, _)| *count > 0) {
            write!(f, "{}{count} {reason}", if any { ", " } else { "passed over: " })?;
            any = true;
        }
        if any { Ok(()) } else { f.write_str("nothing passed over") }
    }
}

impl Skipped {
    /// Adds what another input has.
    pub(crate) fn add(&mut self, other: Skipped) {
        self.hidden += other.hidden;
        self.other_ending += other.other_ending;
        self.no_feed += other.no_feed;
        self.repeated += other.repeated;
        self.drafts += other.drafts;
        self.loops += other.loops;
    }
}
