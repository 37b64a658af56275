//! What a person at a terminal sees: highlights, notes and progress.
use std::fmt;
use std::io::{self, IsTerminal, Write};
use std::time::Duration;

use indicatif::{HumanCount, ProgressBar, ProgressStyle};
use kwic::Piece;
use serde::Serialize;

use crate::error::CliError;

/// What stands before and after a matched piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Highlight {
    open: &'static str,
    close: &'static str,
}

impl Highlight {
    const BOLD: Highlight = Highlight { open: "\x1b[1m", close: "\x1b[0m" };
    pub(crate) const BRACKETS: Highlight = Highlight { open: "[", close: "]" };

    /// Bold on a terminal that takes it, brackets elsewhere; `NO_COLOR` is respected (no-color.org).
    pub(crate) fn of_stdout() -> Highlight {
        let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
            || std::env::var_os("TERM").is_some_and(|value| value == "dumb");
        if io::stdout().is_terminal() && !plain { Highlight::BOLD } else { Highlight::BRACKETS }
    }

    /// The pieces as one line.
    pub(crate) fn line(self, pieces: &[Piece]) -> String {
        let mut line = String::new();
        for piece in pieces {
            if piece.matched {
                line.push_str(self.open);
                line.push_str(&plain(&piece.text));
                line.push_str(self.close);
            } else {
                line.push_str(&plain(&piece.text));
            }
        }
        line
    }
}

/// Text without control characters: an article must not be able to steer the terminal.
pub(crate) fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Prints one JSON object and a line break.
pub(crate) fn print_json(out: &mut dyn Write, value: &impl Serialize) -> Result<(), CliError> {
    serde_json::to_writer_pretty(&mut *out, value).map_err(io::Error::from)?;
    writeln!(out)?;
    Ok(())
}

/// A number with its noun: "1 article", "1,400 articles". The plural of `noun` ends in s.
pub(crate) fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", HumanCount(number as u64))
}

/// Prints one line on standard error. Where that is closed, nobody is left to be told.
pub(crate) fn note(line: fmt::Arguments<'_>) {
    let _ = writeln!(io::stderr(), "{line}");
}

/// A spinner on standard error for work of unknown length; silent where standard error is no terminal.
pub(crate) fn spinner(doing: &'static str) -> ProgressBar {
    let bar = ProgressBar::new_spinner().with_message(doing);
    bar.enable_steady_tick(Duration::from_millis(100));
    bar
}

/// A progress bar on standard error for `count` steps; silent where standard error is no terminal.
pub(crate) fn bar(doing: &'static str, count: usize) -> ProgressBar {
    let bar = ProgressBar::new(count as u64).with_message(doing);
    match ProgressStyle::with_template("{msg} {wide_bar} {human_pos}/{human_len}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_noun_is_plural_unless_there_is_one() {
        assert_eq!(count(1, "article"), "1 article");
        assert_eq!(count(1_400, "article"), "1,400 articles");
    }

    #[test]
    fn an_article_cannot_steer_the_terminal() {
        let pieces = [
            Piece { text: "a\x1b[31mred\n".into(), matched: false },
            Piece { text: "b\u{9b}".into(), matched: true },
        ];
        assert_eq!(Highlight::BRACKETS.line(&pieces), "a [31mred [b ]");
    }
}
