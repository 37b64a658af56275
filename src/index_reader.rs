//! What a search asks of an index, wherever the index lies and however it keeps its postings.

use std::ops::Range;

use kwic_core::format::Field;
use kwic_core::format::anchors::Heading;
use kwic_core::format::documents::{Names, Record};
use kwic_core::format::postings::{DocumentOccurrences, Posting, Postings};
use kwic_core::format::settings::Settings;
use kwic_core::format::tails::Cut;
use kwic_core::store::decoded_text::DecodedText;
use kwic_core::store::fragments::Fragment;
use kwic_core::store::scan::Occurrence;
use kwic_core::text::Case;
use kwic_postings::bit_set::BitSet;
use kwic_postings::field_norms::FieldNorms;
use kwic_postings::segments::Segments;

use crate::attributes::Attributes;
use crate::query::Parsed;

/// A term that begins with a prefix.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Continuation<'k> {
    pub ordinal: u32,
    /// In how many documents the term is.
    pub documents: u32,
    /// The key of the term behind the prefix.
    pub rest: &'k [u8],
}

/// What a title begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TitleStart {
    /// This term.
    Term(u32),
    /// Only its text tells.
    Unknown,
    /// None of those that were asked for.
    Other,
}

/// An index that is searched. Terms go by their ordinals, which rise with their keys, and documents
/// by their numbers. Nothing fails: of a term or a document that there is not, the answer is empty.
pub(crate) trait IndexReader {
    /// Says which query comes next.
    fn expect(&self, _: &Parsed) {}

    /// Makes the postings, where that is still to be done. Then `at_once` is called with the number of documents, before
    /// anything else takes the room that only their making needed.
    fn prepare(&self, at_once: &mut dyn FnMut(usize));

    /// The number of documents; that of each is below it.
    fn documents(&self) -> u32;

    /// The place of a document in the order in which the author gave them.
    fn place(&self, document: u32) -> u32 {
        document
    }

    /// The number of terms; the ordinal of each is below it.
    fn terms(&self) -> usize;

    /// How the author of the articles wants them ranked.
    fn settings(&self) -> &Settings;

    /// Calls `each` with key and ordinal of every exact form of a folded word, the unmarked one first.
    fn forms(&self, folded: &str, each: &mut dyn FnMut(&[u8], u32));

    /// The ordinals of the terms whose keys begin with a prefix.
    fn terms_with(&self, prefix: &str) -> Range<u32>;

    /// Calls `each` with those of `terms` that are in most documents, at most `limit`, in this order;
    /// of equal ones the lower ordinal first. The keys of all `terms` begin with `prefix`.
    fn continuations(
        &self,
        prefix: &str,
        terms: Range<u32>,
        limit: usize,
        each: &mut dyn FnMut(Continuation<'_>),
    );

    /// Calls `each` with key, ordinal and distance of every term whose folded form is within
    /// `max_edits` of a folded word; only of terms that share its
    /// first `prefix_length` letters.
    fn fuzzy(
        &self,
        folded: &str,
        max_edits: u8,
        prefix_length: usize,
        each: &mut dyn FnMut(&[u8], u32, u8),
    );

    /// The key of a term.
    fn key(&self, ordinal: u32) -> Vec<u8>;

    /// In how many documents a term is.
    fn document_frequency(&self, ordinal: u32) -> u32;

    /// The case in which articles mostly write a term.
    fn case(&self, ordinal: u32) -> Option<Case>;

    /// True for a term that says little in its language.
    fn is_stop_word(&self, ordinal: u32) -> bool;

    /// The ordinals of the other forms of a term, by its stem.
    fn relatives(&self, ordinal: u32) -> Vec<u32>;

    /// True when words of the index can be parted.
    fn has_tails(&self) -> bool;

    /// Calls `each` with the words that can be parted so that the second part begins with a folded text, each
    /// with what follows the text, until it gives false.
    fn tails(&self, folded: &[u8], each: &mut dyn FnMut(Cut, &[u8]) -> bool);

    /// True when a word can be parted so that this folded text is the second part.
    fn has_tail(&self, word: u32, folded: &[u8]) -> bool;

    /// Calls `each` with the pairs of suffixes by which words of one stem differ, the most frequent
    /// first, until it gives false.
    fn inflection_rules(&self, each: &mut dyn FnMut(&str, &str) -> bool);

    /// Calls `each` for all synonyms of words of a query, folded and each with a space behind, that the query begins with: how
    /// many words these are, and the terms of each word of the synonym.
    fn synonyms(&self, typed: &str, each: &mut dyn FnMut(usize, Vec<Vec<u32>>));

    /// Where a word, by the ordinal of its first form, is cut in documents that have it as two words:
    /// the bytes of the first of the two.
    fn compound_cuts(&self, word: u32) -> Vec<usize>;

    /// Calls `each` with the documents in which the two words stand side by side that a word is cut
    /// into at `cut`, until it gives false.
    fn compound_postings(&self, word: u32, cut: usize, each: &mut dyn FnMut(&Posting) -> bool);

    /// Where a term stands: document and field of each occurrence, in order of the documents.
    fn occurrences(&self, ordinal: u32) -> DocumentOccurrences<'_>;

    /// Which segments the documents have.
    fn segments(&self) -> &Segments;

    /// Adds the segments that a term stands in.
    fn add_segments(&self, ordinal: u32, segments: &mut BitSet);

    /// Adds the segments in whose blocks a term stands, so not in their title.
    fn add_block_segments(&self, ordinal: u32, segments: &mut BitSet);

    /// Calls `each` with every token of a segment whose term is in a set, in order.
    fn scan(&self, segment: u32, terms: &BitSet, each: &mut dyn FnMut(Occurrence));

    /// Calls `each` with the words of a segment that are these terms, and what stands around them. Where only places
    /// matter at which `count` of the words follow each other, it may call nothing if there are none.
    fn fragments(
        &self,
        segment: u32,
        words: &BitSet,
        count: usize,
        each: &mut dyn FnMut(Fragment<'_>),
    );

    /// The separators whose text is wanted, to look for them.
    fn separators_with(&self, is_wanted: &dyn Fn(&str) -> bool) -> BitSet;

    /// Calls `each` with field and text of these separators in a segment, and of those that no other article has.
    fn separators(&self, segment: u32, separators: &BitSet, each: &mut dyn FnMut(Field, &str));

    /// For each document the factor by which a frequency in each field counts.
    fn norms(&self) -> &FieldNorms;

    /// The title of a document, with the tokens of some terms.
    fn title(&self, document: u32, wanted: &BitSet) -> DecodedText;

    /// What the title of a document begins with; only these terms are asked for.
    fn title_begins(&self, document: u32, terms: &BitSet) -> TitleStart;

    /// Appends the text of segments that follow each other, with the marks of its blocks and the tokens of some
    /// terms.
    fn push_text(&self, segments: Range<u32>, wanted: &BitSet, text: &mut DecodedText);

    /// Appends, of a segment, the blocks up to which so many of its headings have begun as are in `headings`.
    fn push_blocks(
        &self,
        segment: u32,
        headings: Range<u32>,
        wanted: &BitSet,
        text: &mut DecodedText,
    );

    /// The headings of a document, up to the last to which a link leads, with the numbers of their segments.
    fn headings(&self, document: u32) -> Vec<Heading<'_>>;

    /// The text of a heading of a segment, before which `number` headings of it are, with the tokens of some terms.
    fn heading(&self, segment: u32, number: u32, wanted: &BitSet) -> DecodedText;

    /// The number of the language of a document among the names.
    fn language(&self, document: u32) -> Option<u32>;

    /// What is stored of a document.
    fn record(&self, document: u32) -> Option<Record<'_>>;

    /// The names that records refer to.
    fn names(&self) -> &Names<'_>;

    /// The attributes of all documents.
    fn attributes(&self) -> &Attributes<'_>;

    /// The factor that the date of each document gives it; none when dates do not count.
    fn recency(&self) -> Option<&[f32]>;
}

/// The postings of a term: one for each document that has it.
pub(crate) fn postings(
    reader: &impl IndexReader,
    ordinal: u32,
) -> impl Iterator<Item = Posting> + '_ {
    let documents = reader.documents();
    // Wrong sizes make one list run into another.
    Postings::new(reader.occurrences(ordinal))
        .take_while(move |posting| posting.document < documents)
}

/// True when the index has a folded word in some form.
pub(crate) fn has_word(reader: &impl IndexReader, folded: &str) -> bool {
    let mut has = false;
    reader.forms(folded, &mut |_, _| has = true);
    has
}
