//! `kwic export`: the same articles for a search server, with its schema and the adapter that asks it.
mod adapters;
mod record;
mod schema;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::args::{ExportArgs, Server};
use crate::error::CliError;
use crate::inputs::Inputs;
use crate::outcome::Outcome;
use crate::output_file;
use crate::problems::{Reason, problems};
use crate::terminal::{count, print_json, spinner};
use record::Record;

const SCHEMA: &str = "schema.json";
const ARTICLES: &str = "articles.ndjson";

/// What `--json` prints.
#[derive(Serialize)]
struct ExportReport<'a> {
    folder: &'a Path,
    articles: usize,
    bytes: usize,
    files: Vec<String>,
    warnings: Vec<String>,
    skipped: Vec<Reason>,
}

/// What stands before an article for Elasticsearch: that it is to be stored, and its name.
#[derive(Serialize)]
struct Action<'a> {
    index: Id<'a>,
}

#[derive(Serialize)]
struct Id<'a> {
    #[serde(rename = "_id")]
    id: &'a str,
}

pub(crate) fn run(args: &ExportArgs, out: &mut dyn Write) -> Result<Outcome, CliError> {
    let spinner = spinner("reading articles");
    let articles = Inputs::of(&args.input)?.read(false, &spinner)?;
    spinner.set_message("writing");
    let mut lines = Vec::new();
    for document in articles.documents.iter() {
        let record = Record::of(&document);
        if args.to == Server::Elasticsearch {
            line(&mut lines, &Action { index: Id { id: record.id() } })?;
        }
        line(&mut lines, &record)?;
    }
    let mut schema = Vec::new();
    print_json(&mut schema, &schema::of(args.to, &args.name, &articles.documents))?;

    let folder = &args.output;
    let write = |file: &str, bytes: &[u8]| write(&folder.join(file), bytes);
    write(SCHEMA, &schema)?;
    write(ARTICLES, &lines)?;
    let mut files = vec![SCHEMA.to_owned(), ARTICLES.to_owned()];
    for (file, text) in adapters::of(args.to) {
        let file = format!("adapters/{file}");
        write(&file, text.as_bytes())?;
        files.push(file);
    }
    spinner.finish_and_clear();

    let number = articles.documents.len();
    if args.json {
        let (warnings, skipped) = problems(&articles);
        let (articles, bytes) = (number, lines.len());
        print_json(out, &ExportReport { folder, articles, bytes, files, warnings, skipped })?;
        return Ok(Outcome::Yes);
    }
    let said = format!("{}, {}", count(number, "article"), count(lines.len(), "byte"));
    writeln!(out, "{}: {said}", folder.join(ARTICLES).display())?;
    writeln!(out, "\nPut them into the server, with a key that may write:\n")?;
    for command in imports(args.to, &args.name, folder) {
        writeln!(out, "  {command}")?;
    }
    let (module, options) = match args.to {
        Server::Typesense => ("typesense", "url, key, collection"),
        Server::Elasticsearch => ("elasticsearch", "url, index"),
    };
    writeln!(
        out,
        "\nThe adapter is {}/adapters/{module}.js. Copy the folder beside",
        folder.display()
    )?;
    writeln!(out, "the search box, and name a module of your own by the attribute `engine`:\n")?;
    writeln!(out, "  import {{ {module} }} from \"./adapters/{module}.js\";")?;
    writeln!(
        out,
        "  export const {{ search, suggest, snippet, info }} = {module}({{ {options} }});"
    )?;
    Ok(Outcome::Yes)
}

/// Adds a value and the end of a line.
fn line(lines: &mut Vec<u8>, value: &impl Serialize) -> Result<(), CliError> {
    serde_json::to_writer(&mut *lines, value).map_err(std::io::Error::from)?;
    lines.push(b'\n');
    Ok(())
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), CliError> {
    let folder = path.parent().map_or_else(PathBuf::new, Path::to_path_buf);
    fs::create_dir_all(&folder).map_err(|source| CliError::Write { path: folder, source })?;
    output_file::write(path, bytes)
}

/// Lines for a shell that make the collection and fill it.
fn imports(server: Server, name: &str, folder: &Path) -> Vec<String> {
    let schema = folder.join(SCHEMA);
    let articles = folder.join(ARTICLES);
    let (schema, articles) = (schema.display(), articles.display());
    match server {
        Server::Typesense => vec![
            format!(
                "curl -H \"X-TYPESENSE-API-KEY: $KEY\" --data-binary @{schema} $URL/collections"
            ),
            format!(
                "curl -H \"X-TYPESENSE-API-KEY: $KEY\" --data-binary @{articles} \
                 \"$URL/collections/{name}/documents/import?action=upsert\""
            ),
        ],
        Server::Elasticsearch => vec![
            format!(
                "curl -X PUT -H \"Content-Type: application/json\" --data-binary @{schema} $URL/{name}"
            ),
            format!(
                "curl -H \"Content-Type: application/x-ndjson\" --data-binary @{articles} \
                 $URL/{name}/_bulk"
            ),
        ],
    }
}
