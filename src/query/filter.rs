//! Conditions on what an article is, not on its words, whether a query or the options of a search
//! make them.

use kwic_core::format::documents::Names;

use super::atom::Clause;
use super::day::Day;
use super::words::folded_words;
use crate::attributes::Attribute;

/// A condition that articles have to meet, or, when `excluded`, must not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Filter {
    pub condition: Condition,
    pub excluded: bool,
}

/// A condition that a query makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TypedFilter {
    pub filter: Filter,
    /// What it is if no article has such a name: words, before the clause with this number.
    pub words: Option<(usize, Clause)>,
}

impl Filter {
    /// True when some article may have what it names.
    pub(crate) fn is_known(&self, names: &Names<'_>) -> bool {
        let Condition::Named(attribute, asked) = &self.condition else { return true };
        attribute.names(names).iter().any(|name| {
            let folded = folded_words(name);
            asked.iter().any(|asked| asked.matches(name, &folded))
        })
    }
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
