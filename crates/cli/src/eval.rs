//! `kwic eval`: relevance and speed on a judged collection.
use std::collections::HashSet;
use std::io::Write;
use std::path::Path;

use indicatif::HumanCount;
use kwic::{DocId, Index, SearchOptions};
use kwic_eval::metrics::RECALL_DEPTH;
use kwic_eval::{Dataset, KindSuccess, Latency, Retrieval, Scores};
use serde::Serialize;

use crate::args::EvalArgs;
use crate::error::CliError;
use crate::outcome::Outcome;
use crate::terminal::{bar, count, note, print_json, spinner};
use crate::{golden, index, output_file};

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
    for folder in &args.inputs {
        let report = measure(args, folder)?;
        if !args.json {
            report.print(out)?;
            // The next collection may take long.
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

fn measure<'a>(args: &EvalArgs, folder: &'a Path) -> Result<EvalReport<'a>, CliError> {
    let dataset = Dataset::read(folder, args.queries.as_deref())?;
    let spinner = spinner("reading the collection");
    let bytes = index::compile(&[&dataset.documents], &spinner)?;
    spinner.finish_and_clear();
    let index = index::open(&dataset.documents, &bytes)?;
    warn(args, &dataset, &index);

    let options =
        SearchOptions { limit: args.limit, prefix: args.prefix, ..SearchOptions::default() };
    let bar = bar("searching", dataset.queries.len());
    let retrieval = Retrieval::of(&index, &dataset.queries, &options, || bar.inc(1));
    bar.finish_and_clear();
    if let Some(path) = &args.run {
        output_file::write(path, retrieval.run.to_trec()?.as_bytes())?;
    }
    Ok(EvalReport {
        dataset: folder,
        articles: index.info().articles,
        index_bytes: bytes.len(),
        queries: dataset.queries.len(),
        queries_without_judgments: dataset.unjudged,
        limit: args.limit,
        prefix: args.prefix,
        scores: Scores::mean(&Scores::of_run(&retrieval.run, &dataset.queries)),
        kinds: KindSuccess::of_run(&retrieval.run, &dataset.queries),
        milliseconds: Latency::of(&retrieval.milliseconds),
    })
}

/// Reports on standard error what lowers the measures without being the fault of the index.
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

/// What is printed of one collection.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct EvalReport<'a> {
    dataset: &'a Path,
    articles: usize,
    index_bytes: usize,
    queries: usize,
    queries_without_judgments: usize,
    limit: usize,
    prefix: bool,
    #[serde(flatten)]
    scores: Scores,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    kinds: Vec<KindSuccess>,
    milliseconds: Latency,
}

impl EvalReport<'_> {
    fn print(&self, out: &mut dyn Write) -> Result<(), CliError> {
        let EvalReport { scores, milliseconds: ms, .. } = self;
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
        if !self.kinds.is_empty() {
            writeln!(out, "{:<14}queries  first  in 3   in 10", "kind")?;
        }
        for KindSuccess { kind, queries, success: [first, three, ten] } in &self.kinds {
            writeln!(out, "{kind:<14}{queries:>7}  {first:.3}  {three:.3}  {ten:.3}")?;
        }
        Ok(())
    }
}
