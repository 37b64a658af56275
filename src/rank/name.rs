//! Names in one piece: the documents that have all of a name as it was typed, and those that have its words
//! side by side in another way.

use kwic_core::format::postings::Posting;
use kwic_core::format::{FIELDS, Field};
use kwic_core::store::fragments::Fragment;
use kwic_core::text::is_space;
use kwic_postings::accumulators::{Accumulators, TermWeight};
use kwic_postings::bit_set::BitSet;

use super::bm25f;
use super::found::Found;
use crate::expand::expansion::Expansion;
use crate::expand::name::Name;
use crate::index_reader::{IndexReader, postings};
use crate::query::signs::{Signs, with_plain_hyphens};

/// How the words of a name stand in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    /// Side by side.
    Neighbours,
    /// In one piece, with the signs that were typed.
    Same,
}

/// Adds the frequencies of a name in a query of this number of words to the accumulators. What is not the name itself is inexact.
pub(crate) fn find(
    reader: &impl IndexReader,
    name: &Name,
    accumulators: &mut Accumulators,
    words: usize,
) -> Found {
    let count = reader.documents() as usize;
    let mut documents = [BitSet::new(count), BitSet::new(count)];
    let norms = reader.norms();
    let mut add = |posting: &Posting, inexact: usize| {
        let weight = TermWeight::of(1.0);
        accumulators.add_posting(posting, weight, norms, None, &mut documents[inexact]);
    };
    for document in holding_all(reader, name).iter() {
        let [same, neighbours] = frequencies(reader, name, document);
        if same != [0; FIELDS] {
            add(&Posting { document, frequencies: same }, 0);
        } else if neighbours != [0; FIELDS] {
            add(&Posting { document, frequencies: neighbours }, 1);
        }
    }
    for joined in &name.joined {
        for posting in postings(reader, joined.ordinal) {
            add(&posting, 1);
        }
    }
    let [same, other] = &mut documents;
    other.keep(same, false);
    let holding = same.count().max(other.count());
    let idf = name.words.iter().map(|terms| idf(reader, terms)).sum::<f32>();
    Found { documents, holding, idf: bm25f::name_share(name.words.len(), words) * idf }
}

/// The idf of a word of a name.
fn idf(reader: &impl IndexReader, terms: &[Expansion]) -> f32 {
    let holding = terms.iter().map(|term| term.documents).max().unwrap_or(0);
    bm25f::idf(reader.documents(), holding)
}

/// The documents that have all words of a name.
fn holding_all(reader: &impl IndexReader, name: &Name) -> BitSet {
    let count = reader.documents() as usize;
    let mut all = BitSet::all(count);
    for (number, terms) in name.words.iter().enumerate() {
        let is_last = number + 1 == name.words.len();
        let continuations = if is_last { name.continuations.as_slice() } else { &[] };
        let mut holding = BitSet::new(count);
        for term in terms.iter().chain(continuations) {
            let occurrences = reader.occurrences(term.ordinal);
            occurrences.for_each(|(document, _)| holding.insert(document));
        }
        all.keep(&holding, true);
    }
    all
}

/// How often a document has a name, and how often only its words side by side, in each field.
fn frequencies(reader: &impl IndexReader, name: &Name, document: u32) -> [[u32; FIELDS]; 2] {
    let mut counts = [[0; FIELDS]; 2];
    let mut matcher = Matcher::new(name);
    reader.fragments(document, &mut |fragment| {
        if let Some((likeness, field)) = matcher.take(fragment) {
            counts[usize::from(likeness != Likeness::Same)][field as usize] += 1;
        }
    });
    matcher.end().into_iter().for_each(|(likeness, field)| {
        counts[usize::from(likeness != Likeness::Same)][field as usize] += 1;
    });
    counts
}

/// Looks for a name in a document, fragment by fragment.
struct Matcher<'n> {
    name: &'n Name,
    field: Field,
    /// For each number of words, how the last words are so many first words of the name.
    begun: Vec<Option<Likeness>>,
    /// What stands before the next word.
    between: Option<String>,
    /// The name has been read, up to what follows it.
    whole: Option<Likeness>,
}

impl<'n> Matcher<'n> {
    fn new(name: &'n Name) -> Matcher<'n> {
        let begun = vec![None; name.words.len()];
        Matcher { name, field: Field::Title, begun, between: None, whole: None }
    }

    /// Reads a fragment; gives the name that ended before it.
    fn take(&mut self, fragment: Fragment<'_>) -> Option<(Likeness, Field)> {
        match fragment {
            Fragment::Between(text) => {
                self.between.get_or_insert_default().push_str(text);
                None
            }
            Fragment::Block(field) => {
                let ended = self.end();
                self.field = field;
                self.begun.fill(None);
                self.between = Some("\n".to_owned());
                ended
            }
            Fragment::Word(term) => {
                let ended = self.end_before_word();
                self.read(term);
                ended
            }
        }
    }

    fn read(&mut self, term: u32) {
        let between = self.between.take();
        let between = between.as_deref().unwrap_or(" ");
        let signs = &self.name.signs;
        let last = self.name.words.len() - 1;
        for number in (0..=last).rev() {
            let is = |terms: &[Expansion]| terms.iter().any(|expansion| expansion.ordinal == term);
            let before = match number {
                0 => Some(before_likeness(signs, between)),
                _ => self.begun[number - 1].map(|likeness| {
                    let same = with_plain_hyphens(between) == signs.between[number - 1];
                    if same { likeness } else { Likeness::Neighbours }
                }),
            };
            self.begun[number] = before.filter(|_| {
                is(&self.name.words[number]) || (number == last && is(&self.name.continuations))
            });
            if number == last && !is(&self.name.words[last]) {
                // A name that goes on is not the name.
                self.begun[last] = self.begun[last].map(|_| Likeness::Neighbours);
            }
        }
        self.whole = self.begun[last];
    }

    /// The name that has been read, when a word follows.
    fn end_before_word(&mut self) -> Option<(Likeness, Field)> {
        let whole = self.whole.take()?;
        let after = self.between.as_deref().unwrap_or(" ");
        let goes_on = after.starts_with(['-', '_']) && !after.contains(is_space);
        let same = !goes_on && after.starts_with(&*self.name.signs.after);
        Some((if same { whole } else { Likeness::Neighbours }, self.field))
    }

    /// The name that has been read, at the end of a block.
    fn end(&mut self) -> Option<(Likeness, Field)> {
        let whole = self.whole.take()?;
        let after = self.between.as_deref().unwrap_or_default();
        let same = after.starts_with(&*self.name.signs.after);
        Some((if same { whole } else { Likeness::Neighbours }, self.field))
    }
}

/// How what stands before the first word agrees with the signs of a name: it may be more, but no other name.
fn before_likeness(signs: &Signs, before: &str) -> Likeness {
    let before = with_plain_hyphens(before);
    let is_same = match before.strip_suffix(&*signs.before) {
        Some(_) if signs.before.is_empty() => {
            !before.ends_with(['-', '_']) || before.ends_with("--")
        }
        Some(rest) => !rest.ends_with('-'),
        None => false,
    };
    if is_same { Likeness::Same } else { Likeness::Neighbours }
}
