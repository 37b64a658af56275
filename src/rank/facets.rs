//! Facets: how many articles each language, source, tag and year has, and each value of the author's own filters.

use kwic_core::small::sort::sort;
use kwic_postings::bit_set::BitSet;

use crate::attributes::Attributes;

/// One value of a facet. See [`Facets`].
///
/// ```ignore-wasm32
/// use kwic::Count;
///
/// let count = Count { value: "2024".into(), count: 3 };
/// assert_eq!(format!("{} ({})", count.value, count.count), "2024 (3)");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "js", derive(serde::Serialize))]
pub struct Count {
    /// The value, as the option of the same name takes it.
    pub value: String,
    /// How many articles have it.
    pub count: u32,
}

/// What articles have, by names: `lang`, `source`, `tag`, `year` (of four digits), then the names of the author's own
/// filters.
///
/// ```ignore-wasm32
/// # let bytes = kwic_indexer::build(&[kwic_indexer::Document {
/// #     id: "a".into(), url: "a.html".into(), title: "Red river".into(), lang: "en".into(),
/// #     filters: vec![("version".into(), "2".into())],
/// #     ..Default::default()
/// # }]).unwrap();
/// use kwic::{Count, Index, Query, SearchOptions};
///
/// let index = Index::open(&bytes)?;
/// let options = SearchOptions { facets: true, ..SearchOptions::default() };
/// let found = index.searcher().search(&Query::parse("river"), &options);
/// let facets = found.facets.unwrap();
/// assert_eq!(facets.of("lang"), [Count { value: "en".into(), count: 1 }]);
/// assert_eq!(facets.of("version"), [Count { value: "2".into(), count: 1 }]);
/// assert!(facets.of("year").is_empty());
/// # Ok::<(), kwic::OpenError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets(pub Vec<Facet>);

/// One facet. See [`Facets`].
///
/// ```ignore-wasm32
/// # let bytes = kwic_indexer::build(&[]).unwrap();
/// let index = kwic::Index::open(&bytes)?;
/// let facets = index.info().facets;
/// let names: Vec<&str> = facets.0.iter().map(|facet| &*facet.name).collect();
/// assert_eq!(names, ["lang", "source", "tag", "year"]);
/// # Ok::<(), kwic::OpenError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// Its name, as the option or the filter has it.
    pub name: String,
    /// The values that articles have, those of most articles first, ties in the order of values. An article is counted with
    /// each of its values, and one without any is in none.
    pub values: Vec<Count>,
}

impl Facets {
    /// The values of a name; none where the index has no such name.
    pub fn of(&self, name: &str) -> &[Count] {
        let facet = self.0.iter().find(|facet| facet.name == name);
        facet.map_or(&[], |facet| &facet.values)
    }
}

/// The facets of some documents.
pub(crate) fn facets(attributes: &Attributes<'_>, documents: &BitSet) -> Facets {
    let mut counts = vec![0; attributes.values.len()];
    for document in documents.iter() {
        for &place in attributes.of(document) {
            counts[place as usize] += 1;
        }
    }
    let mut facets = Vec::new();
    for (number, &name) in attributes.names.iter().enumerate() {
        let mut values = Vec::new();
        for (value, &count) in attributes.values.iter().zip(&counts) {
            if count > 0 && value.name == number {
                values.push(Count { value: value.text.clone(), count });
            }
        }
        sort(&mut values, |a, b| a.count > b.count || (a.count == b.count && a.value < b.value));
        facets.push(Facet { name: name.to_string(), values });
    }
    Facets(facets)
}
