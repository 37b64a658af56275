//! `kwic compare`: runs over one judged collection, with a paired test.
use std::io::Write;
use std::path::Path;

use kwic_eval::dataset::Dataset;
use kwic_eval::metrics::{Scores, mean};
use kwic_eval::retrieval::score;
use kwic_eval::significance::Comparison;
use kwic_eval::trec::Run;
use serde::Serialize;

use crate::args::CompareArgs;
use crate::terminal::print_json;
use crate::{CliError, Outcome};

/// Where a measure stands in the scores of a query.
type Value = fn(&Scores) -> f64;

/// What is compared.
const MEASURES: [(&str, Value); 2] =
    [("nDCG@10", |scores| scores.ndcg), ("MAP", |scores| scores.average_precision)];

pub(crate) fn run(args: &CompareArgs, out: &mut dyn Write) -> Result<Outcome, CliError> {
    let dataset = Dataset::read(&args.dataset, None)?;
    let a = score(&Run::read(&args.a)?, &dataset.queries);
    let mut reports = Vec::new();
    for path in &args.b {
        let b = score(&Run::read(path)?, &dataset.queries);
        reports.push(Report {
            a: &args.a,
            b: path,
            queries: dataset.queries.len(),
            permutations: args.permutations,
            seed: args.seed,
            measures: MEASURES.map(|(name, value)| measure(args, name, value, &a, &b)),
        });
    }
    match &reports[..] {
        [report] if args.json => print_json(out, report)?,
        reports if args.json => print_json(out, &reports)?,
        reports => reports.iter().try_for_each(|report| report.print(out))?,
    }
    Ok(Outcome::Yes)
}

fn measure(
    args: &CompareArgs,
    name: &'static str,
    value: Value,
    a: &[Scores],
    b: &[Scores],
) -> Measure {
    let pairs: Vec<_> = a.iter().map(value).zip(b.iter().map(value)).collect();
    let comparison = Comparison::of(&pairs, args.permutations, args.seed);
    Measure {
        name,
        a: mean(a.iter().map(value)),
        b: mean(b.iter().map(value)),
        difference: comparison.difference,
        p: comparison.p,
        better: comparison.better,
        worse: comparison.worse,
        equal: comparison.equal,
    }
}

#[derive(Serialize)]
struct Report<'a> {
    a: &'a Path,
    b: &'a Path,
    queries: usize,
    permutations: u32,
    seed: u64,
    measures: [Measure; 2],
}

/// One measure; `better`, `worse` and `equal` count queries of B.
#[derive(Serialize)]
struct Measure {
    name: &'static str,
    a: f64,
    b: f64,
    difference: f64,
    p: f64,
    better: usize,
    worse: usize,
    equal: usize,
}

impl Report<'_> {
    fn print(&self, out: &mut dyn Write) -> Result<(), CliError> {
        writeln!(out, "A  {}", self.a.display())?;
        writeln!(out, "B  {}", self.b.display())?;
        writeln!(
            out,
            "{} judged queries, paired randomisation test, {} permutations, seed {}",
            self.queries, self.permutations, self.seed
        )?;
        writeln!(out, "             A       B    B - A       p    B better / worse / equal")?;
        for Measure { name, a, b, difference, p, better, worse, equal } in &self.measures {
            writeln!(
                out,
                "{name:<8} {a:.4}  {b:.4}  {difference:+.4}  {p:.4}    {better} / {worse} / {equal}"
            )?;
        }
        Ok(())
    }
}
