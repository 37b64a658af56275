//! What is kept from one call to the next: the open index and the last query. The boundary calls the
//! engine from here and from nowhere else.

use std::cell::RefCell;

use super::error::CallError;
use super::measure::measured;
use super::options::SnippetOptions;
use super::types::{Answer, Facets, Filters, Hit, Info, Piece, Section};
use crate::expand::concept::Expanded;
use crate::snippet::highlighter::Highlighter;
use crate::snippet::title_pieces;
use crate::{DocId, Index, SearchOptions, Searcher, embedded};

thread_local! {
    static SESSION: RefCell<Option<Session>> = const { RefCell::new(None) };
}

/// An open index.
struct Session {
    index: Index<'static>,
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

/// The hits of a query, with their titles marked.
pub fn search(query: &str, options: &SearchOptions) -> Result<Answer, CallError> {
    with_session(|session| {
        session.invert();
        Ok(measured("kwic:search", || session.search(query, options)))
    })
}

/// The best passage of an article, or of a section of it.
pub fn snippet(id: u32, query: &str, options: &SnippetOptions) -> Result<Vec<Piece>, CallError> {
    with_session(|session| {
        let articles = session.index.searcher().unread().meta().documents;
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
        Ok(session.index.searcher().suggest(query, limit))
    })
}

/// Figures about the index.
pub fn info() -> Result<Info, CallError> {
    with_session(|session| {
        let crate::Info { articles, terms, languages, facets, bytes, version } =
            session.index.info();
        let facets = named(session.index.searcher(), facets);
        let (articles, terms, bytes) = (articles as u32, terms as u32, bytes as u32);
        Ok(Info { articles, terms, languages, facets, bytes, version })
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
    fn open() -> Result<Session, CallError> {
        let index = measured("kwic:open", || Index::open_unchecked(embedded::index()));
        Ok(Session { index: index.map_err(CallError::Open)?, is_inverted: false, last: None })
    }

    /// Makes the postings. A search would do it too, and its time would be counted as the search's.
    fn invert(&mut self) {
        if !self.is_inverted {
            measured("kwic:invert", || self.index.searcher().reader());
            self.is_inverted = true;
        }
    }

    fn search(&mut self, query: &str, options: &SearchOptions) -> Answer {
        let Session { index, last, .. } = self;
        let searcher = index.searcher();
        let query = expanded(searcher, last, query, options.prefix);
        let found = searcher.search_expanded(&query.expanded, options);
        Answer {
            hits: found.hits.iter().filter_map(|hit| query.hit(searcher, hit)).collect(),
            total: found.total as u32,
            suggestion: found.suggestion,
            facets: found.facets.map(|facets| named(searcher, facets)),
        }
    }

    fn snippet(&mut self, id: u32, query: &str, options: &SnippetOptions) -> Vec<Piece> {
        let Session { index, last, .. } = self;
        let searcher = index.searcher();
        let query = expanded(searcher, last, query, true);
        let fragment =
            options.section.as_deref().and_then(|url| url.split_once('#')).map(|url| url.1);
        searcher.snippet_with(&query.highlighter, DocId(id), fragment, options.length)
    }
}

/// The last query, if it is this one; else this one, which is the last from here on.
fn expanded<'l>(
    searcher: &Searcher<'_>,
    last: &'l mut Option<LastQuery>,
    text: &str,
    prefix: bool,
) -> &'l LastQuery {
    let same = last.take().filter(|last| last.text == text && last.prefix == prefix);
    last.insert(same.unwrap_or_else(|| {
        let expanded = searcher.expand_text(text, prefix);
        let highlighter = searcher.highlighter(&expanded);
        LastQuery { text: text.to_owned(), prefix, expanded, highlighter }
    }))
}

/// Facets with the names that the index has for them.
fn named(searcher: &Searcher<'static>, facets: crate::Facets) -> Facets {
    Facets { names: searcher.unread().all_attributes().names.clone(), facets }
}

impl LastQuery {
    fn hit(&self, searcher: &Searcher<'static>, hit: &crate::Hit) -> Option<Hit> {
        let title = searcher.title(hit.doc, Some(&self.highlighter));
        let title_pieces = title_pieces(&title, &self.highlighter);
        let article = searcher.article(hit.doc, title.text)?;
        let own = |sections: Vec<crate::Section>| {
            let own = |section| Section::new(&article.url, section);
            sections.into_iter().map(own).collect()
        };
        let mut filters: Vec<(&str, Vec<&str>)> = Vec::new();
        for (name, value) in article.filters {
            match filters.iter_mut().find(|(other, _)| *other == name) {
                Some((_, values)) => values.push(value),
                None => filters.push((name, vec![value])),
            }
        }
        let sections = own(searcher.sections_with(&self.highlighter, hit.doc));
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
