//! What was found out about a site: faults with their mend, and what is in order.

use std::io::Write;

use serde::Serialize;

use crate::error::CliError;
use crate::terminal::{count, plain, print_json};

/// Places that a person is shown of one fault.
const MAX_SHOWN: usize = 5;
/// Places that are kept of one fault.
const MAX_KEPT: usize = 1_000;

/// How much a fault matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Level {
    /// The search does not work for some reader.
    Error,
    /// It works, but slower than it could, or only as long as nothing changes.
    Warning,
}

/// What is wrong in one way, and why.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fault {
    pub(crate) level: Level,
    /// The name of the check, for programs.
    pub(crate) check: &'static str,
    pub(crate) why: &'static str,
}

impl Fault {
    pub(crate) const fn error(check: &'static str, why: &'static str) -> Self {
        Self { level: Level::Error, check, why }
    }

    pub(crate) const fn warning(check: &'static str, why: &'static str) -> Self {
        Self { level: Level::Warning, check, why }
    }

    /// The same fault where it does less harm.
    pub(crate) const fn at(self, level: Level) -> Self {
        Self { level, ..self }
    }
}

/// A fault, and where it is.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Finding {
    level: Level,
    check: &'static str,
    /// Files or urls.
    places: Vec<String>,
    /// How many places there are beside these.
    #[serde(skip_serializing_if = "is_none")]
    more: usize,
    what: String,
    why: &'static str,
    mend: String,
}

/// See the [module](self).
#[derive(Debug, Default, Serialize)]
pub(crate) struct Report {
    /// What was looked at, as it was named.
    pub(crate) site: String,
    errors: usize,
    warnings: usize,
    findings: Vec<Finding>,
    ok: Vec<String>,
}

impl Report {
    /// A report about the site of this name.
    pub(crate) fn of(site: &str) -> Report {
        Report { site: site.to_owned(), ..Report::default() }
    }

    /// Adds what is wrong with `place`. What is wrong with several places in the same way is one finding.
    pub(crate) fn add(
        &mut self,
        fault: Fault,
        place: impl Into<String>,
        what: impl Into<String>,
        mend: impl Into<String>,
    ) {
        let (what, mend, place) = (what.into(), mend.into(), place.into());
        let Fault { level, check, why } = fault;
        let is_same = |other: &&mut Finding| {
            (other.level, other.check, &other.what, &other.mend) == (level, check, &what, &mend)
        };
        if let Some(same) = self.findings.iter_mut().find(is_same) {
            match same.places.contains(&place) {
                true => {}
                false if same.places.len() < MAX_KEPT => same.places.push(place),
                false => same.more += 1,
            }
            return;
        }
        match level {
            Level::Error => self.errors += 1,
            Level::Warning => self.warnings += 1,
        }
        self.findings.push(Finding { level, check, places: vec![place], more: 0, what, why, mend });
    }

    /// Adds what is in order.
    pub(crate) fn ok(&mut self, what: impl Into<String>) {
        let what = what.into();
        if !self.ok.contains(&what) {
            self.ok.push(what);
        }
    }

    pub(crate) fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// How many faults there are by now.
    pub(crate) fn faults(&self) -> usize {
        self.errors + self.warnings
    }

    pub(crate) fn print(
        &mut self,
        is_for_programs: bool,
        out: &mut dyn Write,
    ) -> Result<(), CliError> {
        self.findings.sort_by_key(|finding| finding.level);
        if is_for_programs {
            return print_json(out, self);
        }
        for Finding { level, places, more, what, why, mend, .. } in &self.findings {
            let level = match level {
                Level::Error => "error",
                Level::Warning => "warning",
            };
            let mut place = places[..places.len().min(MAX_SHOWN)].join(", ");
            let more = more + places.len().saturating_sub(MAX_SHOWN);
            if more > 0 {
                place = format!("{place} and {more} more");
            }
            writeln!(out, "{level}: {}: {}", plain(&place), plain(what))?;
            writeln!(out, "  why: {why}")?;
            writeln!(out, "  mend: {}", plain(mend))?;
        }
        for line in &self.ok {
            writeln!(out, "ok: {}", plain(line))?;
        }
        writeln!(out, "{}, {}", count(self.errors, "error"), count(self.warnings, "warning"))?;
        Ok(())
    }
}

fn is_none(more: &usize) -> bool {
    *more == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    const SLOW: Fault = Fault::warning("slow", "it takes long");
    const GONE: Fault = Fault::error("gone", "nobody finds it");

    #[test]
    fn a_fault_at_very_many_places_is_counted() {
        let mut report = Report::default();
        for place in 0..MAX_KEPT + 7 {
            report.add(GONE, place.to_string(), "is gone", "bring it back");
        }
        let json = serde_json::to_value(&report).unwrap();
        assert_eq!(
            (json["errors"].as_u64(), json["findings"][0]["more"].as_u64()),
            (Some(1), Some(7))
        );
    }

    #[test]
    fn the_same_fault_at_several_places_is_one_finding_and_errors_come_first() {
        let mut report = Report::default();
        for place in ["a", "b", "a", "c\u{1b}", "d", "e", "f", "g"] {
            report.add(SLOW, place, "is slow", "hurry");
        }
        report.add(GONE, "h", "is gone", "bring it back");
        report.ok("all else");
        let mut out = Vec::new();
        report.print(false, &mut out).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "error: h: is gone\n  why: nobody finds it\n  mend: bring it back\n\
             warning: a, b, c , d, e and 2 more: is slow\n  why: it takes long\n  mend: hurry\n\
             ok: all else\n1 error, 1 warning\n"
        );
    }
}
