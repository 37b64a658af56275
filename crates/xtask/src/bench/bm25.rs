//! Plain BM25 over title and body as one field: the baseline for any search.
//!
//! Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, with the
//! idf that is never negative, ln(1 + (N - n + 0.5) / (n + 0.5)). English words are stemmed by Snowball
//! and stop words left out; Vietnamese is cut into syllables that keep their accents; Japanese and
//! Chinese into bigrams of characters.

use std::collections::{HashMap, HashSet};

use kwic_indexer::Document;
use snowball_stemmers_rs::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;

/// Saturation `k1` and length normalisation `b`.
pub type Parameters = (f64, f64);

/// The usual parameters. All of them are tried on a collection, and the best result counts.
pub const PARAMETERS: [Parameters; 3] = [(1.2, 0.75), (0.9, 0.4), (1.5, 0.75)];

/// How a text becomes words.
pub enum Analysis {
    /// Stems of the words that are no stop words, which the set holds.
    English(Stemmer, HashSet<&'static str>),
    /// Bigrams of characters; a word of one character is itself.
    Bigrams,
    /// Lower-case words.
    Plain,
}

impl Analysis {
    /// The analysis of a language, by its code.
    pub fn of(lang: &str) -> Analysis {
        match lang {
            "en" => {
                let stop = stop_words::lookup(lang).unwrap_or_default().iter().copied();
                Analysis::English(Stemmer::create(Algorithm::English), stop.collect())
            }
            "ja" | "zh" => Analysis::Bigrams,
            _ => Analysis::Plain,
        }
    }

    fn words(&self, text: &str) -> Vec<String> {
        let text: String = text.to_lowercase().nfc().collect();
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        match self {
            Analysis::Plain => words.map(str::to_owned).collect(),
            Analysis::English(stemmer, stop) => words
                .filter(|word| !stop.contains(word))
                .map(|word| stemmer.stem(word).into_owned())
                .collect(),
            Analysis::Bigrams => words
                .flat_map(|word| {
                    let characters: Vec<char> = word.chars().collect();
                    let bigrams = characters.windows(characters.len().min(2));
                    bigrams.map(|bigram| bigram.iter().collect()).collect::<Vec<String>>()
                })
                .collect(),
        }
    }
}

/// An inverted index that ranks by BM25.
pub struct Bm25 {
    analysis: Analysis,
    /// Word to its postings: number of a document, and frequency of the word in it.
    postings: HashMap<String, Vec<(usize, f64)>>,
    /// Words in each document.
    lengths: Vec<f64>,
}

impl Bm25 {
    /// Indexes `documents`; the number of a document is its place in the slice.
    pub fn new(documents: &[Document], analysis: Analysis) -> Bm25 {
        let mut postings: HashMap<String, Vec<(usize, f64)>> = HashMap::new();
        let mut lengths = Vec::with_capacity(documents.len());
        for (number, document) in documents.iter().enumerate() {
            let title = Some(document.title.as_str()).filter(|_| !document.title_from_body);
            let blocks = document.blocks.iter().map(|block| block.text.as_str());
            let mut length = 0.0;
            for word in title.into_iter().chain(blocks).flat_map(|text| analysis.words(text)) {
                length += 1.0;
                let list = postings.entry(word).or_default();
                match list.last_mut() {
                    Some((last, frequency)) if *last == number => *frequency += 1.0,
                    _ => list.push((number, 1.0)),
                }
            }
            lengths.push(length);
        }
        Bm25 { analysis, postings, lengths }
    }

    /// Numbers and scores of the best `limit` documents, best first; equal scores in the order of the
    /// documents.
    pub fn rank(&self, query: &str, (k1, b): Parameters, limit: usize) -> Vec<(usize, f64)> {
        let count = self.lengths.len() as f64;
        let average = self.lengths.iter().sum::<f64>() / count.max(1.0);
        let mut scores: HashMap<usize, f64> = HashMap::new();
        for word in self.analysis.words(query) {
            let Some(list) = self.postings.get(&word) else { continue };
            let document_frequency = list.len() as f64;
            let idf = (1.0 + (count - document_frequency + 0.5) / (document_frequency + 0.5)).ln();
            for &(number, frequency) in list {
                let norm = k1 * (1.0 - b + b * self.lengths[number] / average);
                *scores.entry(number).or_default() +=
                    idf * frequency * (k1 + 1.0) / (frequency + norm);
            }
        }
        let mut ranking: Vec<(usize, f64)> = scores.into_iter().collect();
        ranking.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        ranking.truncate(limit);
        ranking
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titled(title: &str) -> Document {
        Document { title: title.into(), ..Document::default() }
    }

    #[test]
    fn the_score_is_what_the_formula_gives_by_hand() {
        let documents = [titled("zebra zebra ice"), titled("ice")];
        let bm25 = Bm25::new(&documents, Analysis::of("und"));
        let ranking = bm25.rank("zebra", (1.2, 0.75), 10);
        // idf = ln 2; length 3 of an average of 2: norm = 1.2 * (0.25 + 0.75 * 1.5) = 1.65.
        let expected = 2f64.ln() * 2.0 * 2.2 / (2.0 + 1.65);
        assert_eq!(ranking.len(), 1);
        assert!((ranking[0].1 - expected).abs() < 1e-12, "{ranking:?}");
    }

    #[test]
    fn words_are_cut_by_language() {
        let words = |lang: &str, text: &str| Analysis::of(lang).words(text);
        assert_eq!(words("en", "The running zebras"), ["run", "zebra"]);
        assert_eq!(words("vi", "Ha\u{300} Nội"), ["hà", "nội"]);
        assert_eq!(words("ja", "東京都、海"), ["東京", "京都", "海"]);
    }
}
