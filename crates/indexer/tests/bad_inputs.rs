//! Forty inputs that are wrong, and what is said of each: the file, the place and the mend.

use std::fs;

use kwic_indexer::read;

/// The name of a file, its content, and what the error says.
type Bad = (&'static str, &'static [u8], &'static [&'static str]);

const BAD: &[Bad] = &[
    ("a.txt", b"caf\xE9", &["a.txt, line 1", "byte 3", "save the file as UTF-8"]),
    ("a.json", b"{\"title\": \"caf\xE9\"}", &["a.json, line 1", "save the file as UTF-8"]),
    ("a.md", b"---\ntitle: A\n", &["a.md, line 1", "close it with a line `---`"]),
    ("a.md", b"+++\ntitle = \"A\"\n", &["a.md, line 1", "close it with a line `+++`"]),
    ("a.md", b"---\ntitle: [\n---\n", &["a.md, line", "broken YAML front matter", "mend it"]),
    (
        "a.md",
        b"+++\ntitle = A day\n+++\n",
        &["a.md, line 2", "broken TOML front matter", "mend it"],
    ),
    ("a.md", b"---\ntitle: {a: b}\n---\n", &["a.md, line 2", "`title`", "write text"]),
    ("a.md", b"---\ndate: [2025]\n---\n", &["a.md, line 2", "`date` is a list", "year-month-day"]),
    ("a.md", b"---\ndate: 13.01.2025\n---\n", &["a.md, line 2", "13.01.2025", "year-month-day"]),
    ("a.md", b"---\ndate: 2025-02-30\n---\n", &["a.md, line 2", "2025-02-30", "year-month-day"]),
    ("a.md", b"---\nlang: English\n---\n", &["a.md, line 2", "English", "for example en"]),
    ("a.md", b"---\nlang: [en]\n---\n", &["a.md, line 2", "`lang` is a list", "language code"]),
    ("a.md", b"---\nurl: 'javascript:x()'\n---\n", &["a.md, line 2", "javascript:x()", "https://"]),
    (
        "a.md",
        b"---\nurl: 'data:text/html,x'\n---\n",
        &["a.md, line 2", "data:text/html,x", "https://"],
    ),
    ("a.md", b"---\ntags: {a: b}\n---\n", &["a.md, line 2", "`tags`", "[sea, trade]"]),
    ("a.md", b"---\ndraft: perhaps\n---\n", &["a.md, line 2", "`draft` is text", "true or false"]),
    (
        "a.md",
        b"+++\nauthor = 1979-05-27\ntitle = [1]\n+++\n",
        &["a.md, line 3", "`title` is a list"],
    ),
    (
        "a.md",
        b"---\ndescription: [a]\n---\n",
        &["a.md, line 2", "`description` is a list", "write text"],
    ),
    (
        "a.md",
        b"---\nsource: true\n---\n",
        &["a.md, line 2", "`source` is true or false", "write text"],
    ),
    ("a.json", b"{\"title\": \"A\",}", &["a.json, line 1, column", "broken JSON"]),
    ("a.json", b"[\n{\"title\": \"A\"},\n3]", &["a.json, line 3", "broken JSON", "{\"title\""]),
    ("a.json", b"", &["a.json, line 1", "broken JSON"]),
    ("a.json", b"{\"name\": \"A\"}", &["a.json, line 1", "neither `title` nor `body`", "add them"]),
    (
        "a.json",
        b"{\"title\": \"A\", \"format\": \"html\"}",
        &["a.json, line 1", "`format`", "markdown"],
    ),
    ("a.json", b"{\"title\": \"A\", \"body\": [\"x\"]}", &["a.json, line 1", "`body` is a list"]),
    ("a.jsonl", b"{\"title\": \"A\"}\n{\"title\": ", &["a.jsonl, line 2", "broken JSON"]),
    ("a.jsonl", b"{\"title\": \"A\"}\n\n[1]\n", &["a.jsonl, line 3", "neither `title` nor `body`"]),
    (
        "a.jsonl",
        b"{\"title\": \"A\", \"url\": \"a\"}\n{\"title\": \"B\", \"url\": \"a\"}\n",
        &["a.jsonl, line 1 and ", "line 2", "`url` of its own"],
    ),
    ("a.csv", b"name,text\nA,B\n", &["a.csv, line 1", "name"]),
    ("a.csv", b"title,body\nA\n", &["a.csv, line 2"]),
    ("a.csv", b"title,body\n\"A,B\n", &["a.csv, line 2", "quote"]),
    ("a.csv", b"title,date\nA,soon\n", &["a.csv, line 2", "soon", "year-month-day"]),
    ("a.tsv", b"title\tdraft\nA\tmaybe\n", &["a.tsv, line 2", "`draft`", "true or false"]),
    ("a.rss", b"<rss version=\"2.0\"><channel><item><title>A</channel></rss>", &["a.rss"]),
    ("a.rss", b"<html></html>", &["a.rss", "is no feed"]),
    ("kwic.toml", b"weights = 3", &["kwic.toml, line 1", "[weights]"]),
    ("kwic.toml", b"[weights]\ntitel = 3", &["kwic.toml, line 2", "titel", "`title`"]),
    ("kwic.toml", b"[weights]\nbody = -1", &["kwic.toml, line 2", "`body` is -1", "from 0 to 100"]),
    ("kwic.toml", b"[recency]\nboost = 1", &["kwic.toml, line 2", "`half-life`"]),
    ("kwic.toml", b"[input]\nexclude = [\"a[\"]", &["kwic.toml, line 2", "a[", "pattern"]),
];

#[test]
fn every_bad_input_is_an_error_that_names_the_place_and_the_mend() {
    assert_eq!(BAD.len(), 40);
    let mut wrong = Vec::new();
    for (name, content, facts) in BAD {
        let folder = tempfile::tempdir().unwrap();
        // Beside it lies an article that is right: what is wrong is not hidden by it.
        fs::write(folder.path().join("right.md"), "# Right\n\nText.\n").unwrap();
        fs::write(folder.path().join(name), content).unwrap();
        let shown = String::from_utf8_lossy(content).into_owned();
        match read(&[folder.path().to_owned()]) {
            Ok(_) => wrong.push(format!("{name} {shown:?} is read")),
            Err(error) => {
                let error = error.to_string();
                for fact in facts.iter().filter(|fact| !error.contains(**fact)) {
                    wrong.push(format!("{name} {shown:?}: {fact:?} is not in: {error}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn inputs_that_are_not_there_or_hold_nothing_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let of = |name: &str| read(&[folder.path().join(name)]).unwrap_err().to_string();
    assert!(of("missing").contains("no such file or folder") && of("missing").contains("missing"));
    fs::write(folder.path().join("picture.png"), "x").unwrap();
    assert!(of("picture.png").contains("rename it"));
    assert!(
        read(&[folder.path().to_owned()]).unwrap_err().to_string().contains("no article in it")
    );
    fs::write(folder.path().join("sitemap.xml"), "<urlset></urlset>").unwrap();
    assert!(of("sitemap.xml").contains("is no feed"));
    fs::write(folder.path().join("a.html"), "<meta name=robots content=noindex><p>x").unwrap();
    let left_out = of("a.html");
    assert!(left_out.contains("1 marked noindex"), "{left_out}");
}
