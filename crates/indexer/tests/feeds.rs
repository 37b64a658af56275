//! Entries of feeds as articles.

use std::fs;
use std::path::PathBuf;

use kwic_indexer::{Articles, BlockKind, Document, read, read_articles};
use tempfile::TempDir;

fn folder_of(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().expect("a folder for the test");
    for (name, content) in files {
        fs::write(folder.path().join(name), content).expect("a file for the test");
    }
    folder
}

fn articles(files: &[(&str, &str)]) -> Articles {
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(name, content)| (*name, content.as_bytes())).collect();
    let folder = folder_of(&files);
    read(&[folder.path().to_owned()]).unwrap_or_else(|error| panic!("{error}"))
}

fn documents(name: &str, content: &str) -> Vec<Document> {
    articles(&[(name, content)]).documents.into()
}

fn document(name: &str, content: &str) -> Document {
    let mut found = documents(name, content);
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

/// An RSS 2.0 feed with these elements in its channel.
fn rss(channel: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"\n\
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n\
         xmlns:media=\"http://search.yahoo.com/mrss/\"><channel>{channel}</channel></rss>"
    )
}

fn complaint(name: &str, content: impl AsRef<[u8]>) -> String {
    let folder = folder_of(&[(name, content.as_ref())]);
    let error = read_articles(folder.path()).expect_err("this cannot be read").to_string();
    let prefix = format!("{}{}", folder.path().display(), std::path::MAIN_SEPARATOR);
    error.replace(&prefix, "")
}

#[track_caller]
fn says(complaint: &str, parts: &[&str]) {
    for part in parts {
        assert!(complaint.contains(part), "{part:?} is missing in: {complaint}");
    }
}

fn blocks(document: &Document) -> Vec<(BlockKind, &str)> {
    document.blocks.iter().map(|block| (block.kind, &*block.text)).collect()
}

fn texts(document: &Document) -> Vec<&str> {
    document.blocks.iter().map(|block| &*block.text).collect()
}

fn urls(documents: &[Document]) -> Vec<&str> {
    documents.iter().map(|document| &*document.url).collect()
}

#[test]
fn an_item_of_rss_with_its_content() {
    let found = document(
        "news.rss",
        &rss("<title>Harbour &amp; news</title><link>https://example.org/</link><language>en-gb</language>
        <item><title>The lamp &amp;amp; the pier</title><link>https://example.org/lamp</link>
        <guid isPermaLink=\"false\">lamp-7</guid>
        <pubDate>Mon, 13 Jan 2025 01:30:00 +0700</pubDate>
        <dc:creator>Lan Anh</dc:creator><author>tom@example.org (Tom Reed)</author>
        <category>sea</category><category>trade</category><category>sea</category>
        <description>How a storm put it out</description>
        <content:encoded><![CDATA[<p>The lamp is <b>lit</b> again.</p><p>It is &lt;new&gt; &amp; bright.</p>]]></content:encoded>
        </item>"),
    );
    assert_eq!((&*found.title, &*found.url), ("The lamp & the pier", "https://example.org/lamp"));
    assert_eq!((&*found.id, &*found.lang), ("lamp-7", "en"));
    assert_eq!(found.date.as_deref(), Some("2025-01-13"));
    assert_eq!(found.source.as_deref(), Some("Harbour & news"));
    assert_eq!(found.author.as_deref(), Some("Lan Anh, Tom Reed"));
    assert_eq!(found.tags, ["sea", "trade"]);
    assert_eq!(
        blocks(&found),
        [
            (BlockKind::Description, "How a storm put it out"),
            (BlockKind::Body, "The lamp is lit again."),
            (BlockKind::Body, "It is <new> & bright."),
        ]
    );
    assert!(!found.title_from_body);
}

#[test]
fn an_entry_of_atom_with_xhtml() {
    let found = document(
        "feed.atom",
        r#"<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="vi">
<title type="html">Bến &lt;i&gt;cảng&lt;/i&gt;</title><id>tag:example.org,2025:feed</id>
<author><name>Lan Anh</name></author>
<link rel="self" href="https://example.org/feed.atom"/>
<link href="https://example.org/"/>
<entry><title type="html">Ngọn &lt;b&gt;đèn&lt;/b&gt;</title><id>tag:example.org,2025:1</id>
<link rel="enclosure" type="audio/mpeg" href="/den.mp3"/>
<link rel="alternate" type="application/json" href="/den.json"/>
<link rel="alternate" type="text/html" href="/den.html"/>
<updated>2025-01-14T08:00:00Z</updated><published>2025-01-13T23:30:00-08:00</published>
<category term="bien" label="Biển"/><category term="den"/>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Ngọn đèn <em>sáng</em>.</p><p>Cầu tàu&#160;dài.</p></div></content>
</entry></feed>"#,
    );
    assert_eq!((&*found.title, &*found.url), ("Ngọn đèn", "https://example.org/den.html"));
    assert_eq!((&*found.id, &*found.lang), ("tag:example.org,2025:1", "vi"));
    assert_eq!(found.date.as_deref(), Some("2025-01-13"));
    assert_eq!(found.source.as_deref(), Some("Bến cảng"));
    assert_eq!(found.author.as_deref(), Some("Lan Anh"));
    assert_eq!(found.tags, ["Biển", "den"]);
    assert_eq!(texts(&found), ["Ngọn đèn sáng.", "Cầu tàu dài."]);
}

#[test]
fn an_item_of_rss_1() {
    for namespace in ["http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/"] {
        let found = document(
            "index.rdf",
            &format!(
                "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" \
                 xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns=\"{namespace}\">
                 <channel><title>Harbour</title><link>https://example.org/</link></channel>
                 <item><title>The lamp</title><link>https://example.org/lamp</link>
                 <dc:date>2025-01-13T08:00+07:00</dc:date>
                 <description>&lt;p&gt;It is lit.&lt;/p&gt;</description></item></rdf:RDF>"
            ),
        );
        assert_eq!((&*found.title, &*found.url), ("The lamp", "https://example.org/lamp"));
        assert_eq!((&*found.id, found.date.as_deref()), (&*found.url, Some("2025-01-13")));
        assert_eq!(texts(&found), ["It is lit."]);
    }
}

#[test]
fn items_of_json_feed() {
    let found = documents(
        "feed.json",
        "\u{FEFF}{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"Harbour\",
        \"home_page_url\": \"https://example.org/\", \"language\": \"en\",
        \"authors\": [{\"name\": \"Lan Anh\"}], \"items\": [
        {\"id\": \"1\", \"url\": \"/lamp\", \"title\": \"A <b> lamp &#8211; lit\", \"tags\": [\"sea\"],
         \"date_published\": \"2025-01-13T23:30:00-08:00\", \"content_html\": \"<p>It is <b>lit</b>.</p>\",
         \"content_text\": \"It is lit.\"},
        {\"id\": \"2 b\", \"content_text\": \"1 < 2 &amp; so on.\", \"summary\": \"Of numbers\",
         \"attachments\": [{\"url\": \"https://example.org/a.mp3\", \"mime_type\": \"audio/mpeg\"}]}]}",
    );
    let [lamp, numbers] = &found[..] else { panic!("{found:?}") };
    assert_eq!((&*lamp.title, &*lamp.url), ("A <b> lamp – lit", "https://example.org/lamp"));
    assert_eq!((&*lamp.id, lamp.date.as_deref()), ("1", Some("2025-01-13")));
    assert_eq!((texts(lamp), lamp.tags.clone()), (vec!["It is lit."], vec!["sea".to_owned()]));
    assert_eq!((&*numbers.url, &*numbers.lang), ("feed.html#2%20b", "en"));
    assert_eq!(texts(numbers), ["Of numbers", "1 < 2 &amp; so on."]);
    assert_eq!(numbers.author.as_deref(), Some("Lan Anh"));
}

#[test]
fn json_of_another_version_is_a_record() {
    let found = document("a.json", r#"{"version": 2, "title": "Of jsonfeed.org", "body": "x"}"#);
    assert_eq!(found.title, "Of jsonfeed.org");
}

#[test]
fn other_encodings_are_read_as_they_are_declared() {
    let text = "Фонарь";
    let windows: Vec<u8> = text
        .chars()
        .map(|letter| u8::try_from(u32::from(letter) - 0x410 + 0xC0).expect("a Russian letter"))
        .collect();
    let mut bytes = b"<?xml version='1.0'\nencoding='windows-1251'?>\n".to_vec();
    bytes.extend(b"<rss version='2.0'><channel><item><title>");
    bytes.extend(windows);
    bytes.extend(b"</title></item></channel></rss>");
    let utf16 = "\u{FEFF}<?xml version='1.0' encoding='UTF-16'?><rss version='2.0'><channel><item><title>Фонарь</title></item></channel></rss>";
    let little: Vec<u8> = utf16.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = utf16.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for bytes in [bytes, little, big] {
        let folder = folder_of(&[("a.xml", &bytes)]);
        let found = read_articles(folder.path()).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(found[0].title, "Фонарь");
    }
}

#[test]
fn bytes_that_are_not_of_the_encoding_are_an_error() {
    let feed = |encoding: &str, bytes: &[u8]| {
        let mut feed = format!("<?xml version='1.0' encoding='{encoding}'?>\n<rss version='2.0'>")
            .into_bytes();
        feed.extend(bytes);
        complaint("a.rss", feed)
    };
    says(&feed("utf-8", b"caf\xE9"), &["a.rss, line 2", "not UTF-8"]);
    says(&feed("shift_jis", b"\x81\x20"), &["a.rss", "not Shift_JIS", "mend it"]);
}

#[test]
fn an_entry_without_title_link_or_date_has_what_other_documents_have() {
    let found = documents(
        "news.xml",
        &rss("<item><description>The lamp is lit. It is new.</description></item>
        <item><guid>x 7</guid><description><![CDATA[<p>date 2025-01-13</p><p>The pier is long, and nobody walks there.</p>]]></description></item>
        <item><guid>https://example.org/rope</guid><title>The rope</title><pubDate>soon</pubDate></item>"),
    );
    assert_eq!(urls(&found), ["news.html#1", "news.html#x%207", "https://example.org/rope"]);
    assert_eq!((&*found[0].title, found[0].title_from_body), ("The lamp is lit", true));
    assert_eq!(found[0].date, None);
    assert_eq!(found[1].date.as_deref(), Some("2025-01-13"));
    assert_eq!((&*found[2].title, found[2].date.as_deref()), ("The rope", None));
}

#[test]
fn reading_a_feed_twice_gives_the_same_documents() {
    let feed = rss("<item><title>The lamp</title></item><item><title>The pier</title></item>");
    assert_eq!(documents("a.xml", &feed), documents("a.xml", &feed));
}

#[test]
fn relative_links_are_resolved_against_the_link_of_the_feed() {
    let items = "<item><title>A</title><link>/a</link></item>
        <item><title>B</title><link> b?x=1 </link></item>
        <item><title>C</title><link>https://other.example/c</link></item>";
    let found = documents("a.xml", &rss(&format!("<link>https://example.org/n/</link>{items}")));
    assert_eq!(
        urls(&found),
        ["https://example.org/a", "https://example.org/n/b?x=1", "https://other.example/c"]
    );
    let found = documents("a.xml", &rss(items));
    assert_eq!(urls(&found)[..2], ["/a", "b?x=1"]);
}

#[test]
fn a_link_that_runs_code_is_no_link() {
    let feed = rss("<item><title>A</title><link>javascript:alert(1)</link></item>");
    assert_eq!(urls(&documents("a.xml", &feed)), ["a.html#1"]);
}

#[test]
fn a_summary_that_begins_the_text_is_no_description() {
    let item = |summary: &str| {
        rss(&format!(
            "<item><title>T</title><description>{summary}</description><content:encoded>\
             &lt;p&gt;The lamp of the &lt;i&gt;pier&lt;/i&gt; is lit.&lt;/p&gt;&lt;p&gt;It is new.&lt;/p&gt;\
             </content:encoded></item>"
        ))
    };
    let text = ["The lamp of the pier is lit.", "It is new."];
    for summary in [
        "The lamp of the pier is lit. It is new.",
        "The lamp of &amp;hellip;",
        "The lamp of the pi…",
        "The lamp [...] Continue reading",
        "&lt;p&gt;The lamp of the pier&amp;nbsp;is lit.&lt;/p&gt;&lt;p&gt;The post T appeared first.&lt;/p&gt;",
        "T",
        " ",
        "",
    ] {
        assert_eq!(texts(&document("a.xml", &item(summary))), text, "{summary}");
    }
    let found = document("a.xml", &item("Of &lt;b&gt;storms&lt;/b&gt;\nand ropes"));
    assert_eq!(blocks(&found)[0], (BlockKind::Description, "Of storms and ropes"));
}

#[test]
fn an_entry_without_content_has_its_summary_or_what_its_media_say() {
    let feed =
        rss("<item><title>A</title><description>One.\n\nTwo &amp;amp; three.</description></item>
        <item><title>B</title><media:group><media:content url=\"https://example.org/b.mp4\"/>\
        <media:description>Of a film</media:description></media:group></item>
        <item><title>C</title><content:encoded>&lt;img src='c.png'&gt;</content:encoded>\
        <description>Of a photo</description></item>");
    let found = documents("a.xml", &feed);
    let found: Vec<_> = found.iter().map(texts).collect();
    assert_eq!(found, [vec!["One.", "Two & three."], vec!["Of a film"], vec!["Of a photo"]]);
}

#[test]
fn an_entry_with_the_link_of_an_earlier_one_is_skipped_and_counted() {
    let item = |title: &str| {
        format!("<item><title>{title}</title><link>https://example.org/a</link></item>")
    };
    let found = articles(&[
        ("a.xml", &rss(&(item("One") + &item("Two")))),
        ("b.rss", &rss(&item("Three"))),
    ]);
    assert_eq!(urls(&Vec::from(found.documents.clone())), ["https://example.org/a"]);
    assert_eq!(found.documents.get(0).unwrap().title, "One");
    assert_eq!(found.skipped.to_string(), "passed over: 2 repeated in feeds");
}

#[test]
fn an_entry_without_text_is_told_with_its_line() {
    let found = articles(&[("a.xml", &rss("\n<item>\n<title>A</title></item>"))]);
    let told: Vec<String> = found.warnings.iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), 1);
    says(&told[0], &["a.xml, line 5", "no text"]);
}

#[test]
fn an_empty_feed_has_no_articles() {
    let found = articles(&[("a.xml", &rss("")), ("b.txt", "The lamp")]);
    assert_eq!(urls(&Vec::from(found.documents.clone())), ["b.html"]);
    says(&complaint("a.xml", rss("<title>A</title>")), &["no article in it"]);
}

const SITEMAP: &str = r#"<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://example.org/</loc></url></urlset>"#;

#[test]
fn xml_of_another_kind_is_skipped_and_counted() {
    let friends = "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:foaf='http://xmlns.com/foaf/0.1/'/>";
    let found = articles(&[
        ("a.txt", "The lamp"),
        ("sitemap.xml", SITEMAP),
        ("friends.rdf", friends),
        ("broken.xml", "<urlset><url>"),
        ("empty.xml", ""),
        ("entry.xml", "<feed xmlns='urn:cattle'/>"),
    ]);
    assert_eq!(urls(&Vec::from(found.documents.clone())), ["a.html"]);
    assert_eq!(found.skipped.to_string(), "passed over: 5 of XML without a feed");
}

#[test]
fn xml_of_another_kind_is_an_error_by_its_name() {
    let folder = folder_of(&[("sitemap.xml", SITEMAP.as_bytes())]);
    let error = read(&[folder.path().join("sitemap.xml")]).expect_err("it is no feed");
    says(&error.to_string(), &["sitemap.xml: is no feed", "RSS or Atom", "leave this one out"]);
    says(&complaint("a.rss", "<html></html>"), &["a.rss: is no feed"]);
}

#[test]
fn a_feed_with_a_version_or_a_namespace_of_its_own_is_read() {
    for root in [
        "<rss>",
        "<rss version='2.00'>",
        "<rss\nversion='0.94'>",
        "<rss version='2.0' xmlns='http://backend.userland.com/rss2'>",
        "<rss version='0.91'>",
    ] {
        let feed = format!("{root}<channel><item><title>A</title></item></channel></rss>");
        assert_eq!(document("a.xml", &feed).title, "A", "{root}");
    }
    let feed = "<feed xmlns='http://purl.org/atom/ns#'><entry><title>A</title></entry></feed>";
    assert_eq!(document("a.xml", feed).title, "A");
    let entry = "<a:entry xmlns:a='http://www.w3.org/2005/Atom'><a:title>A</a:title></a:entry>";
    assert_eq!(document("a.xml", entry).title, "A");
}

#[test]
fn a_broken_feed_is_named_with_its_line() {
    let feed = rss("\n<item><title>A</b></item>");
    says(&complaint("a.xml", feed), &["a.xml, line 5: broken feed", "</title>", "leave it out"]);
    says(&complaint("a.xml", "<rss version='2.0'><channel>"), &["a.xml: broken feed", "mend it"]);
    says(&complaint("a.xml", "<rss version='2.0'></rss>"), &["a.xml: broken feed"]);
    says(
        &complaint("a.json", r#"{"version": "https://jsonfeed.org/version/1", "items": 7}"#),
        &["a.json, line 1, column", "broken feed", "sequence"],
    );
}

#[test]
fn names_and_addresses_of_authors_may_be_written_without_a_space() {
    for (author, name) in [
        ("山田（yamada@example.jp）", Some("山田（")),
        ("Lan Anh—mailto:lan@example.org", Some("Lan Anh—")),
        ("lan@example.org—Lan Anh", Some("—Lan Anh")),
        ("lan@example.org", None),
    ] {
        let feed = rss(&format!("<item><title>A</title><author>{author}</author></item>"));
        let found = document("a.xml", &feed);
        assert_eq!(found.author.as_deref(), name, "{author}");
    }
}

#[test]
fn a_feed_that_its_parser_fails_at_is_an_error() {
    let feed = rss("<item><author>&#8212;lan@example.org</author></item>");
    says(&complaint("a.xml", feed), &["a.xml: broken feed: its parser failed", "leave it out"]);
}

#[test]
fn all_real_feeds_are_read() {
    let data = std::env::var_os("KWIC_DATA").map(PathBuf::from);
    let Some(folder) = data.and_then(|data| fs::read_dir(data.join("corpora/feeds")).ok()) else {
        println!("left out: the real feeds, because KWIC_DATA names no folder with them");
        return;
    };
    let mut count = 0;
    for entry in folder {
        let path = entry.expect("a file").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        // These are no feeds, but what another reader made of them.
        if name.ends_with(".serde.json") {
            continue;
        }
        let broken = name.contains("invalid");
        match read_articles(&path) {
            Ok(documents) => assert!(!broken && !documents.is_empty(), "{name}"),
            Err(error) => assert!(broken, "{error}"),
        }
        count += 1;
    }
    assert!(count > 0, "there are feeds");
}
