//! The stems section: classes of terms that one stem joins in the language of their articles, so
//! that the dictionary keeps words as they are written and the browser needs no stemmer for them.
//!
//! The members of all classes stand in the order of their ordinals, each as two varints: by how much its ordinal
//! is above that of the member before; and the distance, in members, back to the previous member of the same
//! class, or 0 for the first of a class. A term in several classes is a member of each.

use super::varint::{Cursor, push};

/// Appends classes, each of ordinals in order.
pub fn write(out: &mut Vec<u8>, classes: &[Vec<u32>]) {
    let mut members = Vec::new();
    for (class, of_class) in classes.iter().enumerate() {
        of_class.iter().for_each(|&member| members.push((member, class)));
    }
    members.sort_unstable();
    // Where each class had its last member, counted from 1.
    let mut last = vec![0; classes.len()];
    let mut before = 0;
    for ((member, class), at) in members.into_iter().zip(1u32..) {
        push(out, member - before);
        let earlier = std::mem::replace(&mut last[class], at);
        push(out, if earlier == 0 { 0 } else { at - earlier });
        before = member;
    }
}

/// The classes, for looking up the relatives of a term.
#[derive(Debug)]
pub struct Stems {
    /// The members of all classes, in order.
    members: Vec<u32>,
    /// For each the index of the next member of its class; for the last that of the first.
    next: Vec<u32>,
}

impl Stems {
    /// Reads the section.
    pub fn read(bytes: &[u8]) -> Stems {
        let mut cursor = Cursor::new(bytes);
        // A member takes two bytes at least.
        let room = bytes.len().div_ceil(2);
        let (mut members, mut next) = (Vec::with_capacity(room), Vec::with_capacity(room));
        let mut member = 0u32;
        while !cursor.is_done() {
            let at = next.len() as u32;
            member = member.saturating_add(cursor.varint());
            members.push(member);
            let before = at.checked_sub(cursor.varint()).unwrap_or(at);
            next.push(at);
            next.swap(before as usize, at as usize);
        }
        Stems { members, next }
    }

    /// The other terms of the classes of `term`; one may come twice.
    pub fn relatives(&self, term: u32) -> Vec<u32> {
        let mut relatives = Vec::new();
        let mut at = self.members.partition_point(|&member| member < term);
        while self.members.get(at) == Some(&term) {
            let mut other = self.next[at] as usize;
            // A class has a term once.
            while self.members[other] != term {
                relatives.push(self.members[other]);
                other = self.next[other] as usize;
            }
            at += 1;
        }
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
            let stems = Stems::read(&bytes);
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
        fn any_bytes_are_answered(bytes: Vec<u8>, term: u8) {
            prop_assert!(Stems::read(&bytes).relatives(term.into()).len() <= bytes.len());
        }
    }
}
