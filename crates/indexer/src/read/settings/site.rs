//! All that a file of settings says, checked.

use std::path::{Path, PathBuf};

use kwic_core::format::settings::Settings;
use toml::Spanned;

use super::file::{CheckTable, FilterTable, LanguageTable, SettingsFile};
use super::files::Files;
use super::keys::{self, mend_at};
use super::ranking::{check, ranking};
use super::search_box::SearchBox;
use super::synonyms::{Synonym, synonyms};
use super::text::SettingsText;
use super::url_rule::UrlRule;
use crate::BuildError;
use crate::infer::language::{self, Languages};
use crate::read::generator::Generator;
use crate::read::link;
use crate::read::own_filters::{OwnFilters, clash};
use crate::read::slug::SlugRule;

/// See the [module](self).
#[derive(Debug, Default)]
pub(crate) struct SiteSettings {
    pub(crate) generator: Option<Generator>,
    pub(crate) files: Files,
    pub(crate) urls: UrlRule,
    pub(crate) stop_phrases: Vec<String>,
    /// Whether comments of readers are text.
    pub(crate) comments: bool,
    pub(crate) filters: OwnFilters,
    pub(crate) languages: Languages,
    pub(crate) ranking: Settings,
    pub(crate) synonyms: Vec<Synonym>,
    pub(crate) search_box: SearchBox,
    pub(crate) checks: Checks,
}

impl SiteSettings {
    /// How headings of Markdown get their ids.
    pub(crate) fn slugs(&self) -> SlugRule {
        self.generator.map(|generator| generator.slugs).unwrap_or_default()
    }

    /// The url of an article that says none, by the path of its file below the input.
    pub(crate) fn url_of(&self, relative: &Path) -> String {
        self.urls.of_article(link::of_file(relative))
    }
}

/// What a build must fulfil, or else fail.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checks {
    /// Lists of queries and of the articles that they must find.
    pub golden: Vec<PathBuf>,
    /// Bytes of the index after brotli, at most.
    pub index_bytes: Option<u64>,
    /// Bytes after brotli of what a reader loads: the engine with the index inside and its wrapper, at most.
    pub bundle_bytes: Option<u64>,
}

/// Reads settings from the text of their file.
pub(crate) fn read(text: &str, path: &Path) -> Result<SiteSettings, BuildError> {
    let file = SettingsText { text, path };
    keys::check(file)?;
    let table: SettingsFile = toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        file.broken(at, error.message(), &mend_at(file, at))
    })?;
    let checks = checks(file, &table.check)?;
    let filters = filters(file, table.filters)?;
    let mut files = Files::new(file, &table.input.include, &table.input.exclude)?;
    files.others.clone_from(&checks.golden);
    Ok(SiteSettings {
        generator: table.site.generator.map(|name| generator(file, &name)).transpose()?,
        files,
        urls: UrlRule::new(file, &table.url)?,
        stop_phrases: table.text.stop_phrases.into_iter().map(Spanned::into_inner).collect(),
        languages: languages(file, &table.languages)?,
        ranking: ranking(file, &table.weights, &table.recency)?,
        synonyms: synonyms(file, &table.synonyms)?,
        comments: table.text.comments,
        search_box: SearchBox::new(file, table.search_box, &filters)?,
        filters,
        checks,
    })
}

fn filters(file: SettingsText<'_>, table: FilterTable) -> Result<OwnFilters, BuildError> {
    // These part names and labels in the attribute of the box.
    let checked = |text: Spanned<String>| match text.get_ref().trim() {
        right if !right.is_empty() && !right.contains([',', '=']) => Ok(right.to_owned()),
        _ => {
            let detail = format!("{:?} cannot be told from others in a list", text.get_ref());
            let mend = "write a name or a label without `,` and `=`";
            Err(file.broken(text.span().start, &detail, mend))
        }
    };
    let label = |(name, label)| Ok((checked(name)?, checked(label)?));
    let key = |text: Spanned<String>| {
        let start = text.span().start;
        let name = checked(text)?;
        match clash(&name) {
            Some((why, mend)) => {
                Err(file.broken(start, &format!("a filter cannot be called {name:?}: {why}"), mend))
            }
            None => Ok(name),
        }
    };
    Ok(OwnFilters {
        keys: table.keys.into_iter().map(key).collect::<Result<_, _>>()?,
        labels: table.labels.into_iter().map(label).collect::<Result<_, BuildError>>()?,
    })
}

fn generator(file: SettingsText<'_>, name: &Spanned<String>) -> Result<Generator, BuildError> {
    Generator::named(name.get_ref()).ok_or_else(|| {
        let detail = format!("{:?} is no generator that is known", name.get_ref());
        let names: Vec<&str> = Generator::names().collect();
        file.broken(name.span().start, &detail, &keys::mend(name.get_ref(), &names))
    })
}

fn languages(file: SettingsText<'_>, table: &LanguageTable) -> Result<Languages, BuildError> {
    let code = |text: &Spanned<String>| {
        language::primary_subtag(text.get_ref()).ok_or_else(|| {
            let detail = format!("{:?} is no code of a language", text.get_ref());
            file.broken(text.span().start, &detail, "write one such as `en`, `vi` or `pt`")
        })
    };
    let inferred = |text: &Spanned<String>| {
        let code = code(text)?;
        if language::is_known(&code) {
            return Ok(code);
        }
        let detail = format!("{code:?} is no language that can be told by its letters and words");
        let mend = "leave it out, and give its pages a `lang`";
        Err(file.broken(text.span().start, &detail, mend))
    };
    Ok(Languages {
        default: table.default.as_ref().map(code).transpose()?,
        among: table.among.iter().map(inferred).collect::<Result<_, _>>()?,
    })
}

fn checks(file: SettingsText<'_>, table: &CheckTable) -> Result<Checks, BuildError> {
    let bytes = |key, number: &Option<Spanned<i64>>| {
        let Some(number) = number else { return Ok(None) };
        let at = || Some(file.place(number.span().start));
        check(key, *number.get_ref() as f64, 1.0..=f64::from(u32::MAX), at)?;
        Ok::<_, BuildError>(u64::try_from(*number.get_ref()).ok())
    };
    let folder = file.path.parent().unwrap_or(Path::new(""));
    let list = |name: &Spanned<String>| {
        let path = folder.join(name.get_ref());
        if path.is_file() {
            return Ok(path);
        }
        let detail = format!("there is no file {}", path.display());
        let mend = "write the path of a list of queries, from the folder of this file";
        Err(file.broken(name.span().start, &detail, mend))
    };
    Ok(Checks {
        golden: table.golden.iter().map(list).collect::<Result<_, _>>()?,
        index_bytes: bytes("index-bytes", &table.index_bytes)?,
        bundle_bytes: bytes("bundle-bytes", &table.bundle_bytes)?,
    })
}
