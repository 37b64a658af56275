//! Markdown as site generators write it, as plain CommonMark: what their signs stand around is kept as
//! text, and the signs are not.

mod code;
mod containers;
mod jsx;
mod scripts;
mod templates;
mod wiki_links;

use code::map_text;

/// Which Markdown a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// Markdown, in which components may stand as well.
    Markdown,
    /// MDX, in which braces hold code.
    Mdx,
}

/// The text with the syntax of generators taken out, outside of code.
pub(crate) fn to_commonmark(markdown: &str, dialect: Dialect) -> String {
    let mut text = containers::open(markdown);
    let is_mdx = dialect == Dialect::Mdx;
    if is_mdx || jsx::has_components(&text) {
        text = map_text(&text, &mut |text, out| jsx::remove(text, is_mdx, out));
    }
    if is_mdx {
        text = jsx::without_indents(&text);
    }
    if text.contains('{') {
        text = map_text(&text, &mut templates::remove);
    }
    if text.contains("[[") {
        text = map_text(&text, &mut wiki_links::to_text);
    }
    if text.contains(['~', '^']) {
        text = map_text(&text, &mut scripts::level);
    }
    text
}

/// What is looked through for the end of a tag or a template that has begun, in bytes. A longer one is none, and so
/// text with very many beginnings does not take the square of its length.
const REACH: usize = 4096;

/// The beginning of a text within [`REACH`].
fn within_reach(text: &str) -> &str {
    let mut end = text.len().min(REACH);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// What a tag of a component or a shortcode says to readers: its title, its caption and the like.
fn spoken_attributes(attributes: &str) -> Vec<&str> {
    const SPOKEN: &[&str] =
        &["title", "label", "caption", "alt", "summary", "description", "heading", "question"];
    let mut found = Vec::new();
    let mut rest = attributes;
    while let Some(equals) = rest.find('=') {
        let (before, after) = rest.split_at(equals);
        let after = after.get(1..).unwrap_or_default().trim_start();
        let is_name_end = |c: char| !(c.is_alphanumeric() || c == '-' || c == '_');
        let name = before.trim_end().rsplit(is_name_end).next().unwrap_or_default();
        let Some(quote) = after.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
            rest = after;
            continue;
        };
        let Some((value, behind)) = after.get(1..).unwrap_or_default().split_once(quote) else {
            break;
        };
        if SPOKEN.contains(&name) && !value.trim().is_empty() {
            found.push(value.trim());
        }
        rest = behind;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_that_readers_see_are_read() {
        assert_eq!(
            spoken_attributes(
                r#"src="a.png" title="Kiln, lit" data-title="no" caption='At night'"#
            ),
            ["Kiln, lit", "At night"]
        );
        assert!(spoken_attributes("items={['npm']} open title=\"").is_empty());
    }

    #[test]
    fn plain_markdown_stays_as_it_is() {
        let text = "# A\n\nSome *text* with `{{ code }}`, a < b, {braces} and [link](x.md).\n\n\
                    ```\n{% raw %}\n!!! note\n```\n\n1. ```\n   [[a]]\n   ```\n\nText:\n\n    {{ indented }}\n\nIt is $x^2+y^2$ \
                    and a^2+b^2; {:ok, pid}, {.js,.ts}, {#fff} or so.\n";
        assert_eq!(to_commonmark(text, Dialect::Markdown), text);
    }

    #[test]
    fn prose_is_no_code() {
        for text in [
            "Write to <john.doe@example.org>; it returns Result<String, Error>.\n\n```js\nimport a from 'b';\n```\n",
            "<TABLE><TR><TD>one</TD></TR></TABLE>\n",
            "You can import and\nexport your data at any time.\n",
            "import \"settings.json\" from your disk.\n",
            "A Vec<String> and a Vec<T>.\n\n    <App />\n",
        ] {
            assert_eq!(to_commonmark(text, Dialect::Markdown), text);
        }
        let text = "You can import and\nexport your data. $\\frac{a}{b}$ costs $5 or {no} $6.\n";
        let read = to_commonmark(text, Dialect::Mdx);
        assert_eq!(read, text.replace("{no}", ""));
    }

    #[test]
    fn very_many_beginnings_take_no_square_of_time() {
        for begin in
            ["{", "[[", "`", "<a{", "<A ", "~", "$", "{{", "{%", "export {\n", "> ", ":::", "- "]
        {
            let text = begin.repeat(60_000);
            to_commonmark(&text, Dialect::Markdown);
            to_commonmark(&text, Dialect::Mdx);
        }
    }
}
