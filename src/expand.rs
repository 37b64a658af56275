//! One word of a query to weighted terms of the index: as typed, with other accents, of one stem,
//! continued, misspelt, joined with its neighbour or split in two.
use std::ops::RangeInclusive;

use kwic_core::format::{Field, forms};
use kwic_core::small::sort::{first_of, keep, keep_first, sort};
use kwic_core::text::{is_mark, length, slice};

use crate::filter::Filter;
use crate::index::Index;
use crate::query::{Atom, Clause, Query, Word};
use crate::score::{self, closeness};
use crate::typo;
use kwic_postings::fuzzy::fuzzy;

/// A query in terms of one index.
#[derive(Debug, Default)]
pub(crate) struct Expanded {
    pub concepts: Vec<Concept>,
    pub filters: Vec<Filter>,
    /// The folded words that were typed, run together, when the query is plain words only.
    pub typed: Option<String>,
    /// Then also each word; its concept has the same number.
    pub words: Vec<Typed>,
}

/// A word of a query that is plain words only.
#[derive(Debug)]
pub(crate) struct Typed {
    pub word: Word,
    /// A space stands before it, or nothing.
    pub apart: bool,
}

/// What a word, a phrase or a set of alternatives stands for in the index.
#[derive(Debug, Default)]
pub(crate) struct Concept {
    pub terms: Vec<Expansion>,
    pub sequences: Vec<Sequence>,
    /// Only this field counts.
    pub field: Option<Field>,
    /// An article without it is no hit.
    pub required: bool,
    /// An article with it is no hit.
    pub excluded: bool,
    /// It is a word that says little.
    pub common: bool,
    /// What it may have been meant to be, when that is clearly more frequent than all it stands for.
    pub correction: Option<Expansion>,
}

/// A term that stands for a word of the query.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Expansion {
    pub ordinal: u32,
    /// In how many documents the term is.
    pub documents: u32,
    /// How close it is to what was typed, up to 1.
    pub weight: f32,
    /// A guess, not a spelling: a continuation or a correction.
    pub guess: bool,
    /// It stands for its neighbour in the query too.
    pub joined: bool,
}

/// Terms that stand for a word when they follow each other: for each place, any of its terms.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Sequence {
    pub places: Vec<Vec<Expansion>>,
    pub weight: f32,
    /// The word that it is apart, by the ordinal of its first form, and where that is cut: then the index
    /// says which documents have it.
    pub apart: Option<(u32, usize)>,
}

/// How a word of a query ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// It is whole.
    Closed,
    /// Its reader may be in the middle of it.
    Open,
    /// With a star: it goes on.
    Star,
}

/// At most so many continuations of the last word, those of most articles first.
const MAX_CONTINUATIONS: usize = 64;
/// At most so many corrections, nearest and then most frequent first.
const MAX_CORRECTIONS: usize = 12;
/// At most so many relatives of a word that is not known.
const MAX_INFLECTED: usize = 6;
/// At most so many ways to split a word.
const MAX_SPLITS: usize = 6;
/// No word is split in more.
const MAX_PARTS: usize = 4;
/// A word of so many characters forgives two edits when nothing else is found.
const FORGIVEN_TWO: usize = 5;
/// Those two edits have to be this likely.
const LIKELY: f32 = 0.6;
/// So many times as frequent is clearly more frequent.
const CLEARLY: u32 = 5;
/// An abbreviation has so many letters: two are a word split in two anyway.
const ABBREVIATED: RangeInclusive<usize> = 3..=5;
/// A number has so many digits when it has more than two groups of three.
const GROUPED: RangeInclusive<usize> = 7..=15;
/// So many words may be one, if they are letters or numbers.
const MAX_GROUPS: usize = 5;
/// A word that no more articles have is what its reader looks for, rather than other forms of it: all of
/// them fit on the first page of hits.
const RARE: u32 = 8;
/// If so many have those.
const FREQUENT: u32 = 10;
/// Longer words, in characters, are not split.
const LONGEST_SPLIT: usize = 32;
/// Words of a query beyond this are not looked up.
const MAX_WORDS: usize = 128;

impl Index<'_> {
    /// What a query stands for in this index; with `prefix` its last word may go on.
    pub(crate) fn expand(&self, query: Query, prefix: bool) -> Expanded {
        let mut expanded = Expanded { filters: query.filters, ..Expanded::default() };
        let mut plain: Vec<(&Word, End)> = Vec::new();
        let mut words = Vec::new();
        let mut all_plain = expanded.filters.is_empty();
        for (number, clause) in query.clauses.iter().enumerate() {
            if expanded.concepts.len() + plain.len() >= MAX_WORDS {
                break;
            }
            if let Some(atom) = plain_atom(clause) {
                let open = prefix && query.open && number + 1 == query.clauses.len();
                for (i, word) in atom.words.iter().enumerate().take(MAX_WORDS) {
                    let last = i + 1 == atom.words.len();
                    let end = match () {
                        () if last && atom.prefix => End::Star,
                        () if last && open => End::Open,
                        () => End::Closed,
                    };
                    plain.push((word, end));
                    words.push(Typed { word: word.clone(), apart: i == 0 });
                }
            } else {
                all_plain = false;
                self.expand_run(&plain, &mut expanded.concepts);
                plain.clear();
                expanded.concepts.push(self.expand_clause(clause));
            }
        }
        if all_plain {
            let mut typed = String::new();
            for (word, _) in &plain {
                typed.push_str(&word.folded);
            }
            expanded.typed = Some(typed);
            expanded.words = words;
        }
        self.expand_run(&plain, &mut expanded.concepts);
        if let [concept] = expanded.concepts.as_mut_slice() {
            self.prefer_rare(concept);
        }
        expanded
    }

    /// Makes what else a word that hardly any article has may be, its other forms and itself written apart,
    /// no better than guesses where they are so many that the word itself would be lost among them.
    fn prefer_rare(&self, concept: &mut Concept) {
        let is_form = |term: &Expansion| term.weight < closeness::JOINED * closeness::JOINED;
        let holding = |forms: bool| -> u32 {
            let own = concept.terms.iter().filter(|term| term.is_close());
            own.filter(|term| is_form(term) == forms).map(|term| term.documents).sum()
        };
        let (as_typed, mut others) = (holding(false), holding(true));
        if !(1..=RARE).contains(&as_typed) {
            return;
        }
        for sequence in &concept.sequences {
            self.sequence(sequence, &mut |_| {
                others = others.saturating_add(1);
                true
            });
        }
        if others >= FREQUENT {
            for form in concept.terms.iter_mut().filter(|term| term.is_close() && is_form(term)) {
                form.weight = closeness::TYPO;
            }
            for sequence in &mut concept.sequences {
                sequence.weight = closeness::TYPO;
            }
        }
    }

    /// Words that stand side by side in the query: each a concept, and each pair and triple of
    /// neighbours also as one word.
    fn expand_run(&self, words: &[(&Word, End)], concepts: &mut Vec<Concept>) {
        let first = concepts.len();
        for &(word, end) in words {
            concepts.push(self.expand_word(word, end));
        }
        let is_group = |pair: &(&Word, End)| pair.0.is_letter() || pair.0.is_number();
        for length in 2..=MAX_GROUPS {
            for (at, window) in words.windows(length).enumerate() {
                if length > 3 && !window.iter().all(is_group) {
                    continue;
                }
                let mut neighbours = Vec::new();
                window.iter().for_each(|pair| neighbours.push(pair.0));
                let joined = self.joined(&neighbours);
                for concept in &mut concepts[first + at..first + at + length] {
                    concept.terms.extend_from_slice(&joined);
                }
            }
        }
        for concept in &mut concepts[first..] {
            concept.keep_best();
        }
    }

    /// Forms of several words written together.
    fn joined(&self, words: &[&Word]) -> Vec<Expansion> {
        let (mut folded, mut exact) = (String::new(), String::new());
        for word in words {
            if word.lone {
                return Vec::new();
            }
            folded.push_str(&word.folded);
            exact.push_str(&word.exact);
        }
        let mut joined = Vec::new();
        self.spelled(&folded, &exact, closeness::JOINED, &mut joined);
        for expansion in &mut joined {
            expansion.joined = true;
            // What is written together is often another language's spelling, without marks.
            expansion.weight = expansion.weight.max(closeness::JOINED * closeness::JOINED);
        }
        joined
    }

    /// Adds the forms of a folded word, each by how close it is to the exact one.
    fn spelled(&self, folded: &str, exact: &str, weight: f32, found: &mut Vec<Expansion>) {
        self.forms(folded, &mut |key, ordinal| {
            let form = key.get(folded.len() + 1..).unwrap_or(folded.as_bytes());
            let closeness = if form == exact.as_bytes() {
                closeness::EXACT
            } else if exact == folded {
                closeness::MARKED
            } else if form == folded.as_bytes() {
                closeness::UNMARKED
            } else {
                closeness::OTHER_MARKS
            };
            found.push(self.expansion(ordinal, weight * closeness, false));
        });
    }

    pub(crate) fn expansion(&self, ordinal: u32, weight: f32, guess: bool) -> Expansion {
        let documents = self.documents_with(ordinal);
        Expansion { ordinal, documents, weight, guess, joined: false }
    }

    fn expand_word(&self, word: &Word, end: End) -> Concept {
        let mut concept = Concept::default();
        if word.lone {
            self.continued(&word.folded, closeness::EXACT, false, &mut concept.terms);
            return concept;
        }
        self.spelled(&word.folded, &word.exact, closeness::EXACT, &mut concept.terms);
        concept.common = concept
            .terms
            .iter()
            .any(|term| term.weight >= closeness::MARKED && self.is_stop_word(term.ordinal));
        let unknown = concept.terms.is_empty();
        self.related(&mut concept.terms);
        concept.sequences = match concept.terms.first() {
            Some(first) => self.listed_apart(&word.folded, first.ordinal),
            None => self.split(&word.folded, 2, 1),
        };
        if let Some(grouped) = self.grouped(word, unknown) {
            concept.sequences.push(grouped);
        }
        if unknown {
            keep(&mut concept.sequences, &mut |sequence| self.occurs(sequence));
        }
        if end != End::Closed {
            self.continued(&word.folded, closeness::PREFIX, true, &mut concept.terms);
        }
        // A star says that the word goes on: then it is no slip for another.
        if unknown && (end != End::Star || concept.is_empty()) {
            self.correct(&mut concept, &word.folded);
            if self.inflected(&word.folded, &mut concept.terms) {
                concept.correction = None;
            }
        }
        // Pieces of one letter would make too many words out of any.
        for parts in 3..=MAX_PARTS {
            if concept.is_empty() {
                concept.sequences = self.split(&word.folded, parts, 2);
                keep(&mut concept.sequences, &mut |sequence| self.occurs(sequence));
            }
        }
        if concept.is_empty() && length(&word.folded) >= FORGIVEN_TWO {
            let mut corrections = self.corrected(&word.folded, 2);
            keep(&mut corrections, &mut |correction| {
                correction.weight >= closeness::TYPO_FAR * LIKELY
            });
            concept.correction = corrections.first().copied();
            concept.terms = corrections;
        }
        concept
    }

    /// Adds other forms of words that are as typed or nearly so.
    fn related(&self, terms: &mut Vec<Expansion>) {
        for at in 0..terms.len() {
            let Expansion { ordinal, weight, .. } = terms[at];
            if weight < closeness::MARKED {
                continue;
            }
            for relative in self.stems().relatives(ordinal) {
                terms.push(self.expansion(relative, weight * closeness::STEM, false));
            }
        }
    }

    /// Adds words that differ from an unknown one as words of one stem do; true when there are any.
    fn inflected(&self, folded: &str, found: &mut Vec<Expansion>) -> bool {
        let before = found.len();
        for (from, to) in self.inflections() {
            // Most end in another letter.
            let last = from.as_bytes().last();
            if last.is_some() && last != folded.as_bytes().last() {
                continue;
            }
            let Some(stem) = folded.strip_suffix(from).filter(|stem| stem.len() >= 3) else {
                continue;
            };
            let other = [stem, to].concat();
            self.spelled(&other, &other, closeness::INFLECTED, found);
            if found.len() - before >= MAX_INFLECTED {
                break;
            }
        }
        for expansion in &mut found[before..] {
            expansion.guess = true;
        }
        found.len() > before
    }

    /// Adds terms that begin with a folded word and go on, those of most articles.
    fn continued(&self, folded: &str, weight: f32, guess: bool, found: &mut Vec<Expansion>) {
        // All terms of a prefix have ordinals in a row: their counts are read without their keys.
        let mut all = self.terms_with(folded);
        if guess {
            let mut forms = 0;
            self.forms(folded, &mut |_, _| forms += 1);
            all.start += forms;
        }
        let counted = all.map(|ordinal| (self.documents_with(ordinal), ordinal));
        let first = first_of(counted, MAX_CONTINUATIONS, |a, b| (b.0, a.1) < (a.0, b.1));
        let Some(branch) = self.dictionary.branch(folded.as_bytes()) else { return };
        for (_, ordinal) in first {
            let Some(rest) = branch.rest(ordinal) else { continue };
            // か and then a mark is が, another character.
            let next = std::str::from_utf8(&rest).ok().and_then(|rest| rest.chars().next());
            if !next.is_some_and(is_mark) {
                let typed = folded.len() as f32 / (folded.len() + forms(&rest).0.len()) as f32;
                let weight = if guess { weight * (0.5 + 0.5 * typed) } else { weight };
                found.push(self.expansion(ordinal, weight, guess));
            }
        }
    }

    /// Adds corrections of a word that is not in the dictionary, if they are more frequent than what
    /// else it may stand for.
    fn correct(&self, concept: &mut Concept, folded: &str) {
        let documents = concept.terms.iter().map(|term| term.documents);
        let mut others = documents.fold(0, u32::saturating_add);
        for sequence in &concept.sequences {
            self.sequence(sequence, &mut |_| {
                others = others.saturating_add(1);
                true
            });
        }
        let most = typo::tolerance(length(folded));
        let mut corrections = self.corrected(folded, most);
        keep(&mut corrections, &mut |correction| correction.documents > others);
        concept.correction = corrections.first().copied();
        if corrections.first().is_some_and(|best| best.documents / CLEARLY < others) {
            concept.correction = None;
        }
        concept.terms.append(&mut corrections);
    }

    /// Terms within so many edits, the likeliest first.
    fn corrected(&self, folded: &str, most: u8) -> Vec<Expansion> {
        let mut found = Vec::new();
        if most == 0 {
            return found;
        }
        fuzzy(&self.dictionary, folded, most, 0, &mut |key, ordinal, distance| {
            let weight = if distance <= 1 { closeness::TYPO } else { closeness::TYPO_FAR };
            let weight = weight * typo::likelihood(folded, key, distance);
            found.push(self.expansion(ordinal, weight, true));
        });
        let worth = |e: &Expansion| e.weight * score::use_of(e.documents);
        keep_first(&mut found, MAX_CORRECTIONS, |a, b| {
            let (ours, theirs) = (worth(a), worth(b));
            ours > theirs || (ours == theirs && a.is_before(b))
        });
        found
    }

    /// An abbreviation letter by letter and a large number by its thousands: `U.S.A.`, `1,000,000`. In
    /// small letters only a word that no article has is taken for an abbreviation.
    fn grouped(&self, word: &Word, unknown: bool) -> Option<Sequence> {
        let folded = word.folded.as_str();
        let size = if word.is_number() && GROUPED.contains(&folded.len()) {
            3
        } else if ABBREVIATED.contains(&folded.len())
            && folded.bytes().all(|byte| byte.is_ascii_lowercase())
            && (unknown || word.typed.bytes().all(|byte| byte.is_ascii_uppercase()))
        {
            1
        } else {
            return None;
        };
        let mut parts = Vec::new();
        let mut rest = folded;
        while !rest.is_empty() {
            let (part, after) = rest.split_at_checked((rest.len() - 1) % size + 1)?;
            parts.push(part);
            rest = after;
        }
        let sequence = self.written_apart(&parts, None);
        sequence.places.iter().all(|place| !place.is_empty()).then_some(sequence)
    }

    /// The ways in which a word of the dictionary, by the ordinal of its first form, stands as two.
    fn listed_apart(&self, folded: &str, first: u32) -> Vec<Sequence> {
        let mut sequences = Vec::new();
        for apart in self.compounds().of(first) {
            if let Some((before, after)) = folded.split_at_checked(apart.cut)
                && sequences.len() < MAX_SPLITS
            {
                sequences.push(self.written_apart(&[before, after], Some((first, apart.cut))));
            }
        }
        sequences
    }

    /// Words that follow each other where one was typed.
    fn written_apart(&self, parts: &[&str], apart: Option<(u32, usize)>) -> Sequence {
        let mut places = Vec::new();
        for part in parts {
            let mut terms = Vec::new();
            self.spelled(part, part, closeness::EXACT, &mut terms);
            places.push(terms);
        }
        Sequence { places, weight: closeness::JOINED, apart }
    }

    /// The ways to write a word apart in so many words of the dictionary of at least so many
    /// characters.
    fn split(&self, folded: &str, parts: usize, least: usize) -> Vec<Sequence> {
        let mut ways = Vec::new();
        self.split_into(folded, parts, least, &mut Vec::new(), &mut ways);
        ways.truncate(MAX_SPLITS);
        let mut sequences = Vec::new();
        for way in ways {
            sequences.push(self.written_apart(&way, None));
        }
        sequences
    }

    /// Adds the ways to cut `rest` into exactly `parts` known words of `least` characters.
    fn split_into<'w>(
        &self,
        rest: &'w str,
        parts: usize,
        least: usize,
        before: &mut Vec<&'w str>,
        ways: &mut Vec<Vec<&'w str>>,
    ) {
        if length(rest) > LONGEST_SPLIT {
            return;
        }
        for (cut, _) in rest.char_indices().skip(least) {
            let (part, after) = (slice(rest, 0..cut), slice(rest, cut..rest.len()));
            if length(after) < least || !self.knows(part) {
                continue;
            }
            before.push(part);
            if parts > 2 {
                self.split_into(after, parts - 1, least, before, ways);
            } else if self.knows(after) {
                let mut way = before.clone();
                way.push(after);
                ways.push(way);
            }
            before.pop();
        }
    }

    /// A clause that is more than plain words.
    fn expand_clause(&self, clause: &Clause) -> Concept {
        let field = clause.alternatives.iter().find_map(|atom| atom.field);
        let mut concept = Concept {
            field,
            required: !clause.excluded
                && clause.alternatives.iter().all(|atom| atom.phrase || atom.field.is_some()),
            excluded: clause.excluded,
            ..Concept::default()
        };
        for atom in &clause.alternatives {
            self.expand_atom(atom, clause.excluded, &mut concept);
        }
        concept.keep_best();
        concept
    }

    fn expand_atom(&self, atom: &Atom, excluded: bool, concept: &mut Concept) {
        if let [word] = atom.words.as_slice() {
            let terms = &mut concept.terms;
            if atom.phrase || excluded {
                self.spelled(&word.folded, &word.exact, closeness::EXACT, terms);
            } else {
                let mut expanded = self.expand_word(word, End::Closed);
                concept.sequences.append(&mut expanded.sequences);
                terms.append(&mut expanded.terms);
            }
            if atom.prefix || word.lone {
                self.continued(&word.folded, closeness::PREFIX, !word.lone, terms);
            }
            return;
        }
        let (mut places, mut words) = (Vec::new(), Vec::new());
        for word in &atom.words {
            words.push(word);
            let mut terms = Vec::new();
            self.spelled(&word.folded, &word.exact, closeness::EXACT, &mut terms);
            if word.lone {
                self.continued(&word.folded, closeness::EXACT, true, &mut terms);
            }
            places.push(terms);
        }
        if places.iter().all(|terms| !terms.is_empty()) {
            concept.sequences.push(Sequence { places, weight: closeness::EXACT, apart: None });
        }
        concept.terms.append(&mut self.joined(&words));
    }
}

/// The words of a clause that is nothing but words.
fn plain_atom(clause: &Clause) -> Option<&Atom> {
    match clause.alternatives.as_slice() {
        [atom] if !clause.excluded && !atom.phrase && atom.field.is_none() => Some(atom),
        _ => None,
    }
}

impl Expansion {
    /// True for the word itself in one of its forms.
    pub(crate) fn is_close(&self) -> bool {
        !self.guess && self.weight >= score::CLOSE
    }

    /// The order in which the best are kept: more articles first.
    fn is_before(&self, other: &Expansion) -> bool {
        let (ours, theirs) = (self.documents, other.documents);
        ours > theirs || (ours == theirs && self.ordinal < other.ordinal)
    }
}

impl Concept {
    fn is_empty(&self) -> bool {
        self.terms.is_empty() && self.sequences.is_empty()
    }

    /// Leaves each term once, with its best weight.
    fn keep_best(&mut self) {
        if self.terms.iter().any(|term| term.joined) {
            self.correction = None;
        }
        let order = |term: &Expansion| (term.ordinal, -term.weight);
        sort(&mut self.terms, |a, b| order(a) < order(b));
        self.terms.dedup_by(|later, first| later.ordinal == first.ordinal);
    }
}
