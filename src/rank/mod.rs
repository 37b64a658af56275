//! Ranking: adds up the frequencies of each concept, the rarest first, and takes the best articles.

pub(crate) mod accumulator_pool;
pub(crate) mod bm25f;
pub(crate) mod facets;
pub(crate) mod filter;
mod found;
pub(crate) mod hit;
mod max_score;
mod name;
pub(crate) mod norms;
pub(crate) mod phrase;
mod proximity;
pub(crate) mod recency;
mod scoring;
mod term_set;
pub(crate) mod title;

use kwic_core::small::sort::{first_of, keep, keep_first};
use kwic_postings::accumulators::Accumulators;
use kwic_postings::top_k::sort_set;

use accumulator_pool::AccumulatorPool;
use facets::facets;
use filter::{allowed, only};
use hit::{Hit, Hits};
use max_score::{Limits, ROUNDING};
use proximity::{Neighbours, in_syllables};
use scoring::{Matches, Scoring, score};
use title::TypedTitle;

use crate::article::DocId;
use crate::expand::concept::Expanded;
use crate::index_reader::IndexReader;
use crate::options::{SearchOptions, Sort};

/// This many hits are ranked with the positions of their words too. It is the same number for every
/// page of the hits, so that they come in one order.
const RERANKED: usize = 128;

/// A title with less of the query is not looked at word by word.
const MIN_TITLE_SHARE: f32 = 0.3;

/// The best articles for a query.
pub(crate) fn search(
    reader: &impl IndexReader,
    pool: &AccumulatorPool,
    expanded: &Expanded,
    options: &SearchOptions,
) -> Hits {
    let languages = &reader.names().languages;
    let preferred =
        languages.iter().copied().find(|&lang| options.prefer_lang.as_deref() == Some(lang));
    let is_lang = |(name, values): &(String, Vec<String>)| name == "lang" && !values.is_empty();
    let Some(preferred) = preferred.filter(|_| {
        let any = !options.filters.iter().any(is_lang);
        languages.len() > 1 && any && options.sort == Sort::Relevance
    }) else {
        return search_alike(reader, pool, expanded, options);
    };
    // First all that are in the language, then all others.
    let search = |lang: Vec<String>, offset: usize, limit: usize| {
        let facets = options.facets && limit == 0;
        let mut options = SearchOptions { offset, limit, facets, ..options.clone() };
        options.filters.push(("lang".to_string(), lang));
        search_alike(reader, pool, expanded, &options)
    };
    let mut hits = search(vec![preferred.to_owned()], options.offset, options.limit.max(1));
    hits.hits.truncate(options.limit);
    let others = languages.iter().filter(|&&lang| lang != preferred).map(ToString::to_string);
    let offset = options.offset.saturating_sub(hits.total);
    let left = options.limit - hits.hits.len();
    let mut rest = search(others.collect(), offset, left.max(1));
    rest.hits.truncate(left);
    hits.hits.append(&mut rest.hits);
    hits.total += rest.total;
    hits.facets = if options.facets { search(Vec::new(), 0, 0).facets } else { None };
    hits
}

/// The best articles for a query, in whatever language.
fn search_alike(
    reader: &impl IndexReader,
    pool: &AccumulatorPool,
    expanded: &Expanded,
    options: &SearchOptions,
) -> Hits {
    // Facets and another order need all hits.
    let all = options.facets || options.sort == Sort::Date;
    let scoring = if all { Scoring::All } else { Scoring::Enough };
    search_scoring(reader, pool, expanded, options, scoring).0
}

/// The hits, and how many articles were scored.
pub(crate) fn search_scoring(
    reader: &impl IndexReader,
    pool: &AccumulatorPool,
    expanded: &Expanded,
    options: &SearchOptions,
    scoring: Scoring,
) -> (Hits, usize) {
    let allowed = allowed(reader, pool, expanded, &options.conditions());
    let asked = options.offset.saturating_add(options.limit);
    let limits = Limits { asked, ranked: asked.max(RERANKED) };
    let mut accumulators = pool.take(reader.documents() as usize);
    let matches = score(reader, &mut accumulators, expanded, &allowed, limits, scoring);
    let mut matching = only(&allowed, &matches.touched);
    let is_scored = expanded.concepts.iter().any(|concept| !concept.excluded);
    if let Some(allowed) = &allowed
        && !is_scored
    {
        // Exclusions and conditions alone ask for all other articles.
        matching.add(allowed);
    }
    let total = match &matches.candidates {
        None => matching.count(),
        Some(candidates) => only(&allowed, candidates.all()).count(),
    };
    let facets = options.facets.then(|| facets(reader.attributes(), &matching));
    let days = if options.sort == Sort::Date { &reader.attributes().days[..] } else { &[] };
    let day = |hit: &Hit| days.get(hit.doc.0 as usize).copied().flatten();
    let order: &dyn Fn(&Hit, &Hit) -> bool = &|a, b| {
        let (days, documents) = ((day(a), day(b)), (a.doc.0, b.doc.0));
        if days.0 != days.1 || a.score != b.score {
            return (days.0, a.score) > (days.1, b.score);
        }
        match is_scored {
            true => reader.norms().is_before(documents.0, documents.1),
            false => reader.place(documents.0) < reader.place(documents.1),
        }
    };
    let is_before = |a: &Hit, b: &Hit| order(a, b);
    let coverage = &matches.coverage;
    let hit = |(document, score)| Hit { doc: DocId(document), score: f64::from(score) };
    let mut hits: Vec<Hit> = if options.sort == Sort::Date || !is_scored {
        let scored = matching.iter().map(|d| hit((d, accumulators.score(d, coverage))));
        first_of(scored, limits.ranked, is_before)
    } else {
        accumulators.best(&matching, coverage, limits.ranked).into_iter().map(hit).collect()
    };
    let reranking = Reranking::new(reader, expanded, &matches, &accumulators, &hits);
    let reranked = hits.len().min(RERANKED);
    let in_two = options.sort != Sort::Date && !reranking.neighbours.in_syllables;
    let mut rest = hits.split_off(reranked);
    let mut others = hits.split_off(if in_two { asked.min(reranked) } else { reranked });
    reranking.rerank(&mut hits);
    if in_two {
        // The others are ranked again only where they can come before the last of these.
        let last = hits.iter().map(|hit| hit.score).fold(f64::INFINITY, f64::min);
        keep(&mut others, &mut |hit| reranking.most(hit) >= last);
        reranking.rerank(&mut others);
    }
    hits.append(&mut others);
    hits.append(&mut rest);
    pool.give_back(accumulators, &matches.touched);
    keep_first(&mut hits, asked, is_before);
    let hits = hits.split_off(options.offset.min(hits.len()));
    (Hits { hits, total, suggestion: None, facets }, matches.touched.count())
}

/// What only the positions of words tell: proximity, and titles that are the query or begin with it.
struct Reranking<'r, R> {
    reader: &'r R,
    matches: &'r Matches<'r>,
    accumulators: &'r Accumulators,
    neighbours: Neighbours<'r>,
    typed: TypedTitle<'r>,
}

impl<'r, R: IndexReader> Reranking<'r, R> {
    fn new(
        reader: &'r R,
        expanded: &'r Expanded,
        matches: &'r Matches<'r>,
        accumulators: &'r Accumulators,
        hits: &[Hit],
    ) -> Reranking<'r, R> {
        let Matches { idfs, several, .. } = matches;
        let in_syllables = in_syllables(reader, hits.iter().take(RERANKED).map(|hit| hit.doc.0));
        let concepts = if hits.is_empty() { &[] } else { &expanded.concepts[..] };
        let neighbours = Neighbours::new(reader, concepts, idfs, several, in_syllables);
        let typed = TypedTitle::new(reader, expanded);
        Reranking { reader, matches, accumulators, neighbours, typed }
    }

    /// True where a title may begin with the query: one that does has most of its words.
    fn may_begin(&self, document: u32) -> bool {
        self.accumulators.title_share(document, &self.matches.coverage) > MIN_TITLE_SHARE
    }

    /// What the score of a hit can be at most, where articles are not written in syllables.
    fn most(&self, hit: &Hit) -> f64 {
        let title = if self.may_begin(hit.doc.0) { bm25f::EXACT_TITLE } else { bm25f::HEADING };
        hit.score * f64::from(bm25f::max_gain(false, title) * ROUNDING)
    }

    /// Raises the scores of hits.
    fn rerank(&self, hits: &mut [Hit]) {
        let mut documents: Vec<u64> = hits.iter().map(|hit| hit.doc.0.into()).collect();
        sort_set(&mut documents);
        let proximity = self.neighbours.proximity(self.reader, &documents);
        for hit in hits {
            let document = hit.doc.0;
            let factors = self.reader.recency();
            let factor = factors.and_then(|factors| factors.get(document as usize));
            let recency = f64::from(factor.copied().unwrap_or(1.0));
            hit.score += proximity.gain(document, hit.score / recency) * recency;
            let heading = if proximity.has_heading(document) { bm25f::HEADING } else { 1.0 };
            let title = match self.may_begin(document) {
                true => self.typed.factor(self.reader, document),
                false => 1.0,
            };
            hit.score *= f64::from(title.max(heading));
        }
    }
}
