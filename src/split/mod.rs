//! The split index: one index as many small files, of which a search loads those that it needs.
//!
//! The engine does no input or output. A search runs with the files that are there and notes those that it would have
//! needed; who calls it loads these, gives them in and calls again, until nothing is missing. Most searches take three or
//! four such rounds: what words stand for, which articles have them and where, and what articles say; words that no article has take more.
//! With all files there, answers are those of the index in one piece.

mod articles;
#[cfg(not(target_arch = "wasm32"))]
mod collect;
mod files;
#[cfg(not(target_arch = "wasm32"))]
mod numbering;
mod placement;
mod places;
mod reader;
mod separators;
mod terms;
mod titles;
mod typed;
#[cfg(not(target_arch = "wasm32"))]
mod write;

use kwic_core::split::FileId;
use kwic_core::split::root::Root;
pub use kwic_core::split::root::RootError;
use kwic_postings::bit_set::BitSet;

use crate::article::{Article, DocId};
use crate::index::Info;
use crate::index_reader::IndexReader;
use crate::options::SearchOptions;
use crate::query::Query;
use crate::rank::facets::facets;
use crate::rank::hit::Hits;
use crate::searcher::Answerer;
use crate::snippet::piece::Piece;
use crate::snippet::section::Section;
use crate::snippet::title_pieces;
use reader::SplitReader;

#[cfg(not(target_arch = "wasm32"))]
pub use write::{Sizes, SplitFiles, Splitter, write};

/// A split index. Each answer is right once [`SplitIndex::take_missing`] gives no file behind it.
#[derive(Debug)]
pub struct SplitIndex<'a> {
    answerer: Answerer<SplitReader<'a>>,
}

impl<'a> SplitIndex<'a> {
    /// Opens a split index by its root.
    ///
    /// # Errors
    /// Where the bytes are no root of this version.
    pub fn open(root: &'a [u8]) -> Result<SplitIndex<'a>, RootError> {
        Ok(SplitIndex { answerer: Answerer::new(SplitReader::new(Root::read(root)?)) })
    }

    /// Adds a file by its name; a name that no file has is passed over.
    pub fn supply(&mut self, name: &str, bytes: Box<[u8]>) {
        if let Some(id) = FileId::named(name) {
            self.answerer.reader_mut().insert(id, bytes);
        }
    }

    /// The names of the files that were needed and not there since this was last asked. Where some tell which others
    /// are needed, these come first, alone.
    pub fn take_missing(&self) -> Vec<String> {
        self.reader().files().take_missing().into_iter().map(FileId::name).collect()
    }

    fn reader(&self) -> &SplitReader<'a> {
        self.answerer.reader()
    }

    /// See [`Searcher::search`](crate::Searcher::search).
    pub fn search(&self, query: &Query, options: &SearchOptions) -> Hits {
        self.answerer.search(&self.answerer.expand(query, options.prefix), options)
    }

    /// See [`Searcher::snippet`](crate::Searcher::snippet) and
    /// [`Searcher::section_snippet`](crate::Searcher::section_snippet).
    pub fn snippet(
        &self,
        doc: DocId,
        fragment: Option<&str>,
        query: &Query,
        length: usize,
    ) -> Vec<Piece> {
        let highlighter = self.answerer.highlighter(&self.answerer.expand(query, true));
        self.answerer.snippet(&highlighter, doc, fragment, length)
    }

    /// See [`Searcher::title_pieces`](crate::Searcher::title_pieces).
    pub fn title_pieces(&self, doc: DocId, query: &Query) -> Vec<Piece> {
        let highlighter = self.answerer.highlighter(&self.answerer.expand(query, true));
        title_pieces(&self.answerer.title(doc, Some(&highlighter)), &highlighter)
    }

    /// See [`Searcher::sections`](crate::Searcher::sections).
    pub fn sections(&self, doc: DocId, query: &Query) -> Vec<Section> {
        let highlighter = self.answerer.highlighter(&self.answerer.expand(query, true));
        self.answerer.sections(&highlighter, doc)
    }

    /// See [`Searcher::suggest`](crate::Searcher::suggest).
    pub fn suggest(&self, text: &str, limit: usize) -> Vec<String> {
        self.answerer.suggest(text, limit)
    }

    /// Asks what will be asked for next, such as the passages of hits: where the answer before lacks nothing but articles, the
    /// files of both are missing at once, and one round of loading is saved.
    pub fn look_ahead(&self, ask: impl FnOnce(&SplitIndex<'a>)) {
        self.reader().files().look_ahead(|| ask(self));
    }

    /// One article; `None` beyond the last, and where its file is not there.
    pub fn article(&self, doc: DocId) -> Option<Article<'_>> {
        self.titled(doc, self.reader().article(doc.0)?.title.to_owned())
    }

    /// The same, with another title.
    pub(crate) fn titled(&self, doc: DocId, title: String) -> Option<Article<'_>> {
        let stored = self.reader().article(doc.0)?;
        Some(Article::new(&stored.record, self.reader().names(), stored.details, title))
    }

    /// What answers queries here.
    #[cfg(all(feature = "split", target_arch = "wasm32"))]
    pub(crate) fn answerer(&self) -> &Answerer<SplitReader<'a>> {
        &self.answerer
    }

    /// The names of the facets.
    #[cfg(all(feature = "split", target_arch = "wasm32"))]
    pub(crate) fn facet_names(&self) -> Vec<&'a str> {
        self.reader().facet_names()
    }

    /// The number of articles.
    #[cfg(all(feature = "split", target_arch = "wasm32"))]
    pub(crate) fn documents(&self) -> u32 {
        self.reader().documents()
    }

    /// Figures about the index; `bytes` are those of all files before compression.
    pub fn info(&self) -> Info {
        let reader = self.reader();
        let attributes = reader.attributes();
        let root = reader.root();
        Info {
            articles: root.meta.documents as usize,
            terms: root.meta.words as usize,
            languages: root.names.languages.iter().map(ToString::to_string).collect(),
            facets: facets(attributes, &BitSet::all(attributes.days.len())),
            bytes: root.bytes as usize,
            version: env!("CARGO_PKG_VERSION"),
        }
    }
}
