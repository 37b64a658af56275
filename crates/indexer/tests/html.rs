//! Pages of a finished site: what is text of them, and what they say of themselves.
use std::fs;
use std::path::Path;

use kwic_indexer::{Articles, Block, BlockKind, Document, LeftOut, ReadOptions, Warning, read};

/// Reads a site of these files.
fn site(files: &[(&str, &str)]) -> Articles {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    read(&[folder.path().to_owned()]).unwrap()
}

/// The one page with this body.
fn page(body: &str) -> Document {
    page_with("", body)
}

fn page_with(head: &str, body: &str) -> Document {
    let html =
        format!("<!doctype html><html lang=en><head>{head}</head><body>{body}</body></html>");
    let articles = site(&[("a.html", &html)]);
    Vec::from(articles.documents).pop().unwrap()
}

/// The texts of one kind.
fn of_kind(document: &Document, kind: BlockKind) -> Vec<&str> {
    let blocks = document.blocks.iter().filter(|block| block.kind == kind);
    blocks.map(|block| &*block.text).collect()
}

fn body(document: &Document) -> Vec<&str> {
    of_kind(document, BlockKind::Body)
}

/// Running text of so many words about a harbour.
fn prose(words: usize) -> String {
    const WORDS: [&str; 12] =
        ["the", "lamp", "of", "an", "old", "pier", "was", "lit", "again", "by", "two", "keepers"];
    let words: Vec<&str> = (0..words).map(|at| WORDS[at % WORDS.len()]).collect();
    format!("{}.", words.join(" "))
}

#[test]
fn a_page_is_its_main_text_and_not_what_stands_around_it() {
    let text = prose(60);
    let page = page(&format!(
        "<header><a href=/>Harbour news</a></header><nav><a href=/a>Menu entry</a></nav>\
         <main><h1>The lamp</h1><p>{text}</p><aside><a href=/b>Other lamps</a></aside></main>\
         <footer>Written in the harbour office</footer><script>let x = 1;</script>"
    ));
    assert_eq!(page.title, "The lamp");
    assert_eq!(body(&page), [&*text]);
    let all: String = page.blocks.iter().map(|block| &*block.text).collect();
    for chrome in ["Menu", "news", "office", "let x", "Other"] {
        assert!(!all.contains(chrome), "{chrome}: {all}");
    }
}

#[test]
fn blocks_are_laid_out_as_a_browser_does() {
    let page = page(
        "<main><h1>T</h1><p>Old <b>br</b>idge<br>and   pier</p><ul><li>one<li>two<ul><li>three</ul></ul>\
         <div>four<div>five</div>six</div><dl><dt>Lamp<dd>It is lit.</dl><blockquote>Said <q>so</q>.</blockquote>\
         <details><summary>More</summary>Hidden at first.</details><my-note>note</my-note>\
         <p>x<sup>2</sup>, H<sub>2</sub>O, 1<sup>st</sup></main>",
    );
    assert_eq!(
        body(&page),
        [
            "Old bridge and pier",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "Lamp",
            "It is lit.",
            "Said so.",
            "More",
            "Hidden at first.",
            "note",
            "x 2, H2O, 1st"
        ]
    );
}

#[test]
fn a_row_of_a_table_is_a_block_and_a_table_for_layout_is_none() {
    let page = page(
        "<main><table><caption>Tides</caption><tr><th>Day<th>Height<tr><td><p>Monday</p><td>2 <i>m</i><td></table>\
         <table><tr><td><p>First.</p><p>Second.</p><ul><li>item</ul></td><td>Side</td></tr></table></main>",
    );
    assert_eq!(
        body(&page),
        ["Tides", "Day · Height", "Monday · 2 m", "First.", "Second.", "item", "Side"]
    );
}

#[test]
fn code_is_code_without_its_line_numbers_and_buttons() {
    let page = page(
        "<main><p>Call <code>open()</code>.</p><div class=highlight><button>Copy</button><span class=lang>rust</span>\
         <table class=lntable><tr><td><pre><span class=lnt>1</span>\n<span class=lnt>2</span></pre></td>\
         <td><pre><code><span>let</span> a = 1;\nlet b = 2;</code></pre></td></tr></table></div>\
         <pre><div class=line>first</div><div class=line>second</div></pre></main>",
    );
    assert_eq!(of_kind(&page, BlockKind::Code), ["let a = 1; let b = 2;", "first second"]);
    assert_eq!(body(&page)[0], "Call open().");
}

#[test]
fn captions_are_text_and_what_stands_for_a_picture_counts_little() {
    let page = page(
        "<main><p>Look: <img src=a.png alt='The pier at noon'> there.</p>\
         <figure><img src=b.png alt='b.png'><figcaption>A lamp</figcaption></figure><img alt=icon></main>",
    );
    assert_eq!(body(&page), ["Look: there.", "A lamp"]);
    assert_eq!(of_kind(&page, BlockKind::Aside), ["The pier at noon"]);
}

#[test]
fn noscript_is_text_where_there_is_no_other() {
    let with = page("<main><p>Text of the page.</p><noscript>Turn scripts on.</noscript></main>");
    assert_eq!(body(&with), ["Text of the page."]);
    let without = page("<div id=app></div><noscript><p>All of the page.</p></noscript>");
    assert_eq!(body(&without), ["All of the page."]);
}

#[test]
fn what_nobody_reads_is_left_out() {
    let out = [
        "<p hidden>no</p>",
        "<p style='display: none'>no</p>",
        "<div class='cookie-banner'>no</div>",
        "<div id=onetrust-banner-sdk>no</div>",
        "<section id=comments>no</section>",
        "<ul class=pagination><li>no</ul>",
        "<a rel=next href=/b>no</a>",
        "<div aria-label=Breadcrumbs><a href=/>no</a></div>",
        "<label>no</label>",
        "<select><option>no</select>",
        "<dialog open>no</dialog>",
        "<svg><text>no</text></svg>",
        "<template>no</template>",
        "<iframe>no</iframe>",
        "<span class=sr-only>no</span>",
        "<div role=search>no</div>",
        "<a class=edit-link href=/e>no</a>",
        "<i aria-hidden=true>no</i>",
        "<button>no</button>",
        "<math><semantics><annotation>no</annotation></semantics></math>",
    ];
    for part in out {
        let page = page(&format!("<main><p>Before.</p>{part}<p>After.</p></main>"));
        assert_eq!(body(&page), ["Before.", "After."], "{part}");
    }
    for part in [
        "<p hidden=until-found>yes</p>",
        "<div aria-hidden=true>yes</div>",
        "<details>yes</details>",
    ] {
        let page = page(&format!("<main><p>Before.</p>{part}</main>"));
        assert_eq!(body(&page), ["Before.", "yes"], "{part}");
    }
}

#[test]
fn headings_keep_the_fragments_that_lead_to_them() {
    let page = page(
        "<main><h1>Title</h1><h2 id=own>Own<a class=headerlink href=#own>¶</a></h2><p>a</p>\
         <h2><a id=inner></a>Inner</h2><p>b</p><h2><a class=header href=#link>Link</a></h2><p>c</p>\
         <section id=section><div><h2>Section</h2></div><p>d</p><h3>None</h3></section>\
         <a name=before></a><h2>Before</h2><p>e</p><h2><button>Opens</button></h2></main>",
    );
    let sections: Vec<(&str, &str)> = page.sections().collect();
    assert_eq!(
        sections,
        [
            ("own", "Own"),
            ("inner", "Inner"),
            ("link", "Link"),
            ("section", "Section"),
            ("before", "Before")
        ]
    );
    assert_eq!(
        of_kind(&page, BlockKind::Heading),
        ["Own", "Inner", "Link", "Section", "None", "Before", "Opens"]
    );
}

#[test]
fn the_author_says_what_is_text() {
    for prefix in ["data-kwic", "data-pagefind"] {
        let page = page(&format!(
            "<main><p>Not this.</p><article {prefix}-body><h2>Pier</h2><p>One.</p><p {prefix}-ignore>No.</p>\
             <p {prefix}-weight=0.2>Little.</p><p {prefix}-weight=5>Much.</p></article>\
             <div {prefix}-body><p>Two.</p></div></main><span {prefix}-meta='title:The pier'></span>\
             <img {prefix}-meta='image[src], nothing[alt]' src=/pier.png><time {prefix}-meta=date>2025-01-13</time>\
             <span {prefix}-filter='kind:guide'></span><b {prefix}-filter=level>easy</b>"
        ));
        assert_eq!(body(&page), ["One.", "Two."]);
        assert_eq!(of_kind(&page, BlockKind::Aside), ["Little."]);
        assert_eq!(of_kind(&page, BlockKind::Heading), ["Pier", "Much."]);
        assert_eq!((&*page.title, page.image.as_deref()), ("The pier", Some("/pier.png")));
        assert_eq!(page.date.as_deref(), Some("2025-01-13"));
        let filters =
            [("kind", "guide"), ("level", "easy")].map(|(a, b)| (a.to_owned(), b.to_owned()));
        assert_eq!(page.filters, filters);
    }
}

#[test]
fn a_known_generator_is_taken_whole() {
    let page = page(
        "<div class=VPSidebar><a href=/a>Elsewhere</a></div><div class='vp-doc'><div><h1>Lamps<a href=#lamps>&#8203;</a></h1>\
         <aside>A note.</aside><footer>Kept.</footer><div class=language-js><span class=lang>js</span><pre>x()</pre></div>\
         </div></div><div class=prev-next>Next</div>",
    );
    assert_eq!(page.title, "Lamps");
    assert_eq!(body(&page), ["A note.", "Kept."]);
    assert_eq!(of_kind(&page, BlockKind::Code), ["x()"]);
}

#[test]
fn what_pages_share_is_demoted_and_not_dropped() {
    let text = |at: usize| format!("Page {at} tells of lamp {at} and of the keeper of pier {at}.");
    let pages: Vec<(String, String)> = (0..6)
        .map(|at| {
            let html = format!(
                "<html lang=en><body><main><div class=promo><p>Read our letter about the sea.</p></div>\
                 <div class=text><h1>Lamp {at}</h1><p>{}</p><p>{}</p><h2>Notes {at}</h2><p>Lamps are lit at dusk.</p></div>\
                 <div class=related><h2>More</h2><p><a href=/x{at}>Another page {at}</a></p></div></main></body></html>",
                prose(30 + at),
                text(at)
            );
            (format!("{at}.html"), html)
        })
        .collect();
    let files: Vec<(&str, &str)> = pages.iter().map(|(name, html)| (&**name, &**html)).collect();
    let articles = site(&files);
    assert_eq!(articles.documents.len(), 6);
    for (at, page) in articles.documents.iter().enumerate() {
        assert_eq!(page.title, format!("Lamp {at}"));
        // In a section with a heading of its own a sentence may repeat.
        assert_eq!(body(&page), [&*prose(30 + at), &*text(at), "Lamps are lit at dusk."]);
        assert_eq!(
            of_kind(&page, BlockKind::Aside),
            ["Read our letter about the sea.".to_owned(), format!("Another page {at}")]
        );
    }
}

#[test]
fn news_are_read_without_what_stands_between_their_paragraphs() {
    let paragraph = |at: usize| format!("On day {at} {}", prose(40 + at));
    let links: String = (0..30)
        .map(|at| format!("<li><a href=/n{at}>Headline number {at} about ships</a></li>"))
        .collect();
    let page = page_with(
        "<meta property=og:type content=article><title>The lamp is lit</title>",
        &format!(
            "<div class=top><ul>{links}</ul></div><div class=story><h1>The lamp is lit</h1>\
             <p class=byline>By Lan Anh</p><p>{}</p><figure><img src=a.jpg><figcaption>Photo: harbour office</figcaption>\
             </figure><p>{}</p><div class=related><ul>{links}</ul></div><p>{}</p></div><div class=bottom><ul>{links}</ul></div>",
            paragraph(1),
            paragraph(2),
            paragraph(3)
        ),
    );
    assert_eq!(page.title, "The lamp is lit");
    assert_eq!(body(&page), [&*paragraph(1), &*paragraph(2), &*paragraph(3)]);
    assert!(of_kind(&page, BlockKind::Aside).contains(&"Photo: harbour office"));
}

#[test]
fn a_page_that_says_nothing_is_read_whole_and_named() {
    let articles =
        site(&[("a.html", "<body><div><h1>Pier</h1><p>One.</p></div><div>Two.</div></body>")]);
    assert_eq!(body(&articles.documents.get(0).unwrap()), ["One.", "Two."]);
    assert!(
        matches!(&articles.warnings[..], [Warning::WholeBody { .. }]),
        "{:?}",
        articles.warnings
    );
    assert_eq!(&*articles.sources[0].rule, "body");
}

#[test]
fn a_list_of_articles_counts_less_than_the_articles() {
    let entries: String = (0..5)
        .map(|at| {
            format!(
                "<article><h2><a href=/{at}>Lamp {at}</a></h2><p>{}</p></article>",
                prose(20 + at)
            )
        })
        .collect();
    let page =
        page(&format!("<main><h1>All lamps</h1><p>What the keepers write.</p>{entries}</main>"));
    assert_eq!(body(&page), ["What the keepers write."]);
    assert_eq!(of_kind(&page, BlockKind::Aside).len(), 10);
}

#[test]
fn the_title_comes_without_the_name_of_the_site() {
    let files: Vec<(String, String)> = [("a", "Lamps"), ("b", "The old pier"), ("c", "Ropes - and knots"), ("d", "Fog")]
        .iter()
        .map(|(name, title)| {
            let text = prose(name.len() * 7 + title.len());
            let html = format!("<title>{title} - Harbour | The Docs</title><main><h1>One</h1><h1>Two</h1><p>{text}</main>");
            (format!("{name}.html"), html)
        })
        .collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, html)| (&**name, &**html)).collect();
    let titles: Vec<String> =
        site(&files).documents.iter().map(|page| page.title.clone()).collect();
    assert_eq!(titles, ["Lamps", "The old pier", "Ropes - and knots", "Fog"]);
}

#[test]
fn a_page_is_called_what_it_shows() {
    let main = "<main><h1>The lamp</h1><p>It is lit.</main>";
    let shown = page_with(
        "<meta property=og:title content='The lamp'><title>The lamp - Site</title>",
        main,
    );
    assert_eq!(shown.title, "The lamp");
    let other =
        page_with("<meta property=og:title content='Buy lamps now'><title>The lamp</title>", main);
    assert_eq!(other.title, "The lamp");
    let named = page_with(
        "<meta property=og:site_name content='Harbour'><title>Old lamp · Harbour</title>",
        "<main><p>It is lit.</main>",
    );
    assert_eq!(named.title, "Old lamp");
    let nothing = page_with("", "<main><p>It is lit. It burns.</main>");
    assert_eq!((&*nothing.title, nothing.title_from_body), ("It is lit. It burns", true));
}

#[test]
fn facts_come_from_json_ld_and_from_meta() {
    let linked = page_with(
        r#"<title>Lamp</title><script type="application/ld+json">{"@context":"https://schema.org","@graph":[
            {"@type":"WebSite","name":"Harbour"},
            {"@type":["NewsArticle"],"headline":"The lamp","datePublished":"2025-01-13T08:00:00+07:00",
             "author":[{"@type":"Person","name":"Lan Anh"},{"name":"Ivan"}],"keywords":"sea, light",
             "image":{"url":"/lamp.jpg"},"description":"How it was lit."},
            {"@type":"BreadcrumbList","itemListElement":[{"position":2,"name":"Piers"},{"position":1,"item":{"name":"Home"}}]}
        ]}</script>"#,
        "<main><h1>The lamp</h1><p>It is lit.</main>",
    );
    assert_eq!((&*linked.title, linked.date.as_deref()), ("The lamp", Some("2025-01-13")));
    assert_eq!(linked.author.as_deref(), Some("Lan Anh, Ivan"));
    assert_eq!(linked.tags, ["sea", "light"]);
    assert_eq!(linked.image.as_deref(), Some("/lamp.jpg"));
    assert_eq!(linked.breadcrumbs, ["Home", "Piers"]);
    assert_eq!(linked.description(), Some("How it was lit."));

    let meta = page_with(
        "<meta property=article:published_time content='2025-01-13'><meta name=author content='Lan Anh'>\
         <meta property=article:tag content=sea><meta property=article:tag content=light>\
         <meta property=og:image content=/lamp.jpg><meta name=description content='How it was lit.'>",
        "<nav aria-label=Breadcrumb><a href=/>Home</a><a href=/p>Piers</a></nav><main><h1>Lamp</h1><p>Lit.</main>",
    );
    assert_eq!(meta.date.as_deref(), Some("2025-01-13"));
    assert_eq!(
        (meta.author.as_deref(), &meta.tags[..]),
        (Some("Lan Anh"), &["sea".to_owned(), "light".to_owned()][..])
    );
    assert_eq!(meta.breadcrumbs, ["Home", "Piers"]);
    assert_eq!(meta.description(), Some("How it was lit."));
}

#[test]
fn dates_stand_in_many_places_and_a_date_of_all_pages_is_none() {
    for part in [
        "<time datetime=2025-01-13 class=published>x</time>",
        "<header><time datetime=2025-01-13T08:00>x</time></header>",
        "<span itemprop=datePublished content=2025-01-13></span>",
        "<meta name=date content='Mon, 13 Jan 2025 08:00:00 GMT'>",
        "<meta name=DC.date content=20250113>",
    ] {
        let page = page(&format!("<main><h1>Lamp</h1>{part}<p>It is lit.</main>"));
        assert_eq!(page.date.as_deref(), Some("2025-01-13"), "{part}");
    }
    let html = |at: usize| {
        format!(
            "<meta name=date content=2025-01-13><main><h1>Lamp {at}</h1><p>Lit {at} times.</main>"
        )
    };
    let pages: Vec<String> = (0..4).map(html).collect();
    let shared = site(&[
        ("a.html", &pages[0]),
        ("b.html", &pages[1]),
        ("c.html", &pages[2]),
        ("2026/02/03/d.html", &pages[3]),
    ]);
    let dates: Vec<Option<String>> =
        shared.documents.iter().map(|page| page.date.clone()).collect();
    assert_eq!(dates, [Some("2026-02-03".to_owned()), None, None, None]);
}

#[test]
fn pages_that_are_none_of_their_own_are_left_out_and_counted() {
    let articles = site(&[
        (
            "a.html",
            "<link rel=canonical href=https://example.org/docs/a.html><main><h1>A</h1><p>Lamp one.</main>",
        ),
        (
            "b/index.html",
            "<link rel=canonical href=https://example.org/docs/a><main><h1>B</h1><p>Lamp two.</main>",
        ),
        (
            "c.html",
            "<meta name=robots content='noindex, follow'><main><h1>C</h1><p>Lamp three.</main>",
        ),
        ("d.html", "<meta http-equiv=refresh content='0; URL=a.html'><main><p>Moved.</main>"),
        ("e.html", "<main><h1>A</h1><p>Lamp one.</main>"),
        ("404.html", "<main><h1>Nothing</h1><p>No page here.</main>"),
        ("robots.txt", "User-agent: *"),
        ("search_index.json", "{\"docs\": []}"),
    ]);
    assert_eq!(urls(&articles), ["a.html"]);
    let left: Vec<(&str, LeftOut)> = articles
        .left_out
        .iter()
        .map(|(_, source, why)| (source.path.rsplit('/').next().unwrap(), *why))
        .collect();
    assert_eq!(
        left,
        [
            ("404.html", LeftOut::NotFound),
            ("index.html", LeftOut::Elsewhere),
            ("c.html", LeftOut::NoIndex),
            ("d.html", LeftOut::Redirect),
            ("e.html", LeftOut::Duplicate)
        ]
    );
    let skipped = articles.skipped.to_string();
    for count in [
        "2 beside the pages",
        "1 marked noindex",
        "1 that only redirect",
        "1 with the text of another",
    ] {
        assert!(skipped.contains(count), "{skipped}");
    }
}

#[test]
fn what_a_generator_made_for_itself_is_left_out() {
    let page = |text: &str| format!("<main><h1>{text}</h1><p>Lamp of {text}.</main>");
    let many = format!("<main><h1>Search</h1><p>{}</main>", prose(60));
    let (a, none) = (page("a"), page("no page"));
    let articles = site(&[
        ("a.html", &a),
        ("genindex.html", &none),
        ("search.html", &none),
        ("_static/macros.html", &none),
        ("guide/search.html", &page("search")),
        ("ignored.html", "<body data-pagefind-ignore><main><p>No.</main>"),
    ]);
    assert_eq!(urls(&articles), ["a.html", "guide/search.html"]);
    assert_eq!((articles.skipped.of_generators, articles.skipped.noindex), (3, 1));
    assert_eq!(urls(&site(&[("search.html", &many)])), ["search.html"]);
}

#[test]
fn of_two_pages_that_are_alike_that_nearest_to_the_top_stays() {
    let page = "<main><h1>Stones</h1><p>Stones of the pier.</main>";
    let articles =
        site(&[("de/stones.html", page), ("stones.html", page), ("vi/stones.html", page)]);
    assert_eq!(urls(&articles), ["stones.html"]);
    let other = "<main><h1>Steine</h1><p>Stones of the pier.</main>";
    assert_eq!(urls(&site(&[("de/stones.html", other), ("stones.html", page)])).len(), 2);
}

#[test]
fn navigation_is_no_text_inside_of_a_body_of_pagefind() {
    let inside = "<p>It smokes.</p><footer><a href=/e>Edit page</a></footer><nav>Next</nav>";
    assert_eq!(body(&page(&format!("<main data-pagefind-body>{inside}</main>"))), ["It smokes."]);
    assert_eq!(
        body(&page(&format!("<main data-kwic-body>{inside}</main>"))),
        ["It smokes.", "Edit page", "Next"]
    );
}

#[test]
fn sections_about_cookies_comments_and_pagination_are_text() {
    for name in [
        "pagination",
        "comments",
        "cookie-consent",
        "cookie-notice",
        "feedback",
        "breadcrumbs",
        "permalink",
    ] {
        let page = page(&format!(
            "<main><h1>T</h1><section id={name}><h2>About it</h2><p>Text of it.</p></section><h2 id={name}>Once more</h2></main>"
        ));
        assert_eq!(body(&page), ["Text of it."], "{name}");
        assert_eq!(of_kind(&page, BlockKind::Heading), ["About it", "Once more"], "{name}");
    }
    let wrapped = page(
        "<main><h1>T</h1><h2 id=a><a class=toc-backref href=#id1>Abstract</a></h2><p>Text.</p></main>",
    );
    assert_eq!(wrapped.sections().collect::<Vec<_>>(), [("a", "Abstract")]);
}

#[test]
fn a_mark_of_a_note_in_a_heading_is_not_where_it_leads() {
    let page = page(
        "<main><h1>T</h1><section id=use><h2>Use<a href=#fn1>1</a></h2><p>Text.</p></section></main>",
    );
    assert_eq!(page.sections().collect::<Vec<_>>(), [("use", "Use1")]);
    let part = "<main><h1>T</h1><h2 id=i>Install <span data-kwic-weight=0.2>(beta)</span></h2><p>Text.</main>";
    assert_eq!(self::page(part).sections().collect::<Vec<_>>(), [("i", "Install (beta)")]);
}

#[test]
fn only_what_sends_every_reader_away_is_a_redirect() {
    let articles = site(&[
        (
            "a.html",
            "<head><noscript><meta http-equiv=refresh content='0;url=/b.html'></noscript></head><main><p>Lamp one.</main>",
        ),
        ("c.html", "<meta http-equiv=refresh content='5;url=/c.html'><main><p>Lamp two.</main>"),
        (
            "d.html",
            "<meta name=robots content=max-image-preview:large><meta name=robots content=noindex><main><p>Lamp three.</main>",
        ),
        (
            "e.html",
            "<link rel=canonical href=https://other.example/a.html><main><p>Lamp four.</main>",
        ),
        (
            "f.html",
            "<link rel=canonical href=https://example.org/f.html><main><p>Lamp five.</main>",
        ),
        (
            "g.html",
            "<link rel=canonical href=https://example.org/docs/f.html><main><p>Lamp six.</main>",
        ),
        (
            "h.html",
            "<link rel=canonical href=https://example.org/h.html><main><p>Lamp seven.</main>",
        ),
    ]);
    assert_eq!(urls(&articles), ["a.html", "c.html", "e.html", "f.html", "h.html"]);
}

#[test]
fn a_page_and_a_folder_of_one_name_have_two_urls() {
    let page = |text: &str| {
        format!("<main><h1>{text}</h1><p><a href=/guide>g</a> <a href=/guide>{text}</a></main>")
    };
    let articles = site(&[
        ("guide.html", &page("a")),
        ("guide/index.html", &page("b")),
        ("guide/c.html", &page("c")),
    ]);
    assert_eq!(urls(&articles), ["guide", "guide/c", "guide/"]);
}

fn urls(articles: &Articles) -> Vec<String> {
    articles.documents.iter().map(|document| document.url.clone()).collect()
}

#[test]
fn what_a_build_wrote_is_never_read_again() {
    let page = "<main><h1>A</h1><p>Lamp one.</main>";
    let articles = site(&[
        ("a.html", page),
        ("kwic/.kwic-files", ""),
        ("kwic/index.html", "<main><p>Search</main>"),
    ]);
    assert_eq!(urls(&articles), ["a.html"]);
    assert_eq!(articles.skipped.own_output, 1);
}

#[test]
fn a_few_pages_beside_articles_are_articles_too() {
    let articles = site(&[
        ("a.html", "<main><h1>A</h1><p>Lamp one.</main>"),
        ("b.md", "# B\n\nLamp two.\n"),
        ("c.md", "# C\n\nLamp three.\n"),
    ]);
    let titles: Vec<String> = articles.documents.iter().map(|page| page.title.clone()).collect();
    assert_eq!(titles, ["B", "C", "A"]);
    assert!(!articles.has_site);
}

#[test]
fn the_language_is_what_the_page_says() {
    for (tag, lang) in [("vi-VN", "vi"), ("en", "en"), ("ru", "ru")] {
        let articles =
            site(&[("a.html", &format!("<html lang={tag}><main><h1>A</h1><p>12 345</main>"))]);
        assert_eq!(articles.documents.get(0).unwrap().lang, lang);
    }
    let articles = site(&[(
        "a.html",
        "<main><h1>Ngọn đèn</h1><p>Ngọn đèn của bến tàu cũ được thắp sáng trở lại.</main>",
    )]);
    assert_eq!(articles.documents.get(0).unwrap().lang, "vi");
}

#[test]
fn folders_that_are_called_by_languages_name_them() {
    let page = |at: usize| format!("<main><h1>{at}</h1><p>{at} {at}</main>");
    let pages: Vec<String> = (0..5).map(page).collect();
    let articles = site(&[
        ("en/a.html", &pages[0]),
        ("en/b.html", &pages[1]),
        ("vi/a.html", &pages[2]),
        ("pt-BR/a.html", &pages[3]),
        ("about.html", &pages[4]),
    ]);
    let languages: Vec<String> = articles.documents.iter().map(|page| page.lang.clone()).collect();
    assert_eq!(languages, ["und", "en", "en", "pt", "vi"]);
    let one = site(&[("it/a.html", &pages[0]), ("it/b.html", &pages[1]), ("no.html", &pages[2])]);
    assert!(one.documents.iter().all(|page| page.lang == "und"));
}

#[test]
fn elements_may_stand_in_each_other_without_end() {
    for (open, close) in [
        ("<div>", "</div>"),
        ("<ul><li>", "</li></ul>"),
        ("<b>", "</b>"),
        ("<table><tr><td>", ""),
        ("<p><font color=1>", ""),
    ] {
        let html = format!(
            "<main><p>Before.</p>{}deep{}<p>After.</p></main>",
            open.repeat(100_000),
            close.repeat(100_000)
        );
        let page = page(&html);
        let all = page.blocks.iter().map(|block| &*block.text).collect::<Vec<_>>().join(" ");
        assert!(all.contains("Before.") && all.contains("deep"), "{open}");
    }
}

#[test]
fn what_is_repeated_without_end_is_read_in_time_that_grows_with_it() {
    let long = "x ".repeat(150);
    for (before, part, behind) in [
        ("<table>", "<div>", ""),
        ("<template>", "<div>", ""),
        ("", "<noscript>", "<p></p>"),
        ("<svg>", "<link>", ""),
        ("<svg>", "<a>", ""),
        ("", "<div></b>", ""),
        ("", "<h2>a</h2>", ""),
        ("", "<i></i>", "<h2>x</h2>"),
        ("", "<p>a</p>", "<time datetime=x>x</time>"),
        (&*long, "<noscript>a</noscript>", ""),
        ("", "<a name=x></a><h2>y</h2>", ""),
        ("<title>", "a | ", ""),
        ("<h2 id=x>", "<a href=#y>z</a>", ""),
        ("<ruby>", "<rt>a", ""),
        ("", "<section><h2>", ""),
    ] {
        let html = format!("{before}{}{}<main>Lamp", part.repeat(30_000), behind.repeat(30_000));
        let articles = site(&[("a.html", &html), ("b.html", "<main><p>Pier.</main>")]);
        assert!(articles.documents.len() + articles.left_out.len() == 2, "{part}");
    }
}

#[test]
fn markup_that_never_ends_is_read_as_far_as_it_goes() {
    for html in [
        "<p>Lamp",
        "<p>Lamp<b",
        "<p>Lamp<!-- ",
        "<p>Lamp<script>",
        "<p>Lamp<p title='",
        "<p>Lamp&#xFFFFFFFF;",
        "<p>Lamp\0",
        "<p>Lamp</body></html><p>",
        "<!doctype><p>Lamp<![CDATA[x]]>",
        "<p>Lamp<svg><p>x",
        "<p>Lamp<frameset><frame>",
    ] {
        let articles = site(&[("a.html", html)]);
        assert!(
            articles.documents.get(0).unwrap().title.contains("Lamp")
                || !articles.documents.get(0).unwrap().blocks.is_empty(),
            "{html}"
        );
    }
}

#[test]
fn a_page_in_another_encoding_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let text: &[u8] = b"<meta charset=windows-1251><main><h1>\xcf\xf0\xe8\xf7\xe0\xeb</h1><p>\xcc\xe0\xff\xea.</main>";
    fs::write(folder.path().join("a.html"), text).unwrap();
    let page = &Vec::from(read(&[folder.path().to_owned()]).unwrap().documents)[0];
    assert_eq!(
        (&*page.title, &page.blocks[..]),
        ("Причал", &[Block::new(BlockKind::Body, "Маяк.")][..])
    );
}

#[test]
fn a_single_page_may_be_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("lamp.htm");
    fs::write(&file, "<main><h1>A</h1><p>Lamp one.</main>").unwrap();
    let articles = read(&[Path::new(&file).to_owned()]).unwrap();
    assert_eq!(
        (urls(&articles), &*articles.sources[0].path),
        (vec!["lamp.htm".to_owned()], "lamp.htm")
    );
}

#[test]
fn a_page_that_never_ends_is_read_up_to_its_first_megabytes() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.html");
    let rest = "x".repeat(17 << 20);
    fs::write(&file, format!("<main><h1>Lamp</h1><p>Lit at dusk.</p><script>{rest}")).unwrap();
    let articles = read(&[file]).unwrap();
    assert_eq!(articles.documents.get(0).unwrap().title, "Lamp");
    assert!(matches!(articles.warnings[..], [Warning::PageCut { .. }]), "{:?}", articles.warnings);
}

#[test]
fn the_text_of_pages_that_are_left_out_is_kept_for_those_who_ask() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.html", "b.html"] {
        fs::write(folder.path().join(name), "<main><h1>A</h1><p>Lamp one.</main>").unwrap();
    }
    for keeps_left_out in [false, true] {
        let options = ReadOptions { keeps_left_out, ..ReadOptions::default() };
        let articles = kwic_indexer::read_by(&[folder.path().to_owned()], &options).unwrap();
        assert_eq!((articles.documents.len(), articles.left_out.len()), (1, 1));
        assert_eq!(!articles.left_out[0].0.blocks.is_empty(), keeps_left_out);
    }
}

#[test]
fn progress_is_told_for_each_page() {
    let told = std::sync::Mutex::new(Vec::new());
    let folder = tempfile::tempdir().unwrap();
    for name in ["a", "b", "c"] {
        let page = format!("<main><h1>{name}</h1><p>Lamp {name}.</main>");
        fs::write(folder.path().join(format!("{name}.html")), page).unwrap();
    }
    let progress = |done, all| told.lock().unwrap().push((done, all));
    let options = ReadOptions { progress: Some(&progress), ..ReadOptions::default() };
    kwic_indexer::read_by(&[folder.path().to_owned()], &options).unwrap();
    let mut told = told.into_inner().unwrap();
    told.sort_unstable();
    assert_eq!(told, [(1, 3), (2, 3), (3, 3)]);
}
