//! What crosses to JavaScript: each type is an interface of `kwic.d.ts`, field by field.
//!
//! Numbers are `u32` or `f64`, which are plain numbers there.

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

pub use crate::Piece;

/// What `search` answers: the interface `Hits`.
#[derive(Debug, Clone, Serialize)]
pub struct Answer<'a> {
    /// The first hits in the order asked for.
    pub hits: Vec<Hit<'a>>,
    /// How many articles match in all.
    pub total: u32,
    /// Total and facets are those of all articles.
    pub exact: bool,
    /// What the query was probably meant to be.
    pub suggestion: Option<String>,
    /// What all articles that match have; no field where it was not asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub facets: Option<Facets>,
}

/// One article that answers a query.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Hit<'a> {
    /// Number of the article, for `snippet`.
    pub id: u32,
    /// Where it leads.
    pub url: String,
    /// Title.
    pub title: String,
    /// The title with the words of the query marked.
    pub title_pieces: Vec<Piece>,
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
    /// The author's own filters: the values by their names.
    pub filters: Filters<'a>,
    /// Larger is better; comparable within one query only.
    pub score: f64,
    /// The sections that answer the query best.
    pub sections: Vec<Section>,
}

/// The values of an article's own filters, by the names that the index has for them.
#[derive(Debug, Clone)]
pub struct Filters<'a>(pub Vec<(&'static str, Vec<&'a str>)>);

impl Serialize for Filters<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        by_name(serializer, self.0.iter().map(|(name, values)| (*name, values)))
    }
}

/// The values that articles have, with how many have each, by the names that the index has for them.
#[derive(Debug, Clone)]
pub struct Facets {
    /// In the order of the facets.
    pub names: Vec<&'static str>,
    /// The values of each.
    pub facets: crate::Facets,
}

impl Serialize for Facets {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let values = self.facets.0.iter().map(|facet| &facet.values);
        by_name(serializer, self.names.iter().copied().zip(values))
    }
}

/// Crosses as an object whose fields have these names: maps would take half a kilobyte of module for themselves.
fn by_name<S: Serializer, V: Serialize>(
    serializer: S,
    fields: impl ExactSizeIterator<Item = (&'static str, V)>,
) -> Result<S::Ok, S::Error> {
    let mut object = serializer.serialize_struct("", fields.len())?;
    for (name, value) in fields {
        object.serialize_field(name, &value)?;
    }
    object.end()
}

/// A section of an article.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Section {
    /// Its heading.
    pub title: String,
    /// The heading with the words of the query marked.
    pub title_pieces: Vec<Piece>,
    /// Where it is.
    pub url: String,
}

impl Section {
    /// The section of the article at this url.
    pub fn new(article: &str, section: crate::Section) -> Section {
        let crate::Section { title, title_pieces, fragment } = section;
        Section { title, title_pieces, url: [article, "#", &fragment].concat() }
    }
}

/// What `info` answers.
#[derive(Debug, Clone, Serialize)]
pub struct Info {
    /// Number of articles.
    pub articles: u32,
    /// Number of distinct words, their accents and case put aside.
    pub terms: u32,
    /// Language codes present.
    pub languages: Vec<String>,
    /// What all articles have.
    pub facets: Facets,
    /// Size of the index in bytes.
    pub bytes: u32,
    /// Version of the engine.
    pub version: &'static str,
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::attributes::NAMES;
    use crate::{Count, Facet};
    use serde_json::Value;

    const DECLARED: &str = include_str!("kwic.d.ts");

    /// The fields of an interface in `kwic.d.ts`, in their order; those with a question mark may be absent.
    fn declared(interface: &str) -> Vec<String> {
        let head = format!("export interface {interface} {{\n");
        let (_, rest) = DECLARED.split_once(&head).unwrap_or_else(|| panic!("{interface}"));
        let (body, _) = rest.split_once("\n}").expect("an interface ends");
        // Neither a comment nor a signature for any name.
        let is_field = |line: &&str| !line.trim_start().starts_with(['/', '*', '[']);
        let fields = body.lines().filter(is_field).filter_map(|line| line.split_once(':'));
        fields.map(|(name, _)| name.trim().trim_end_matches('?').to_owned()).collect()
    }

    fn fields(value: &impl Serialize) -> Vec<String> {
        let text = serde_json::to_string(value).expect("an answer is JSON");
        // A map of `serde_json` is sorted by its keys: the order is that of the text.
        let Value::Object(object) = serde_json::from_str(&text).expect("JSON") else {
            panic!("{text} is an object")
        };
        let mut names: Vec<String> = object.keys().cloned().collect();
        names.sort_by_key(|name| text.find(&format!("\"{name}\":")));
        names
    }

    fn facets() -> Facets {
        Facets {
            names: NAMES.to_vec(),
            facets: crate::Facets(
                NAMES.map(|name| Facet { name: name.into(), values: Vec::new() }).into(),
            ),
        }
    }

    fn answer(facets: Option<Facets>) -> Answer<'static> {
        Answer { hits: Vec::new(), total: 0, exact: true, suggestion: None, facets }
    }

    #[test]
    fn every_type_has_the_fields_that_are_declared_for_typescript() {
        let hit = Hit {
            id: 0,
            url: String::new(),
            title: String::new(),
            title_pieces: Vec::new(),
            lang: "und",
            date: None,
            source: None,
            tags: Vec::new(),
            author: None,
            image: None,
            breadcrumbs: Vec::new(),
            filters: Filters(Vec::new()),
            score: 0.0,
            sections: Vec::new(),
        };
        let info = Info {
            articles: 0,
            terms: 0,
            languages: Vec::new(),
            facets: facets(),
            bytes: 0,
            version: "",
        };
        assert_eq!(fields(&answer(Some(facets()))), declared("Hits"));
        assert_eq!(fields(&hit), declared("Hit"));
        assert_eq!(fields(&Piece { text: String::new(), matched: false }), declared("Piece"));
        assert_eq!(fields(&Count { value: String::new(), count: 0 }), declared("Count"));
        assert_eq!(fields(&facets()), declared("Facets"));
        assert_eq!(fields(&info), declared("Info"));
    }

    #[test]
    fn what_an_article_does_not_have_is_null() {
        let answer = serde_json::to_value(answer(None)).expect("an answer is JSON");
        assert_eq!(answer["suggestion"], Value::Null);
        assert!(answer.as_object().is_some_and(|answer| answer.contains_key("suggestion")));
    }

    #[test]
    fn facets_that_were_not_asked_for_are_no_field() {
        assert_eq!(fields(&answer(None)), ["hits", "total", "exact", "suggestion"]);
    }
}
