//! How much text stands in each element, and how much of it in links and code.

use super::marks::{Mark, Marks};
use super::tree::Tree;

/// Letters and digits. Those of scripts that write a word with one or two characters count as several.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Amount {
    pub(crate) letters: u32,
    /// Of these in links.
    pub(crate) in_links: u32,
    /// Of these in code.
    pub(crate) in_code: u32,
}

/// What a word has on the average.
const LETTERS_OF_A_WORD: u32 = 5;

impl Amount {
    pub(crate) fn words(self) -> u32 {
        self.letters / LETTERS_OF_A_WORD
    }

    /// The share of the letters that stand in links.
    pub(crate) fn link_density(self) -> f32 {
        self.in_links as f32 / self.letters.max(1) as f32
    }

    /// The share of the letters that stand in code.
    pub(crate) fn code_share(self) -> f32 {
        self.in_code as f32 / self.letters.max(1) as f32
    }

    pub(crate) fn add(&mut self, other: Amount) {
        self.letters += other.letters;
        self.in_links += other.in_links;
        self.in_code += other.in_code;
    }
}

/// The letters of a text.
pub(crate) fn letters(text: &str) -> u32 {
    let weight = |c: char| match c {
        '\u{2E80}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7FF}' | '\u{F900}'..='\u{FAFF}' => 3,
        c if c.is_alphanumeric() => 1,
        _ => 0,
    };
    text.chars().map(weight).sum()
}

/// The amount of each node, what is marked as out left out.
pub(crate) fn amounts(tree: &Tree, marks: &Marks) -> Vec<Amount> {
    let mut amounts = vec![Amount::default(); tree.len()];
    let mut in_link = vec![false; tree.len()];
    let mut in_code = vec![false; tree.len()];
    for at in 1..tree.len() {
        let parent = tree.parent(at);
        in_link[at] = in_link[parent] || tree.name(at) == "a";
        in_code[at] = in_code[parent] || matches!(tree.name(at), "pre" | "code" | "samp" | "kbd");
        if marks.of(at) != Mark::Out {
            let letters = letters(tree.text(at));
            let part = |is_part: bool| if is_part { letters } else { 0 };
            amounts[at] =
                Amount { letters, in_links: part(in_link[at]), in_code: part(in_code[at]) };
        }
    }
    for at in (1..tree.len()).rev() {
        let amount = amounts[at];
        amounts[tree.parent(at)].add(amount);
    }
    amounts
}
