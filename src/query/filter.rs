//! Conditions on what an article is, not on its words, whether a query or the options of a search
//! make them.

use super::atom::Clause;
use super::day::Day;
use super::words::folded_words;
use crate::attributes::{Attributes, NAMES, Value};

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
    /// Which values are those that it names.
    pub(crate) fn accepted(&self, attributes: &Attributes<'_>) -> Vec<bool> {
        let Condition::Named(name, asked) = &self.condition else { return Vec::new() };
        let accepted = |whole: bool| -> Vec<bool> {
            let is_accepted = |value: &Value| {
                attributes.names.get(value.name).is_some_and(|other| other == name) && {
                    let folded = folded_words(&value.text);
                    asked.iter().any(|asked| asked.matches(&value.text, &folded, whole))
                }
            };
            attributes.values.iter().map(is_accepted).collect()
        };
        let exact = accepted(true);
        // Version 2 is not also 2.1.
        match exact.contains(&true) && !NAMES.contains(&&**name) {
            true => exact,
            false => accepted(false),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Condition {
    /// One of the article's values of this name is one of these.
    Named(String, Vec<Name>),
    /// Dated on this day or later.
    After(Day),
    /// Dated before this day.
    Before(Day),
}

/// A value that is asked for; neither case nor accents matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name {
    text: String,
    words: Vec<String>,
    whole: bool,
}

impl Name {
    /// All of a value if `whole`, else words that stand side by side in it.
    pub(crate) fn new(text: &str, whole: bool) -> Name {
        Name { text: text.to_string(), words: folded_words(text), whole }
    }

    /// True when no value can be meant, there being no word.
    pub(crate) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// True when it means a value of an article, which has these folded words; with `whole` only all of it.
    pub(crate) fn matches(&self, name: &str, folded: &[String], whole: bool) -> bool {
        if self.is_empty() {
            // A name such as `🎵` has no words and is itself all the same.
            return name == self.text;
        }
        if self.whole || whole {
            return folded == self.words;
        }
        folded.windows(self.words.len()).any(|window| window == self.words)
    }
}
