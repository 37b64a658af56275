//! Code in Markdown, which no dialect changes: fenced blocks, and spans between backticks.

/// Applies `change` to the stretches of a text that are no code; it appends what becomes of them.
pub(super) fn map_text(markdown: &str, change: &mut dyn FnMut(&str, &mut String)) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut text = String::new();
    let mut fence = None;
    for line in markdown.split_inclusive('\n') {
        let was_open = fence.is_some();
        fence = after(fence, line);
        if was_open || fence.is_some() {
            flush(&mut text, &mut out, change);
            out.push_str(line);
        } else {
            text.push_str(line);
        }
    }
    flush(&mut text, &mut out, change);
    out
}

/// A fence that is open: its character and how many of them there are.
pub(super) type Fence = (char, usize);

/// The fence that is open after a line, when `open` is before it.
pub(super) fn after(open: Option<Fence>, line: &str) -> Option<Fence> {
    // A fence may stand in a quote or a list.
    let line = line.trim().trim_start_matches(['>', ' ']);
    let line = line.strip_prefix("- ").or(line.strip_prefix("* ")).unwrap_or(line);
    let sign = line.chars().next().filter(|c| matches!(c, '`' | '~'));
    let count = line.chars().take_while(|&c| Some(c) == sign).count();
    let rest = line.get(count..).unwrap_or_default();
    match (open, sign) {
        (Some((own, least)), Some(sign)) if sign == own && count >= least && rest.is_empty() => {
            None
        }
        (Some(open), _) => Some(open),
        // Behind backticks no other may follow, or it is a span.
        (None, Some(sign)) if count >= 3 && !(sign == '`' && rest.contains('`')) => {
            Some((sign, count))
        }
        (None, _) => None,
    }
}

/// Changes a stretch of text, but for the spans of code in it.
fn flush(text: &mut String, out: &mut String, change: &mut dyn FnMut(&str, &mut String)) {
    let mut rest = text.as_str();
    let mut from = 0;
    while let Some(at) = rest.get(from..).and_then(|tail| tail.find('`')).map(|at| from + at) {
        let ticks = rest[at..].len() - rest[at..].trim_start_matches('`').len();
        match end_of_span(&rest[at + ticks..], ticks) {
            Some(length) => {
                let end = at + ticks + length;
                change(&rest[..at], out);
                out.push_str(&rest[at..end]);
                rest = &rest[end..];
                from = 0;
            }
            None => from = at + ticks,
        }
    }
    change(rest, out);
    text.clear();
}

/// Where a span of code ends, behind the backticks that close it; it does not go beyond a paragraph.
fn end_of_span(text: &str, ticks: usize) -> Option<usize> {
    let paragraph = text.find("\n\n").unwrap_or(text.len());
    let text = &text[..paragraph];
    let mut at = 0;
    while let Some(next) = text[at..].find('`').map(|next| at + next) {
        let count = text[next..].len() - text[next..].trim_start_matches('`').len();
        if count == ticks {
            return Some(next + count);
        }
        at = next + count;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_left_alone() {
        let upper =
            |text: &str| map_text(text, &mut |text, out| out.push_str(&text.to_uppercase()));
        for (text, expected) in [
            ("a `b` c", "A `b` C"),
            ("a ``b ` c`` d", "A ``b ` c`` D"),
            ("a `b\n\nc` d", "A `B\n\nC` D"),
            ("a\n```js\nb\n```\nc", "A\n```js\nb\n```\nC"),
            ("a\n~~~~\nb\n~~~\nc\n~~~~\nd", "A\n~~~~\nb\n~~~\nc\n~~~~\nD"),
            ("> ```\n> b\n> ```\n> c", "> ```\n> b\n> ```\n> C"),
            ("a\n```\nb", "A\n```\nb"),
            ("```a``` b", "```a``` B"),
        ] {
            assert_eq!(upper(text), expected);
        }
    }
}
