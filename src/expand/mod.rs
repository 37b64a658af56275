//! From the words of a query to weighted terms of an index: as typed, with other accents, of one stem,
//! continued, misspelt, joined with a neighbour or split in two.
//!
//! No search runs here. Where it matters whether the parts of a split word follow each other in any article,
//! the caller counts.

mod compound;
pub(crate) mod concept;
pub(crate) mod edit_cost;
mod end;
pub(crate) mod expansion;
mod fuzzy;
mod inflection;
pub(crate) mod name;
mod prefix;
mod prefixed;
pub(crate) mod sequence;
mod spelling;
mod synonym;
mod tail;
pub(crate) mod weight;
mod word;

use compound::joined;
use concept::{Concept, Expanded, TypedWord};
use end::End;
use name::expand_name;
use prefix::push_continuations;
use sequence::{Count, Sequence};
use spelling::push_forms;
use synonym::push_synonyms;
use word::expand_word;

use crate::index_reader::IndexReader;
use crate::query::Parsed;
use crate::query::atom::{Atom, Clause};
use crate::query::filter::Filter;
use crate::query::words::Word;

/// Words of a query beyond this are not looked up.
const MAX_WORDS: usize = 128;
/// This many neighbours in a query may be one word,
const MAX_JOINED: usize = 3;
/// and this many if they are letters or numbers.
const MAX_JOINED_GROUPS: usize = 5;

/// What a query stands for in an index; with `prefix` its last word may go on. `count` is asked only
/// where the words of a query say too little.
pub(crate) fn expand(
    reader: &impl IndexReader,
    query: &Parsed,
    prefix: bool,
    count: &Count<'_>,
) -> Expanded {
    let mut expanded = Expanded::default();
    let clauses = clauses(reader, query, &mut expanded.filters);
    // Where the plain words begin that stand side by side before this clause.
    let mut run = 0;
    let mut typed = String::new();
    let mut all_plain = expanded.filters.is_empty();
    let mut are_words = true;
    for (number, &clause) in clauses.iter().enumerate() {
        if expanded.concepts.len() >= MAX_WORDS {
            break;
        }
        let Some(atom) = plain_atom(clause) else {
            all_plain = false;
            join(reader, &mut expanded, run);
            expanded.concepts.push(clause_concept(reader, count, clause));
            run = expanded.words.len();
            continue;
        };
        let open = prefix && query.open && number + 1 == clauses.len();
        if let Some(sequence) = run_in_sequence(reader, count, atom) {
            join(reader, &mut expanded, run);
            let sequences = vec![sequence];
            expanded.concepts.push(Concept { sequences, ..Concept::default() });
            run = expanded.words.len();
            atom.words.iter().for_each(|word| typed.push_str(&word.folded));
            are_words = false;
            continue;
        }
        let end = match () {
            () if atom.prefix => End::Star,
            () if open => End::Open,
            () => End::Closed,
        };
        expanded.names.extend(expand_name(reader, atom, end));
        for (at, word) in atom.words.iter().enumerate().take(MAX_WORDS) {
            let end = if at + 1 == atom.words.len() { end } else { End::Closed };
            expanded.concepts.push(expand_word(reader, count, word, end));
            typed.push_str(&word.folded);
            expanded.words.push(TypedWord { word: word.clone(), after_space: at == 0 });
        }
    }
    join(reader, &mut expanded, run);
    if all_plain {
        expanded.typed = Some(typed);
    }
    if !all_plain || !are_words {
        expanded.words.clear();
    }
    if let [concept] = expanded.concepts.as_mut_slice() {
        concept.alone = true;
    }
    expanded.prefer_rare(count);
    expanded
}

/// A run of a script that has neither spaces nor many characters, where some article has it as it was typed. Its
/// pairs of characters are in almost every article.
fn run_in_sequence(reader: &impl IndexReader, count: &Count<'_>, atom: &Atom) -> Option<Sequence> {
    let is_run = atom.words.len() > 1 && atom.words.iter().all(Word::is_of_few_characters);
    if !is_run {
        return None;
    }
    let mut sequence = in_order(reader, atom)?;
    sequence.documents = Some(count(&sequence));
    (sequence.documents != Some(0)).then_some(sequence)
}

/// The clauses of a query, among them the values of filters that no article has; leaves the other conditions in
/// `filters`.
fn clauses<'q>(
    reader: &impl IndexReader,
    query: &'q Parsed,
    filters: &mut Vec<Filter>,
) -> Vec<&'q Clause> {
    let mut clauses: Vec<&Clause> = query.clauses.iter().collect();
    let is_known = |filter: &Filter| filter.accepted(reader.attributes()).contains(&true);
    for typed in query.filters.iter().rev() {
        match &typed.words {
            Some((before, words)) if !is_known(&typed.filter) => {
                clauses.insert((*before).min(clauses.len()), words);
            }
            _ => filters.push(typed.filter.clone()),
        }
    }
    clauses
}

/// The words of a clause that is nothing but words.
fn plain_atom(clause: &Clause) -> Option<&Atom> {
    match clause.alternatives.as_slice() {
        [atom] if !clause.excluded && is_words(atom) => Some(atom),
        _ => None,
    }
}

fn is_words(atom: &Atom) -> bool {
    !atom.phrase && atom.field.is_none() && atom.sign.is_none()
}

/// What a clause stands for that is more than plain words.
fn clause_concept(reader: &impl IndexReader, count: &Count<'_>, clause: &Clause) -> Concept {
    let is_strict = |atom: &Atom| atom.phrase || atom.field.is_some();
    let mut concept = Concept {
        field: clause.alternatives.iter().find_map(|atom| atom.field),
        required: !clause.excluded && clause.alternatives.iter().all(is_strict),
        excluded: clause.excluded,
        ..Concept::default()
    };
    for atom in &clause.alternatives {
        add_alternative(reader, count, atom, &mut concept);
    }
    concept.keep_best();
    concept
}

/// Adds one of the alternatives of a clause to its concept.
fn add_alternative(
    reader: &impl IndexReader,
    count: &Count<'_>,
    atom: &Atom,
    concept: &mut Concept,
) {
    if let Some(sign) = &atom.sign {
        concept.signs.push(sign.clone());
        return;
    }
    if let [word] = atom.words.as_slice() {
        if atom.phrase || concept.excluded {
            push_forms(reader, &word.folded, &word.exact, weight::EXACT, &mut concept.terms);
        } else {
            let mut expanded = expand_word(reader, count, word, End::Closed);
            concept.terms.append(&mut expanded.terms);
            concept.sequences.append(&mut expanded.sequences);
        }
        if atom.prefix || word.single {
            let inexact = !word.single;
            push_continuations(reader, &word.folded, weight::PREFIX, inexact, &mut concept.terms);
        }
        return;
    }
    concept.sequences.extend(in_order(reader, atom));
    concept.terms.append(&mut joined(reader, atom.words.iter()));
}

/// The words of an atom one after the other; none where no article has one of them.
fn in_order(reader: &impl IndexReader, atom: &Atom) -> Option<Sequence> {
    let mut positions = Vec::new();
    for word in &atom.words {
        let mut terms = Vec::new();
        push_forms(reader, &word.folded, &word.exact, weight::EXACT, &mut terms);
        if word.single {
            push_continuations(reader, &word.folded, weight::EXACT, true, &mut terms);
        }
        if terms.is_empty() {
            return None;
        }
        positions.push(terms);
    }
    Some(Sequence::new(positions, weight::EXACT))
}

/// Adds the words that plain words side by side make together, and their synonyms, to the concept of each of them; `first` is
/// the number of the first of them among the words of the query, and the last concepts are theirs.
fn join(reader: &impl IndexReader, expanded: &mut Expanded, first: usize) {
    let Expanded { words, concepts, .. } = expanded;
    let words = words.get(first..).unwrap_or_default();
    let first = concepts.len() - words.len();
    let is_group = |word: &Word| word.is_letter() || word.is_number();
    for length in 2..=MAX_JOINED_GROUPS {
        for (at, window) in words.windows(length).enumerate() {
            if length > MAX_JOINED && !window.iter().all(|typed| is_group(&typed.word)) {
                continue;
            }
            let joined = joined(reader, window.iter().map(|typed| &typed.word));
            for concept in &mut concepts[first + at..first + at + length] {
                concept.terms.extend_from_slice(&joined);
            }
        }
    }
    push_synonyms(reader, words, &mut concepts[first..]);
    concepts[first..].iter_mut().for_each(Concept::keep_best);
}
