//! What readers type into the search box of a site: titles, headings, names out of code, signs, and words of
//! languages that write several words as one.
#![cfg(not(target_arch = "wasm32"))]

use kwic::{Index, Piece, Query, SearchOptions};
use kwic_indexer::{Block, BlockKind, Document};

/// An article: its url and title, and its text, in which a line that begins with `#` is a heading.
type Page = (&'static str, &'static str);

fn document(lang: &str, &(title, text): &Page) -> Document {
    let block = |line: &str| match line.strip_prefix("# ") {
        Some(heading) => Block::new(BlockKind::Heading, heading),
        None => Block::new(BlockKind::Body, line),
    };
    Document {
        id: title.into(),
        url: title.into(),
        title: title.into(),
        lang: lang.into(),
        tags: vec!["boats".into()],
        source: Some("Pier News".into()),
        blocks: text.lines().map(block).collect(),
        ..Document::default()
    }
}

fn built(lang: &str, pages: &[Page]) -> Vec<u8> {
    let documents: Vec<Document> = pages.iter().map(|page| document(lang, page)).collect();
    kwic_indexer::build(&documents).expect("a few documents fit into an index")
}

/// The titles of all hits, in their order.
fn found_in(lang: &str, pages: &[Page], query: &str) -> Vec<String> {
    let bytes = built(lang, pages);
    let index = Index::open(&bytes).expect("a fresh index opens");
    let hits = index.searcher().search(&Query::parse(query), &SearchOptions::default()).hits;
    hits.iter().map(|hit| index.article(hit.doc).expect("a hit is an article").title).collect()
}

fn found(pages: &[Page], query: &str) -> Vec<String> {
    found_in("en", pages, query)
}

#[track_caller]
fn first_of(pages: &[Page], queries: &[&str], title: &str) {
    for query in queries {
        let found = found(pages, query);
        assert_eq!(found.first().map(String::as_str), Some(title), "{query}: {found:?}");
    }
}

fn bracketed(pieces: &[Piece]) -> String {
    let shown = |piece: &Piece| match piece.matched {
        true => format!("[{}]", piece.text),
        false => piece.text.clone(),
    };
    pieces.iter().map(shown).collect()
}

const HARBOURS: &[Page] = &[
    ("Rules of Harbours", "What every captain has to know before the tide."),
    ("Harbour Master", "The rules that a harbour master makes, and the rules of other harbours."),
    (
        "Harbours of the North, with Rules",
        "Eleven harbours and what rules there, in ice and in fog.",
    ),
    ("Lantern Versions", "Which lantern came when."),
    ("Lantern", "A lantern, a lantern, a lantern. The version of a lantern is written below it."),
    ("for", "A loop."),
    ("Ropes", "Ropes for boats, for masts, for nets, for flags, for anchors, for people."),
];

#[test]
fn a_title_in_any_order_comes_before_texts_that_repeat_its_words() {
    first_of(
        HARBOURS,
        &["harbours rules", "rules harbours", "Rules of Harbours"],
        "Rules of Harbours",
    );
    first_of(HARBOURS, &["lantern v", "lantern vers", "versions lantern"], "Lantern Versions");
    first_of(HARBOURS, &["lantern", "Lantern "], "Lantern");
    first_of(HARBOURS, &["for"], "for");
}

#[test]
fn beginnings_and_slips_of_a_title_count_for_nearly_as_much_as_its_words() {
    first_of(HARBOURS, &["rules of ha", "rules of harb", "ruls of harbours"], "Rules of Harbours");
    first_of(HARBOURS, &["harbour mas", "harbuor master"], "Harbour Master");
}

#[test]
fn a_page_titled_by_a_frequent_word_is_first_among_very_many() {
    let mut documents: Vec<Document> = (0..400)
        .map(|number| {
            let text = "In the fog, in the rain, in the dark, in the ice and in the sun.";
            let mut document = document("en", &("Weather", text));
            document.url = number.to_string();
            document
        })
        .collect();
    documents.push(document("en", &("in", "An operator.")));
    let bytes = kwic_indexer::build(&documents).expect("an index");
    let index = Index::open(&bytes).expect("a fresh index opens");
    let hits = index.searcher().search(&Query::parse("in"), &SearchOptions::default()).hits;
    assert_eq!(index.article(hits[0].doc).map(|article| article.title).as_deref(), Some("in"));
}

#[test]
fn a_heading_that_is_the_query_comes_before_its_words_in_a_text() {
    let pages = [
        (
            "Nets",
            "On nets and their care.\n# Mending torn nets\nWith a needle.\n# Selling\nBy weight.",
        ),
        (
            "Needles",
            "Torn sails want mending; nets, when torn, want mending too. Mending of nets: see below.",
        ),
    ];
    first_of(&pages, &["mending torn nets", "torn nets mending"], "Nets");
}

const NAMES: &[Page] = &[
    (
        "Scattered",
        "The a of b and c: version 10, then 0, then 1; scope, pkg, kebab, case, snake, obj, method.",
    ),
    (
        "More",
        "Case, kebab, snake, case, kebab case, snake case. A method of obj. The pkg of a scope. Hard.",
    ),
    ("Address", "Listen on 10.0.0.1 at night."),
    ("Release", "Since v1.2.3 all is well, and before 1.2.30 it was not."),
    ("Package", "Install @scope/pkg first."),
    ("Kebab", "Write kebab-case for files."),
    ("Snake", "Write snake_case for variables."),
    ("Paths", "It lies in a/b/c on the disk."),
    ("Space", "The function a::b is called."),
    ("Call", "Then obj.method() is called."),
    ("Research", "The R&D of a yard; r and d are letters, d, r."),
    ("Flags", "Use --hard with care."),
];

#[test]
fn a_name_in_one_piece_comes_before_its_parts() {
    for (query, title) in [
        ("10.0.0.1", "Address"),
        ("v1.2.3", "Release"),
        ("1.2.3", "Release"),
        ("@scope/pkg", "Package"),
        ("kebab-case", "Kebab"),
        ("snake_case", "Snake"),
        ("a/b/c", "Paths"),
        ("a::b", "Space"),
        ("obj.method()", "Call"),
        ("obj.method", "Call"),
        ("R&D", "Research"),
        ("--hard", "Flags"),
    ] {
        first_of(NAMES, &[query], title);
    }
}

#[test]
fn the_parts_of_a_name_stay_found() {
    let found = found(NAMES, "kebab-case");
    assert_eq!(found[0], "Kebab");
    assert!(
        ["More", "Scattered"].iter().all(|title| found.iter().any(|f| f == title)),
        "{found:?}"
    );
}

#[test]
fn a_name_that_is_part_of_a_longer_one_is_behind_the_name_itself() {
    let pages = [
        ("Longer", "red-fox-trot red-fox-trot red-fox-trot"),
        ("Itself", "A red-fox among many other animals that live around here."),
        ("Apart", "A red fox, the fox so red."),
    ];
    assert_eq!(found(&pages, "red-fox")[0], "Itself");
}

#[test]
fn a_name_is_marked_in_one_piece() {
    let bytes = built("en", NAMES);
    let index = Index::open(&bytes).expect("a fresh index opens");
    for (query, line) in [
        ("kebab-case", "Write [kebab-case] for files."),
        ("10.0.0.1", "Listen on [10.0.0.1] at night."),
        ("a::b", "The function [a::b] is called."),
    ] {
        let query = Query::parse(query);
        let first = index.searcher().search(&query, &SearchOptions::default()).hits[0].doc;
        assert_eq!(bracketed(&index.searcher().snippet(first, &query, 100)), line);
    }
}

#[test]
fn in_a_sentence_a_hyphen_is_no_more_than_a_hyphen() {
    let pages = [
        (
            "Answer",
            "The slow ferry to the island takes a bicycle, and a dog, when the sea is calm.",
        ),
        ("Hyphen", "A well-known word."),
    ];
    let query = "does the well-known ferry to the island take a bicycle and a dog";
    assert_eq!(found(&pages, query)[0], "Answer");
}

const DASHES: &[Page] = &[
    ("Soft", "With git reset --soft the files stay."),
    ("Hard", "With git reset --hard all is thrown away."),
    ("Cold", "At -40 degrees the oil freezes."),
    ("Mild", "Some degrees above zero."),
    ("Arm", "An arm for a 27\" monitor."),
];

#[test]
fn two_dashes_never_exclude() {
    first_of(DASHES, &["--hard", "git reset --hard", "reset --hard "], "Hard");
    first_of(DASHES, &["git reset --soft"], "Soft");
}

#[test]
fn one_dash_excludes_before_a_word_beside_another_and_nowhere_else() {
    assert_eq!(found(DASHES, "reset -hard"), ["Soft"]);
    assert_eq!(found(DASHES, "reset -\"thrown away\""), ["Soft"]);
    first_of(DASHES, &["-40 degrees", "degrees -40"], "Cold");
    first_of(DASHES, &["-hard"], "Hard");
    let pasted = "with git reset the files stay -soft and all is well -hard";
    assert!(found(DASHES, pasted).len() > 1);
}

#[test]
fn a_query_with_many_alternatives_is_no_text_that_was_pasted() {
    let alternatives = "some_degrees OR above_zero stay OR go staged OR files OR thrown_away";
    assert!(found(DASHES, alternatives).len() > 1);
    assert_eq!(found(DASHES, &format!("\"oil freezes\" {alternatives}")), ["Cold"]);
    assert!(!found(DASHES, &format!("{alternatives} -hard")).contains(&"Hard".to_owned()));
}

#[test]
fn a_quote_opens_only_where_a_word_begins() {
    first_of(DASHES, &["27\" monitor", "monitor 27\" arm", "27\" monitors"], "Arm");
    assert_eq!(found(DASHES, "\"git reset\" -\"thrown away\""), ["Soft"]);
}

#[test]
fn a_tag_or_a_source_that_no_article_has_is_words() {
    let pages = [("Images", "Pull hull tag:latest in the morning."), ("Boats", "A hull of wood.")];
    assert_eq!(found(&pages, "hull tag:latest")[0], "Images");
    assert_eq!(found(&pages, "hull tag:boats").len(), 2);
    assert_eq!(found(&pages, "hull source:\"pier news\"").len(), 2);
    assert_eq!(found(&pages, "hull -tag:latest").len(), 2);
    assert_eq!(found(&pages, "hull lang:de"), [""; 0]);
}

const SIGNS: &[Page] = &[
    ("Pipes", "Two values go on with ||> and three with |||>."),
    ("Nothing", "With a ?? b the second is taken."),
    ("Arrows", "A function is (a) => b; what is ==> no more."),
    ("Mountains", "Fire 🌋 and ❤\u{fe0f}, for 20 € a day, if x ≤ y."),
    ("Questions", "Really??? What? a = b | c."),
];

#[test]
fn operators_emoji_and_currencies_are_found_where_articles_have_them() {
    for (query, titles) in [
        ("||>", &["Pipes"][..]),
        ("??", &["Nothing"]),
        ("=>", &["Arrows"]),
        ("🌋", &["Mountains"]),
        ("❤", &["Mountains"]),
        ("€", &["Mountains"]),
        ("≤", &["Mountains"]),
        ("=", &["Questions"]),
        ("⇒", &[]),
        ("???", &["Questions"]),
    ] {
        assert_eq!(found(SIGNS, query), titles, "{query}");
    }
    assert_eq!(found(SIGNS, "second ??")[0], "Nothing");
}

#[test]
fn the_plural_of_a_word_in_two_parts_is_found() {
    let pages = [("Maps", "They sell a plug-in for maps."), ("Sockets", "Put the cable in.")];
    for query in ["plugin", "plugins", "plug-in", "plug-ins"] {
        assert_eq!(found(&pages, query)[0], "Maps", "{query}");
    }
}

#[test]
fn a_relative_by_stem_in_a_title_is_behind_the_word_itself_in_a_text() {
    let pages = [
        ("Integration", "Integration tests, integrations, and the integrating of parts."),
        ("Notes", "Switch off the integrity checks first."),
    ];
    assert_eq!(found(&pages, "integrity"), ["Notes", "Integration"]);
    assert_eq!(found(&pages, "integration")[0], "Integration");
}

#[test]
fn most_of_a_short_word_is_no_slip_of_it() {
    assert_eq!(found(&[("The", "The belt and the wheel.")], "theme"), [""; 0]);
}

#[test]
fn german_compounds_are_found_by_their_parts() {
    let pages = [
        ("Bälle", "Zwei Jonglierkeulen und drei Bälle."),
        ("Keulen", "Die Keulen sind schwer."),
        ("Strom", "Das Hochspannungs\u{ad}netz\u{ad}gerät steht im Keller."),
        ("Boot", "Ein Boot für das Wasser. Das Motorbootrennen und der Motor; ein Rennen."),
    ];
    let found = |query| found_in("de", &pages, query);
    assert_eq!(found("Keulen"), ["Keulen", "Bälle"]);
    assert_eq!(found("Netzgerät"), ["Strom"]);
    assert_eq!(found("Gerät"), ["Strom"]);
    assert_eq!(found("Rennen"), ["Boot"]);
    // No part of a word but what a word begins or ends with.
    assert_eq!(found("zgerät"), [""; 0]);
}

#[test]
fn other_languages_with_compounds_have_them_too_and_english_has_none() {
    for (lang, text, part) in [
        ("nl", "De zeilbootverhuur. Verhuur van een zeilboot.", "verhuur"),
        ("sv", "Motorbåten. Motor och båten.", "båten"),
        ("da", "Lystbådehavnen. Lystbåde i havnen.", "havnen"),
        ("nb", "Seilbåthavnen. Seilbåt i havnen.", "havnen"),
        ("fi", "Moottorivene. Moottori ja vene.", "vene"),
        ("hu", "Vitorláshajó. Vitorlás és hajó.", "hajó"),
    ] {
        let whole = text.split('.').next().unwrap_or_default();
        let pages = [("A", whole), ("B", text)];
        let both = found_in(lang, &pages, part);
        assert_eq!(both.len(), 2, "{lang}: {part} finds {both:?}");
    }
    let pages = [("A", "A motorboat."), ("B", "A motor and a boat.")];
    assert_eq!(found_in("en", &pages, "boats "), ["B"]);
}

#[test]
fn arabic_and_hebrew_words_are_found_behind_what_is_written_with_them() {
    let pages = [
        ("قرار", "صدر القرار بدمج الهيئة في الوزارة المجاورة اليوم."),
        ("خبر", "نص آخر عن البحر."),
    ];
    for query in ["وزارة", "الوزارة", "مجاورة", "دمج", "هيئة"] {
        assert_eq!(found_in("ar", &pages, query)[0], "قرار", "{query}");
    }
    let pages = [("מכתב", "הסוחר נסע לעיר עם הספרים של אביו."), ("ים", "אונייה אחת.")];
    for query in ["עיר", "בעיר", "ספרים", "הספרים"] {
        assert_eq!(found_in("he", &pages, query)[0], "מכתב", "{query}");
    }
}

#[test]
fn a_run_of_thai_finds_what_has_it_and_its_pairs_only_where_nothing_does() {
    let pages = [
        ("ราคา", "ราคาทองคำลดลงเล็กน้อย"),
        ("แมว", "แมวสองตัวนอนบนหลังคา"),
        ("น้ำ", "หมอแนะนำให้ดื่มน้ำมากขึ้น"),
    ];
    assert_eq!(found_in("th", &pages, "ทองคำ"), ["ราคา"]);
    assert_eq!(found_in("th", &pages, "ทองค"), ["ราคา"]);
    // A slip: no article has all of it.
    assert_eq!(found_in("th", &pages, "ทองขำ").first().map(String::as_str), Some("ราคา"));
    let khmer = [("ភាសា", "ភាសាខ្មែរពិបាក"), ("ទឹក", "ទឹកសមុទ្រ")];
    assert_eq!(found_in("km", &khmer, "ភាសាខ្មែរ"), ["ភាសា"]);
}

/// What a query of any signs does: it ends, with hits that are articles.
#[test]
fn no_chunk_of_signs_fails() {
    let bytes = built("en", NAMES);
    let index = Index::open(&bytes).expect("a fresh index opens");
    let signs =
        ["-", "--", "\"", ".", "/", "::", "@", "_", "()", "<", ">", "?", "🌋", "\u{fe0f}", "a"];
    for a in signs {
        for b in signs {
            for c in signs {
                let query = Query::parse(&[a, b, c].concat());
                let hits = index.searcher().search(&query, &SearchOptions::default()).hits;
                for hit in hits {
                    index.searcher().snippet(hit.doc, &query, 60);
                }
            }
        }
    }
}
