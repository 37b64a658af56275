//! Templates in Markdown: Liquid of Jekyll, shortcodes of Hugo and Zola, attribute lists of kramdown and MkDocs.

/// Appends the text without templates and attribute lists. Of a shortcode stays what it says to readers.
pub(super) fn remove(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        let (before, here) = rest.split_at(at);
        out.push_str(before);
        rest = match template(here).or_else(|| attributes(here, out)) {
            Some((spoken, behind)) => {
                out.push_str(&spoken);
                behind
            }
            None => {
                out.push('{');
                here.get(1..).unwrap_or_default()
            }
        };
    }
    out.push_str(rest);
}

/// What a template at the beginning of a text says, and what follows it.
fn template(whole: &str) -> Option<(String, &str)> {
    let text = super::reach::within_reach(whole);
    let (inside, behind) = if let Some(after) = text.strip_prefix("{{<") {
        after.split_once(">}}")?
    } else if let Some(after) = text.strip_prefix("{{%") {
        after.split_once("%}}")?
    } else if let Some(after) = text.strip_prefix("{{") {
        after.split_once("}}")?
    } else if let Some(after) = text.strip_prefix("{%") {
        after.split_once("%}")?
    } else if let Some(after) = text.strip_prefix("{#") {
        // A comment of Tera and Nunjucks; an attribute list has no second sign.
        let (comment, behind) = after.split_once("#}")?;
        if comment.contains('}') {
            return None;
        }
        return Some((String::new(), &whole[text.len() - behind.len()..]));
    } else {
        return None;
    };
    if inside.contains("\n\n") {
        return None;
    }
    let behind = &whole[text.len() - behind.len()..];
    let name = inside.trim_matches(['-', ' ', '\n']).split_whitespace().next().unwrap_or_default();
    if name == "comment"
        && text.starts_with("{%")
        && let Some((_, end)) = behind.split_once("endcomment")
        && let Some((_, behind)) = end.split_once("%}")
    {
        return Some((String::new(), behind));
    }
    Some((super::spoken::spoken_attributes(inside).join(" "), behind))
}

/// What follows an attribute list: `{: .class }`, `{.class #id key="value"}`. Headings keep theirs, which Markdown
/// knows; an item that stands for a table of contents goes with its list.
fn attributes<'t>(text: &'t str, out: &mut String) -> Option<(String, &'t str)> {
    let near = super::reach::within_reach(text).split('\n').next().unwrap_or_default();
    let (inside, _) = near.strip_prefix('{')?.split_once('}')?;
    let behind = &text[inside.len() + 2..];
    if inside.contains(['{', ',']) {
        return None;
    }
    let (list, is_kramdown) = match inside.strip_prefix(':') {
        Some(list) => (list, true),
        None => (inside, false),
    };
    let line = out.rsplit('\n').next().unwrap_or_default();
    // A lone id is a colour as well, unless it ends the line.
    let ends_line = behind.trim_start_matches(' ').is_empty()
        || behind.trim_start_matches(' ').starts_with('\n');
    let is_first = |word: &str| {
        (word.starts_with('.') || (word.starts_with('#') && ends_line)) && word.len() > 1
    };
    let is_list = match is_kramdown {
        true => {
            list.is_empty()
                || list.starts_with([' ', '.', '#'])
                || list.starts_with(char::is_alphabetic)
        }
        false => list.split_whitespace().next().is_some_and(is_first),
    };
    if !is_list || line.trim_start().starts_with('#') {
        return None;
    }
    if is_kramdown && list.trim() == "toc" {
        let end = out.trim_end().len();
        let start = out[..end].rfind('\n').map_or(0, |at| at + 1);
        let item = out[start..end].trim_start();
        if item.starts_with(['*', '-', '+']) || item.starts_with(|c: char| c.is_ascii_digit()) {
            out.truncate(start);
        }
    }
    Some((String::new(), behind))
}

#[cfg(test)]
mod tests {
    #[test]
    fn templates_go_and_what_they_say_stays() {
        for (text, expected) in [
            ("[a]({% link docs/a.md %}) b", "[a]() b"),
            ("the {{ site.name }} is", "the  is"),
            ("x\n{: .fs-6 }\ny", "x\n\ny"),
            ("*a*{:.big} b", "*a* b"),
            ("[b](c){ .button .primary }", "[b](c)"),
            ("{{< figure src=\"a.png\" title=\"A kiln\" >}}", "A kiln"),
            ("{{% note %}}text{{% /note %}}", "text"),
            ("a {% comment %} no {% endcomment %} b", "a  b"),
            ("1. TOC\n{:toc}\n\nText", "\n\nText"),
            ("## A {#own}", "## A {#own}"),
            ("a {braces} {", "a {braces} {"),
            ("{{ never closed", "{{ never closed"),
            ("{# note #}text", "text"),
        ] {
            let mut out = String::new();
            super::remove(text, &mut out);
            assert_eq!(out, expected, "{text}");
        }
    }
}
