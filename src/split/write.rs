//! Takes an index in one piece apart.

use std::collections::BTreeMap;

use kwic_core::format::anchors::Heading;
use kwic_core::format::documents::{Address, Record};
use kwic_core::format::forms;
use kwic_core::format::meta::Meta;
use kwic_core::format::postings::{
    DocumentOccurrences, Extent, Occurrences, Posting, Postings, ROOM, Writer, low_bits, put,
};
use kwic_core::format::sections::Section;
use kwic_core::format::tails::Cut;
use kwic_core::split::article_file::{self, StoredArticle, StoredHeading};
use kwic_core::split::dictionary_file::{self, Compound, Term};
use kwic_core::split::place::Filler;
use kwic_core::split::positions::{self, Position};
use kwic_core::split::root::{DictionaryPart, Root};
use kwic_core::split::separator_file::{self, Separator};
use kwic_core::split::{
    FileId, FileKind, Limits, columns, order_file, tail_file, text_file, title_starts,
};
use kwic_postings::bit_set::BitSet;

use super::articles::is_short;
use super::collect::{Collected, Stands};
use super::numbering::Numbering;
use crate::Index;
use crate::in_memory::InMemory;
use crate::index_reader::IndexReader;

/// A split index: its root and all other files, before compression.
#[derive(Debug)]
pub struct SplitFiles {
    /// The root, by which the index is opened.
    pub root: Vec<u8>,
    /// Names and bytes of all other files.
    pub files: Vec<(String, Vec<u8>)>,
}

/// Takes an index apart into files of these limits.
pub fn write(index: &Index<'_>, limits: Limits) -> SplitFiles {
    let mut files = BTreeMap::new();
    let root = Splitter::new(index).write(limits, &mut |id, bytes| _ = files.insert(id, bytes));
    let files = files.into_iter().map(|(id, bytes)| (id.name(), bytes)).collect();
    SplitFiles { root, files }
}

/// About how many bytes an index has that is taken apart.
#[derive(Debug, Clone, Default)]
pub struct Sizes {
    lists: usize,
    /// Of some articles and of the segments of long ones.
    text: Vec<usize>,
    /// Each of these stands for so many.
    step: usize,
}

impl Sizes {
    /// About how many files there will be with these limits.
    #[must_use]
    pub fn files(&self, limits: Limits) -> usize {
        /// A file is seldom full, hundredths.
        const FULL: usize = 85;
        let room = |limit: u32| (limit as usize * FULL / 100).max(1);
        // What is larger than a file may be has one of its own.
        let text = room(limits.text);
        let of_text: usize = self.text.iter().map(|&bytes| bytes.min(text) * self.step).sum();
        self.lists / room(limits.lists) + of_text / text
    }
}

/// An index that is taken apart.
pub struct Splitter<'i, 'a> {
    index: &'i Index<'a>,
    collected: Collected,
    compounds: Vec<(u32, Compound, Vec<u8>)>,
}

impl<'i, 'a> Splitter<'i, 'a> {
    /// Reads all of an index.
    pub fn new(index: &'i Index<'a>) -> Splitter<'i, 'a> {
        let reader = index.searcher().answerer().reader();
        let collected = Collected::new(reader);
        let compounds = compounds(reader, &collected.numbering);
        Splitter { index, collected, compounds }
    }

    fn reader(&self) -> &'i InMemory<'a> {
        self.index.searcher().answerer().reader()
    }

    /// About how many bytes there will be, told by some of the articles.
    pub fn sizes(&self) -> Sizes {
        /// So many articles are looked at.
        const SAMPLE: usize = 1_000;
        let Collected { numbering, lengths, .. } = &self.collected;
        let documents = numbering.documents();
        let step = documents.len().div_ceil(SAMPLE).max(1);
        let mut sizes = Sizes { lists: self.collected.bytes(), step, ..Sizes::default() };
        for (number, &document) in documents.iter().enumerate().step_by(step) {
            sizes.text.extend(self.article(number, document).map(|article| article.len()));
            if !is_short(&lengths[number]) {
                let segments = self.reader().segments().of(document);
                let blocks = segments.map(|segment| self.reader().blocks(segment));
                sizes.text.extend(blocks.map(|blocks| text_file::write([&*blocks]).len()));
            }
        }
        sizes
    }

    /// Gives each file as soon as it is whole: all files together may be larger than memory. Files of one kind come in
    /// the order of their numbers. Returns the root.
    pub fn write(&self, limits: Limits, give: &mut dyn FnMut(FileId, Vec<u8>)) -> Vec<u8> {
        let (reader, collected) = (self.reader(), &self.collected);
        let meta = reader.meta().clone();
        let extent = Extent { documents: meta.documents, segments: reader.segments().count() };
        let mut bytes = 0;
        let mut give = |kind, number, file: Vec<u8>| {
            bytes += file.len() as u64;
            give(FileId { kind, number }, file);
        };

        let (mut lists, mut of_positions) = (Filler::new(limits.lists), Filler::new(limits.lists));
        let keys: Vec<Vec<u8>> = (0..meta.terms).map(|ordinal| reader.key(ordinal)).collect();
        let mut dictionary = Vec::new();
        for (number, range) in (0..).zip(dictionary_ranges(&keys, limits.dictionary)) {
            let first = range.start as u32;
            dictionary.push(DictionaryPart {
                key: keys[range.start].clone(),
                first,
                lists: lists.place(),
                positions: of_positions.place(),
            });
            let terms: Vec<Term> = range
                .clone()
                .map(|at| {
                    let stands = collected.stands(at);
                    let own = (stands.as_slice(), collected.titles[at].as_slice());
                    let fillers = (&mut lists, &mut of_positions);
                    push_lists(reader, at as u32, own, extent, &self.compounds, fillers)
                })
                .collect();
            let listed: Vec<(&[u8], &Term)> =
                keys[range].iter().map(Vec::as_slice).zip(&terms).collect();
            give(FileKind::Dictionary, number, dictionary_file::write(&listed, first, extent));
            lists.take_whole(&mut |number, file| give(FileKind::Lists, number, file));
            of_positions.take_whole(&mut |number, file| give(FileKind::Positions, number, file));
        }
        drop(keys);

        let separators = lists.place();
        let mut listed = Vec::new();
        for (text, stands) in collected.separators() {
            let segments = stands.chunk_by(|a, b| a.segment == b.segment).count() as u32;
            let list = list(&stands, low_bits(segments, extent.segments));
            lists.push(&list);
            let text = text.to_owned();
            listed.push(Separator { text, segments, size: list.len() as u32 });
        }
        give(FileKind::Separators, 0, separator_file::write(&listed));
        lists.take_all(&mut |number, file| give(FileKind::Lists, number, file));
        of_positions.take_all(&mut |number, file| give(FileKind::Positions, number, file));

        let mut of_articles = |number, file| give(FileKind::Articles, number, file);
        let articles = self.articles(limits.text, &mut of_articles);
        let mut of_text = |number, file| give(FileKind::Text, number, file);
        let texts = self.texts(limits.text, &mut of_text);
        let documents = collected.numbering.documents();
        give(FileKind::Order, 0, order_file::write(documents));
        let (filters, mut of_stored) = reader.filters();
        let stored: Vec<Record<'_>> = reader.stored().iter().collect();
        let records: Vec<&Record<'_>> = documents.iter().map(|&it| &stored[it as usize]).collect();
        let of_records: Vec<Vec<u32>> =
            documents.iter().map(|&it| std::mem::take(&mut of_stored[it as usize])).collect();
        give(FileKind::Columns, 0, columns::write(&records, &of_records));
        let languages = records.iter().map(|record| record.language).collect::<Vec<u32>>();
        drop(records);
        drop(stored);
        let (tails, tail_files) = tails(reader, limits.dictionary);
        (0..).zip(tail_files).for_each(|(number, file)| give(FileKind::Tails, number, file));

        let section = |wanted: Section| {
            let sections = self.index.sections();
            sections
                .into_iter()
                .find(|section| section.0 == wanted.name())
                .map_or(&[][..], |it| it.1)
        };
        let root = Root {
            bytes,
            meta: Meta { segments: extent.segments, ..meta },
            limits,
            names: reader.names().clone(),
            filters,
            segments: collected.numbering.starts().windows(2).map(|two| two[1] - two[0]).collect(),
            lengths: collected.lengths.clone(),
            languages,
            dictionary,
            separators,
            articles,
            texts,
            uncertain_titles: collected.uncertain_titles.clone(),
            tails,
            inflections: section(Section::Inflections),
            synonyms: section(Section::Synonyms),
        };
        root.write()
    }

    /// An article as it is stored.
    fn article(&self, number: usize, document: u32) -> Option<Vec<u8>> {
        let (reader, collected) = (self.reader(), &self.collected);
        let record = reader.record(document)?;
        let (url, id) = (record.address.url(), record.address.id());
        let title = reader.title(document, &BitSet::new(0)).text;
        let segments = reader.segments().of(document);
        let texts: Vec<Vec<String>> = match is_short(&collected.lengths[number]) {
            true => segments.clone().map(|segment| reader.blocks(segment)).collect(),
            false => Vec::new(),
        };
        let all = reader.headings(document);
        let before =
            |at: usize| all[..at].iter().filter(|it| it.segment == all[at].segment).count();
        let texts_of: Vec<String> = (0..all.len())
            .map(|at| reader.heading(all[at].segment, before(at) as u32, &BitSet::new(0)).text)
            .collect();
        let position = |at: usize| {
            let begin = collected.headings[all[at].segment as usize].get(before(at));
            begin.copied().unwrap_or(u32::MAX)
        };
        let article = StoredArticle {
            title: &title,
            repeats: reader.title_repeats(document),
            record: Record { address: Address::new(&url, &id), ..record },
            details: reader.details(document),
            headings: texts_of
                .iter()
                .enumerate()
                .map(|(at, text)| StoredHeading {
                    heading: Heading { segment: all[at].segment - segments.start, ..all[at] },
                    position: position(at),
                    text,
                })
                .collect(),
            segments: texts
                .iter()
                .map(|blocks| blocks.iter().map(String::as_str).collect())
                .collect(),
        };
        Some(article_file::write(&[article]))
    }

    /// Gives the files of articles; returns the first article of each.
    fn articles(&self, limit: u32, give: &mut dyn FnMut(u32, Vec<u8>)) -> Vec<u32> {
        let mut packer = Packer::new(limit, give);
        for (number, &document) in self.collected.numbering.documents().iter().enumerate() {
            if let Some(article) = self.article(number, document) {
                packer.push(number as u32, &article);
            }
        }
        packer.done()
    }

    /// Gives the files of the text of long articles; returns the first segment of each.
    fn texts(&self, limit: u32, give: &mut dyn FnMut(u32, Vec<u8>)) -> Vec<u32> {
        let mut packer = Packer::new(limit, give);
        let Collected { numbering, lengths, .. } = &self.collected;
        for (&document, lengths) in numbering.documents().iter().zip(lengths) {
            let segments = self.reader().segments().of(document);
            for segment in segments.filter(|_| !is_short(lengths)) {
                let text = text_file::write([self.reader().blocks(segment).as_slice()]);
                packer.push(numbering.segment(segment), &text);
            }
        }
        packer.done()
    }
}

/// The words that are written as two words somewhere, each with one way to do it and the list of that.
fn compounds(reader: &InMemory<'_>, numbering: &Numbering) -> Vec<(u32, Compound, Vec<u8>)> {
    let numbers = numbering.of_documents();
    let mut all = Vec::new();
    for (word, compound, list) in reader.compound_lists() {
        let occurrences = Occurrences::new(list, 0..list.len(), compound.low);
        let mut postings: Vec<Posting> = Vec::new();
        for posting in Postings::new(DocumentOccurrences::new(occurrences, &[])) {
            let document = numbers[posting.document as usize];
            postings.push(Posting { document, ..posting });
        }
        postings.sort_by_key(|posting| posting.document);
        let (mut out, mut bits, mut writer) = (Vec::new(), 0, Writer::new(compound.low));
        postings.iter().for_each(|posting| writer.push(&mut out, &mut bits, posting));
        all.push((word, Compound { size: out.len() as u32, ..compound }, out));
    }
    all
}

/// Appends the lists of a term; gives what a dictionary says of it.
fn push_lists(
    reader: &InMemory<'_>,
    ordinal: u32,
    (stands, titles): (&[Stands], &[u32]),
    extent: Extent,
    compounds: &[(u32, Compound, Vec<u8>)],
    (lists, of_positions): (&mut Filler, &mut Filler),
) -> Term {
    let documents = reader.document_frequency(ordinal);
    let mut bytes = list(stands, extent.low_bits(documents));
    let size = bytes.len() as u32;
    let placed: Vec<(u32, Position)> = stands.iter().map(|it| (it.segment, it.position)).collect();
    let (mut position_files, firsts) = positions::write(&placed, of_positions.limit());
    bytes.extend_from_slice(&firsts);
    let titles = title_starts::write(titles);
    bytes.extend_from_slice(&titles);
    let own = compounds.partition_point(|it| it.0 < ordinal)
        ..compounds.partition_point(|it| it.0 <= ordinal);
    let compounds = compounds.get(own).unwrap_or_default();
    compounds.iter().for_each(|(_, _, list)| bytes.extend_from_slice(list));
    lists.push(&bytes);
    let mut term = Term {
        documents,
        case: reader.symbol_case(ordinal),
        is_stop_word: reader.is_stop_word(ordinal),
        relatives: reader.relatives(ordinal),
        list: size,
        positions: 0,
        position_files: position_files.len() as u32,
        firsts: firsts.len() as u32,
        titles: titles.len() as u32,
        compounds: compounds.iter().map(|(_, compound, _)| *compound).collect(),
    };
    match position_files.as_mut_slice() {
        [only] => {
            term.positions = only.len() as u32;
            of_positions.push(only);
        }
        _ => of_positions.push_files(position_files),
    }
    term
}

/// The list of what stands in segments and fields.
fn list(stands: &[Stands], low: u32) -> Vec<u8> {
    let (mut out, mut bits, mut writer) = (Vec::new(), 0u32, Writer::new(low));
    for it in stands {
        let (code, length) = writer.code(it.segment, it.field);
        out.resize(bits as usize / 8 + 1 + ROOM, 0);
        put(&mut out, bits, code);
        bits += length;
        out.truncate(bits.div_ceil(8) as usize);
    }
    out
}

/// Which terms each dictionary file has. The forms of one word are in one file.
fn dictionary_ranges(keys: &[Vec<u8>], limit: u32) -> Vec<std::ops::Range<usize>> {
    /// Bytes of what is said of a term besides its key.
    const BESIDES: usize = 6;
    let mut ranges = Vec::new();
    let (mut start, mut size) = (0, 0);
    for (at, key) in keys.iter().enumerate() {
        let before: &[u8] = if at > 0 { &keys[at - 1] } else { &[] };
        let shared = key.iter().zip(before).take_while(|(a, b)| a == b).count();
        let own = key.len() - shared + BESIDES;
        if at > start && size + own > limit as usize && forms(key).0 != forms(before).0 {
            ranges.push(start..at);
            (start, size) = (at, 0);
        }
        size += own;
    }
    if start < keys.len() {
        ranges.push(start..keys.len());
    }
    ranges
}

/// The files of tails, and the first tail of each.
fn tails(reader: &InMemory<'_>, limit: u32) -> (Vec<Vec<u8>>, Vec<Vec<u8>>) {
    let mut all: Vec<(Vec<u8>, Cut)> = Vec::new();
    reader.tails(&[], &mut |cut, tail| {
        all.push((tail.to_vec(), cut));
        true
    });
    let (mut firsts, mut files) = (Vec::new(), Vec::new());
    let mut rest = all.as_slice();
    while let Some(first) = rest.first() {
        let mut size = 0;
        let fits = |it: &&(Vec<u8>, Cut)| {
            size += it.0.len() + 4;
            size <= limit as usize
        };
        let count = rest.iter().take_while(fits).count().max(1);
        let own: Vec<(&[u8], Cut)> =
            rest[..count].iter().map(|(tail, cut)| (&**tail, *cut)).collect();
        firsts.push(first.0.clone());
        files.push(tail_file::write(&own));
        rest = &rest[count..];
    }
    (firsts, files)
}

/// Puts what follows each other into files, and gives each when it is whole.
struct Packer<'g> {
    limit: usize,
    firsts: Vec<u32>,
    file: Vec<u8>,
    give: &'g mut dyn FnMut(u32, Vec<u8>),
}

impl<'g> Packer<'g> {
    fn new(limit: u32, give: &'g mut dyn FnMut(u32, Vec<u8>)) -> Packer<'g> {
        Packer { limit: limit as usize, firsts: Vec::new(), file: Vec::new(), give }
    }

    fn push(&mut self, number: u32, bytes: &[u8]) {
        if self.firsts.is_empty() || self.file.len() + bytes.len() > self.limit {
            self.give_file();
            self.firsts.push(number);
        }
        self.file.extend_from_slice(bytes);
    }

    fn give_file(&mut self) {
        if let Some(before) = self.firsts.len().checked_sub(1) {
            (self.give)(before as u32, std::mem::take(&mut self.file));
        }
    }

    /// The first number of each file.
    fn done(mut self) -> Vec<u32> {
        self.give_file();
        self.firsts
    }
}
