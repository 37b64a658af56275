//! `kwic search`: hits on a terminal or as JSON.
use std::collections::BTreeMap;
use std::io::Write;

use kwic::split::SplitIndex;
use kwic::{Article, Facets, Hits, Index, Piece, Query, SearchOptions};
use serde::Serialize;

use crate::args::SearchArgs;
use crate::error::CliError;
use crate::index;
use crate::outcome::Outcome;
use crate::split_folder::SplitFolder;
use crate::terminal::{Highlight, count, note, plain, print_json};

/// Length of a snippet in graphemes: about two lines of a terminal.
const SNIPPET_LENGTH: usize = 200;

pub(crate) fn run(args: &SearchArgs, out: &mut dyn Write) -> Result<Outcome, CliError> {
    let query = Query::parse(&args.query);
    let options = SearchOptions {
        limit: args.limit,
        prefix: !args.no_prefix,
        filters: filters(&args.filter),
        ..SearchOptions::default()
    };
    if args.index.is_dir() {
        let mut site = SplitFolder::open(&args.index)?;
        if !options.filters.is_empty() {
            let index = site.with(|index| {
                index.info();
            })?;
            check(args, &options, &index.info().facets)?;
        }
        let index = site.with(|index| {
            shown_of_split(index, &query, &index.search(&query, &options));
        })?;
        let found = index.search(&query, &options);
        return print(args, &found, &shown_of_split(index, &query, &found), out);
    }
    let bytes = index::read(&args.index)?;
    let index = index::open(&args.index, &bytes)?;
    if !options.filters.is_empty() {
        check(args, &options, &index.info().facets)?;
    }
    let found = index.searcher().search(&query, &options);
    print(args, &found, &shown(&index, &query, &found), out)
}

/// Names, each once, with all their values.
fn filters(given: &[(String, String)]) -> Vec<(String, Vec<String>)> {
    let mut filters: BTreeMap<&String, Vec<String>> = BTreeMap::new();
    for (name, value) in given {
        filters.entry(name).or_default().push(value.clone());
    }
    filters.into_iter().map(|(name, values)| (name.clone(), values)).collect()
}

/// Whether an index has all the filters that are asked for.
fn check(args: &SearchArgs, options: &SearchOptions, facets: &Facets) -> Result<(), CliError> {
    let known: Vec<&str> = facets.0.iter().map(|facet| &*facet.name).collect();
    match options.filters.iter().find(|(name, _)| !known.contains(&&**name)) {
        None => Ok(()),
        Some((name, _)) => Err(CliError::UnknownFilter {
            path: args.index.clone(),
            name: name.clone(),
            known: known.join(", "),
        }),
    }
}

fn print(
    args: &SearchArgs,
    found: &Hits,
    shown: &[ShownHit<'_>],
    out: &mut dyn Write,
) -> Result<Outcome, CliError> {
    let outcome = if found.total > 0 { Outcome::Yes } else { Outcome::No };

    if args.json {
        let answer = JsonAnswer {
            hits: shown.iter().map(JsonHit::from).collect(),
            total: found.total,
            suggestion: found.suggestion.as_deref(),
        };
        print_json(out, &answer)?;
        return Ok(outcome);
    }
    list(out, shown, Highlight::of_stdout())?;
    if outcome == Outcome::No {
        note(format_args!("no article matches {:?}", args.query));
    } else if found.total > shown.len() {
        writeln!(out, "{} of {}", shown.len(), count(found.total, "article"))?;
    }
    if let Some(suggestion) = &found.suggestion {
        note(format_args!("did you mean: {}", plain(suggestion)));
    }
    Ok(outcome)
}

/// A hit with all that is shown of it.
struct ShownHit<'a> {
    article: Article<'a>,
    title: Vec<Piece>,
    snippet: Vec<Piece>,
    score: f64,
}

fn shown<'a>(index: &'a Index<'_>, query: &Query, found: &Hits) -> Vec<ShownHit<'a>> {
    let shown = |hit: &kwic::Hit| {
        Some(ShownHit {
            article: index.article(hit.doc)?,
            title: index.searcher().title_pieces(hit.doc, query),
            snippet: index.searcher().snippet(hit.doc, query, SNIPPET_LENGTH),
            score: hit.score,
        })
    };
    found.hits.iter().filter_map(shown).collect()
}

fn shown_of_split<'a>(index: &'a SplitIndex<'_>, query: &Query, found: &Hits) -> Vec<ShownHit<'a>> {
    let shown = |hit: &kwic::Hit| {
        let title = index.title_pieces(hit.doc, query);
        let snippet = index.snippet(hit.doc, None, query, SNIPPET_LENGTH);
        Some(ShownHit { article: index.article(hit.doc)?, title, snippet, score: hit.score })
    };
    found.hits.iter().filter_map(shown).collect()
}

fn list(out: &mut dyn Write, shown: &[ShownHit<'_>], highlight: Highlight) -> Result<(), CliError> {
    for (at, hit) in shown.iter().enumerate() {
        let article = &hit.article;
        let mut origin = vec![plain(&article.url)];
        origin.extend(article.date.as_deref().map(plain));
        origin.push(plain(article.lang));
        origin.extend(article.source.map(plain));
        let rank = format!("{}.", at + 1);
        writeln!(out, "{rank:<4}{}", highlight.line(&hit.title))?;
        writeln!(out, "    {}", origin.join("  "))?;
        if !hit.snippet.is_empty() {
            writeln!(out, "    {}", highlight.line(&hit.snippet))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// The shape of the JavaScript API. Beyond that, each hit has its snippet and the id that its article
/// has outside of the index.
#[derive(Serialize)]
struct JsonAnswer<'a> {
    hits: Vec<JsonHit<'a>>,
    total: usize,
    suggestion: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct JsonHit<'a> {
    id: &'a str,
    url: &'a str,
    title: &'a str,
    title_pieces: Vec<JsonPiece<'a>>,
    lang: &'a str,
    date: Option<&'a str>,
    source: Option<&'a str>,
    tags: &'a [&'a str],
    filters: BTreeMap<&'a str, Vec<&'a str>>,
    score: f64,
    snippet: Vec<JsonPiece<'a>>,
}

#[derive(Serialize)]
struct JsonPiece<'a> {
    text: &'a str,
    matched: bool,
}

impl<'a> From<&'a ShownHit<'_>> for JsonHit<'a> {
    fn from(hit: &'a ShownHit<'_>) -> Self {
        let mut filters: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for &(name, value) in &hit.article.filters {
            filters.entry(name).or_default().push(value);
        }
        JsonHit {
            id: &hit.article.id,
            url: &hit.article.url,
            title: &hit.article.title,
            title_pieces: hit.title.iter().map(JsonPiece::from).collect(),
            lang: hit.article.lang,
            date: hit.article.date.as_deref(),
            source: hit.article.source,
            tags: &hit.article.tags,
            filters,
            score: hit.score,
            snippet: hit.snippet.iter().map(JsonPiece::from).collect(),
        }
    }
}

impl<'a> From<&'a Piece> for JsonPiece<'a> {
    fn from(piece: &'a Piece) -> Self {
        JsonPiece { text: &piece.text, matched: piece.matched }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(text: &str, matched: bool) -> Piece {
        Piece { text: text.into(), matched }
    }

    fn hit() -> ShownHit<'static> {
        ShownHit {
            article: Article {
                id: "7".to_owned(),
                url: "travel/hanoi.html".to_owned(),
                title: "Hà Nội today".into(),
                lang: "en",
                date: Some("2025-01-13".into()),
                source: None,
                tags: vec!["travel"],
                author: None,
                image: None,
                breadcrumbs: vec![],
                filters: vec![("kind", "guide"), ("version", "2"), ("version", "3")],
            },
            title: vec![piece("Hà Nội", true), piece(" today", false)],
            snippet: vec![piece("A walk in ", false), piece("Hanoi", true), piece("…", false)],
            score: 1.5,
        }
    }

    #[test]
    fn a_hit_is_three_lines_with_the_matches_highlighted() {
        let mut out = Vec::new();
        list(&mut out, &[hit()], Highlight::BRACKETS).unwrap();
        let expected = "\
1.  [Hà Nội] today
    travel/hanoi.html  2025-01-13  en
    A walk in [Hanoi]…

";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn json_has_the_names_of_the_pages_api() {
        let shown = [hit()];
        let answer = JsonAnswer {
            hits: shown.iter().map(JsonHit::from).collect(),
            total: 1,
            suggestion: None,
        };
        let expected = serde_json::json!({
            "hits": [{
                "id": "7",
                "url": "travel/hanoi.html",
                "title": "Hà Nội today",
                "titlePieces": [
                    {"text": "Hà Nội", "matched": true},
                    {"text": " today", "matched": false},
                ],
                "lang": "en",
                "date": "2025-01-13",
                "source": null,
                "tags": ["travel"],
                "filters": {"kind": ["guide"], "version": ["2", "3"]},
                "score": 1.5,
                "snippet": [
                    {"text": "A walk in ", "matched": false},
                    {"text": "Hanoi", "matched": true},
                    {"text": "…", "matched": false},
                ],
            }],
            "total": 1,
            "suggestion": null,
        });
        assert_eq!(serde_json::to_value(answer).unwrap(), expected);
    }
}
