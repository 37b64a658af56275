//! Files that articles are read from.

use std::cell::RefCell;
use std::fs;

use kwic_indexer::{Document, read, read_articles};
use tempfile::TempDir;

pub(crate) const HTML_WORDS: &[&str] = &[
    "<p>",
    "</p>",
    "<h1>",
    "<main>",
    "<article",
    "<div class=\"",
    "<script>",
    "<!--",
    "-->",
    "<![CDATA[",
    "&amp;",
    "&#x1F6A2;",
    "<meta charset=",
    "<title>",
    "<pre><code>",
    "<template>",
    "<table><tr><td>",
    "data-kwic-",
    "lang=\"vi\"",
    "<svg>",
    "<a href=",
];
pub(crate) const MARKDOWN_WORDS: &[&str] = &[
    "---\n",
    "+++\n",
    "title: ",
    "date: 2024-02-30",
    "```\n",
    "# ",
    "> [!tip]",
    ":::",
    "{% a %}",
    "{{<",
    "<Tabs>",
    "import a from 'b'",
    "export const a = {",
    "| a |\n|---|\n",
    "[^1]: ",
    "![](",
    "](",
    "<p",
    "$$",
    "{#id}",
];
pub(crate) const JSON_WORDS: &[&str] = &[
    "{\"title\": \"",
    "\"body\": ",
    "\"sections\": [",
    "\\ud800",
    "\\u0000",
    "[",
    "]",
    "}",
    ",",
    "null",
    "1e999",
];
pub(crate) const FEED_WORDS: &[&str] = &[
    "<rss version=\"2.0\">",
    "<channel>",
    "<item>",
    "<title>",
    "<link>",
    "<feed xmlns=\"http://www.w3.org/2005/Atom\">",
    "<entry>",
    "<![CDATA[",
    "]]>",
    "<content type=\"html\">",
    "<pubDate>",
    "&lt;",
];
pub(crate) const SETTING_WORDS: &[&str] = &[
    "[weights]\n",
    "title = ",
    "[recency]\n",
    "[input]\n",
    "include = [",
    "[filters]\n",
    "[text]\n",
    "[synonyms]\n",
    "\"\"\"",
    "**/",
];

const SETTINGS_FILE: &str = "kwic.toml";

thread_local! {
    static FOLDER: RefCell<Option<TempDir>> = const { RefCell::new(None) };
}

/// Reads these bytes as a file of this name, beside an article where the file is none.
fn check(name: &str, bytes: &[u8]) {
    FOLDER.with_borrow_mut(|folder| {
        let folder = folder.get_or_insert_with(|| TempDir::new().expect("a folder"));
        let path = folder.path().join(name);
        fs::write(&path, bytes).expect("a file");
        let result = if name == SETTINGS_FILE {
            fs::write(folder.path().join("a.md"), "# A ferry\n\nIt leaves at noon.\n")
                .expect("a file");
            read(&[folder.path().to_owned()]).map(|articles| Vec::from(articles.documents))
        } else {
            read_articles(folder.path())
        };
        match result {
            Ok(documents) => documents.iter().for_each(check_document),
            Err(error) => {
                let error = error.to_string();
                assert!(
                    !error.is_empty() && !error.contains('\n'),
                    "an error takes one line: {error}"
                );
            }
        }
        fs::remove_file(&path).expect("the file is there");
    });
}

fn check_document(document: &Document) {
    assert!(!document.title.is_empty() && !document.url.is_empty() && !document.id.is_empty());
    assert!((2..=3).contains(&document.lang.len()), "{}", document.lang);
    for block in &document.blocks {
        let collapsed = block.text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(!block.text.is_empty() && block.text == collapsed, "{:?}", block.text);
    }
}

fn bytes_of(texts: &[&str]) -> Vec<Vec<u8>> {
    texts.iter().map(|text| text.as_bytes().to_vec()).collect()
}

pub(crate) fn html(bytes: &[u8]) {
    check("a.html", bytes);
}

pub(crate) fn pages() -> Vec<Vec<u8>> {
    bytes_of(&[
        "<!doctype html><html lang=en><title>Ferries</title><main><h1>Ferries</h1><p>The ferry leaves.<h2 id=times>Times</h2><pre><code>noon()</code></pre></main><footer>Imprint</footer>",
        "<article data-kwic-body data-kwic-weight=2><h1>Quay</h1><table><tr><td>1<td>2</table><ul><li>a<li>b</ul></article>",
        "<meta charset=windows-1252><body><p>caf\u{e9}<script>let a = '<p>'</script><!-- <p>no -->",
    ])
}

pub(crate) fn markdown(bytes: &[u8]) {
    check("a.md", bytes);
}

pub(crate) fn mdx(bytes: &[u8]) {
    check("a.mdx", bytes);
}

pub(crate) fn notes() -> Vec<Vec<u8>> {
    bytes_of(&[
        "---\ntitle: Ferries\ndate: 2024-02-03\ntags: [sea]\n---\n\n# Ferries\n\nThe *ferry* leaves.\n\n## Times {#times}\n\n```js\nnoon()\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
        "+++\ntitle = \"Quay\"\n+++\n\nimport Tabs from './tabs'\n\n<Tabs items={['a']}>\n\n- one\n- two[^1]\n\n</Tabs>\n\n[^1]: A note.\n",
        "> [!tip] Mind the gap\n\n{{< box >}} :::note\nText\n:::\n",
    ])
}

pub(crate) fn json(bytes: &[u8]) {
    check("a.json", bytes);
}

pub(crate) fn records() -> Vec<Vec<u8>> {
    bytes_of(&[
        "[{\"title\": \"Ferries\", \"body\": \"The ferry leaves.\", \"url\": \"a.html\", \"tags\": [\"sea\"], \"filters\": {\"version\": \"2\"}}]",
        "{\"title\": \"Quay\", \"body\": \"<p>The quay\", \"format\": \"html\", \"date\": \"2024-02-03\"}",
    ])
}

pub(crate) fn csv(bytes: &[u8]) {
    check("a.csv", bytes);
}

pub(crate) fn tables() -> Vec<Vec<u8>> {
    bytes_of(&[
        "title,body,url\n\"Ferries, all\",The ferry leaves.,a.html\nQuay,\"A \"\"quay\"\"\",b.html\n",
    ])
}

pub(crate) fn feed(bytes: &[u8]) {
    check("a.xml", bytes);
}

pub(crate) fn feeds() -> Vec<Vec<u8>> {
    bytes_of(&[
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Harbour</title><link>https://a.example/</link><item><title>Ferries</title><link>https://a.example/1</link><description>The &lt;b&gt;ferry</description><pubDate>Sat, 03 Feb 2024 00:00:00 GMT</pubDate></item></channel></rss>",
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Harbour</title><id>a</id><updated>2024-02-03T00:00:00Z</updated><entry><title>Quay</title><id>b</id><link href=\"https://a.example/2\"/><updated>2024-02-03T00:00:00Z</updated><content type=\"html\">&lt;p&gt;The quay</content></entry></feed>",
    ])
}

pub(crate) fn settings(bytes: &[u8]) {
    check(SETTINGS_FILE, bytes);
}

pub(crate) fn settings_files() -> Vec<Vec<u8>> {
    let mut all = String::new();
    for of_table in kwic_indexer::SETTINGS.chunk_by(|a, b| a.table == b.table) {
        all.push_str(&format!("[{}]\n", of_table[0].table));
        of_table.iter().for_each(|setting| all.push_str(&format!("{}\n", setting.example)));
    }
    bytes_of(&[
        "[weights]\ntitle = 3.0\n\n[recency]\nhalf_life = \"30 days\"\nboost = 0.5\n",
        &all,
        "[input]\ninclude = [\"**/*.md\"]\n\n[text]\ncomments = true\n",
    ])
}
