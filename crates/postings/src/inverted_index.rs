//! The inverted index: which segments of articles have each term. It is not stored, but made by a scan over the symbols of
//! all articles when the first search asks for it.

use std::ops::Range;

use kwic_core::format::Field;
use kwic_core::format::dictionary::Dictionary;
use kwic_core::format::literals;
use kwic_core::format::postings::{
    DocumentOccurrences, Extent, MAX_BYTES, MAX_DOCUMENTS, Occurrences, ROOM, Writer, put,
};
use kwic_core::format::term_info::{self, NO_TERM, TermInfo};
use kwic_core::store::decoded_text::{DecodedText, TermDecoder, blocks, push_spelling};
use kwic_core::store::fragments::{Fragment, fragments, separators};
use kwic_core::store::scan::{Occurrence, first_word, scan, title_repeats};
use kwic_core::store::symbols::Symbols;
use kwic_core::store::vocabulary::Vocabulary;

use crate::bigram_cache::BigramCache;
use crate::bit_set::BitSet;
use crate::field_lengths::{FieldLengths, Lengths};
use crate::segments::Segments;
use crate::term_cache::TermCache;

/// See the [module](self).
#[derive(Debug)]
pub struct InvertedIndex<'a> {
    vocabulary: Vocabulary<'a>,
    /// What the index says of each term.
    pub terms: Vec<TermInfo>,
    /// The text section.
    text: &'a [u8],
    segments: Segments,
    /// What the index says of its extent.
    extent: Extent,
    /// Where the postings of each term end.
    ends: Vec<u32>,
    postings: Vec<u8>,
    bigrams: BigramCache,
    forms: TermCache,
}

/// The writer of the postings of one term.
#[derive(Clone, Copy)]
struct TermWriter {
    writer: Writer,
    /// How many bits stand before the next occurrence of the term.
    at: u32,
}

/// How often the text is scanned at most. The sizes of the postings stand in the index, and one scan is enough
/// where they are right. They are not where bytes are wrong, and where a browser knows other characters than
/// the builder did, so that some words are other words. Then a second scan has the sizes that the first found.
const ROUNDS: usize = 2;

/// The most bytes of postings for each byte of the text.
const MAX_GROWTH: usize = 64;

/// Writes the postings of all terms.
struct PostingsWriter<'w> {
    /// A writer for each term. The terms are numbered anew, so that the writers of the most frequent terms are
    /// close together in memory.
    writers: &'w mut [TermWriter],
    /// The new number of each term; that of a symbol is its index in the vocabulary.
    numbers: &'w [u32],
    postings: &'w mut [u8],
}

impl PostingsWriter<'_> {
    /// Writes the occurrences of one segment, and adds up the lengths of its fields. True where another segment of
    /// the document follows.
    fn push_segment(
        &mut self,
        vocabulary: &Vocabulary<'_>,
        symbols: &mut Symbols<'_>,
        bigram: &mut dyn FnMut(u32, Option<u32>) -> u32,
        ordinal: &dyn Fn(&[u8]) -> Option<u32>,
        segment: u32,
        lengths: &mut Lengths,
    ) -> bool {
        let (writers, numbers, postings) = (&mut *self.writers, self.numbers, &mut *self.postings);
        scan(vocabulary, symbols, bigram, ordinal, &mut move |occurrence| {
            let Occurrence { term, symbol, field, part, .. } = occurrence;
            lengths[field as usize] += u32::from(!part);
            let number = match symbol {
                NO_TERM => numbers.get(term as usize).copied().unwrap_or(NO_TERM),
                symbol => symbol,
            };
            let Some(writer) = writers.get_mut(number as usize) else { return };
            let (code, length) = writer.writer.code(segment, field);
            put(postings, writer.at, code);
            writer.at = writer.at.wrapping_add(length);
        })
    }
}

impl<'a> InvertedIndex<'a> {
    /// Inverts the text of an index of this extent; gives the lengths of the fields of its documents too. `terms` is a
    /// section and the number of its terms.
    #[inline(never)]
    pub fn new(
        terms: (&'a [u8], u32),
        literals: &'a [u8],
        text: &'a [u8],
        extent: Extent,
        ordinal: &dyn Fn(&[u8]) -> Option<u32>,
    ) -> (InvertedIndex<'a>, FieldLengths) {
        let (terms, sizes) = term_info::read(terms.0, terms.1 as usize);
        // An article takes a byte at least.
        let documents = extent.documents.min(MAX_DOCUMENTS).min(text.len() as u32);
        let extent = Extent { documents, segments: extent.segments.max(documents) };
        let vocabulary = Vocabulary::new(&terms, literals::read(literals), documents);
        let mut bigrams = BigramCache::default();
        // What stays is allocated before what is freed at the end, so that the freed memory is in one piece:
        // the accumulators of a search take it if they fit.
        // A segment takes a byte at least.
        let mut segments = Segments::with_room(extent.segments.min(text.len() as u32) as usize);
        let mut sizes = term_info::sizes(&terms, sizes, extent);
        let mut all_lengths = FieldLengths::with_room(documents as usize);
        let mut postings = Vec::new();
        let (numbers, count) = vocabulary.numbers(terms.len());
        let mut writers = vec![TermWriter { writer: Writer::new(0), at: 0 }; count];
        // If the compiler knew the number of rounds, it would repeat the code of the loop for each.
        for _ in 0..std::hint::black_box(ROUNDS) {
            let total = sizes.iter().fold(0u32, |total, &size| total.wrapping_add(size)) as usize;
            let fits = total <= MAX_BYTES as usize && total / MAX_GROWTH <= text.len();
            postings = vec![0; if fits { total + ROOM } else { 0 }];
            let mut start = 0u32;
            for ((&number, term), &size) in numbers.iter().zip(&terms).zip(&sizes) {
                let writer = Writer::new(extent.low_bits(term.documents()));
                writers[number as usize] = TermWriter { writer, at: start.wrapping_mul(8) };
                start = start.wrapping_add(size);
            }
            segments.clear();
            all_lengths.clear();
            let mut symbols = Symbols::new(text, 0);
            let mut writer = PostingsWriter {
                writers: &mut writers,
                numbers: &numbers,
                postings: &mut postings,
            };
            let mut bigram = |first: u32, second: Option<u32>| {
                bigrams
                    .get_or_insert(first, second, &mut || vocabulary.bigram(first, second, ordinal))
            };
            // A browser optimises a function only after some calls of it, and not while a loop of it runs. So
            // each segment is read by a call of one function, which the black box keeps out of the loop.
            let mut all = Lengths::default();
            let mut read = |is_first| {
                let segment = segments.push(symbols.position(), is_first);
                let mut lengths = Lengths::default();
                let goes_on = writer.push_segment(
                    &vocabulary,
                    &mut symbols,
                    &mut bigram,
                    ordinal,
                    segment,
                    &mut lengths,
                );
                for (all, own) in all.iter_mut().zip(lengths) {
                    *all += own;
                }
                if !goes_on {
                    all_lengths.push(std::mem::take(&mut all));
                }
                goes_on
            };
            let read: &mut dyn FnMut(bool) -> bool = std::hint::black_box(&mut read);
            for _ in 0..documents {
                let mut goes_on = read(true);
                while goes_on {
                    goes_on = read(false);
                }
            }
            let (mut start, mut right) = (0u32, true);
            for (&number, size) in numbers.iter().zip(&mut sizes) {
                let written =
                    writers[number as usize].at.wrapping_sub(start.wrapping_mul(8)).div_ceil(8);
                start = start.wrapping_add(*size);
                right &= written == *size;
                *size = written;
            }
            if right {
                break;
            }
        }
        drop((writers, numbers));
        let forms = TermCache::default();
        let (mut ends, mut end) = (sizes, 0u32);
        for size in &mut ends {
            end = end.wrapping_add(*size);
            *size = end;
        }
        let inverted = InvertedIndex {
            vocabulary,
            terms,
            text,
            segments,
            extent,
            ends,
            postings,
            bigrams,
            forms,
        };
        (inverted, all_lengths)
    }

    /// The number of documents.
    pub fn documents(&self) -> u32 {
        self.segments.documents()
    }

    /// Which segments the documents have.
    pub fn segments(&self) -> &Segments {
        &self.segments
    }

    /// The occurrences of a term: each as its document and the number of its field.
    pub fn occurrences(&self, term: u32) -> DocumentOccurrences<'_> {
        DocumentOccurrences::new(self.segment_occurrences(term), self.segments.of_documents())
    }

    /// The occurrences of a term: each as its segment and the number of its field.
    pub fn segment_occurrences(&self, term: u32) -> Occurrences<'_> {
        let end = |term: u32| self.ends.get(term as usize).map_or(0, |&end| end as usize);
        let start = term.checked_sub(1).map_or(0, end);
        let holding = self.terms.get(term as usize).map_or(0, |term| term.documents());
        let low = self.extent.low_bits(holding);
        Occurrences::new(&self.postings, start..end(term), low)
    }

    /// Adds the segments that a term stands in.
    pub fn add_segments(&self, term: u32, segments: &mut BitSet) {
        self.segment_occurrences(term).for_each(|(segment, _)| segments.insert(segment));
    }

    /// Adds the segments in whose blocks a term stands.
    pub fn add_block_segments(&self, term: u32, segments: &mut BitSet) {
        for (segment, field) in self.segment_occurrences(term) {
            if field != Field::Title as usize {
                segments.insert(segment);
            }
        }
    }

    /// The symbols from the beginning of a segment on.
    fn symbols(&self, segment: u32) -> Symbols<'a> {
        Symbols::new(self.text, self.start(segment))
    }

    fn start(&self, segment: u32) -> usize {
        self.segments.start(segment, self.text.len())
    }

    /// The symbols from the beginning of a document on.
    fn symbols_of(&self, document: u32) -> Symbols<'a> {
        self.symbols(self.segments.of(document).start)
    }

    /// Calls `each` with every token of a segment whose term is in a set.
    pub fn scan(
        &self,
        segment: u32,
        ordinal: &dyn Fn(&[u8]) -> Option<u32>,
        terms: &BitSet,
        each: &mut dyn FnMut(Occurrence),
    ) {
        let mut bigram = |first, second| self.bigrams.get(first, second).unwrap_or(NO_TERM);
        scan(
            &self.vocabulary,
            &mut self.symbols(segment),
            &mut bigram,
            ordinal,
            &mut |occurrence| {
                if terms.has(occurrence.term) {
                    each(occurrence);
                }
            },
        );
    }

    /// The separators whose text is wanted.
    pub fn separators_with(&self, is_wanted: &dyn Fn(&str) -> bool) -> BitSet {
        let mut set = BitSet::new(self.vocabulary.symbols().count());
        self.vocabulary.separators(is_wanted).for_each(|symbol| set.insert(symbol));
        set
    }

    /// Calls `each` with the words of a segment that are these terms, and what stands around them.
    pub fn fragments(
        &self,
        segment: u32,
        words: &BitSet,
        ordinal: &dyn Fn(&[u8]) -> Option<u32>,
        each: &mut dyn FnMut(Fragment<'_>),
    ) {
        let end = self.start(segment.saturating_add(1));
        let is_wanted = |term| words.has(term);
        fragments(&self.vocabulary, &mut self.symbols(segment), end, &is_wanted, ordinal, each);
    }

    /// Calls `each` with the field and the text of what stands between the words of a segment: of the separators of
    /// the vocabulary only these, and all others.
    pub fn separators(&self, segment: u32, wanted: &BitSet, each: &mut dyn FnMut(Field, &str)) {
        let end = self.start(segment.saturating_add(1));
        let is_wanted = |symbol| wanted.has(symbol);
        separators(&self.vocabulary, &mut self.symbols(segment), end, &is_wanted, each);
    }

    /// The term that the title of a document begins with, where that is certain.
    pub fn title_begins(&self, document: u32) -> Option<u32> {
        first_word(&self.vocabulary, &mut self.symbols_of(document))
    }

    /// Appends the title of a document to `out`, with the tokens of some terms.
    pub fn title(
        &self,
        document: u32,
        dictionary: &Dictionary<'_>,
        wanted: &BitSet,
        out: &mut DecodedText,
    ) {
        self.with_decoder(dictionary, wanted, &mut |decoder| {
            out.push_title(&self.vocabulary, &mut self.symbols_of(document), decoder);
        });
    }

    /// Appends the text of a heading of a segment, before which `number` headings of it are.
    pub fn heading(
        &self,
        segment: u32,
        number: u32,
        dictionary: &Dictionary<'_>,
        wanted: &BitSet,
        out: &mut DecodedText,
    ) {
        self.with_decoder(dictionary, wanted, &mut |decoder| {
            out.push_heading(&self.vocabulary, &mut self.symbols(segment), number, decoder);
        });
    }

    /// Appends the text of segments that follow each other to `out`, with the marks of its blocks and the tokens of
    /// some terms; of the blocks those up to which so many headings have begun as are in `headings`.
    pub fn text(
        &self,
        segments: Range<u32>,
        headings: Range<u32>,
        dictionary: &Dictionary<'_>,
        wanted: &BitSet,
        out: &mut DecodedText,
    ) {
        let end = self.start(segments.end);
        self.with_decoder(dictionary, wanted, &mut |decoder| {
            let symbols = &mut self.symbols(segments.start);
            out.push_text(&self.vocabulary, symbols, end, headings.clone(), decoder);
        });
    }

    /// The blocks of a segment, each behind its mark.
    pub fn blocks(&self, segment: u32, dictionary: &Dictionary<'_>) -> Vec<String> {
        let mut all = Vec::new();
        let end = self.start(segment.saturating_add(1));
        self.with_decoder(dictionary, &BitSet::new(0), &mut |decoder| {
            all = blocks(&self.vocabulary, &mut self.symbols(segment), end, decoder);
        });
        all
    }

    /// True for a document whose title repeats its text.
    pub fn title_repeats(&self, document: u32) -> bool {
        title_repeats(&mut self.symbols_of(document))
    }

    fn with_decoder(
        &self,
        dictionary: &Dictionary<'_>,
        wanted: &BitSet,
        decode: &mut dyn FnMut(TermDecoder<'_>),
    ) {
        decode(TermDecoder {
            wanted: &|term| wanted.has(term),
            ordinal: &|key| dictionary.get(key),
            bigram: &|first, second| self.bigrams.get(first, second).unwrap_or(NO_TERM),
            spell: &|symbol, term, out| {
                self.forms.push(symbol, out, &|out| {
                    if let Some(key) = dictionary.key(term) {
                        push_spelling(&key, out);
                    }
                });
            },
        });
    }
}
