//! `kwic eval`: relevance and speed on a judged collection.
use std::collections::HashSet;
use std::io::Write;
use std::path::Path;
use std::time::Instant;

use indicatif::HumanCount;
use kwic::{DocId, Index, Query, SearchOptions};
use serde::Serialize;

use crate::args::EvalArgs;
use crate::dataset::{Dataset, JudgedQuery};
use crate::metrics::{self, RECALL_DEPTH, Scores};
use crate::terminal::{bar, count, note, print_json, spinner};
use crate::trec::{Retrieved, Run};
use crate::{CliError, Outcome, golden, index};

pub(crate) fn run(args: &EvalArgs, out: &mut dyn Write) -> Result<Outcome, CliError> {
    if !args.golden.is_empty() {
        return golden::run(args, out);
    }
    let several = args.inputs.len() > 1;
    for (option, path) in [("--queries", &args.queries), ("--run", &args.run)] {
        if several && path.is_some() {
            return Err(CliError::OneCollection { option });
        }
    }
    let mut reports = Vec::new();
    for dataset in &args.inputs {
        let report = measure(args, dataset)?;
        if !args.json {
            report.print(out)?;
            // A long one may follow.
            out.flush()?;
        }
        reports.push(report);
    }
    match &reports[..] {
        _ if !args.json => {}
        [report] => print_json(out, report)?,
        reports => print_json(out, &reports)?,
    }
    Ok(Outcome::Yes)
}

fn measure<'a>(args: &EvalArgs, folder: &'a Path) -> Result<Report<'a>, CliError> {
    let dataset = Dataset::read(folder, args.queries.as_deref())?;
    let spinner = spinner("reading the collection");
    let bytes = index::compile(&[&dataset.documents], &spinner)?;
    spinner.finish_and_clear();
    let index = index::open(&dataset.documents, &bytes)?;
    warn(args, &dataset, &index);

    let options =
        SearchOptions { limit: args.limit, prefix: args.prefix, ..SearchOptions::default() };
    let bar = bar("searching", dataset.queries.len());
    let (run, times) = ask(&index, &dataset.queries, &options, || bar.inc(1));
    bar.finish_and_clear();
    if let Some(path) = &args.run {
        run.write(path)?;
    }
    Ok(Report {
        dataset: folder,
        articles: index.info().articles,
        index_bytes: bytes.len(),
        queries: dataset.queries.len(),
        queries_without_judgments: dataset.unjudged,
        limit: args.limit,
        prefix: args.prefix,
        scores: Scores::mean(&score(&run, &dataset.queries)),
        milliseconds: Milliseconds::of(&times),
    })
}

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
        index.searcher().search(&Query::parse(&query.text), options);
    }
    let mut run = Run::default();
    let mut times = Vec::with_capacity(queries.len());
    for query in queries {
        let start = Instant::now();
        let found = index.searcher().search(&Query::parse(&query.text), options);
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

fn warn(args: &EvalArgs, dataset: &Dataset, index: &Index<'_>) {
    if dataset.unasked > 0 {
        note(format_args!("warning: {} judged queries have no text", dataset.unasked));
    }
    let ids = (0..).map_while(|doc| index.article(DocId(doc))).map(|article| article.id);
    let absent = dataset.relevant_but_absent(&ids.collect::<HashSet<_>>());
    if absent > 0 {
        note(format_args!("warning: {absent} relevant documents are not in the collection"));
    }
    if args.limit < RECALL_DEPTH {
        note(format_args!(
            "warning: with --limit {} no more than that counts for recall@{RECALL_DEPTH}",
            args.limit
        ));
    }
}

#[derive(Serialize)]
struct Milliseconds {
    mean: f64,
    p50: f64,
    p95: f64,
    p99: f64,
}

impl Milliseconds {
    fn of(times: &[f64]) -> Milliseconds {
        Milliseconds {
            mean: metrics::mean(times.iter().copied()),
            p50: metrics::percentile(times, 50.0),
            p95: metrics::percentile(times, 95.0),
            p99: metrics::percentile(times, 99.0),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Report<'a> {
    dataset: &'a Path,
    articles: usize,
    index_bytes: usize,
    queries: usize,
    queries_without_judgments: usize,
    limit: usize,
    prefix: bool,
    #[serde(flatten)]
    scores: Scores,
    milliseconds: Milliseconds,
}

impl Report<'_> {
    fn print(&self, out: &mut dyn Write) -> Result<(), CliError> {
        let Report { scores, milliseconds: ms, .. } = self;
        writeln!(
            out,
            "{}: {}, {} judged queries ({} more without a relevant document)",
            self.dataset.display(),
            count(self.articles, "article"),
            HumanCount(self.queries as u64),
            HumanCount(self.queries_without_judgments as u64),
        )?;
        writeln!(out, "nDCG@10       {:.4}", scores.ndcg)?;
        writeln!(out, "MAP           {:.4}", scores.average_precision)?;
        writeln!(out, "recall@100    {:.4}", scores.recall)?;
        writeln!(out, "MRR           {:.4}", scores.reciprocal_rank)?;
        writeln!(
            out,
            "ms per query  {:.3} mean, {:.3} p50, {:.3} p95, {:.3} p99",
            ms.mean, ms.p50, ms.p95, ms.p99
        )?;
        Ok(())
    }
}
