//! `Index::open`: what each section of the bytes means.
use std::ops::Range;

use atomic_refcell::AtomicRefCell;
use kwic_core::format::compounds::Compounds;
use kwic_core::format::dictionary::Dictionary;
use kwic_core::format::documents::{Documents, Record};
use kwic_core::format::meta::Meta;
use kwic_core::format::postings::{Posting, Postings};
use kwic_core::format::sections::{OpenError, Section, Sections};
use kwic_core::format::stems::Stems;
use kwic_core::format::{EXACT_SEPARATOR, FIELDS, inflections, stop_words};
use kwic_core::store::vocabulary::{DecodedText, Occurrence};
use once_cell::race::OnceBox;

use crate::facets::Facets;
use crate::filter::{Attributes, Day};
use crate::score;
use kwic_postings::accumulators::Accumulators;
use kwic_postings::bit_set::BitSet;
use kwic_postings::field_lengths::FieldLengths;
use kwic_postings::field_norms::FieldNorms;
use kwic_postings::inverted_index::InvertedIndex;

/// No word has more exact forms; it bounds what damaged bytes can cost.
const MAX_FORMS: usize = 4096;

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
    inverted: OnceBox<(InvertedIndex<'a>, FieldNorms)>,
    stems: OnceBox<Stems>,
    compounds: OnceBox<Compounds<'a>>,
    stop_words: OnceBox<Vec<u32>>,
    facts: OnceBox<Vec<Attributes>>,
    freshness: OnceBox<Vec<f32>>,
    pub(crate) accumulators: AtomicRefCell<Accumulators>,
}

/// What an index says of one article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article<'a> {
    /// Its name in its collection of records; the url where it has none.
    pub id: String,
    /// Where a hit leads.
    pub url: String,
    /// Title.
    pub title: String,
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
        let index = Index::over(Sections::read(bytes)?, bytes.len())?;
        index.sections.check()?;
        Ok(index)
    }

    /// Opens an index without reading all of it: for bytes that are part of the program. Damage to
    /// the sections gives wrong answers, and no panic either.
    ///
    /// # Errors
    /// As [`Index::open`], but for checksums.
    pub fn open_unchecked(bytes: &'a [u8]) -> Result<Index<'a>, OpenError> {
        Index::over(Sections::find(bytes)?, bytes.len())
    }

    fn over(sections: Sections<'a>, bytes: usize) -> Result<Index<'a>, OpenError> {
        let meta = Meta::read(sections.get(Section::Meta));
        let dictionary =
            Dictionary::read(sections.get(Section::Dictionary)).ok_or(OpenError::Dictionary)?;
        let documents = Documents::read(sections.get(Section::Documents), meta.documents as usize);
        Ok(Index {
            sections,
            bytes,
            meta,
            dictionary,
            documents,
            inverted: OnceBox::new(),
            stems: OnceBox::new(),
            compounds: OnceBox::new(),
            stop_words: OnceBox::new(),
            facts: OnceBox::new(),
            freshness: OnceBox::new(),
            accumulators: AtomicRefCell::default(),
        })
    }

    /// One article; `None` beyond the last.
    pub fn article(&self, doc: DocId) -> Option<Article<'a>> {
        self.article_with(doc, self.title(doc.0).text)
    }

    /// One article whose title is known.
    pub(crate) fn article_with(&self, doc: DocId, title: String) -> Option<Article<'a>> {
        let record = self.documents.get(doc.0 as usize)?;
        let names = &self.documents.names;
        let name = |list: &[&'a str], number: u32| list.get(number as usize).copied();
        let mut tags = Vec::new();
        for &tag in &record.tags {
            tags.extend(name(&names.tags, tag));
        }
        Some(Article {
            id: record.address.id(),
            url: record.address.url(),
            title,
            lang: name(&names.languages, record.language).unwrap_or("und"),
            date: record.date.map(|(year, month, day)| format!("{year:04}-{month:02}-{day:02}")),
            source: record.source.and_then(|source| name(&names.sources, source)),
            tags,
        })
    }

    /// Figures about the index.
    pub fn info(&self) -> Info {
        let mut languages = Vec::new();
        for language in &self.documents.names.languages {
            languages.push(language.to_string());
        }
        Info {
            articles: self.meta.documents as usize,
            terms: self.meta.words as usize,
            languages,
            facets: self.facets(&BitSet::all(self.facts().len())),
            bytes: self.bytes,
            version: env!("CARGO_PKG_VERSION"),
        }
    }

    /// Name and bytes of every section, in file order.
    pub fn sections(&self) -> Vec<(&'static str, &'a [u8])> {
        Section::ALL.map(|section| (section.name(), self.sections.get(section))).to_vec()
    }

    /// The title of a document.
    pub(crate) fn title(&self, document: u32) -> DecodedText {
        let mut out = DecodedText::with_room(128);
        self.inverted().title(document, &self.dictionary, &mut out);
        out
    }

    /// The text of a document, with the marks of its blocks.
    pub(crate) fn text(&self, document: u32) -> DecodedText {
        let mut out = DecodedText::with_room(1024);
        self.inverted().text(document, &self.dictionary, &mut out);
        out
    }

    fn read_inverted(&self) -> &(InvertedIndex<'a>, FieldNorms) {
        self.inverted.get_or_init(|| {
            let section = |section| self.sections.get(section);
            let Meta { documents, terms, .. } = self.meta;
            let terms = (section(Section::Terms), terms);
            let (literals, text) = (section(Section::Literals), section(Section::Text));
            let ordinal = |key: &[u8]| self.dictionary.get(key);
            let (inverted, lengths) =
                InvertedIndex::new(terms, literals, text, documents, &ordinal);
            // Before anything else takes the room that only the walk needed.
            if let Ok(mut accumulators) = self.accumulators.try_borrow_mut() {
                accumulators.resize(inverted.documents() as usize);
            }
            Box::new((inverted, self.norms_of(lengths)))
        })
    }

    pub(crate) fn inverted(&self) -> &InvertedIndex<'a> {
        &self.read_inverted().0
    }

    /// The number of documents there are.
    pub(crate) fn count(&self) -> usize {
        self.inverted().documents() as usize
    }

    /// For each document the factor by which a frequency in each field counts.
    pub(crate) fn norms(&self) -> &FieldNorms {
        &self.read_inverted().1
    }

    #[inline(never)]
    fn norms_of(&self, lengths: FieldLengths) -> FieldNorms {
        let mut sums = [0u64; FIELDS];
        let mut holding = [0u32; FIELDS];
        let mut documents = 0u32;
        for document in lengths.iter() {
            documents += 1;
            for field in 0..FIELDS {
                sums[field] += u64::from(document[field]);
                holding[field] += u32::from(document[field] > 0);
            }
        }
        let weights = self.meta.settings.weights;
        let whole = |lengths: [f32; FIELDS]| {
            let mut whole = 0.0;
            for field in 0..FIELDS {
                whole += weights[field] * lengths[field];
            }
            whole
        };
        let sums = sums.map(|sum| sum as f32);
        let average = whole(sums) / documents.max(1) as f32;
        FieldNorms::new(lengths, |document| {
            let lengths = document.map(|length| length as f32);
            let article = whole(lengths) / average.max(1.0);
            let mut norms = [0.0; FIELDS];
            for field in 0..FIELDS {
                let average = sums[field] / holding[field].max(1) as f32;
                let length = lengths[field] / average.max(1.0);
                if length > 0.0 {
                    norms[field] = score::norm(weights[field], field, length, article);
                }
            }
            norms
        })
    }

    /// What filters ask of each document; read once, since it means reading all records.
    pub(crate) fn facts(&self) -> &[Attributes] {
        self.facts.get_or_init(|| {
            let mut all = Vec::new();
            for Record { language, date, source, mut tags, .. } in self.documents.iter() {
                let day = date.map(|(year, month, day)| Day { year, month, day });
                for at in (1..tags.len()).rev() {
                    if tags[..at].contains(&tags[at]) {
                        tags.remove(at);
                    }
                }
                all.push(Attributes { language, source, tags, day });
            }
            Box::new(all)
        })
    }

    /// The factor that the date of each document gives it; none when dates do not count.
    pub(crate) fn freshness(&self) -> Option<&[f32]> {
        let recency = self.meta.settings.recency?;
        let factors = self.freshness.get_or_init(|| {
            let newest = self.facts().iter().filter_map(|facts| facts.day).max();
            let mut factors = Vec::new();
            for facts in self.facts() {
                factors.push(match (facts.day, newest) {
                    (Some(day), Some(newest)) => {
                        score::recency(newest.number().abs_diff(day.number()), recency)
                    }
                    _ => 1.0,
                });
            }
            Box::new(factors)
        });
        Some(factors)
    }

    pub(crate) fn stems(&self) -> &Stems {
        self.stems.get_or_init(|| Box::new(Stems::read(self.sections.get(Section::Stems))))
    }

    /// The words that stand as two somewhere.
    pub(crate) fn compounds(&self) -> &Compounds<'a> {
        self.compounds
            .get_or_init(|| Box::new(Compounds::read(self.sections.get(Section::Compounds))))
    }

    /// True for a term that says little in its language.
    pub(crate) fn is_stop_word(&self, ordinal: u32) -> bool {
        let read = || Box::new(stop_words::read(self.sections.get(Section::StopWords)));
        self.stop_words.get_or_init(read).binary_search(&ordinal).is_ok()
    }

    /// Endings by which words of one stem differ, the most frequent first.
    pub(crate) fn inflections(&self) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        inflections::read(self.sections.get(Section::Inflections))
    }

    /// In how many documents each term is.
    pub(crate) fn documents_with(&self, ordinal: u32) -> u32 {
        self.inverted().terms.get(ordinal as usize).map_or(0, |term| term.documents())
    }

    /// The postings of a term.
    pub(crate) fn postings(&self, ordinal: u32) -> impl Iterator<Item = Posting> + '_ {
        let inverted = self.inverted();
        // Wrong sizes make one list run into another.
        Postings::new(inverted.occurrences(ordinal))
            .take_while(|posting| posting.document < inverted.documents())
    }

    /// Calls `each` with every token of a document whose term is among those wanted.
    pub(crate) fn walk(&self, document: u32, wanted: &BitSet, each: &mut dyn FnMut(Occurrence)) {
        self.inverted().walk(document, &|key| self.dictionary.get(key), wanted, each);
    }

    /// Key and ordinal of every exact form of a folded word, the unmarked one first.
    pub(crate) fn forms(&self, folded: &str, each: &mut dyn FnMut(&[u8], u32)) {
        let mut key = folded.as_bytes().to_vec();
        if let Some(ordinal) = self.dictionary.get(&key) {
            each(&key, ordinal);
        }
        key.push(EXACT_SEPARATOR);
        let mut left = MAX_FORMS;
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

    /// The key of a term; empty when there is none of this ordinal.
    pub(crate) fn key(&self, ordinal: u32) -> Vec<u8> {
        self.dictionary.key(ordinal).unwrap_or_default()
    }

    /// The terms whose keys begin with a prefix.
    pub(crate) fn terms_with(&self, prefix: &str) -> Range<u32> {
        let terms = self.inverted().terms.len() as u32;
        self.dictionary.beginning_with(prefix.as_bytes(), terms)
    }
}
