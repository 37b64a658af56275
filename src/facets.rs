//! Facets: how many articles each language, source, tag and year has.

use kwic_postings::bit_set::BitSet;

use crate::filter::Attribute;
use crate::index::Index;

/// One value of a facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// The value, as the option of the same name takes it.
    pub value: String,
    /// How many articles have it.
    pub count: usize,
}

/// The values that articles have, those of most articles first, ties in the order of values.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets {
    /// Language codes.
    pub lang: Vec<Count>,
    /// Sources; articles without one are in none.
    pub source: Vec<Count>,
    /// Tags; an article is counted with each of its tags.
    pub tag: Vec<Count>,
    /// Years of four digits; articles without a date are in none.
    pub year: Vec<Count>,
}

impl Index<'_> {
    /// The facets of some documents.
    pub(crate) fn facets(&self, documents: &BitSet) -> Facets {
        let (mut first, mut last) = (u16::MAX, 0);
        let all = self.facts();
        for facts in all {
            if let Some(day) = facts.day {
                first = first.min(day.year);
                last = last.max(day.year);
            }
        }
        let first = first.min(last);
        let mut years = vec![0; usize::from(last - first) + 1];
        for document in documents.iter() {
            let Some(facts) = all.get(document as usize) else { continue };
            if let Some(day) = facts.day {
                years[usize::from(day.year - first)] += 1;
            }
        }
        let named = |attribute: Attribute| {
            let names = attribute.names(&self.documents.names);
            let mut counts = vec![0; names.len()];
            for document in documents.iter() {
                let Some(facts) = all.get(document as usize) else { continue };
                facts.numbers(attribute, &mut |number| {
                    if let Some(count) = counts.get_mut(number as usize) {
                        *count += 1;
                    }
                });
            }
            sorted(&counts, &|number| names[number].into())
        };
        Facets {
            lang: named(Attribute::Lang),
            source: named(Attribute::Source),
            tag: named(Attribute::Tag),
            year: sorted(&years, &|year| (year + usize::from(first)).to_string()),
        }
    }
}

/// The values that any article has; `value` names them by their numbers.
fn sorted(counts: &[usize], value: &dyn Fn(usize) -> String) -> Vec<Count> {
    let mut holding = Vec::new();
    for (number, &count) in counts.iter().enumerate() {
        if count > 0 {
            holding.push(Count { value: value(number), count });
        }
    }
    kwic_core::small::sort::sort(&mut holding, |a, b| {
        a.count > b.count || (a.count == b.count && a.value < b.value)
    });
    holding
}
