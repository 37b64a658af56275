//! What a person at a terminal sees: highlights, notes and progress.
use std::ffi::OsString;
use std::fmt;
use std::io::{self, IsTerminal, Write};
use std::time::Duration;

use indicatif::{HumanCount, ProgressBar, ProgressDrawTarget, ProgressStyle};
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

    /// Bold on a terminal that takes it, brackets elsewhere.
    pub(crate) fn of_stdout() -> Highlight {
        Highlight::of(io::stdout().is_terminal(), |name| std::env::var_os(name))
    }

    /// `NO_COLOR` is respected (no-color.org).
    fn of(is_terminal: bool, variable: impl Fn(&str) -> Option<OsString>) -> Highlight {
        let no_color = variable("NO_COLOR").is_some_and(|value| !value.is_empty());
        if is_terminal && !no_color && !is_dumb(variable) {
            Highlight::BOLD
        } else {
            Highlight::BRACKETS
        }
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

/// True for a terminal that shows what comes and goes nowhere back.
fn is_dumb(variable: impl Fn(&str) -> Option<OsString>) -> bool {
    variable("TERM").is_some_and(|value| value == "dumb")
}

/// Where progress is shown: on standard error, if that is a terminal that can take a line back. There are no colours.
fn target() -> ProgressDrawTarget {
    if is_dumb(|name| std::env::var_os(name)) {
        return ProgressDrawTarget::hidden();
    }
    ProgressDrawTarget::stderr()
}

/// A spinner on standard error for work of unknown length; silent where standard error is no terminal.
pub(crate) fn spinner(doing: &'static str) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(None, target()).with_message(doing);
    bar.enable_steady_tick(Duration::from_millis(100));
    bar
}

/// A progress bar on standard error for `count` steps; silent where standard error is no terminal.
pub(crate) fn bar(doing: &'static str, count: usize) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(count as u64), target()).with_message(doing);
    show_count(&bar);
    bar
}

fn show_count(bar: &ProgressBar) {
    if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {human_pos}/{human_len}") {
        bar.set_style(style);
    }
}

/// Makes a bar of a spinner while something is counted, and a spinner again when all is.
pub(crate) fn count_to(bar: &ProgressBar, done: usize, all: usize) {
    // A few are read before anybody could look.
    const FEW: usize = 100;
    if all < FEW || bar.is_hidden() {
        return;
    }
    if bar.length() != Some(all as u64) {
        bar.set_length(all as u64);
        show_count(bar);
    }
    bar.set_position(bar.position().max(done as u64));
    if done == all {
        bar.set_style(ProgressStyle::default_spinner());
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
    fn colours_are_for_terminals_that_want_them() {
        let of = |is_terminal, name: &'static str, value: &'static str| {
            Highlight::of(is_terminal, |asked| (asked == name).then(|| value.into()))
        };
        assert_eq!(of(true, "TERM", "xterm"), Highlight::BOLD);
        assert_eq!(of(true, "NO_COLOR", ""), Highlight::BOLD);
        assert_eq!(of(true, "NO_COLOR", "1"), Highlight::BRACKETS);
        assert_eq!(of(true, "TERM", "dumb"), Highlight::BRACKETS);
        assert_eq!(of(false, "TERM", "xterm"), Highlight::BRACKETS);
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
