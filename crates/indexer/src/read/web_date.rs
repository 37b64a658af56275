//! Dates as feeds and pages have them: those of mail, and those of every other article.

use crate::infer::calendar;

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The day of a time stamp, as `YYYY-MM-DD`, on the clock of its author. None for what names no day,
/// and for days that do not exist: a feed is read all the same.
pub(crate) fn day_of(written: &str) -> Option<String> {
    let written = written.trim();
    calendar::day_of(written)
        // What stands behind the day may be in any form; the day is clear.
        .or_else(|| calendar::day_of(written.get(..10)?))
        .or_else(|| day_of_mail(written))
}

/// The day of `Mon, 13 Jan 2025 08:00:00 +0700` and of what feeds have instead: no weekday, names of
/// months in full, the month first, years of two digits.
fn day_of_mail(written: &str) -> Option<String> {
    let words = || written.split([' ', ',', '-', '\t', '\n']).filter(|word| !word.is_empty());
    let month = words().find_map(month_of)?;
    let is_number = |word: &&str| word.bytes().all(|byte| byte.is_ascii_digit());
    let mut numbers = words().filter(is_number);
    let day = numbers.next().filter(|day| day.len() <= 2)?;
    let year = match numbers.next()? {
        year if year.len() == 4 => year.to_owned(),
        // As RFC 2822 reads them.
        year if year.len() == 2 => format!("{}{year}", if year < "50" { "20" } else { "19" }),
        _ => return None,
    };
    calendar::day_of(&format!("{year}-{month}-{day}"))
}

fn month_of(word: &str) -> Option<usize> {
    let word = word.trim_end_matches('.').to_ascii_lowercase();
    let begins =
        |month: &str| word.starts_with(month) && word.bytes().all(|b| b.is_ascii_alphabetic());
    MONTHS.iter().position(|month| begins(month)).map(|at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::day_of;

    #[test]
    fn dates_of_mail_and_of_articles_give_the_day_on_the_clock_of_their_author() {
        for written in [
            "Mon, 13 Jan 2025 01:30:00 +0700",
            "Mon, 13 Jan 2025 23:30:00 PST",
            "Thứ hai, 13 Jan 2025 01:30:00 GMT",
            "13 January 2025",
            "Jan 13, 2025",
            "January 13 2025 8:00",
            "13-Jan-2025 08:00",
            "13 Jan 25 08:00 UT",
            "Mon Jan 13 08:00:00 UTC 2025",
            "\n 2025-01-13T01:30:00+07:00 \n",
            "2025-01-13T01:30:00+0700",
            "2025-01-13 24:00:00 EST",
        ] {
            assert_eq!(day_of(written).as_deref(), Some("2025-01-13"), "{written}");
        }
        assert_eq!(day_of("13 Sept. 99").as_deref(), Some("1999-09-13"));
    }

    #[test]
    fn what_names_no_day_gives_none() {
        for written in ["", "2025", "01/13/2025", "30 Feb 2025", "13 2025", "Jan 2025", "Montag"] {
            assert_eq!(day_of(written), None, "{written}");
        }
    }
}
