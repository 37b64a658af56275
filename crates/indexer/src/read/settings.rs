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
//! ```

use std::ops::RangeInclusive;
use std::path::Path;

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

/// Reads settings from the text of their file.
pub(crate) fn read(text: &str, path: &Path) -> Result<Settings, BuildError> {
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
    Ok(settings)
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
