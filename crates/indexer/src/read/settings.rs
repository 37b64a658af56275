//! The file `kwic.toml` in the folder of articles: how their author wants them ranked.
//!
//! ```toml
//! [weights]        # how much a word counts by where it stands, from 0 to 100
//! title = 6.0
//! headings = 1.5
//! body = 1.0
//! aside = 0.1
//!
//! [recency]        # newer articles first, all else being equal
//! half-life = 365  # days after which the boost is half as large
//! boost = 0.2      # the score of the newest article is multiplied by 1.2
//!
//! [input]          # paths below the input folder, in which `*` stands for a name and `**` for folders
//! include = ["docs/**"]
//! exclude = ["**/print.html", "tags/**"]
//! ```

use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use kwic_core::format::settings::{Recency, Settings};
use serde::Deserialize;
use toml::Spanned;

use crate::{BuildError, Place};

/// The name of the file.
pub(crate) const FILE: &str = "kwic.toml";

const WEIGHT: RangeInclusive<f64> = 0.0..=100.0;
const HALF_LIFE: RangeInclusive<f64> = 1.0..=36_500.0;
const BOOST: RangeInclusive<f64> = 0.0..=100.0;
/// The boost of a file that only gives a half-life.
const USUAL_BOOST: f32 = 0.2;

type Number = Option<Spanned<f64>>;

#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
struct SettingsFile {
    weights: Weights,
    recency: Dates,
    input: Input,
}

#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
struct Input {
    include: Vec<Spanned<String>>,
    exclude: Vec<Spanned<String>>,
}

#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
struct Weights {
    title: Number,
    headings: Number,
    body: Number,
    aside: Number,
}

#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Dates {
    half_life: Number,
    boost: Number,
}

/// What a file of settings says.
#[derive(Debug, Default)]
pub(crate) struct SiteSettings {
    pub(crate) ranking: Settings,
    pub(crate) files: Files,
}

/// Which files of an input are read.
#[derive(Debug, Default)]
pub(crate) struct Files {
    /// None: all.
    include: Option<GlobSet>,
    exclude: Option<GlobSet>,
}

impl Files {
    /// True for a file, by its path below the input folder, that is to be read.
    pub(crate) fn take(&self, relative: &Path) -> bool {
        self.include.as_ref().is_none_or(|include| include.is_match(relative))
            && !self.exclude.as_ref().is_some_and(|exclude| exclude.is_match(relative))
    }
}

/// The file of settings of an input: in its folder, or the nearest above that.
pub fn find(input: &Path) -> Option<PathBuf> {
    let folder = if input.is_dir() { Some(input) } else { input.parent() };
    let own = folder.map(|folder| folder.join(FILE)).filter(|file| file.is_file());
    own.or_else(|| {
        // Without `..`, which would lead through folders that the input is not in.
        let whole = std::fs::canonicalize(input).ok()?;
        whole.ancestors().skip(1).map(|folder| folder.join(FILE)).find(|file| file.is_file())
    })
}

/// True for two names of one file.
pub(crate) fn is_same(a: &Path, b: &Path) -> bool {
    a == b
        || std::fs::canonicalize(a)
            .ok()
            .zip(std::fs::canonicalize(b).ok())
            .is_some_and(|(a, b)| a == b)
}

/// Reads settings from the text of their file.
pub(crate) fn read(text: &str, path: &Path) -> Result<SiteSettings, BuildError> {
    let place = |at: usize| {
        let before = text.get(..at).unwrap_or(text);
        Place::line(path, before.matches('\n').count() + 1)
    };
    let broken = |at, detail: &str| BuildError::BrokenSettings {
        place: place(at),
        detail: crate::infer::spacing::collapsed(detail),
    };
    let file: SettingsFile = toml::from_str(text)
        .map_err(|error| broken(error.span().map_or(0, |span| span.start), error.message()))?;
    let number = |key, number: &Number, range| {
        let Some(number) = number else { return Ok(None) };
        let at = || Some(place(number.span().start));
        check(key, *number.get_ref(), range, at).map(|()| Some(*number.get_ref() as f32))
    };
    let mut settings = Settings::default();
    let weights = [
        ("title", &file.weights.title),
        ("headings", &file.weights.headings),
        ("body", &file.weights.body),
        ("aside", &file.weights.aside),
    ];
    for ((key, given), weight) in weights.into_iter().zip(&mut settings.weights) {
        *weight = number(key, given, WEIGHT)?.unwrap_or(*weight);
    }
    let boost = number("boost", &file.recency.boost, BOOST)?;
    if let Some(half_life) = number("half-life", &file.recency.half_life, HALF_LIFE)? {
        let boost = boost.unwrap_or(USUAL_BOOST);
        settings.recency = Some(Recency { half_life: half_life.round() as u32, boost });
    } else if let Some(boost) = &file.recency.boost {
        return Err(broken(boost.span().start, "`boost` needs a `half-life` beside it"));
    }
    let globs = |patterns: &[Spanned<String>]| {
        if patterns.is_empty() {
            return Ok(None);
        }
        let mut set = GlobSetBuilder::new();
        for pattern in patterns {
            let wrong = |error: globset::Error| {
                let detail =
                    format!("{:?} is no pattern of paths: {}", pattern.get_ref(), error.kind());
                broken(pattern.span().start, &detail)
            };
            set.add(
                GlobBuilder::new(pattern.get_ref())
                    .literal_separator(true)
                    .build()
                    .map_err(wrong)?,
            );
        }
        set.build().map(Some).map_err(|error| broken(0, &error.to_string()))
    };
    let files =
        Files { include: globs(&file.input.include)?, exclude: globs(&file.input.exclude)? };
    Ok(SiteSettings { ranking: settings, files })
}

/// Refuses settings that no index can hold.
pub(crate) fn check_all(settings: &Settings) -> Result<(), BuildError> {
    for (key, weight) in ["title", "headings", "body", "aside"].into_iter().zip(settings.weights) {
        check(key, weight.into(), WEIGHT, || None)?;
    }
    if let Some(recency) = settings.recency {
        check("half-life", recency.half_life.into(), HALF_LIFE, || None)?;
        check("boost", recency.boost.into(), BOOST, || None)?;
    }
    Ok(())
}

fn check(
    key: &'static str,
    value: f64,
    range: RangeInclusive<f64>,
    place: impl Fn() -> Option<Place>,
) -> Result<(), BuildError> {
    // No range holds what is not a number.
    if range.contains(&value) {
        return Ok(());
    }
    Err(BuildError::SettingOutOfRange { place: place(), key, value, range })
}
