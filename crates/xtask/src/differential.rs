//! The same queries natively and in WebAssembly under Node.js: hits, order, scores, totals, suggestions and passages have
//! to be the same to the last bit.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use kwic::{Index, Query, SearchOptions, Sort};
use kwic_eval::SplitMix64;
use kwic_indexer::Document;
use kwic_site::Form;
use serde::Serialize;

use crate::bench::{self, questions};
use crate::command;
use crate::engine::optimise::Optimise;
use crate::error::XtaskError;
use crate::npm::Node;
use crate::page;
use crate::repository::Repository;

/// Letters of a passage.
const LENGTH: usize = 200;

/// A query with its options, and what it has to give.
#[derive(Serialize)]
struct Asked {
    text: String,
    options: Options,
    total: usize,
    suggestion: Option<String>,
    /// The number of each hit and its score.
    hits: Vec<(u32, f64)>,
    /// The passage of the first hit: texts, and whether they are marked.
    passage: Vec<(String, bool)>,
}

/// As the functions of JavaScript take them.
#[derive(Debug, Clone, Default, Serialize)]
struct Options {
    #[serde(skip_serializing_if = "Option::is_none")]
    sort: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    offset: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    limit: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    prefix: Option<bool>,
}

/// Asks so many queries, in equal shares of the articles of this repository and of the collections at hand.
pub fn differential(repository: &Repository, queries: usize) -> Result<(), XtaskError> {
    let node = Node::find().ok_or(XtaskError::NoNode { needed_for: "WebAssembly" })?;
    let mut corpora = vec![("articles", repository.root.join("articles"))];
    if let Some(data) = bench::data() {
        corpora.push(("site-react", data.join("judged/site-react/docs.jsonl")));
        corpora.push(("agnews2k", data.join("corpora/agnews2k.jsonl")));
        corpora.push(("xquad-vi", data.join("judged/xquad-vi/docs.jsonl")));
    }
    let share = queries.div_ceil(corpora.len());
    for (name, path) in corpora {
        let work = repository.work(&format!("differential/{name}"))?;
        let page = work.join("page");
        page::build(repository, &path, &page, Optimise::IfPossible, Form::Plain)?;
        let list = work.join("asked.jsonl");
        write(&path, share, &list)?;
        let script = repository.root.join("tests/differential.mjs");
        let said = command::output(node.command().arg(script).arg(&page).arg(&list))?;
        println!("{name}: {}", said.trim_end());
    }
    Ok(())
}

/// Asks natively, and writes a line for each query.
fn write(articles: &Path, count: usize, to: &PathBuf) -> Result<(), XtaskError> {
    let articles = kwic_indexer::read(&[articles.to_owned()])?;
    let bytes = kwic_indexer::build_articles(&articles)?;
    let index = Index::open(&bytes).map_err(XtaskError::Index)?;
    let searcher = index.searcher();
    let documents: Vec<Document> = articles.documents.into();
    let file = File::create(to).map_err(XtaskError::file("write", to.as_path()))?;
    let mut out = BufWriter::new(file);
    for (text, options) in asked(&documents, count) {
        let query = Query::parse(&text);
        let usual = SearchOptions::default();
        let found = searcher.search(
            &query,
            &SearchOptions {
                sort: if options.sort.is_some() { Sort::Date } else { Sort::Relevance },
                offset: options.offset.unwrap_or(usual.offset),
                limit: options.limit.unwrap_or(usual.limit),
                prefix: options.prefix.unwrap_or(usual.prefix),
                ..usual
            },
        );
        let first = found.hits.first().map(|hit| searcher.snippet(hit.doc, &query, LENGTH));
        let passage = first.into_iter().flatten().map(|piece| (piece.text, piece.matched));
        let asked = Asked {
            text,
            options,
            total: found.total,
            hits: found.hits.iter().map(|hit| (hit.doc.0, hit.score)).collect(),
            passage: passage.collect(),
            suggestion: found.suggestion,
        };
        serde_json::to_writer(&mut out, &asked).map_err(XtaskError::Json)?;
        out.write_all(b"\n").map_err(XtaskError::file("write", to.as_path()))?;
    }
    out.flush().map_err(XtaskError::file("write", to.as_path()))
}

/// Queries of all kinds: words as readers type them, and these put together by the signs of the query language.
fn asked(documents: &[Document], count: usize) -> impl Iterator<Item = (String, Options)> {
    let mut kinds = Vec::new();
    for (kind, _, _) in questions::KINDS {
        kinds.push(questions::draw(documents, kind, count.div_ceil(2)));
    }
    let mut random = SplitMix64::new(questions::SEED);
    (0..count).map(move |number| {
        let mut drawn = |kind: usize| {
            let all = &kinds[kind];
            all.get(random.below(all.len())).cloned().unwrap_or_default()
        };
        let [word, words, prefix, typo] = [0, 1, 2, 3].map(&mut drawn);
        let text = match number % 12 {
            0 => word,
            1 => words,
            2 => prefix,
            3 => typo,
            4 => format!("\"{words}\""),
            5 => format!("{words} -{word}"),
            6 => format!("{words} OR {typo}"),
            7 => format!("title:{word} {prefix}"),
            8 => format!("{typo} {words} {prefix}"),
            9 => words.replace(' ', ""),
            10 => format!("{} {}", word.to_uppercase(), prefix),
            _ => format!("{words}? «{word}» {typo}…"),
        };
        let options = match number % 7 {
            0 => Options { sort: Some("date"), ..Options::default() },
            1 => Options { offset: Some(3), limit: Some(30), ..Options::default() },
            2 => Options { prefix: Some(false), ..Options::default() },
            _ => Options::default(),
        };
        (text, options)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_are_of_all_kinds_and_the_same_each_time() {
        let title = "Lanterns over quiet harbours glow".to_owned();
        let documents = [Document { title, ..Document::default() }];
        let all = || asked(&documents, 40).map(|(text, _)| text).collect::<Vec<_>>();
        assert_eq!(all(), all());
        for sign in ["\"", " -", " OR ", "title:"] {
            assert!(all().iter().any(|text| text.contains(sign)), "{sign}");
        }
    }
}
