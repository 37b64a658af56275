//! Whole numbers in digits. The formatter of the standard library is many times as large as this,
//! and the engine writes no numbers but dates, years and those of error messages.

/// The digits of a number, with zeros before them where there are fewer than `least`.
pub fn decimal(number: usize, least: usize) -> String {
    let mut out = String::new();
    push_decimal(&mut out, number, least);
    out
}

/// Appends what [`decimal`] gives.
pub fn push_decimal(out: &mut String, number: usize, least: usize) {
    if number >= 10 || least > 1 {
        push_decimal(out, number / 10, least.saturating_sub(1));
    }
    out.push((b'0' + (number % 10) as u8) as char);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_the_standard_library_writes_them() {
        for number in [0, 7, 10, 99, 100, 2024, usize::MAX] {
            assert_eq!(decimal(number, 0), number.to_string());
            assert_eq!(decimal(number, 4), format!("{number:04}"));
        }
    }
}
