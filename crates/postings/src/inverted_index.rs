//! The inverted index: which articles have each term. It is not stored but made from the text of the
//! articles when the first search asks for it: a walk over their symbols.

use kwic_core::format::dictionary::Dictionary;
use kwic_core::format::literals;
use kwic_core::format::postings::{
    MAX_BYTES, MAX_DOCUMENTS, Occurrences, ROOM, Writer, low_bits, put,
};
use kwic_core::format::term_info::{self, TermInfo};
use kwic_core::store::symbols::Symbols;
use kwic_core::store::vocabulary::{
    DecodedText, NO_TERM, Occurrence, TermDecoder, Vocabulary, push_spelling,
};

use crate::bigram_cache::BigramCache;
use crate::bit_set::BitSet;
use crate::field_lengths::{FieldLengths, Lengths};
use crate::term_cache::TermCache;

/// See the [module](self).
#[derive(Debug)]
pub struct InvertedIndex<'a> {
    vocabulary: Vocabulary<'a>,
    /// What the index says of each term.
    pub terms: Vec<TermInfo>,
    /// The text section.
    text: &'a [u8],
    /// Where each document begins in it.
    starts: Vec<u32>,
    /// Where the postings of each term end.
    ends: Vec<u32>,
    postings: Vec<u8>,
    pairs: BigramCache,
    spellings: TermCache,
}

/// What is known of a term while the text is walked.
#[derive(Clone, Copy)]
struct State {
    writer: Writer,
    /// How many bits stand before its next occurrence.
    at: u32,
}

/// Where the sizes of postings are not right, a second round has those that the first one found: where bytes
/// are wrong, and where a browser knows other characters than the builder did and takes some text apart
/// in another way.
const ROUNDS: usize = 2;

/// Postings take no more than so many bytes for each byte of the text.
const MAX_GROWTH: usize = 64;

/// Postings while they are written.
struct Writing<'w> {
    /// What is known of each term. The terms have other numbers here, so that those which are read the most are
    /// close together.
    states: &'w mut [State],
    /// These numbers, which for symbols of the alphabet are their places in it.
    numbers: &'w [u32],
    postings: &'w mut [u8],
}

impl Writing<'_> {
    /// Writes the occurrences in one document.
    fn read(
        &mut self,
        vocabulary: &Vocabulary<'_>,
        symbols: &mut Symbols<'_>,
        bigram: &mut dyn FnMut(u32, Option<u32>) -> u32,
        ordinal: &dyn Fn(&[u8]) -> Option<u32>,
        document: u32,
        lengths: &mut Lengths,
    ) {
        let (states, numbers, postings) = (&mut *self.states, self.numbers, &mut *self.postings);
        vocabulary.walk(symbols, bigram, ordinal, &mut move |occurrence| {
            let Occurrence { term, symbol, field, part, .. } = occurrence;
            lengths[field as usize] += u32::from(!part);
            let number = match symbol {
                NO_TERM => numbers.get(term as usize).copied().unwrap_or(NO_TERM),
                symbol => symbol,
            };
            let Some(state) = states.get_mut(number as usize) else { return };
            let (code, length) = state.writer.code(document, field);
            put(postings, state.at, code);
            state.at = state.at.wrapping_add(length);
        });
    }
}

impl<'a> InvertedIndex<'a> {
    /// Inverts the text of so many documents; gives the lengths of their fields too. The terms are a section
    /// and how many there are.
    #[inline(never)]
    pub fn new(
        terms: (&'a [u8], u32),
        literals: &'a [u8],
        text: &'a [u8],
        documents: u32,
        ordinal: &dyn Fn(&[u8]) -> Option<u32>,
    ) -> (InvertedIndex<'a>, FieldLengths) {
        let (terms, sizes) = term_info::read(terms.0, terms.1 as usize);
        // An article takes a byte at least.
        let documents = documents.min(MAX_DOCUMENTS).min(text.len() as u32);
        let vocabulary = Vocabulary::new(&terms, literals::read(literals), documents);
        let mut pairs = BigramCache::default();
        // What is kept has its place beside what is not, so that the room of that is one piece afterwards. Where they
        // fit, the sums of a search take it.
        let mut starts = Vec::with_capacity(documents as usize);
        let mut sizes = term_info::sizes(&terms, sizes, documents);
        let mut all_lengths = FieldLengths::with_room(documents as usize);
        let mut postings = Vec::new();
        let (numbers, count) = vocabulary.numbers(terms.len());
        let mut states = vec![State { writer: Writer::new(0), at: 0 }; count];
        // A number that the compiler knew would bring what is in the loop as many times.
        for _ in 0..std::hint::black_box(ROUNDS) {
            let total = sizes.iter().fold(0u32, |total, &size| total.wrapping_add(size)) as usize;
            let fits = total <= MAX_BYTES as usize && total / MAX_GROWTH <= text.len();
            postings = vec![0; if fits { total + ROOM } else { 0 }];
            let mut start = 0u32;
            for ((&number, term), &size) in numbers.iter().zip(&terms).zip(&sizes) {
                let writer = Writer::new(low_bits(term.documents(), documents));
                states[number as usize] = State { writer, at: start.wrapping_mul(8) };
                start = start.wrapping_add(size);
            }
            starts.clear();
            all_lengths.clear();
            let mut symbols = Symbols::new(text, 0);
            let mut writing =
                Writing { states: &mut states, numbers: &numbers, postings: &mut postings };
            let mut bigram = |first: u32, second: Option<u32>| {
                pairs.get_or(first, second, &mut || vocabulary.bigram(first, second, ordinal))
            };
            // A browser compiles a function well only from some call on, and never in the middle of a loop.
            // So an article is read by a function that is called for each, and that no optimiser takes into
            // the loop.
            let mut read = |document| {
                starts.push(symbols.position() as u32);
                let mut lengths = Lengths::default();
                writing.read(
                    &vocabulary,
                    &mut symbols,
                    &mut bigram,
                    ordinal,
                    document,
                    &mut lengths,
                );
                all_lengths.push(lengths);
            };
            let read: &mut dyn FnMut(u32) = std::hint::black_box(&mut read);
            (0..documents).for_each(read);
            let (mut start, mut right) = (0u32, true);
            for (&number, size) in numbers.iter().zip(&mut sizes) {
                let written =
                    states[number as usize].at.wrapping_sub(start.wrapping_mul(8)).div_ceil(8);
                start = start.wrapping_add(*size);
                right &= written == *size;
                *size = written;
            }
            if right {
                break;
            }
        }
        drop((states, numbers));
        let spellings = TermCache::default();
        let (mut ends, mut end) = (sizes, 0u32);
        for size in &mut ends {
            end = end.wrapping_add(*size);
            *size = end;
        }
        let inverted =
            InvertedIndex { vocabulary, terms, text, starts, ends, postings, pairs, spellings };
        (inverted, all_lengths)
    }

    /// The number of documents.
    pub fn documents(&self) -> u32 {
        self.starts.len() as u32
    }

    /// Where a term stands.
    pub fn occurrences(&self, term: u32) -> Occurrences<'_> {
        let end = |term: u32| self.ends.get(term as usize).map_or(0, |&end| end as usize);
        let start = term.checked_sub(1).map_or(0, end);
        let holding = self.terms.get(term as usize).map_or(0, |term| term.documents());
        let low = low_bits(holding, self.documents());
        Occurrences::new(&self.postings, start..end(term), low)
    }

    /// Adds the documents that have a term.
    pub fn add_documents(&self, term: u32, documents: &mut BitSet) {
        self.occurrences(term).for_each(|(document, _)| documents.insert(document));
    }

    /// A set of terms.
    pub fn set_of(&self, terms: impl Iterator<Item = u32>) -> BitSet {
        let mut set = BitSet::new(self.terms.len());
        terms.for_each(|term| set.insert(term));
        set
    }

    fn symbols(&self, document: u32) -> Symbols<'a> {
        let start = self.starts.get(document as usize).map_or(self.text.len(), |&s| s as usize);
        Symbols::new(self.text, start)
    }

    /// Calls `each` with every token of a document whose term is among those wanted.
    pub fn walk(
        &self,
        document: u32,
        ordinal: &dyn Fn(&[u8]) -> Option<u32>,
        wanted: &BitSet,
        each: &mut dyn FnMut(Occurrence),
    ) {
        let mut bigram = |first, second| self.pairs.get(first, second).unwrap_or(NO_TERM);
        self.vocabulary.walk(
            &mut self.symbols(document),
            &mut bigram,
            ordinal,
            &mut |occurrence| {
                if wanted.has(occurrence.term) {
                    each(occurrence);
                }
            },
        );
    }

    /// The term that the title of a document begins with, where that is certain.
    pub fn title_begins(&self, document: u32) -> Option<u32> {
        self.vocabulary.first_word(&mut self.symbols(document))
    }

    /// Appends the title of a document to `out`.
    pub fn title(&self, document: u32, dictionary: &Dictionary<'_>, out: &mut DecodedText) {
        self.spelled(dictionary, &mut |spelling| {
            self.vocabulary.title(&mut self.symbols(document), spelling, out);
        });
    }

    /// Appends the text of a document to `out`, with the marks of its blocks.
    pub fn text(&self, document: u32, dictionary: &Dictionary<'_>, out: &mut DecodedText) {
        self.spelled(dictionary, &mut |spelling| {
            self.vocabulary.text(&mut self.symbols(document), spelling, out);
        });
    }

    fn spelled(&self, dictionary: &Dictionary<'_>, write: &mut dyn FnMut(TermDecoder<'_>)) {
        write(TermDecoder {
            ordinal: &|key| dictionary.get(key),
            bigram: &|first, second| self.pairs.get(first, second).unwrap_or(NO_TERM),
            spell: &|symbol, term, out| {
                self.spellings.push(symbol, out, &|out| {
                    if let Some(key) = dictionary.key(term) {
                        push_spelling(&key, out);
                    }
                });
            },
        });
    }
}
