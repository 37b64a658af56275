//! Dates as authors write them, reduced to the day.

use jiff::civil::{Date, DateTime};
use jiff::fmt::strtime;

/// The day of a date or of a time stamp, as `YYYY-MM-DD`: the day on the author's own clock, whatever
/// the offset. Dates begin with the year, because `01/02/2025` is two days to two readers; `2025/1/13`
/// is as clear as `2025-01-13`. `None` for any other form and for days that do not exist.
pub(crate) fn day_of(written: &str) -> Option<String> {
    let written = written.trim();
    if let Some(day) = loose_day(written) {
        return Some(day);
    }
    let day = written.get(..10)?;
    if !is_iso_day(day) {
        return None;
    }
    let date: Date = day.parse().ok()?;
    if written.len() > 10 && !is_time_stamp(written) {
        return None;
    }
    Some(date.to_string())
}

/// Year, month and day parted by `/` or `-`, without the zeros that ISO asks for.
fn loose_day(written: &str) -> Option<String> {
    let parts: Vec<&str> = written.split(if written.contains('/') { '/' } else { '-' }).collect();
    let &[year, month, day] = parts.as_slice() else { return None };
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let fits = year.len() == 4 && (1..=2).contains(&month.len()) && (1..=2).contains(&day.len());
    if !fits || ![year, month, day].into_iter().all(is_number) {
        return None;
    }
    let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    Some(date.to_string())
}

/// `YYYY-MM-DD` in ASCII digits; the calendar is not looked at.
fn is_iso_day(day: &str) -> bool {
    day.len() == 10
        && day.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

/// RFC 3339, and the spaced forms that YAML and Jekyll use.
fn is_time_stamp(written: &str) -> bool {
    written.parse::<jiff::Timestamp>().is_ok()
        || written.parse::<DateTime>().is_ok()
        || ["%Y-%m-%d %H:%M:%S %z", "%Y-%m-%d %H:%M %z"]
            .iter()
            .any(|form| strtime::parse(form, written).is_ok())
}

#[cfg(test)]
mod tests {
    use super::day_of;

    #[test]
    fn a_time_stamp_gives_the_day_on_the_clock_of_its_author() {
        for written in [
            "2025-01-13",
            " 2025-01-13 ",
            "2025-1-13",
            "2025/01/13",
            "2025-01-13T23:59:59Z",
            "2025-01-13T01:30:00+07:00",
            "2025-01-13t01:30:00.25-08:00",
            "2025-01-13T08:00",
            "2025-01-13 08:00:00",
            "2025-01-13 08:00:00 +0700",
            "2025-01-13 08:00 +0700",
        ] {
            assert_eq!(day_of(written).as_deref(), Some("2025-01-13"), "{written}");
        }
    }

    #[test]
    fn what_is_no_day_gives_no_date() {
        for written in [
            "",
            "2025",
            "2025-01",
            "13.01.2025",
            "01/13/2025",
            "2025-02-30",
            "2025-13-01",
            "2025/13/1",
            "25/1/13",
            "2025/01-13",
            "2025//13",
            "2025-01-13x",
            "2025-01-13 or so",
            "２０２５-01-13",
            "yesterday",
        ] {
            assert_eq!(day_of(written), None, "{written}");
        }
    }

    #[test]
    fn the_twenty_ninth_of_february_exists_in_leap_years_alone() {
        assert_eq!(day_of("2024-02-29").as_deref(), Some("2024-02-29"));
        assert_eq!(day_of("2023-02-29"), None);
    }
}
