//! What a search asks of a split index. Where a file is not there, the answer is empty, and the file is noted.

use std::cell::OnceCell;
use std::ops::Range;

use kwic_core::format::anchors::Heading;
use kwic_core::format::documents::{Names, Record};
use kwic_core::format::postings::{DocumentOccurrences, Occurrences, Posting, Postings};
use kwic_core::format::settings::Settings;
use kwic_core::format::tails::Cut;
use kwic_core::format::term_info::NO_TERM;
use kwic_core::format::{Field, inflections, synonyms};
use kwic_core::small::sort::sort;
use kwic_core::split::article_file::{StoredArticle, StoredHeading};
use kwic_core::split::place::Place;
use kwic_core::split::root::Root;
use kwic_core::split::{FileId, FileKind, columns, tail_file};
use kwic_core::store::decoded_text::{DecodedText, TermDecoder};
use kwic_core::store::fragments::{Fragment, plain_fragments};
use kwic_core::store::scan::Occurrence;
use kwic_core::text::Case;
use kwic_postings::bit_set::BitSet;
use kwic_postings::field_lengths::FieldLengths;
use kwic_postings::field_norms::FieldNorms;
use kwic_postings::segments::Segments;

use super::articles::{Articles, field_of};
use super::files::{Files, Stage};
use super::placement::{Placed, Placements};
use super::places::Places;
use super::separators::Separators;
use super::terms::{Dictionary, Terms, occurrences};
use super::titles::TitleStarts;
use super::typed::Typed;
use crate::attributes::Attributes;
use crate::index_reader::{Continuation, IndexReader, TitleStart};
use crate::query::Parsed;
use crate::rank::norms::norms;
use crate::rank::recency;

/// A split index of which some files are there.
#[derive(Debug)]
pub(crate) struct SplitReader<'a> {
    root: Root<'a>,
    files: Files,
    typed: Typed,
    terms: Terms,
    segments: Segments,
    norms: FieldNorms,
    placements: Placements,
    separators: Separators,
    titles: TitleStarts,
    no_attributes: Attributes<'a>,
    attributes: OnceCell<Attributes<'a>>,
    recency: OnceCell<Vec<f32>>,
    places: Places,
}

impl<'a> SplitReader<'a> {
    pub(super) fn new(root: Root<'a>) -> SplitReader<'a> {
        let mut segments = Segments::with_room(root.meta.segments as usize);
        let mut lengths = FieldLengths::with_room(root.lengths.len());
        for (&own, &count) in root.lengths.iter().zip(&root.segments) {
            lengths.push(own);
            // Damaged bytes may tell of any number.
            for number in 0..count.min(root.meta.segments.saturating_sub(segments.count())) {
                segments.push(0, number == 0);
            }
        }
        SplitReader {
            terms: Terms::new(&root),
            files: Files::default(),
            typed: Typed::default(),
            segments,
            norms: norms(lengths, &root.meta.settings.weights),
            placements: Placements::default(),
            separators: Separators::default(),
            titles: TitleStarts::default(),
            no_attributes: Attributes::new(&root.names, &root.filters, std::iter::empty()),
            attributes: OnceCell::new(),
            recency: OnceCell::new(),
            places: Places::default(),
            root,
        }
    }

    pub(super) fn root(&self) -> &Root<'a> {
        &self.root
    }

    pub(super) fn files(&self) -> &Files {
        &self.files
    }

    pub(super) fn insert(&mut self, id: FileId, bytes: Box<[u8]>) {
        self.files.insert(id, bytes);
    }

    fn dictionary(&self) -> Dictionary<'_, 'a> {
        Dictionary { typed: &self.typed, terms: &self.terms, root: &self.root, files: &self.files }
    }

    /// The occurrences of a term in segments; where its list is not there, that is noted.
    fn occurrences_of(&self, ordinal: u32) -> Occurrences<'_> {
        let found = self.dictionary().term(ordinal);
        let bytes = |kind, place: Place| self.files.get(Stage::Lists, kind, place.file);
        let list = found.and_then(|found| {
            let bytes_of_list = bytes(FileKind::Lists, found.places.0);
            if found.term.position_files == 1 && self.needs_positions() {
                // They are asked for next, and would be another round of requests.
                bytes(FileKind::Positions, found.places.1);
            }
            Some((found, bytes_of_list?))
        });
        list.map_or_else(
            || Occurrences::new(&[], 0..0, 0),
            |(found, bytes)| occurrences(bytes, found, self.root.extent()),
        )
    }

    /// True where a search asks how near to each other words stand, or a passage where in a long text.
    fn needs_positions(&self) -> bool {
        self.typed.has_several() || !self.root.texts.is_empty()
    }

    /// What stands in a segment of these terms, in order.
    fn placed(&self, segment: u32, terms: &BitSet) -> Vec<Placed> {
        let mut all = Vec::new();
        for term in terms.iter() {
            if let Some(placement) = self.placements.get(self.dictionary(), term) {
                placement.push_placed(&self.files, segment, term, &mut all);
            }
        }
        sort(&mut all, |a, b| a.position < b.position);
        all
    }

    fn articles(&self) -> Articles<'_, 'a> {
        Articles { root: &self.root, files: &self.files, segments: &self.segments }
    }

    /// The article with a number; where its file is not there, that is noted.
    pub(super) fn article(&self, document: u32) -> Option<StoredArticle<'_>> {
        self.articles().get(document)
    }

    /// Calls `decode` with what finds the tokens of some terms in a text.
    fn with_decoder(&self, wanted: &BitSet, decode: &mut dyn FnMut(TermDecoder<'_>)) {
        let keys: Vec<(Vec<u8>, u32)> = wanted.iter().map(|term| (self.key(term), term)).collect();
        // Ordinals rise with their keys.
        let ordinal = |key: &[u8]| {
            let at = keys.binary_search_by(|known| known.0.as_slice().cmp(key)).ok()?;
            keys.get(at).map(|known| known.1)
        };
        decode(TermDecoder {
            wanted: &|term| wanted.has(term),
            ordinal: &ordinal,
            bigram: &|_, _| NO_TERM,
            spell: &|_, _, _| {},
        });
    }

    /// The attributes of all articles; where their columns are not there, that is noted, and only names and values are known.
    pub(super) fn all_attributes(&self) -> &Attributes<'a> {
        if self.attributes.get().is_none() {
            let Some(bytes) = self.files.get(Stage::Words, FileKind::Columns, 0) else {
                return &self.no_attributes;
            };
            let records = columns::read(bytes, self.documents()).into_iter();
            let attributes = Attributes::new(&self.root.names, &self.root.filters, records);
            self.attributes.set(attributes).ok();
        }
        self.attributes.get().unwrap_or(&self.no_attributes)
    }

    /// The names of the facets.
    #[cfg(all(feature = "split", target_arch = "wasm32"))]
    pub(super) fn facet_names(&self) -> Vec<&'a str> {
        self.no_attributes.names.clone()
    }

    /// True where so many of these words may follow each other in a segment.
    fn may_be_name(&self, segment: u32, words: &BitSet, count: usize) -> bool {
        let placed = self.placed(segment, words);
        count == 1
            || placed
                .windows(2)
                .any(|two| two[1].position.position <= two[0].position.position.saturating_add(1))
    }
}

impl IndexReader for SplitReader<'_> {
    fn expect(&self, query: &Parsed) {
        self.typed.expect(query);
    }

    fn prepare(&self, _: &mut dyn FnMut(usize)) {}

    fn documents(&self) -> u32 {
        self.segments.documents()
    }

    fn place(&self, document: u32) -> u32 {
        self.places.of(&self.files, document, self.documents())
    }

    fn terms(&self) -> usize {
        self.root.meta.terms as usize
    }

    fn settings(&self) -> &Settings {
        &self.root.meta.settings
    }

    fn forms(&self, folded: &str, each: &mut dyn FnMut(&[u8], u32)) {
        self.dictionary().forms(folded, each);
    }

    fn terms_with(&self, prefix: &str) -> Range<u32> {
        self.dictionary().terms_with(prefix.as_bytes())
    }

    fn continuations(
        &self,
        prefix: &str,
        terms: Range<u32>,
        limit: usize,
        each: &mut dyn FnMut(Continuation<'_>),
    ) {
        self.dictionary().continuations(prefix, terms, limit, each);
    }

    fn fuzzy(
        &self,
        folded: &str,
        max_edits: u8,
        prefix_length: usize,
        each: &mut dyn FnMut(&[u8], u32, u8),
    ) {
        self.dictionary().fuzzy(folded, max_edits, prefix_length, each);
    }

    fn key(&self, ordinal: u32) -> Vec<u8> {
        self.dictionary().term(ordinal).map_or_else(Vec::new, |found| found.key.to_vec())
    }

    fn document_frequency(&self, ordinal: u32) -> u32 {
        self.dictionary().term(ordinal).map_or(0, |found| found.term.documents)
    }

    fn case(&self, ordinal: u32) -> Option<Case> {
        Some(self.dictionary().term(ordinal)?.term.case.unwrap_or(Case::Lower))
    }

    fn is_stop_word(&self, ordinal: u32) -> bool {
        self.dictionary().term(ordinal).is_some_and(|found| found.term.is_stop_word)
    }

    fn relatives(&self, ordinal: u32) -> Vec<u32> {
        self.dictionary().term(ordinal).map_or_else(Vec::new, |found| found.term.relatives.clone())
    }

    fn has_tails(&self) -> bool {
        !self.root.tails.is_empty()
    }

    fn tails(&self, folded: &[u8], each: &mut dyn FnMut(Cut, &[u8]) -> bool) {
        let first =
            self.root.tails.partition_point(|tail| tail.as_slice() < folded).saturating_sub(1);
        for (number, tail) in self.root.tails.iter().enumerate().skip(first) {
            if tail.as_slice() > folded && !tail.starts_with(folded) {
                return;
            }
            let Some(bytes) = self.files.get(Stage::OtherWords, FileKind::Tails, number as u32)
            else {
                continue;
            };
            let goes_on =
                tail_file::each(bytes, &mut |tail, cut| match tail.strip_prefix(folded) {
                    Some(rest) => each(cut, rest),
                    None => true,
                });
            if !goes_on {
                return;
            }
        }
    }

    fn has_tail(&self, word: u32, folded: &[u8]) -> bool {
        let mut has = false;
        self.tails(folded, &mut |(other, _), rest| {
            has = other == word && rest.is_empty();
            !has && rest.is_empty()
        });
        has
    }

    fn inflection_rules(&self, each: &mut dyn FnMut(&str, &str) -> bool) {
        inflections::read(self.root.inflections).all(|(from, to)| each(from, to));
    }

    fn synonyms(&self, typed: &str, each: &mut dyn FnMut(usize, Vec<Vec<u32>>)) {
        synonyms::beginning(self.root.synonyms, typed, each);
    }

    fn compound_cuts(&self, word: u32) -> Vec<usize> {
        let found = self.dictionary().term(word);
        found.map_or_else(Vec::new, |found| {
            found.term.compounds.iter().map(|compound| compound.cut as usize).collect()
        })
    }

    fn compound_postings(&self, word: u32, cut: usize, each: &mut dyn FnMut(&Posting) -> bool) {
        let Some(found) = self.dictionary().term(word) else { return };
        let place = found.places.0;
        let Some(bytes) = self.files.get(Stage::Lists, FileKind::Lists, place.file) else { return };
        let before = found.term.before_compounds();
        let mut start = place.offset.saturating_add(before) as usize;
        for compound in &found.term.compounds {
            let end = start.saturating_add(compound.size as usize);
            if compound.cut as usize == cut {
                let occurrences = Occurrences::new(bytes, start..end, compound.low);
                for posting in Postings::new(DocumentOccurrences::new(occurrences, &[])) {
                    if posting.document >= self.documents() || !each(&posting) {
                        return;
                    }
                }
            }
            start = end;
        }
    }

    fn occurrences(&self, ordinal: u32) -> DocumentOccurrences<'_> {
        DocumentOccurrences::new(self.occurrences_of(ordinal), self.segments.of_documents())
    }

    fn segments(&self) -> &Segments {
        &self.segments
    }

    fn add_segments(&self, ordinal: u32, segments: &mut BitSet) {
        self.occurrences_of(ordinal).for_each(|(segment, _)| segments.insert(segment));
    }

    fn add_block_segments(&self, ordinal: u32, segments: &mut BitSet) {
        for (segment, field) in self.occurrences_of(ordinal) {
            if field != Field::Title as usize {
                segments.insert(segment);
            }
        }
    }

    fn scan(&self, segment: u32, terms: &BitSet, each: &mut dyn FnMut(Occurrence)) {
        let document = self.segments.document(segment);
        let relative = segment - self.segments.of(document).start.min(segment);
        // Only who asks for sections needs headings, and has the article.
        let article = self.articles().find(document);
        let headings = article.map_or_else(Vec::new, |article| article.headings);
        let begun = |position: u32| {
            let own = headings.iter().filter(|it| it.heading.segment == relative);
            own.take_while(|it| it.position <= position).count() as u32
        };
        for Placed { term, position, field } in self.placed(segment, terms) {
            let position = position.position;
            let headings = begun(position);
            each(Occurrence { term, symbol: NO_TERM, position, field, part: false, headings });
        }
    }

    fn fragments(
        &self,
        segment: u32,
        words: &BitSet,
        count: usize,
        each: &mut dyn FnMut(Fragment<'_>),
    ) {
        if !self.may_be_name(segment, words, count) || self.files.lacks_before(Stage::Articles) {
            return;
        }
        let document = self.segments.document(segment);
        let mut blocks: Vec<(Field, &str)> = Vec::new();
        if self.segments.of(document).start == segment {
            let article = self.article(document);
            blocks.extend(article.filter(|it| !it.repeats).map(|it| (Field::Title, it.title)));
        }
        for block in self.articles().blocks(segment).unwrap_or_default() {
            blocks.push((field_of(block), block));
        }
        self.with_decoder(words, &mut |decoder| {
            let is_wanted = |term| (decoder.wanted)(term);
            plain_fragments(blocks.iter().copied(), &is_wanted, decoder.ordinal, &mut *each);
        });
    }

    fn separators_with(&self, is_wanted: &dyn Fn(&str) -> bool) -> BitSet {
        self.separators.with(&self.root, &self.files, is_wanted)
    }

    fn separators(&self, segment: u32, separators: &BitSet, each: &mut dyn FnMut(Field, &str)) {
        self.separators.each(&self.root, &self.files, segment, separators, each);
    }

    fn norms(&self) -> &FieldNorms {
        &self.norms
    }

    fn title(&self, document: u32, wanted: &BitSet) -> DecodedText {
        let mut out = DecodedText::default();
        if let Some(article) = self.article(document) {
            self.with_decoder(wanted, &mut |decoder| out.push_plain_title(article.title, decoder));
        }
        out
    }

    fn title_begins(&self, document: u32, terms: &BitSet) -> TitleStart {
        match self.root.uncertain_titles.binary_search(&document) {
            Ok(_) => TitleStart::Unknown,
            Err(_) => self.titles.begins(self.dictionary(), document, terms),
        }
    }

    fn push_text(&self, segments: Range<u32>, wanted: &BitSet, text: &mut DecodedText) {
        // What is read next of an article depends on what was read before.
        let document = self.segments.document(segments.start);
        if self.files.waits_for(document) {
            return;
        }
        let misses = self.files.misses();
        for segment in segments {
            self.push_blocks(segment, 0..u32::MAX, wanted, text);
        }
        if self.files.misses() > misses {
            self.files.wait_for(document);
        }
    }

    fn push_blocks(
        &self,
        segment: u32,
        headings: Range<u32>,
        wanted: &BitSet,
        text: &mut DecodedText,
    ) {
        let Some(blocks) = self.articles().blocks(segment) else { return };
        self.with_decoder(wanted, &mut |decoder| {
            text.push_plain_blocks(&blocks, headings.clone(), decoder);
        });
    }

    fn headings(&self, document: u32) -> Vec<Heading<'_>> {
        let all = self.segments.of(document);
        let article = self.article(document);
        let mut headings = Vec::new();
        for StoredHeading { mut heading, .. } in article.map_or_else(Vec::new, |it| it.headings) {
            heading.segment = heading.segment.saturating_add(all.start).min(all.end.max(1) - 1);
            headings.push(heading);
        }
        headings
    }

    fn heading(&self, segment: u32, number: u32, wanted: &BitSet) -> DecodedText {
        let mut out = DecodedText::default();
        let document = self.segments.document(segment);
        let relative = segment - self.segments.of(document).start.min(segment);
        let headings = self.article(document).map_or_else(Vec::new, |article| article.headings);
        let mut own = headings.iter().filter(|it| it.heading.segment == relative);
        if let Some(heading) = own.nth(number as usize) {
            self.with_decoder(wanted, &mut |decoder| out.push_plain_title(heading.text, decoder));
        }
        out
    }

    fn language(&self, document: u32) -> Option<u32> {
        self.root.languages.get(document as usize).copied()
    }

    fn record(&self, document: u32) -> Option<Record<'_>> {
        Some(self.article(document)?.record)
    }

    fn names(&self) -> &Names<'_> {
        &self.root.names
    }

    fn attributes(&self) -> &Attributes<'_> {
        self.all_attributes()
    }

    fn recency(&self) -> Option<&[f32]> {
        let recency = self.root.meta.settings.recency?;
        let days = &self.attributes().days;
        if self.recency.get().is_none() && !days.is_empty() {
            self.recency.set(recency::factors(days, recency)).ok();
        }
        Some(self.recency.get().map_or(&[], Vec::as_slice))
    }
}
