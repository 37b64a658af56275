//! The engine against a model that knows nothing of it: small made-up articles whose words, folded
//! by a table, are scanned one by one.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;

use kwic::{DocId, Index, Query, SearchOptions};
use kwic_indexer::{Block, BlockKind, Document};
use proptest::prelude::*;
use proptest::sample::{Index as Pick, select};

/// A written word and what it is to a reader: at each place the word without its accents, then the
/// words inside it.
type Entry = (&'static str, &'static [&'static [&'static str]]);

const VOCABULARY: &[Entry] = &[
    ("Việt", &[&["viet"]]),
    ("Viet", &[&["viet"]]),
    ("Nam", &[&["nam"]]),
    ("năm", &[&["nam"]]),
    ("Vietnam", &[&["vietnam"]]),
    ("Hà", &[&["ha"]]),
    ("Ha\u{323}", &[&["ha"]]),
    ("Nội", &[&["noi"]]),
    ("No\u{323}\u{302}i", &[&["noi"]]),
    ("Hanoi", &[&["hanoi"]]),
    ("má", &[&["ma"]]),
    ("MÀ", &[&["ma"]]),
    ("đường", &[&["duong"]]),
    ("Straße", &[&["strasse"]]),
    ("Œuvre", &[&["oeuvre"]]),
    ("ёлка", &[&["елка"]]),
    ("ЕЛКА", &[&["елка"]]),
    ("йога", &[&["йога"]]),
    ("Gazprom", &[&["gazprom"]]),
    ("Vietsovpetro", &[&["vietsovpetro"]]),
    ("sov", &[&["sov"]]),
    ("petro", &[&["petro"]]),
    ("camelCase", &[&["camelcase", "camel", "case"]]),
    ("camel", &[&["camel"]]),
    ("case", &[&["case"]]),
    ("snake_case", &[&["snake"], &["case"]]),
    ("Russia's", &[&["russia"]]),
    ("red-hot", &[&["red"], &["hot"]]),
    ("redhot", &[&["redhot"]]),
    ("2025", &[&["2025"]]),
    ("ｋｗｉｃ", &[&["kwic"]]),
];

/// Languages whose words have no other forms, so that the model needs no stemmer.
const LANGUAGES: [&str; 3] = ["vi", "ja", "und"];
const DAYS: [&str; 4] = ["2023-12-31", "2024-06-01", "2024-06-15", "2025-01-01"];

/// A made-up article: for each of its blocks, the title being the first, its words.
#[derive(Debug, Clone)]
struct Article {
    title: Vec<Entry>,
    blocks: Vec<(BlockKind, Vec<Entry>)>,
    lang: &'static str,
    date: Option<&'static str>,
}

fn entries(least: usize, most: usize) -> impl Strategy<Value = Vec<Entry>> {
    proptest::collection::vec(select(VOCABULARY), least..=most)
}

fn articles() -> impl Strategy<Value = Vec<Article>> {
    let kinds = select(&[BlockKind::Body, BlockKind::Body, BlockKind::Heading, BlockKind::Aside]);
    let blocks = proptest::collection::vec((kinds, entries(1, 6)), 0..4);
    let dates = proptest::option::of(select(&DAYS));
    let article = (entries(1, 3), blocks, select(&LANGUAGES), dates)
        .prop_map(|(title, blocks, lang, date)| Article { title, blocks, lang, date });
    proptest::collection::vec(article, 0..7)
}

impl Article {
    fn document(&self, number: usize) -> Document {
        let written = |entries: &[Entry]| {
            let mut text = String::new();
            for (i, entry) in entries.iter().enumerate() {
                text.push_str(["", " ", ", ", " — ", "; "][if i == 0 { 0 } else { 1 + i % 4 }]);
                text.push_str(entry.0);
            }
            text
        };
        let block = |(kind, entries): &(BlockKind, Vec<Entry>)| Block::new(*kind, written(entries));
        Document {
            id: number.to_string(),
            url: format!("{number}.html"),
            title: written(&self.title),
            lang: self.lang.into(),
            date: self.date.map(str::to_owned),
            blocks: self.blocks.iter().map(block).collect(),
            ..Document::default()
        }
    }

    /// The words at each place of the title, then of each block.
    fn texts(&self) -> Vec<Vec<&'static [&'static str]>> {
        let places = |entries: &[Entry]| -> Vec<&'static [&'static str]> {
            entries.iter().flat_map(|entry| entry.1.iter().copied()).collect()
        };
        let blocks = self.blocks.iter().map(|(_, entries)| places(entries));
        std::iter::once(places(&self.title)).chain(blocks).collect()
    }
}

/// What a query is made of.
#[derive(Debug, Clone)]
enum Part {
    /// Words side by side, the last of which may go on.
    Words(Vec<String>, bool),
    Phrase(Vec<String>),
    Without(Vec<String>),
    Title(Vec<String>),
    Either(Vec<String>, Vec<String>),
}

#[derive(Debug, Clone)]
enum Condition {
    Lang(&'static str),
    After(&'static str),
    Before(&'static str),
}

/// A query as typed and as meant.
#[derive(Debug, Clone)]
struct Asked {
    typed: String,
    parts: Vec<Part>,
    conditions: Vec<Condition>,
}

/// A word of the vocabulary as someone may type it, and its folded words.
fn typed_word() -> impl Strategy<Value = (String, Vec<String>)> {
    (select(VOCABULARY), 0..3).prop_map(|((written, places), how)| {
        let folded: Vec<String> = places.iter().map(|place| place[0].to_owned()).collect();
        let typed = match how {
            0 => written.to_owned(),
            1 => written.to_uppercase(),
            _ => folded.join("-"),
        };
        (typed, folded)
    })
}

fn part() -> impl Strategy<Value = (String, Part)> {
    let word = typed_word;
    let phrase = || {
        proptest::collection::vec(word(), 2..=3).prop_map(|words| {
            let typed: Vec<&str> = words.iter().map(|word| word.0.as_str()).collect();
            let folded: Vec<String> = words.iter().flat_map(|word| word.1.clone()).collect();
            (format!("\"{}\"", typed.join(" ")), folded)
        })
    };
    let begun = (select(VOCABULARY), 1usize..5).prop_map(|((_, places), length)| {
        let prefix: String = places[0][0].chars().take(length).collect();
        (format!("{prefix}*"), Part::Words(vec![prefix], true))
    });
    prop_oneof![
        6 => word().prop_map(|(typed, folded)| (typed, Part::Words(folded, false))),
        2 => begun,
        2 => phrase().prop_map(|(typed, folded)| (typed, Part::Phrase(folded))),
        2 => word()
            // A number behind a dash is negative.
            .prop_filter("no number", |(typed, _)| !typed.starts_with(|c: char| c.is_numeric()))
            .prop_map(|(typed, folded)| (format!("-{typed}"), Part::Without(folded))),
        1 => phrase().prop_map(|(typed, folded)| (format!("-{typed}"), Part::Without(folded))),
        1 => word().prop_map(|(typed, folded)| (format!("title:{typed}"), Part::Title(folded))),
        1 => phrase().prop_map(|(typed, folded)| (format!("title:{typed}"), Part::Title(folded))),
        2 => (word(), word())
            .prop_map(|(a, b)| (format!("{} OR {}", a.0, b.0), Part::Either(a.1, b.1))),
    ]
}

fn condition() -> impl Strategy<Value = (String, Condition)> {
    let day = || select(&DAYS);
    prop_oneof![
        select(&LANGUAGES).prop_map(|lang| (format!("lang:{lang}"), Condition::Lang(lang))),
        day().prop_map(|day| (format!("after:{day}"), Condition::After(day))),
        day().prop_map(|day| (format!("before:{day}"), Condition::Before(day))),
    ]
}

fn asked() -> impl Strategy<Value = Asked> {
    let parts = proptest::collection::vec(part(), 0..4);
    let conditions = proptest::collection::vec(condition(), 0..2);
    (parts, conditions).prop_map(|(parts, conditions)| {
        let typed: Vec<String> = parts
            .iter()
            .map(|p| p.0.clone())
            .chain(conditions.iter().map(|c| c.0.clone()))
            .collect();
        Asked {
            typed: typed.join(" "),
            parts: parts.into_iter().map(|part| part.1).collect(),
            conditions: conditions.into_iter().map(|condition| condition.1).collect(),
        }
    })
}

type Numbers = BTreeSet<usize>;

/// The articles, and a scan through them for each question.
struct Model {
    texts: Vec<Vec<Vec<&'static [&'static str]>>>,
}

impl Model {
    fn new(articles: &[Article]) -> Model {
        Model { texts: articles.iter().map(Article::texts).collect() }
    }

    /// The articles with a text of which `holds` is true, the title alone being looked at or all.
    fn scan(&self, title: bool, holds: impl Fn(&[&'static [&'static str]]) -> bool) -> Numbers {
        let asked = |texts: &[Vec<&'static [&'static str]>]| {
            texts.iter().take(if title { 1 } else { usize::MAX }).any(|text| holds(text))
        };
        (0..self.texts.len()).filter(|&number| asked(&self.texts[number])).collect()
    }

    /// The articles with a word of which `fits` is true.
    fn with_word(&self, title: bool, fits: impl Fn(&str) -> bool) -> Numbers {
        self.scan(title, |text| text.iter().flat_map(|place| place.iter()).any(|word| fits(word)))
    }

    /// The articles with neighbours that are `word` when they are written together.
    fn apart(&self, title: bool, word: &str, most: usize) -> Numbers {
        fn runs(text: &[&'static [&'static str]], rest: &str, parts: usize) -> bool {
            let Some((place, after)) = text.split_first() else { return false };
            place.iter().any(|word| match rest.strip_prefix(word) {
                Some("") => true,
                Some(rest) => parts > 1 && runs(after, rest, parts - 1),
                None => false,
            })
        }
        self.scan(title, |text| (0..text.len()).any(|from| runs(&text[from..], word, most)))
    }

    /// The articles for a plain word: the word itself, its neighbours written together, words that
    /// begin so; and only if there is nothing of the kind, words that it may be a slip for.
    fn word(&self, title: bool, word: &str, open: bool) -> Numbers {
        let find = |title, parts| {
            let direct = self.with_word(title, |w| w == word || open && w.starts_with(word));
            &direct | &self.apart(title, word, parts)
        };
        if !find(false, 2).is_empty() {
            find(title, 2)
        } else if !self.slips(false, word, tolerance(word)).is_empty() {
            self.slips(title, word, tolerance(word))
        } else {
            find(title, 4)
        }
    }

    /// The articles with a word within so many edits: one that begins with the same letter, if any does.
    fn slips(&self, title: bool, word: &str, forgiven: usize) -> Numbers {
        let is_near = |w: &str| forgiven > 0 && edits(w, word) <= forgiven;
        let begins_so = |w: &str| is_near(w) && w.chars().next() == word.chars().next();
        match self.with_word(false, begins_so).is_empty() {
            true => self.with_word(title, is_near),
            false => self.with_word(title, begins_so),
        }
    }

    /// The articles with these words side by side, or written together.
    fn side_by_side(&self, title: bool, words: &[String]) -> Numbers {
        let follow = self.scan(title, |text| {
            text.windows(words.len()).any(|window| {
                window.iter().zip(words).all(|(place, word)| place.contains(&word.as_str()))
            })
        });
        let joined = words.concat();
        &follow | &self.with_word(title, |w| w == joined)
    }

    fn alternative(&self, title: bool, words: &[String]) -> Numbers {
        match words {
            [word] => self.word(title, word, false),
            _ => self.side_by_side(title, words),
        }
    }

    /// The articles for words that stand side by side in the query.
    fn run(&self, words: &[(String, bool)]) -> Numbers {
        let mut found = Numbers::new();
        for (word, open) in words {
            found.extend(self.word(false, word, *open));
        }
        for window in words.windows(2).chain(words.windows(3)) {
            let joined: String = window.iter().map(|(word, _)| word.as_str()).collect();
            found.extend(self.with_word(false, |w| w == joined));
        }
        found
    }

    fn answer(&self, asked: &Asked, articles: &[Article]) -> Numbers {
        let all: Numbers = (0..articles.len()).collect();
        let mut found = Numbers::new();
        let mut allowed = all.clone();
        let mut any = false;
        let mut run: Vec<(String, bool)> = Vec::new();
        for part in &asked.parts {
            if let Part::Words(words, open) = part {
                any = true;
                let last = words.len() - 1;
                run.extend(words.iter().enumerate().map(|(i, w)| (w.clone(), *open && i == last)));
                continue;
            }
            found.extend(self.run(&std::mem::take(&mut run)));
            match part {
                Part::Words(..) => {}
                Part::Phrase(words) => {
                    any = true;
                    let holding = self.side_by_side(false, words);
                    allowed = &allowed & &holding;
                    found.extend(holding);
                }
                Part::Title(words) => {
                    any = true;
                    let holding = self.alternative(true, words);
                    allowed = &allowed & &holding;
                    found.extend(holding);
                }
                Part::Without(words) => {
                    allowed = &allowed - &self.side_by_side(false, words);
                }
                Part::Either(a, b) => {
                    any = true;
                    found.extend(self.alternative(false, a));
                    found.extend(self.alternative(false, b));
                }
            }
        }
        found.extend(self.run(&run));
        let asks = !asked.parts.is_empty() || !asked.conditions.is_empty();
        if asks && !any {
            found = all;
        }
        let holds = |number: &usize| {
            let article = &articles[*number];
            asked.conditions.iter().all(|condition| match condition {
                Condition::Lang(lang) => article.lang == *lang,
                Condition::After(day) => article.date.is_some_and(|date| date >= *day),
                Condition::Before(day) => article.date.is_some_and(|date| date < *day),
            })
        };
        (&found & &allowed).into_iter().filter(holds).collect()
    }
}

/// How many edits a word of this length forgives.
fn tolerance(word: &str) -> usize {
    match word.chars().count() {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// Insertions, deletions, substitutions and swaps of neighbours between two words, by the plain
/// recursion.
fn edits(a: &str, b: &str) -> usize {
    fn between(a: &[char], b: &[char], left: usize) -> usize {
        match (a, b) {
            (a, []) => a.len(),
            ([], b) => b.len(),
            ([x, a @ ..], [y, b @ ..]) if x == y => between(a, b, left),
            _ if left == 0 => 1,
            ([x, after_a @ ..], [y, after_b @ ..]) => {
                let mut least = between(after_a, b, left - 1)
                    .min(between(a, after_b, left - 1))
                    .min(between(after_a, after_b, left - 1));
                if after_a.first() == Some(y) && after_b.first() == Some(x) {
                    least = least.min(between(&after_a[1..], &after_b[1..], left - 1));
                }
                least + 1
            }
        }
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    between(&a, &b, 3)
}

fn built(documents: &[Document]) -> Vec<u8> {
    kwic_indexer::build(documents).expect("a few articles fit into an index")
}

fn build_all(articles: &[Article]) -> Vec<u8> {
    let documents: Vec<Document> =
        articles.iter().enumerate().map(|(number, article)| article.document(number)).collect();
    built(&documents)
}

/// The articles that a query finds when its last word may not go on.
fn found(index: &Index<'_>, query: &str) -> Numbers {
    let options = SearchOptions { limit: usize::MAX, prefix: false, ..SearchOptions::default() };
    let hits = index.searcher().search(&Query::parse(query), &options);
    assert_eq!(hits.total, hits.hits.len(), "the total of {query:?} without a limit");
    hits.hits.iter().map(|hit| hit.doc.0 as usize).collect()
}

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases(2_000))]

    #[test]
    fn a_query_finds_what_a_scan_through_the_articles_finds(articles in articles(), asked in asked()) {
        // A dash excludes only where something is asked for besides.
        let excludes = |part: &Part| matches!(part, Part::Without(_));
        prop_assume!(!asked.conditions.is_empty() || !asked.parts.iter().all(excludes));
        let bytes = build_all(&articles);
        let index = Index::open(&bytes).expect("a fresh index opens");
        let expected = Model::new(&articles).answer(&asked, &articles);
        prop_assert_eq!(found(&index, &asked.typed), expected, "{}", asked.typed);
    }

    #[test]
    fn a_slip_of_the_finger_finds_what_was_meant(
        articles in articles(),
        word in select(VOCABULARY),
        slip in slip(),
    ) {
        let typed = slip.applied(word.1[0][0]);
        prop_assume!(!typed.is_empty() && typed.chars().all(char::is_alphanumeric));
        let bytes = build_all(&articles);
        let index = Index::open(&bytes).expect("a fresh index opens");
        let model = Model::new(&articles);
        let least = model.word(false, &typed, false);
        let found = found(&index, &typed);
        prop_assert!(least.is_subset(&found), "{}: {:?}, not {:?}", typed, found, least);
        // More frequent words may be meant instead of neighbours; two edits are a last resort.
        let known = !model.with_word(false, |w| w == typed).is_empty();
        let last_resort = least.is_empty() && typed.chars().count() > 4;
        let forgiven = if last_resort { 2 } else { tolerance(&typed) };
        let more = if known { Numbers::new() } else { model.slips(false, &typed, forgiven) };
        prop_assert!(found.is_subset(&(&least | &more)), "{}: {:?}, {:?}", typed, found, least);
    }

    #[test]
    fn any_stretch_of_a_script_without_spaces_is_found(
        texts in proptest::collection::vec("[東京都市ไท한국かき]{2,6}( [東京都市ไท한국かき]{2,6}){0,2}", 1..6),
        number: Pick,
        from: Pick,
        length in 1usize..5,
    ) {
        let document = |(number, text): (usize, &String)| Document {
            id: number.to_string(),
            url: format!("{number}.html"),
            title: "x".into(),
            lang: "ja".into(),
            blocks: vec![Block::new(BlockKind::Body, text.clone())],
            ..Document::default()
        };
        let documents: Vec<Document> = texts.iter().enumerate().map(document).collect();
        let bytes = built(&documents);
        let index = Index::open(&bytes).expect("a fresh index opens");

        let of: Vec<char> = number.get(&texts).split(' ').next().unwrap_or_default().chars().collect();
        let from = from.index(of.len());
        let stretch: String = of[from..].iter().take(length).collect();
        let expected: Numbers =
            (0..texts.len()).filter(|&number| texts[number].contains(&stretch)).collect();
        let phrase = found(&index, &format!("\"{stretch}\""));
        prop_assert!(phrase.is_superset(&expected), "{} finds {:?}", stretch, phrase);
        // Pairs that follow each other are a phrase, with a space between two of them as well.
        let pairs = |text: &str| -> Vec<String> {
            let runs = text.split(' ').map(|run| run.chars().collect::<Vec<char>>());
            runs.flat_map(|run| run.windows(2).map(String::from_iter).collect::<Vec<_>>()).collect()
        };
        let sought = pairs(&stretch);
        let has = |text: &String| match sought.len() {
            0 => text.contains(&stretch),
            length => pairs(text).windows(length).any(|window| window == sought),
        };
        prop_assert!(phrase.iter().all(|&number| has(&texts[number])), "{} finds {:?}", stretch, phrase);
        let loose = found(&index, &stretch);
        prop_assert!(loose.is_superset(&expected), "{} finds {:?}", stretch, loose);
        for &number in &expected {
            let query = Query::parse(&stretch);
            let pieces = index.searcher().snippet(DocId(number as u32), &query, 200);
            let marked: String =
                pieces.iter().filter(|piece| piece.matched).map(|piece| piece.text.as_str()).collect();
            prop_assert!(marked.contains(&stretch), "{} marks {:?}", stretch, marked);
        }
    }
}

/// One mistake in typing.
#[derive(Debug, Clone)]
enum Slip {
    Swapped(Pick),
    Left(Pick),
    Doubled(Pick),
    Wrong(Pick, char),
}

fn slip() -> impl Strategy<Value = Slip> {
    prop_oneof![
        any::<Pick>().prop_map(Slip::Swapped),
        any::<Pick>().prop_map(Slip::Left),
        any::<Pick>().prop_map(Slip::Doubled),
        (any::<Pick>(), select(&['a', 'z', 'я', '7'])).prop_map(|(at, c)| Slip::Wrong(at, c)),
    ]
}

impl Slip {
    fn applied(&self, word: &str) -> String {
        let mut letters: Vec<char> = word.chars().collect();
        match self {
            Slip::Swapped(at) => {
                let at = at.index(letters.len() - 1);
                letters.swap(at, at + 1);
            }
            Slip::Left(at) => {
                letters.remove(at.index(letters.len()));
            }
            Slip::Doubled(at) => {
                let at = at.index(letters.len());
                letters.insert(at, letters[at]);
            }
            Slip::Wrong(at, c) => {
                let at = at.index(letters.len());
                letters[at] = *c;
            }
        }
        letters.into_iter().collect()
    }
}

#[test]
fn a_misspelling_is_forgiven_though_it_divides_into_words_that_never_meet() {
    let text = |text: &str| Document {
        id: text.into(),
        url: text.into(),
        title: text.into(),
        lang: "und".into(),
        ..Document::default()
    };
    let bytes = built(&[text("gaz"), text("porm"), text("Gazprom")]);
    let index = Index::open(&bytes).expect("a fresh index opens");
    assert_eq!(found(&index, "gazporm"), [2].into());
}

#[test]
fn a_kana_does_not_find_its_voiced_sister() {
    let text = |text: &str| Document {
        id: text.into(),
        url: text.into(),
        title: text.into(),
        lang: "ja".into(),
        ..Document::default()
    };
    let bytes = built(&[text("か"), text("が"), text("かき"), text("がき")]);
    let index = Index::open(&bytes).expect("a fresh index opens");
    assert_eq!(found(&index, "が"), [1, 3].into());
    assert_eq!(found(&index, "かき"), [2].into());
    assert_eq!(found(&index, "か"), [0, 2].into());
}
