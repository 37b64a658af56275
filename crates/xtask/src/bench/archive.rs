//! An archive of any number of articles, made from statistics of short news in English: how often words of each rank
//! are, how long titles and bodies are. Its words are syllables, so it is nobody's text.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use kwic_eval::SplitMix64;
use serde::Serialize;

use crate::error::XtaskError;

/// Ranks of words, and the share of the word of that rank in all running words. Between two of them the logarithms
/// are on a line. The last stand for the rare words of a large archive, of which more appear the more there is.
const SHARES: [(f64, f64); 11] = [
    (1.0, 4.1e-2),
    (2.0, 2.4e-2),
    (5.0, 1.8e-2),
    (10.0, 8.9e-3),
    (30.0, 3.6e-3),
    (100.0, 1.05e-3),
    (1_000.0, 1.4e-4),
    (3_000.0, 3.7e-5),
    (10_000.0, 6.9e-6),
    (60_000.0, 3.0e-7),
    (400_000.0, 1.5e-8),
];
/// Words in titles and in bodies: the least, the hundredths 1, 5, 10, 25, 50, 75, 90, 95, 99, and the most.
const TITLE_WORDS: [usize; 11] = [1, 3, 4, 5, 6, 7, 8, 10, 11, 12, 19];
const BODY_WORDS: [usize; 11] = [5, 14, 20, 23, 30, 37, 41, 46, 52, 65, 172];
const HUNDREDTHS: [usize; 11] = [0, 1, 5, 10, 25, 50, 75, 90, 95, 99, 100];

/// Words of a lower rank belong to no topic.
const FIRST_OF_TOPICS: usize = 320;
const TOPICS: usize = 160;
const SOURCES: usize = 20;
/// Days over which the articles are spread, the last of them in 2025.
const DAYS: usize = 20 * 365;
const LAST_DAY: jiff::civil::Date = jiff::civil::date(2025, 12, 31);

#[derive(Serialize)]
struct Article {
    id: usize,
    title: String,
    body: String,
    url: String,
    lang: &'static str,
    date: String,
    source: String,
    tags: [String; 1],
}

/// Writes so many articles as JSON Lines. The same number gives the same bytes everywhere.
pub fn write(articles: usize, to: &Path) -> Result<(), XtaskError> {
    let file = File::create(to).map_err(XtaskError::file("write", to))?;
    let mut out = BufWriter::new(file);
    let words = Words::new();
    let mut random = SplitMix64::new(1);
    for number in 0..articles {
        let article = words.article(number, articles, &mut random);
        serde_json::to_writer(&mut out, &article).map_err(XtaskError::Json)?;
        out.write_all(b"\n").map_err(XtaskError::file("write", to))?;
    }
    out.flush().map_err(XtaskError::file("write", to))
}

/// All words by their rank, and how to draw one.
struct Words {
    /// The share of all words up to each rank, times 2^32.
    up_to: Vec<u64>,
}

impl Words {
    fn new() -> Words {
        let mut total = 0.0;
        let mut sums = Vec::new();
        for two in SHARES.windows(2) {
            let [(from, high), (to, low)] = [two[0], two[1]];
            let slope = (low / high).ln() / (to / from).ln();
            for rank in from as usize..to as usize {
                total += high * (rank as f64 / from).powf(slope);
                sums.push(total);
            }
        }
        let whole = (1u64 << 32) as f64;
        Words { up_to: sums.into_iter().map(|sum| (sum / total * whole) as u64).collect() }
    }

    fn article(&self, number: usize, of: usize, random: &mut SplitMix64) -> Article {
        let topic = random.below(TOPICS);
        let [in_title, in_body] = [TITLE_WORDS, BODY_WORDS].map(|table| length(table, random));
        let title = self.sentence(in_title, topic, random);
        let mut body = String::new();
        let mut left = in_body;
        while left > 0 {
            let words = left.min(8 + random.below(14));
            left -= words;
            if !body.is_empty() {
                body.push(' ');
            }
            body.push_str(&self.sentence(words, topic, random));
            body.push('.');
        }
        // Later articles are of later days, give or take a week.
        let day = number * DAYS / of.max(1) + random.below(7);
        let date = LAST_DAY.saturating_sub(jiff::Span::new().days(DAYS.saturating_sub(day) as i64));
        Article {
            id: number,
            title,
            body,
            url: format!("https://archive.example/{}/{number}", date.year()),
            lang: "en",
            date: date.to_string(),
            source: capitalised(&spelt(random.below(SOURCES) + 70)),
            tags: [spelt(FIRST_OF_TOPICS + topic)],
        }
    }

    /// So many words of a topic, with a comma here and there.
    fn sentence(&self, words: usize, topic: usize, random: &mut SplitMix64) -> String {
        let mut text = String::new();
        let mut last = 0;
        for at in 0..words {
            // Some words like to stand beside one other.
            let rank = match last {
                FIRST_OF_TOPICS.. if random.below(12) == 0 => last ^ 1,
                _ => self.draw(topic, random),
            };
            let word = written(rank);
            match at {
                0 => text.push_str(&capitalised(&word)),
                _ if random.below(14) == 0 => text.extend([", ", &word]),
                _ => text.extend([" ", &word]),
            }
            last = rank;
        }
        text
    }

    /// The rank of a word: by its share, and half of the words that belong to a topic are taken from this one.
    fn draw(&self, topic: usize, random: &mut SplitMix64) -> usize {
        let drawn = random.next_number() >> 32;
        let rank = self.up_to.partition_point(|&up_to| up_to <= drawn).min(self.up_to.len() - 1);
        if rank < FIRST_OF_TOPICS || random.below(2) == 0 {
            return rank;
        }
        // Of each run of words of nearly one share, each topic has one.
        rank - (rank - FIRST_OF_TOPICS) % TOPICS + topic
    }
}

/// A length, drawn by its hundredths.
fn length(table: [usize; 11], random: &mut SplitMix64) -> usize {
    let at = random.below(100);
    let row = HUNDREDTHS.partition_point(|&from| from <= at) - 1;
    let (from, to) = (HUNDREDTHS[row], HUNDREDTHS[row + 1]);
    table[row] + (table[row + 1] - table[row]) * (at - from) / (to - from)
}

/// A word as it stands in running text: one in seven is a name, and one in six another form of a more frequent word.
fn written(rank: usize) -> String {
    let mixed = SplitMix64::new(rank as u64).next_number();
    let word = match mixed % 12 {
        0 if rank >= FIRST_OF_TOPICS => spelt(rank / 2) + "s",
        1 if rank >= FIRST_OF_TOPICS => spelt(rank / 2) + "ing",
        _ => spelt(rank),
    };
    match (mixed >> 32) % 7 {
        0 if rank >= FIRST_OF_TOPICS => capitalised(&word),
        _ => word,
    }
}

/// The letters of the word of this rank: the more frequent, the shorter. Each rank has its own.
fn spelt(rank: usize) -> String {
    const CONSONANTS: &[u8; 16] = b"bcdfghjklmnprstv";
    const VOWELS: &[u8; 5] = b"aeiou";
    const SYLLABLES: usize = CONSONANTS.len() * VOWELS.len();
    let (mut rank, mut count, mut syllables) = (rank, SYLLABLES, 1);
    while rank >= count {
        rank -= count;
        count *= SYLLABLES;
        syllables += 1;
    }
    // Neighbours in rank are no neighbours in the alphabet: a number without a factor of `count` leads to each once.
    let mut mixed = (rank * 7_919 + 31) % count;
    let mut word = String::new();
    for _ in 0..syllables {
        let syllable = mixed % SYLLABLES;
        mixed /= SYLLABLES;
        word.push(char::from(CONSONANTS[syllable % CONSONANTS.len()]));
        word.push(char::from(VOWELS[syllable / CONSONANTS.len()]));
    }
    // No syllable ends so, so no two words become one.
    if rank % 3 > 0 {
        word.push(char::from(b"nr"[rank % 3 - 1]));
    }
    word
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn each_rank_has_a_word_of_its_own_and_frequent_ones_are_short() {
        let words: HashSet<String> = (0..50_000).map(spelt).collect();
        assert_eq!(words.len(), 50_000);
        assert!(spelt(3).len() <= 3 && spelt(40_000).len() >= 6);
    }

    #[test]
    fn words_are_as_frequent_as_the_table_says() {
        let (words, mut random) = (Words::new(), SplitMix64::new(7));
        let drawn = 200_000;
        let counted = |wanted: usize, random: &mut SplitMix64| {
            (0..drawn).filter(|_| words.draw(0, random) == wanted).count() as f64 / f64::from(drawn)
        };
        // The shares of the table add up to a little more than all.
        assert!((0.03..0.05).contains(&counted(0, &mut random)));
        assert!((0.006..0.011).contains(&counted(9, &mut random)));
    }

    #[test]
    fn the_same_number_gives_the_same_articles_and_lengths_are_as_given() {
        let folder = tempfile::tempdir().unwrap();
        let made = |name: &str| {
            let path = folder.path().join(name);
            write(500, &path).unwrap();
            std::fs::read_to_string(path).unwrap()
        };
        let text = made("a.jsonl");
        assert_eq!(text, made("b.jsonl"));
        let articles = kwic_indexer::read_articles(&folder.path().join("a.jsonl")).unwrap();
        assert_eq!(articles.len(), 500);
        let mut lengths: Vec<usize> =
            articles.iter().map(|it| it.blocks[0].text.split(' ').count()).collect();
        lengths.sort_unstable();
        assert!((33..=41).contains(&lengths[250]), "{}", lengths[250]);
        let last = articles.last().unwrap().date.as_deref().unwrap();
        assert!(last.starts_with("2025-12"), "{last}");
    }
}
