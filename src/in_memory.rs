//! The index whose postings are made in memory from the text of its articles, all of them when the
//! first one is asked for.

use std::ops::Range;
use std::sync::OnceLock;

use kwic_core::format::anchors::{Anchors, Heading};
use kwic_core::format::compounds::Compounds;
#[cfg(not(target_arch = "wasm32"))]
use kwic_core::format::details;
use kwic_core::format::details::{AllDetails, Details};
use kwic_core::format::dictionary::Dictionary;
use kwic_core::format::documents::{Documents, Names, Record};
use kwic_core::format::meta::Meta;
use kwic_core::format::postings::{DocumentOccurrences, Extent, Posting};
use kwic_core::format::sections::{Section, Sections};
use kwic_core::format::settings::Settings;
use kwic_core::format::stems::Stems;
use kwic_core::format::tails::{Cut, Tails};
use kwic_core::format::{Field, exact_forms_prefix, inflections, stop_words, synonyms};
use kwic_core::small::sort::first_of;
#[cfg(not(target_arch = "wasm32"))]
use kwic_core::split::dictionary_file::Compound;
use kwic_core::store::decoded_text::DecodedText;
use kwic_core::store::fragments::Fragment;
use kwic_core::store::scan::Occurrence;
use kwic_core::text::Case;
use kwic_postings::bit_set::BitSet;
use kwic_postings::field_norms::FieldNorms;
use kwic_postings::fuzzy::fuzzy;
use kwic_postings::inverted_index::InvertedIndex;
use kwic_postings::segments::Segments;

use crate::attributes::Attributes;
use crate::index_reader::{Continuation, IndexReader, TitleStart};
use crate::rank::norms::norms;
use crate::rank::recency;

/// No word has more exact forms; it bounds what damaged bytes can cost.
const MAX_FORMS: usize = 4096;
/// Bytes for which a title has room before it grows.
const TITLE_ROOM: usize = 128;

/// See the [module](self). Each structure is read when it is first asked for.
#[derive(Debug)]
pub(crate) struct InMemory<'a> {
    sections: Sections<'a>,
    meta: Meta,
    dictionary: Dictionary<'a>,
    documents: Documents<'a>,
    inverted: OnceLock<(InvertedIndex<'a>, FieldNorms)>,
    stems: OnceLock<Stems>,
    compounds: OnceLock<Compounds<'a>>,
    stop_words: OnceLock<Vec<u32>>,
    attributes: OnceLock<Attributes<'a>>,
    recency: OnceLock<Vec<f32>>,
    anchors: OnceLock<Anchors<'a>>,
    details: OnceLock<AllDetails<'a>>,
}

impl<'a> InMemory<'a> {
    /// Reads nothing but the counts and names of an index; `None` if it has no dictionary.
    pub(crate) fn open(sections: Sections<'a>) -> Option<InMemory<'a>> {
        let meta = Meta::read(sections.get(Section::Meta));
        let dictionary = Dictionary::read(sections.get(Section::Dictionary))?;
        let documents = Documents::read(sections.get(Section::Documents), meta.documents as usize);
        Some(InMemory {
            sections,
            meta,
            dictionary,
            documents,
            inverted: OnceLock::new(),
            stems: OnceLock::new(),
            compounds: OnceLock::new(),
            stop_words: OnceLock::new(),
            attributes: OnceLock::new(),
            recency: OnceLock::new(),
            anchors: OnceLock::new(),
            details: OnceLock::new(),
        })
    }

    /// Counts and settings.
    pub(crate) fn meta(&self) -> &Meta {
        &self.meta
    }

    /// The records of the documents.
    pub(crate) fn stored(&self) -> &Documents<'a> {
        &self.documents
    }

    /// The details of a document.
    pub(crate) fn details(&self, document: u32) -> Details<'a> {
        self.all_details().of(document as usize)
    }

    /// The attributes of all documents.
    pub(crate) fn all_attributes(&self) -> &Attributes<'a> {
        self.attributes.get_or_init(|| Attributes::read(&self.documents, self.all_details()))
    }

    fn all_details(&self) -> &AllDetails<'a> {
        let count = self.meta.documents as usize;
        let read = || AllDetails::read(self.sections.get(Section::Details), count);
        self.details.get_or_init(read)
    }

    /// Inverts the text, unless that is done. Then `at_once` is called with the number of documents,
    /// before anything else takes the room that only the inversion needed.
    pub(crate) fn invert(
        &self,
        at_once: &mut dyn FnMut(usize),
    ) -> &(InvertedIndex<'a>, FieldNorms) {
        self.inverted.get_or_init(|| {
            let section = |section| self.sections.get(section);
            let Meta { documents, terms, segments, .. } = self.meta;
            let extent = Extent { documents, segments };
            let terms = (section(Section::Terms), terms);
            let (literals, text) = (section(Section::Literals), section(Section::Text));
            let ordinal = |key: &[u8]| self.dictionary.get(key);
            let (inverted, lengths) = InvertedIndex::new(terms, literals, text, extent, &ordinal);
            at_once(inverted.documents() as usize);
            (inverted, norms(lengths, &self.meta.settings.weights))
        })
    }

    /// The case of a term that is a symbol of the text.
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) fn symbol_case(&self, ordinal: u32) -> Option<Case> {
        self.inverted().terms.get(ordinal as usize)?.case()
    }

    /// The words that are written as two words somewhere, each with one way to do it and the list of that.
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) fn compound_lists(&self) -> Vec<(u32, Compound, &'a [u8])> {
        self.compounds().lists()
    }

    /// The own filters of all documents, each name with its value as one text; and for each document the numbers of its own.
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) fn filters(&self) -> (Vec<&'a str>, Vec<Vec<u32>>) {
        let mut filters = Vec::new();
        let mut numbers = Vec::new();
        let details = self.all_details();
        for &text in &details.texts {
            numbers.push(details::filter(text).is_some().then_some(filters.len() as u32));
            filters.extend(details::filter(text).is_some().then_some(text));
        }
        let own = |all: Vec<u32>| {
            all.iter().filter_map(|&number| *numbers.get(number as usize)?).collect()
        };
        (filters, details.numbers().map(own).collect())
    }

    /// The blocks of a segment, each behind its mark.
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) fn blocks(&self, segment: u32) -> Vec<String> {
        self.inverted().blocks(segment, &self.dictionary)
    }

    /// True for a document whose title repeats its text.
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) fn title_repeats(&self, document: u32) -> bool {
        self.inverted().title_repeats(document)
    }

    fn inverted(&self) -> &InvertedIndex<'a> {
        &self.invert(&mut |_| {}).0
    }

    fn stems(&self) -> &Stems {
        self.stems.get_or_init(|| Stems::read(self.sections.get(Section::Stems)))
    }

    fn compounds(&self) -> &Compounds<'a> {
        self.compounds.get_or_init(|| Compounds::read(self.sections.get(Section::Compounds)))
    }
}

impl IndexReader for InMemory<'_> {
    fn prepare(&self, at_once: &mut dyn FnMut(usize)) {
        self.invert(at_once);
    }

    fn documents(&self) -> u32 {
        self.inverted().documents()
    }

    fn terms(&self) -> usize {
        self.inverted().terms.len()
    }

    fn settings(&self) -> &Settings {
        &self.meta.settings
    }

    fn forms(&self, folded: &str, each: &mut dyn FnMut(&[u8], u32)) {
        if let Some(ordinal) = self.dictionary.get(folded.as_bytes()) {
            each(folded.as_bytes(), ordinal);
        }
        let mut left = MAX_FORMS;
        self.dictionary.starting_with(&exact_forms_prefix(folded), &mut |key, ordinal| {
            each(key, ordinal);
            left -= 1;
            left > 0
        });
    }

    fn terms_with(&self, prefix: &str) -> Range<u32> {
        self.dictionary.beginning_with(prefix.as_bytes(), self.terms() as u32)
    }

    fn continuations(
        &self,
        prefix: &str,
        terms: Range<u32>,
        limit: usize,
        each: &mut dyn FnMut(Continuation<'_>),
    ) {
        // The ordinals of a prefix are in a row: documents are counted without reading keys.
        let counted = terms.map(|ordinal| (self.document_frequency(ordinal), ordinal));
        let first = first_of(counted, limit, |a, b| (b.0, a.1) < (a.0, b.1));
        let Some(branch) = self.dictionary.branch(prefix.as_bytes()) else { return };
        for (documents, ordinal) in first {
            if let Some(rest) = branch.rest(ordinal) {
                each(Continuation { ordinal, documents, rest: &rest });
            }
        }
    }

    fn fuzzy(
        &self,
        folded: &str,
        max_edits: u8,
        prefix_length: usize,
        each: &mut dyn FnMut(&[u8], u32, u8),
    ) {
        fuzzy(&self.dictionary, folded, max_edits, prefix_length, each);
    }

    fn key(&self, ordinal: u32) -> Vec<u8> {
        self.dictionary.key(ordinal).unwrap_or_default()
    }

    fn document_frequency(&self, ordinal: u32) -> u32 {
        self.inverted().terms.get(ordinal as usize).map_or(0, |term| term.documents())
    }

    fn case(&self, ordinal: u32) -> Option<Case> {
        let term = self.inverted().terms.get(ordinal as usize)?;
        Some(term.case().unwrap_or(Case::Lower))
    }

    fn is_stop_word(&self, ordinal: u32) -> bool {
        let read = || stop_words::read(self.sections.get(Section::StopWords));
        self.stop_words.get_or_init(read).binary_search(&ordinal).is_ok()
    }

    fn relatives(&self, ordinal: u32) -> Vec<u32> {
        self.stems().relatives(ordinal)
    }

    fn has_tails(&self) -> bool {
        !self.sections.get(Section::Tails).is_empty()
    }

    fn tails(&self, folded: &[u8], each: &mut dyn FnMut(Cut, &[u8]) -> bool) {
        let key = |word| self.dictionary.key(word);
        Tails::new(self.sections.get(Section::Tails), &key).beginning_with(folded, each);
    }

    fn has_tail(&self, word: u32, folded: &[u8]) -> bool {
        let key = |word| self.dictionary.key(word);
        Tails::new(self.sections.get(Section::Tails), &key).has(word, folded)
    }

    fn inflection_rules(&self, each: &mut dyn FnMut(&str, &str) -> bool) {
        for (from, to) in inflections::read(self.sections.get(Section::Inflections)) {
            if !each(from, to) {
                return;
            }
        }
    }

    fn synonyms(&self, typed: &str, each: &mut dyn FnMut(usize, Vec<Vec<u32>>)) {
        synonyms::beginning(self.sections.get(Section::Synonyms), typed, each);
    }

    fn compound_cuts(&self, word: u32) -> Vec<usize> {
        self.compounds().of(word).into_iter().map(|compound| compound.cut).collect()
    }

    fn compound_postings(&self, word: u32, cut: usize, each: &mut dyn FnMut(&Posting) -> bool) {
        let documents = self.documents();
        for compound in self.compounds().of(word) {
            if compound.cut != cut {
                continue;
            }
            for posting in compound.postings {
                if posting.document >= documents {
                    break;
                }
                if !each(&posting) {
                    return;
                }
            }
        }
    }

    fn occurrences(&self, ordinal: u32) -> DocumentOccurrences<'_> {
        self.inverted().occurrences(ordinal)
    }

    fn segments(&self) -> &Segments {
        self.inverted().segments()
    }

    fn add_segments(&self, ordinal: u32, segments: &mut BitSet) {
        self.inverted().add_segments(ordinal, segments);
    }

    fn add_block_segments(&self, ordinal: u32, segments: &mut BitSet) {
        self.inverted().add_block_segments(ordinal, segments);
    }

    fn scan(&self, segment: u32, terms: &BitSet, each: &mut dyn FnMut(Occurrence)) {
        self.inverted().scan(segment, &|key| self.dictionary.get(key), terms, each);
    }

    fn fragments(
        &self,
        segment: u32,
        words: &BitSet,
        _: usize,
        each: &mut dyn FnMut(Fragment<'_>),
    ) {
        self.inverted().fragments(segment, words, &|key| self.dictionary.get(key), each);
    }

    fn separators_with(&self, is_wanted: &dyn Fn(&str) -> bool) -> BitSet {
        self.inverted().separators_with(is_wanted)
    }

    fn separators(&self, segment: u32, separators: &BitSet, each: &mut dyn FnMut(Field, &str)) {
        self.inverted().separators(segment, separators, each);
    }

    fn norms(&self) -> &FieldNorms {
        &self.invert(&mut |_| {}).1
    }

    fn title(&self, document: u32, wanted: &BitSet) -> DecodedText {
        let mut out = DecodedText::with_room(TITLE_ROOM);
        self.inverted().title(document, &self.dictionary, wanted, &mut out);
        out
    }

    fn title_begins(&self, document: u32, _: &BitSet) -> TitleStart {
        self.inverted().title_begins(document).map_or(TitleStart::Unknown, TitleStart::Term)
    }

    fn push_text(&self, segments: Range<u32>, wanted: &BitSet, text: &mut DecodedText) {
        self.inverted().text(segments, 0..u32::MAX, &self.dictionary, wanted, text);
    }

    fn push_blocks(
        &self,
        segment: u32,
        headings: Range<u32>,
        wanted: &BitSet,
        text: &mut DecodedText,
    ) {
        let segments = segment..segment.saturating_add(1);
        self.inverted().text(segments, headings, &self.dictionary, wanted, text);
    }

    fn headings(&self, document: u32) -> Vec<Heading<'_>> {
        let read = || Anchors::read(self.sections.get(Section::Anchors));
        let mut headings = self.anchors.get_or_init(read).of(document);
        let all = self.segments().of(document);
        for heading in &mut headings {
            heading.segment = heading.segment.saturating_add(all.start).min(all.end.max(1) - 1);
        }
        headings
    }

    fn heading(&self, segment: u32, number: u32, wanted: &BitSet) -> DecodedText {
        let mut out = DecodedText::with_room(TITLE_ROOM);
        self.inverted().heading(segment, number, &self.dictionary, wanted, &mut out);
        out
    }

    fn language(&self, document: u32) -> Option<u32> {
        Some(self.record(document)?.language)
    }

    fn record(&self, document: u32) -> Option<Record<'_>> {
        self.documents.get(document as usize)
    }

    fn names(&self) -> &Names<'_> {
        &self.documents.names
    }

    fn attributes(&self) -> &Attributes<'_> {
        self.all_attributes()
    }

    fn recency(&self) -> Option<&[f32]> {
        let recency = self.meta.settings.recency?;
        Some(self.recency.get_or_init(|| recency::factors(&self.attributes().days, recency)))
    }
}
