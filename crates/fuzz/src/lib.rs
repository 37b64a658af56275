//! What Kwic is fuzzed with: for each of its borders that bytes of strangers come to, a function that takes any bytes and
//! panics where a promise is broken, and seeds that come far into the code.
//!
//! `cargo xtask fuzz` searches for such bytes, guided by the code that they reach. The tests of this crate take the seeds, the
//! bytes that were found once, and some thousand changes of both.

mod engine;
mod files;
mod module;
mod text;

/// A border that bytes of strangers come to.
#[derive(Debug, Clone, Copy)]
pub struct Target {
    /// Its name.
    pub name: &'static str,
    /// Panics where these bytes break a promise.
    pub run: fn(&[u8]),
    /// Bytes to begin with.
    pub seeds: fn() -> Vec<Vec<u8>>,
    /// Words that the code looks for.
    pub words: &'static [&'static str],
}

/// All of them.
pub const TARGETS: &[Target] = &[
    Target { name: "index", run: engine::index, seeds: engine::indexes, words: &[] },
    Target { name: "split", run: engine::split, seeds: engine::splits, words: &[] },
    Target { name: "query", run: engine::query, seeds: engine::queries, words: engine::WORDS },
    Target { name: "passage", run: engine::passage, seeds: engine::passages, words: engine::WORDS },
    Target { name: "text", run: text::text, seeds: text::texts, words: text::WORDS },
    Target { name: "html", run: files::html, seeds: files::pages, words: files::HTML_WORDS },
    Target {
        name: "markdown",
        run: files::markdown,
        seeds: files::notes,
        words: files::MARKDOWN_WORDS,
    },
    Target { name: "mdx", run: files::mdx, seeds: files::notes, words: files::MARKDOWN_WORDS },
    Target { name: "json", run: files::json, seeds: files::records, words: files::JSON_WORDS },
    Target {
        name: "csv",
        run: files::csv,
        seeds: files::tables,
        words: &["title", ",", "\"", "\t", ";", "\n"],
    },
    Target { name: "feed", run: files::feed, seeds: files::feeds, words: files::FEED_WORDS },
    Target {
        name: "settings",
        run: files::settings,
        seeds: files::settings_files,
        words: files::SETTING_WORDS,
    },
    Target { name: "module", run: module::module, seeds: module::modules, words: &[] },
];

/// The target with a name.
pub fn target(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}

/// As text, whatever the bytes.
fn text_of(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
