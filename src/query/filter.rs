//! Conditions on what an article is, not on its words, whether a query or the options of a search
//! make them.

use kwic_core::format::documents::Names;
use kwic_postings::bit_set::BitSet;

use crate::expand::Expanded;
use crate::index::Index;
use crate::query::parser::folded_words;
use crate::rank::SearchOptions;

/// A day; later days are greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    pub(crate) year: u16,
    pub(crate) month: u8,
    pub(crate) day: u8,
}

impl Day {
    /// The day of `2024-06-15`, or the first one of `2024-06` or `2024`; `None` for any other form
    /// and for days that do not exist.
    pub fn parse(text: &str) -> Option<Day> {
        let mut numbers = [0, 1, 1];
        let mut parts = text.as_bytes().split(|&byte| byte == b'-');
        for (number, most) in numbers.iter_mut().zip([4, 2, 2]) {
            let Some(digits) = parts.next() else { break };
            if !(1..=most).contains(&digits.len()) || !digits.iter().all(u8::is_ascii_digit) {
                return None;
            }
            *number = digits.iter().fold(0, |number, digit| number * 10 + u16::from(digit - b'0'));
        }
        let [year, month, day] = numbers;
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            2 => 28 + u16::from(leap),
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        let valid = parts.next().is_none() && year >= 1000 && (1..=days).contains(&day);
        valid.then_some(Day { year, month: month as u8, day: day as u8 })
    }

    /// Its number among all days; the days of a year are counted from March, so that a leap day is
    /// the last of them.
    pub(crate) fn number(self) -> i32 {
        let (year, month) = (i32::from(self.year), i32::from(self.month));
        let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        let leap_days = year / 4 - year / 100 + year / 400;
        year * 365 + leap_days + (153 * month + 2) / 5 + i32::from(self.day)
    }
}

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

/// What an article has names for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Attribute {
    Lang,
    Source,
    Tag,
}

impl Attribute {
    /// The names of this sort that articles have.
    pub(crate) fn names<'n, 'a>(self, names: &'n Names<'a>) -> &'n [&'a str] {
        match self {
            Attribute::Lang => &names.languages,
            Attribute::Source => &names.sources,
            Attribute::Tag => &names.tags,
        }
    }
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

    fn is(&self, name: &str, folded: &[String]) -> bool {
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

/// What filters ask of an article.
#[derive(Debug)]
pub(crate) struct Attributes {
    pub language: u32,
    pub source: Option<u32>,
    /// Each once.
    pub tags: Vec<u32>,
    pub day: Option<Day>,
}

impl Attributes {
    /// Calls `each` with the numbers of the article's names.
    pub(crate) fn numbers(&self, attribute: Attribute, each: &mut dyn FnMut(u32)) {
        match attribute {
            Attribute::Lang => each(self.language),
            Attribute::Source => self.source.into_iter().for_each(each),
            Attribute::Tag => self.tags.iter().copied().for_each(each),
        }
    }
}

impl SearchOptions {
    /// The conditions that the options make.
    pub(crate) fn filters(&self) -> Vec<Filter> {
        let mut filters = Vec::new();
        let mut add = |condition| filters.push(Filter { condition, excluded: false });
        let named = [
            (Attribute::Lang, &self.lang),
            (Attribute::Source, &self.source),
            (Attribute::Tag, &self.tag),
        ];
        for (attribute, names) in named {
            if !names.is_empty() {
                let mut wanted = Vec::new();
                for name in names {
                    wanted.push(Name::new(name, true));
                }
                add(Condition::Named(attribute, wanted));
            }
        }
        if let Some(day) = self.after {
            add(Condition::After(day));
        }
        if let Some(day) = self.before {
            add(Condition::Before(day));
        }
        filters
    }
}

impl Index<'_> {
    /// Which documents may be hits; `None` when all may.
    pub(crate) fn allowed(&self, expanded: &Expanded, filters: &[Filter]) -> Option<BitSet> {
        let conditions = expanded.concepts.iter().any(|c| c.required || c.excluded);
        if !conditions && expanded.filters.is_empty() && filters.is_empty() {
            return None;
        }
        let mut allowed = BitSet::all(self.count());
        let mut accumulators = self.take_accumulators();
        for concept in expanded.concepts.iter().filter(|c| c.required || c.excluded) {
            let [mut found, guessed] = self.find(concept, &mut accumulators, None).documents;
            found.add(&guessed);
            allowed.keep(&found, !concept.excluded);
            accumulators.clear(&found);
        }
        self.give_back(accumulators, &BitSet::new(0));
        for filters in [&*expanded.filters, filters] {
            for filter in filters {
                self.restrict(filter, &mut allowed);
            }
        }
        Some(allowed)
    }

    fn restrict(&self, filter: &Filter, allowed: &mut BitSet) {
        let mut accepted = Vec::new();
        if let Condition::Named(attribute, wanted) = &filter.condition {
            for name in attribute.names(&self.documents.names) {
                let folded = folded_words(name);
                accepted.push(wanted.iter().any(|wanted| wanted.is(name, &folded)));
            }
        }
        for (document, facts) in (0..).zip(self.facts()) {
            let mut holds = false;
            match &filter.condition {
                Condition::Named(attribute, _) => facts.numbers(*attribute, &mut |number| {
                    holds |= accepted.get(number as usize).is_some_and(|&accepted| accepted);
                }),
                Condition::After(day) => holds = facts.day.is_some_and(|date| date >= *day),
                Condition::Before(day) => holds = facts.day.is_some_and(|date| date < *day),
            }
            if holds == filter.excluded {
                allowed.remove(document);
            }
        }
    }
}
