//! Containers: `:::` of Docusaurus and VitePress, `!!!`, `???` and `===` of MkDocs, the callouts of GitHub and
//! Obsidian. Their titles and contents become paragraphs.

use super::code;

/// The text with its containers opened.
pub(super) fn open(markdown: &str) -> String {
    let lines: Vec<&str> = markdown.split('\n').collect();
    let mut out = Vec::with_capacity(lines.len());
    open_lines(&lines, 0, &mut out);
    out.join("\n")
}

/// How deep containers may stand in each other; deeper ones are text.
const MAX_DEPTH: usize = 16;

fn open_lines(lines: &[&str], depth: usize, out: &mut Vec<String>) {
    let mut fence = None;
    let mut at = 0;
    while let Some(&line) = lines.get(at) {
        at += 1;
        let was_open = fence.is_some();
        fence = code::after(fence, line);
        if was_open || fence.is_some() {
            out.push(line.to_owned());
        } else if let Some(title) = colons(line) {
            push_title(out, line, &title);
        } else if let Some(title) = indented(line).filter(|_| depth < MAX_DEPTH) {
            push_title(out, line, &title);
            let base = indent(line);
            let is_inside = |line: &&str| line.trim().is_empty() || indent(line) >= base + 4;
            let count = lines[at..].iter().take_while(|line| is_inside(line)).count();
            let inside: Vec<&str> =
                lines[at..at + count].iter().map(|line| without_indent(line, 4)).collect();
            open_lines(&inside, depth + 1, out);
            at += count;
        } else if let Some((quote, title)) = callout(line) {
            // A line of its own, so that it is no part of the text below.
            out.push(format!("{quote}{title}"));
            out.push(quote.to_owned());
        } else if line.trim_start().starts_with("--8<--") {
            out.push(String::new());
        } else {
            out.push(line.to_owned());
        }
    }
}

fn push_title(out: &mut Vec<String>, line: &str, title: &str) {
    let margin = line.get(..line.len() - line.trim_start().len()).unwrap_or_default();
    out.push(String::new());
    if !title.is_empty() {
        out.push(format!("{margin}{title}"));
        out.push(String::new());
    }
}

/// How far a line is indented; a tab goes to the next multiple of four.
fn indent(line: &str) -> usize {
    let mut columns = 0;
    for c in line.chars() {
        match c {
            ' ' => columns += 1,
            '\t' => columns = columns / 4 * 4 + 4,
            _ => break,
        }
    }
    columns
}

fn without_indent(line: &str, columns: usize) -> &str {
    let mut left = columns;
    let end = line.find(|c: char| {
        let width = if c == '\t' { 4 } else { 1 };
        let taken = matches!(c, ' ' | '\t') && left > 0;
        left = left.saturating_sub(width);
        !taken
    });
    line.get(end.unwrap_or(line.len())..).unwrap_or_default()
}

/// The title of a line of colons that opens or closes a container.
fn colons(line: &str) -> Option<String> {
    let line = line.trim();
    let rest = line.trim_start_matches(':');
    if line.len() - rest.len() < 3 {
        return None;
    }
    let rest = rest.trim_start();
    // `{note} Title`, `tip[Title]`, `tip Title`, `details Title {open}`, `note{title="Title"}`
    let (kind, after) = match rest.strip_prefix('{').and_then(|rest| rest.split_once('}')) {
        Some(parts) => parts,
        None => {
            let is_end = |c: char| !(c.is_alphanumeric() || c == '-' || c == '_');
            rest.split_at(rest.find(is_end).unwrap_or(rest.len()))
        }
    };
    if kind.is_empty() && !rest.is_empty() {
        return None;
    }
    // What ends the line in braces is attributes.
    let attributes = after.strip_suffix('}').and_then(|after| after.rsplit_once('{'));
    let (title, attributes) = attributes.unwrap_or((after, ""));
    let title = title.trim();
    let title = title.strip_prefix('[').and_then(|title| title.strip_suffix(']')).unwrap_or(title);
    let spoken = super::spoken::spoken_attributes(attributes);
    Some(if title.is_empty() { spoken.join(" ") } else { title.to_owned() })
}

/// The title of a line that opens a container of the indented lines below it.
fn indented(line: &str) -> Option<String> {
    let line = line.trim();
    let after = ["!!!", "???+", "???", "===+", "===!", "==="]
        .into_iter()
        .find_map(|sign| line.strip_prefix(sign))?;
    let is_tab = line.starts_with('=');
    let words = after.strip_prefix([' ', '\t'])?.trim();
    let title = words.split_once('"').and_then(|(_, title)| title.rsplit_once('"'));
    // What is no title are the kind and words such as `inline end`, all in small letters.
    let is_of_kind = |c: char| c.is_ascii_lowercase() || matches!(c, ' ' | '-' | '_');
    let is_kind = words.starts_with(|c: char| c.is_alphabetic());
    match title {
        Some((title, "")) if is_kind || words.starts_with('"') => Some(title.to_owned()),
        None if is_kind && !is_tab && words.chars().all(is_of_kind) => Some(String::new()),
        _ => None,
    }
}

/// The quote signs and the title of the first line of a callout, as in `> [!tip]- Title`.
fn callout(line: &str) -> Option<(&str, &str)> {
    let after = line.trim_start_matches([' ', '>']);
    let quote = line.get(..line.len() - after.len()).filter(|quote| quote.contains('>'))?;
    let (kind, title) = after.strip_prefix("[!")?.split_once(']')?;
    let is_kind = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '|' | ' ');
    kind.chars().all(is_kind).then(|| (quote, title.trim_start_matches(['-', '+']).trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines that say something.
    fn said(markdown: &str) -> Vec<String> {
        let open = open(markdown);
        open.lines()
            .filter(|line| !line.trim_matches(['>', ' ']).is_empty())
            .map(str::to_owned)
            .collect()
    }

    #[test]
    fn colons_around_a_text_go_and_their_titles_stay() {
        for (line, title) in [
            (":::tip Mind the gap", "Mind the gap"),
            ("::: danger", ""),
            (":::", ""),
            (":::note[Mind *the* gap]", "Mind *the* gap"),
            ("::::{note} Mind the gap", "Mind the gap"),
            ("::: details Mind the gap {open}", "Mind the gap"),
            (":::tip The {name} is required", "The {name} is required"),
            (":::note{title=\"Mind the gap\"}", "Mind the gap"),
        ] {
            assert_eq!(colons(line).as_deref(), Some(title), "{line}");
        }
        for line in ["::", "a ::: b", "::: \"text\""] {
            assert_eq!(colons(line), None, "{line}");
        }
    }

    #[test]
    fn what_is_indented_below_a_sign_is_read() {
        let text = "Before\n\n!!! note \"Mind\"\n\n    Some *text*.\n\n    === \"Tab\"\n\n        Inside.\n\
                    \nAfter\n";
        assert_eq!(said(text), ["Before", "Mind", "Some *text*.", "Tab", "Inside.", "After"]);
        assert_eq!(said("???+ warning inline end\n    Text\n"), ["Text"]);
        for text in ["!!! What a day", "!!!", "=== equal ===", "??? Really?"] {
            assert_eq!(said(text), [text]);
        }
        assert_eq!(said("```\n!!! note\n    code\n```"), ["```", "!!! note", "    code", "```"]);
    }

    #[test]
    fn callouts_lose_their_kind() {
        assert_eq!(said("> [!NOTE]\n> Text"), ["> Text"]);
        assert_eq!(said("> [!tip]- Folded up\n> Text"), ["> Folded up", "> Text"]);
        assert_eq!(said("> > [!bug] Inner"), ["> > Inner"]);
        assert_eq!(said("> [link]: x"), ["> [link]: x"]);
        assert_eq!(said("[!NOTE]"), ["[!NOTE]"]);
    }

    #[test]
    fn nothing_is_lost_however_deep() {
        let deep: String =
            (0..40).map(|n| format!("{}!!! note \"T{n}\"\n", " ".repeat(4 * n))).collect();
        let open = open(&deep);
        assert!((0..40).all(|n| open.contains(&format!("T{n}"))), "{open}");
    }
}
