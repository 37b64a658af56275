//! The inverted index: which articles have each term. It is not stored but made from the text of the
//! articles when the first search asks for it: two walks over their symbols.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use kwic_core::format::lexicon::{Lexicon, NO_TERM, Occurrence};
use kwic_core::format::postings::{Frequencies, Postings, push_posting};
use kwic_core::format::signs;
use kwic_core::format::symbols::Symbols;
use kwic_core::format::terms::Listed;
use kwic_core::format::{FIELDS, Field};

use crate::pairs::Pairs;

/// The number of tokens in each field of a document, parts not counted.
pub(crate) type Lengths = [u32; FIELDS];

/// See the [module](self).
#[derive(Debug)]
pub(crate) struct Inverted<'a> {
    lexicon: Lexicon<'a>,
    /// What the index says of each term.
    pub terms: Vec<Listed>,
    /// The text section.
    text: &'a [u8],
    /// Where each document begins in it.
    starts: Vec<u32>,
    /// The number of tokens of each title.
    pub titles: Vec<u32>,
    postings: Vec<u8>,
    /// Where the postings of each term end.
    ends: Vec<u32>,
    pairs: Pairs,
}

/// The terms of one document and how often each stands in its fields.
#[derive(Default)]
struct Tally {
    /// For each term where it may be in the list.
    places: Vec<u32>,
    list: Vec<(u32, Frequencies)>,
    lengths: Lengths,
}

impl Tally {
    fn add(&mut self, occurrence: Occurrence) {
        let Occurrence { term, field, part, .. } = occurrence;
        if !part {
            let length = &mut self.lengths[field as usize];
            *length = length.saturating_add(1);
        }
        let Some(place) = self.places.get_mut(term as usize) else { return };
        match self.list.get_mut(*place as usize).filter(|entry| entry.0 == term) {
            Some((_, frequencies)) => frequencies[field as usize] += 1,
            None => {
                *place = self.list.len() as u32;
                let mut frequencies = [0; FIELDS];
                frequencies[field as usize] = 1;
                self.list.push((term, frequencies));
            }
        }
    }

    fn clear(&mut self) {
        self.list.clear();
        self.lengths = [0; FIELDS];
    }
}

/// A set of terms, a bit each.
pub(crate) struct Terms(Vec<u32>);

impl Terms {
    /// Of so many terms these.
    pub(crate) fn new(count: usize, terms: impl Iterator<Item = u32>) -> Terms {
        let mut bits = vec![0; count.div_ceil(32)];
        for term in terms {
            if let Some(bits) = bits.get_mut(term as usize / 32) {
                *bits |= 1 << (term % 32);
            }
        }
        Terms(bits)
    }

    #[inline]
    fn has(&self, term: u32) -> bool {
        self.0.get(term as usize / 32).is_some_and(|bits| bits >> (term % 32) & 1 == 1)
    }
}

impl<'a> Inverted<'a> {
    /// Inverts the text of so many documents; gives the lengths of their fields too.
    pub(crate) fn new(
        terms: Vec<Listed>,
        signs: &'a [u8],
        text: &'a [u8],
        documents: u32,
        ordinal: &dyn Fn(&[u8]) -> Option<u32>,
    ) -> (Inverted<'a>, Vec<Lengths>) {
        // An article takes a byte at least.
        let documents = (documents as usize).min(text.len());
        let lexicon = Lexicon::new(&terms, signs::read(signs), documents as u32, ordinal);
        let mut pairs = Pairs::default();
        let mut tally = Tally { places: vec![0; terms.len()], ..Tally::default() };
        let mut posting = Vec::new();
        let mut ends = vec![0u32; terms.len()];
        let mut nexts = vec![0u32; terms.len()];
        let mut starts = Vec::with_capacity(documents);
        let mut lengths = Vec::with_capacity(documents);
        let mut bigram = |first: u32, second: Option<u32>| {
            pairs.get_or(first, second, || lexicon.bigram((first, second), ordinal))
        };
        let mut symbols = Symbols::new(text, 0);
        // One function for both walks: it is compiled once.
        let mut read = |symbols: &mut Symbols<'a>, tally: &mut Tally| {
            lexicon.walk(symbols, &mut bigram, ordinal, &mut |occurrence| tally.add(occurrence));
        };
        // First how many bytes the postings of each term will be.
        for document in 0..documents as u32 {
            starts.push(symbols.position() as u32);
            read(&mut symbols, &mut tally);
            for (term, frequencies) in &tally.list {
                let next = &mut nexts[*term as usize];
                posting.clear();
                push_posting(&mut posting, document - *next, frequencies);
                *next = document + 1;
                ends[*term as usize] += posting.len() as u32;
            }
            lengths.push(tally.lengths);
            tally.clear();
        }
        let mut total = 0u32;
        for end in &mut ends {
            let size = core::mem::replace(end, total);
            total = total.saturating_add(size);
        }
        // Then the postings, each behind those of its term that are there.
        let mut postings = vec![0; total as usize];
        nexts.fill(0);
        for (document, &start) in starts.iter().enumerate() {
            let document = document as u32;
            let mut symbols = Symbols::new(text, start as usize);
            read(&mut symbols, &mut tally);
            for (term, frequencies) in &tally.list {
                let (next, end) = (&mut nexts[*term as usize], &mut ends[*term as usize]);
                posting.clear();
                push_posting(&mut posting, document - *next, frequencies);
                *next = document + 1;
                let from = *end as usize;
                if let Some(place) = postings.get_mut(from..from + posting.len()) {
                    place.copy_from_slice(&posting);
                }
                *end += posting.len() as u32;
            }
            tally.clear();
        }
        let titles = lengths.iter().map(|lengths: &Lengths| lengths[Field::Title as usize]);
        let titles = titles.collect();
        let inverted =
            Inverted { lexicon, terms, text, starts, titles, postings, ends, pairs };
        (inverted, lengths)
    }

    /// The number of documents.
    pub(crate) fn documents(&self) -> u32 {
        self.starts.len() as u32
    }

    /// The postings of a term.
    pub(crate) fn postings(&self, ordinal: u32) -> Postings<'_> {
        let end = |ordinal: u32| self.ends.get(ordinal as usize).map_or(0, |&end| end as usize);
        let start = ordinal.checked_sub(1).map_or(0, end);
        Postings::new(self.postings.get(start..end(ordinal)).unwrap_or_default())
    }

    fn symbols(&self, document: u32) -> Symbols<'a> {
        let start = self.starts.get(document as usize).map_or(self.text.len(), |&s| s as usize);
        Symbols::new(self.text, start)
    }

    /// Calls `each` with every token of a document whose term is among those wanted.
    pub(crate) fn walk(
        &self,
        document: u32,
        ordinal: &dyn Fn(&[u8]) -> Option<u32>,
        wanted: &Terms,
        each: &mut dyn FnMut(Occurrence),
    ) {
        let mut bigram = |first, second| self.pairs.get(first, second).unwrap_or(NO_TERM);
        self.lexicon.walk(&mut self.symbols(document), &mut bigram, ordinal, &mut |occurrence| {
            if wanted.has(occurrence.term) {
                each(occurrence);
            }
        });
    }

    /// False when the first word of the title of a document is certainly none of these.
    pub(crate) fn title_begins(&self, document: u32, terms: &Terms) -> bool {
        let mut symbols = self.symbols(document);
        self.lexicon.first_word(&mut symbols).is_none_or(|term| terms.has(term))
    }

    /// Appends the title of a document.
    pub(crate) fn title(
        &self,
        document: u32,
        spell: &mut dyn FnMut(u32, &mut String),
        out: &mut String,
    ) {
        self.lexicon.title(&mut self.symbols(document), spell, out);
    }

    /// Appends the text of a document, with the marks of its blocks.
    pub(crate) fn text(
        &self,
        document: u32,
        spell: &mut dyn FnMut(u32, &mut String),
        out: &mut String,
    ) {
        self.lexicon.text(&mut self.symbols(document), spell, out);
    }
}
