//! Completions: how the last word of a query may go on.

use kwic_core::format::forms;
use kwic_core::format::postings::Posting;
use kwic_core::small::sort::{keep, sort};
use kwic_core::text::{composed, is_mark};
use kwic_postings::bit_set::BitSet;
use kwic_postings::top_k::sort_set;

use crate::expand::concept::{Concept, Expanded};
use crate::expand::expansion::Expansion;
use crate::index_reader::{IndexReader, postings};
use crate::query::parser::LastWord;
use crate::rank::accumulator_pool::AccumulatorPool;
use crate::rank::filter::allowed;

/// A completion is looked for among the first of this many terms that begin with the word.
const MAX_SCANNED: u32 = 1 << 18;
/// This many of them, those of most articles, are compared with the rest of the query.
const MAX_COMPARED: usize = 512;
/// Comparing ends when this many of their articles have been looked at.
const MAX_POSTINGS: usize = 1 << 17;
/// Of this many segments it is read what follows the word before.
const MAX_READ: usize = 1 << 14;

/// A term that begins with the last word.
struct Completion {
    folded: Vec<u8>,
    exact: String,
    /// It has the marks that were typed.
    agrees: bool,
    /// How many articles have it.
    documents: u32,
    /// How many of them have the rest of the query too.
    together: u32,
    /// In how many of these it follows the last word of the rest.
    following: u32,
    ordinal: u32,
}

impl Completion {
    fn is_before(&self, other: &Completion) -> bool {
        let rank =
            |c: &Completion| (c.agrees, c.following, c.together, c.documents, u32::MAX - c.ordinal);
        rank(self) > rank(other)
    }
}

/// At most `limit` queries that go on from one with this last word, best first. `before` is the query
/// before the word.
pub(crate) fn complete(
    reader: &impl IndexReader,
    pool: &AccumulatorPool,
    word: &LastWord<'_>,
    mut before: Expanded,
    limit: usize,
) -> Vec<String> {
    let mut completions = beginning_with(reader, &word.folded);
    for completion in &mut completions {
        completion.agrees = word.exact == word.folded || agrees(&completion.exact, &word.exact);
    }
    sort(&mut completions, Completion::is_before);

    for concept in &mut before.concepts {
        concept.required = !concept.excluded;
        if concept.terms.iter().any(Expansion::is_variant) {
            keep(&mut concept.terms, &mut Expansion::is_variant);
        }
    }
    let allowed = allowed(reader, pool, &before, &[]);
    let following = match (&allowed, before.concepts.last()) {
        (Some(allowed), Some(last)) => following(reader, last, allowed, &completions),
        _ => Vec::new(),
    };
    let mut left = MAX_POSTINGS;
    let mut best: Vec<Completion> = Vec::new();
    // One more, for the word itself where it is finished.
    let most = limit.saturating_add(1);
    for mut completion in completions {
        // It has no more articles together with the rest than it has at all.
        if best.len() == most && best.last().is_none_or(|last| last.is_before(&completion)) {
            break;
        }
        if let Some(allowed) = &allowed {
            let Some(after) = left.checked_sub(completion.documents as usize) else { break };
            left = after;
            let together = |posting: &Posting| allowed.has(posting.document);
            completion.together =
                postings(reader, completion.ordinal).filter(together).count() as u32;
            let at = following.partition_point(|pair| pair.0 < completion.ordinal);
            let own = following.get(at).filter(|pair| pair.0 == completion.ordinal);
            completion.following = own.map_or(0, |pair| pair.1);
        }
        match best.iter_mut().find(|other| other.folded == completion.folded) {
            Some(other) if completion.is_before(other) => *other = completion,
            Some(_) => {}
            None => best.push(completion),
        }
        sort(&mut best, Completion::is_before);
        best.truncate(most);
    }
    keep(&mut best, &mut |completion| completion.exact != word.exact);
    best.truncate(limit);
    best.iter().map(|completion| [word.rest, &composed(&completion.exact)].concat()).collect()
}

/// In how many of the documents allowed each completion follows the last word before it, by its term.
/// Of very many segments only the first are read.
fn following(
    reader: &impl IndexReader,
    last: &Concept,
    allowed: &BitSet,
    completions: &[Completion],
) -> Vec<(u32, u32)> {
    let mut terms = BitSet::new(reader.terms());
    let (mut counts, mut before) = (Vec::new(), Vec::new());
    for completion in completions {
        terms.insert(completion.ordinal);
        counts.push((completion.ordinal, 0));
    }
    for own in last.terms.iter().filter(|expansion| !expansion.joined) {
        terms.insert(own.ordinal);
        before.push(u64::from(own.ordinal));
    }
    sort(&mut counts, |a, b| a < b);
    sort_set(&mut before);
    let mut holding = BitSet::new(reader.segments().count() as usize);
    before.iter().for_each(|&term| reader.add_segments(term as u32, &mut holding));
    // Numbers of completions that have followed in the last document.
    let mut found: Vec<usize> = Vec::new();
    let mut document_before = None;
    let segments = holding.iter().map(|segment| (reader.segments().document(segment), segment));
    for (document, segment) in segments.filter(|at| allowed.has(at.0)).take(MAX_READ) {
        if document_before.replace(document) != Some(document) {
            found.clear();
        }
        // Where the word before stood last, and where it stands now.
        let (mut end, mut now) = (None, None);
        reader.scan(segment, &terms, &mut |occurrence| {
            if now.is_some_and(|now| occurrence.position > now) {
                (end, now) = (now, None);
            }
            let follows =
                end.is_some_and(|end: u32| end.checked_add(1) == Some(occurrence.position));
            if follows
                && let Ok(at) = counts.binary_search_by_key(&occurrence.term, |pair| pair.0)
                && !found.contains(&at)
            {
                found.push(at);
                counts[at].1 += 1;
            }
            if before.binary_search(&u64::from(occurrence.term)).is_ok() {
                now = Some(occurrence.position);
            }
        });
    }
    counts
}

/// The terms that begin with a folded word and are in most articles.
fn beginning_with(reader: &impl IndexReader, folded: &str) -> Vec<Completion> {
    let mut terms = reader.terms_with(folded);
    terms.end = terms.end.min(terms.start.saturating_add(MAX_SCANNED));
    let mut completions = Vec::new();
    reader.continuations(folded, terms, MAX_COMPARED, &mut |term| {
        let key = [folded.as_bytes(), term.rest].concat();
        let (folded, exact) = forms(&key);
        let Ok(exact) = std::str::from_utf8(exact) else { return };
        completions.push(Completion {
            folded: folded.to_vec(),
            exact: exact.to_string(),
            agrees: true,
            documents: term.documents,
            together: term.documents,
            following: term.documents,
            ordinal: term.ordinal,
        });
    });
    completions
}

/// True when a form has the letters that were typed and at least their marks: both `nọ` and `nô`
/// are on the way to `nội`.
fn agrees(form: &str, typed: &str) -> bool {
    let mut form = form.chars();
    typed.chars().all(|typed| form.find(|&c| c == typed || !is_mark(c)) == Some(typed))
}
