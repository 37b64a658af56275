//! The length of a word in characters. The standard library counts long texts faster, by more code than pays for
//! words.

/// The number of characters of a word.
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
