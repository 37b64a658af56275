//! Time of each part of the engine, natively: `cargo bench --bench engine`.

mod site;

use std::hint::black_box;

use criterion::{BatchSize, Criterion, Throughput};
use kwic::{Index, Query, SearchOptions};
use kwic_core::text::tokens;

use site::Site;

const GENERATED: usize = 2000;
/// Long pages.
const LONG: usize = 40;
/// Characters of a snippet, as the element of the page asks for.
const SNIPPET: usize = 200;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    for site in [Site::articles(), Site::generated(GENERATED), Site::long(LONG)] {
        building(&mut criterion, &site);
        searching(&mut criterion, &site);
    }
    criterion.final_summary();
}

fn building(criterion: &mut Criterion, site: &Site) {
    let mut group = criterion.benchmark_group(site.name);
    let text: u64 = site.texts().map(|text| text.len() as u64).sum();
    group.throughput(Throughput::Bytes(text));
    group.bench_function("tokens", |bencher| bencher.iter(|| count_tokens(site)));
    group.sample_size(10);
    group.bench_function("build", |bencher| bencher.iter(|| kwic_indexer::build(&site.documents)));
}

fn count_tokens(site: &Site) -> usize {
    let mut count = 0;
    for text in site.texts() {
        let mut tokens = tokens(text);
        while let Some(token) = tokens.next() {
            black_box(token);
            count += 1;
        }
    }
    count
}

fn searching(criterion: &mut Criterion, site: &Site) {
    let options = SearchOptions::default();
    let queries = site.queries();
    let mut group = criterion.benchmark_group(site.name);
    group.bench_function("open", |bencher| bencher.iter(|| Index::open(&site.bytes)));

    // The first search reads all articles, to know which word is where.
    let first = Query::parse(&queries["word"][0]);
    group.sample_size(20);
    group.bench_function("first search", |bencher| {
        let open = || Index::open(&site.bytes).expect("an index");
        bencher.iter_batched(
            open,
            |index| index.searcher().search(&first, &options),
            BatchSize::PerIteration,
        );
    });

    let index = Index::open(&site.bytes).expect("an index");
    group.sample_size(50);
    for (kind, texts) in &queries {
        group.throughput(Throughput::Elements(texts.len() as u64));
        group.bench_function(format!("search/{kind}"), |bencher| {
            bencher.iter(|| {
                for text in texts {
                    black_box(index.searcher().search(&Query::parse(text), &options));
                }
            });
        });
    }

    let query = Query::parse(&queries["words"][0]);
    let hits = index.searcher().search(&query, &options).hits;
    group.throughput(Throughput::Elements(hits.len() as u64));
    group.bench_function("snippet", |bencher| {
        bencher.iter(|| {
            for hit in &hits {
                black_box(index.searcher().snippet(hit.doc, &query, SNIPPET));
            }
        });
    });
}
