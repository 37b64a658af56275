//! Articles as an index describes them.

use kwic_core::format::details::Details;
use kwic_core::format::documents::{Names, Record};

/// A document in an index, counted from 0 in the order in which articles were read.
///
/// ```ignore-wasm32
/// # let document = |id: &str| kwic_indexer::Document {
/// #     id: id.into(), url: format!("{id}.html"), ..Default::default()
/// # };
/// # let bytes = kwic_indexer::build(&[document("a"), document("b")]).unwrap();
/// use kwic::{DocId, Index};
///
/// let index = Index::open(&bytes)?;
/// assert_eq!(index.article(DocId(1)).unwrap().id, "b");
/// assert!(index.article(DocId(2)).is_none());
/// # Ok::<(), kwic::OpenError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocId(pub u32);

/// What an index says of one article.
///
/// ```ignore-wasm32
/// # let bytes = kwic_indexer::build(&[kwic_indexer::Document {
/// #     id: "a".into(), url: "a.html".into(), title: "Hà Nội".into(), lang: "vi".into(),
/// #     date: Some("2024-06-15".into()), ..Default::default()
/// # }]).unwrap();
/// use kwic::{DocId, Index};
///
/// let index = Index::open(&bytes)?;
/// let article = index.article(DocId(0)).unwrap();
/// assert_eq!((&*article.url, &*article.title, article.lang), ("a.html", "Hà Nội", "vi"));
/// assert_eq!(article.date.as_deref(), Some("2024-06-15"));
/// assert!(article.source.is_none() && article.tags.is_empty());
/// # Ok::<(), kwic::OpenError>(())
/// ```
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
    /// Author, as written.
    pub author: Option<&'a str>,
    /// Url of a picture.
    pub image: Option<&'a str>,
    /// The names of what is above it, the uppermost first.
    pub breadcrumbs: Vec<&'a str>,
    /// The author's own filters: name and value.
    pub filters: Vec<(&'a str, &'a str)>,
}

impl<'a> Article<'a> {
    /// The article of a record that has this title.
    pub(crate) fn new(
        record: &Record<'a>,
        names: &Names<'a>,
        details: Details<'a>,
        title: String,
    ) -> Article<'a> {
        let name = |list: &[&'a str], number: u32| list.get(number as usize).copied();
        Article {
            id: record.address.id(),
            url: record.address.url(),
            title,
            lang: name(&names.languages, record.language).unwrap_or("und"),
            date: record.date.map(|(year, month, day)| {
                [padded(year, 4), padded(month.into(), 2), padded(day.into(), 2)].join("-")
            }),
            source: record.source.and_then(|source| name(&names.sources, source)),
            author: details.author,
            image: details.image,
            breadcrumbs: details.breadcrumbs,
            filters: details.filters,
            tags: record.tags.iter().filter_map(|&tag| name(&names.tags, tag)).collect(),
        }
    }
}

/// A number with zeros before it, in at least this many digits.
fn padded(number: u16, digits: usize) -> String {
    let shown = number.to_string();
    ["0".repeat(digits.saturating_sub(shown.len())), shown].concat()
}
