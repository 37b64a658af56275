//! Text files read line by line, with errors that name the line.
use std::fs;
use std::path::{Path, PathBuf};

use kwic_indexer::Place;
use serde::de::DeserializeOwned;

use crate::error::EvalError;

/// The lines of one file that are not blank, each with its number.
pub(crate) struct Lines {
    path: PathBuf,
    text: String,
}

/// A line of [`Lines`].
#[derive(Clone, Copy)]
pub(crate) struct Line<'a> {
    path: &'a Path,
    /// From 1.
    pub(crate) number: usize,
    /// Without its line break.
    pub(crate) text: &'a str,
}

impl Lines {
    /// Reads a file of UTF-8.
    pub(crate) fn read(path: &Path) -> Result<Lines, EvalError> {
        let bytes = fs::read(path)
            .map_err(|source| EvalError::Read { path: path.to_path_buf(), source })?;
        let text = String::from_utf8(bytes).map_err(|e| {
            let good = &e.as_bytes()[..e.utf8_error().valid_up_to()];
            let line = 1 + good.iter().filter(|&&byte| byte == b'\n').count();
            EvalError::Encoding { place: Place::line(path, line) }
        })?;
        Ok(Lines { path: path.to_path_buf(), text })
    }

    /// The lines in order, without those that are blank.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Line<'_>> {
        // Editors on Windows like to begin a file with a byte order mark.
        let text = self.text.strip_prefix('\u{feff}').unwrap_or(&self.text);
        text.lines()
            .enumerate()
            .map(|(at, text)| Line { path: &self.path, number: at + 1, text })
            .filter(|line| !line.text.trim().is_empty())
    }
}

impl Line<'_> {
    /// An error at this line; `mend` says what the line should be.
    pub(crate) fn error(&self, problem: impl Into<String>, mend: &'static str) -> EvalError {
        let place = Place::line(self.path, self.number);
        EvalError::Line { place, problem: problem.into(), mend }
    }

    /// The line as one JSON record; `mend` says what it should be.
    pub(crate) fn json<T: DeserializeOwned>(&self, mend: &'static str) -> Result<T, EvalError> {
        serde_json::from_str(self.text).map_err(|e| {
            let place = Place::column(self.path, self.number, e.column());
            // serde_json adds a line number to its message, which is always 1: it was given one line.
            let message = e.to_string();
            let problem = message.split(" at line ").next().unwrap_or_default().to_owned();
            EvalError::Line { place, problem, mend }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    fn lines(bytes: &[u8]) -> (tempfile::TempDir, Result<Lines, EvalError>) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("some.jsonl");
        fs::write(&path, bytes).unwrap();
        let lines = Lines::read(&path);
        (dir, lines)
    }

    #[test]
    fn blank_lines_and_a_byte_order_mark_are_skipped_and_the_count_stays_right() {
        let (_dir, lines) = lines("\u{feff}one\r\n\n  \ntwo".as_bytes());
        let lines = lines.unwrap();
        let seen: Vec<_> = lines.iter().map(|line| (line.number, line.text)).collect();
        assert_eq!(seen, [(1, "one"), (4, "two")]);
    }

    #[test]
    fn bytes_that_are_not_utf_8_are_named_by_line() {
        let (_dir, lines) = lines(b"one\ntwo\n\xff\n");
        let message = lines.err().unwrap().to_string();
        assert!(message.contains("some.jsonl, line 3: not UTF-8"), "{message}");
    }

    #[test]
    fn a_broken_record_is_named_by_file_line_and_column() {
        #[derive(Debug, Deserialize)]
        struct Record {
            #[serde(rename = "id")]
            _id: String,
        }
        let (_dir, lines) = lines(b"{\"id\": \"1\"}\n{\"id\" \"2\"}\n");
        let lines = lines.unwrap();
        let message =
            lines.iter().nth(1).unwrap().json::<Record>("write {\"id\"}").unwrap_err().to_string();
        assert!(message.contains("some.jsonl, line 2, column 7: expected `:`; write"), "{message}");
    }
}
