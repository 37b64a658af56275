//! Markdown becomes blocks of plain text.

use std::fs;

use kwic_indexer::{BlockKind, Document, read_articles};
use tempfile::TempDir;

fn document(text: &str) -> Document {
    let folder = TempDir::new().expect("a folder for the test");
    fs::write(folder.path().join("a.md"), text).expect("a file for the test");
    read_articles(folder.path()).unwrap_or_else(|error| panic!("{error}")).remove(0)
}

fn bodies(text: &str) -> Vec<String> {
    let document = document(&format!("---\ntitle: T\n---\n{text}"));
    assert!(
        document.blocks.iter().all(|block| block.kind == BlockKind::Body),
        "{:?}",
        document.blocks
    );
    document.blocks.into_iter().map(|block| block.text).collect()
}

#[test]
fn every_part_of_the_layout_is_a_block_of_its_own() {
    assert_eq!(
        bodies(
            "One\nline\\\nof text.\n\n- item one\n- item two\n  - inner\n\n    more\n\n> quoted\n\n\
             1. first\n\n   with a paragraph\n\n```rust\nlet a = 1;\n\nlet b = 2;\n```\n\n---\n\n\
             A note[^n].\n\n[^n]: The note.\n"
        ),
        [
            "One line of text.",
            "item one",
            "item two",
            "inner",
            "more",
            "quoted",
            "first",
            "with a paragraph",
            "let a = 1; let b = 2;",
            "A note.",
            "The note.",
        ]
    );
}

#[test]
fn a_row_of_a_table_is_a_block() {
    assert_eq!(
        bodies("| Lamp | Year |\n|---|---|\n| old **pier** | 1924 |\n| bell |  |\n"),
        ["Lamp · Year", "old pier · 1924", "bell"]
    );
}

#[test]
fn marks_vanish_without_parting_a_word() {
    assert_eq!(
        bodies("light**house** ~~old~~ *new* `code` a_b_c \\*star\\*"),
        ["lighthouse old new code a_b_c *star*"]
    );
    assert_eq!(bodies("- [x] done\n- [ ] open"), ["done", "open"]);
}

#[test]
fn of_links_and_images_the_words_stay() {
    assert_eq!(
        bodies(
            "See [the *pier*](https://example.org/x \"tip\") and ![a lamp](lamp.jpg) <https://example.org>."
        ),
        ["See the pier and a lamp https://example.org."]
    );
}

#[test]
fn html_is_reduced_to_its_text() {
    assert_eq!(
        bodies(
            "light<b>house</b> one<br>two <script>alert(1)</script>three\n\n<div class=\"x>y\">\n<p>Old &amp; new</p>\n\
             <style>p { color: red }</style><p>pier</p>\n</div>\n\n<!-- hidden -->\n\nA&nbsp;B &lt;C&gt; &eacute;"
        ),
        ["lighthouse one two three", "Old & new", "pier", "A B <C> é"]
    );
}

#[test]
fn headings_are_headings_and_the_first_is_the_title() {
    let found = document(
        "# The *old* pier {#pier .big}\n\nA lamp.\n\n## Its `lamp`\n\nB\n\nSetext\n------\n\nC",
    );
    assert_eq!(found.title, "The old pier");
    assert!(!found.title_from_body);
    let headings: Vec<&str> =
        found.blocks.iter().filter(|b| b.kind == BlockKind::Heading).map(|b| &*b.text).collect();
    assert_eq!(headings, ["Its lamp", "Setext"]);
}

#[test]
fn a_first_heading_that_repeats_the_title_is_dropped() {
    let found = document("---\ntitle: The old pier\n---\n# The old pier\n\nA lamp.");
    assert_eq!(found.blocks.len(), 1);
    let found = document("---\ntitle: The old pier\n---\n# Its lamp\n\nA lamp.");
    assert_eq!(found.blocks.len(), 2);
}

#[test]
fn without_heading_the_first_sentence_is_the_title() {
    let found = document("- item\n\nThe lamp of the old pier was lit again on Monday. More text.");
    assert_eq!(
        (&*found.title, found.title_from_body),
        ("The lamp of the old pier was lit again on Monday", true)
    );
}

#[test]
fn a_heading_that_announces_other_articles_sets_aside_what_is_below_it() {
    let found = document(
        "# T\n\nText of the article.\n\n## Related posts\n\n- [one](1.md)\n\n### Older\n\n- two\n\n## Notes\n\nMore.",
    );
    let kinds: Vec<(BlockKind, &str)> = found.blocks.iter().map(|b| (b.kind, &*b.text)).collect();
    assert_eq!(
        kinds,
        [
            (BlockKind::Body, "Text of the article."),
            (BlockKind::Aside, "Related posts"),
            (BlockKind::Aside, "one"),
            (BlockKind::Aside, "Older"),
            (BlockKind::Aside, "two"),
            (BlockKind::Heading, "Notes"),
            (BlockKind::Body, "More."),
        ]
    );
}

#[test]
fn the_markdown_itself_is_kept_for_the_page() {
    let found = document("---\ntitle: T\n---\n# T\n\n*A*\n");
    assert_eq!(found.markdown.as_deref(), Some("# T\n\n*A*\n"));
}
