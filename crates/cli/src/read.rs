//! `kwic read`: what is read of articles, before any of it is compiled.
use std::borrow::Cow;
use std::io::Write;

use kwic_indexer::{Articles, BlockKind, Document, LeftOut, Source};
use serde::Serialize;

use crate::args::ReadArgs;
use crate::error::CliError;
use crate::inputs::Inputs;
use crate::outcome::Outcome;
use crate::terminal::{plain, spinner};

/// One article as a line of JSON.
#[derive(Serialize)]
struct Line<'a> {
    path: &'a str,
    url: &'a str,
    title: &'a str,
    lang: &'a str,
    date: Option<&'a str>,
    author: Option<&'a str>,
    tags: &'a [String],
    description: Option<&'a str>,
    image: Option<&'a str>,
    breadcrumbs: &'a [String],
    sections: Vec<SectionLine<'a>>,
    blocks: Vec<BlockLine<'a>>,
    rule: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    left_out: Option<String>,
}

#[derive(Serialize)]
struct SectionLine<'a> {
    id: &'a str,
    title: &'a str,
}

#[derive(Serialize)]
struct BlockLine<'a> {
    kind: &'static str,
    text: &'a str,
}

pub(crate) fn run(args: &ReadArgs, out: &mut dyn Write) -> Result<Outcome, CliError> {
    let spinner = spinner("reading articles");
    let articles = Inputs::of(&args.input)?.read(true, &spinner)?;
    spinner.finish_and_clear();
    print(&articles, &|_| true, args.json, out)?;
    Ok(Outcome::Yes)
}

/// Shows those articles whose source is wanted, and gives their number.
pub(crate) fn print(
    articles: &Articles,
    is_wanted: &dyn Fn(&Source) -> bool,
    json: bool,
    out: &mut dyn Write,
) -> Result<usize, CliError> {
    let Articles { documents, sources, left_out, .. } = articles;
    let read = documents.iter().zip(sources).map(|(document, source)| (document, source, None));
    let others = left_out
        .iter()
        .map(|(document, source, reason)| (Cow::Borrowed(document), source, Some(*reason)));
    let mut count = 0;
    for (document, source, reason) in read.chain(others).filter(|(_, source, _)| is_wanted(source))
    {
        count += 1;
        if json {
            let line = line(&document, source, reason);
            serde_json::to_writer(&mut *out, &line).map_err(std::io::Error::from)?;
            writeln!(out)?;
        } else {
            show(&document, source, reason, out)?;
        }
    }
    Ok(count)
}

fn line<'a>(document: &'a Document, source: &'a Source, left_out: Option<LeftOut>) -> Line<'a> {
    let is_description = |kind: BlockKind| kind == BlockKind::Description;
    let blocks = document.blocks.iter().filter(|block| !is_description(block.kind));
    let blocks = blocks.map(|block| BlockLine { kind: name(block.kind), text: &block.text });
    let title = BlockLine { kind: "heading", text: &document.title };
    Line {
        path: &source.path,
        url: &document.url,
        title: &document.title,
        lang: &document.lang,
        date: document.date.as_deref(),
        author: document.author.as_deref(),
        tags: &document.tags,
        description: document.description(),
        image: document.image.as_deref(),
        breadcrumbs: &document.breadcrumbs,
        sections: document.sections().map(|(id, title)| SectionLine { id, title }).collect(),
        blocks: source.title_is_heading.then_some(title).into_iter().chain(blocks).collect(),
        rule: &source.rule,
        left_out: left_out.map(|reason| reason.to_string()),
    }
}

fn name(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Heading => "heading",
        BlockKind::Code => "code",
        BlockKind::Aside => "aside",
        BlockKind::Body | BlockKind::Description => "body",
    }
}

/// The same for a person.
fn show(
    document: &Document,
    source: &Source,
    left_out: Option<LeftOut>,
    out: &mut dyn Write,
) -> Result<(), CliError> {
    writeln!(out, "{}", plain(&document.title))?;
    let fact = |name: &str, value: Option<&str>| value.map(|value| format!("{name} {value}"));
    let facts = [
        Some(document.url.clone()),
        fact("lang", Some(&document.lang)),
        fact("date", document.date.as_deref()),
        fact("author", document.author.as_deref()),
        fact("source", document.source.as_deref()),
        (!document.tags.is_empty()).then(|| format!("tags {}", document.tags.join(", "))),
        (!document.breadcrumbs.is_empty()).then(|| document.breadcrumbs.join(" > ")),
        Some(format!("read by: {}", source.rule)),
        Some(format!("from {}", source.path)),
        left_out.map(|reason| format!("LEFT OUT: {reason}")),
    ];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    writeln!(out, "  {}", plain(&facts.join(" · ")))?;
    for block in &document.blocks {
        let anchor =
            block.anchor.as_deref().map(|anchor| format!("  #{anchor}")).unwrap_or_default();
        let mark = match block.kind {
            BlockKind::Heading => "\n#",
            BlockKind::Body => " ",
            BlockKind::Description => "i",
            BlockKind::Code => "`",
            BlockKind::Aside => "~",
        };
        writeln!(out, "{mark} {}", plain(&format!("{}{anchor}", block.text)))?;
    }
    writeln!(out)?;
    Ok(())
}
