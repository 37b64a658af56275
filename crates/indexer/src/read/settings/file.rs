//! The file of settings as its parser gives it. [`keys`](super::keys) has refused what is no key.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

type Text = Option<Spanned<String>>;
type Texts = Vec<Spanned<String>>;
type Number = Option<Spanned<f64>>;
type Whole = Option<Spanned<i64>>;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct SettingsFile {
    pub(super) site: Site,
    pub(super) input: Input,
    pub(super) url: Urls,
    pub(super) text: TextTable,
    pub(super) languages: LanguageTable,
    pub(super) weights: Weights,
    pub(super) recency: Dates,
    pub(super) synonyms: SynonymTable,
    pub(super) filters: FilterTable,
    #[serde(rename = "box")]
    pub(super) search_box: BoxTable,
    pub(super) check: CheckTable,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Site {
    pub(super) generator: Text,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Input {
    pub(super) include: Texts,
    pub(super) exclude: Texts,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "kebab-case")]
pub(super) struct Urls {
    pub(super) base: Text,
    pub(super) strip_prefix: Text,
    pub(super) html: Text,
    pub(super) index: Text,
    pub(super) slash: Text,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "kebab-case")]
pub(super) struct TextTable {
    pub(super) stop_phrases: Texts,
    pub(super) comments: bool,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct LanguageTable {
    pub(super) default: Text,
    pub(super) among: Texts,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Weights {
    pub(super) title: Number,
    pub(super) headings: Number,
    pub(super) body: Number,
    pub(super) aside: Number,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "kebab-case")]
pub(super) struct Dates {
    pub(super) half_life: Number,
    pub(super) boost: Number,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "kebab-case")]
pub(super) struct SynonymTable {
    pub(super) two_way: Vec<Texts>,
    pub(super) one_way: BTreeMap<Spanned<String>, Texts>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct FilterTable {
    pub(super) keys: Texts,
    pub(super) labels: BTreeMap<Spanned<String>, Spanned<String>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct BoxTable {
    pub(super) filters: Option<Texts>,
    pub(super) sort: Option<bool>,
    pub(super) limit: Whole,
    pub(super) length: Whole,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "kebab-case")]
pub(super) struct CheckTable {
    pub(super) golden: Texts,
    pub(super) index_bytes: Whole,
    pub(super) bundle_bytes: Whole,
}
