//! What crosses to JavaScript: each type is an interface of `kwic.d.ts`, field by field.
//!
//! Numbers are `u32` or `f64`, which are plain numbers there.

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

/// Names and values, in no order. As an object it has the values by their names.
#[derive(Debug, Clone)]
pub struct Filters<'a>(pub Vec<(&'a str, &'a str)>);

impl Serialize for Filters<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let is_first = |&(at, (name, _)): &(usize, &(&str, &str))| {
            !self.0[..at].iter().any(|(other, _)| other == name)
        };
        let of = |name: &str| -> Vec<&str> {
            let own = self.0.iter().filter(|(other, _)| *other == name);
            own.map(|(_, value)| *value).collect()
        };
        let names = self.0.iter().enumerate().filter(is_first);
        serializer.collect_map(names.map(|(_, (name, _))| (*name, of(name))))
    }
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

/// A value of a facet.
#[derive(Debug, Clone, Serialize)]
pub struct Count {
    /// The value, as the option of the same name takes it.
    pub value: String,
    /// How many articles have it.
    pub count: u32,
}

impl From<crate::Count> for Count {
    fn from(crate::Count { value, count }: crate::Count) -> Count {
        Count { value, count: count as u32 }
    }
}

/// The values that articles have.
#[derive(Debug, Clone, Serialize)]
pub struct Facets {
    /// Language codes.
    pub lang: Vec<Count>,
    /// Sources.
    pub source: Vec<Count>,
    /// Tags.
    pub tag: Vec<Count>,
    /// Years of four digits.
    pub year: Vec<Count>,
}

impl From<crate::Facets> for Facets {
    fn from(facets: crate::Facets) -> Facets {
        let counts = |counts: Vec<crate::Count>| counts.into_iter().map(Count::from).collect();
        Facets {
            lang: counts(facets.lang),
            source: counts(facets.source),
            tag: counts(facets.tag),
            year: counts(facets.year),
        }
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

impl From<crate::Info> for Info {
    fn from(info: crate::Info) -> Info {
        Info {
            articles: info.articles as u32,
            terms: info.terms as u32,
            languages: info.languages,
            facets: info.facets.into(),
            bytes: info.bytes as u32,
            version: info.version,
        }
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use serde_json::Value;

    const DECLARED: &str = include_str!("kwic.d.ts");

    /// The fields of an interface in `kwic.d.ts`, in their order; those with a question mark may be absent.
    fn declared(interface: &str) -> Vec<String> {
        let head = format!("export interface {interface} {{\n");
        let (_, rest) = DECLARED.split_once(&head).unwrap_or_else(|| panic!("{interface}"));
        let (body, _) = rest.split_once("\n}").expect("an interface ends");
        let is_comment = |line: &&str| !line.trim_start().starts_with(['/', '*']);
        let fields = body.lines().filter(is_comment).filter_map(|line| line.split_once(':'));
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
        let none = Vec::new;
        Facets { lang: none(), source: none(), tag: none(), year: none() }
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
        assert_eq!(fields(&answer(None)), ["hits", "total", "suggestion"]);
    }
}
