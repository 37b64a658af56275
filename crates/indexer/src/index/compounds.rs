//! Words that stand as two somewhere.

use std::collections::BTreeMap;

use kwic_core::format::compounds::push_compound;
use kwic_core::format::postings::Posting;
use kwic_core::format::{EXACT_SEPARATOR, FIELDS, Field};
use kwic_core::store::symbols::control;
use rustc_hash::FxHashMap;

use crate::index::invert::Inversion;

/// The apart section.
pub(crate) fn compounds(inverted: &Inversion) -> Vec<u8> {
    let folded: Vec<&[u8]> = inverted
        .keys
        .iter()
        .map(|key| key.split(|&byte| byte == EXACT_SEPARATOR).next().unwrap_or_default())
        .collect();
    let mut words: FxHashMap<&[u8], u32> = FxHashMap::default();
    for (word, ordinal) in folded.iter().zip(0u32..) {
        words.entry(word).or_insert(ordinal);
    }
    // By word and cut: the documents in order.
    let mut found: BTreeMap<(u32, usize), Vec<Posting>> = BTreeMap::new();
    let mut both: Vec<u8> = Vec::new();
    for (document, passages) in inverted.passages.iter().enumerate() {
        for passage in passages {
            let field = match passage.begins {
                control::END => Field::Title,
                control::HEADING => Field::Heading,
                control::ASIDE => Field::Aside,
                _ => Field::Body,
            };
            let tokens = &inverted.tokens[passage.tokens.clone()];
            // Word, cut and position of what was found last: parts of a word stand in one place.
            let mut seen: Vec<(u32, usize, u32)> = Vec::new();
            for (at, first) in tokens.iter().enumerate() {
                let later = (at + 1..).zip(&tokens[at + 1..]);
                let later = later.take_while(|(_, token)| token.1 <= first.1 + 1);
                for (next, second) in later.filter(|(_, token)| token.1 == first.1 + 1) {
                    // The last character of a run without spaces has the position of the two that end there,
                    // and does not follow what stands before these.
                    let same = tokens[next - 1];
                    if same.1 == second.1
                        && folded[same.0 as usize].ends_with(folded[second.0 as usize])
                    {
                        continue;
                    }
                    let (before, after) = (folded[first.0 as usize], folded[second.0 as usize]);
                    both.clear();
                    both.extend_from_slice(before);
                    both.extend_from_slice(after);
                    let Some(&word) = words.get(both.as_slice()) else { continue };
                    let place = (word, before.len(), second.1);
                    if seen.iter().rev().take(8).any(|other| *other == place) {
                        continue;
                    }
                    seen.push(place);
                    let list = found.entry((word, before.len())).or_default();
                    let document = document as u32;
                    if list.last().is_none_or(|last| last.document != document) {
                        list.push(Posting { document, frequencies: [0; FIELDS] });
                    }
                    if let Some(last) = list.last_mut() {
                        last.frequencies[field as usize] += 1;
                    }
                }
            }
        }
    }
    let mut out = Vec::new();
    let mut last = 0;
    let all = inverted.passages.len() as u32;
    for ((word, cut), postings) in found {
        push_compound(&mut out, last, word, cut, &postings, all);
        last = word;
    }
    out
}
