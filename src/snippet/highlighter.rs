//! The highlighter: finds where the words of a query stand in a text.

use std::cell::OnceCell;
use std::ops::Range;

use kwic_core::small::sort::{keep, sort};
use kwic_core::store::decoded_text::{DecodedText, DecodedToken};
use kwic_core::text::is_in_word;
use kwic_postings::bit_set::BitSet;

use super::graphemes::whole;
use super::highlight::{Highlight, follows, runs};
use super::rarity::rarity;
use crate::expand::concept::{Concept, Expanded};
use crate::expand::weight;
use crate::index_reader::IndexReader;

/// Words that stand for a query, ready to be met in text.
#[derive(Debug)]
pub(crate) struct Highlighter {
    /// What each term means, sorted by term.
    meanings: Vec<(u32, Meaning)>,
    sequences: Vec<Sequence>,
    /// Not all highlights are worth showing.
    selects: bool,
    segments: OnceCell<Vec<ConceptSegments>>,
    terms: OnceCell<BitSet>,
}

/// What is worth no more than this many times the other is worth about as much.
const ALIKE: f32 = 1.25;

/// In which segments something of a concept stands that is worth about as much.
#[derive(Debug)]
pub(crate) struct ConceptSegments {
    pub concept: usize,
    /// What showing it is worth there.
    pub weight: f32,
    pub segments: BitSet,
}

/// What a term is to the query.
#[derive(Debug)]
enum Meaning {
    /// A word of a concept.
    Word(Answer),
    /// A word at a position of a sequence.
    Member { sequence: usize, position: usize },
}

/// How a term or a sequence answers a query; the fields are those of [`Highlight`].
#[derive(Debug, Clone, Copy)]
struct Answer {
    concept: usize,
    weight: f32,
    weak: bool,
    inexact: bool,
    /// It is a stop word beside other words.
    stop_word: bool,
}

/// Terms that answer a concept when they follow each other.
#[derive(Debug)]
struct Sequence {
    answer: Answer,
    positions: usize,
}

/// The beginning of a sequence in a text.
struct Begun {
    sequence: usize,
    /// How many of its positions are filled.
    filled: usize,
    /// Positions in the text of the first and the last word so far.
    words: (u32, u32),
    start: usize,
    /// The end of the last word so far.
    end: usize,
}

impl Highlighter {
    /// A highlighter of a query in an index of `documents`.
    pub(crate) fn new(expanded: &Expanded, documents: u32) -> Highlighter {
        let says_something = |concept: &Concept| !concept.stop_word && !concept.excluded;
        // Of a query of nothing but stop words, each says what it can.
        let some = expanded.concepts.iter().any(says_something);
        let selects = expanded.concepts.len() > 1;
        let (meanings, sequences) = (Vec::new(), Vec::new());
        let mut highlighter = Highlighter {
            meanings,
            sequences,
            selects,
            segments: OnceCell::new(),
            terms: OnceCell::new(),
        };
        for (number, concept) in expanded.concepts.iter().enumerate() {
            if !concept.excluded {
                let weak = concept.stop_word && some;
                highlighter.add(number, concept, rarity(concept, documents), weak);
            }
        }
        sort(&mut highlighter.meanings, |a, b| a.0 < b.0);
        highlighter
    }

    fn add(&mut self, number: usize, concept: &Concept, rarity: f32, is_weak: bool) {
        let answer = |weight: f32, weak: bool, inexact: bool| Answer {
            concept: number,
            weight: rarity * weight,
            weak: weak || is_weak,
            inexact,
            stop_word: is_weak,
        };
        for term in &concept.terms {
            let other_marks = !term.inexact && term.weight == weight::OTHER_MARKS;
            let answer = answer(term.weight, other_marks, term.inexact);
            self.meanings.push((term.ordinal, Meaning::Word(answer)));
        }
        for sequence in &concept.sequences {
            let number = self.sequences.len();
            for (position, terms) in sequence.positions.iter().enumerate() {
                for term in terms {
                    let meaning = Meaning::Member { sequence: number, position };
                    self.meanings.push((term.ordinal, meaning));
                }
            }
            let answer = answer(sequence.weight, false, false);
            self.sequences.push(Sequence { answer, positions: sequence.positions.len() });
        }
    }

    /// The terms that stand for the query.
    pub(crate) fn terms(&self, reader: &impl IndexReader) -> &BitSet {
        self.terms.get_or_init(|| {
            let mut terms = BitSet::new(reader.terms());
            self.meanings.iter().for_each(|&(term, _)| terms.insert(term));
            terms
        })
    }

    /// Calls `each` with the concepts that a term at a position answers and what showing it is worth. A sequence is
    /// answered by its last term, where the others stand before it; `begun` holds those that have begun.
    pub(crate) fn each_answer(
        &self,
        term: u32,
        position: u32,
        begun: &mut Vec<(usize, usize, u32)>,
        each: &mut dyn FnMut(usize, f32),
    ) {
        let from = self.meanings.partition_point(|meaning| meaning.0 < term);
        for (_, meaning) in self.meanings[from..].iter().take_while(|meaning| meaning.0 == term) {
            let answer = match *meaning {
                Meaning::Word(answer) => answer,
                Meaning::Member { sequence: number, position: at } => {
                    let before = (number, at.wrapping_sub(1), position.wrapping_sub(1));
                    let Some(sequence) = self.sequences.get(number) else { continue };
                    if at > 0 && !begun.contains(&before) {
                        continue;
                    }
                    if at + 1 < sequence.positions {
                        begun.push((number, at, position));
                        continue;
                    }
                    sequence.answer
                }
            };
            each(answer.concept, answer.weight);
        }
    }

    /// The segments of each concept, those first in which it is worth most; stop words are nearly everywhere and are
    /// left out beside other words. They are looked for once.
    pub(crate) fn segments(&self, reader: &impl IndexReader) -> &[ConceptSegments] {
        self.segments.get_or_init(|| {
            let count = reader.segments().count() as usize;
            let mut all: Vec<ConceptSegments> = Vec::new();
            let mut add = |answer: Answer, holding: &mut dyn FnMut(&mut BitSet)| {
                let Answer { concept, weight, stop_word, .. } = answer;
                if stop_word {
                    return;
                }
                let is_like = |a: f32, b: f32| a <= b * ALIKE;
                let known = all.iter().position(|own| {
                    own.concept == concept
                        && is_like(own.weight, weight)
                        && is_like(weight, own.weight)
                });
                let at = known.unwrap_or(all.len());
                if known.is_none() {
                    all.push(ConceptSegments { concept, weight, segments: BitSet::new(count) });
                }
                if let Some(own) = all.get_mut(at) {
                    own.weight = own.weight.max(weight);
                    holding(&mut own.segments);
                }
            };
            for (term, meaning) in &self.meanings {
                if let Meaning::Word(answer) = meaning {
                    add(*answer, &mut |segments| reader.add_block_segments(*term, segments));
                }
            }
            for (number, sequence) in self.sequences.iter().enumerate() {
                let mut holding = BitSet::all(count);
                for at in 0..sequence.positions {
                    let mut own = BitSet::new(count);
                    for (term, meaning) in &self.meanings {
                        let Meaning::Member { sequence, position } = *meaning else { continue };
                        if (sequence, position) == (number, at) {
                            reader.add_block_segments(*term, &mut own);
                        }
                    }
                    holding.keep(&own, true);
                }
                add(sequence.answer, &mut |segments| segments.add(&holding));
            }
            sort(&mut all, |a, b| a.weight > b.weight);
            all
        })
    }

    /// A title in runs, highlighted or not, some of them empty.
    pub(crate) fn title_runs(&self, title: &DecodedText) -> Vec<(Range<usize>, bool)> {
        let mut highlights = Vec::new();
        self.find(&title.text, &title.tokens, &mut highlights);
        self.select(&mut highlights);
        runs(&title.text, 0..title.text.len(), &highlights)
    }

    /// Adds the highlights of these tokens of a block of `text` to those before them; all are in order.
    pub(crate) fn find(
        &self,
        text: &str,
        tokens: &[DecodedToken],
        highlights: &mut Vec<Highlight>,
    ) {
        let mut begun: Vec<Begun> = Vec::new();
        for token in tokens {
            let here = token.position;
            let mut highlight = |answer: Answer, start: usize, words: (u32, u32)| {
                let range = whole(text, start..token.span.end);
                let Answer { concept, weight, weak, inexact, .. } = answer;
                let part = 0;
                insert(
                    highlights,
                    Highlight { range, words, concept, weight, weak, inexact, part },
                );
            };
            let from = self.meanings.partition_point(|meaning| meaning.0 < token.term);
            for (term, meaning) in &self.meanings[from..] {
                if *term != token.term {
                    break;
                }
                let (number, position) = match *meaning {
                    Meaning::Word(answer) => {
                        highlight(answer, token.span.start, (here, here));
                        continue;
                    }
                    Meaning::Member { sequence, position } => (sequence, position),
                };
                let Some(sequence) = self.sequences.get(number) else { continue };
                let (mut start, mut first) = (token.span.start, here);
                if position > 0 {
                    let before = begun
                        .iter()
                        .rev()
                        .take_while(|begun| begun.words.1.saturating_add(1) >= here)
                        .find(|begun| {
                            (begun.sequence, begun.filled) == (number, position)
                                && begun.words.1 < here
                                && has_no_word(text, begun.end..token.span.start)
                        });
                    let Some(before) = before else { continue };
                    (start, first) = (before.start, before.words.0);
                }
                let words = (first, here);
                if position + 1 == sequence.positions {
                    highlight(sequence.answer, start, words);
                } else {
                    let (filled, end) = (position + 1, token.span.end);
                    begun.push(Begun { sequence: number, filled, words, start, end });
                }
            }
        }
    }

    /// Drops weak highlights that stand apart from other words of the query, and inexact ones of a word
    /// that stands there itself. For a query of one word nothing is dropped.
    pub(crate) fn select(&self, highlights: &mut Vec<Highlight>) {
        if !self.selects {
            return;
        }
        let mut exact = Vec::new();
        for highlight in highlights.iter() {
            if !highlight.inexact && !exact.contains(&highlight.concept) {
                exact.push(highlight.concept);
            }
        }
        let is_weak = |highlight: &Highlight| {
            highlight.weak || (highlight.inexact && exact.contains(&highlight.concept))
        };
        let mut kept: Vec<bool> = highlights.iter().map(|highlight| !is_weak(highlight)).collect();
        for at in 0..highlights.len() {
            if !kept[at] {
                kept[at] = follows(highlights, at, &mut |earlier, _| kept[earlier]);
            }
        }
        for at in (0..highlights.len()).rev() {
            if kept[at] {
                follows(highlights, at, &mut |earlier, _| {
                    kept[earlier] = true;
                    false
                });
            }
        }
        let mut kept = kept.into_iter();
        keep(highlights, &mut |_| kept.next().unwrap_or_default());
    }
}

/// True when no part of a word lies in a range of a text. The last character of a run without spaces has
/// the position of the two that end there, so that positions alone do not tell.
fn has_no_word(text: &str, range: Range<usize>) -> bool {
    text.get(range).is_none_or(|between| !between.chars().any(is_in_word))
}

/// Inserts a highlight at its place: by where it begins, then where it ends, then its concept.
fn insert(highlights: &mut Vec<Highlight>, highlight: Highlight) {
    let order = |h: &Highlight| (h.range.start, h.range.end, h.concept);
    let before = highlights.iter().rposition(|other| order(other) <= order(&highlight));
    let at = before.map_or(0, |before| before + 1);
    match before.and_then(|before| highlights.get_mut(before)) {
        Some(same) if order(same) == order(&highlight) => {
            same.weight = same.weight.max(highlight.weight);
            same.weak &= highlight.weak;
            same.inexact &= highlight.inexact;
        }
        _ => highlights.insert(at, highlight),
    }
}
