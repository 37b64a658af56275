//! The keys of a file of settings, and what is said of one that is none of them.

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::text::SettingsText;
use crate::BuildError;

/// A key of a file of settings. The page of the guide on settings says what each means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    /// The table that it stands in, without brackets.
    pub table: &'static str,
    /// Its name.
    pub key: &'static str,
    /// A line that sets it.
    pub example: &'static str,
}

const fn setting(table: &'static str, key: &'static str, example: &'static str) -> Setting {
    Setting { table, key, example }
}

/// All keys, table by table.
pub const SETTINGS: &[Setting] = &[
    setting("site", "generator", "generator = \"hugo\""),
    setting("input", "include", "include = [\"docs/**\"]"),
    setting("input", "exclude", "exclude = [\"tags/**\"]"),
    setting("url", "base", "base = \"/docs/\""),
    setting("url", "strip-prefix", "strip-prefix = \"content/\""),
    setting("url", "html", "html = \"strip\""),
    setting("url", "index", "index = \"strip\""),
    setting("url", "slash", "slash = \"keep\""),
    setting("text", "stop-phrases", "stop-phrases = [\"Edit this page on GitHub\"]"),
    setting("text", "comments", "comments = true"),
    setting("languages", "default", "default = \"en\""),
    setting("languages", "among", "among = [\"en\", \"de\"]"),
    setting("weights", "title", "title = 6.0"),
    setting("weights", "headings", "headings = 1.5"),
    setting("weights", "body", "body = 1.0"),
    setting("weights", "aside", "aside = 0.1"),
    setting("recency", "half-life", "half-life = 365"),
    setting("recency", "boost", "boost = 0.2"),
    setting("synonyms", "two-way", "two-way = [[\"js\", \"javascript\"]]"),
    setting("synonyms", "one-way", "one-way = { car = [\"estate car\", \"van\"] }"),
    setting("filters", "keys", "keys = [\"version\"]"),
    setting("filters", "labels", "labels = { version = \"Version\" }"),
    setting("box", "filters", "filters = [\"lang\", \"tag\"]"),
    setting("box", "sort", "sort = true"),
    setting("box", "limit", "limit = 10"),
    setting("box", "length", "length = 200"),
    setting("check", "golden", "golden = [\"golden.tsv\"]"),
    setting("check", "index-bytes", "index-bytes = 300_000"),
    setting("check", "bundle-bytes", "bundle-bytes = 400_000"),
];

/// Names that are this much alike, by Jaro and Winkler, may be one with a slip.
const ALIKE: f64 = 0.8;

/// The one of `names` that was probably meant.
pub(crate) fn near<'n>(name: &str, names: &[&'n str]) -> Option<&'n str> {
    let name = name.to_lowercase();
    let likeness = |known: &&&str| strsim::jaro_winkler(&name, known);
    let best = names.iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)))?;
    (likeness(&best) >= ALIKE).then_some(*best)
}

/// Names in backquotes, with commas between.
pub(super) fn listed(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// What to do about a name that is none of `names`.
pub(super) fn mend(name: &str, names: &[&str]) -> String {
    let meant = near(name, names).map(|meant| format!("did you mean `{meant}`? "));
    format!("{}There are {}", meant.unwrap_or_default(), listed(names))
}

fn tables() -> Vec<&'static str> {
    let mut tables: Vec<&str> = SETTINGS.iter().map(|setting| setting.table).collect();
    tables.dedup();
    tables
}

fn keys_of(table: &str) -> Vec<&'static str> {
    SETTINGS.iter().filter(|setting| setting.table == table).map(|setting| setting.key).collect()
}

/// Refuses what is no key.
pub(super) fn check(file: SettingsText<'_>) -> Result<(), BuildError> {
    let root = DeTable::parse(file.text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        file.broken(at, error.message(), &mend_at(file, at))
    })?;
    for (table, content) in root.get_ref() {
        let name = table.get_ref();
        let keys = keys_of(name);
        if keys.is_empty() {
            return Err(unknown_table(file, table));
        }
        let DeValue::Table(content) = content.get_ref() else {
            let example = SETTINGS.iter().find(|setting| *setting.table == **name);
            let example = example.map_or("", |setting| setting.example);
            let detail = format!("`{name}` is no key but a table of keys");
            let mend =
                format!("write `[{name}]` on a line, and below it, for example, `{example}`");
            return Err(file.broken(table.span().start, &detail, &mend));
        };
        if let Some(key) = content.keys().find(|key| !keys.contains(&&**key.get_ref())) {
            return Err(unknown_key(file, name, key));
        }
    }
    Ok(())
}

fn unknown_table(file: SettingsText<'_>, table: &Spanned<DeString<'_>>) -> BuildError {
    let name = table.get_ref();
    let elsewhere: Vec<&str> = SETTINGS
        .iter()
        .filter(|setting| *setting.key == **name)
        .map(|setting| setting.table)
        .collect();
    let detail = format!("there is no `[{name}]`");
    let mend = match elsewhere.first() {
        Some(right) => format!("`{name}` stands below a line `[{right}]`"),
        None => mend(name, &tables()),
    };
    file.broken(table.span().start, &detail, &mend)
}

fn unknown_key(file: SettingsText<'_>, table: &str, key: &Spanned<DeString<'_>>) -> BuildError {
    let name = key.get_ref();
    let detail = format!("there is no `{name}` under `[{table}]`");
    let elsewhere = SETTINGS.iter().find(|setting| *setting.key == **name);
    let mend = match elsewhere {
        Some(right) => format!("`{name}` stands below a line `[{}]`", right.table),
        None => mend(name, &keys_of(table)),
    };
    file.broken(key.span().start, &detail, &mend)
}

/// What to write where a parser found something else, at the byte `at`.
pub(super) fn mend_at(file: SettingsText<'_>, at: usize) -> String {
    let (root, _) = DeTable::parse_recoverable(file.text);
    let mut found = None;
    for (table, content) in root.get_ref() {
        let DeValue::Table(keys) = content.get_ref() else { continue };
        for (key, value) in keys {
            if (key.span().start..=value.span().end).contains(&at) {
                let is_it = |setting: &&Setting| {
                    *setting.table == **table.get_ref() && *setting.key == **key.get_ref()
                };
                found = SETTINGS.iter().find(is_it);
            }
        }
    }
    match found {
        Some(Setting { table, example, .. }) => {
            format!("write it as in `{example}` below `[{table}]`")
        }
        None => {
            "write a table and a key below it, such as `[weights]` and `title = 6.0`".to_owned()
        }
    }
}
