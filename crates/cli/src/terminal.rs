//! What a person at a terminal sees beside the result: marks, notes and progress.
use std::fmt;
use std::io::{self, IsTerminal, Write};
use std::time::Duration;

use indicatif::{HumanCount, ProgressBar, ProgressStyle};
use kwic::Piece;
use serde::Serialize;

use crate::CliError;

/// What stands around a matched piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Marks {
    open: &'static str,
    close: &'static str,
}

impl Marks {
    const BOLD: Marks = Marks { open: "\x1b[1m", close: "\x1b[0m" };
    pub(crate) const BRACKETS: Marks = Marks { open: "[", close: "]" };

    /// Bold on a terminal that takes it, brackets elsewhere; `NO_COLOR` is heeded (no-color.org).
    pub(crate) fn of_stdout() -> Marks {
        let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
            || std::env::var_os("TERM").is_some_and(|value| value == "dumb");
        if io::stdout().is_terminal() && !plain { Marks::BOLD } else { Marks::BRACKETS }
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

/// One JSON object and a line break.
pub(crate) fn print_json(out: &mut dyn Write, value: &impl Serialize) -> Result<(), CliError> {
    serde_json::to_writer_pretty(&mut *out, value).map_err(io::Error::from)?;
    writeln!(out)?;
    Ok(())
}

/// How many of a thing: "1 article", "1,400 articles"; `noun` takes a plain s.
pub(crate) fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", HumanCount(number as u64))
}

/// One line on standard error. Nothing is left to be done where that is closed.
pub(crate) fn note(line: fmt::Arguments<'_>) {
    let _ = writeln!(io::stderr(), "{line}");
}

/// A spinner on standard error for work of unknown length; silent where that is no terminal.
pub(crate) fn spinner(doing: &'static str) -> ProgressBar {
    let bar = ProgressBar::new_spinner().with_message(doing);
    bar.enable_steady_tick(Duration::from_millis(100));
    bar
}

/// A bar on standard error for `count` steps; silent where that is no terminal.
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
    fn one_is_not_many() {
        assert_eq!(count(1, "article"), "1 article");
        assert_eq!(count(1_400, "article"), "1,400 articles");
    }

    #[test]
    fn an_article_cannot_steer_the_terminal() {
        let pieces = [
            Piece { text: "a\x1b[31mred\n".into(), matched: false },
            Piece { text: "b\u{9b}".into(), matched: true },
        ];
        assert_eq!(Marks::BRACKETS.line(&pieces), "a [31mred [b ]");
    }
}
