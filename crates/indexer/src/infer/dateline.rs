//! The place and the day that news agencies put before the first sentence.

use crate::infer::calendar;
use crate::infer::spacing::width;

/// Columns that a dateline takes at most, or it is a sentence with a dash in it.
const MAX_DATELINE: usize = 60;

/// The day of a text that begins with `date 2025-01-13` or with the bare day, and what follows it.
/// Only ISO days are taken: `01/02` is two days to two readers.
pub(crate) fn day(text: &str) -> Option<(String, &str)> {
    let text = text.trim_start();
    let bare = match text.get(..4) {
        Some(word) if word.eq_ignore_ascii_case("date") => {
            text.get(4..)?.trim_start_matches(|c: char| c == ':' || c.is_whitespace())
        }
        _ => text,
    };
    let day = calendar::day_of(bare.get(..10)?)?;
    let rest = bare.get(10..)?;
    let parted = rest.chars().next().is_none_or(|next| !next.is_alphanumeric() && next != '-');
    parted.then(|| (day, rest.trim_start_matches([' ', ',', ':', '|'])))
}

/// Takes a text apart at the dash of its dateline: `HUE, May 4 — The bridge` and
/// `HUE (Agency) - The bridge` begin with one. The place is in capitals.
pub(crate) fn split(text: &str) -> Option<(&str, &str)> {
    let (at, dash) = [" — ", " – ", " - ", " -- "]
        .into_iter()
        .filter_map(|dash| Some((text.find(dash)?, dash)))
        .min_by_key(|(at, _)| *at)?;
    let line = text.get(..at)?.trim();
    let rest = text.get(at + dash.len()..)?.trim();
    let place = line.split([',', '(', '/']).next()?.trim();
    let letters = place.chars().filter(|c| c.is_alphabetic()).count();
    let is_place = letters >= 3
        && !place.chars().any(|c| c.is_lowercase() || c.is_numeric() || c == ':')
        && place.chars().any(char::is_uppercase);
    (is_place && !rest.is_empty() && width(line) <= MAX_DATELINE).then_some((line, rest))
}

/// The same for a headline, where capitals before a dash may be its subject: the line has to name a
/// day, a region or an agency as well.
pub(crate) fn split_headline(text: &str) -> Option<(&str, &str)> {
    split(text).filter(|(line, _)| line.contains([',', '(']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_iso_day_at_the_start_is_the_date() {
        assert_eq!(
            day(" date 2025-01-13 HUE — The bridge"),
            Some(("2025-01-13".into(), "HUE — The bridge"))
        );
        assert_eq!(day("Date: 2025-01-13"), Some(("2025-01-13".into(), "")));
        assert_eq!(day("2025-01-13: The bridge"), Some(("2025-01-13".into(), "The bridge")));
    }

    #[test]
    fn any_other_beginning_is_no_date() {
        for text in [
            "",
            "date",
            "date 13/01/2025",
            "dated 2025-01-13",
            "2025-02-30 x",
            "2025-01-13-a",
            "On 2025-01-13",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn a_place_in_capitals_before_a_dash_is_a_dateline() {
        assert_eq!(split("HUẾ — The bridge"), Some(("HUẾ", "The bridge")));
        assert_eq!(
            split("PORT LOUIS, May 4 - The bridge"),
            Some(("PORT LOUIS, May 4", "The bridge"))
        );
        assert_eq!(
            split("HUE (Agency) -- The bridge – old"),
            Some(("HUE (Agency)", "The bridge – old"))
        );
    }

    #[test]
    fn a_dash_in_a_sentence_is_no_dateline() {
        for text in [
            "The bridge — old — stands",
            "COVID-19 - what now",
            "E - the letter",
            "A plan: TWO - steps",
            "HUE -",
        ] {
            assert_eq!(split(text), None, "{text}");
        }
        assert_eq!(split_headline("BREXIT - What happens next"), None);
    }
}
