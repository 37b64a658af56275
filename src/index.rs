//! The index: opens bytes and says what they hold.

use kwic_core::format::sections::{OpenError, Section, Sections};
use kwic_postings::bit_set::BitSet;

use crate::article::{Article, DocId};
use crate::in_memory::InMemory;
use crate::index_reader::IndexReader;
use crate::rank::facets::{Facets, facets};
use crate::searcher::{Answerer, Searcher};

/// An open index over borrowed bytes. Opening is cheap: nothing is decoded until it is asked for.
///
/// ```ignore-wasm32
/// # let bytes = kwic_indexer::build(&[]).unwrap();
/// use kwic::{Index, OpenError};
///
/// let index = Index::open(&bytes)?;
/// assert_eq!(index.info().articles, 0);
/// assert_eq!(Index::open(b"text").unwrap_err(), OpenError::NotAnIndex);
/// # Ok::<(), OpenError>(())
/// ```
#[derive(Debug)]
pub struct Index<'a> {
    sections: Sections<'a>,
    bytes: usize,
    searcher: Searcher<'a>,
}

/// Figures about an index.
///
/// ```ignore-wasm32
/// # let bytes = kwic_indexer::build(&[kwic_indexer::Document {
/// #     id: "a".into(), url: "a.html".into(), title: "Red river".into(), lang: "en".into(),
/// #     ..Default::default()
/// # }]).unwrap();
/// use kwic::Index;
///
/// let info = Index::open(&bytes)?.info();
/// assert_eq!((info.articles, info.terms), (1, 2));
/// assert_eq!(info.languages, ["en"]);
/// # Ok::<(), kwic::OpenError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Info {
    /// Number of articles.
    pub articles: usize,
    /// Number of distinct words, their accents and case put aside.
    pub terms: usize,
    /// Language codes present, sorted.
    pub languages: Vec<String>,
    /// How many articles have each language, source, tag, year, and value of an own filter.
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
    ///
    /// ```ignore-wasm32
    /// # let mut bytes = kwic_indexer::build(&[]).unwrap();
    /// use kwic::Index;
    ///
    /// assert!(Index::open(&bytes).is_ok());
    /// *bytes.last_mut().unwrap() ^= 1;
    /// let error = Index::open(&bytes).unwrap_err();
    /// println!("{error}");
    /// ```
    pub fn open(bytes: &'a [u8]) -> Result<Index<'a>, OpenError> {
        let sections = Sections::read(bytes)?;
        let index = Index::over(sections, bytes.len())?;
        sections.check()?;
        Ok(index)
    }

    /// Opens an index without reading all of it: for bytes that are part of the program. Damage to
    /// the sections gives wrong answers, and no panic either.
    ///
    /// # Errors
    /// As [`Index::open`], but for checksums.
    ///
    /// ```ignore-wasm32
    /// # let bytes = kwic_indexer::build(&[]).unwrap();
    /// use kwic::Index;
    ///
    /// let index = Index::open_unchecked(&bytes)?;
    /// assert_eq!(index.info().bytes, bytes.len());
    /// # Ok::<(), kwic::OpenError>(())
    /// ```
    pub fn open_unchecked(bytes: &'a [u8]) -> Result<Index<'a>, OpenError> {
        Index::over(Sections::find(bytes)?, bytes.len())
    }

    fn over(sections: Sections<'a>, bytes: usize) -> Result<Index<'a>, OpenError> {
        let reader = InMemory::open(sections).ok_or(OpenError::Dictionary)?;
        Ok(Index { sections, bytes, searcher: Searcher::new(reader) })
    }

    /// The searcher of the index, the same one each time.
    ///
    /// ```ignore-wasm32
    /// # let bytes = kwic_indexer::build(&[]).unwrap();
    /// use kwic::{Index, Query, SearchOptions};
    ///
    /// let index = Index::open(&bytes)?;
    /// let hits = index.searcher().search(&Query::parse("hanoi"), &SearchOptions::default());
    /// assert_eq!(hits.total, 0);
    /// # Ok::<(), kwic::OpenError>(())
    /// ```
    pub fn searcher(&self) -> &Searcher<'a> {
        &self.searcher
    }

    /// One article; `None` beyond the last. See [`Article`].
    ///
    /// ```ignore-wasm32
    /// # let bytes = kwic_indexer::build(&[]).unwrap();
    /// use kwic::{DocId, Index};
    ///
    /// assert!(Index::open(&bytes)?.article(DocId(0)).is_none());
    /// # Ok::<(), kwic::OpenError>(())
    /// ```
    pub fn article(&self, doc: DocId) -> Option<Article<'a>> {
        self.titled(doc, self.answerer().title(doc, None).text)
    }

    /// What answers queries here.
    pub(crate) fn answerer(&self) -> &Answerer<InMemory<'a>> {
        self.searcher.answerer()
    }

    /// The number of articles.
    #[cfg(all(feature = "js", target_arch = "wasm32", not(feature = "split")))]
    pub(crate) fn documents(&self) -> u32 {
        self.searcher.unread().meta().documents
    }

    /// The names of the facets.
    #[cfg(all(feature = "js", target_arch = "wasm32", not(feature = "split")))]
    pub(crate) fn facet_names(&self) -> Vec<&'a str> {
        self.searcher.unread().all_attributes().names.clone()
    }

    /// One article, which has this title; `None` beyond the last.
    pub(crate) fn titled(&self, doc: DocId, title: String) -> Option<Article<'a>> {
        let reader = self.searcher.unread();
        let stored = reader.stored();
        let record = stored.get(doc.0 as usize)?;
        Some(Article::new(&record, &stored.names, reader.details(doc.0), title))
    }

    /// Figures about the index. See [`Info`].
    ///
    /// ```ignore-wasm32
    /// # let bytes = kwic_indexer::build(&[]).unwrap();
    /// let index = kwic::Index::open(&bytes)?;
    /// assert_eq!(index.info().bytes, bytes.len());
    /// # Ok::<(), kwic::OpenError>(())
    /// ```
    pub fn info(&self) -> Info {
        let reader = self.searcher.unread();
        let attributes = reader.attributes();
        let languages = reader.names().languages.iter();
        Info {
            articles: reader.meta().documents as usize,
            terms: reader.meta().words as usize,
            languages: languages.map(|language| language.to_string()).collect(),
            facets: facets(attributes, &BitSet::all(attributes.days.len())),
            bytes: self.bytes,
            version: env!("CARGO_PKG_VERSION"),
        }
    }

    /// Name and bytes of every section, in file order.
    ///
    /// ```ignore-wasm32
    /// # let bytes = kwic_indexer::build(&[]).unwrap();
    /// let index = kwic::Index::open(&bytes)?;
    /// let sizes: usize = index.sections().iter().map(|(_, section)| section.len()).sum();
    /// assert!(sizes < bytes.len());
    /// # Ok::<(), kwic::OpenError>(())
    /// ```
    pub fn sections(&self) -> Vec<(&'static str, &'a [u8])> {
        Section::ALL.map(|section| (section.name(), self.sections.get(section))).to_vec()
    }
}
