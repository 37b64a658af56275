//! Code in Markdown, which no dialect changes: fenced blocks, and spans between backticks.

/// Applies `change` to the stretches of a text that are no code; it appends what becomes of them.
pub(super) fn map_text(markdown: &str, change: &mut dyn FnMut(&str, &mut String)) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut text = String::new();
    let mut fence = None;
    let (mut after_blank, mut in_list) = (true, false);
    for line in markdown.split_inclusive('\n') {
        let was_open = fence.is_some();
        fence = after(fence, line);
        let is_indented = line.starts_with("    ") || line.starts_with('\t');
        let is_code = is_indented && after_blank && !in_list;
        if was_open || fence.is_some() || is_code {
            flush(&mut text, &mut out, change);
            out.push_str(line);
        } else {
            text.push_str(line);
        }
        if line.trim().is_empty() {
            after_blank = true;
        } else if !is_code {
            after_blank = false;
            // What is indented below an item belongs to it.
            in_list = is_item(line) || (in_list && line.starts_with([' ', '\t']));
        }
    }
    flush(&mut text, &mut out, change);
    out
}

pub(super) fn is_item(line: &str) -> bool {
    without_marker(line.trim_start()).len() < line.trim_start().len()
}

/// A line without the marker of a list that it begins with.
fn without_marker(line: &str) -> &str {
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let after = match number.len() < line.len() {
        true => number.strip_prefix(['.', ')']),
        false => line.strip_prefix(['-', '*', '+']),
    };
    after.and_then(|after| after.strip_prefix(' ')).unwrap_or(line)
}

/// A fence that is open: its character and how many of them there are.
pub(super) type Fence = (char, usize);

/// The fence that is open after a line, when `open` is before it.
pub(super) fn after(open: Option<Fence>, line: &str) -> Option<Fence> {
    // A fence may stand in a quote or a list.
    let line = without_marker(line.trim().trim_start_matches(['>', ' ']));
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
    while let Some(at) = rest.get(from..).and_then(|tail| tail.find(['`', '$'])).map(|at| from + at)
    {
        let here = &rest[at..];
        let sign = if here.starts_with('`') { '`' } else { '$' };
        let signs = here.len() - here.trim_start_matches(sign).len();
        let behind = &here[signs..];
        let length = match sign {
            '`' => end_of_span(behind, signs),
            _ => end_of_formula(behind, signs),
        };
        match length {
            Some(length) => {
                let end = at + signs + length;
                change(&rest[..at], out);
                out.push_str(&rest[at..end]);
                rest = &rest[end..];
                from = 0;
            }
            None => from = at + signs,
        }
    }
    change(rest, out);
    text.clear();
}

/// Where a formula between dollars ends, behind them. One dollar opens none before a space, and closes none
/// behind a space or before a digit, where it is money.
fn end_of_formula(text: &str, signs: usize) -> Option<usize> {
    let text = super::reach::within_reach(text);
    if signs > 2 || (signs == 1 && text.starts_with(char::is_whitespace)) {
        return None;
    }
    let close = &"$$"[..signs];
    let lines = if signs == 1 { text.split('\n').next().unwrap_or_default() } else { text };
    let at = lines.find(close)?;
    let (inside, after) = (&lines[..at], &lines[at + signs..]);
    let is_money = signs == 1
        && (inside.ends_with(char::is_whitespace)
            || after.starts_with(|c: char| c.is_ascii_digit()));
    (!is_money && !inside.is_empty()).then_some(at + signs)
}

/// Where a span of code ends, behind the backticks that close it; it does not go beyond a paragraph.
fn end_of_span(text: &str, ticks: usize) -> Option<usize> {
    let text = super::reach::within_reach(text);
    let text = text.split("\n\n").next().unwrap_or_default();
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
            ("a\n\n    b\n\nc", "A\n\n    b\n\nC"),
            ("- a\n\n    b\n\nc\n\n    d", "- A\n\n    B\n\nC\n\n    d"),
            ("1. ```\n   a\n   ```\nb", "1. ```\n   a\n   ```\nB"),
            ("a $x+y$ b $5 c $6", "A $x+y$ B $5 C $6"),
            ("a $$x\ny$$ b", "A $$x\ny$$ B"),
        ] {
            assert_eq!(upper(text), expected);
        }
    }
}
