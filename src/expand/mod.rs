//! From the words of a query to weighted terms of an index: as typed, with other accents, of one stem,
//! continued, misspelt, joined with a neighbour or split in two.
//!
//! No search runs here. Whether the parts of a split word follow each other in any article is counted by
//! the caller, between the steps of a [`Draft`].

mod compound;
pub(crate) mod concept;
pub(crate) mod edit_cost;
pub(crate) mod expansion;
mod fuzzy;
mod inflection;
mod prefix;
pub(crate) mod sequence;
mod spelling;
pub(crate) mod weight;
mod word;

use compound::joined;
use concept::{Concept, Expanded, TypedWord};
use expansion::Expansion;
use prefix::push_continuations;
use sequence::Sequence;
use spelling::push_forms;
use word::{End, WordExpansion};

use crate::index_reader::IndexReader;
use crate::query::words::Word;
use crate::query::{Atom, Clause, Query};

/// Words of a query beyond this are not looked up.
const MAX_WORDS: usize = 128;
/// This many neighbours in a query may be one word,
const MAX_JOINED: usize = 3;
/// and this many if they are letters or numbers.
const MAX_JOINED_GROUPS: usize = 5;

/// A query that is being expanded.
#[derive(Debug)]
pub(crate) struct Draft {
    parts: Vec<Part>,
    /// The query, its concepts not yet among it.
    expanded: Expanded,
}

/// A part of a query.
#[derive(Debug)]
enum Part {
    /// Plain words that stand side by side: each a concept.
    Run(Vec<WordExpansion>),
    /// A clause that is more than a plain word: a concept with this beginning.
    Clause(Concept, Vec<Alternative>),
}

/// One of the alternatives of a clause.
#[derive(Debug)]
struct Alternative {
    /// What a plain word among them stands for.
    word: Option<WordExpansion>,
    /// What stands for it besides.
    terms: Vec<Expansion>,
    sequence: Option<Sequence>,
}

/// Begins to expand a query; with `prefix` its last word may go on.
pub(crate) fn expand(reader: &dyn IndexReader, query: &Query, prefix: bool) -> Draft {
    let mut expanded = Expanded { filters: query.filters.clone(), ..Expanded::default() };
    let mut parts = Vec::new();
    let mut run: Vec<WordExpansion> = Vec::new();
    let mut typed = String::new();
    let mut all_plain = query.filters.is_empty();
    let mut concepts = 0;
    for (number, clause) in query.clauses.iter().enumerate() {
        if concepts >= MAX_WORDS {
            break;
        }
        let Some(atom) = plain_atom(clause) else {
            all_plain = false;
            parts.push(Part::Run(std::mem::take(&mut run)));
            parts.push(clause_part(reader, clause));
            concepts += 1;
            continue;
        };
        let open = prefix && query.open && number + 1 == query.clauses.len();
        for (at, word) in atom.words.iter().enumerate().take(MAX_WORDS) {
            let is_last = at + 1 == atom.words.len();
            let end = match () {
                () if is_last && atom.prefix => End::Star,
                () if is_last && open => End::Open,
                () => End::Closed,
            };
            run.push(WordExpansion::new(reader, word, end));
            typed.push_str(&word.folded);
            expanded.words.push(TypedWord { word: word.clone(), after_space: at == 0 });
            concepts += 1;
        }
    }
    parts.push(Part::Run(run));
    if all_plain {
        expanded.typed = Some(typed);
    } else {
        expanded.words.clear();
    }
    Draft { parts, expanded }
}

/// The words of a clause that is nothing but words.
fn plain_atom(clause: &Clause) -> Option<&Atom> {
    match clause.alternatives.as_slice() {
        [atom] if !clause.excluded && !atom.phrase && atom.field.is_none() => Some(atom),
        _ => None,
    }
}

/// A clause that is more than plain words.
fn clause_part(reader: &dyn IndexReader, clause: &Clause) -> Part {
    let is_strict = |atom: &Atom| atom.phrase || atom.field.is_some();
    let concept = Concept {
        field: clause.alternatives.iter().find_map(|atom| atom.field),
        required: !clause.excluded && clause.alternatives.iter().all(is_strict),
        excluded: clause.excluded,
        ..Concept::default()
    };
    let alternative = |atom| alternative(reader, atom, clause.excluded);
    Part::Clause(concept, clause.alternatives.iter().map(alternative).collect())
}

fn alternative(reader: &dyn IndexReader, atom: &Atom, excluded: bool) -> Alternative {
    let mut alternative = Alternative { word: None, terms: Vec::new(), sequence: None };
    if let [word] = atom.words.as_slice() {
        let terms = &mut alternative.terms;
        if atom.phrase || excluded {
            push_forms(reader, &word.folded, &word.exact, weight::EXACT, terms);
        } else {
            alternative.word = Some(WordExpansion::new(reader, word, End::Closed));
        }
        if atom.prefix || word.single {
            push_continuations(reader, &word.folded, weight::PREFIX, !word.single, terms);
        }
        return alternative;
    }
    let terms = |word: &Word| {
        let mut terms = Vec::new();
        push_forms(reader, &word.folded, &word.exact, weight::EXACT, &mut terms);
        if word.single {
            push_continuations(reader, &word.folded, weight::EXACT, true, &mut terms);
        }
        terms
    };
    let positions: Vec<Vec<Expansion>> = atom.words.iter().map(terms).collect();
    if positions.iter().all(|terms| !terms.is_empty()) {
        alternative.sequence = Some(Sequence::new(positions, weight::EXACT));
    }
    alternative.terms = joined(reader, atom.words.iter());
    alternative
}

impl Draft {
    /// Looks up what else the words stand for, as far as that does not depend on what is uncounted.
    pub(crate) fn go_on(&mut self, reader: &dyn IndexReader) {
        self.words().into_iter().for_each(|word| word.go_on(reader));
    }

    /// The sequences whose documents have to be counted before the draft can go on; none when all words
    /// are expanded.
    pub(crate) fn uncounted(&mut self) -> Vec<&mut Sequence> {
        self.words().into_iter().flat_map(WordExpansion::uncounted).collect()
    }

    fn words(&mut self) -> Vec<&mut WordExpansion> {
        let mut words = Vec::new();
        for part in &mut self.parts {
            match part {
                Part::Run(run) => words.extend(run),
                Part::Clause(_, alternatives) => {
                    words.extend(alternatives.iter_mut().filter_map(|a| a.word.as_mut()));
                }
            }
        }
        words
    }

    /// The expanded query.
    pub(crate) fn finish(mut self, reader: &dyn IndexReader) -> Expanded {
        for part in self.parts {
            match part {
                Part::Run(words) => push_run(reader, words, &mut self.expanded.concepts),
                Part::Clause(concept, alternatives) => {
                    self.expanded.concepts.push(finish_clause(concept, alternatives));
                }
            }
        }
        self.expanded
    }
}

fn finish_clause(mut concept: Concept, alternatives: Vec<Alternative>) -> Concept {
    for Alternative { word, mut terms, sequence } in alternatives {
        if let Some(mut word) = word {
            concept.terms.append(&mut word.concept.terms);
            concept.sequences.append(&mut word.concept.sequences);
        }
        concept.sequences.extend(sequence);
        concept.terms.append(&mut terms);
    }
    concept.keep_best();
    concept
}

/// Adds a concept for each word of a run. A word that several of them make together stands for each.
fn push_run(reader: &dyn IndexReader, words: Vec<WordExpansion>, concepts: &mut Vec<Concept>) {
    let first = concepts.len();
    let mut neighbours = Vec::new();
    for WordExpansion { word, concept, .. } in words {
        neighbours.push(word);
        concepts.push(concept);
    }
    let is_group = |word: &Word| word.is_letter() || word.is_number();
    for length in 2..=MAX_JOINED_GROUPS {
        for (at, window) in neighbours.windows(length).enumerate() {
            if length > MAX_JOINED && !window.iter().all(is_group) {
                continue;
            }
            let joined = joined(reader, window.iter());
            for concept in &mut concepts[first + at..first + at + length] {
                concept.terms.extend_from_slice(&joined);
            }
        }
    }
    concepts[first..].iter_mut().for_each(Concept::keep_best);
}
