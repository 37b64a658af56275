//! The searcher: answers queries over an open index.

use kwic_core::store::decoded_text::DecodedText;
use kwic_postings::bit_set::BitSet;

use crate::article::DocId;
use crate::attributes::NAMES;
use crate::expand;
use crate::expand::concept::Expanded;
use crate::in_memory::InMemory;
use crate::index_reader::IndexReader;
use crate::options::SearchOptions;
use crate::query::{Parsed, Query};
use crate::rank;
use crate::rank::accumulator_pool::AccumulatorPool;
use crate::rank::hit::Hits;
use crate::rank::phrase;
use crate::snippet;
use crate::snippet::highlighter::Highlighter;
use crate::snippet::piece::Piece;
use crate::snippet::section::{self, Section};
use crate::suggest::completion::complete;
use crate::suggest::did_you_mean::did_you_mean;

/// Searches an index. What a search needs of the index is made when it is first asked for, and once: so
/// the first search is slower than those after it, and one searcher serves them all, from several
/// threads too.
///
/// ```ignore-wasm32
/// # let bytes = kwic_indexer::build(&[]).unwrap();
/// use kwic::{Index, Query, SearchOptions};
///
/// let index = Index::open(&bytes)?;
/// let searcher = index.searcher();
/// for text in ["hanoi", "saigon"] {
///     assert_eq!(searcher.search(&Query::parse(text), &SearchOptions::default()).total, 0);
/// }
/// # Ok::<(), kwic::OpenError>(())
/// ```
#[derive(Debug)]
pub struct Searcher<'a> {
    answerer: Answerer<InMemory<'a>>,
}

impl<'a> Searcher<'a> {
    pub(crate) fn new(reader: InMemory<'a>) -> Searcher<'a> {
        Searcher { answerer: Answerer::new(reader) }
    }

    /// What answers queries here.
    pub(crate) fn answerer(&self) -> &Answerer<InMemory<'a>> {
        &self.answerer
    }

    /// What is searched, with what is known of it before its postings are made.
    pub(crate) fn unread(&self) -> &InMemory<'a> {
        &self.answerer.reader
    }

    /// The best articles for a query.
    ///
    /// ```ignore-wasm32
    /// # let bytes = kwic_indexer::build(&[kwic_indexer::Document {
    /// #     id: "a".into(), url: "a.html".into(), title: "Hà Nội".into(), lang: "vi".into(),
    /// #     ..Default::default()
    /// # }]).unwrap();
    /// use kwic::{Index, Query, SearchOptions};
    ///
    /// let index = Index::open(&bytes)?;
    /// let hits = index.searcher().search(&Query::parse("ha noi"), &SearchOptions::default());
    /// assert_eq!(hits.total, 1);
    /// assert_eq!(index.article(hits.hits[0].doc).unwrap().title, "Hà Nội");
    /// # Ok::<(), kwic::OpenError>(())
    /// ```
    pub fn search(&self, query: &Query, options: &SearchOptions) -> Hits {
        let answerer = &self.answerer;
        answerer.search(&answerer.expand(query, options.prefix), options)
    }

    /// The passage of an article that covers most of a query, or two when no single one has words
    /// that two have: `length` graphemes long at most, with the words marked as the article spells
    /// them. "…" stands where text of a paragraph or between two passages is left out; paragraphs
    /// that follow each other have a piece of one space between them. Stop words are marked
    /// beside another word of the query, or when there is no other.
    ///
    /// For an article that only its title makes a hit, its beginning. Empty beyond the last
    /// document, and for a `length` below 3.
    ///
    /// ```ignore-wasm32
    /// # let bytes = kwic_indexer::build(&[kwic_indexer::Document {
    /// #     id: "a".into(), url: "a.html".into(), title: "Hà Nội".into(), lang: "vi".into(),
    /// #     blocks: vec![kwic_indexer::Block::new(
    /// #         kwic_indexer::BlockKind::Body,
    /// #         "Hà Nội là thủ đô của Việt Nam.",
    /// #     )],
    /// #     ..Default::default()
    /// # }]).unwrap();
    /// use kwic::{DocId, Index, Query};
    ///
    /// let index = Index::open(&bytes)?;
    /// let pieces = index.searcher().snippet(DocId(0), &Query::parse("thu do"), 200);
    /// let shown: Vec<(&str, bool)> = pieces.iter().map(|p| (&*p.text, p.matched)).collect();
    /// assert_eq!(shown, [("Hà Nội là ", false), ("thủ đô", true), (" của Việt Nam.", false)]);
    /// # Ok::<(), kwic::OpenError>(())
    /// ```
    pub fn snippet(&self, doc: DocId, query: &Query, length: usize) -> Vec<Piece> {
        self.answerer.snippet(&self.highlighter(query), doc, None, length)
    }

    /// The sections of an article that answer a query best, at most three, the best first. See [`Section`].
    pub fn sections(&self, doc: DocId, query: &Query) -> Vec<Section> {
        self.answerer.sections(&self.highlighter(query), doc)
    }

    /// The best passage of one section of an article, which a `fragment` of its url leads to; of the whole article
    /// where it leads to none. Otherwise as [`Searcher::snippet`].
    pub fn section_snippet(
        &self,
        doc: DocId,
        fragment: &str,
        query: &Query,
        length: usize,
    ) -> Vec<Piece> {
        self.answerer.snippet(&self.highlighter(query), doc, Some(fragment), length)
    }

    /// The title of an article, with the words of a query marked; empty beyond the last document.
    ///
    /// ```ignore-wasm32
    /// # let bytes = kwic_indexer::build(&[kwic_indexer::Document {
    /// #     id: "a".into(), url: "a.html".into(), title: "The river".into(), lang: "en".into(),
    /// #     ..Default::default()
    /// # }]).unwrap();
    /// use kwic::{DocId, Index, Query};
    ///
    /// let index = Index::open(&bytes)?;
    /// let title = index.searcher().title_pieces(DocId(0), &Query::parse("rivers"));
    /// assert!(!title[0].matched && title[1].matched);
    /// assert_eq!(title[1].text, "river");
    /// # Ok::<(), kwic::OpenError>(())
    /// ```
    pub fn title_pieces(&self, doc: DocId, query: &Query) -> Vec<Piece> {
        let highlighter = self.highlighter(query);
        snippet::title_pieces(&self.answerer.title(doc, Some(&highlighter)), &highlighter)
    }

    /// Queries that go on from one whose last word is not finished, at most `limit`, best first:
    /// the text as it is, with the last word completed in lower case and with its accents.
    ///
    /// The best completion is the word that in most articles follows the word before it; then that
    /// which most articles have together with the rest of the query; then that of most articles.
    /// Accents do not decide what is found: of words that differ in accents only there is one, with
    /// the accents that were typed if there is such a word, else the one in most articles. Nothing
    /// is completed after a space, in the name of a filter, and in scripts without spaces.
    ///
    /// ```ignore-wasm32
    /// # let bytes = kwic_indexer::build(&[kwic_indexer::Document {
    /// #     id: "a".into(), url: "a.html".into(), title: "Red river".into(), lang: "en".into(),
    /// #     ..Default::default()
    /// # }]).unwrap();
    /// use kwic::Index;
    ///
    /// let index = Index::open(&bytes)?;
    /// assert_eq!(index.searcher().suggest("red ri", 5), ["red river"]);
    /// assert!(index.searcher().suggest("red ", 5).is_empty());
    /// # Ok::<(), kwic::OpenError>(())
    /// ```
    pub fn suggest(&self, text: &str, limit: usize) -> Vec<String> {
        self.answerer.suggest(text, limit)
    }

    fn highlighter(&self, query: &Query) -> Highlighter {
        self.answerer.highlighter(&self.answerer.expand(query, true))
    }
}

/// Answers queries over an index, wherever that lies. See [`Searcher`] for what each answer is.
#[derive(Debug)]
pub(crate) struct Answerer<R> {
    reader: R,
    accumulators: AccumulatorPool,
}

impl<R: IndexReader> Answerer<R> {
    pub(crate) fn new(reader: R) -> Answerer<R> {
        Answerer { reader, accumulators: AccumulatorPool::default() }
    }

    /// What is searched, with its postings.
    pub(crate) fn reader(&self) -> &R {
        self.reader.prepare(&mut |documents| self.accumulators.resize(documents));
        &self.reader
    }

    /// The same, to give it more.
    pub(crate) fn reader_mut(&mut self) -> &mut R {
        &mut self.reader
    }

    /// Queries that go on from one whose last word is not finished.
    pub(crate) fn suggest(&self, text: &str, limit: usize) -> Vec<String> {
        let names = self.names(text);
        let word = Parsed::last_word(text, names).filter(|_| limit > 0);
        let Some(word) = word else { return Vec::new() };
        let before = self.expand_parsed(&Parsed::before(&word, names), false);
        complete(self.reader(), &self.accumulators, &word, before, limit)
    }

    pub(crate) fn expand(&self, query: &Query, prefix: bool) -> Expanded {
        self.expand_text(query.text(), prefix)
    }

    /// What a query stands for in the index; with `prefix` its last word may go on.
    pub(crate) fn expand_text(&self, text: &str, prefix: bool) -> Expanded {
        self.expand_parsed(&Parsed::new(text, self.names(text)), prefix)
    }

    fn expand_parsed(&self, query: &Parsed, prefix: bool) -> Expanded {
        let reader = self.reader();
        reader.expect(query);
        expand::expand(reader, query, prefix, &|sequence| phrase::count(reader, sequence))
    }

    /// The names of filters that may stand in a query.
    fn names(&self, text: &str) -> &[&str] {
        // No record is read for a query that names none.
        if text.bytes().any(|byte| byte == b':') { &self.reader.attributes().names } else { &NAMES }
    }

    /// The best articles for a query.
    pub(crate) fn search(&self, expanded: &Expanded, options: &SearchOptions) -> Hits {
        let reader = self.reader();
        let mut hits = rank::search(reader, &self.accumulators, expanded, options);
        if hits.total > 0 {
            hits.suggestion = did_you_mean(reader, expanded);
        }
        hits
    }

    /// What highlights titles and passages for a query.
    pub(crate) fn highlighter(&self, expanded: &Expanded) -> Highlighter {
        Highlighter::new(expanded, self.reader().documents())
    }

    /// The passage of an article that covers most of a query.
    pub(crate) fn snippet(
        &self,
        highlighter: &Highlighter,
        doc: DocId,
        fragment: Option<&str>,
        length: usize,
    ) -> Vec<Piece> {
        snippet::snippet(self.reader(), doc.0, fragment, highlighter, length)
    }

    /// The sections of an article that answer a query best.
    pub(crate) fn sections(&self, highlighter: &Highlighter, doc: DocId) -> Vec<Section> {
        section::sections(self.reader(), doc.0, highlighter)
    }

    /// The title of an article, with the tokens that the highlighter of a query asks for.
    pub(crate) fn title(&self, doc: DocId, highlighter: Option<&Highlighter>) -> DecodedText {
        let reader = self.reader();
        match highlighter {
            Some(highlighter) => reader.title(doc.0, highlighter.terms(reader)),
            None => reader.title(doc.0, &BitSet::new(0)),
        }
    }
}
