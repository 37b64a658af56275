//! The stems section: classes of terms that one stem joins in the language of their articles, so
//! that the dictionary keeps words as they are written and the browser needs no stemmer for them.
//!
//! A class is the ordinal of its first term, as the gap to the class before, the number of further
//! terms, and the gaps between them, less one. A term may be in several classes.

use alloc::vec;
use alloc::vec::Vec;

use super::varint::{Cursor, push};
use crate::heap::keep;

/// Appends classes, each of at least two ordinals in order; the classes in order too.
pub fn write(out: &mut Vec<u8>, classes: &[Vec<u32>]) {
    let mut previous = 0;
    for class in classes {
        let (Some(&first), true) = (class.first(), class.len() > 1) else { continue };
        push(out, first - previous);
        previous = first;
        push(out, class.len() as u32 - 1);
        for pair in class.windows(2) {
            push(out, pair[1] - pair[0] - 1);
        }
    }
}

/// The classes, for looking up the relatives of a term.
#[derive(Debug, Default)]
pub struct Stems {
    /// Where the classes of each term begin in `classes`, and the end.
    terms: Vec<u32>,
    classes: Vec<u32>,
    members: Vec<u32>,
    /// Where each class begins in `members`, and the end.
    starts: Vec<u32>,
}

impl Stems {
    /// Reads the section of an index of so many terms.
    pub fn read(bytes: &[u8], terms: usize) -> Stems {
        let mut cursor = Cursor::new(bytes);
        let mut stems = Stems { terms: vec![0; terms + 1], ..Stems::default() };
        let mut first = 0u32;
        while !cursor.is_done() {
            stems.starts.push(stems.members.len() as u32);
            first = first.saturating_add(cursor.varint());
            let mut member = first;
            stems.members.push(member);
            for _ in 0..cursor.varint() {
                if cursor.is_done() {
                    break;
                }
                member = member.saturating_add(cursor.varint()).saturating_add(1);
                stems.members.push(member);
            }
        }
        stems.starts.push(stems.members.len() as u32);
        // A counting sort: how many classes each term has, where they end, and from there back the classes.
        let mut total = 0;
        for &member in &stems.members {
            if let Some(count) = stems.terms.get_mut(member as usize) {
                *count += 1;
            }
        }
        for end in &mut stems.terms {
            total += *end;
            *end = total;
        }
        stems.classes = vec![0; total as usize];
        for class in (0..stems.starts.len().saturating_sub(1)).rev() {
            let members = stems.starts[class] as usize..stems.starts[class + 1] as usize;
            for &member in &stems.members[members] {
                if let Some(end) = stems.terms.get_mut(member as usize) {
                    *end -= 1;
                    stems.classes[*end as usize] = class as u32;
                }
            }
        }
        stems
    }

    /// The other terms of the classes of `term`; one may come twice.
    pub fn relatives(&self, term: u32) -> Vec<u32> {
        let place =
            |term: usize| self.terms.get(term).map_or(self.classes.len(), |&at| at as usize);
        let classes = &self.classes[place(term as usize)..place((term as usize).saturating_add(1))];
        let mut relatives = Vec::new();
        for &class in classes {
            let members =
                self.starts[class as usize] as usize..self.starts[class as usize + 1] as usize;
            relatives.extend_from_slice(&self.members[members]);
        }
        keep(&mut relatives, &mut |&member| member != term);
        relatives
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn relatives_are_those_of_the_classes(
            sets in proptest::collection::vec(proptest::collection::btree_set(0u32..60, 2..5), 0..20)
        ) {
            let mut classes: Vec<Vec<u32>> =
                sets.iter().map(|set| set.iter().copied().collect()).collect();
            classes.sort();
            let mut bytes = Vec::new();
            write(&mut bytes, &classes);
            let stems = Stems::read(&bytes, 60);
            for term in 0..60 {
                let expected: BTreeSet<u32> = classes
                    .iter()
                    .filter(|class| class.contains(&term))
                    .flatten()
                    .copied()
                    .filter(|&other| other != term)
                    .collect();
                prop_assert_eq!(BTreeSet::from_iter(stems.relatives(term)), expected);
            }
        }

        #[test]
        fn any_bytes_are_answered(bytes: Vec<u8>, terms: u16, term: u16) {
            Stems::read(&bytes, terms.into()).relatives(term.into());
        }
    }
}
