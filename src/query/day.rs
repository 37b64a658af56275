//! Days, by which articles are filtered and sorted.

/// A day of the calendar; later days are greater.
///
/// ```ignore-wasm32
/// use kwic::{Day, SearchOptions};
///
/// let after = Day::parse("2024-06-15");
/// assert!(after.is_some());
/// let options = SearchOptions { after, ..SearchOptions::default() };
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    pub(crate) year: u16,
    pub(crate) month: u8,
    pub(crate) day: u8,
}

impl Day {
    /// The day of `2024-06-15`, or the first one of `2024-06` or `2024`; `None` for any other form
    /// and for days that do not exist.
    ///
    /// ```ignore-wasm32
    /// use kwic::Day;
    ///
    /// assert_eq!(Day::parse("2024-06"), Day::parse("2024-06-01"));
    /// assert!(Day::parse("2024-06") > Day::parse("2023"));
    /// assert_eq!(Day::parse("2023-02-29"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Day> {
        let mut numbers = [0, 1, 1];
        let mut parts = text.as_bytes().split(|&byte| byte == b'-');
        for (number, max_digits) in numbers.iter_mut().zip([4, 2, 2]) {
            let Some(digits) = parts.next() else { break };
            if !(1..=max_digits).contains(&digits.len()) || !digits.iter().all(u8::is_ascii_digit) {
                return None;
            }
            *number = digits.iter().fold(0, |number, digit| number * 10 + u16::from(digit - b'0'));
        }
        let [year, month, day] = numbers;
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            2 => 28 + u16::from(leap),
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        let valid = parts.next().is_none() && year >= 1000 && (1..=days).contains(&day);
        valid.then_some(Day { year, month: month as u8, day: day as u8 })
    }

    /// Its number among all days; the days of a year are counted from March, so that a leap day is
    /// the last of them.
    pub(crate) fn number(self) -> i32 {
        let (year, month) = (i32::from(self.year), i32::from(self.month));
        let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        let leap_days = year / 4 - year / 100 + year / 400;
        year * 365 + leap_days + (153 * month + 2) / 5 + i32::from(self.day)
    }
}
