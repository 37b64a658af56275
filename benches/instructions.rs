//! Each hot path once, for a program that counts instructions: `cargo xtask bench instructions` runs it.
//!
//! Callgrind counts within [`path`] only and writes its count whenever it is left. The output is the names
//! of the paths, a line each, in the order in which they were run.

mod site;

use std::hint::black_box;

use kwic::{Index, Query, SearchOptions};
use kwic_core::text::tokens;

use site::Site;

/// Fewer than in the benchmarks of time: all of it runs fifty times slower than it does alone.
const GENERATED: usize = 100;
/// Long pages, each of which has as much as ten of those.
const LONG: usize = 40;
/// Characters of a snippet, as the element of the page asks for.
const SNIPPET: usize = 200;

/// What is counted. Its name is known to the command that runs this program.
#[inline(never)]
fn path<T>(work: impl FnOnce() -> T) {
    black_box(work());
}

fn main() {
    // The name of a site leaves the others out.
    let only = |name: &str| std::env::args().any(|argument| argument == name);
    if !only("long") {
        paths(&Site::articles());
        paths(&Site::generated(GENERATED));
    }
    paths(&Site::long(LONG));
}

fn paths(site: &Site) {
    let done = |path: &str| println!("{} {path}", site.name);
    let options = SearchOptions::default();
    let queries = site.queries();

    path(|| {
        for text in site.texts() {
            let mut tokens = tokens(text);
            while let Some(token) = tokens.next() {
                black_box(token);
            }
        }
    });
    done("tokens");
    path(|| kwic_indexer::build(&site.documents));
    done("build");
    path(|| Index::open(&site.bytes));
    done("open");
    let index = Index::open(&site.bytes).expect("an index");
    let first = Query::parse(&queries["word"][0]);
    path(|| index.searcher().search(&first, &options));
    done("first search");
    for (kind, texts) in &queries {
        path(|| {
            for text in texts {
                black_box(index.searcher().search(&Query::parse(text), &options));
            }
        });
        done(&format!("search {kind}"));
    }
    let query = Query::parse(&queries["words"][0]);
    let hits = index.searcher().search(&query, &options).hits;
    path(|| {
        for hit in &hits {
            black_box(index.searcher().snippet(hit.doc, &query, SNIPPET));
        }
    });
    done("snippet");
}
