//! Dates as pages of the web write them.

use crate::read::web_date;

/// The earliest day of a page.
const FIRST: &str = "1990-01-01";

/// The day of a date in any of the forms that machines write, and some that people do, as `YYYY-MM-DD`.
/// A date before the web is none.
pub(crate) fn day(written: &str) -> Option<String> {
    let written = written.trim();
    let parted = || {
        let is_day = written.len() == 8 && written.bytes().all(|byte| byte.is_ascii_digit());
        is_day.then(|| format!("{}-{}-{}", &written[..4], &written[4..6], &written[6..]))
    };
    let day = web_date::day_of(written).or_else(|| web_date::day_of(&parted()?))?;
    (*day >= *FIRST).then_some(day)
}

/// The day that the folders of a url name, such as `/2026/01/13/`.
pub(crate) fn of_url(url: &str) -> Option<String> {
    let parts: Vec<&str> = url.split(['/', '-']).collect();
    parts.windows(3).find_map(|parts| {
        let [year, month, day_of_month] = parts else { return None };
        let fits = year.len() == 4 && month.len() == 2 && day_of_month.len() == 2;
        fits.then(|| day(&format!("{year}-{month}-{day_of_month}")))?
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forms_of_machines_and_some_of_people() {
        for written in [
            "2025-01-13",
            "2025-01-13T08:00:00Z",
            "2025-01-13T08:00:00+0700",
            "2025-01-13 08:00:00+0700",
            "20250113",
            "Mon, 13 Jan 2025 08:00:00 GMT",
            "Monday, 13 Jan 2025 08:00:00 +0700",
            "January 13, 2025",
            "Jan 13, 2025",
            "13 January 2025",
            "2025-01-13T08:00:00.000+07:00[Asia]",
        ] {
            assert_eq!(day(written).as_deref(), Some("2025-01-13"), "{written}");
        }
        for written in ["", "yesterday", "1970-01-01", "13.01.25", "2025-13-01", "2025"] {
            assert_eq!(day(written), None, "{written}");
        }
    }

    #[test]
    fn a_url_may_name_a_day() {
        assert_eq!(of_url("/news/2026/01/13/hue.html").as_deref(), Some("2026-01-13"));
        assert_eq!(of_url("posts/2026-01-13-hue.html").as_deref(), Some("2026-01-13"));
        assert_eq!(of_url("/v/2026/1/hue.html"), None);
    }
}
