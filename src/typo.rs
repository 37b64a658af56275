//! Words of the dictionary within a number of edits of a word.
//!
//! The distance is Damerau's in its restricted form (optimal string alignment): an insertion, a
//! deletion, a substitution or a swap of neighbours is one edit. On the way through the dictionary the
//! states of the automaton of all such words are kept as bits (Wu and Manber, "Fast text searching allowing
//! errors", 1992, with a state for the middle of a swap), so that common beginnings are compared once, and a
//! branch is left as soon as no word on it can be near enough.

use alloc::vec;
use alloc::vec::Vec;

use kwic_core::format::EXACT_SEPARATOR;
use kwic_core::format::dictionary::{Dictionary, MAX_KEY, Node};

/// At most so many nodes are visited, which bounds what damaged bytes can cost.
const MOST_VISITS: usize = 1 << 20;

/// How many edits a word of this many characters forgives.
pub(crate) fn tolerance(characters: usize) -> u8 {
    match characters {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// How likely the edits between a word and a term are, of all that are as many, from 0 to 1.
pub(crate) fn likelihood(word: &str, key: &[u8], distance: u8) -> f32 {
    let least = f32::from(distance.max(1));
    let likely = (2.0 - cost(&letters(word), &meant(key)) / least).clamp(0.0, 1.0);
    likely * likely
}

/// True when a term is so near a word, for its length, that who typed the word slipped: in short
/// words only the likeliest slips, and no other ending, which is most often another form of the word,
/// and no other number. Of a word that is `known` to articles more is asked.
pub(crate) fn is_slip(word: &str, key: &[u8], known: bool) -> bool {
    let (word, meant) = (letters(word), meant(key));
    let most = match (known, word.len()) {
        (false, 5) | (true, 7 | 8) => 1.05,
        (false, 6 | 7) | (true, 9 | 10) => 1.25,
        (false, 8..) | (true, 11..) => 2.25,
        _ => return false,
    };
    let cost = cost(&word, &meant);
    let same = word.iter().zip(&meant).take_while(|pair| pair.0 == pair.1).count();
    let differs = word.len().max(meant.len()) - same;
    let is_number = |letters: &[char]| letters.iter().any(char::is_ascii_digit);
    cost < most && differs > cost as usize && !is_number(&word) && !is_number(&meant)
}

fn letters(word: &str) -> Vec<char> {
    word.chars().collect()
}

/// The letters of the folded form of a key.
fn meant(key: &[u8]) -> Vec<char> {
    let folded = key.split(|&byte| byte == EXACT_SEPARATOR).next().unwrap_or_default();
    letters(core::str::from_utf8(folded).unwrap_or_default())
}

/// What the likeliest edits between two words cost, 1 for the likeliest one: people swap neighbours,
/// double and undouble letters and mistake vowels more than they leave a letter out, that more than
/// they hit a wrong key, and are seldom wrong at the beginning (Yannakoudakis and Fawthrop, "The
/// rules of spelling errors", 1983).
fn cost(word: &[char], meant: &[char]) -> f32 {
    let width = meant.len() + 1;
    // What the likeliest edits from the first letters of one to those of the other cost.
    let mut costs = vec![0f32; (word.len() + 1) * width];
    let one_more = |letters: &[char], at: usize| match at {
        0 => 1.5,
        _ if letters[at] == letters[at - 1] => 1.0,
        _ => 1.2,
    };
    let is_vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    for at in 1..costs.len() {
        let (row, column) = (at / width, at % width);
        let mut cost = f32::MAX;
        if row > 0 {
            cost = costs[at - width] + one_more(word, row - 1);
        }
        if column > 0 {
            cost = cost.min(costs[at - 1] + one_more(meant, column - 1));
        }
        if row > 0 && column > 0 {
            let (typed, right) = (word[row - 1], meant[column - 1]);
            let wrong = match () {
                () if typed == right => 0.0,
                () if row == 1 && column == 1 => 1.7,
                () if is_vowel(typed) && is_vowel(right) => 1.1,
                () => 1.4,
            };
            cost = cost.min(costs[at - width - 1] + wrong);
            if row > 1 && column > 1 && typed == meant[column - 2] && right == word[row - 2] {
                cost = cost.min(costs[at - 2 * width - 2] + 1.0);
            }
        }
        costs[at] = cost;
    }
    costs.last().copied().unwrap_or_default()
}

/// Calls `each` with key, ordinal and distance of every term whose folded form is within `most`
/// edits of `word`; with `firm` only of those that begin with the same letter, which is far less work.
/// Words of more than [`LONGEST`] characters have none.
pub(crate) fn similar(
    dictionary: &Dictionary<'_>,
    word: &str,
    most: u8,
    firm: bool,
    each: &mut dyn FnMut(&[u8], u32, u8),
) {
    let beginning = word.bytes().next().filter(|_| firm);
    let word: Vec<char> = word.chars().take(LONGEST + 1).collect();
    if word.len() > LONGEST {
        return;
    }
    let most = usize::from(most).min(MOST_EDITS);
    let mut ascii = [0; 128];
    for (at, &c) in word.iter().enumerate() {
        if let Some(places) = ascii.get_mut(c as usize) {
            *places |= 1 << at;
        }
    }
    let mut walk = Walk {
        word: &word,
        ascii,
        most,
        beginning,
        key: Vec::new(),
        unfinished: 0,
        visits: MOST_VISITS,
        each,
    };
    if let Some(root) = dictionary.root() {
        walk.visit(&root, 0, &States::first(most));
    }
}

/// The characters of the longest word that is compared: a bit for each, and one.
const LONGEST: usize = 63;
/// No more edits are forgiven.
const MOST_EDITS: usize = 2;

/// How much of the word may have been met on the path so far, with each number of edits: bit `i` for the
/// first `i` characters.
#[derive(Clone, Copy)]
struct States {
    met: [u64; MOST_EDITS + 1],
    /// The same where the character after the next has come, and the next should: a swap.
    swapping: [u64; MOST_EDITS + 1],
}

impl States {
    /// Before the first character: any so many characters may be left out.
    fn first(most: usize) -> States {
        let mut states = States { met: [0; MOST_EDITS + 1], swapping: [0; MOST_EDITS + 1] };
        for edits in 0..=most {
            states.met[edits] = (2 << edits) - 1;
        }
        states
    }

    /// After one more character, which is that of the word at the set bits of `here`.
    fn step(&self, here: u64, most: usize) -> States {
        let mut next = States { met: [0; MOST_EDITS + 1], swapping: [0; MOST_EDITS + 1] };
        next.met[0] = (self.met[0] & here) << 1;
        for edits in 1..=most {
            let fewer = self.met[edits - 1];
            next.met[edits] = (self.met[edits] & here) << 1
                // One too many; another; one left out after this; the second of a swap.
                | fewer
                | fewer << 1
                | next.met[edits - 1] << 1
                | (self.swapping[edits] & here) << 2;
            next.swapping[edits] = fewer & here >> 1;
        }
        next
    }

    /// True when nothing that goes on so is near enough.
    fn is_dead(&self) -> bool {
        self.met.iter().chain(&self.swapping).all(|&bits| bits == 0)
    }

    /// The number of edits, if the whole word of so many characters has been met.
    fn distance(&self, length: usize) -> Option<u8> {
        self.met.iter().position(|bits| bits >> length & 1 == 1).map(|edits| edits as u8)
    }
}

struct Walk<'a> {
    word: &'a [char],
    /// For each ASCII character, a bit for each place where the word has it.
    ascii: [u64; 128],
    most: usize,
    /// The first byte of the terms that count; of all when there is none.
    beginning: Option<u8>,
    key: Vec<u8>,
    /// Bytes at the end of `key` that are not yet a whole character.
    unfinished: usize,
    /// Nodes that may still be visited.
    visits: usize,
    each: &'a mut dyn FnMut(&[u8], u32, u8),
}

impl Walk<'_> {
    /// Counts a node; false when too many were visited or the key is too long.
    fn may_visit(&mut self) -> bool {
        self.visits = self.visits.saturating_sub(1);
        self.visits > 0 && self.key.len() <= MAX_KEY
    }

    fn visit(&mut self, node: &Node<'_>, output: u64, states: &States) {
        if !self.may_visit() {
            return;
        }
        let distance = states.distance(self.word.len()).filter(|_| self.unfinished == 0);
        if let Some(distance) = distance
            && node.is_final()
        {
            let ordinal = output.wrapping_add(node.final_output()) as u32;
            (self.each)(&self.key, ordinal, distance);
        }
        let is_first = self.beginning.is_some() && self.key.is_empty();
        for i in 0..node.len() {
            let Some(transition) = node.transition(i) else { return };
            if is_first && self.beginning != Some(transition.input) {
                continue;
            }
            let output = output.wrapping_add(transition.output);
            self.key.push(transition.input);
            if transition.input == EXACT_SEPARATOR {
                if let Some(distance) = distance
                    && let Some(next) = node.follow(&transition)
                {
                    self.all_forms(&next, output, distance);
                }
            } else {
                let unfinished = self.unfinished;
                self.unfinished += 1;
                let from = self.key.len() - self.unfinished;
                let bytes = self.key.get(from..).unwrap_or_default();
                let character = match bytes {
                    [byte] if byte.is_ascii() => Some(char::from(*byte)),
                    _ => core::str::from_utf8(bytes).ok().and_then(|s| s.chars().next()),
                };
                let states = match character {
                    Some(c) => {
                        self.unfinished = 0;
                        states.step(self.places_of(c), self.most)
                    }
                    None => *states,
                };
                if self.unfinished < 4
                    && !states.is_dead()
                    && let Some(next) = node.follow(&transition)
                {
                    self.visit(&next, output, &states);
                }
                self.unfinished = unfinished;
            }
            self.key.pop();
        }
    }

    /// A bit for each place where the word has a character.
    fn places_of(&self, c: char) -> u64 {
        match self.ascii.get(c as usize) {
            Some(&places) => places,
            None => {
                let places = self.word.iter().rev();
                places.fold(0, |bits, &other| bits << 1 | u64::from(other == c))
            }
        }
    }

    /// Every exact form below a folded form that is near enough.
    fn all_forms(&mut self, node: &Node<'_>, output: u64, distance: u8) {
        if !self.may_visit() {
            return;
        }
        if node.is_final() {
            (self.each)(&self.key, output.wrapping_add(node.final_output()) as u32, distance);
        }
        for i in 0..node.len() {
            let Some(transition) = node.transition(i) else { return };
            let Some(next) = node.follow(&transition) else { continue };
            self.key.push(transition.input);
            self.all_forms(&next, output.wrapping_add(transition.output), distance);
            self.key.pop();
        }
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn naive(a: &str, b: &str) -> usize {
        let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        let mut d = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                d[i][j] = if i == 0 || j == 0 {
                    i + j
                } else {
                    let mut cost = (d[i - 1][j] + 1)
                        .min(d[i][j - 1] + 1)
                        .min(d[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]));
                    if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                        cost = cost.min(d[i - 2][j - 2] + 1);
                    }
                    cost
                };
            }
        }
        d[a.len()][b.len()]
    }

    fn found(words: &BTreeSet<String>, word: &str, most: u8) -> BTreeSet<(String, u8)> {
        let map = fst::Map::from_iter(words.iter().zip(0u64..)).unwrap().into_fst().into_inner();
        let map = Dictionary::read(&map).unwrap();
        let mut out = BTreeSet::new();
        similar(&map, word, most, false, &mut |key, ordinal, distance| {
            assert_eq!(words.iter().nth(ordinal as usize).unwrap().as_bytes(), key);
            out.insert((String::from_utf8(key.to_vec()).unwrap(), distance));
        });
        out
    }

    #[test]
    fn a_swap_is_one_edit_and_the_first_letter_may_be_wrong() {
        let words = ["gazprom", "russia", "vietnam\0việtnam"].map(String::from).into();
        assert_eq!(found(&words, "gazporm", 1), [("gazprom".to_string(), 1)].into());
        assert_eq!(found(&words, "tussia", 1), [("russia".to_string(), 1)].into());
        assert_eq!(found(&words, "vietnan", 1), [("vietnam\0việtnam".to_string(), 1)].into());
    }

    #[test]
    fn a_slip_is_a_likely_edit_in_a_long_word_and_no_other_form_or_number() {
        for (word, meant) in [
            ("goverment", "government"),
            ("recieve", "receive"),
            ("tehse", "these"),
            ("enviromnet", "environment"),
            ("vietsovperto", "vietsovpetro"),
            ("truowng", "truong\0trường"),
        ] {
            assert!(is_slip(word, meant.as_bytes(), false), "{word} {meant}");
        }
        for (word, meant) in [
            ("kind", "king"),
            ("genre", "gene"),
            ("actor", "actors"),
            ("climatic", "climate"),
            ("mapped", "capped"),
            ("covid19", "covid91"),
        ] {
            assert!(!is_slip(word, meant.as_bytes(), false), "{word} {meant}");
        }
        assert!(is_slip("goverment", b"government", true));
        assert!(is_slip("treading", b"trading", false) && !is_slip("treading", b"trading", true));
    }

    #[test]
    fn a_firm_walk_finds_what_begins_with_the_same_letter() {
        let words: BTreeSet<String> =
            ["river", "liver", "rivers", "él", "el"].map(String::from).into();
        let map = fst::Map::from_iter(words.iter().zip(0u64..)).unwrap().into_fst().into_inner();
        let map = Dictionary::read(&map).unwrap();
        let firm = |word| {
            let mut found = Vec::new();
            similar(&map, word, 1, true, &mut |key, _, _| found.push(key.to_vec()));
            found
        };
        assert_eq!(firm("river"), [&b"river"[..], b"rivers"]);
        assert_eq!(firm("él"), ["él".as_bytes()]);
    }

    proptest! {
        #[test]
        fn the_walk_finds_what_a_scan_finds(
            words in proptest::collection::btree_set("[abé東]{1,6}", 0..40),
            word in "[abé東]{1,6}",
            most in 0u8..3,
        ) {
            let expected: BTreeSet<(String, u8)> = words
                .iter()
                .map(|w| (w.clone(), naive(w, &word)))
                .filter(|(_, distance)| *distance <= most as usize)
                .map(|(w, distance)| (w, distance as u8))
                .collect();
            prop_assert_eq!(found(&words, &word, most), expected);
        }
    }
}
