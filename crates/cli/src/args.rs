//! What can be typed after `kwic`.
use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use kwic_indexer::Format;

#[cfg(feature = "doctor")]
use crate::doctor::args::DoctorArgs;

/// Full-text search for static pages.
#[derive(Debug, Parser)]
#[command(
    name = "kwic",
    version,
    about,
    subcommand_required = true,
    arg_required_else_help = true,
    after_help = "\
Examples:
  kwic build public                      make a finished site searchable
  kwic init                              write settings for the site in this folder
  kwic build articles -o dist            make a folder of articles a site with a search page
  kwic index articles -o site.kwic       compile a folder of articles into one index
  kwic search site.kwic 'hà nội'         search it
  kwic stats site.kwic                   where its bytes go
  kwic eval site.kwic --golden list.tsv  do queries find what they must?
  kwic build articles --serve            write, and look at the page as readers will see it
  kwic serve dist                        look at a finished page in a browser
  kwic doctor https://example.org/       does the search of a deployed site work for every reader?

Exit code: 0 yes, 1 no (a search without hits, a golden list or a budget not met, a site with errors), 2 error."
)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    #[cfg(feature = "build")]
    Build(BuildArgs),
    Index(IndexArgs),
    Export(ExportArgs),
    Init(InitArgs),
    Read(ReadArgs),
    Search(SearchArgs),
    Stats(StatsArgs),
    Eval(EvalArgs),
    Compare(CompareArgs),
    Serve(ServeArgs),
    #[cfg(feature = "doctor")]
    Doctor(DoctorArgs),
    Completions(CompletionsArgs),
    Man(ManArgs),
}

// What a command reads. (Help that stands here would take the place of that of the command.)
#[derive(Debug, clap::Args)]
pub(crate) struct InputArgs {
    /// Folders or files of pages or articles, a sitemap.xml for the site that it lies in, or - for standard input
    #[arg(value_name = "INPUT", required = true)]
    pub(crate) inputs: Vec<PathBuf>,
    /// Read settings from FILE instead of kwic.toml in the input folder or above it
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Of pages, read those alone that FILE names: a sitemap, an index of sitemaps, or a text with a url on
    /// each line; may be given several times
    #[arg(long, value_name = "FILE")]
    pub(crate) sitemap: Vec<PathBuf>,
    /// What standard input is, where its beginning does not tell: `<` begins HTML or a feed, `{` and `[{`
    /// JSON, a line {…} with others behind it JSON Lines, and all else is Markdown
    #[arg(long, value_name = "FORMAT", value_enum)]
    pub(crate) format: Option<InputFormat>,
}

/// The forms of standard input.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum InputFormat {
    Html,
    Markdown,
    Text,
    Json,
    Jsonl,
    Csv,
    Feed,
}

impl From<InputFormat> for Format {
    fn from(format: InputFormat) -> Format {
        match format {
            InputFormat::Html => Format::Html,
            InputFormat::Markdown => Format::Markdown,
            InputFormat::Text => Format::Text,
            InputFormat::Json => Format::Json,
            InputFormat::Jsonl => Format::JsonLines,
            InputFormat::Csv => Format::Csv,
            InputFormat::Feed => Format::Feed,
        }
    }
}

/// Make a site searchable
///
/// INPUT is the folder of a finished site, which is read as a browser reads it, or a folder or a file of
/// articles: text, Markdown, JSON, JSON Lines, CSV, or a feed.
///
/// Of a finished site the pages stay as they are. The folder kwic/ in it (or DIR) gets the search box, the
/// engine with the index inside, and a search page (index.html); two lines put the box into a page, and the
/// last lines of the output are these. Of articles DIR (dist, unless told) gets a search page, and a readable page for
/// each article as well.
///
/// Settings come from kwic.toml, which `kwic init` writes. Where the queries of a golden list do not find
/// their articles, or the files are larger than it allows, nothing is written, and the exit code is 1.
///
/// A former build in DIR is replaced; other files are left alone, and a failed run leaves DIR as it was. For each
/// file a compressed copy is written where that is smaller. Neither Rust nor node is needed.
///
/// Prints a line for each script, style sheet and module: its name, its bytes and its hash as the
/// attribute `integrity` takes it. Warnings and counts of what was skipped go to standard error.
#[cfg(feature = "build")]
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  kwic build public                                       the search of a site in public/kwic
  kwic build articles -o dist
  kwic build posts pages/about.md news.jsonl -o public/search
  kwic build articles --single-file && kwic serve dist
  kwic build public --serve                               and again whenever a page changes
  kwic build public --sitemap public/sitemap.xml          those pages alone that it names")]
pub(crate) struct BuildArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// Folder to write to; of a site INPUT/kwic, and of articles dist, unless told
    #[arg(short, long = "out", value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,
    /// Show what is read of FILE, a page or an article of INPUT beside all others, and write nothing
    #[arg(long, value_name = "FILE")]
    pub(crate) explain: Option<PathBuf>,
    /// Put a hash of its content into the name of each file, so that browsers may keep it for ever
    #[arg(long)]
    pub(crate) hashed: bool,
    /// Put the search page with all that it needs into one file, which works from a disk too
    #[arg(long, conflicts_with = "hashed")]
    pub(crate) single_file: bool,
    /// Where the index lies: in the module, which a reader loads whole; split into small files, of which a search loads
    /// those that it needs; auto: in the module while that has at most 300 kB after brotli
    #[arg(long, value_enum, default_value_t)]
    pub(crate) layout: LayoutArg,
    /// How many files a split index may have
    #[arg(long, value_name = "N", default_value_t = 15_000, value_parser = clap::value_parser!(u32).range(100..))]
    pub(crate) max_files: u32,
    /// Print one JSON object: folder, articles, bytes, files (file, bytes, integrity), layout, splitFiles, warnings,
    /// skipped (reason, count)
    #[arg(long, conflicts_with_all = ["explain", "watch", "serve"])]
    pub(crate) json: bool,
    /// Write a page about the build to FILE: where the bytes go, how the text of pages was chosen, the largest
    /// pages, those without text or title, and those that say nearly the same
    #[arg(long, value_name = "FILE", conflicts_with = "explain")]
    pub(crate) report: Option<PathBuf>,
    /// Build again whenever an input changes, until Ctrl-C; an error is printed, and leaves DIR as it was
    #[arg(long, conflicts_with = "explain")]
    pub(crate) watch: bool,
    /// As --watch, and serve the site on this machine; a page in a browser loads itself again after each build
    #[arg(long, conflicts_with = "explain")]
    pub(crate) serve: bool,
    /// The port to serve at; 0 for any free one
    #[arg(long, value_name = "N", default_value_t = 8080, requires = "serve")]
    pub(crate) port: u16,
}

/// Where the index of a site lies.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum LayoutArg {
    #[default]
    Auto,
    Module,
    Split,
}

/// Compile articles into one index file
///
/// INPUT is a folder or a file of text, Markdown, JSON, JSON Lines or CSV, or a feed (RSS, Atom, JSON
/// Feed). Warnings, and counts of the files that were skipped, go to standard error. The index appears
/// under its name only when it is complete: a failed run leaves the old one as it was.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  kwic index articles -o site.kwic
  kwic index posts pages/about.md news.jsonl -o site.kwic")]
pub(crate) struct IndexArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// The index to write
    #[arg(short, long = "output", value_name = "FILE")]
    pub(crate) output: PathBuf,
    /// Print one JSON object: file, articles, terms, bytes, warnings, skipped (reason, count)
    #[arg(long)]
    pub(crate) json: bool,
    /// Write a page about the articles and the index to FILE, as that of `kwic build --report`
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
}

/// The search servers that have an adapter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Server {
    Typesense,
    /// OpenSearch takes the same
    Elasticsearch,
}

/// Write articles for a search server, for a site that outgrows static files
///
/// Reads what `kwic index` reads, and writes into DIR the schema of a collection (schema.json), the articles, one
/// a line, as the server imports them (articles.ndjson), and the modules by which the search box asks that server
/// (adapters/). Prints the commands that import them, and the lines that name the adapter. Nothing is sent
/// anywhere.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  kwic export public --to typesense
  kwic export articles --to elasticsearch -o /tmp/export --name news")]
pub(crate) struct ExportArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// The server
    #[arg(long, value_name = "SERVER", value_enum)]
    pub(crate) to: Server,
    /// The folder to write to; files of the same names are replaced, and others left alone
    #[arg(short, long = "out", value_name = "DIR", default_value = "kwic-export")]
    pub(crate) output: PathBuf,
    /// The name of the collection or the index
    #[arg(long, value_name = "NAME", default_value = "articles")]
    pub(crate) name: String,
    /// Print one JSON object: folder, articles, bytes, files, warnings, skipped (reason, count)
    #[arg(long)]
    pub(crate) json: bool,
}

/// Write a first kwic.toml, and say where the two lines go
///
/// Looks at DIR, the folder of a site's sources or of its pages, for the files of generators, the packages
/// in package.json, and what pages say of themselves. Writes DIR/kwic.toml with every key, and comments;
/// a file of this name that is there stays as it is, and is an error. Prints the commands that build the
/// site and its search, and the two lines that put the box into its pages.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  kwic init
  kwic init docs")]
pub(crate) struct InitArgs {
    /// The folder
    #[arg(value_name = "DIR", default_value = ".")]
    pub(crate) dir: PathBuf,
}

/// Show what is read of pages and articles
///
/// INPUT is a folder or a file of HTML, text, Markdown, JSON or JSON Lines. Shows of each article its
/// title, url and facts, how its text was chosen, and each block of it: headings with `#`, code with a
/// backquote, and with `~` what stands around the text and counts little. Nothing is written.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  kwic read public                                what would be found of each page
  kwic read public/about/index.html               of one
  curl -s https://example.org/ | kwic read -      of one that is elsewhere
  kwic read public --json | jq -r 'select(.rule == \"body\").path'")]
pub(crate) struct ReadArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// Print a JSON object a line: path, url, title, lang, date, author, tags, description, image,
    /// breadcrumbs, sections (id, title), blocks (kind, text), rule
    #[arg(long)]
    pub(crate) json: bool,
}

/// Search an index
///
/// Finds what the search box of the page finds: the last word is a prefix unless a space follows it
/// or --no-prefix is given. Matched words are bold on a terminal and [in brackets] elsewhere, or
/// where NO_COLOR is set. Exit code 1 when nothing matches.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
The query language, in which any string is valid:
  word word     any of the words, in any order      title:word    in the title
  \"a phrase\"    these words side by side      lang:vi       in this language
  -word         without this word             source:name   from this publisher
  this OR that  either                        after:2024-06 dated then or later
  pre*          words that begin so           before:2025   dated earlier

Examples:
  kwic search site.kwic install --filter version=2 --filter version=3
  kwic search site.kwic 'hà nội'
  kwic search site.kwic '\"thủ tướng\" -nga lang:vi' --limit 3
  kwic search site.kwic moscow --json | jq -r '.hits[].url'")]
pub(crate) struct SearchArgs {
    /// The index, or the folder of a build whose index is split
    #[arg(value_name = "FILE")]
    pub(crate) index: PathBuf,
    /// What to look for, as one argument: quote it when it has spaces
    #[arg(value_name = "QUERY", allow_hyphen_values = true)]
    pub(crate) query: String,
    /// Print at most N hits
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(crate) limit: usize,
    /// Take the last word as a whole word
    #[arg(long)]
    pub(crate) no_prefix: bool,
    /// Find only articles that have VALUE for NAME: lang, source, tag, year, or a filter of the site's own; may be
    /// given several times, and of one NAME any value will do
    #[arg(long, value_name = "NAME=VALUE", value_parser = name_and_value)]
    pub(crate) filter: Vec<(String, String)>,
    /// Print one JSON object: hits (id, url, title, titlePieces, lang, date, source, score,
    /// snippet), total, suggestion
    #[arg(long)]
    pub(crate) json: bool,
}

/// A name and a value with `=` between.
fn name_and_value(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name.to_owned(), value.to_owned())),
        _ => Err("write a name and a value, for example version=2".to_owned()),
    }
}

/// Show what an index holds and where its bytes go
///
/// Bytes of each section as they are and after brotli (quality 11, window 2^22), each section on its
/// own, and of the whole file in one piece.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  kwic stats site.kwic
  kwic stats site.kwic --json | jq .whole.brotli
  kwic stats site.kwic --html stats.html           the same as a page")]
pub(crate) struct StatsArgs {
    /// The index, or the folder of a build whose index is split
    #[arg(value_name = "FILE")]
    pub(crate) index: PathBuf,
    /// Print one JSON object
    #[arg(long)]
    pub(crate) json: bool,
    /// Write a page to FILE that needs nothing else. What an index does not hold (how pages were read, and which
    /// say nearly the same) is on that of `kwic build --report`
    #[arg(long, value_name = "FILE", conflicts_with = "json")]
    pub(crate) html: Option<PathBuf>,
}

/// Measure relevance and speed, or check that queries find what they must
///
/// Without --golden each INPUT is a judged collection: a folder with docs.jsonl ({"id", "title",
/// "body"} a line), queries.jsonl ({"id", "text"} a line) and qrels.tsv (query, document and grade
/// between tabs; a grade above 0 is relevant). The index is built in memory; every query with at
/// least one relevant document is searched. nDCG@10 takes the grade as gain, log2(rank + 1) as
/// discount and the best order of all judged documents as ideal (ndcg_cut of trec_eval); MAP
/// divides by the number of relevant documents. Milliseconds are for parsing the query and
/// searching, without snippets, after one unmeasured search. Where the ids of queries begin with a
/// kind, as title-17 does, the share of each kind is printed that has a relevant document first,
/// among the first three, and among the first ten.
///
/// With --golden the INPUT is what readers search: folders or files of articles, one index that
/// `kwic index` wrote, or a judged collection, of which only docs.jsonl is read. Each line of the
/// golden FILE says which article a query must bring first, or within a rank:
///
///   .tsv     query, url and, if not 1, rank, between tabs; `#` begins a comment;
///            a first line `query url` (or `query url rank`) is a header
///   .jsonl   {"query": …, "url": …, "rank": …} a line; rank may be left out
///
/// The last word of a golden query is a prefix unless a space follows it, as in the search box.
/// Exit code 1 when an article is not where it should be.
#[derive(Debug, clap::Args)]
#[command(
    verbatim_doc_comment,
    after_help = "\
Examples:
  kwic eval cranfield time
  kwic eval cranfield --run new.run                        keep the ranking as a TREC run
  kwic eval time --queries time/queries.typo.jsonl --json
  kwic compare cranfield old.run new.run                   is the difference more than noise?

  kwic eval articles --golden golden.tsv                   does the site still find what it must?

  golden.tsv:
    hà nội<TAB>travel/hanoi.html
    visa fees<TAB>travel/visa.html<TAB>3"
)]
pub(crate) struct EvalArgs {
    /// Judged collections; with --golden articles, or an index
    #[arg(value_name = "INPUT", required = true)]
    pub(crate) inputs: Vec<PathBuf>,
    /// Check this list of queries and the articles they must find (.tsv, or .jsonl); may be given
    /// several times
    #[arg(long, value_name = "FILE")]
    pub(crate) golden: Vec<PathBuf>,
    /// Other wordings of the same queries, instead of queries.jsonl; for one collection
    #[arg(long, value_name = "FILE", conflicts_with = "golden")]
    pub(crate) queries: Option<PathBuf>,
    /// Write the ranking to FILE, in TREC lines `qid Q0 docid rank score kwic`; for one collection
    #[arg(long, value_name = "FILE", conflicts_with = "golden")]
    pub(crate) run: Option<PathBuf>,
    /// Retrieve at most N documents a query
    #[arg(long, value_name = "N", default_value_t = 100, conflicts_with = "golden")]
    pub(crate) limit: usize,
    /// Take the last word of each judged query as a prefix, as a search box does
    #[arg(long, conflicts_with = "golden")]
    pub(crate) prefix: bool,
    /// Print one JSON object; of several collections, a list of them
    #[arg(long)]
    pub(crate) json: bool,
}

/// Compare runs over one judged collection, with a paired test
///
/// A run is what `kwic eval --run` writes, or any program that writes TREC lines. The test is a
/// paired randomisation: if the two were equally good, each query's difference could as well have
/// the other sign; p is the share of random sign changes that give a mean difference at least as
/// large. The same files and seed give the same p.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  kwic compare cranfield old.run new.run
  kwic compare cranfield old.run new.run newer.run         each of the others with the first
  kwic compare cranfield old.run new.run --json | jq '.measures[0].p'")]
pub(crate) struct CompareArgs {
    /// Folder with queries.jsonl and qrels.tsv
    #[arg(value_name = "DATASET")]
    pub(crate) dataset: PathBuf,
    /// The run to compare with
    #[arg(value_name = "RUN_A")]
    pub(crate) a: PathBuf,
    /// The runs in question; differences are B less A
    #[arg(value_name = "RUN_B", required = true)]
    pub(crate) b: Vec<PathBuf>,
    /// Number of random sign changes to try
    #[arg(long, value_name = "N", default_value_t = 10_000)]
    pub(crate) permutations: u32,
    /// Seed of the random numbers
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) seed: u64,
    /// Print one JSON object; of several runs B, a list of them
    #[arg(long)]
    pub(crate) json: bool,
}

/// Serve a folder on this machine, to look at it in a browser
///
/// Listens on 127.0.0.1 only. Compressed neighbours (page.html.br, page.html.gz) are sent to
/// browsers that accept them. Ctrl-C stops it.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  kwic serve dist
  kwic serve dist --live          pages load themselves again when a file changes
  kwic serve dist --port 0        any free port; the address is printed")]
pub(crate) struct ServeArgs {
    /// The folder
    #[arg(value_name = "DIR")]
    pub(crate) dir: PathBuf,
    /// The port; 0 for any free one
    #[arg(long, value_name = "N", default_value_t = 8080)]
    pub(crate) port: u16,
    /// Load pages again in the browser when a file of the folder changes. A script is put into each page on its
    /// way to the browser; the files stay as they are
    #[arg(long)]
    pub(crate) live: bool,
}

/// Print a script that makes a shell complete commands and options
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  kwic completions bash > ~/.local/share/bash-completion/completions/kwic
  kwic completions zsh > ~/.zfunc/_kwic                        with ~/.zfunc in $fpath
  kwic completions fish > ~/.config/fish/completions/kwic.fish
  kwic completions powershell >> $PROFILE")]
pub(crate) struct CompletionsArgs {
    /// The shell
    #[arg(value_name = "SHELL", value_enum)]
    pub(crate) shell: clap_complete::Shell,
}

/// Print the manual page, or write one for each command
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  kwic man | man -l -
  kwic man --out ~/.local/share/man/man1        then man kwic, and man kwic-build")]
pub(crate) struct ManArgs {
    /// Write kwic.1 and a page for each command, such as kwic-build.1, into DIR
    #[arg(short, long = "out", value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    fn search(arguments: &[&str]) -> SearchArgs {
        match Args::try_parse_from([&["kwic", "search"], arguments].concat()).unwrap().command {
            Command::Search(args) => args,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_definitions_agree_with_each_other() {
        Args::command().debug_assert();
    }

    #[test]
    fn a_query_may_begin_with_a_minus() {
        let args = search(&["site.kwic", "-word", "--json"]);
        assert_eq!((args.query.as_str(), args.json), ("-word", true));
        let args = search(&["site.kwic", "--limit", "3", "-\"a phrase\""]);
        assert_eq!((args.query.as_str(), args.limit), ("-\"a phrase\"", 3));
    }

    #[test]
    fn options_stand_before_or_after_the_query() {
        assert!(search(&["--json", "site.kwic", "word"]).json);
        assert!(search(&["site.kwic", "--json", "word"]).json);
        assert!(search(&["site.kwic", "word", "--json"]).json);
    }

    #[test]
    fn an_empty_query_is_a_query() {
        assert_eq!(search(&["site.kwic", ""]).query, "");
    }
}
