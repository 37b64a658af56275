//! Queries as readers type them, drawn from the articles themselves; the same articles give the same
//! queries on every machine.

use std::collections::{BTreeSet, HashMap};

use kwic_indexer::Document;
use serde::Serialize;

/// How a query is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One word.
    Word,
    /// Two or three words of one article, in its order.
    Words,
    /// The first two to four letters of a word.
    Prefix,
    /// A word with one letter wrong, missing, too many or in its neighbour's place.
    Typo,
}

/// Each kind, its name, and how many are drawn.
pub const KINDS: [(Kind, &str, usize); 4] = [
    (Kind::Word, "one word", 100),
    (Kind::Words, "two or three words", 100),
    (Kind::Prefix, "prefix of 2 to 4 letters", 50),
    (Kind::Typo, "one typo", 50),
];

/// Where the random numbers start.
pub const SEED: u64 = 1;

/// Words of fewer letters are not drawn, nor mistyped: they are not corrected either.
const LEAST_LETTERS: usize = 4;

/// Draws so many queries of a kind; fewer where the articles have no words.
pub fn draw(documents: &[Document], kind: Kind, count: usize) -> Vec<String> {
    let words: Vec<Vec<String>> =
        documents.iter().map(words).filter(|words| words.len() >= 3).collect();
    if words.is_empty() {
        return Vec::new();
    }
    // A list of its own for each kind: drawing more of one leaves the others as they were.
    let mut random = Random(SEED.wrapping_add(kind as u64));
    (0..count)
        .map(|number| {
            let article = &words[random.below(words.len())];
            let mut word = || article[random.below(article.len())].clone();
            match kind {
                Kind::Word => word(),
                Kind::Words => run_of(article, 2 + number % 2, &mut random),
                Kind::Prefix => word().chars().take(2 + number % 3).collect(),
                Kind::Typo => {
                    let word = word();
                    mistyped(&word, number, &mut random)
                }
            }
        })
        .collect()
}

/// A text that should bring the document of this number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sought {
    /// Number of the document it was drawn from.
    pub number: usize,
    /// What is typed.
    pub text: String,
}

/// Draws so many words that stand in the texts of one to three documents, `mistyped` ones with one slip in
/// them; fewer where there are no such words.
pub fn draw_rare(documents: &[Document], mistypes: bool, count: usize) -> Vec<Sought> {
    /// A word in more documents is not rare.
    const RARE: usize = 3;
    /// Words of fewer letters have too many neighbours to tell what is meant.
    const LEAST_TO_MISTYPE: usize = 6;
    let of_body = |document: &Document| -> BTreeSet<String> {
        words(&Document { title: String::new(), ..document.clone() }).into_iter().collect()
    };
    let bodies: Vec<BTreeSet<String>> = documents.iter().map(of_body).collect();
    let mut holding: HashMap<&str, usize> = HashMap::new();
    for word in bodies.iter().flatten() {
        *holding.entry(word).or_default() += 1;
    }
    let least = if mistypes { LEAST_TO_MISTYPE } else { LEAST_LETTERS };
    let rare: Vec<(usize, &String)> = bodies
        .iter()
        .enumerate()
        .flat_map(|(number, body)| body.iter().map(move |word| (number, word)))
        .filter(|(_, word)| holding[word.as_str()] <= RARE && word.chars().count() >= least)
        .collect();
    if rare.is_empty() {
        return Vec::new();
    }
    let mut random = Random(SEED.wrapping_add(u64::from(mistypes) + 10));
    (0..count)
        .map(|at| {
            let (number, word) = rare[random.below(rare.len())];
            let text = if mistypes { mistyped(word, at, &mut random) } else { word.clone() };
            Sought { number, text }
        })
        .collect()
}

/// Words of `article`, `count` of them, in its order but not always neighbours.
fn run_of(article: &[String], count: usize, random: &mut Random) -> String {
    let mut places: Vec<usize> = (0..count).map(|_| random.below(article.len())).collect();
    places.sort_unstable();
    places.dedup();
    let words: Vec<&str> = places.iter().map(|&place| article[place].as_str()).collect();
    words.join(" ")
}

fn mistyped(word: &str, number: usize, random: &mut Random) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = random.below(letters.len() - 1);
    let letter = char::from(b'a' + u8::try_from(random.below(26)).unwrap_or(0));
    match number % 4 {
        0 => letters.swap(at, at + 1),
        1 => letters[at] = letter,
        2 => letters.insert(at, letter),
        _ => {
            letters.remove(at);
        }
    }
    letters.into_iter().collect()
}

fn words(document: &Document) -> Vec<String> {
    let texts = document.blocks.iter().map(|block| block.text.as_str());
    std::iter::once(document.title.as_str())
        .chain(texts)
        .flat_map(|text| text.split(|c: char| !c.is_alphabetic()))
        .filter(|word| word.chars().count() >= LEAST_LETTERS)
        .map(str::to_lowercase)
        .collect()
}

/// Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % limit.max(1) as u64).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn documents() -> Vec<Document> {
        let title = |title: &str| Document { title: title.into(), ..Document::default() };
        vec![title("A zebra crosses the savannah"), title("Walrus upon drifting ice sleeps")]
    }

    #[test]
    fn the_same_articles_give_the_same_queries() {
        for (kind, _, count) in KINDS {
            let drawn = draw(&documents(), kind, count);
            assert_eq!(drawn.len(), count);
            assert_eq!(drawn, draw(&documents(), kind, count));
        }
    }

    #[test]
    fn a_query_is_of_its_kind() {
        let known = ["zebra", "crosses", "savannah", "walrus", "upon", "drifting", "sleeps"];
        assert!(draw(&documents(), Kind::Word, 20).iter().all(|word| known.contains(&&**word)));
        for prefix in draw(&documents(), Kind::Prefix, 20) {
            assert!((2..=4).contains(&prefix.len()), "{prefix}");
            assert!(known.iter().any(|word| word.starts_with(&prefix)), "{prefix}");
        }
        for words in draw(&documents(), Kind::Words, 20) {
            assert!(words.split(' ').all(|word| known.contains(&word)), "{words}");
        }
    }

    #[test]
    fn rare_words_stand_in_the_text_that_they_are_drawn_from() {
        let body = |text: &str| Document {
            blocks: vec![kwic_indexer::Block {
                kind: kwic_indexer::BlockKind::Body,
                text: text.into(),
            }],
            ..Document::default()
        };
        let mut documents = vec![body("common walrus"); 4];
        documents.push(body("common zebras"));
        for mistypes in [false, true] {
            for Sought { number, text } in draw_rare(&documents, mistypes, 8) {
                assert_eq!((number, text == "zebras"), (4, !mistypes), "{text}");
            }
        }
        assert!(draw_rare(&documents[..4], false, 8).is_empty());
    }

    #[test]
    fn articles_without_words_give_no_queries() {
        assert!(draw(&[Document::default()], Kind::Word, 9).is_empty());
    }
}
