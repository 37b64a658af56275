//! `Index::search`: walk the postings of each concept, add up, keep the best.

use kwic_core::format::postings::Posting;
use kwic_core::format::{FIELDS, Field, forms};
use kwic_core::small::sort::{first_of, keep, keep_first};
use kwic_core::text::{Kind, tokens};

use crate::bound::Turn;
use crate::expand::{Concept, Expanded, Sequence};
use crate::facets::Facets;
use crate::filter::Day;
use crate::index::{DocId, Index};
use crate::query::Query;
use crate::score;
use crate::wanted::Wanted;
use kwic_postings::accumulators::{Accumulators, ConceptWeight, Coverage, TermWeight};
use kwic_postings::bit_set::BitSet;
use kwic_postings::candidates::Candidates;
use kwic_postings::top_k::sort_set;

/// Options of [`Index::search`].
///
/// The conditions on language, source, tag and date hold besides those of the query. Names are
/// compared as a whole, case and accents put aside; a name that no article has gives no hits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchOptions {
    /// Hits to return at most.
    pub limit: usize,
    /// Hits to pass over first.
    pub offset: usize,
    /// The last word of the query is a prefix, as in a search box (unless a space follows it).
    pub prefix: bool,
    /// Only articles in one of these languages, by their codes; in any when there are none here.
    pub lang: Vec<String>,
    /// Only articles from one of these sources.
    pub source: Vec<String>,
    /// Only articles with one of these tags.
    pub tag: Vec<String>,
    /// Only articles dated on this day or later.
    pub after: Option<Day>,
    /// Only articles dated before this day.
    pub before: Option<Day>,
    /// The order of the hits.
    pub sort: Sort,
    /// Whether to count the facets of all hits.
    pub facets: bool,
}

/// The order of hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// The best first.
    #[default]
    Relevance,
    /// The newest first, those without a date last; of one day, the best first.
    Date,
}

impl Default for SearchOptions {
    fn default() -> Self {
        SearchOptions {
            limit: 10,
            offset: 0,
            prefix: true,
            lang: Vec::new(),
            source: Vec::new(),
            tag: Vec::new(),
            after: None,
            before: None,
            sort: Sort::Relevance,
            facets: false,
        }
    }
}

/// One hit.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Which article.
    pub doc: DocId,
    /// Its score; larger is better; comparable within one query only.
    pub score: f64,
}

/// The answer to a query.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Hits {
    /// The first hits in the order asked for; ties in the order of articles.
    pub hits: Vec<Hit>,
    /// How many articles match in all.
    pub total: usize,
    /// What the query was probably meant to be, with words misspelt, run together or cut in two made
    /// right; `None` where that is in doubt.
    pub suggestion: Option<String>,
    /// What all articles that match have, not only those of this page, if asked for.
    pub facets: Option<Facets>,
}

/// So many hits are ranked with the places of their words too. It is the same number for every page
/// of the hits, so that they come in one order.
const RERANKED: usize = 128;

/// What one concept found.
pub(crate) struct Found {
    /// The documents that have it, and those that have a guess at it.
    pub documents: [BitSet; 2],
    /// How many documents decide how rare it is.
    holding: usize,
    idf: f32,
}

/// Which articles are scored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scoring {
    /// All that match.
    All,
    /// Those that may be among the hits that are wanted; the others are counted.
    Enough,
}

impl Index<'_> {
    /// A accumulators for all documents. It is kept from one search to the next, since most searches touch few
    /// of them; two searches at once have their own.
    pub(crate) fn take_accumulators(&self) -> Accumulators {
        let mut accumulators = match self.accumulators.try_borrow_mut() {
            Ok(mut accumulators) => std::mem::take(&mut *accumulators),
            Err(_) => Accumulators::default(),
        };
        accumulators.resize(self.count());
        accumulators
    }

    /// Gives back a accumulators of which only these documents' entries were touched.
    pub(crate) fn give_back(&self, mut accumulators: Accumulators, touched: &BitSet) {
        accumulators.clear(touched);
        if let Ok(mut place) = self.accumulators.try_borrow_mut() {
            *place = accumulators;
        }
    }

    /// The best articles for a query.
    pub fn search(&self, query: &Query, options: &SearchOptions) -> Hits {
        self.search_expanded(&self.expand(query.clone(), options.prefix), options)
    }

    pub(crate) fn search_expanded(&self, expanded: &Expanded, options: &SearchOptions) -> Hits {
        // Facets and another order need all hits.
        let all = options.facets || options.sort == Sort::Date;
        self.search_scoring(expanded, options, if all { Scoring::All } else { Scoring::Enough }).0
    }

    /// The hits, and how many articles were scored.
    pub(crate) fn search_scoring(
        &self,
        expanded: &Expanded,
        options: &SearchOptions,
        scoring: Scoring,
    ) -> (Hits, usize) {
        let count = self.count();
        let allowed = self.allowed(expanded, &options.filters());
        let says_something = |concept: &&Concept| !concept.common && !concept.excluded;
        let words = expanded.concepts.iter().filter(says_something).count();
        let wanted = options.offset.saturating_add(options.limit);
        let most = wanted.max(RERANKED);
        let mut coverage =
            Coverage { all: 0.0, floor: score::forgiven(words), factors: self.freshness() };
        let mut accumulators = self.take_accumulators();
        let mut touched = BitSet::new(count);
        // The documents that have more than one concept.
        let mut several = BitSet::new(count);
        let mut idfs: Vec<f32> = Vec::new();
        idfs.resize(expanded.concepts.len(), 0.0);
        let order = self.rarest_first(&expanded.concepts);
        let mut race: Option<Candidates> = None;
        for (number, turn) in order.iter().enumerate() {
            let concept = &expanded.concepts[turn.concept()];
            // Looking costs about as much as scoring what there is, so there has to be more.
            let may_pay = turn.idf() < self.idf(concept, touched.count());
            if may_pay && scoring == Scoring::Enough && race.is_none() {
                let rest = order[number..].iter().map(Turn::idf).sum();
                let candidates = only(&allowed, &touched);
                if self.is_decided(&accumulators, &candidates, &coverage, rest, (wanted, most)) {
                    race = Some(Candidates::new(count, &touched));
                }
            }
            let found = self.find(concept, &mut accumulators, race.as_mut());
            idfs[turn.concept()] = found.idf;
            if found.holding > 0 {
                coverage.all += found.idf;
            }
            let worth = ConceptWeight {
                idf: found.idf,
                k1: score::K1,
                inexact_share: score::GUESSED_SHARE,
            };
            let [spelled, guessed] = &found.documents;
            // No document is in both.
            several.add_common(&touched, spelled);
            several.add_common(&touched, guessed);
            accumulators.flush([spelled, guessed], worth, &mut touched);
        }
        let mut candidates = only(&allowed, &touched);
        if let Some(allowed) = &allowed
            && expanded.concepts.iter().all(|concept| concept.excluded)
        {
            candidates.add(allowed);
        }
        let total = match &race {
            None => candidates.count(),
            Some(race) => only(&allowed, race.all()).count(),
        };
        let facets = options.facets.then(|| self.facets(&candidates));
        let facts = if options.sort == Sort::Date { self.facts() } else { &[] };
        let day = |hit: &Hit| facts.get(hit.doc.0 as usize).and_then(|facts| facts.day);
        let is_before = |a: &Hit, b: &Hit| {
            let days = (day(a), day(b));
            days.0 > days.1 || (days.0 == days.1 && is_better(a, b))
        };
        let hit = |(document, score)| Hit { doc: DocId(document), score: f64::from(score) };
        let mut hits: Vec<Hit> = Vec::new();
        if options.sort == Sort::Date {
            let scored = candidates.iter().map(|d| hit((d, accumulators.score(d, &coverage))));
            hits = first_of(scored, most, is_before);
        } else {
            for best in accumulators.best(&candidates, &coverage, most) {
                hits.push(hit(best));
            }
        }
        let reranked = hits.len().min(RERANKED);
        self.rerank(expanded, &idfs, &mut hits[..reranked], &several);
        self.give_back(accumulators, &touched);
        keep_first(&mut hits, wanted, is_before);
        let hits = hits.split_off(options.offset.min(hits.len()));
        let suggestion = if total > 0 { self.suggestion(expanded) } else { None };
        (Hits { hits, total, suggestion, facets }, touched.count())
    }

    /// The idf of a concept that so many documents have.
    pub(crate) fn idf(&self, concept: &Concept, holding: usize) -> f32 {
        let idf = score::idf(self.norms().documents() as u32, holding as u32);
        if concept.common { idf * score::COMMON } else { idf }
    }

    /// Adds the frequencies of all that a concept stands for, in a race for those in it.
    pub(crate) fn find(
        &self,
        concept: &Concept,
        accumulators: &mut Accumulators,
        mut race: Option<&mut Candidates>,
    ) -> Found {
        let none = || BitSet::new(self.count());
        let mut documents = [none(), none()];
        let norms = self.norms();
        let weight = |factor| TermWeight { factor, only: concept.field };
        for (sure, documents) in [true, false].into_iter().zip(&mut documents) {
            for term in concept.terms.iter().filter(|term| term.is_close() == sure) {
                let occurrences = self.inverted().occurrences(term.ordinal);
                let race = race.as_deref_mut();
                accumulators.add(occurrences, weight(term.weight), norms, race, documents);
            }
            let is_close = |sequence: &&Sequence| sequence.weight >= score::CLOSE;
            for sequence in concept.sequences.iter().filter(|s| is_close(s) == sure) {
                self.sequence(sequence, &mut |posting| {
                    let weight = weight(sequence.weight);
                    let race = race.as_deref_mut();
                    accumulators.add_posting(posting, weight, norms, race, documents);
                    true
                });
            }
        }
        let holding = match race {
            Some(race) => race.end_concept(),
            None => match documents[0].count() {
                0 => documents[1].count(),
                spelled => spelled,
            },
        };
        Found { documents, holding, idf: self.idf(concept, holding) }
    }

    /// The documents in which terms of a sequence follow each other, as postings of a term of
    /// their own, until `each` gives false.
    pub(crate) fn sequence(&self, sequence: &Sequence, each: &mut dyn FnMut(&Posting) -> bool) {
        if let Some((word, cut)) = sequence.apart {
            for apart in self.compounds().of(word) {
                if apart.cut != cut {
                    continue;
                }
                for posting in apart.postings {
                    if posting.document as usize >= self.count() {
                        break;
                    }
                    if !each(&posting) {
                        return;
                    }
                }
            }
            return;
        }
        let mut documents: Option<BitSet> = None;
        for place in &sequence.places {
            let mut holding = BitSet::new(self.count());
            for expansion in place {
                self.inverted().add_documents(expansion.ordinal, &mut holding);
            }
            match &mut documents {
                None => documents = Some(holding),
                Some(all) => all.keep(&holding, true),
            }
        }
        let Some(documents) = documents.filter(|documents| documents.count() > 0) else { return };
        let mut wanted: Vec<(u32, usize)> = Vec::new();
        for (number, place) in sequence.places.iter().enumerate() {
            place.iter().for_each(|expansion| wanted.push((expansion.ordinal, number)));
        }
        let wanted = Wanted::new(self, wanted);
        let last = sequence.places.len().saturating_sub(1);
        // Where the terms of each place stand in a document, as position and field.
        let mut spots: Vec<Vec<(u32, Field)>> = Vec::new();
        sequence.places.iter().for_each(|_| spots.push(Vec::new()));
        for document in documents.iter() {
            spots.iter_mut().for_each(Vec::clear);
            wanted.walk(self, document, &mut |place, occurrence| {
                let here = (occurrence.position, occurrence.field);
                if spots[place].last() != Some(&here) {
                    spots[place].push(here);
                }
            });
            for place in 1..=last {
                let (before, here) = spots.split_at_mut(place);
                let (Some(before), Some(here)) = (before.last(), here.first_mut()) else { break };
                keep(here, &mut |&(position, _)| {
                    let ends = |spot: &(u32, Field)| spot.0.saturating_add(1) < position;
                    let at = before.partition_point(ends);
                    before.get(at).is_some_and(|spot| spot.0.checked_add(1) == Some(position))
                });
            }
            let mut frequencies = [0; FIELDS];
            for &(_, field) in spots.last().map_or(&[][..], Vec::as_slice) {
                frequencies[field as usize] += 1;
            }
            if frequencies != [0; FIELDS] && !each(&Posting { document, frequencies }) {
                return;
            }
        }
    }

    /// True when the terms of a sequence follow each other somewhere.
    pub(crate) fn occurs(&self, sequence: &Sequence) -> bool {
        let mut occurs = false;
        self.sequence(sequence, &mut |_| {
            occurs = true;
            false
        });
        occurs
    }

    /// Adds what only the places of words tell: neighbours in the order of the query, and titles
    /// that are the query.
    fn rerank(&self, expanded: &Expanded, idfs: &[f32], hits: &mut [Hit], several: &BitSet) {
        let mut documents: Vec<u64> = Vec::new();
        for hit in hits.iter() {
            documents.push(hit.doc.0.into());
        }
        sort_set(&mut documents);
        let gains = self.gains_by_neighbours(&expanded.concepts, idfs, &documents, several);
        let typed = expanded.typed.as_deref().unwrap_or_default();
        // Each word may be two in a title.
        let most = 2 * expanded.concepts.len() as u32 + 1;
        for hit in hits.iter_mut() {
            let factors = self.freshness();
            let factor = factors.and_then(|factors| factors.get(hit.doc.0 as usize));
            let freshness = f64::from(factor.copied().unwrap_or(1.0));
            hit.score += gains.of(hit.doc.0, hit.score / freshness) * freshness;
            if self.norms().title_length(hit.doc.0) <= most
                && self.title_may_begin(hit.doc, typed)
                && self.title_is(hit.doc, typed)
            {
                hit.score *= f64::from(score::EXACT_TITLE);
            }
        }
    }

    /// False when these folded words certainly do not begin as the title of an article does.
    fn title_may_begin(&self, doc: DocId, typed: &str) -> bool {
        let first = self.inverted().title_begins(doc.0).map(|term| self.key(term));
        first.is_none_or(|key| typed.as_bytes().starts_with(forms(&key).0))
    }

    /// True when the title of an article is these folded words run together.
    fn title_is(&self, doc: DocId, typed: &str) -> bool {
        let title = self.title(doc.0).text;
        let mut tokens = tokens(&title);
        let mut rest = typed;
        while let Some(token) = tokens.next() {
            if matches!(token.kind, Kind::Part | Kind::Last) {
                continue;
            }
            match rest.strip_prefix(token.folded) {
                Some(after) => rest = after,
                None => return false,
            }
        }
        rest.is_empty() && !typed.is_empty()
    }
}

/// Those of some documents that are allowed.
fn only(allowed: &Option<BitSet>, documents: &BitSet) -> BitSet {
    let mut documents = documents.clone();
    if let Some(allowed) = allowed {
        documents.keep(allowed, true);
    }
    documents
}

/// A position in a document, as one number that sorts by document.
pub(crate) fn spot(document: u32, position: u32) -> u64 {
    u64::from(document) << 32 | u64::from(position)
}

/// The order of hits by relevance: better first, and of equal ones the earlier article.
fn is_better(a: &Hit, b: &Hit) -> bool {
    a.score > b.score || (a.score == b.score && a.doc < b.doc)
}
