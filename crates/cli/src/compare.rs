//! `kwic compare`: runs over one judged collection, with a paired test.
use std::io::Write;
use std::path::Path;

use kwic_eval::{Dataset, MeasureComparison, PairedTest, Run, Scores, compare};
use serde::Serialize;

use crate::args::CompareArgs;
use crate::error::CliError;
use crate::outcome::Outcome;
use crate::terminal::print_json;

pub(crate) fn run(args: &CompareArgs, out: &mut dyn Write) -> Result<Outcome, CliError> {
    let dataset = Dataset::read(&args.dataset, None)?;
    let a = Scores::of_run(&Run::read(&args.a)?, &dataset.queries);
    let mut reports = Vec::new();
    for path in &args.b {
        let b = Scores::of_run(&Run::read(path)?, &dataset.queries);
        reports.push(CompareReport {
            a: &args.a,
            b: path,
            queries: dataset.queries.len(),
            permutations: args.permutations,
            seed: args.seed,
            measures: compare(&a, &b, args.permutations, args.seed),
        });
    }
    match &reports[..] {
        [report] if args.json => print_json(out, report)?,
        reports if args.json => print_json(out, &reports)?,
        reports => reports.iter().try_for_each(|report| report.print(out))?,
    }
    Ok(Outcome::Yes)
}

/// What is printed of two runs; `better`, `worse` and `equal` count queries of B.
#[derive(Serialize)]
struct CompareReport<'a> {
    a: &'a Path,
    b: &'a Path,
    queries: usize,
    permutations: u32,
    seed: u64,
    measures: [MeasureComparison; 2],
}

impl CompareReport<'_> {
    fn print(&self, out: &mut dyn Write) -> Result<(), CliError> {
        writeln!(out, "A  {}", self.a.display())?;
        writeln!(out, "B  {}", self.b.display())?;
        writeln!(
            out,
            "{} judged queries, paired randomisation test, {} permutations, seed {}",
            self.queries, self.permutations, self.seed
        )?;
        writeln!(out, "             A       B    B - A       p    B better / worse / equal")?;
        for MeasureComparison { name, a, b, test } in &self.measures {
            let PairedTest { difference, p, better, worse, equal } = test;
            writeln!(
                out,
                "{name:<8} {a:.4}  {b:.4}  {difference:+.4}  {p:.4}    {better} / {worse} / {equal}"
            )?;
        }
        Ok(())
    }
}
