//! Whatever an article holds, reading it ends in documents or in an error, never in a panic.

use std::fs;

use kwic_indexer::{Document, read_articles};
use proptest::prelude::*;
use tempfile::TempDir;

/// Reads the bytes as the file, and checks what every reader of documents relies on.
fn check(name: &str, bytes: &[u8]) {
    let folder = TempDir::new().expect("a folder for the test");
    fs::write(folder.path().join(name), bytes).expect("a file for the test");
    match read_articles(folder.path()) {
        Ok(documents) => documents.iter().for_each(check_document),
        Err(error) => {
            assert!(!error.to_string().contains('\n'), "an error takes one line: {error}");
        }
    }
}

fn check_document(document: &Document) {
    assert!(!document.title.is_empty() && !document.url.is_empty() && !document.id.is_empty());
    assert!((2..=3).contains(&document.lang.len()), "{}", document.lang);
    for block in &document.blocks {
        let collapsed = block.text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(!block.text.is_empty() && block.text == collapsed, "{:?}", block.text);
    }
}

/// Text in which everything that the readers look for turns up often.
fn marked_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("---\n"),
        Just("+++\n"),
        Just("\n\n"),
        Just("\n"),
        Just("\r\n"),
        Just("title: "),
        Just("title = "),
        Just("date 2025-01-13 "),
        Just("HUE, May 4 — "),
        Just("Related Topics\n"),
        Just("Share:\n"),
        Just("# "),
        Just("<script>"),
        Just("</p>"),
        Just("<p a='"),
        Just("&amp;"),
        Just("| a | b |\n|---|---|\n"),
        Just("[^1]: "),
        Just("```\n"),
        Just("- "),
        Just("> "),
        Just("{/*"),
        Just("*/}"),
        Just("A sentence that is long enough to run. "),
        Just("Việt Nam. "),
        Just("渡し船。"),
        Just("\u{301}"),
        Just("\u{A0}"),
        Just("\u{200B}"),
        Just("\0"),
        Just("!["),
        Just("](javascript:x)"),
        Just("**"),
        Just("…"),
        Just("."),
        Just("\u{FEFF}"),
        Just("\""),
        Just("{\"body\": \""),
        Just("{{"),
        Just("}}"),
        Just("{% a %}"),
        Just("{: .a }"),
        Just("[[a|"),
        Just("]]"),
        Just(":::tip "),
        Just("!!! note \"a\"\n    "),
        Just("> [!tip] "),
        Just("<Tabs a={"),
        Just("</Tabs>"),
        Just("import a from 'b';\n"),
        Just("export const a = {\n"),
        Just("`"),
        Just("$"),
        Just("~2~"),
        Just("\"}"),
        Just("["),
        Just("]"),
        Just(","),
        Just("title,body\n"),
        Just("title\tbody\n"),
        Just("\t"),
        Just("<?xml version='1.0' encoding='windows-1251'?>"),
        Just("<rss version='2.0'><channel>"),
        Just("<item>"),
        Just("</item>"),
        Just("</channel></rss>"),
        Just("<description><![CDATA["),
        Just("]]></description>"),
    ];
    prop::collection::vec(prop_oneof![4 => piece.prop_map(str::to_owned), 1 => "\\PC{0,12}"], 0..40)
        .prop_map(|pieces| pieces.concat())
}

const NAMES: [&str; 8] = ["a.txt", "a.md", "a.mdx", "a.json", "a.jsonl", "a.csv", "a.tsv", "a.xml"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_bytes_are_read_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), name in 0..NAMES.len()) {
        check(NAMES[name], &bytes);
    }

    #[test]
    fn any_text_of_the_usual_parts_is_read_without_panic(text in marked_text(), name in 0..NAMES.len()) {
        check(NAMES[name], text.as_bytes());
    }

    #[test]
    fn any_entry_of_a_feed_is_read_without_panic(title in marked_text(), body in marked_text(), date in "[0-9T:/ -]{0,20}") {
        let quoted = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
        let (title, body) = (quoted(&title), quoted(&body));
        check("a.xml", format!(
            "<rss version='2.0'><channel><title>{title}</title><link>{title}</link><item><title>{title}</title>\
             <link>{body}</link><pubDate>{date}</pubDate><description>{body}</description></item>\
             <item><description>{body}</description></item></channel></rss>"
        ).as_bytes());
        check("a.csv", format!("title,body,date\n\"{0}\",\"{1}\",{date}", title.replace('"', ""), body.replace('"', "\"\"")).as_bytes());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_record_is_read_without_panic(title in marked_text(), body in marked_text(), date in "[0-9T:/ -]{0,20}") {
        let quoted = |text: &str| format!("\"{}\"", text.escape_default().to_string().replace("\\'", "'").replace("\\u{", "u{"));
        check("a.json", format!("{{\"title\":{},\"body\":{}}}", quoted(&title), quoted(&body)).as_bytes());
        check("a.md", format!("---\ndate: {date}\n---\n{body}").as_bytes());
        check("a.md", format!("+++\ndate = {date}\n+++\n{body}").as_bytes());
    }
}

#[test]
fn deep_nesting_neither_overflows_nor_takes_for_ever() {
    check("a.json", "[".repeat(100_000).as_bytes());
    check("a.json", format!("{{\"title\": {}", "[".repeat(100_000)).as_bytes());
    check("a.md", format!("---\ntitle: {}\n---\n", "[".repeat(100_000)).as_bytes());
    check("a.md", format!("+++\ntitle = {}\n+++\n", "[".repeat(100_000)).as_bytes());
    check("a.md", ">".repeat(20_000).as_bytes());
    check("a.md", "<p ".repeat(20_000).as_bytes());
    check("a.txt", "a".repeat(1_000_000).as_bytes());
    check("a.xml", format!("<rss version='2.0'>{}", "<a>".repeat(100_000)).as_bytes());
    check("a.xml", format!("<rss version='2.0'>{}", "@é".repeat(100_000)).as_bytes());
    check("a.xml", format!("<rss version='2.0'>{}", "@".repeat(300_000)).as_bytes());
    check("a.csv", format!("title\n{}", "\"".repeat(100_000)).as_bytes());
    check("a.csv", "\n".repeat(100_000).as_bytes());
}
