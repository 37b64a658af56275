//! The terms and literals of all articles, which have to be known before one article can be written.

use super::HashMap;
use super::collector::{Collector, Met};
use super::literal_counts::LiteralCounts;
use crate::format::term_info::TermInfo;

/// Adds up what was collected, a few articles at a time: their texts are not kept.
#[derive(Debug, Default)]
pub struct TermCounter {
    met: Met,
    /// Of each term, in how many articles it stands, and how often.
    frequencies: Vec<(u32, u32)>,
    articles: u32,
}

impl TermCounter {
    /// Adds what was collected from the articles that follow. It is as if all had been collected together, as
    /// long as a title that repeats the text has only words of its text: any other word of it is known where it
    /// was collected before, and else not.
    pub fn add(&mut self, later: Collector) {
        let frequencies = later.frequencies();
        let Met { ids, mut spellings, cases, literals } = later.met;
        let mut terms = vec![0; ids.len()];
        for (key, id) in ids {
            let next = self.met.ids.len() as u32;
            let number = *self.met.ids.entry(key).or_insert(next);
            if number == next {
                self.met.spellings.push(std::mem::take(&mut spellings[id as usize]));
                self.met.cases.push(Default::default());
                self.frequencies.push((0, 0));
            }
            self.met.cases[number as usize].add(&cases[id as usize]);
            let (articles, occurrences) = &mut self.frequencies[number as usize];
            *articles += frequencies[id as usize].0;
            *occurrences += frequencies[id as usize].1;
            terms[id as usize] = number;
        }
        self.met.literals.append(literals, &terms);
        self.articles += later.articles.len() as u32;
    }
}

/// See the [module](self). The number of a term is its ordinal, which is the index of its key.
#[derive(Debug)]
pub struct CollectedTerms {
    /// Dictionary keys, sorted.
    pub keys: Vec<Vec<u8>>,
    /// What the index says of each term.
    pub infos: Vec<TermInfo>,
    /// How often each term occurs.
    pub occurrences: Vec<u32>,
    /// How many articles there are.
    pub articles: u32,
    /// The ordinal of each key.
    ordinals: HashMap<Vec<u8>, u32>,
    /// How each term is written in small letters.
    pub(super) spellings: Vec<String>,
    pub(super) literals: LiteralCounts,
}

impl CollectedTerms {
    /// The ordinal of the term with a key.
    pub fn ordinal(&self, key: &[u8]) -> Option<u32> {
        self.ordinals.get(key).copied()
    }
}

impl From<TermCounter> for CollectedTerms {
    fn from(counter: TermCounter) -> CollectedTerms {
        let TermCounter { met, frequencies, articles } = counter;
        let Met { mut ids, mut spellings, cases, mut literals } = met;
        let mut sorted: Vec<(Vec<u8>, u32)> =
            ids.iter().map(|(key, id)| (key.clone(), *id)).collect();
        sorted.sort_unstable();
        let mut ordinals = vec![0u32; sorted.len()];
        for ((_, id), ordinal) in sorted.iter().zip(0..) {
            ordinals[*id as usize] = ordinal;
        }
        literals.renumber_terms(&ordinals);
        ids.values_mut().for_each(|id| *id = ordinals[*id as usize]);
        let of = |id: u32| frequencies[id as usize];
        let info = |id: u32| TermInfo::new(of(id).0, cases[id as usize].usual());
        let mut taken = |id: u32| std::mem::take(&mut spellings[id as usize]);
        CollectedTerms {
            infos: sorted.iter().map(|(_, id)| info(*id)).collect(),
            occurrences: sorted.iter().map(|(_, id)| of(*id).1).collect(),
            spellings: sorted.iter().map(|(_, id)| taken(*id)).collect(),
            keys: sorted.into_iter().map(|(key, _)| key).collect(),
            ordinals: ids,
            articles,
            literals,
        }
    }
}
