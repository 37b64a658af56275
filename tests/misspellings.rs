//! Misspellings that people make, from the folder that `KWIC_DATA` names: each is asked of fifty
//! thousand short news articles and must bring the word that was meant.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use kwic::{DocId, Index, Query, SearchOptions};
use kwic_core::text::tokens;
use kwic_indexer::Document;
use snowball_stemmers_rs::{Algorithm, Stemmer};

/// A misspelling and what may have been meant, as folded words, and how many edits lie between.
struct Slip {
    written: String,
    typed: Vec<String>,
    meant: Vec<Vec<String>>,
    distance: u32,
}

/// Articles, the index over them, and where each folded word stands.
struct News {
    words: Vec<Vec<String>>,
    holding: HashMap<String, Vec<u32>>,
    numbers: HashMap<String, u32>,
    bytes: Vec<u8>,
}

static NEWS: LazyLock<Option<News>> = LazyLock::new(|| {
    let path = data()?.join("corpora/news50k.jsonl");
    let documents = kwic_indexer::read_articles(&path).expect("the news can be read");
    Some(News::of(&documents))
});

fn data() -> Option<PathBuf> {
    let data = std::env::var_os("KWIC_DATA").map(PathBuf::from);
    if data.is_none() {
        println!("left out: KWIC_DATA is not set, so there are no misspellings and no news");
    }
    data
}

fn folded(text: &str) -> Vec<String> {
    let mut tokens = tokens(text);
    let mut words = Vec::new();
    while let Some(token) = tokens.next() {
        words.push(token.folded.to_owned());
    }
    words
}

impl News {
    fn of(documents: &[Document]) -> News {
        let text = |document: &Document| {
            let blocks = document.blocks.iter().map(|block| block.text.as_str());
            std::iter::once(document.title.as_str()).chain(blocks).collect::<Vec<_>>().join("\n")
        };
        let words: Vec<_> = documents.iter().map(|document| folded(&text(document))).collect();
        let mut holding: HashMap<String, Vec<u32>> = HashMap::new();
        for (number, words) in (0..).zip(&words) {
            for word in words {
                let holding = holding.entry(word.clone()).or_default();
                if holding.last() != Some(&number) {
                    holding.push(number);
                }
            }
        }
        let numbers = documents.iter().map(|document| document.url.clone()).zip(0..).collect();
        let bytes = kwic_indexer::build(documents).expect("the news make an index");
        News { words, holding, numbers, bytes }
    }

    /// True when these words stand side by side in an article.
    fn holds(&self, number: u32, words: &[String]) -> bool {
        self.words[number as usize].windows(words.len()).any(|window| window == words)
    }

    /// True when these words stand side by side in any article.
    fn know(&self, words: &[String]) -> bool {
        let Some(holding) = words.first().and_then(|word| self.holding.get(word)) else {
            return false;
        };
        holding.iter().any(|&number| self.holds(number, words))
    }

    /// The articles that a query brings, best first, as numbers.
    fn ask(&self, index: &Index<'_>, query: &str, limit: usize) -> Vec<u32> {
        let options = SearchOptions { limit, ..SearchOptions::default() };
        let hits = index.searcher().search(&Query::parse(query), &options).hits;
        let number = |doc: DocId| self.numbers[&index.article(doc).expect("an article").url];
        hits.into_iter().map(|hit| number(hit.doc)).collect()
    }
}

fn slips(data: &Path) -> Vec<Slip> {
    let path = data.join("oracle/typos/wikipedia.tsv");
    let text = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{} cannot be read: {error}", path.display()));
    let slip = |line: &str| {
        let columns: Vec<&str> = line.split('\t').collect();
        let [typed, meant, distance] = columns[..] else { panic!("three columns: {line:?}") };
        Slip {
            written: typed.to_owned(),
            typed: folded(typed),
            meant: meant.split(',').map(folded).collect(),
            distance: distance.parse().expect("a number of edits"),
        }
    };
    text.lines().map(slip).collect()
}

/// The misspellings that are no words of the news, while what was meant is one.
fn unknown(data: &Path, news: &News) -> Vec<Slip> {
    let mut slips = slips(data);
    slips.retain(|slip| !news.know(&slip.typed) && slip.meant.iter().any(|meant| news.know(meant)));
    slips
}

/// Of the misspellings of so many edits at least `percent` bring the word that was meant.
fn brings(distance: u32, percent: usize) {
    let (Some(data), Some(news)) = (data(), &*NEWS) else { return };
    let index = Index::open(&news.bytes).expect("the index opens");
    let mut slips = unknown(&data, news);
    slips.retain(|slip| slip.distance == distance);
    let brought = |slip: &&Slip| {
        let found = news.ask(&index, &slip.written, 10);
        slip.meant.iter().any(|meant| found.iter().any(|&number| news.holds(number, meant)))
    };
    let (met, missed): (Vec<&Slip>, Vec<&Slip>) = slips.iter().partition(brought);
    let some: Vec<&str> = missed.iter().take(90).map(|slip| slip.written.as_str()).collect();
    let (met, all) = (met.len(), slips.len());
    println!("{met} of {all} misspellings of {distance} edits bring what was meant");
    assert!(met * 100 >= all * percent, "{met} of {all}; not: {}", some.join(", "));
}

#[test]
fn nine_of_ten_misspellings_of_one_edit_bring_the_word_that_was_meant() {
    brings(1, 90);
}

#[test]
fn three_of_four_misspellings_of_two_edits_bring_the_word_that_was_meant() {
    brings(2, 75);
}

/// Where an article that has but a correction stands before one that has all words as typed.
fn outranked(news: &News, index: &Index<'_>, query: &[&str], slip: &Slip) -> Option<String> {
    let [typed] = slip.typed.as_slice() else { return None };
    let stemmer = Stemmer::create(Algorithm::English);
    let stem = stemmer.stem(typed);
    let has = |number: u32, word: &str| news.words[number as usize].iter().any(|w| w == word);
    // Other forms of the word and its continuations are no corrections.
    let related = |word: &String| stemmer.stem(word) == stem || word.starts_with(typed.as_str());
    let corrected = |number: &u32| {
        !news.words[*number as usize].iter().any(related)
            && slip.meant.iter().any(|meant| meant.len() == 1 && has(*number, &meant[0]))
    };
    let found = news.ask(index, &query.join(" "), 1000);
    let first = found.iter().position(corrected);
    let last = found.iter().rposition(|&number| query.iter().all(|word| has(number, word)));
    let (first, last) = (first.unwrap_or(usize::MAX), last?);
    (first < last).then(|| format!("{query:?}: {:?} at {first}, all words at {last}", slip.meant))
}

#[test]
fn no_correction_stands_before_an_article_with_all_words_as_typed() {
    let (Some(data), Some(news)) = (data(), &*NEWS) else { return };
    let index = Index::open(&news.bytes).expect("the index opens");
    let mut complaints = Vec::new();
    let mut asked = 0;
    for slip in slips(&data).iter().filter(|slip| news.know(&slip.typed)) {
        let typed = slip.typed[0].as_str();
        // The longest word beside it: most often one that few articles have.
        let beside = news.words[news.holding[typed][0] as usize].iter().map(String::as_str);
        let beside = beside.filter(|&word| word != typed).max_by_key(|word| (word.len(), *word));
        for query in [vec![typed], beside.into_iter().chain([typed]).collect()] {
            asked += 1;
            complaints.extend(outranked(news, &index, &query, slip));
        }
    }
    let count = complaints.len();
    assert!(asked > 100 && count == 0, "{count} of {asked}:\n{}", complaints.join("\n"));
}
