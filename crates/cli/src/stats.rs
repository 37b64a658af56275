//! `kwic stats`: what an index holds and where its bytes go.
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use indicatif::HumanCount;
use kwic::{Count, Facet, Facets};
use serde::{Serialize, Serializer};

use crate::args::StatsArgs;
use crate::error::CliError;
use crate::index;
use crate::outcome::Outcome;
use crate::section_size::{self, SectionSize};
use crate::split_folder::SplitFolder;
use crate::terminal::{bar, count, print_json};
use crate::{output_file, report};

/// Values of a facet that are named; `--json` has all.
const MAX_SHOWN: usize = 10;

pub(crate) fn run(args: &StatsArgs, out: &mut dyn Write) -> Result<Outcome, CliError> {
    if args.index.is_dir() {
        return of_split(args, out);
    }
    let bytes = index::read(&args.index)?;
    let index = index::open(&args.index, &bytes)?;
    let info = index.info();
    let bar = bar("compressing", section_size::steps(&index));
    let step = || bar.inc(1);
    if let Some(file) = &args.html {
        let page =
            report::of_index(args.index.display().to_string(), &bytes, &index, &step)?.page();
        bar.finish_and_clear();
        output_file::write(file, page.as_bytes())?;
        return Ok(Outcome::Yes);
    }
    let (sections, whole) = section_size::sizes(&bytes, &index, &step)?;
    bar.finish_and_clear();
    let report = StatsReport {
        file: &args.index,
        articles: info.articles,
        terms: info.terms,
        languages: &info.languages,
        facets: ByName(&info.facets),
        version: info.version,
        total: SectionSize {
            name: "total",
            bytes: sections.iter().map(|section| section.bytes).sum(),
            brotli: sections.iter().map(|section| section.brotli).sum(),
        },
        sections,
        whole,
    };
    if args.json {
        print_json(out, &report)?;
    } else {
        report.print(out)?;
    }
    Ok(Outcome::Yes)
}

/// What a split index holds, and where its bytes go.
fn of_split(args: &StatsArgs, out: &mut dyn Write) -> Result<Outcome, CliError> {
    if args.html.is_some() {
        return Err(CliError::NoPageOfSplit { path: args.index.clone() });
    }
    let mut site = SplitFolder::open(&args.index)?;
    let files = site.sizes()?;
    let info = site.with(|index| _ = index.info())?.info();
    let kinds: Vec<SplitKind> =
        files.into_iter().map(|(kind, files, bytes)| SplitKind { kind, files, bytes }).collect();
    let report = SplitReport {
        folder: &args.index,
        articles: info.articles,
        terms: info.terms,
        languages: &info.languages,
        version: info.version,
        files: kinds.iter().map(|kind| kind.files).sum(),
        bytes: kinds.iter().map(|kind| kind.bytes).sum(),
        kinds,
    };
    if args.json {
        print_json(out, &report)?;
        return Ok(Outcome::Yes);
    }
    writeln!(
        out,
        "{}: {}, {}, languages {}, kwic {}",
        args.index.display(),
        count(report.articles, "article"),
        count(report.terms, "term"),
        report.languages.join(" "),
        report.version
    )?;
    writeln!(out, "{:<16} {:>12} {:>12}", "files", "number", "bytes")?;
    for SplitKind { kind, files, bytes } in &report.kinds {
        writeln!(out, "{kind:<16} {files:>12} {bytes:>12}")?;
    }
    writeln!(out, "{:<16} {:>12} {:>12}", "total", report.files, report.bytes)?;
    Ok(Outcome::Yes)
}

#[derive(Serialize)]
struct SplitReport<'a> {
    folder: &'a Path,
    articles: usize,
    terms: usize,
    languages: &'a [String],
    version: &'static str,
    /// How many files the index has.
    files: usize,
    /// Their bytes as they lie there.
    bytes: u64,
    kinds: Vec<SplitKind>,
}

/// The files of one kind.
#[derive(Serialize)]
struct SplitKind {
    /// The letter of their names.
    kind: String,
    files: usize,
    bytes: u64,
}

#[derive(Serialize)]
struct StatsReport<'a> {
    file: &'a Path,
    articles: usize,
    terms: usize,
    languages: &'a [String],
    facets: ByName<'a>,
    version: &'static str,
    sections: Vec<SectionSize>,
    /// The sum of the sections, each compressed on its own.
    total: SectionSize,
    /// The file compressed in one piece.
    whole: SectionSize,
}

impl StatsReport<'_> {
    fn print(&self, out: &mut dyn Write) -> Result<(), CliError> {
        writeln!(
            out,
            "{}: {}, {}, languages {}, kwic {}",
            self.file.display(),
            count(self.articles, "article"),
            count(self.terms, "term"),
            self.languages.join(" "),
            self.version
        )?;
        writeln!(out, "{:<16} {:>12} {:>7} {:>12} {:>7}", "section", "bytes", "%", "brotli", "%")?;
        for size in self.sections.iter().chain([&self.total, &self.whole]) {
            writeln!(
                out,
                "{:<16} {:>12} {:>7.1} {:>12} {:>7.1}",
                size.name,
                HumanCount(size.bytes as u64).to_string(),
                percent(size.bytes, self.total.bytes),
                HumanCount(size.brotli as u64).to_string(),
                percent(size.brotli, self.total.brotli),
            )?;
        }
        for Facet { name, values } in &self.facets.0.0 {
            let shown: Vec<String> = values
                .iter()
                .take(MAX_SHOWN)
                .map(|Count { value, count }| format!("{value} ({count})"))
                .collect();
            let more = match values.len().saturating_sub(MAX_SHOWN) {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            if !shown.is_empty() {
                writeln!(out, "{name}: {}{more}", shown.join(", "))?;
            }
        }
        Ok(())
    }
}

/// Facets as an object: for each name its values and how many articles have them.
struct ByName<'a>(&'a Facets);

impl Serialize for ByName<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let counted = |Facet { name, values }: &'_ Facet| {
            let counts: BTreeMap<String, u32> =
                values.iter().map(|value| (value.value.clone(), value.count)).collect();
            (name.clone(), counts)
        };
        serializer.collect_map(self.0.0.iter().map(counted))
    }
}

/// Per cent that `part` is of `whole`.
fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}
