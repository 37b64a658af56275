//! What can be typed after `kwic doctor`.

use std::path::PathBuf;

/// Check the search of a finished site, and say what to mend
///
/// SITE is the folder of a site with a search in it, or the address of a page that has the box. Of a folder all
/// pages are read, and all files of the search: whether those that pages name are there and of one build, whether
/// hashes and compressed copies agree with them, whether policies of pages let them run, and whether hits lead to
/// pages. On a host, moreover, how files come: their status, type, compression, caching and origin; of the pages
/// only some are asked for.
///
/// Prints each fault with its place, why it matters, and the mend. An error means that the search does not work for
/// some reader, a warning that it is slower than it could be, or breaks when something changes. Exit code 1 where
/// there are errors. Nothing is changed, and a host is asked for some hundred files at most.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  kwic doctor public                          before it is uploaded
  kwic doctor public --base /project/         which will be https://example.org/project/
  kwic doctor https://example.org/            and behind that
  kwic doctor https://example.org/ --json | jq -r '.findings[] | select(.level == \"error\").what'")]
pub(crate) struct DoctorArgs {
    /// The folder, or the url
    #[arg(value_name = "SITE")]
    pub(crate) site: String,
    /// Where the folder will be on its host
    #[arg(long, value_name = "PATH", default_value = "/")]
    pub(crate) base: String,
    /// How long to wait for each answer of a host; for all together ten times as long
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..=600))]
    pub(crate) timeout: u64,
    /// Trust the certificates in FILE (PEM) and no others, for hosts with an authority of their own
    #[arg(long, value_name = "FILE")]
    pub(crate) cacert: Option<PathBuf>,
    /// Print one JSON object: site, errors, warnings, findings (level, check, places, more,
    /// what, why, mend), ok
    #[arg(long)]
    pub(crate) json: bool,
}
