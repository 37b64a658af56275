//! `Index::open`: what each section of the bytes means.

use alloc::boxed::Box;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use kwic_core::decimal::decimal;
use kwic_core::format::dictionary::Dictionary;
use kwic_core::format::documents::{Documents, Record};
use kwic_core::format::lengths::{self, Lengths};
use kwic_core::format::meta::Meta;
use kwic_core::format::postings::{Posting, Postings};
use kwic_core::format::sections::{OpenError, Section, Sections};
use kwic_core::format::stems::Stems;
use kwic_core::format::terms::{self, Term};
use kwic_core::format::varint::Cursor;
use kwic_core::format::{EXACT_SEPARATOR, FIELDS, common, positions, suffixes};
use once_cell::race::OnceBox;

use crate::facets::Facets;
use crate::filter::{Day, Facts};
use crate::score;

/// No word has more exact forms; it bounds what damaged bytes can cost.
const MOST_FORMS: usize = 4096;

/// A document in an index, counted from 0 in the order in which articles were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocId(pub u32);

/// An open index over borrowed bytes. Nothing is decoded until a search asks for it.
#[derive(Debug)]
pub struct Index<'a> {
    sections: Sections<'a>,
    bytes: usize,
    pub(crate) meta: Meta,
    pub(crate) dictionary: Dictionary<'a>,
    pub(crate) documents: Documents<'a>,
    lengths: OnceBox<Vec<Lengths>>,
    norms: OnceBox<Vec<[f32; FIELDS]>>,
    stems: OnceBox<Stems>,
    common: OnceBox<Vec<u32>>,
    facts: OnceBox<Vec<Facts>>,
    freshness: OnceBox<Vec<f32>>,
}

/// What an index says of one article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article<'a> {
    /// Its name in its collection of records; the url where it has none.
    pub id: &'a str,
    /// Where a hit leads.
    pub url: &'a str,
    /// Title.
    pub title: &'a str,
    /// Language code, `und` where it is not known.
    pub lang: &'a str,
    /// `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Publisher or origin.
    pub source: Option<&'a str>,
    /// Tags.
    pub tags: Vec<&'a str>,
}

/// Figures about an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Info {
    /// Number of articles.
    pub articles: usize,
    /// Number of distinct words, their accents and case put aside.
    pub terms: usize,
    /// Language codes present, sorted.
    pub languages: Vec<String>,
    /// How many articles have each language, source, tag and year.
    pub facets: Facets,
    /// Size of the index in bytes.
    pub bytes: usize,
    /// Version of the engine.
    pub version: &'static str,
}

impl<'a> Index<'a> {
    /// Opens an index and compares it with its checksums. After this no bytes, however damaged,
    /// make a search panic.
    ///
    /// # Errors
    /// [`OpenError`] says why the bytes are not an index of this version.
    pub fn open(bytes: &'a [u8]) -> Result<Index<'a>, OpenError> {
        let index = Index::open_unchecked(bytes)?;
        index.sections.check()?;
        Ok(index)
    }

    /// Opens an index without reading all of it: for bytes that are part of the program. Damage to
    /// the sections gives wrong answers, and no panic either.
    ///
    /// # Errors
    /// As [`Index::open`], but for checksums of sections.
    pub fn open_unchecked(bytes: &'a [u8]) -> Result<Index<'a>, OpenError> {
        let sections = Sections::read(bytes)?;
        let meta = Meta::read(sections.get(Section::Meta));
        let dictionary =
            Dictionary::read(sections.get(Section::Dictionary)).ok_or(OpenError::Dictionary)?;
        let documents = Documents::read(sections.get(Section::Documents), meta.documents as usize);
        Ok(Index {
            sections,
            bytes: bytes.len(),
            meta,
            dictionary,
            documents,
            lengths: OnceBox::new(),
            norms: OnceBox::new(),
            stems: OnceBox::new(),
            common: OnceBox::new(),
            facts: OnceBox::new(),
            freshness: OnceBox::new(),
        })
    }

    /// One article; `None` beyond the last.
    pub fn article(&self, doc: DocId) -> Option<Article<'a>> {
        let record = self.documents.get(doc.0 as usize)?;
        let names = &self.documents.names;
        let name = |list: &[&'a str], number: u32| list.get(number as usize).copied();
        Some(Article {
            id: record.id,
            url: record.url,
            title: record.title,
            lang: name(&names.languages, record.language).unwrap_or("und"),
            date: record.date.map(|(year, month, day)| {
                [&*decimal(year.into(), 4), &decimal(month.into(), 2), &decimal(day.into(), 2)]
                    .join("-")
            }),
            source: record.source.and_then(|source| name(&names.sources, source)),
            tags: record.tags.iter().filter_map(|&tag| name(&names.tags, tag)).collect(),
        })
    }

    /// Figures about the index.
    pub fn info(&self) -> Info {
        Info {
            articles: self.meta.documents as usize,
            terms: self.meta.words as usize,
            languages: self.documents.names.languages.iter().map(ToString::to_string).collect(),
            facets: self.facets(&mut self.facts().iter()),
            bytes: self.bytes,
            version: env!("CARGO_PKG_VERSION"),
        }
    }

    /// Name and bytes of every section, in file order.
    pub fn sections(&self) -> Vec<(&'static str, &'a [u8])> {
        Section::ALL.map(|section| (section.name(), self.sections.get(section))).to_vec()
    }

    /// The text of a document as it is stored, with its block marks.
    pub(crate) fn text(&self, record: &Record<'_>) -> &'a str {
        let text = self.sections.get(Section::Text);
        text.get(record.text.clone())
            .and_then(|bytes| core::str::from_utf8(bytes).ok())
            .unwrap_or_default()
    }

    pub(crate) fn lengths(&self) -> &[Lengths] {
        self.lengths.get_or_init(|| {
            let bytes = self.sections.get(Section::Lengths);
            Box::new(lengths::read(bytes, self.meta.documents as usize))
        })
    }

    /// For each document the factor by which a frequency in each field counts.
    pub(crate) fn norms(&self) -> &[[f32; FIELDS]] {
        self.norms.get_or_init(|| {
            let lengths = self.lengths();
            let averages: [f32; FIELDS] = core::array::from_fn(|field| {
                let holding = lengths.iter().filter(|document| document[field] > 0).count();
                self.meta.lengths[field] as f32 / holding.max(1) as f32
            });
            let weights = self.meta.settings.weights;
            let whole = |lengths: &dyn Fn(usize) -> f32| -> f32 {
                (0..FIELDS).map(|field| weights[field] * lengths(field)).sum()
            };
            let average =
                whole(&|field| self.meta.lengths[field] as f32) / lengths.len().max(1) as f32;
            let norms = |document: &Lengths| {
                let article = whole(&|field| document[field] as f32) / average.max(1.0);
                core::array::from_fn(|field| {
                    let length = document[field] as f32 / averages[field].max(1.0);
                    if length == 0.0 {
                        return 0.0;
                    }
                    score::norm(weights[field], field, length, article)
                })
            };
            Box::new(lengths.iter().map(norms).collect())
        })
    }

    /// What filters ask of each document; read once, since it means reading all records.
    pub(crate) fn facts(&self) -> &[Facts] {
        self.facts.get_or_init(|| {
            let facts = |mut record: Record<'_>| {
                let day = record.date.map(|(year, month, day)| Day { year, month, day });
                for at in (1..record.tags.len()).rev() {
                    if record.tags[..at].contains(&record.tags[at]) {
                        record.tags.remove(at);
                    }
                }
                Facts { language: record.language, source: record.source, tags: record.tags, day }
            };
            Box::new(self.documents.iter().map(facts).collect())
        })
    }

    /// The factor that the date of a document gives it.
    pub(crate) fn freshness(&self, document: u32) -> f32 {
        let factors = self.freshness.get_or_init(|| {
            let Some(recency) = self.meta.settings.recency else { return Box::default() };
            let days = || self.facts().iter().map(|facts| facts.day.map(Day::number));
            let newest = days().flatten().max().unwrap_or_default();
            let factor = |day| score::recency(newest.abs_diff(day), recency);
            Box::new(days().map(|day| day.map_or(1.0, factor)).collect())
        });
        factors.get(document as usize).copied().unwrap_or(1.0)
    }

    pub(crate) fn stems(&self) -> &Stems {
        self.stems.get_or_init(|| Box::new(Stems::read(self.sections.get(Section::Stems))))
    }

    /// True for a term that says little in its language.
    pub(crate) fn is_common(&self, ordinal: u32) -> bool {
        let read = || Box::new(common::read(self.sections.get(Section::Common)));
        self.common.get_or_init(read).binary_search(&ordinal).is_ok()
    }

    /// Endings by which words of one stem differ, the most frequent first.
    pub(crate) fn suffixes(&self) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        suffixes::read(self.sections.get(Section::Suffixes))
    }

    pub(crate) fn term(&self, ordinal: u32) -> Term {
        terms::read(self.sections.get(Section::Terms), self.meta.terms as usize, ordinal as usize)
    }

    /// How many documents each term has, from a term on.
    pub(crate) fn document_counts(&self, ordinal: u32) -> impl Iterator<Item = u32> + use<'_> {
        let terms = self.sections.get(Section::Terms);
        terms::documents(terms, self.meta.terms as usize, ordinal as usize)
    }

    /// The postings of a term, of documents that exist.
    pub(crate) fn postings(&self, term: &Term) -> impl Iterator<Item = Posting> + use<'a> {
        let bytes = self.sections.get(Section::Postings);
        let documents = self.lengths().len() as u32;
        Postings::new(bytes.get(term.postings.clone()).unwrap_or_default())
            .take_while(move |posting| posting.document < documents)
    }

    /// The occurrences of a term in documents of which `wanted` is true, as document and position.
    pub(crate) fn occurrences(
        &self,
        term: &Term,
        wanted: &dyn Fn(u32) -> bool,
        each: &mut dyn FnMut(&Posting, &[u32]),
    ) {
        let bytes = self.sections.get(Section::Positions);
        let mut cursor = Cursor::new(bytes.get(term.positions.clone()).unwrap_or_default());
        let mut buffer = Vec::new();
        for posting in self.postings(term) {
            let count =
                posting.frequencies.iter().fold(0usize, |sum, &f| sum.saturating_add(f as usize));
            if wanted(posting.document) {
                positions::read(&mut cursor, count, &mut buffer);
                each(&posting, &buffer);
            } else {
                cursor.skip(count);
            }
        }
    }

    /// Key and ordinal of every exact form of a folded word, the unmarked one first.
    pub(crate) fn forms(&self, folded: &str, each: &mut dyn FnMut(&[u8], u32)) {
        let mut key = folded.as_bytes().to_vec();
        if let Some(ordinal) = self.dictionary.get(&key) {
            each(&key, ordinal);
        }
        key.push(EXACT_SEPARATOR);
        let mut left = MOST_FORMS;
        self.dictionary.starting_with(&key, &mut |key, ordinal| {
            each(key, ordinal);
            left -= 1;
            left > 0
        });
    }

    /// True when some form of a folded word is in the dictionary.
    pub(crate) fn knows(&self, folded: &str) -> bool {
        let mut known = false;
        self.forms(folded, &mut |_, _| known = true);
        known
    }

    /// The key of a term.
    pub(crate) fn key(&self, ordinal: u32) -> Option<Vec<u8>> {
        self.dictionary.key(ordinal)
    }
}
