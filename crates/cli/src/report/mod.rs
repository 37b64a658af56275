//! What a build or an index has to tell of itself, as a page that needs nothing else.
mod html;
mod near_duplicates;

use std::collections::BTreeMap;

use kwic::{Facet, Index};
use kwic_indexer::{Articles, BlockKind, Document};

use crate::error::CliError;
use crate::section_size::{SectionSize, sizes};
use near_duplicates::{Pair, near_duplicates};

/// So many pages of each list are named; of the rest the number is told.
const NAMED: usize = 50;
/// So many are the largest.
const LARGEST: usize = 20;

/// See the [module](self).
pub(crate) struct Report {
    /// The folder or the file that it is about.
    pub(crate) title: String,
    pub(crate) articles: usize,
    pub(crate) terms: usize,
    pub(crate) version: &'static str,
    /// The sections, and all of them in one piece.
    pub(crate) sections: Vec<SectionSize>,
    pub(crate) whole: SectionSize,
    /// What pages have, and how many: languages, sources, tags and years, then the author's own filters by their names.
    pub(crate) facets: Vec<Facet>,
    /// What only a build knows.
    pub(crate) pages: Option<Pages>,
}

/// What was read.
pub(crate) struct Pages {
    /// How the text of pages was chosen, and of how many.
    pub(crate) rules: Vec<(String, usize)>,
    /// The largest, with the bytes of their text.
    pub(crate) largest: Vec<(Name, usize)>,
    pub(crate) bytes: usize,
    pub(crate) without_text: Listed<Name>,
    /// Those whose title is only the beginning of their text.
    pub(crate) without_title: Listed<Name>,
    pub(crate) near_duplicates: Listed<(Name, Name, u32)>,
    /// What was read and left out, with the reason.
    pub(crate) left_out: Listed<(Name, String)>,
    pub(crate) warnings: Listed<String>,
    /// For what reasons files were passed over.
    pub(crate) skipped: Vec<(usize, &'static str)>,
}

/// The first of a list, and how many it has in all.
pub(crate) struct Listed<T> {
    pub(crate) first: Vec<T>,
    pub(crate) all: usize,
}

impl<T> FromIterator<T> for Listed<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Listed<T> {
        let mut listed = Listed { first: Vec::new(), all: 0 };
        for item in items {
            listed.all += 1;
            if listed.first.len() < NAMED {
                listed.first.push(item);
            }
        }
        listed
    }
}

/// What a page is called, and where it is.
#[derive(Clone)]
pub(crate) struct Name {
    pub(crate) title: String,
    pub(crate) url: String,
}

impl From<&Document> for Name {
    fn from(document: &Document) -> Name {
        Name { title: document.title.clone(), url: document.url.clone() }
    }
}

/// What an index tells.
pub(crate) fn of_index(
    title: String,
    bytes: &[u8],
    index: &Index<'_>,
    step: &dyn Fn(),
) -> Result<Report, CliError> {
    let info = index.info();
    let (sections, whole) = sizes(bytes, index, step)?;
    Ok(Report {
        title,
        articles: info.articles,
        terms: info.terms,
        version: info.version,
        sections,
        whole,
        facets: info.facets.0,
        pages: None,
    })
}

/// What a build tells, of its articles and of the index of these.
pub(crate) fn of_build(
    title: String,
    articles: &Articles,
    bytes: &[u8],
) -> Result<Report, CliError> {
    let open = |source| CliError::Open { path: (&title).into(), source };
    let index = Index::open(bytes).map_err(open)?;
    Ok(Report { pages: Some(pages(articles)), ..of_index(title, bytes, &index, &|| ())? })
}

fn pages(articles: &Articles) -> Pages {
    let documents = &articles.documents;
    let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
    articles.sources.iter().for_each(|source| *rules.entry(&*source.rule).or_default() += 1);
    let mut rules: Vec<(String, usize)> =
        rules.into_iter().map(|(rule, count)| (rule.to_owned(), count)).collect();
    rules.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let mut largest: Vec<(usize, usize)> =
        documents.iter().map(|document| bytes_of(&document)).zip(0..).collect();
    let bytes = largest.iter().map(|(bytes, _)| bytes).sum();
    largest.sort_by_key(|(bytes, _)| std::cmp::Reverse(*bytes));
    largest.truncate(LARGEST);
    let named = |wanted: fn(&Document) -> bool| {
        let named = documents.iter().filter(|document| wanted(document));
        named.map(|document| Name::from(&*document)).collect()
    };
    let name = |number: usize| documents.get(number).map(|document| Name::from(&*document));
    let pair = |Pair { first, second, percent }| Some((name(first)?, name(second)?, percent));
    Pages {
        rules,
        largest: largest
            .into_iter()
            .filter_map(|(bytes, number)| Some((name(number)?, bytes)))
            .collect(),
        bytes,
        without_text: named(|document| bytes_of(document) == 0),
        without_title: named(|document| document.title_from_body || document.title == "…"),
        near_duplicates: near_duplicates(documents).into_iter().filter_map(pair).collect(),
        left_out: articles
            .left_out
            .iter()
            .map(|(document, _, reason)| (document.into(), reason.to_string()))
            .collect(),
        warnings: articles.warnings.iter().map(ToString::to_string).collect(),
        skipped: articles.skipped.reasons().collect(),
    }
}

/// Bytes of the text of a page, without what stands around it.
fn bytes_of(document: &Document) -> usize {
    let is_text = |kind| !matches!(kind, BlockKind::Aside | BlockKind::Description);
    let blocks = document.blocks.iter().filter(|block| is_text(block.kind));
    blocks.map(|block| block.text.len()).sum()
}
