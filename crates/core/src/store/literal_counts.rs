//! The literals of articles while these are collected: each once, with the number of documents that hold it.

use super::HashMap;
use crate::format::literals::{Literal, LiteralKind};

/// See the [module](self). Literals are numbered in the order in which they are met.
#[derive(Debug, Default)]
pub(super) struct LiteralCounts {
    numbers: HashMap<(LiteralKind, String), u32>,
    counts: Vec<DocumentCount>,
    /// The terms of out-of-vocabulary words: the word itself, then its parts.
    terms: HashMap<u32, Vec<u32>>,
}

#[derive(Debug, Default, Clone, Copy)]
struct DocumentCount {
    documents: u32,
    /// The last document that was counted, numbered from 1; 0 before the first.
    last: u32,
}

impl LiteralCounts {
    /// The number of a literal that stands in a document.
    pub(super) fn number(&mut self, kind: LiteralKind, text: &str, document: u32) -> u32 {
        let number = self.enter((kind, text.to_owned()));
        let count = &mut self.counts[number as usize];
        if count.last != document + 1 {
            *count = DocumentCount { documents: count.documents + 1, last: document + 1 };
        }
        number
    }

    fn enter(&mut self, literal: (LiteralKind, String)) -> u32 {
        let next = self.counts.len() as u32;
        let number = *self.numbers.entry(literal).or_insert(next);
        if number == next {
            self.counts.push(DocumentCount::default());
        }
        number
    }

    /// Adds the literals of documents that follow. Their term with number `n` has the number `terms[n]` here.
    pub(super) fn append(&mut self, later: LiteralCounts, terms: &[u32]) {
        let mut numbers = vec![0; later.counts.len()];
        for (literal, number) in later.numbers {
            let here = self.enter(literal);
            numbers[number as usize] = here;
            let DocumentCount { documents, last } = later.counts[number as usize];
            let count = &mut self.counts[here as usize];
            *count = DocumentCount { documents: count.documents + documents, last };
        }
        for (number, own) in later.terms {
            let own = || own.iter().map(|&term| terms[term as usize]).collect();
            self.terms.entry(numbers[number as usize]).or_insert_with(own);
        }
    }

    /// The number that each literal of some documents has here, where these were appended.
    pub(super) fn numbers_of(&self, some: &LiteralCounts) -> Vec<u32> {
        let mut numbers = vec![0; some.counts.len()];
        for (literal, number) in &some.numbers {
            numbers[*number as usize] = self.numbers.get(literal).copied().unwrap_or_default();
        }
        numbers
    }

    /// Says which terms an out-of-vocabulary word has, where nobody has said so yet.
    pub(super) fn set_terms(&mut self, number: u32, terms: &[u32]) {
        self.terms.entry(number).or_insert_with(|| terms.to_vec());
    }

    /// Gives each term `n` the number `numbers[n]` instead.
    pub(super) fn renumber_terms(&mut self, numbers: &[u32]) {
        for term in self.terms.values_mut().flatten() {
            *term = numbers[*term as usize];
        }
    }

    /// All literals, in the order of their numbers.
    pub(super) fn list(&self) -> Vec<Literal<'_>> {
        let nothing =
            Literal { kind: LiteralKind::Separator, documents: 0, text: "", terms: Vec::new() };
        let mut list = vec![nothing; self.counts.len()];
        for ((kind, text), &number) in &self.numbers {
            let documents = self.counts[number as usize].documents;
            let terms = self.terms.get(&number).cloned().unwrap_or_default();
            list[number as usize] = Literal { kind: *kind, documents, text, terms };
        }
        list
    }
}
