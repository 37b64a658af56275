//! Generated queries of all kinds over the collections in the folder that `KWIC_DATA` names: the split index has the hits of
//! the index in one piece, with their scores, in their order. `KWIC_SPLIT_QUERIES=N` asks so many of each collection, and
//! adds a large one.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use kwic::split::{SplitFiles, SplitIndex, write};
use kwic::{DocId, Hits, Index, Query, SearchOptions, Sort};
use kwic_core::split::{Limits, order_file};
use kwic_indexer::Document;

/// Queries of each collection unless told.
const QUERIES: usize = 200;
/// Rounds of loading that a query takes at most: seldom more than four, but where words were run together, their spelling is
/// looked for in one segment of an article after the other.
const MAX_ROUNDS: usize = 16;

struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }
}

/// The words of an article, in order.
fn words(document: &Document) -> Vec<String> {
    let texts = document.blocks.iter().map(|block| block.text.as_str());
    let texts = std::iter::once(document.title.as_str()).chain(texts);
    let split = texts.flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
    split.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn query(words: &[String], number: usize, random: &mut Random) -> String {
    let at = random.below(words.len());
    let word = words[at].clone();
    let other = words[random.below(words.len())].clone();
    let next = words.get(at + 1).cloned().unwrap_or_default();
    let cut = |word: &str, most: usize| word.chars().take(1 + most).collect::<String>();
    match number % 14 {
        0 => word,
        1 => format!("{word} {other}"),
        2 => format!("{word} {next}"),
        3 => cut(&word, 1 + random.below(3)),
        4 => format!("{other} {}", cut(&word, random.below(4))),
        5 => {
            let mut letters: Vec<char> = word.chars().collect();
            let place = random.below(letters.len());
            letters.remove(place);
            letters.into_iter().collect()
        }
        6 => {
            let mut letters: Vec<char> = word.chars().collect();
            letters.insert(random.below(letters.len()), 'e');
            format!("{} {other}", letters.into_iter().collect::<String>())
        }
        7 => format!("\"{word} {next}\""),
        8 => format!("{word} -{other}"),
        9 => format!("{word} OR {other}"),
        10 => format!("title:{word} {other}"),
        11 => format!("{word}{next}"),
        12 => format!("-{word}"),
        _ => format!("{word} {next} {other}"),
    }
}

fn options(number: usize) -> SearchOptions {
    let usual = SearchOptions::default();
    match number % 9 {
        0 => SearchOptions { sort: Sort::Date, ..usual },
        1 => SearchOptions { facets: true, ..usual },
        2 => SearchOptions { offset: 7, limit: 30, ..usual },
        3 => SearchOptions { prefix: false, ..usual },
        _ => usual,
    }
}

struct Site<'f> {
    index: SplitIndex<'f>,
    files: BTreeMap<&'f str, &'f [u8]>,
    numbers: Vec<u32>,
}

impl<'f> Site<'f> {
    fn open(split: &'f SplitFiles) -> Site<'f> {
        let files: BTreeMap<&str, &[u8]> =
            split.files.iter().map(|(name, bytes)| (&**name, &**bytes)).collect();
        let index = SplitIndex::open(&split.root).expect("a fresh root opens");
        let numbers = order_file::read(files["o0"], u32::MAX);
        Site { index, files, numbers }
    }

    fn search(&mut self, text: &str, options: &SearchOptions) -> Hits {
        let query = Query::parse(text);
        for _ in 0..=MAX_ROUNDS {
            let mut found = self.index.search(&query, options);
            let missing = self.index.take_missing();
            if missing.is_empty() {
                let number = |doc: DocId| DocId(self.numbers[doc.0 as usize]);
                found.hits.iter_mut().for_each(|hit| hit.doc = number(hit.doc));
                return found;
            }
            for name in missing {
                self.index.supply(&name, Box::from(self.files[&*name]));
            }
        }
        panic!("more than {MAX_ROUNDS} rounds: {text:?}");
    }
}

fn compare(path: &Path, count: usize) {
    let read = kwic_indexer::read(&[path.to_owned()]).expect("the articles can be read");
    let documents = Vec::from(read.documents);
    let bytes = kwic_indexer::build(&documents).expect("the articles fit into an index");
    let whole = Index::open(&bytes).expect("a fresh index opens");
    let split = write(&whole, Limits::default());
    let texts: Vec<Vec<String>> = documents.iter().map(words).filter(|it| it.len() > 2).collect();
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let mut site = Site::open(&split);
    for number in 0..count {
        if number % 25 == 0 {
            site = Site::open(&split);
        }
        let text = query(&texts[random.below(texts.len())], number, &mut random);
        let options = options(number);
        let expected = whole.searcher().search(&Query::parse(&text), &options);
        assert_eq!(site.search(&text, &options), expected, "{text:?} over {}", path.display());
    }
}

#[test]
fn generated_queries_have_the_same_hits() {
    let Some(data) = std::env::var_os("KWIC_DATA").map(PathBuf::from) else {
        println!("left out: KWIC_DATA is not set, so there are no collections");
        return;
    };
    let asked = std::env::var("KWIC_SPLIT_QUERIES").ok();
    let count = asked.as_ref().map_or(QUERIES, |count| count.parse().expect("a number"));
    let large = asked.is_some().then_some("corpora/news50k.jsonl");
    let all = ["articles", "judged/site-react/docs.jsonl", "corpora/agnews2k.jsonl"];
    for path in all.into_iter().chain(large) {
        compare(&data.join(path), count);
    }
}
