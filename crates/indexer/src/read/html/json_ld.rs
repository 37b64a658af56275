//! What a page says of itself as JSON-LD.

use serde_json::Value;

use crate::infer::spacing::collapsed;

/// The facts of schema.org that are of use here.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct JsonLd {
    pub(crate) headline: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) modified: Option<String>,
    pub(crate) author: Option<String>,
    pub(crate) keywords: Vec<String>,
    pub(crate) image: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) breadcrumbs: Vec<String>,
}

/// Types of schema.org whose things are the article of a page.
const ARTICLES: &[&str] = &[
    "Article",
    "NewsArticle",
    "BlogPosting",
    "TechArticle",
    "ScholarlyArticle",
    "Report",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "ReviewNewsArticle",
    "BackgroundNewsArticle",
    "LiveBlogPosting",
    "SocialMediaPosting",
    "APIReference",
    "HowTo",
    "Recipe",
    "Review",
    "Course",
    "Product",
    "Event",
    "Book",
];

/// Deeper values are not looked at.
const MAX_DEPTH: usize = 16;

/// Adds what the text of one script says. What is no JSON says nothing, as to every other reader.
pub(crate) fn read(text: &str, into: &mut JsonLd) {
    // Templates leave line breaks inside of texts, which JSON does not allow.
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let Ok(value) = serde_json::from_str::<Value>(text.trim().trim_end_matches(';')) else {
        return;
    };
    visit(&value, into, 0);
}

fn visit(value: &Value, into: &mut JsonLd, depth: usize) {
    if depth > MAX_DEPTH {
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| visit(item, into, depth + 1)),
        Value::Object(object) => {
            if let Some(graph) = object.get("@graph") {
                visit(graph, into, depth + 1);
            }
            if is_a(value, ARTICLES) {
                article(value, into);
            } else if is_a(value, &["BreadcrumbList"]) {
                breadcrumbs(value, into);
            } else if is_a(value, &["WebPage", "CollectionPage", "AboutPage", "FAQPage"]) {
                page(value, into);
                for key in ["breadcrumb", "mainEntity"] {
                    object.get(key).into_iter().for_each(|part| visit(part, into, depth + 1));
                }
            }
        }
        _ => {}
    }
}

fn is_a(value: &Value, types: &[&str]) -> bool {
    let is = |found: &Value| {
        let found = found.as_str().unwrap_or_default();
        types.contains(&found.rsplit('/').next().unwrap_or(found))
    };
    match value.get("@type") {
        Some(Value::Array(found)) => found.iter().any(is),
        Some(found) => is(found),
        None => false,
    }
}

fn article(value: &Value, into: &mut JsonLd) {
    // The first article of a page is its own; those behind it are related ones.
    if into.headline.is_some() {
        return;
    }
    into.headline = text(value.get("headline")).or_else(|| text(value.get("name")));
    page(value, into);
}

fn page(value: &Value, into: &mut JsonLd) {
    let set = |field: &mut Option<String>, key: &str| {
        if field.is_none() {
            *field = text(value.get(key));
        }
    };
    set(&mut into.published, "datePublished");
    set(&mut into.modified, "dateModified");
    set(&mut into.description, "description");
    set(&mut into.language, "inLanguage");
    if into.author.is_none() {
        let names = texts(value.get("author"));
        into.author = (!names.is_empty()).then(|| names.join(", "));
    }
    if into.image.is_none() {
        into.image = value.get("image").and_then(image);
    }
    if into.keywords.is_empty() {
        let keywords = texts(value.get("keywords"));
        let parts = keywords.iter().flat_map(|words| words.split(',')).map(collapsed);
        into.keywords = parts.filter(|word| !word.is_empty()).collect();
    }
}

/// A text, or the name of a thing.
fn text(value: Option<&Value>) -> Option<String> {
    texts(value).into_iter().next()
}

fn texts(value: Option<&Value>) -> Vec<String> {
    let one = |value: &Value| match value {
        Value::String(text) => Some(collapsed(text)),
        Value::Object(thing) => thing.get("name").and_then(Value::as_str).map(collapsed),
        _ => None,
    };
    let found: Vec<String> = match value {
        Some(Value::Array(values)) => values.iter().filter_map(one).collect(),
        Some(value) => one(value).into_iter().collect(),
        None => Vec::new(),
    };
    found.into_iter().filter(|text| !text.is_empty()).collect()
}

fn image(value: &Value) -> Option<String> {
    match value {
        Value::String(url) => Some(collapsed(url)),
        Value::Object(thing) => thing.get("url").and_then(Value::as_str).map(collapsed),
        Value::Array(all) => all.first().and_then(image),
        _ => None,
    }
    .filter(|url| !url.is_empty())
}

fn breadcrumbs(value: &Value, into: &mut JsonLd) {
    if !into.breadcrumbs.is_empty() {
        return;
    }
    let Some(Value::Array(items)) = value.get("itemListElement") else { return };
    let mut named: Vec<(f64, String)> = (0u32..)
        .zip(items)
        .filter_map(|(number, item)| {
            let position = item.get("position").and_then(|at| match at {
                Value::Number(at) => at.as_f64(),
                Value::String(at) => at.parse().ok(),
                _ => None,
            });
            let name = text(item.get("name")).or_else(|| text(item.get("item")))?;
            let is_url = name.contains("://");
            (!is_url).then_some((position.unwrap_or(number.into()), name))
        })
        .collect();
    named.sort_by(|a, b| a.0.total_cmp(&b.0));
    into.breadcrumbs = named.into_iter().map(|(_, name)| name).collect();
}
