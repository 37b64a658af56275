//! Markdown as site generators write it, as plain CommonMark: what their signs stand around is kept as
//! text, and the signs are not.

mod code;
mod containers;
mod jsx;
mod reach;
mod scripts;
mod spoken;
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

#[cfg(test)]
mod tests {
    use super::*;

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
