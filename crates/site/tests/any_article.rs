//! Whatever an article holds, its page is a whole page.

use kwic_indexer::SlugRule;
use kwic_indexer::read_articles;
use kwic_site::article_page;
use proptest::prelude::*;
use tempfile::TempDir;

/// Text in which everything that a page treats in its own way turns up often.
fn marked_text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "---\n",
        "\n\n",
        "\n",
        "title: ",
        "# ",
        "<script>",
        "</p>",
        "<p a='",
        "&amp;",
        "| a | b |\n|---|---|\n",
        "[^1]: ",
        "```\n",
        "- ",
        "> ",
        "<!--",
        "![",
        "](javascript:x)",
        "](a.md#b)",
        "**",
        "{#id .class on=1}\n",
        "A sentence. ",
        "Việt Nam. ",
        "渡し船。",
        "\u{301}",
        "\0",
        "\"",
        "</html>",
        "@@kwic.js@@",
    ]);
    let piece = piece.prop_map(str::to_owned);
    prop::collection::vec(prop_oneof![4 => piece, 1 => "\\PC{0,12}"], 0..40)
        .prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_text_of_the_usual_parts_has_a_whole_page(text in marked_text(), ending in prop::sample::select(vec!["md", "txt"])) {
        let folder = TempDir::new().expect("a folder for the test");
        std::fs::write(folder.path().join(format!("a.{ending}")), text).expect("a file for the test");
        for document in read_articles(folder.path()).unwrap_or_default() {
            let page = article_page(&document, SlugRule::GitHub, "s", "h");
            prop_assert!(page.ends_with("</html>\n"), "{}", page);
            prop_assert!(!page.contains("<script"), "{}", page);
        }
    }
}
