//! The inflections section: rules by which a word that no article has finds its relatives. They say how words of
//! one stem differ at their ends, the most frequent rule first.
//!
//! Each rule is two strings: the ending of a word, and the ending of another word of the same stem.

use super::varint::{Cursor, push_str};

/// Appends rules.
pub fn write<'s>(out: &mut Vec<u8>, rules: impl Iterator<Item = (&'s str, &'s str)>) {
    for (from, to) in rules {
        push_str(out, from);
        push_str(out, to);
    }
}

/// Reads the section, rule by rule.
pub fn read(bytes: &[u8]) -> impl Iterator<Item = (&str, &str)> {
    let mut cursor = Cursor::new(bytes);
    std::iter::from_fn(move || (!cursor.is_done()).then(|| (cursor.str(), cursor.str())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn rules_come_back(rules: Vec<(String, String)>) {
            let mut bytes = Vec::new();
            write(&mut bytes, rules.iter().map(|(from, to)| (from.as_str(), to.as_str())));
            let read_back: Vec<(String, String)> =
                read(&bytes).map(|(from, to)| (from.to_string(), to.to_string())).collect();
            prop_assert_eq!(read_back, rules);
        }
    }
}
