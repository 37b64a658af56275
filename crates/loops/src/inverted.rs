//! The inverted index: which articles have each term. It is not stored but made from the text of the
//! articles when the first search asks for it: a walk over their symbols.

use alloc::vec;
use alloc::vec::Vec;

use kwic_core::format::dictionary::Dictionary;
use kwic_core::format::postings::{Occurrences, Writer};
use kwic_core::format::signs;
use kwic_core::format::symbols::Symbols;
use kwic_core::format::terms::{self, Listed};
use kwic_core::format::{FIELDS, Field};
use kwic_core::lexicon::{Lexicon, NO_SLOT, Occurrence, Spelling, Written, push_spelling};

use crate::bits::Bits;
use crate::pairs::Pairs;
use crate::spellings::Spellings;

/// The number of tokens in each field of a document, parts not counted.
pub type Lengths = [u32; FIELDS];

/// See the [module](self).
#[derive(Debug)]
pub struct Inverted<'a> {
    lexicon: Lexicon<'a>,
    /// What the index says of each term.
    pub terms: Vec<Listed>,
    /// The text section.
    text: &'a [u8],
    /// Where each document begins in it.
    starts: Vec<u32>,
    /// The number of tokens of each title, `u16::MAX` where there are more.
    titles: Vec<u16>,
    postings: Vec<u8>,
    /// Where the postings of each term end.
    ends: Vec<u32>,
    pairs: Pairs,
    spellings: Spellings,
}

/// What is known of a term while the text is walked.
#[derive(Clone, Copy, Default)]
struct State {
    writer: Writer,
    /// Where the next byte of its postings goes.
    at: u32,
}

/// Where the sizes of postings are not right, a second round has those that the first one found: where bytes
/// are wrong, and where a browser knows other characters than the builder did and takes some text apart
/// in another way.
const ROUNDS: usize = 2;

/// Postings take no more than so many bytes for each byte of the text.
const MOST_GROWTH: usize = 64;

/// Postings while they are written.
struct Writing<'w> {
    states: &'w mut [State],
    postings: &'w mut [u8],
}

impl Writing<'_> {
    /// Writes the occurrences in one document.
    fn read(
        &mut self,
        lexicon: &Lexicon<'_>,
        symbols: &mut Symbols<'_>,
        bigram: &mut dyn FnMut(u32, Option<u32>) -> u32,
        ordinal: &dyn Fn(&[u8]) -> Option<u32>,
        document: u32,
        lengths: &mut Lengths,
    ) {
        lexicon.walk(symbols, bigram, ordinal, &mut |occurrence| {
            let Occurrence { slot, field, part, .. } = occurrence;
            lengths[field as usize] += u32::from(!part);
            let Some(state) = self.states.get_mut(slot as usize) else { return };
            let mut code = state.writer.code(document, field);
            loop {
                let more = code >= 0x80;
                if let Some(place) = self.postings.get_mut(state.at as usize) {
                    *place = code as u8 | u8::from(more) << 7;
                }
                state.at = state.at.wrapping_add(1);
                code >>= 7;
                if !more {
                    break;
                }
            }
        });
    }
}

impl<'a> Inverted<'a> {
    /// Inverts the text of so many documents; gives the lengths of their fields too. The terms are a section
    /// and how many there are.
    #[inline(never)]
    pub fn new(
        terms: (&'a [u8], u32),
        signs: &'a [u8],
        text: &'a [u8],
        documents: u32,
        ordinal: &dyn Fn(&[u8]) -> Option<u32>,
    ) -> (Inverted<'a>, Vec<Lengths>) {
        let (terms, sizes) = terms::read(terms.0, terms.1 as usize, documents);
        // An article takes a byte at least.
        let documents = (documents as usize).min(text.len());
        let lexicon = Lexicon::new(&terms, signs::read(signs), documents as u32);
        let mut pairs = Pairs::default();
        let mut starts = Vec::with_capacity(documents);
        let mut lengths = vec![[0; FIELDS]; documents];
        let mut postings = Vec::new();
        // The postings of a term go behind those of its term that are there; where the first goes follows
        // from how many bytes each term has.
        let mut ends = vec![0u32; lexicon.slots()];
        for (term, &size) in (0..).zip(&sizes) {
            if let Some(end) = ends.get_mut(lexicon.slot(term) as usize) {
                *end = size;
            }
        }
        drop(sizes);
        // A number that the compiler knew would bring what is in the loop as many times.
        for _ in 0..core::hint::black_box(ROUNDS) {
            let mut states = Vec::with_capacity(ends.len());
            let mut total = 0u32;
            for end in &mut ends {
                states.push(State { at: total, writer: Writer::default() });
                total = total.wrapping_add(*end);
                *end = total;
            }
            let fits = total as usize / MOST_GROWTH <= text.len();
            postings = vec![0; if fits { total as usize } else { 0 }];
            starts.clear();
            lengths.fill([0; FIELDS]);
            let mut symbols = Symbols::new(text, 0);
            let mut writing = Writing { states: &mut states, postings: &mut postings };
            let mut bigram = |first: u32, second: Option<u32>| {
                pairs.get_or(first, second, || lexicon.bigram(first, second, ordinal))
            };
            // A browser compiles a function well only from some call on, and never in the middle of a loop.
            // So an article is read by a function that is called for each, and that no optimiser takes into
            // the loop.
            let mut read = |document, lengths: &mut Lengths| {
                starts.push(symbols.position() as u32);
                writing.read(&lexicon, &mut symbols, &mut bigram, ordinal, document, lengths);
            };
            let read: &mut dyn FnMut(u32, &mut Lengths) = core::hint::black_box(&mut read);
            for (document, lengths) in (0..).zip(&mut lengths) {
                read(document, lengths);
            }
            if states.iter().zip(&ends).all(|(state, end)| state.at == *end) {
                break;
            }
            let mut start = 0;
            for (state, end) in states.iter().zip(&mut ends) {
                let size = state.at.wrapping_sub(start);
                start = core::mem::replace(end, size);
            }
        }
        let mut titles = Vec::with_capacity(documents);
        for lengths in &lengths {
            titles.push(lengths[Field::Title as usize].try_into().unwrap_or(u16::MAX));
        }
        let spellings = Spellings::default();
        let inverted =
            Inverted { lexicon, terms, text, starts, titles, postings, ends, pairs, spellings };
        (inverted, lengths)
    }

    /// The number of documents.
    pub fn documents(&self) -> u32 {
        self.starts.len() as u32
    }

    /// The slot of a term.
    pub fn slot(&self, ordinal: u32) -> u32 {
        self.lexicon.slot(ordinal)
    }

    /// Where a term stands.
    pub fn occurrences(&self, ordinal: u32) -> Occurrences<'_> {
        let slot = self.slot(ordinal);
        let end = |slot: u32| self.ends.get(slot as usize).map_or(0, |&end| end as usize);
        let start = slot.checked_sub(1).map_or(0, end);
        Occurrences::new(self.postings.get(start..end(slot)).unwrap_or_default())
    }

    /// Appends the numbers of the documents that have a term, in order.
    pub fn push_documents(&self, ordinal: u32, out: &mut Vec<u64>) {
        let mut last = self.documents();
        // Wrong sizes make one list run into another.
        let documents = self.occurrences(ordinal).map(|occurrence| occurrence.0);
        for document in documents.take_while(|&document| document < self.documents()) {
            if document != last {
                out.push(document.into());
            }
            last = document;
        }
    }

    /// The slots of terms.
    pub fn set_of(&self, terms: impl Iterator<Item = u32>) -> Bits {
        let mut slots = Bits::new(self.lexicon.slots());
        for term in terms {
            slots.insert(self.slot(term));
        }
        slots
    }

    fn symbols(&self, document: u32) -> Symbols<'a> {
        let start = self.starts.get(document as usize).map_or(self.text.len(), |&s| s as usize);
        Symbols::new(self.text, start)
    }

    /// Calls `each` with every token of a document whose slot is among those wanted.
    pub fn walk(
        &self,
        document: u32,
        ordinal: &dyn Fn(&[u8]) -> Option<u32>,
        wanted: &Bits,
        each: &mut dyn FnMut(Occurrence),
    ) {
        let mut bigram = |first, second| self.pairs.get(first, second).unwrap_or(NO_SLOT);
        self.lexicon.walk(&mut self.symbols(document), &mut bigram, ordinal, &mut |occurrence| {
            if wanted.has(occurrence.slot) {
                each(occurrence);
            }
        });
    }

    /// The number of tokens of the title of a document, `u16::MAX` where there are more.
    pub fn title_length(&self, document: u32) -> u32 {
        self.titles.get(document as usize).copied().unwrap_or_default().into()
    }

    /// The term that the title of a document begins with, where that is certain.
    pub fn title_begins(&self, document: u32) -> Option<u32> {
        self.lexicon.first_word(&mut self.symbols(document))
    }

    /// Appends the title of a document to `out`.
    pub fn title(&self, document: u32, dictionary: &Dictionary<'_>, out: &mut Written) {
        self.spelled(dictionary, &mut |spelling| {
            self.lexicon.title(&mut self.symbols(document), spelling, out);
        });
    }

    /// Appends the text of a document to `out`, with the marks of its blocks.
    pub fn text(&self, document: u32, dictionary: &Dictionary<'_>, out: &mut Written) {
        self.spelled(dictionary, &mut |spelling| {
            self.lexicon.text(&mut self.symbols(document), spelling, out);
        });
    }

    fn spelled(&self, dictionary: &Dictionary<'_>, write: &mut dyn FnMut(Spelling<'_>)) {
        write(Spelling {
            ordinal: &|key| dictionary.get(key),
            bigram: &|first, second| self.pairs.get(first, second).unwrap_or(NO_SLOT),
            spell: &|term, out| {
                self.spellings.push(self.slot(term), out, &|out| {
                    if let Some(key) = dictionary.key(term) {
                        push_spelling(&key, out);
                    }
                });
            },
        });
    }
}
