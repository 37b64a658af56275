//! The evaluation of conditions: which documents may be hits.

use kwic_postings::bit_set::BitSet;

use super::accumulator_pool::AccumulatorPool;
use super::found::find;
use crate::expand::concept::{Concept, Expanded};
use crate::index_reader::IndexReader;
use crate::query::filter::{Condition, Filter};

/// The documents that have all that a query requires, nothing that it excludes, and meet its conditions
/// and these filters; `None` when all may be hits.
pub(crate) fn allowed(
    reader: &impl IndexReader,
    pool: &AccumulatorPool,
    expanded: &Expanded,
    filters: &[Filter],
) -> Option<BitSet> {
    let is_condition = |concept: &&Concept| concept.required || concept.excluded;
    let mut conditions = expanded.concepts.iter().filter(is_condition).peekable();
    if conditions.peek().is_none() && expanded.filters.is_empty() && filters.is_empty() {
        return None;
    }
    let documents = reader.documents() as usize;
    let mut allowed = BitSet::all(documents);
    let mut accumulators = pool.take(documents);
    for concept in conditions {
        let [mut found, inexact] = find(reader, concept, &mut accumulators, None).documents;
        found.add(&inexact);
        allowed.keep(&found, !concept.excluded);
        accumulators.clear(&found);
    }
    pool.give_back(accumulators, &BitSet::new(0));
    for filter in expanded.filters.iter().chain(filters) {
        restrict(reader, filter, &mut allowed);
    }
    Some(allowed)
}

/// Leaves the documents that meet a condition.
fn restrict(reader: &impl IndexReader, filter: &Filter, allowed: &mut BitSet) {
    let attributes = reader.attributes();
    let accepted = filter.accepted(attributes);
    for (document, day) in (0..).zip(&attributes.days) {
        let holds = match &filter.condition {
            Condition::Named(..) => {
                attributes.of(document).iter().any(|&place| accepted[place as usize])
            }
            Condition::After(first) => day.is_some_and(|day| day >= *first),
            Condition::Before(end) => day.is_some_and(|day| day < *end),
        };
        if holds == filter.excluded {
            allowed.remove(document);
        }
    }
}

/// Those of some documents that are allowed.
pub(crate) fn only(allowed: &Option<BitSet>, documents: &BitSet) -> BitSet {
    let mut documents = documents.clone();
    if let Some(allowed) = allowed {
        documents.keep(allowed, true);
    }
    documents
}
