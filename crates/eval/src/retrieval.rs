//! The queries of a judged collection, asked of an index.
use std::time::Instant;

use kwic::{Index, Query, SearchOptions};

use crate::dataset::JudgedQuery;
use crate::metrics::Scores;
use crate::trec::{Retrieved, Run};

/// Searches every query: what was retrieved, and the milliseconds of each query from its text to its
/// hits. `asked` is called after each. One search goes before, unmeasured: what an index decodes once,
/// at its first search, is part of opening a page and not of each query.
pub fn ask(
    index: &Index<'_>,
    queries: &[JudgedQuery],
    options: &SearchOptions,
    mut asked: impl FnMut(),
) -> (Run, Vec<f64>) {
    if let Some(query) = queries.first() {
        index.search(&Query::parse(&query.text), options);
    }
    let mut run = Run::default();
    let mut times = Vec::with_capacity(queries.len());
    for query in queries {
        let start = Instant::now();
        let found = index.search(&Query::parse(&query.text), options);
        times.push(start.elapsed().as_secs_f64() * 1000.0);
        let retrieved = |hit: &kwic::Hit| {
            let document = index.article(hit.doc)?.id;
            Some(Retrieved { document, score: hit.score })
        };
        let ranking = found.hits.iter().filter_map(retrieved).collect();
        run.rankings.insert(query.id.clone(), ranking);
        asked();
    }
    (run, times)
}

/// The measures of each query, in order; a query that the run does not have scores 0.
pub fn score(run: &Run, queries: &[JudgedQuery]) -> Vec<Scores> {
    queries.iter().map(|query| Scores::of(run.ranking(&query.id), &query.judgments)).collect()
}
