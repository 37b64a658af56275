//! The queries of a judged collection, searched in an index.
use std::time::Instant;

use kwic::{Hits, Index, Query, SearchOptions};

use crate::dataset::JudgedQuery;
use crate::trec::{Retrieved, Run};

/// What an index retrieved for each query, and how long that took.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Retrieval {
    /// The ranking of every query.
    pub run: Run,
    /// Milliseconds of each query, in the order of the queries: from the text of the query to its
    /// hits, without snippets.
    pub milliseconds: Vec<f64>,
}

impl Retrieval {
    /// Searches every query and calls `searched` after each. The first query is searched once before
    /// the measuring starts: what an index decodes only once, at its first search, is part of opening
    /// a page and of no single query.
    pub fn of(
        index: &Index<'_>,
        queries: &[JudgedQuery],
        options: &SearchOptions,
        mut searched: impl FnMut(),
    ) -> Retrieval {
        if let Some(query) = queries.first() {
            index.searcher().search(&Query::parse(&query.text), options);
        }
        let mut retrieval = Retrieval::default();
        for query in queries {
            let start = Instant::now();
            let found = index.searcher().search(&Query::parse(&query.text), options);
            retrieval.milliseconds.push(start.elapsed().as_secs_f64() * 1000.0);
            retrieval.run.rankings.insert(query.id.clone(), ranking(index, &found));
            searched();
        }
        retrieval
    }
}

/// The hits by the ids that the collection has for its documents.
fn ranking(index: &Index<'_>, found: &Hits) -> Vec<Retrieved> {
    let retrieved = |hit: &kwic::Hit| {
        let document = index.article(hit.doc)?.id;
        Some(Retrieved { document, score: hit.score })
    };
    found.hits.iter().filter_map(retrieved).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::Judgments;
    use kwic_indexer::Document;

    #[test]
    fn every_query_gets_a_ranking_of_document_ids_and_a_time() {
        let document = |id: &str, title: &str| Document {
            id: id.into(),
            title: title.into(),
            ..Document::default()
        };
        let documents = [document("d1", "Zebra"), document("d2", "Walrus")];
        let bytes = kwic_indexer::build(&documents).unwrap();
        let index = Index::open(&bytes).unwrap();
        let queries = [("q1", "walrus"), ("q2", "okapi")].map(|(id, text)| JudgedQuery {
            id: id.into(),
            text: text.into(),
            judgments: Judgments::new(),
        });
        let mut searched = 0;
        let retrieval =
            Retrieval::of(&index, &queries, &SearchOptions::default(), || searched += 1);
        assert_eq!((searched, retrieval.milliseconds.len()), (2, 2));
        assert_eq!(retrieval.run.ranking("q1").collect::<Vec<_>>(), ["d2"]);
        assert_eq!(retrieval.run.ranking("q2").count(), 0);
    }
}
