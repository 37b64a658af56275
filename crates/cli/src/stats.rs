//! `kwic stats`: what an index holds and where its bytes go.
use std::io::Write;
use std::path::Path;

use indicatif::HumanCount;
use serde::Serialize;

use crate::args::StatsArgs;
use crate::brotli::compressed;
use crate::error::CliError;
use crate::index;
use crate::outcome::Outcome;
use crate::terminal::{bar, count, print_json};

/// The name of what stands before the sections: label, version and table of sections.
const HEADER: &str = "(header)";

pub(crate) fn run(args: &StatsArgs, out: &mut dyn Write) -> Result<Outcome, CliError> {
    let bytes = index::read(&args.index)?;
    let index = index::open(&args.index, &bytes)?;
    let info = index.info();
    let sections = with_header(index.sections(), &bytes);
    let bar = bar("compressing", sections.len() + 1);
    let sections = sections
        .into_iter()
        .map(|(name, section)| {
            bar.inc(1);
            SectionSize::of(name, section)
        })
        .collect::<Result<Vec<_>, _>>()?;
    let whole = SectionSize::of("whole file", &bytes)?;
    bar.finish_and_clear();
    let report = StatsReport {
        file: &args.index,
        articles: info.articles,
        terms: info.terms,
        languages: &info.languages,
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

/// The sections after the header, so that they add up to the file.
fn with_header<'a>(
    sections: Vec<(&'static str, &'a [u8])>,
    bytes: &'a [u8],
) -> Vec<(&'static str, &'a [u8])> {
    let held: usize = sections.iter().map(|(_, section)| section.len()).sum();
    let header = &bytes[..bytes.len().saturating_sub(held)];
    [(HEADER, header)].into_iter().chain(sections).collect()
}

#[derive(Serialize)]
struct StatsReport<'a> {
    file: &'a Path,
    articles: usize,
    terms: usize,
    languages: &'a [String],
    version: &'static str,
    sections: Vec<SectionSize>,
    /// The sum of the sections, each compressed on its own.
    total: SectionSize,
    /// The file compressed in one piece.
    whole: SectionSize,
}

#[derive(Serialize)]
struct SectionSize {
    name: &'static str,
    bytes: usize,
    brotli: usize,
}

impl SectionSize {
    fn of(name: &'static str, bytes: &[u8]) -> Result<SectionSize, CliError> {
        Ok(SectionSize {
            name,
            bytes: bytes.len(),
            brotli: compressed(bytes).map_err(|source| CliError::Compress { source })?,
        })
    }
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
        Ok(())
    }
}

/// Per cent that `part` is of `whole`.
fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn header_and_sections_give_the_file_back() {
        let sections = vec![("a", &b"AA"[..]), ("b", b"BBB")];
        let sections = with_header(sections, b"headAABBB");
        assert_eq!(sections, [(HEADER, &b"head"[..]), ("a", b"AA"), ("b", b"BBB")]);
    }

    #[test]
    fn repetition_is_compressed_and_an_empty_section_stays_almost_empty() {
        assert!(compressed(&[b'a'; 10_000]).unwrap() < 30);
        assert!(compressed(&[]).unwrap() <= 1);
    }
}
