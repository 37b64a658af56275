//! Where the words of a query stand in a text.
use std::ops::Range;

use kwic_core::small::sort::{keep, sort};
use kwic_core::store::vocabulary::DecodedToken;
use kwic_core::text::{graphemes, is_in_word, slice};

use crate::expand::{Concept, Expanded};
use crate::index::Index;
use crate::rank::bm25f::{self as score, closeness};

/// A stretch of text that answers one concept of a query.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Mark {
    /// Its bytes in the text: whole graphemes.
    pub range: Range<usize>,
    /// Positions of its first and its last word.
    pub words: (u32, u32),
    /// Number of the concept in the query.
    pub concept: usize,
    /// What showing it is worth.
    pub worth: f32,
    /// It says little, or is another word than the one that was typed but for its accents.
    pub faint: bool,
    /// It is a guess: a continuation or a correction.
    pub guess: bool,
    /// Number of the part of the article that it is in.
    pub part: usize,
}

/// Words that stand for a query, ready to be met in text.
pub(crate) struct Matcher {
    /// What each term means, sorted by term.
    meanings: Vec<(u32, Meaning)>,
    sequences: Vec<Sequence>,
    /// Not all marks are worth showing.
    selects: bool,
}

/// What a term is to the query.
enum Meaning {
    /// A word of a concept.
    Word(Answer),
    /// A word at a place of a sequence.
    Place { sequence: usize, place: usize },
}

/// How a term or a sequence answers a query; the fields are those of [`Mark`].
#[derive(Clone, Copy)]
struct Answer {
    concept: usize,
    worth: f32,
    faint: bool,
    guess: bool,
}

/// Terms that answer a concept when they follow each other.
struct Sequence {
    answer: Answer,
    places: usize,
}

/// The beginning of a sequence in a text.
struct Begun {
    sequence: usize,
    /// How many places are filled.
    places: usize,
    /// Positions of the first and the last word so far.
    words: (u32, u32),
    start: usize,
    /// The end of the last word so far.
    end: usize,
}

impl Matcher {
    pub(crate) fn new(index: &Index<'_>, expanded: &Expanded) -> Matcher {
        let says_something = |concept: &Concept| !concept.common && !concept.excluded;
        // Of a query of nothing but common words, each says what it can.
        let some = expanded.concepts.iter().any(says_something);
        let selects = expanded.concepts.len() > 1;
        let mut matcher = Matcher { meanings: Vec::new(), sequences: Vec::new(), selects };
        for (number, concept) in expanded.concepts.iter().enumerate() {
            if concept.excluded {
                continue;
            }
            let rarity = rarity(concept, index.meta.documents);
            let common = concept.common && some;
            let answer = |weight: f32, faint: bool, guess: bool| Answer {
                concept: number,
                worth: rarity * weight,
                faint: faint || common,
                guess,
            };
            for term in &concept.terms {
                let other = !term.guess && term.weight == closeness::OTHER_MARKS;
                let answer = answer(term.weight, other, term.guess);
                matcher.meanings.push((term.ordinal, Meaning::Word(answer)));
            }
            for sequence in &concept.sequences {
                let number = matcher.sequences.len();
                for (place, terms) in sequence.places.iter().enumerate() {
                    for term in terms {
                        let meaning = Meaning::Place { sequence: number, place };
                        matcher.meanings.push((term.ordinal, meaning));
                    }
                }
                let answer = answer(sequence.weight, false, false);
                matcher.sequences.push(Sequence { answer, places: sequence.places.len() });
            }
        }
        sort(&mut matcher.meanings, |a, b| a.0 < b.0);
        matcher
    }

    /// Adds the marks of these tokens of a block of `text` to those before them; all are in order.
    pub(crate) fn find(&self, text: &str, tokens: &[DecodedToken], marks: &mut Vec<Mark>) {
        let mut begun: Vec<Begun> = Vec::new();
        for token in tokens {
            let here = token.position;
            let mut mark = |answer: Answer, start: usize, words: (u32, u32)| {
                let range = whole(text, start..token.span.end);
                let Answer { concept, worth, faint, guess } = answer;
                add(marks, Mark { range, words, concept, worth, faint, guess, part: 0 });
            };
            let from = self.meanings.partition_point(|meaning| meaning.0 < token.term);
            for (term, meaning) in &self.meanings[from..] {
                if *term != token.term {
                    break;
                }
                let (number, place) = match *meaning {
                    Meaning::Word(answer) => {
                        mark(answer, token.span.start, (here, here));
                        continue;
                    }
                    Meaning::Place { sequence, place } => (sequence, place),
                };
                let Some(sequence) = self.sequences.get(number) else { continue };
                let mut start = (token.span.start, here);
                if place > 0 {
                    let mut before = None;
                    for begun in begun.iter().rev() {
                        if begun.words.1.saturating_add(1) < here {
                            break;
                        }
                        if (begun.sequence, begun.places) == (number, place)
                            && begun.words.1 < here
                            && is_gap(text, begun.end, token.span.start)
                        {
                            before = Some(begun);
                            break;
                        }
                    }
                    let Some(before) = before else { continue };
                    start = (before.start, before.words.0);
                }
                let words = (start.1, here);
                if place + 1 == sequence.places {
                    mark(sequence.answer, start.0, words);
                } else {
                    begun.push(Begun {
                        sequence: number,
                        places: place + 1,
                        words,
                        start: start.0,
                        end: token.span.end,
                    });
                }
            }
        }
    }

    /// Drops faint marks that stand apart from other words of the query, and guesses at a word that
    /// stands there itself. For a query of one word nothing is dropped.
    pub(crate) fn select(&self, marks: &mut Vec<Mark>) {
        if !self.selects {
            return;
        }
        let mut spelled = Vec::new();
        for mark in marks.iter() {
            if !mark.guess && !spelled.contains(&mark.concept) {
                spelled.push(mark.concept);
            }
        }
        let mut kept = Vec::new();
        for mark in marks.iter() {
            let is_faint = mark.faint || (mark.guess && spelled.contains(&mark.concept));
            kept.push(!is_faint);
        }
        for at in 0..marks.len() {
            if !kept[at] {
                kept[at] = follows(marks, at, &mut |earlier, _| kept[earlier]);
            }
        }
        for at in (0..marks.len()).rev() {
            if kept[at] {
                follows(marks, at, &mut |earlier, _| {
                    kept[earlier] = true;
                    false
                });
            }
        }
        let mut kept = kept.into_iter();
        keep(marks, &mut |_| kept.next().unwrap_or_default());
    }
}

/// True when no part of a word lies between two places in a text. The last character of a run without
/// spaces has the position of the two that end there, so that positions alone do not tell.
fn is_gap(text: &str, start: usize, end: usize) -> bool {
    text.get(start..end).is_none_or(|gap| !gap.chars().any(is_in_word))
}

/// How rare what a concept stands for is in an index of so many documents. Its close forms decide;
/// a phrase is as rare as its words together.
fn rarity(concept: &Concept, documents: u32) -> f32 {
    let (mut holding, mut holding_close) = (0, 0);
    for term in &concept.terms {
        holding = term.documents.max(holding);
        if !term.guess && !term.joined && term.weight >= score::CLOSE {
            holding_close = term.documents.max(holding_close);
        }
    }
    let mut of_sequences = 0f32;
    for sequence in &concept.sequences {
        let mut sum = 0.0;
        for place in &sequence.places {
            let holding = place.iter().fold(0, |most, term| term.documents.max(most));
            sum += score::idf(documents, holding);
        }
        of_sequences = of_sequences.max(sum);
    }
    let rarity = if holding_close == 0 && of_sequences > 0.0 {
        of_sequences
    } else {
        score::idf(documents, if holding_close > 0 { holding_close } else { holding })
    };
    if concept.common { rarity * score::COMMON } else { rarity }
}

/// Adds a mark in its place: by where it begins, then where it ends, then its concept.
fn add(marks: &mut Vec<Mark>, mark: Mark) {
    let order = |mark: &Mark| (mark.range.start, mark.range.end, mark.concept);
    let after = marks.iter().rposition(|other| order(other) <= order(&mark));
    let at = after.map_or(0, |after| after + 1);
    match after.and_then(|after| marks.get_mut(after)) {
        Some(same) if order(same) == order(&mark) => {
            same.worth = same.worth.max(mark.worth);
            same.faint &= mark.faint;
            same.guess &= mark.guess;
        }
        _ => marks.insert(at, mark),
    }
}

/// Marks further apart than so many words are not compared.
const LONGEST_RUN: u32 = 32;

/// Calls `wanted` with the numbers of the marks that a mark follows in text and query, until one is
/// wanted: of those that end with the word before it and whose concept is the one before its own. A
/// word that answers both concepts counts as two.
pub(crate) fn follows(
    marks: &[Mark],
    at: usize,
    wanted: &mut dyn FnMut(usize, &Mark) -> bool,
) -> bool {
    let (earlier, later) = marks.split_at(at.min(marks.len()));
    let Some(mark) = later.first() else { return false };
    for (number, other) in earlier.iter().enumerate().rev() {
        if other.part != mark.part || other.words.0.saturating_add(LONGEST_RUN) < mark.words.0 {
            break;
        }
        let beside = other.words.1.checked_add(1) == Some(mark.words.0);
        if other.concept + 1 == mark.concept
            && (beside || other.words == mark.words)
            && wanted(number, other)
        {
            return true;
        }
    }
    false
}

/// A range made longer where it ends inside a grapheme.
fn whole(text: &str, range: Range<usize>) -> Range<usize> {
    let Range { mut start, mut end } = range;
    let mut before = slice(text, 0..start).chars();
    // Words that came out of one original character share it.
    while start == end || !is_boundary(text, start) {
        let Some(c) = before.next_back() else { break };
        start -= c.len_utf8();
    }
    let mut after = slice(text, end..text.len()).chars();
    while !is_boundary(text, end) {
        let Some(c) = after.next() else { break };
        end += c.len_utf8();
    }
    start..end
}

/// True where a grapheme ends for certain: between flags only a look at all of them would tell.
pub(crate) fn is_boundary(text: &str, at: usize) -> bool {
    let plain = |pair: &[u8]| pair.iter().all(u8::is_ascii);
    if text.as_bytes().get(at.saturating_sub(1)..at + 1).is_some_and(plain) {
        return true;
    }
    let before = slice(text, 0..at).chars().next_back();
    let after = slice(text, at..text.len()).chars().next();
    let (Some(before), Some(after)) = (before, after) else { return true };
    let pair = at - before.len_utf8()..at + after.len_utf8();
    starts(slice(text, pair), 2).len() == 2
}

/// Where the first graphemes of a text begin, `most` at most.
pub(crate) fn starts(text: &str, most: usize) -> Vec<usize> {
    let mut starts = Vec::new();
    for at in graphemes(text) {
        if starts.len() == most {
            break;
        }
        starts.push(at);
    }
    starts
}
