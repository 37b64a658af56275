//! Queries as readers type them, drawn from the words of articles. The same articles give the same
//! queries on every machine.

use std::collections::{BTreeSet, HashMap};

use kwic_eval::SplitMix64;
use kwic_indexer::Document;
use serde::Serialize;

/// How a query is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QueryKind {
    /// One word.
    Word,
    /// Two or three words of one article, in its order.
    Words,
    /// The first two to four letters of a word.
    Prefix,
    /// A word with one letter replaced, left out, inserted or swapped with the next.
    Typo,
}

/// Each kind with its name and the number of queries that are drawn.
pub const KINDS: [(QueryKind, &str, usize); 4] = [
    (QueryKind::Word, "one word", 100),
    (QueryKind::Words, "two or three words", 100),
    (QueryKind::Prefix, "prefix of 2 to 4 letters", 50),
    (QueryKind::Typo, "one typo", 50),
];

/// Seed of the random numbers.
pub const SEED: u64 = 1;

/// Shorter words are not drawn: typos in them are not corrected either.
const MIN_LETTERS: usize = 4;

/// Draws `count` queries of a kind; none where no document has three words.
pub fn draw(documents: &[Document], kind: QueryKind, count: usize) -> Vec<String> {
    let words: Vec<Vec<String>> =
        documents.iter().map(words).filter(|words| words.len() >= 3).collect();
    if words.is_empty() {
        return Vec::new();
    }
    // Each kind has random numbers of its own: drawing more queries of one kind leaves those of the
    // others as they were.
    let mut random = SplitMix64::new(SEED.wrapping_add(kind as u64));
    (0..count)
        .map(|number| {
            let article = &words[random.below(words.len())];
            let mut word = || article[random.below(article.len())].clone();
            match kind {
                QueryKind::Word => word(),
                QueryKind::Words => run_of(article, 2 + number % 2, &mut random),
                QueryKind::Prefix => word().chars().take(2 + number % 3).collect(),
                QueryKind::Typo => {
                    let word = word();
                    mistyped(&word, number, &mut random)
                }
            }
        })
        .collect()
}

/// A query, and the document that it should find.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sought {
    /// Number of the document that the query was drawn from.
    pub number: usize,
    /// The query.
    pub text: String,
}

/// Draws `count` words, each from the bodies of at most three documents; none where there are no such
/// words. With `mistypes` each word gets one typo.
pub fn draw_rare(documents: &[Document], mistypes: bool, count: usize) -> Vec<Sought> {
    /// A rare word is in the bodies of at most this number of documents.
    const MAX_DOCUMENTS: usize = 3;
    /// A shorter word with a typo resembles too many other words.
    const MIN_LETTERS_TO_MISTYPE: usize = 6;
    let of_body = |document: &Document| -> BTreeSet<String> {
        words(&Document { title: String::new(), ..document.clone() }).into_iter().collect()
    };
    let bodies: Vec<BTreeSet<String>> = documents.iter().map(of_body).collect();
    let mut document_frequency: HashMap<&str, usize> = HashMap::new();
    for word in bodies.iter().flatten() {
        *document_frequency.entry(word).or_default() += 1;
    }
    let min_letters = if mistypes { MIN_LETTERS_TO_MISTYPE } else { MIN_LETTERS };
    let rare: Vec<(usize, &String)> = bodies
        .iter()
        .enumerate()
        .flat_map(|(number, body)| body.iter().map(move |word| (number, word)))
        .filter(|(_, word)| {
            document_frequency[word.as_str()] <= MAX_DOCUMENTS
                && word.chars().count() >= min_letters
        })
        .collect();
    if rare.is_empty() {
        return Vec::new();
    }
    let mut random = SplitMix64::new(SEED.wrapping_add(u64::from(mistypes) + 10));
    (0..count)
        .map(|at| {
            let (number, word) = rare[random.below(rare.len())];
            let text = if mistypes { mistyped(word, at, &mut random) } else { word.clone() };
            Sought { number, text }
        })
        .collect()
}

/// At most `count` words of `article` in the order of the article; other words may be between them.
fn run_of(article: &[String], count: usize, random: &mut SplitMix64) -> String {
    let mut positions: Vec<usize> = (0..count).map(|_| random.below(article.len())).collect();
    positions.sort_unstable();
    positions.dedup();
    let words: Vec<&str> = positions.iter().map(|&position| article[position].as_str()).collect();
    words.join(" ")
}

/// `word` with one typo; `number` says which kind of typo.
fn mistyped(word: &str, number: usize, random: &mut SplitMix64) -> String {
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

/// The lower-case words of title and body.
fn words(document: &Document) -> Vec<String> {
    let texts = document.blocks.iter().map(|block| block.text.as_str());
    std::iter::once(document.title.as_str())
        .chain(texts)
        .flat_map(|text| text.split(|c: char| !c.is_alphabetic()))
        .filter(|word| word.chars().count() >= MIN_LETTERS)
        .map(str::to_lowercase)
        .collect()
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
        assert!(
            draw(&documents(), QueryKind::Word, 20).iter().all(|word| known.contains(&&**word))
        );
        for prefix in draw(&documents(), QueryKind::Prefix, 20) {
            assert!((2..=4).contains(&prefix.len()), "{prefix}");
            assert!(known.iter().any(|word| word.starts_with(&prefix)), "{prefix}");
        }
        for words in draw(&documents(), QueryKind::Words, 20) {
            assert!(words.split(' ').all(|word| known.contains(&word)), "{words}");
        }
    }

    #[test]
    fn rare_words_stand_in_the_text_that_they_are_drawn_from() {
        let body = |text: &str| Document {
            blocks: vec![kwic_indexer::Block::new(kwic_indexer::BlockKind::Body, text)],
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
        assert!(draw(&[Document::default()], QueryKind::Word, 9).is_empty());
    }
}
