//! The synonyms section: the terms that are found besides by words of a query.
//!
//! One entry after the other, each the folded words of a query with a space between, as a string, and what is found besides:
//! for each word of it the ordinals of its terms, each plus 1, and a 0; and behind the last word another 0.

use super::varint::{Cursor, push, push_str};

/// Appends an entry. A word without terms is none.
pub fn write(out: &mut Vec<u8>, typed: &str, words: &[Vec<u32>]) {
    push_str(out, typed);
    for terms in words.iter().filter(|terms| !terms.is_empty()) {
        terms.iter().for_each(|&term| push(out, term + 1));
        push(out, 0);
    }
    push(out, 0);
}

/// Calls `each` with every entry with whose words these begin, each with a space behind: how many words it has, and the
/// terms of each word that is found besides.
pub fn beginning(bytes: &[u8], typed: &str, each: &mut dyn FnMut(usize, Vec<Vec<u32>>)) {
    let mut cursor = Cursor::new(bytes);
    while !cursor.is_done() {
        let own = cursor.str();
        let mut words: Vec<Vec<u32>> = Vec::new();
        let mut terms = Vec::new();
        loop {
            match cursor.varint() {
                0 if terms.is_empty() => break,
                0 => words.push(std::mem::take(&mut terms)),
                term => terms.push(term - 1),
            }
        }
        // Words are whole: `a b` begins with `a`, and `ab` does not.
        if typed.strip_prefix(own).is_some_and(|rest| rest.starts_with(' ')) {
            each(own.matches(' ').count() + 1, words);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(bytes: &[u8], typed: &str) -> Vec<(usize, Vec<Vec<u32>>)> {
        let mut all = Vec::new();
        beginning(bytes, typed, &mut |count, words| all.push((count, words)));
        all
    }

    #[test]
    fn entries_are_found_by_whole_words() {
        let mut bytes = Vec::new();
        write(&mut bytes, "big apple", &[vec![3], vec![], vec![0, 200]]);
        write(&mut bytes, "big", &[vec![7]]);
        let (city, large) = ((2, vec![vec![3], vec![0, 200]]), (1, vec![vec![7]]));
        assert_eq!(found(&bytes, "big apple pie "), [city.clone(), large.clone()]);
        assert_eq!(found(&bytes, "big apple "), [city, large.clone()]);
        let large = [large];
        assert_eq!(found(&bytes, "big apples "), large);
        assert_eq!(found(&bytes, "big "), large);
        assert!(found(&bytes, "bigger apple ").is_empty() && found(&bytes, "").is_empty());
        assert!(found(&[], "big ").is_empty());
    }

    proptest! {
        #[test]
        fn any_bytes_are_read(bytes: Vec<u8>) {
            found(&bytes, "a ");
        }
    }
}
