//! Names in one piece: the documents that have all of a name as it was typed, and those that have its words
//! side by side in another way.

use std::cell::Cell;

use kwic_core::format::postings::Frequencies;
use kwic_core::format::{FIELDS, Field};
use kwic_core::store::fragments::Fragment;
use kwic_core::text::is_space;
use kwic_postings::accumulators::{Accumulators, TermWeight};
use kwic_postings::bit_set::BitSet;

use super::bm25f;
use super::found::Found;
use super::phrase::{each_document, segments_with_all};
use crate::expand::expansion::Expansion;
use crate::expand::name::Name;
use crate::index_reader::IndexReader;

/// Adds the frequencies of a name to the accumulators, which counts this share of the idf of its words. What is
/// not the name itself is inexact.
pub(crate) fn find(
    reader: &impl IndexReader,
    name: &Name,
    accumulators: &mut Accumulators,
    share: f32,
) -> Found {
    let count = reader.documents() as usize;
    let mut documents = [BitSet::new(count), BitSet::new(count)];
    let (norms, weight) = (reader.norms(), TermWeight::of(1.0));
    let mut words = BitSet::new(reader.terms());
    name.words.iter().flatten().for_each(|term| words.insert(term.ordinal));
    // How often the last document has only the words of the name side by side.
    let others = Cell::new([0; FIELDS]);
    let mut count = |segment| {
        let mut counts = [[0; FIELDS], others.get()];
        add_counts(reader, name, &words, segment, &mut counts);
        others.set(counts[OTHER]);
        counts[SAME]
    };
    let segments = segments_with_all(reader, &name.words);
    each_document(reader, &segments, &mut count, &mut |posting| {
        let (mut posting, others) = (*posting, others.take());
        let kind = usize::from(posting.frequencies == [0; FIELDS]);
        if kind == OTHER {
            posting.frequencies = others;
        }
        accumulators.add_posting(&posting, weight, norms, None, &mut documents[kind]);
        true
    });
    for joined in &name.joined {
        let occurrences = reader.occurrences(joined.ordinal);
        accumulators.add(occurrences, weight, norms, None, &mut documents[OTHER]);
    }
    let [same, other] = &documents;
    let holding = same.count().max(other.count());
    let mut idf = 0.0;
    for terms in &name.words {
        let holding = terms.iter().map(|term| term.documents).max().unwrap_or(0);
        idf += bm25f::idf(reader.documents(), holding);
    }
    Found { documents, holding, idf: share * idf }
}

/// The name itself,
const SAME: usize = 0;
/// and its words side by side, or written together.
const OTHER: usize = 1;

/// Adds how often a segment has a name, and how often only its words side by side, in each field.
fn add_counts(
    reader: &impl IndexReader,
    name: &Name,
    words: &BitSet,
    segment: u32,
    counts: &mut [Frequencies; 2],
) {
    let mut matcher =
        Matcher { name, begun: vec![None; name.words.len()], between: String::new(), whole: None };
    let mut field = Field::Title;
    let mut count = |ended: Option<bool>, field: Field| {
        if let Some(same) = ended {
            counts[usize::from(!same)][field as usize] += 1;
        }
    };
    reader.fragments(segment, words, name.words.len(), &mut |fragment| {
        if let Fragment::Between(text) = fragment {
            matcher.between.push_str(text);
            return;
        }
        count(matcher.end(), field);
        match fragment {
            Fragment::Word(term) => matcher.read(term),
            Fragment::Block(next) => {
                field = next;
                matcher.begun.fill(None);
                matcher.between = "\n".to_owned();
            }
            Fragment::Between(_) => {}
        }
    });
    count(matcher.end(), field);
}

/// Looks for a name in a segment, word by word.
struct Matcher<'n> {
    name: &'n Name,
    /// For each number of words whether the last words are so many first words of the name, and with the same
    /// signs.
    begun: Vec<Option<bool>>,
    /// What stands before the next word; nothing for a space.
    between: String,
    /// The last word ends the name; whether it is the same, up to what follows.
    whole: Option<bool>,
}

impl Matcher<'_> {
    fn read(&mut self, term: u32) {
        let between = &*self.between;
        let signs = &self.name.signs;
        for (number, terms) in self.name.words.iter().enumerate().rev() {
            let before = match number.checked_sub(1) {
                None => Some(is_alone(between, &signs.before)),
                Some(last) => self.begun[last].map(|same| same && between == signs.between[last]),
            };
            let found: Option<&Expansion> = terms.iter().find(|other| other.ordinal == term);
            let same = found.zip(before).map(|(found, same)| same && !found.inexact);
            self.begun[number] = same;
        }
        self.whole = self.begun.last().copied().flatten();
        self.between.clear();
    }

    /// Whether a name that ends here is the same; none where none ends.
    fn end(&mut self) -> Option<bool> {
        let whole = self.whole.take()?;
        let after = &self.between;
        let goes_on = after.chars().next().is_some_and(is_link) && !after.chars().any(is_space);
        Some(whole && !goes_on && after.starts_with(&*self.name.signs.after))
    }
}

/// True for what links a name to more of it.
fn is_link(c: char) -> bool {
    matches!(c, '-' | '_')
}

/// True where what stands before a word ends with the signs before a name, and no other name does.
fn is_alone(before: &str, signs: &str) -> bool {
    let Some(rest) = before.strip_suffix(signs) else { return false };
    let mut last = rest.chars().rev();
    !last.next().is_some_and(is_link) || (signs.is_empty() && last.next() == Some('-'))
}
