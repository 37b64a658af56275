//! Conditions on what an article is, not on its words, whether a query or the options of a search
//! make them.

use super::day::Day;
use super::words::folded_words;
use crate::attributes::Attribute;

/// A condition that articles have to meet, or, when `excluded`, must not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Filter {
    pub condition: Condition,
    pub excluded: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Condition {
    /// One of the article's names of this sort is one of these.
    Named(Attribute, Vec<Name>),
    /// Dated on this day or later.
    After(Day),
    /// Dated before this day.
    Before(Day),
}

/// A name that is asked for; neither case nor accents matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name {
    text: String,
    words: Vec<String>,
    whole: bool,
}

impl Name {
    /// All of a name if `whole`, else words that stand side by side in it.
    pub(crate) fn new(text: &str, whole: bool) -> Name {
        Name { text: text.to_string(), words: folded_words(text), whole }
    }

    /// True when no name can be meant, there being no word.
    pub(crate) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// True when it means a name of an article, which has these folded words.
    pub(crate) fn matches(&self, name: &str, folded: &[String]) -> bool {
        if self.is_empty() {
            // A name such as `🎵` has no words and is itself all the same.
            return name == self.text;
        }
        if self.whole {
            return folded == self.words;
        }
        folded.windows(self.words.len()).any(|window| window == self.words)
    }
}
