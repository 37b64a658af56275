//! Articles as rows of a table: comma-separated values, or values between tabs.

use std::collections::BTreeMap;
use std::path::Path;

use csv::{ReaderBuilder, StringRecord};

use crate::infer::spacing;
use crate::read::fields::{Fields, RawFields};
use crate::read::records::Record;
use crate::read::value::Value;
use crate::{BuildError, Place};

/// Reads a table whose first row names the keys; empty rows are no records. The columns `wanted` are filters.
pub(crate) fn from_table(
    text: &str,
    path: &Path,
    wanted: &[String],
) -> Result<Vec<Record>, BuildError> {
    let separator = separator(text, path);
    check_quotes(text, separator, path)?;
    let mut rows = rows(text, separator, path);
    let Some(header) = rows.next().transpose()? else { return Ok(Vec::new()) };
    let columns = columns(&header, path)?;
    rows.map(|row| record(&row?, &columns, path, wanted)).collect()
}

/// One row and the line where it begins.
struct Row {
    values: StringRecord,
    line: usize,
}

/// The rows that hold anything.
fn rows<'a>(
    text: &'a str,
    separator: char,
    path: &'a Path,
) -> impl Iterator<Item = Result<Row, BuildError>> + 'a {
    let separator = u8::try_from(separator).unwrap_or(b',');
    let rows = ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
        .into_records();
    // Lines are counted from one row to the next, or a long table would be read over and over.
    let (mut line, mut counted) = (1, 0);
    rows.filter_map(move |row| {
        let values = match row {
            Ok(values) => values,
            Err(error) => return Some(Err(unreadable(error, path))),
        };
        let start = values.position().map_or(counted, |at| start_of_row(text, at.byte()));
        line += text.get(counted..start).map_or(0, |passed| passed.matches('\n').count());
        counted = start;
        let is_empty = values.iter().all(spacing::is_blank);
        (!is_empty).then_some(Ok(Row { values, line }))
    })
}

/// Where a row begins that was looked for from `byte` on: behind the empty lines above it.
fn start_of_row(text: &str, byte: u64) -> usize {
    let from = usize::try_from(byte).unwrap_or(text.len());
    let rest = text.get(from..).unwrap_or_default();
    text.len() - rest.trim_start_matches(['\r', '\n']).len()
}

/// The text is in memory and UTF-8, so that nothing is left to go wrong but what the crate says.
fn unreadable(error: csv::Error, path: &Path) -> BuildError {
    BuildError::Unreadable { path: path.to_owned(), source: error.into() }
}

/// The names of the columns, in lower case.
fn columns(header: &Row, path: &Path) -> Result<Vec<String>, BuildError> {
    let place = Place::line(path, header.line);
    let names: Vec<String> = header.values.iter().map(spacing::collapsed).collect();
    let columns: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
    if !columns.iter().any(|column| matches!(&**column, "title" | "body")) {
        return Err(BuildError::NoColumn { place, columns: names.join(", ") });
    }
    let mut keys = RawFields::<()>::none();
    for column in &columns {
        if keys.key(column).is_some_and(|key| key.replace(()).is_some()) {
            return Err(BuildError::RepeatedColumn { place, column: column.clone() });
        }
    }
    Ok(columns)
}

fn record(
    row: &Row,
    columns: &[String],
    path: &Path,
    wanted: &[String],
) -> Result<Record, BuildError> {
    let (found, expected) = (row.values.len(), columns.len());
    if found != expected {
        let place = Place::line(path, row.line);
        return Err(BuildError::WrongRow { place, found, expected });
    }
    let mut raw = RawFields::none();
    let mut filters = BTreeMap::new();
    for (column, value) in columns.iter().zip(&row.values) {
        if let Some(key) = raw.key(column) {
            *key = Some(value_of(column, value));
        }
        if let Some(name) = wanted.iter().find(|name| name.to_lowercase() == *column) {
            filters.insert(name.clone(), value_of(column, value));
        }
    }
    let raw = raw.with_filters(filters, wanted);
    let fields: Fields = raw.check(path, |value| (value, row.line))?;
    Ok(Record { fields, line: row.line })
}

/// A table has text alone; only `draft` is something else.
fn value_of<'a>(column: &str, text: &'a str) -> Value<'a> {
    match text.trim() {
        "" => Value::Null,
        flag if column == "draft" && flag.eq_ignore_ascii_case("true") => Value::Flag(true),
        flag if column == "draft" && flag.eq_ignore_ascii_case("false") => Value::Flag(false),
        _ => Value::Text(text.into()),
    }
}

/// What parts the values: a tab in `.tsv`, elsewhere a comma, unless the header has more of another.
fn separator(text: &str, path: &Path) -> char {
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("tsv")) {
        return '\t';
    }
    let (mut commas, mut semicolons, mut tabs) = (0, 0, 0);
    let mut in_quotes = false;
    for character in text.trim_start().chars() {
        match character {
            '"' => in_quotes = !in_quotes,
            _ if in_quotes => {}
            '\n' | '\r' => break,
            ',' => commas += 1,
            ';' => semicolons += 1,
            '\t' => tabs += 1,
            _ => {}
        }
    }
    match () {
        () if semicolons > commas && semicolons >= tabs => ';',
        () if tabs > commas => '\t',
        () => ',',
    }
}

/// Refuses a quoted value that never ends, or goes on behind its closing quote.
fn check_quotes(text: &str, separator: char, path: &Path) -> Result<(), BuildError> {
    let mut line = 1;
    let mut rest = text;
    loop {
        if let Some(quoted) = rest.strip_prefix('"') {
            let place = Place::line(path, line);
            let end = end_of_quoted(quoted).ok_or(BuildError::OpenQuote { place })?;
            let (value, behind) = quoted.split_at_checked(end).unwrap_or((quoted, ""));
            line += value.matches('\n').count();
            if !behind.is_empty() && !behind.starts_with([separator, '\n', '\r']) {
                return Err(BuildError::StrayQuote { place: Place::line(path, line) });
            }
            rest = behind;
        }
        let Some(end) = rest.find([separator, '\n', '\r']) else { return Ok(()) };
        let (_, behind) = rest.split_at_checked(end).unwrap_or_default();
        line += usize::from(behind.starts_with('\n'));
        // What parts values and rows is one byte long.
        rest = behind.get(1..).unwrap_or_default();
    }
}

/// Where a quoted value ends, behind its closing quote; two quotes in it are one of its own.
fn end_of_quoted(quoted: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        let quote = from + quoted.get(from..)?.find('"')?;
        if !quoted.get(quote + 1..)?.starts_with('"') {
            return Some(quote + 1);
        }
        from = quote + 2;
    }
}
