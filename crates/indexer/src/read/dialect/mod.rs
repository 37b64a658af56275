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
    let mut text = markdown.to_owned();
    if dialect == Dialect::Mdx || jsx::has_components(markdown) {
        text = map_text(&text, &mut |text, out| jsx::remove(text, dialect == Dialect::Mdx, out));
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
    containers::open(&text)
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
                    ```\n{% raw %}\n!!! note\n```\n";
        assert_eq!(to_commonmark(text, Dialect::Markdown), text);
    }
}
