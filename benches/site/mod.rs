//! What is measured natively: the articles of this repository and a site that is generated, the same on every
//! machine; and queries of each kind.

use std::collections::BTreeMap;
use std::path::Path;

use kwic_indexer::{Block, BlockKind, Document};

/// Queries of each kind.
const QUERIES: usize = 20;
/// Words of fewer letters are not asked for: they are neither begun nor mistyped.
const LEAST_LETTERS: usize = 5;

/// Articles, their index, and what is asked of it.
pub struct Site {
    /// For the name of a measurement.
    pub name: &'static str,
    /// The articles.
    pub documents: Vec<Document>,
    /// Their index.
    pub bytes: Vec<u8>,
}

impl Site {
    /// `articles/`.
    pub fn articles() -> Site {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("articles");
        let documents =
            kwic_indexer::read_articles(&folder).expect("the articles of this repository");
        Self::of("articles", documents)
    }

    /// So many articles of words that nobody has written, some of them often and most of them seldom, as in
    /// any language.
    pub fn generated(articles: usize) -> Site {
        Self::of("generated", documents(articles, |number| 4 + number % 5))
    }

    /// So many pages of some two thousand such words under headings, as documentation has them.
    pub fn long(pages: usize) -> Site {
        let mut documents = documents(pages, |number| 60 + number % 30);
        for document in &mut documents {
            for heading in document.blocks.iter_mut().step_by(9) {
                heading.kind = BlockKind::Heading;
                heading.text.truncate(heading.text.find('.').unwrap_or(heading.text.len()));
            }
        }
        Self::of("long", documents)
    }

    fn of(name: &'static str, documents: Vec<Document>) -> Site {
        let bytes = kwic_indexer::build(&documents).expect("articles that can be indexed");
        Site { name, documents, bytes }
    }

    /// The texts of all articles.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.documents.iter().flat_map(|document| &document.blocks).map(|block| &*block.text)
    }

    /// Queries by kind: words that stand in the articles, two or three of one article, what begins one, what is
    /// one but for a letter, and two that stand side by side as a name.
    pub fn queries(&self) -> BTreeMap<&'static str, Vec<String>> {
        let mut random = Random(2);
        let articles: Vec<Vec<String>> =
            self.documents.iter().map(words).filter(|words| words.len() > 2).collect();
        let mut queries: BTreeMap<_, Vec<String>> = BTreeMap::new();
        for at in 0..QUERIES {
            let article = &articles[random.below(articles.len())];
            let mut word = || article[random.below(article.len())].clone();
            let several = (0..2 + at % 2).map(|_| word()).collect::<Vec<_>>().join(" ");
            let pair = random_pair(article, &mut Random(at as u64));
            let begun: String = word().chars().take(2 + at % 3).collect();
            let mut mistyped: Vec<char> = word().chars().collect();
            mistyped.swap(1, 2);
            queries.entry("word").or_default().push(word());
            queries.entry("words").or_default().push(several);
            queries.entry("prefix").or_default().push(begun);
            queries.entry("name").or_default().push(pair);
            queries.entry("typo").or_default().push(mistyped.into_iter().collect());
        }
        queries
    }
}

/// Two neighbouring words of an article, written as one name.
fn random_pair(article: &[String], random: &mut Random) -> String {
    let at = random.below(article.len() - 1);
    article[at..at + 2].join("-")
}

/// So many documents, each with the number of blocks that `blocks` gives for it.
fn documents(count: usize, blocks: impl Fn(usize) -> usize) -> Vec<Document> {
    let mut random = Random(1);
    let words: Vec<String> = (0..8000).map(|_| word(&mut random)).collect();
    (0..count).map(|number| document(number, blocks(number), &words, &mut random)).collect()
}

fn document(number: usize, blocks: usize, words: &[String], random: &mut Random) -> Document {
    let mut sentence = |length: usize| {
        let sentence: Vec<&str> =
            (0..length).map(|_| &*words[random.seldom(words.len())]).collect();
        sentence.join(" ")
    };
    let title = sentence(6);
    let blocks = (0..blocks).map(|at| {
        let text = format!("{}. {}.", sentence(14 + at % 9), sentence(9 + at % 9));
        Block::new(BlockKind::Body, text)
    });
    Document {
        id: number.to_string(),
        url: format!("{number}.html"),
        title,
        lang: "en".into(),
        blocks: blocks.collect(),
        ..Document::default()
    }
}

/// Two to four syllables.
fn word(random: &mut Random) -> String {
    const BEGIN: [&str; 12] = ["b", "d", "f", "k", "l", "m", "n", "p", "r", "s", "t", "st"];
    const END: [&str; 10] = ["a", "e", "i", "o", "u", "an", "en", "or", "is", "ut"];
    (0..2 + random.below(3)).fold(String::new(), |word, _| {
        word + BEGIN[random.below(BEGIN.len())] + END[random.below(END.len())]
    })
}

fn words(document: &Document) -> Vec<String> {
    document
        .blocks
        .iter()
        .flat_map(|block| block.text.split(|c: char| !c.is_alphabetic()))
        .filter(|word| word.chars().count() >= LEAST_LETTERS)
        .map(str::to_lowercase)
        .collect()
}

/// Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit as u64).unwrap_or(0)
    }

    /// A small number often, a large one seldom: each power of two below `limit` as often as the next.
    fn seldom(&mut self, limit: usize) -> usize {
        let powers = limit.ilog2() as usize;
        let below = 1 << (1 + self.below(powers));
        self.below(below)
    }
}
