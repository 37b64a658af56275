//! What is kept from one call to the next: the open index and the last query. The boundary calls the
//! engine from here and from nowhere else.

use std::cell::RefCell;

use super::error::CallError;
use super::measure::measured;
use super::options::SnippetOptions;
use super::types::{Answer, Facets, Filters, Hit, Info, Piece, Section};
use crate::expand::concept::Expanded;
use crate::index_reader::IndexReader;
use crate::searcher::Answerer;
use crate::snippet::highlighter::Highlighter;
use crate::snippet::title_pieces;
use crate::{DocId, SearchOptions};

/// An index in the module.
#[cfg(not(feature = "split"))]
type Opened = crate::Index<'static>;
/// An index in files beside the module.
#[cfg(feature = "split")]
type Opened = crate::split::SplitIndex<'static>;

thread_local! {
    static SESSION: RefCell<Option<Session>> = const { RefCell::new(None) };
}

/// An open index.
struct Session {
    index: Opened,
    is_inverted: bool,
    last: Option<LastQuery>,
}

/// A query as the index understands it. The last one is kept, because a page asks for snippets of
/// the hits that it just got.
struct LastQuery {
    text: String,
    prefix: bool,
    expanded: Expanded,
    highlighter: Highlighter,
}

/// Gives the hits of a query, with their titles marked, to `cross`.
pub fn search<A>(
    query: &str,
    options: &SearchOptions,
    cross: impl FnOnce(Answer<'_>) -> A,
) -> Result<A, CallError> {
    with_session(|session| {
        session.invert();
        let answer = measured("kwic:search", || session.search(query, options));
        Ok(cross(answer))
    })
}

/// The best passage of an article, or of a section of it.
pub fn snippet(id: u32, query: &str, options: &SnippetOptions) -> Result<Vec<Piece>, CallError> {
    with_session(|session| {
        let articles = session.index.documents();
        if id >= articles {
            return Err(CallError::NoArticle { id, articles });
        }
        session.invert();
        Ok(session.snippet(id, query, options))
    })
}

/// At most `limit` completions of the last word of a query.
pub fn suggest(query: &str, limit: usize) -> Result<Vec<String>, CallError> {
    with_session(|session| {
        session.invert();
        Ok(session.index.answerer().suggest(query, limit))
    })
}

/// Figures about the index.
pub fn info() -> Result<Info, CallError> {
    with_session(|session| {
        let crate::Info { articles, terms, languages, facets, bytes, version } =
            session.index.info();
        let facets = named(&session.index, facets);
        let (articles, terms, bytes) = (articles as u32, terms as u32, bytes as u32);
        Ok(Info { articles, terms, languages, facets, bytes, version })
    })
}

/// Opens a split index by its root, in the place of any other.
#[cfg(feature = "split")]
pub fn open(root: Vec<u8>) -> Result<(), CallError> {
    // The page has one index, and keeps it.
    let index = Opened::open(root.leak()).map_err(CallError::OpenRoot)?;
    SESSION.set(Some(Session { index, is_inverted: true, last: None }));
    Ok(())
}

/// Adds a file of a split index.
#[cfg(feature = "split")]
pub fn supply(name: &str, bytes: Vec<u8>) -> Result<(), CallError> {
    with_session(|session| {
        session.index.supply(name, bytes.into_boxed_slice());
        Ok(())
    })
}

/// The names of the files that the last calls would have needed.
#[cfg(feature = "split")]
pub fn missing() -> Result<Vec<String>, CallError> {
    with_session(|session| {
        let missing = session.index.take_missing();
        if !missing.is_empty() {
            // It may stand for other words once they are there.
            session.last = None;
        }
        Ok(missing)
    })
}

/// Opens the index when it is first asked for. The session is never borrowed twice: nothing in it
/// calls JavaScript that could call back.
fn with_session<A>(ask: impl FnOnce(&mut Session) -> Result<A, CallError>) -> Result<A, CallError> {
    SESSION.with_borrow_mut(|session| match session {
        Some(session) => ask(session),
        None => ask(session.insert(Session::open()?)),
    })
}

impl Session {
    #[cfg(not(feature = "split"))]
    fn open() -> Result<Session, CallError> {
        let open = || Opened::open_unchecked(crate::embedded::index());
        let index = measured("kwic:open", open).map_err(CallError::Open)?;
        Ok(Session { index, is_inverted: false, last: None })
    }

    #[cfg(feature = "split")]
    fn open() -> Result<Session, CallError> {
        Err(CallError::OpenRoot(kwic_core::split::root::RootError::NotARoot))
    }

    /// Makes the postings. A search would do it too, and its time would be counted as the search's.
    fn invert(&mut self) {
        if !self.is_inverted {
            measured("kwic:invert", || self.index.answerer().reader());
            self.is_inverted = true;
        }
    }

    fn search(&mut self, query: &str, options: &SearchOptions) -> Answer<'_> {
        let Session { index, last, .. } = self;
        let query = expanded(index.answerer(), last, query, options.prefix);
        let found = index.answerer().search(&query.expanded, options);
        let hits = found.hits.iter().filter_map(|hit| query.hit(index, hit)).collect();
        #[cfg(feature = "split")]
        for hit in &found.hits {
            let (of, length) = (&query.highlighter, super::options::PASSAGE);
            index.look_ahead(|index| _ = index.answerer().snippet(of, hit.doc, None, length));
        }
        Answer {
            hits,
            total: found.total as u32,
            exact: true,
            suggestion: found.suggestion,
            facets: found.facets.map(|facets| named(index, facets)),
        }
    }

    fn snippet(&mut self, id: u32, query: &str, options: &SnippetOptions) -> Vec<Piece> {
        let Session { index, last, .. } = self;
        let query = expanded(index.answerer(), last, query, true);
        let fragment =
            options.section.as_deref().and_then(|url| url.split_once('#')).map(|url| url.1);
        index.answerer().snippet(&query.highlighter, DocId(id), fragment, options.length)
    }
}

/// The last query, if it is this one; else this one, which is the last from here on.
fn expanded<'l>(
    answerer: &Answerer<impl IndexReader>,
    last: &'l mut Option<LastQuery>,
    text: &str,
    prefix: bool,
) -> &'l LastQuery {
    let same = last.take().filter(|last| last.text == text && last.prefix == prefix);
    last.insert(same.unwrap_or_else(|| {
        let expanded = answerer.expand_text(text, prefix);
        let highlighter = answerer.highlighter(&expanded);
        LastQuery { text: text.to_owned(), prefix, expanded, highlighter }
    }))
}

/// The name of a filter as what is open has it for ever.
#[cfg(not(feature = "split"))]
fn static_name(_: &Opened, name: &'static str) -> &'static str {
    name
}

#[cfg(feature = "split")]
fn static_name(index: &Opened, name: &str) -> &'static str {
    index.facet_names().into_iter().find(|known| *known == name).unwrap_or_default()
}

/// Facets with the names that the index has for them.
fn named(index: &Opened, facets: crate::Facets) -> Facets {
    Facets { names: index.facet_names(), facets }
}

impl LastQuery {
    fn hit<'i>(&self, index: &'i Opened, hit: &crate::Hit) -> Option<Hit<'i>> {
        let answerer = index.answerer();
        let title = answerer.title(hit.doc, Some(&self.highlighter));
        let title_pieces = title_pieces(&title, &self.highlighter);
        let article = index.titled(hit.doc, title.text)?;
        let own = |sections: Vec<crate::Section>| {
            let own = |section| Section::new(&article.url, section);
            sections.into_iter().map(own).collect()
        };
        let mut filters: Vec<(&'static str, Vec<&str>)> = Vec::new();
        for (name, value) in article.filters {
            match filters.iter_mut().find(|(other, _)| *other == name) {
                Some((_, values)) => values.push(value),
                None => filters.push((static_name(index, name), vec![value])),
            }
        }
        let sections = own(answerer.sections(&self.highlighter, hit.doc));
        Some(Hit {
            id: hit.doc.0,
            sections,
            filters: Filters(filters),
            author: article.author,
            image: article.image,
            breadcrumbs: article.breadcrumbs,
            url: article.url,
            title: article.title,
            title_pieces,
            lang: article.lang,
            date: article.date,
            source: article.source,
            tags: article.tags,
            score: hit.score,
        })
    }
}
