//! Very many queries in one page of Chromium, strange ones among them: memory stays as it is and nothing fails.

use std::fs;

use kwic_site::Form;

use crate::bench::{self, questions};
use crate::browser::Browser;
use crate::command;
use crate::engine::optimise::Optimise;
use crate::error::XtaskError;
use crate::npm::Node;
use crate::page;
use crate::repository::Repository;

/// Asks so many queries; prints how memory and time went.
pub fn long_use(repository: &Repository, queries: usize) -> Result<(), XtaskError> {
    let node = Node::find().ok_or(XtaskError::NoNode { needed_for: "the page" })?;
    let browser = Browser::find_or_install()?;
    node.install(&repository.root.join("tests/page"))?;
    // Long pages take the most memory; without the collection at hand, the articles of this repository.
    let corpus = bench::data().map(|data| data.join("judged/site-react/docs.jsonl"));
    let corpus = corpus.unwrap_or_else(|| repository.root.join("articles"));
    let work = repository.work("long-use")?;
    let site = work.join("page");
    page::build(repository, &corpus, &site, Optimise::IfPossible, Form::Plain)?;
    let blank = site.join("long-use.html");
    fs::write(&blank, "<!doctype html>\n").map_err(XtaskError::file("write", blank.as_path()))?;
    let documents = kwic_indexer::read_articles(&corpus)?;
    let texts: Vec<String> = questions::KINDS
        .iter()
        .flat_map(|&(kind, _, count)| questions::draw(&documents, kind, 5 * count))
        .collect();
    let list = work.join("texts.json");
    let bytes = serde_json::to_vec(&texts).map_err(XtaskError::Json)?;
    fs::write(&list, bytes).map_err(XtaskError::file("write", list.as_path()))?;
    command::run(
        node.command()
            .arg(repository.root.join("benches/long_use.mjs"))
            .args([&site, &list])
            .arg(queries.to_string())
            .env("CHROMIUM", &browser.chromium),
    )
}
