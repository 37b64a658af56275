//! Snippets: the passage of an article that answers a query best, as pieces of text.

mod choice;
mod excerpt;
mod graphemes;
mod highlight;
pub(crate) mod highlighter;
mod marked_text;
mod part;
mod passage;
pub(crate) mod piece;
mod rarity;
pub(crate) mod section;

use kwic_core::store::decoded_text::DecodedText;
use kwic_core::text::slice;

use excerpt::excerpt;
use highlight::runs;
use highlighter::Highlighter;
use marked_text::{lines, unmarked};
use passage::{SEPARATOR_LENGTH, windows};
use piece::{Piece, push};

use crate::index_reader::IndexReader;

/// The shortest snippet: a character, and an ellipsis on both sides of it.
const MIN_LENGTH: usize = 3;
/// Stands where text is left out.
const ELLIPSIS: &str = "…";
/// Stands between two passages.
const SEPARATOR: &str = " … ";

/// The best passage of an article, or two, at most `length` graphemes long; of the section that a fragment leads to,
/// if there is one.
pub(crate) fn snippet(
    reader: &impl IndexReader,
    document: u32,
    fragment: Option<&str>,
    highlighter: &Highlighter,
    length: usize,
) -> Vec<Piece> {
    if length < MIN_LENGTH {
        return Vec::new();
    }
    let part = fragment.and_then(|it| section::part(reader, document, highlighter, it));
    let marked = choice::text(reader, document, part.as_ref(), highlighter, length);
    let text = marked.text();
    let mut windows = windows(text, &marked.highlights, length);
    if windows.is_empty() {
        windows.extend(marked.beginning.map(|start| start..start));
    }
    let mut out = Vec::new();
    let (mut room, mut end) = (length, 0);
    let count = windows.len();
    for (number, window) in windows.into_iter().enumerate() {
        let is_last = number + 1 == count;
        let share = if is_last { room } else { (room - SEPARATOR_LENGTH) / 2 };
        let around = marked.around(&window, share);
        let shown = excerpt(text, around, window, &marked.highlights, share);
        if shown.range.is_empty() || shown.range.start < end {
            continue;
        }
        end = shown.range.end;
        room = room.saturating_sub(shown.size + SEPARATOR_LENGTH);
        if !out.is_empty() {
            push(&mut out, SEPARATOR, false);
        } else if shown.before {
            push(&mut out, ELLIPSIS, false);
        }
        for (range, matched) in runs(text, shown.range, &marked.highlights) {
            for (number, line) in lines(text, range).into_iter().enumerate() {
                if number > 0 {
                    push(&mut out, " ", false);
                }
                push(&mut out, unmarked(slice(text, line)), matched);
            }
        }
        if is_last && shown.after {
            push(&mut out, if shown.spaced { " " } else { "" }, false);
            push(&mut out, ELLIPSIS, false);
        }
    }
    out
}

/// A title as pieces of text.
pub(crate) fn title_pieces(title: &DecodedText, highlighter: &Highlighter) -> Vec<Piece> {
    let mut out = Vec::new();
    for (range, matched) in highlighter.title_runs(title) {
        push(&mut out, slice(&title.text, range), matched);
    }
    out
}
