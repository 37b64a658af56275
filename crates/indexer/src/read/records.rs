//! Articles as JSON: a record alone, a list of records, or one record on each line.

use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;
use serde_json::value::RawValue;

use crate::read::fields::{Fields, RawFields};
use crate::read::value::Value;
use crate::{BuildError, Place};

/// One record, of JSON or of a table, and the line where it begins.
pub(crate) struct Record {
    pub(crate) fields: Fields,
    pub(crate) line: usize,
}

/// How many lines are read at once.
const LINES: usize = 4096;

/// Reads JSON Lines and gives the records some at a time, in order; empty lines are no records. The keys `wanted` are
/// filters.
pub(crate) fn each_of_lines(
    text: &str,
    path: &Path,
    wanted: &[String],
    give: &mut dyn FnMut(Vec<Record>),
) -> Result<(), BuildError> {
    let mut lines = (1..).zip(text.split('\n')).filter(|(_, line)| !line.trim().is_empty());
    loop {
        let some: Vec<(usize, &str)> = lines.by_ref().take(LINES).collect();
        if some.is_empty() {
            return Ok(());
        }
        // All in order, so that of several errors the first is told.
        let read = |&(line, json): &(usize, &str)| record(json, path, line, wanted);
        let records: Vec<_> = some.par_iter().map(read).collect();
        give(records.into_iter().collect::<Result<_, _>>()?);
    }
}

/// The records of a JSON file, and whether it is a list of them.
pub(crate) fn from_json(
    text: &str,
    path: &Path,
    wanted: &[String],
) -> Result<(Vec<Record>, bool), BuildError> {
    if !text.trim_start().starts_with('[') {
        let raw: &RawValue = serde_json::from_str(text).map_err(|error| broken(&error, path, 1))?;
        let line = line_of(text, raw.get());
        return Ok((vec![record(raw.get(), path, line, wanted)?], false));
    }
    let items: Vec<&RawValue> =
        serde_json::from_str(text).map_err(|error| broken(&error, path, 1))?;
    let mut records = Vec::with_capacity(items.len());
    // Lines are counted from one record to the next, or a long list would be read over and over.
    let (mut line, mut counted) = (1, 0);
    for item in items {
        let start = offset_in(text, item.get());
        line += text.get(counted..start).map_or(0, |gap| gap.matches('\n').count());
        counted = start;
        records.push(record(item.get(), path, line, wanted)?);
    }
    Ok((records, true))
}

fn record(json: &str, path: &Path, line: usize, wanted: &[String]) -> Result<Record, BuildError> {
    let mut raw: RawFields<Value<'_>> =
        serde_json::from_str(json).map_err(|error| broken(&error, path, line))?;
    if !wanted.is_empty() {
        let all: BTreeMap<String, Value<'_>> =
            serde_json::from_str(json).map_err(|error| broken(&error, path, line))?;
        raw = raw.with_filters(all, wanted);
    }
    let fields = raw.check(path, |value| (value, line))?;
    if !fields.is_article {
        return Err(BuildError::NotARecord { place: Place::line(path, line) });
    }
    Ok(Record { fields, line })
}

/// Where a slice of the text begins in it.
fn offset_in(text: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize).min(text.len())
}

fn line_of(text: &str, part: &str) -> usize {
    text.get(..offset_in(text, part)).map_or(1, |before| before.matches('\n').count() + 1)
}

fn broken(error: &serde_json::Error, path: &Path, first_line: usize) -> BuildError {
    let line = first_line + error.line().saturating_sub(1);
    // serde_json ends its messages with the position that the place already tells.
    let message = error.to_string();
    let detail = message.split(" at line ").next().unwrap_or_default();
    BuildError::BrokenJson {
        place: Place::column(path, line, error.column().max(1)),
        detail: crate::infer::spacing::collapsed(detail),
    }
}
