//! Facets: how many articles each language, source, tag and year has.

use kwic_core::format::documents::Names;
use kwic_core::small::sort::sort;
use kwic_postings::bit_set::BitSet;

use crate::attributes::{Attribute, Attributes};

/// One value of a facet. See [`Facets`].
///
/// ```ignore-wasm32
/// use kwic::Count;
///
/// let count = Count { value: "2024".into(), count: 3 };
/// assert_eq!(format!("{} ({})", count.value, count.count), "2024 (3)");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// The value, as the option of the same name takes it.
    pub value: String,
    /// How many articles have it.
    pub count: usize,
}

/// The values that articles have, those of most articles first, ties in the order of values.
///
/// ```ignore-wasm32
/// # let bytes = kwic_indexer::build(&[kwic_indexer::Document {
/// #     id: "a".into(), url: "a.html".into(), title: "Red river".into(), lang: "en".into(),
/// #     ..Default::default()
/// # }]).unwrap();
/// use kwic::{Count, Index, Query, SearchOptions};
///
/// let index = Index::open(&bytes)?;
/// let options = SearchOptions { facets: true, ..SearchOptions::default() };
/// let found = index.searcher().search(&Query::parse("river"), &options);
/// let facets = found.facets.unwrap();
/// assert_eq!(facets.lang, [Count { value: "en".into(), count: 1 }]);
/// assert!(facets.year.is_empty());
/// # Ok::<(), kwic::OpenError>(())
/// ```
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

/// The facets of some documents, of which these are the attributes of all.
pub(crate) fn facets(all: &[Attributes], names: &Names<'_>, documents: &BitSet) -> Facets {
    let (mut first, mut last) = (u16::MAX, 0);
    for day in all.iter().filter_map(|attributes| attributes.day) {
        first = first.min(day.year);
        last = last.max(day.year);
    }
    let first = first.min(last);
    let mut years = vec![0; usize::from(last - first) + 1];
    for document in documents.iter() {
        if let Some(day) = all.get(document as usize).and_then(|attributes| attributes.day) {
            years[usize::from(day.year - first)] += 1;
        }
    }
    let named = |attribute: Attribute| {
        let names = attribute.names(names);
        let mut counts = vec![0; names.len()];
        for document in documents.iter() {
            let Some(attributes) = all.get(document as usize) else { continue };
            attributes.numbers(attribute, &mut |number| {
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

/// The values that any article has; `value` names them by their numbers.
fn sorted(counts: &[usize], value: &dyn Fn(usize) -> String) -> Vec<Count> {
    let mut holding = Vec::new();
    for (number, &count) in counts.iter().enumerate() {
        if count > 0 {
            holding.push(Count { value: value(number), count });
        }
    }
    sort(&mut holding, |a, b| a.count > b.count || (a.count == b.count && a.value < b.value));
    holding
}
