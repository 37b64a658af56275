//! The keys of the dictionary by their ordinals, in memory: walking down the dictionary for each word of
//! a text would take several times as long.

use alloc::string::String;
use alloc::vec::Vec;

use super::dictionary::Dictionary;
use super::varint::{Cursor, push};

/// Keys in a group; the first of each stands in full.
const GROUP: usize = 16;

/// All keys, each without what it has in common with the one before.
#[derive(Debug, Default)]
pub struct Keys {
    /// For each key how many bytes it has in common, how many follow, and these.
    bytes: Vec<u8>,
    /// Where each group begins.
    starts: Vec<u32>,
    count: usize,
}

impl Keys {
    /// The first keys of a dictionary, at most so many.
    pub fn read(dictionary: &Dictionary<'_>, most: usize) -> Keys {
        let mut keys = Keys::default();
        if most == 0 {
            return keys;
        }
        let mut before: Vec<u8> = Vec::new();
        dictionary.starting_with(&[], &mut |key, _| {
            let mut common = 0;
            if keys.count.is_multiple_of(GROUP) {
                keys.starts.push(keys.bytes.len() as u32);
            } else {
                common = key.iter().zip(&before).take_while(|(a, b)| a == b).count();
            }
            let rest = key.get(common..).unwrap_or_default();
            push(&mut keys.bytes, common as u32);
            push(&mut keys.bytes, rest.len() as u32);
            keys.bytes.extend_from_slice(rest);
            before.truncate(common);
            before.extend_from_slice(rest);
            keys.count += 1;
            keys.count < most
        });
        keys
    }

    /// Writes a key into `key`, which is emptied first; false when there is none of this ordinal.
    pub fn write(&self, ordinal: u32, key: &mut Vec<u8>) -> bool {
        key.clear();
        let ordinal = ordinal as usize;
        if ordinal >= self.count {
            return false;
        }
        let Some(&start) = self.starts.get(ordinal / GROUP) else { return false };
        let mut cursor = Cursor::starting_at(&self.bytes, start as usize);
        for _ in 0..=ordinal % GROUP {
            key.truncate(cursor.varint() as usize);
            let length = cursor.varint() as usize;
            key.extend_from_slice(cursor.take(length));
        }
        true
    }

    /// The key of an ordinal as text.
    pub fn text(&self, ordinal: u32) -> Option<String> {
        let mut key = Vec::new();
        if self.write(ordinal, &mut key) { String::from_utf8(key).ok() } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn keys_come_back(keys: BTreeSet<Vec<u8>>, most in 0usize..100) {
            let mut builder = fst::MapBuilder::memory();
            for (ordinal, key) in (0u64..).zip(&keys) {
                builder.insert(key, ordinal).unwrap();
            }
            let bytes = builder.into_inner().unwrap();
            let table = Keys::read(&Dictionary::read(&bytes).unwrap(), most);
            let mut found = Vec::new();
            for (ordinal, key) in (0u32..).zip(&keys) {
                let is_there = (ordinal as usize) < most;
                prop_assert_eq!(table.write(ordinal, &mut found), is_there);
                prop_assert!(!is_there || &found == key);
            }
            prop_assert!(!table.write(keys.len() as u32, &mut found));
        }
    }
}
