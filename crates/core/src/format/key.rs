//! The keys of the dictionary. A key holds the two forms of a term: the folded form, by which the term is
//! found, and behind a separator the exact form, by which it is ranked. Where the two are the same, the key
//! is that one form.
//!
//! The separator sorts before every byte of a form, so all terms with one folded form stand together in the
//! dictionary, and the unmarked one is the first of them.

/// Stands between the folded form and the exact form. No form has this byte.
pub const EXACT_SEPARATOR: u8 = 0;

/// Writes the key of a term into `key`, which is emptied first.
pub fn write_key(key: &mut Vec<u8>, folded: &str, exact: &str) {
    key.clear();
    key.extend_from_slice(folded.as_bytes());
    if exact != folded {
        key.push(EXACT_SEPARATOR);
        key.extend_from_slice(exact.as_bytes());
    }
}

/// The folded form and the exact form that a key holds.
pub fn forms(key: &[u8]) -> (&[u8], &[u8]) {
    match key.iter().position(|&byte| byte == EXACT_SEPARATOR) {
        Some(at) => (&key[..at], &key[at + 1..]),
        None => (key, key),
    }
}

/// What every key with this folded form begins with, except the key that is the folded form alone.
pub fn exact_forms_prefix(folded: &str) -> Vec<u8> {
    let mut prefix = folded.as_bytes().to_vec();
    prefix.push(EXACT_SEPARATOR);
    prefix
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn both_forms_come_back(folded in "[a-cа-в]{1,4}", exact in "[a-cа-в\u{301}]{1,4}") {
            let mut key = b"what was there before".to_vec();
            write_key(&mut key, &folded, &exact);
            prop_assert_eq!(forms(&key), (folded.as_bytes(), exact.as_bytes()));
            prop_assert_eq!(key.starts_with(&exact_forms_prefix(&folded)), folded != exact);
        }

        #[test]
        fn keys_of_one_folded_form_stand_together(
            folded in "[a-c]{1,2}",
            exact in "[a-c\u{301}]{1,3}",
            longer in "[a-c]{1,2}",
        ) {
            let key = |folded: &str, exact: &str| {
                let mut key = Vec::new();
                write_key(&mut key, folded, exact);
                key
            };
            let longer = format!("{folded}{longer}");
            prop_assert!(key(&folded, &folded) <= key(&folded, &exact));
            prop_assert!(key(&folded, &exact) < key(&longer, &longer));
        }
    }
}
