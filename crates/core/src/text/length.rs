//! How long a text is. The standard library counts long texts faster, by code that is larger than words
//! are worth.

/// The characters of a word.
pub fn length(word: &str) -> usize {
    word.bytes().filter(|byte| !(0x80..0xc0).contains(byte)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_character_is_counted_once(word in "\\PC{0,20}") {
            prop_assert_eq!(length(&word), word.chars().count());
        }
    }
}
