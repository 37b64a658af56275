//! Lines of plain text put together to paragraphs.

use crate::infer::first_sentence;
use crate::infer::spacing::{collapsed, is_blank, may_break_beside, width};

/// A paragraph and what surrounds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Paragraph {
    /// The text on one line.
    pub(crate) text: String,
    /// Number of the run of lines without an empty line that it stands in.
    pub(crate) group: usize,
    /// True when the next paragraph says the same, which only captions and menus do; it is then
    /// here once.
    pub(crate) repeated: bool,
    /// True for prose, as opposed to labels, captions, headlines and headings.
    pub(crate) running: bool,
}

/// True for text that reads as prose: long, or long enough and ending as a sentence.
pub(crate) fn is_running(text: &str) -> bool {
    // A character takes four bytes at most and one column at least.
    if text.len() > 4 * 160 {
        return true;
    }
    let columns = width(text);
    if columns < 60 {
        return false;
    }
    columns > 160
        || first_sentence::ends_with_full_stop(text)
        || (columns > 100 && first_sentence::ends_with_mark(text))
        || first_sentence::first(text).len() < text.len()
}

/// Takes a text apart into paragraphs.
///
/// Empty lines part paragraphs. Inside a run of lines the layout decides. If the text is wrapped by
/// hand at some width, a line that had no room for the next word goes on in the next line, and any
/// other line ends its paragraph. If it is not, each line is a paragraph: editors that wrap on the
/// screen, and pages copied from a browser, leave one line to a paragraph.
pub(crate) fn paragraphs(text: &str) -> Vec<Paragraph> {
    let groups = groups(text);
    let wrap = wrap_width(&groups);
    let ragged = if wrap.is_none() { ragged_width(&groups) } else { None };
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    for (group, lines) in groups.iter().enumerate() {
        let mut current = String::new();
        for (at, line) in lines.iter().enumerate() {
            current.push_str(line);
            match lines.get(at + 1) {
                // People who wrap by hand stop a word or two early, so a fifth of the width is let off.
                Some(next)
                    if wrap.is_some_and(|wrap| goes_on(line, next, wrap * 4 / 5))
                        || ragged.is_some_and(|wrap| {
                            sentence_goes_on(line, next) || width(line) * 5 >= wrap * 3
                        }) =>
                {
                    current.push_str(joint(line, next));
                }
                _ => push(&mut paragraphs, std::mem::take(&mut current), group),
            }
        }
    }
    paragraphs
}

fn push(paragraphs: &mut Vec<Paragraph>, text: String, group: usize) {
    match paragraphs.last_mut() {
        Some(last) if last.text == text => last.repeated = true,
        _ => {
            let running = is_running(&text);
            paragraphs.push(Paragraph { text, group, repeated: false, running });
        }
    }
}

/// Runs of lines without an empty line between them, white space collapsed.
fn groups(text: &str) -> Vec<Vec<String>> {
    let mut groups = Vec::new();
    let mut current = Vec::new();
    for line in text.split(['\n', '\u{0B}', '\u{0C}', '\u{2028}', '\u{2029}']) {
        if !is_blank(line) {
            current.push(collapsed(line));
        } else if !current.is_empty() {
            groups.push(std::mem::take(&mut current));
        }
    }
    if !current.is_empty() {
        groups.push(current);
    }
    groups
}

/// What stands between two lines of one paragraph: nothing after a hyphen that parts a word, and
/// nothing in scripts that have no spaces.
fn joint(line: &str, next: &str) -> &'static str {
    let (end, start) = (line.chars().next_back(), next.chars().next());
    let hyphen = line.ends_with('-')
        && line.chars().rev().nth(1).is_some_and(char::is_alphabetic)
        && start.is_some_and(char::is_lowercase);
    let unspaced = end.is_some_and(may_break_beside) && start.is_some_and(may_break_beside);
    if hyphen || unspaced { "" } else { " " }
}

/// True when a line of a text wrapped at `wrap` columns had no room for the next word.
fn goes_on(line: &str, next: &str, wrap: usize) -> bool {
    let first = next.chars().next();
    let word = match first {
        Some(letter) if may_break_beside(letter) => 1,
        _ => next.split(' ').next().map_or(0, |word| width(word) + 1),
    };
    width(line) + word >= wrap
}

/// The width at which a text is wrapped by hand, if it is.
///
/// Judged by the lines that another line follows: nearly the longest of them gives the width, which
/// has to be one that people wrap at, and most of them have to be full. In scripts with capitals some
/// of the lines below them have to begin small, or it is a list of titles. One or two lines prove
/// nothing by their length, so there the sentence itself has to go on.
fn wrap_width(groups: &[Vec<String>]) -> Option<usize> {
    let pairs = || groups.iter().flat_map(|lines| lines.iter().zip(lines.iter().skip(1)));
    let mut widths: Vec<usize> = pairs().map(|(line, _)| width(line)).collect();
    widths.sort_unstable();
    let wrap = *widths.get((widths.len() * 95 / 100).min(widths.len().saturating_sub(1)))?;
    if !(40..=100).contains(&wrap) {
        return None;
    }
    let full = pairs().filter(|(line, next)| goes_on(line, next, wrap)).count();
    let mostly_full = full * 4 >= widths.len() * 3;
    let proven = if widths.len() < 3 {
        pairs().all(|(line, next)| sentence_goes_on(line, next))
    } else {
        let starts = |small: fn(char) -> bool| {
            pairs().filter(|(_, next)| next.chars().next().is_some_and(small)).count()
        };
        let has_small = pairs().any(|(line, _)| line.chars().any(char::is_lowercase));
        !has_small || starts(char::is_lowercase) * 4 >= starts(char::is_uppercase)
    };
    (mostly_full && proven).then_some(wrap)
}

/// The width of a text that was wrapped by sense rather than by counting, if it is: its lines are
/// short, and so many of them begin small that they cannot be paragraphs, nor a list.
fn ragged_width(groups: &[Vec<String>]) -> Option<usize> {
    let pairs = || groups.iter().flat_map(|lines| lines.iter().zip(lines.iter().skip(1)));
    let mut widths: Vec<usize> = pairs().map(|(line, _)| width(line)).collect();
    widths.sort_unstable();
    let wrap = *widths.last()?;
    let small = pairs().filter(|(line, next)| sentence_goes_on(line, next)).count();
    let proven = widths.len() >= 2 && (40..=100).contains(&wrap) && small * 2 >= widths.len();
    proven.then_some(wrap)
}

fn sentence_goes_on(line: &str, next: &str) -> bool {
    let start = next.chars().next();
    !first_sentence::ends_with_full_stop(line)
        && !line.ends_with(':')
        && start.is_some_and(|start| start.is_lowercase() || may_break_beside(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        paragraphs(text).into_iter().map(|paragraph| paragraph.text).collect()
    }

    /// Wraps as `fmt` does.
    fn wrapped(text: &str, columns: usize) -> String {
        let mut lines = vec![String::new()];
        for word in text.split(' ') {
            let line = lines.last_mut().expect("there is always a line");
            if !line.is_empty() && width(line) + 1 + width(word) > columns {
                lines.push(word.to_owned());
            } else {
                if !line.is_empty() {
                    line.push(' ');
                }
                line.push_str(word);
            }
        }
        lines.join("\n")
    }

    const PROSE: &str = "The lighthouse at the end of the pier has been dark since the storm of last \
        spring, and nobody in the town council can say who is to pay for a new lamp. Fishermen steer \
        by the bell of the church instead, which a retired baker rings every evening at nine.";

    #[test]
    fn text_wrapped_by_hand_is_joined_at_any_usual_width() {
        for columns in [45, 60, 72, 80, 100] {
            let text = format!("{}\n\n{}", wrapped(PROSE, columns), wrapped(PROSE, columns));
            assert_eq!(paragraphs(&text).len(), 1, "said twice, kept once, at {columns}");
            assert_eq!(texts(&text), [PROSE], "{columns}");
        }
    }

    #[test]
    fn a_wrapped_paragraph_ends_at_a_line_that_had_room() {
        let text = format!("{}\nShort line\n{}", wrapped(PROSE, 60), wrapped(PROSE, 60));
        assert_eq!(texts(&text), [PROSE, "Short line", PROSE]);
    }

    #[test]
    fn long_lines_are_paragraphs_of_their_own() {
        let text = format!("{PROSE}\nShare:\nLog in\n{PROSE} Again.");
        assert_eq!(texts(&text), [PROSE, "Share:", "Log in", &format!("{PROSE} Again.")]);
    }

    #[test]
    fn a_list_of_headlines_is_not_joined() {
        let lines = [
            "Harbour town plans a museum of lanterns and lamps",
            "Bakers ring the bell for the evening fleet again",
            "Council puts off the vote on a new pier",
            "Storm leaves the lighthouse dark for a third month",
            "School choir sings on the ferry",
        ];
        assert_eq!(texts(&lines.join("\n")), lines);
    }

    #[test]
    fn two_lines_are_joined_only_when_the_sentence_goes_on() {
        let first = "The lighthouse at the end of the pier has been dark since";
        assert_eq!(texts(&format!("{first}\nspring.")), [format!("{first} spring.")]);
        assert_eq!(texts(&format!("{first}.\nSpring.")), [format!("{first}."), "Spring.".into()]);
    }

    #[test]
    fn wrapped_japanese_is_joined_without_spaces() {
        let line = "港町の灯台は春の嵐のあとずっと暗いままである";
        let text = [line; 4].join("\n");
        assert_eq!(texts(&text), [line.repeat(4)]);
    }

    #[test]
    fn blank_means_nothing_to_see() {
        assert_eq!(texts("a\n\u{A0} \u{200B}\t\nb\u{A0}\u{A0}c\n\n\n\u{FEFF}"), ["a", "b c"]);
        assert_eq!(texts(""), Vec::<String>::new());
    }

    #[test]
    fn what_is_said_twice_in_a_row_stands_once_and_is_marked() {
        let found = paragraphs("The new pier.\nThe new pier.\n\nThe new pier.\n\nThe bell.");
        assert_eq!(found.len(), 2);
        assert!(found[0].repeated && !found[1].repeated);
    }
}
