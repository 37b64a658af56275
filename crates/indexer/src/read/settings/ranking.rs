//! The settings by which articles are ranked, and the numbers that they may be.

use std::ops::RangeInclusive;

use kwic_core::format::settings::{Recency, Settings};
use toml::Spanned;

use super::file::{Dates, Weights};
use super::text::SettingsText;
use crate::{BuildError, Place};

const WEIGHT: RangeInclusive<f64> = 0.0..=100.0;
const HALF_LIFE: RangeInclusive<f64> = 1.0..=36_500.0;
const BOOST: RangeInclusive<f64> = 0.0..=100.0;
/// The boost of a file that only gives a half-life.
const USUAL_BOOST: f32 = 0.2;

pub(super) fn ranking(
    file: SettingsText<'_>,
    weights: &Weights,
    recency: &Dates,
) -> Result<Settings, BuildError> {
    let number = |key, number: &Option<Spanned<f64>>, range| {
        let Some(number) = number else { return Ok(None) };
        let at = || Some(file.place(number.span().start));
        check(key, *number.get_ref(), range, at).map(|()| Some(*number.get_ref() as f32))
    };
    let mut settings = Settings::default();
    let given = [
        ("title", &weights.title),
        ("headings", &weights.headings),
        ("body", &weights.body),
        ("aside", &weights.aside),
    ];
    for ((key, given), weight) in given.into_iter().zip(&mut settings.weights) {
        *weight = number(key, given, WEIGHT)?.unwrap_or(*weight);
    }
    let boost = number("boost", &recency.boost, BOOST)?;
    if let Some(half_life) = number("half-life", &recency.half_life, HALF_LIFE)? {
        let boost = boost.unwrap_or(USUAL_BOOST);
        settings.recency = Some(Recency { half_life: half_life.round() as u32, boost });
    } else if let Some(boost) = &recency.boost {
        let (at, mend) =
            (boost.span().start, "write the days beside it, such as `half-life = 365`");
        return Err(file.broken(at, "`boost` needs a `half-life`", mend));
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

pub(super) fn check(
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
