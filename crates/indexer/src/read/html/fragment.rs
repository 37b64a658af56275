//! HTML that stands inside another text: in Markdown, or in an entry of a feed.

use super::blocks::{self, PageBlock};
use super::marks::{Mark, Marks};
use super::tree::Tree;
use super::{never_text, parse};

pub(crate) use super::blocks::is_inline;

/// The blocks of a stretch of HTML, all of them text of what it stands in.
pub(crate) fn blocks(html: &str) -> Vec<PageBlock> {
    let document = parse::parse(html).document;
    let tree = Tree::new(&document);
    let mut marks = Marks::new(&tree);
    never_text::mark(&tree, &mut marks, false);
    for at in (1..tree.len()).filter(|&at| tree.name(at) == "noscript") {
        marks.set(&tree, at, Mark::Out);
    }
    blocks::blocks(&tree, &marks)
}

/// The texts of these blocks.
pub(crate) fn lines(html: &str) -> Vec<String> {
    blocks(html).into_iter().map(|found| found.block.text).collect()
}

/// The name of a tag, in lower case, and whether it closes, if the text begins with one.
pub(crate) fn tag(html: &str) -> Option<(String, bool)> {
    let inside = html.strip_prefix('<')?;
    let (inside, closing) = match inside.strip_prefix('/') {
        Some(inside) => (inside, true),
        None => (inside, false),
    };
    let end = inside.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inside.len());
    let name =
        inside.get(..end).filter(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()))?;
    Some((name.to_ascii_lowercase(), closing))
}

/// True for elements whose content is code for the browser and not text.
pub(crate) fn is_code(name: &str) -> bool {
    matches!(name, "script" | "style" | "template" | "noscript")
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn elements_become_lines_and_inline_tags_part_no_words() {
        assert_eq!(
            lines("<div class='a>b'><p>Old <b>br</b>idge</p><p>New&nbsp;&amp; wide</p></div>"),
            ["Old bridge", "New & wide"]
        );
    }

    #[test]
    fn code_and_comments_are_no_text() {
        assert_eq!(
            lines(
                "<style>p{a:b}</style>Old<script>if (a<b) x('</p>')</script><!-- <p>no</p> --> pier"
            ),
            ["Old pier"]
        );
    }

    #[test]
    fn a_lone_angle_bracket_is_text() {
        assert_eq!(lines("1 < 2 and 3 > 2"), ["1 < 2 and 3 > 2"]);
    }

    #[test]
    fn what_is_never_closed_ends_with_the_text() {
        for html in ["<p", "<p title=\"", "<!-- a", "<script>a", "</", "<!", "&#xFFFFFFFF;", "&"] {
            let _ = lines(html);
        }
        assert_eq!(lines("<p>Old pier<b>s"), ["Old piers"]);
    }
}
