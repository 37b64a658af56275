//! Milliseconds of each query of a list, natively: `cargo xtask bench latency` runs it.
//!
//! Arguments are an index and a file with a JSON list of texts. The output is one JSON object: for
//! `search` (a query to its ten hits) and `page` (the same and the snippets of the ten) a list of
//! milliseconds, one a query, each the median of several rounds after one that is not measured.

use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::time::Instant;

use kwic::{Index, Query, SearchOptions};
use serde_json::json;

const ROUNDS: usize = 5;
/// Characters of a snippet, as the element of the page asks for.
const SNIPPET: usize = 200;

fn main() -> Result<(), Box<dyn Error>> {
    // Cargo adds an option of its own.
    let files: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).collect();
    let [index, queries] = &files[..] else {
        return Err(
            "name an index and a list of queries, or run `cargo xtask bench latency`".into()
        );
    };
    let bytes = fs::read(index)?;
    let index = Index::open(&bytes)?;
    let queries: Vec<String> = serde_json::from_slice(&fs::read(queries)?)?;
    let search = median_of_rounds(&queries, |query| {
        black_box(index.searcher().search(&Query::parse(query), &SearchOptions::default()));
    });
    let page = median_of_rounds(&queries, |text| {
        let query = Query::parse(text);
        for hit in index.searcher().search(&query, &SearchOptions::default()).hits {
            black_box(index.searcher().snippet(hit.doc, &query, SNIPPET));
        }
    });
    println!("{}", json!({ "search": search, "page": page }));
    Ok(())
}

fn median_of_rounds(queries: &[String], mut ask: impl FnMut(&str)) -> Vec<f64> {
    let mut times: Vec<Vec<f64>> = vec![Vec::new(); queries.len()];
    for round in 0..=ROUNDS {
        for (query, times) in queries.iter().zip(&mut times) {
            let started = Instant::now();
            ask(query);
            if round > 0 {
                times.push(started.elapsed().as_secs_f64() * 1000.0);
            }
        }
    }
    let median = |mut times: Vec<f64>| {
        times.sort_by(f64::total_cmp);
        times[times.len() / 2]
    };
    times.into_iter().map(median).collect()
}
