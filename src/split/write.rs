//! Takes an index in one piece apart.

use std::collections::BTreeMap;

use kwic_core::format::anchors::Heading;
use kwic_core::format::documents::{Address, Record};
use kwic_core::format::meta::Meta;
use kwic_core::format::postings::{
    DocumentOccurrences, Extent, Occurrences, Posting, Postings, ROOM, Writer, low_bits, put,
};
use kwic_core::format::sections::Section;
use kwic_core::format::tails::Cut;
use kwic_core::format::{Field, forms};
use kwic_core::split::article_file::{self, StoredArticle, StoredHeading};
use kwic_core::split::dictionary_file::{self, Compound, Term};
use kwic_core::split::place::Filler;
use kwic_core::split::positions::{self, Position};
use kwic_core::split::root::{DictionaryPart, Lengths, Root};
use kwic_core::split::separator_file::{self, Separator};
use kwic_core::split::{
    FileId, FileKind, Limits, columns, order_file, tail_file, text_file, title_starts,
};
use kwic_postings::bit_set::BitSet;

use super::articles::is_short;
use super::numbering::Numbering;
use crate::Index;
use crate::in_memory::InMemory;
use crate::index_reader::{IndexReader, TitleStart};

/// A split index: its root and all other files, before compression.
#[derive(Debug)]
pub struct SplitFiles {
    /// The root, by which the index is opened.
    pub root: Vec<u8>,
    /// Names and bytes of all other files.
    pub files: Vec<(String, Vec<u8>)>,
}

/// Where a token stands.
#[derive(Debug, Clone, Copy)]
struct Stands {
    segment: u32,
    field: Field,
    position: Position,
}

/// What one pass over all segments finds.
struct Collected {
    numbering: Numbering,
    /// For each term where it stands, by the new numbers of segments.
    terms: Vec<Vec<Stands>>,
    /// Of the articles in their new order.
    lengths: Vec<Lengths>,
    /// For each term the articles whose titles begin with it.
    titles: Vec<Vec<u32>>,
    /// The articles for which that is not certain.
    uncertain_titles: Vec<u32>,
    /// For each segment of the index in one piece the positions at which its headings begin.
    headings: Vec<Vec<u32>>,
    /// For each separator but a lone space where it stands; positions are not told.
    separators: BTreeMap<String, Vec<Stands>>,
}

/// Takes an index apart into files of these limits.
pub fn write(index: &Index<'_>, limits: Limits) -> SplitFiles {
    let reader = index.searcher().answerer().reader();
    let meta = reader.meta().clone();
    let extent = Extent { documents: meta.documents, segments: reader.segments().count() };
    let collected = collect(reader);
    let mut files: Vec<(FileId, Vec<u8>)> = Vec::new();
    let add = |files: &mut Vec<(FileId, Vec<u8>)>, kind, all: Vec<Vec<u8>>| {
        files.extend((0..).zip(all).map(|(number, bytes)| (FileId { kind, number }, bytes)));
    };

    let (mut lists, mut of_positions) = (Filler::new(limits.lists), Filler::new(limits.lists));
    let compounds = compounds(reader, &collected.numbering);
    let keys: Vec<Vec<u8>> = (0..meta.terms).map(|ordinal| reader.key(ordinal)).collect();
    let mut dictionary = Vec::new();
    let mut dictionary_files = Vec::new();
    let mut first = 0;
    for range in dictionary_ranges(&keys, limits.dictionary) {
        dictionary.push(DictionaryPart {
            key: keys[range.start].clone(),
            first,
            lists: lists.place(),
            positions: of_positions.place(),
        });
        let terms: Vec<Term> = range
            .clone()
            .map(|at| {
                push_lists(
                    reader,
                    at as u32,
                    (&collected.terms[at], &collected.titles[at]),
                    extent,
                    &compounds,
                    (&mut lists, &mut of_positions),
                )
            })
            .collect();
        let listed: Vec<(&[u8], &Term)> =
            keys[range.clone()].iter().map(Vec::as_slice).zip(&terms).collect();
        dictionary_files.push(dictionary_file::write(&listed, first, extent));
        first = range.end as u32;
    }
    add(&mut files, FileKind::Dictionary, dictionary_files);

    let separators = lists.place();
    let listed: Vec<Separator> = collected
        .separators
        .iter()
        .map(|(text, stands)| {
            let segments = stands.chunk_by(|a, b| a.segment == b.segment).count() as u32;
            let list = list(stands, low_bits(segments, extent.segments));
            lists.push(&list);
            Separator { text: text.clone(), segments, size: list.len() as u32 }
        })
        .collect();
    add(&mut files, FileKind::Separators, vec![separator_file::write(&listed)]);
    add(&mut files, FileKind::Lists, lists.files);
    add(&mut files, FileKind::Positions, of_positions.files);

    let (articles, article_files) = articles(reader, &collected, limits.text);
    add(&mut files, FileKind::Articles, article_files);
    let (texts, text_files) = texts(reader, &collected, limits.text);
    add(&mut files, FileKind::Text, text_files);
    let documents = collected.numbering.documents();
    add(&mut files, FileKind::Order, vec![order_file::write(documents)]);
    let in_order = |of: &mut dyn FnMut(usize)| documents.iter().for_each(|&it| of(it as usize));
    let (stored, (filters, mut of_stored)) =
        (reader.stored().iter().collect::<Vec<Record<'_>>>(), reader.filters());
    let (mut records, mut of_records) = (Vec::new(), Vec::new());
    in_order(&mut |it| records.push(stored[it].clone()));
    in_order(&mut |it| of_records.push(std::mem::take(&mut of_stored[it])));
    add(&mut files, FileKind::Columns, vec![columns::write(&records, &of_records)]);
    let (tails, tail_files) = tails(reader, limits.dictionary);
    add(&mut files, FileKind::Tails, tail_files);

    let section = |wanted: Section| {
        let sections = index.sections();
        sections.into_iter().find(|section| section.0 == wanted.name()).map_or(&[][..], |it| it.1)
    };
    let root = Root {
        bytes: files.iter().map(|file| file.1.len() as u64).sum(),
        meta: Meta { segments: extent.segments, ..meta },
        limits,
        names: reader.names().clone(),
        filters,
        segments: collected.numbering.starts().windows(2).map(|two| two[1] - two[0]).collect(),
        lengths: collected.lengths,
        languages: records.iter().map(|record| record.language).collect(),
        dictionary,
        separators,
        articles,
        texts,
        uncertain_titles: collected.uncertain_titles,
        tails,
        inflections: section(Section::Inflections),
        synonyms: section(Section::Synonyms),
    };
    let files = files.into_iter().map(|(id, bytes)| (id.name(), bytes)).collect();
    SplitFiles { root: root.write(), files }
}

fn collect(reader: &InMemory<'_>) -> Collected {
    let segments = reader.segments();
    let mut lengths = vec![Lengths::default(); segments.documents() as usize];
    let mut headings = vec![Vec::new(); segments.count() as usize];
    let mut terms: Vec<Vec<Stands>> = vec![Vec::new(); reader.terms()];
    let mut separators: BTreeMap<String, Vec<Stands>> = BTreeMap::new();
    let all = BitSet::all(reader.terms());
    let all_separators = reader.separators_with(&|_| true);
    for segment in 0..segments.count() {
        let lengths = &mut lengths[segments.document(segment) as usize];
        let headings: &mut Vec<u32> = &mut headings[segment as usize];
        let mut last: Option<Position> = None;
        reader.scan(segment, &all, &mut |occurrence| {
            let (field, position) = (occurrence.field, occurrence.position);
            let same = last.filter(|last| last.position == position);
            let position = Position { position, order: same.map_or(0, |last| last.order + 1) };
            last = Some(position);
            lengths[field as usize] += u32::from(!occurrence.part);
            terms[occurrence.term as usize].push(Stands { segment, field, position });
            let begun = (occurrence.headings as usize).max(headings.len());
            headings.resize(begun, position.position);
        });
        reader.separators(segment, &all_separators, &mut |field, text| {
            if !matches!(text, "" | " ") {
                let stands = Stands { segment, field, position: Position::default() };
                match separators.get_mut(text) {
                    Some(all) => all.push(stands),
                    None => _ = separators.insert(text.to_owned(), vec![stands]),
                }
            }
        });
    }
    let numbering = Numbering::new(&lengths, segments);
    for stands in terms.iter_mut().chain(separators.values_mut()) {
        stands.iter_mut().for_each(|it| it.segment = numbering.segment(it.segment));
        stands.sort_by_key(|it| it.segment);
    }
    let mut titles = vec![Vec::new(); terms.len()];
    let (mut uncertain_titles, none) = (Vec::new(), BitSet::new(0));
    for (number, &document) in (0..).zip(numbering.documents()) {
        match reader.title_begins(document, &none) {
            TitleStart::Term(term) => titles[term as usize].push(number),
            _ => uncertain_titles.push(number),
        }
    }
    let lengths = numbering.documents().iter().map(|&it| lengths[it as usize]).collect();
    Collected { numbering, terms, lengths, titles, uncertain_titles, headings, separators }
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

/// The files of articles, and the first article of each.
fn articles(reader: &InMemory<'_>, collected: &Collected, limit: u32) -> (Vec<u32>, Vec<Vec<u8>>) {
    let mut packer = Packer::new(limit);
    for (number, &document) in collected.numbering.documents().iter().enumerate() {
        let Some(record) = reader.record(document) else { continue };
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
        packer.push(number as u32, &article_file::write(&[article]));
    }
    packer.done()
}

/// The files of the text of long articles, and the first segment of each.
fn texts(reader: &InMemory<'_>, collected: &Collected, limit: u32) -> (Vec<u32>, Vec<Vec<u8>>) {
    let mut packer = Packer::new(limit);
    let Collected { numbering, lengths, .. } = collected;
    for (&document, lengths) in numbering.documents().iter().zip(lengths) {
        for segment in reader.segments().of(document).filter(|_| !is_short(lengths)) {
            let text = text_file::write([reader.blocks(segment).as_slice()]);
            packer.push(numbering.segment(segment), &text);
        }
    }
    packer.done()
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

/// Puts what follows each other into files.
struct Packer {
    limit: usize,
    firsts: Vec<u32>,
    files: Vec<Vec<u8>>,
}

impl Packer {
    fn new(limit: u32) -> Packer {
        Packer { limit: limit as usize, firsts: Vec::new(), files: Vec::new() }
    }

    fn push(&mut self, number: u32, bytes: &[u8]) {
        match self.files.last_mut().filter(|last| last.len() + bytes.len() <= self.limit) {
            Some(last) => last.extend_from_slice(bytes),
            None => {
                self.firsts.push(number);
                self.files.push(bytes.to_vec());
            }
        }
    }

    fn done(self) -> (Vec<u32>, Vec<Vec<u8>>) {
        (self.firsts, self.files)
    }
}
