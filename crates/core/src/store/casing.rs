//! In which case each word of a text is written, where nothing is said about it.
//!
//! A word is written in its usual case. A word that is mostly small has a capital where it is the first of a
//! block, or the first behind a separator that ends a sentence. What differs from that, a control says.

use super::symbols::control;
use crate::text::{Case, sentence};

/// Follows the words and the separators of a block.
#[derive(Debug, Default)]
pub struct Casing {
    /// What a control says of the next word.
    flagged: Option<Case>,
    /// A word of the sentence has come.
    begun: bool,
    /// Words that are mostly small have a capital to the end of the block.
    titled: bool,
}

impl Casing {
    /// That of a block at whose beginning [`control::TITLED`] stands, or does not.
    pub fn of_block(titled: bool) -> Casing {
        Casing { titled, ..Casing::default() }
    }

    /// True where no word of the sentence has come.
    pub fn is_at_beginning(&self) -> bool {
        !self.begun
    }

    /// The case of the next word, which is mostly written in case `usual`; it is passed.
    pub fn next_word(&mut self, usual: Case) -> Case {
        let raised = usual == Case::Lower && (!self.begun || self.titled);
        let expected = if raised { Case::Capital } else { usual };
        self.begin();
        self.flagged.take().unwrap_or(expected)
    }

    /// Passes a word that is written in its own way.
    pub fn begin(&mut self) {
        self.begun = true;
    }

    /// Passes what stands between two words.
    pub fn separator(&mut self, text: &str) {
        if sentence::is_ended_in_ascii(text) {
            self.begun = false;
        }
    }

    /// Passes a control.
    pub fn flag(&mut self, number: u32) {
        match number {
            control::LOWER => self.flagged = Some(Case::Lower),
            control::CAPITAL => self.flagged = Some(Case::Capital),
            control::UPPER => self.flagged = Some(Case::Upper),
            control::TITLED => self.titled = true,
            _ => {}
        }
    }
}

/// How often a term is written in each case.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct CaseCounts {
    /// Where it does not begin a sentence.
    within: [u32; 3],
    all: [u32; 3],
}

impl CaseCounts {
    /// Counts a place where the term is written in a case.
    pub(super) fn count(&mut self, case: Case, at_beginning: bool) {
        self.all[case as usize] += 1;
        self.within[case as usize] += u32::from(!at_beginning);
    }

    pub(super) fn add(&mut self, other: &CaseCounts) {
        for case in Case::ALL.map(|case| case as usize) {
            self.all[case] += other.all[case];
            self.within[case] += other.within[case];
        }
    }

    /// The case in which the term is mostly written; none for a term that is never written in any.
    pub(super) fn usual(&self) -> Option<Case> {
        let most = |counts: &[u32; 3]| {
            Case::ALL.into_iter().rev().max_by_key(|&case| counts[case as usize])
        };
        if self.within != [0; 3] {
            return most(&self.within);
        }
        if self.all == [0; 3] {
            return None;
        }
        // What only begins sentences and stands in titles may still be small.
        most(&self.all).map(|case| if case == Case::Capital { Case::Lower } else { case })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Case::{Capital, Lower, Upper};

    #[test]
    fn a_sentence_begins_with_a_capital_and_the_rest_is_as_usual() {
        let mut casing = Casing::default();
        assert!(casing.is_at_beginning());
        assert_eq!(
            [Lower, Lower, Capital, Upper].map(|usual| casing.next_word(usual)),
            [Capital, Lower, Capital, Upper]
        );
        casing.separator(", ");
        assert_eq!(casing.next_word(Lower), Lower);
        casing.separator("?” ");
        assert_eq!(casing.next_word(Lower), Capital);
    }

    #[test]
    fn controls_speak_of_one_word_or_of_the_block() {
        let mut casing = Casing::of_block(true);
        casing.flag(control::LOWER);
        assert_eq!([Lower, Lower].map(|usual| casing.next_word(usual)), [Lower, Capital]);
        let mut casing = Casing::default();
        casing.begin();
        casing.flag(control::UPPER);
        assert_eq!([Lower, Lower].map(|usual| casing.next_word(usual)), [Upper, Lower]);
    }

    #[test]
    fn the_usual_case_is_that_within_sentences() {
        let usual = |places: &[(Case, bool)]| {
            let mut counts = CaseCounts::default();
            places.iter().for_each(|&(case, at_beginning)| counts.count(case, at_beginning));
            counts.usual()
        };
        assert_eq!(usual(&[]), None);
        assert_eq!(usual(&[(Capital, true), (Capital, true), (Lower, false)]), Some(Lower));
        assert_eq!(usual(&[(Capital, true)]), Some(Lower));
        assert_eq!(usual(&[(Capital, false)]), Some(Capital));
        assert_eq!(usual(&[(Upper, true)]), Some(Upper));
    }
}
