//! From the text of a query to its clauses and conditions.

use kwic_core::format::Field;
use kwic_core::text::sentence::ends_typing;
use kwic_core::text::{TokenKind, is_in_word, is_space, slice, tokens};

use super::Parsed;
use super::atom::{Atom, Clause};
use super::day::Day;
use super::filter::{Condition, Filter, Name, TypedFilter};
use super::signs::{sign, signs};
use super::words::words;

/// A word at the end of a query that is not finished.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct LastWord<'t> {
    /// The query before it: what its completions have to go with.
    pub before: &'t str,
    /// All of the text but the word, which stays as it is.
    pub rest: &'t str,
    pub folded: String,
    pub exact: String,
}

impl Parsed {
    /// Takes a query apart in which these are the names of filters; it cannot fail.
    pub(crate) fn new(text: &str, names: &[&str]) -> Parsed {
        let query = Parsed::read(text, true, names);
        let excludes = query.clauses.iter().any(|clause| clause.excluded);
        let is_asked = |clause: &Clause| !clause.excluded;
        let asks = query.clauses.iter().any(is_asked) || !query.filters.is_empty();
        let is_pasted = query.plain_words() > MAX_TYPED;
        // There has to be something to exclude from, and a dash in a text is a dash.
        let mut query = match excludes && (is_pasted || !asks) {
            true => Parsed::read(text, false, names),
            false => query,
        };
        if is_pasted {
            query.unmark_phrases();
            query.open &= !text.ends_with('.');
        }
        query
    }

    /// Reads what stands before a word that goes on: there is something to exclude from.
    pub(crate) fn before(word: &LastWord<'_>, names: &[&str]) -> Parsed {
        Parsed::read(word.before, true, names)
    }

    /// Reads a query in which a dash excludes, or does not.
    fn read(text: &str, dashes: bool, names: &[&str]) -> Parsed {
        let ended = |c: char| is_space(c) || ends_typing(c);
        let mut query = Parsed { open: !text.ends_with(ended), ..Parsed::default() };
        let mut rest = text.trim_start_matches(is_space);
        let mut or = false;
        let all = rest.len();
        while !rest.is_empty() && query.clauses.len() < MAX_CLAUSES {
            let is_first = rest.len() == all;
            let (chunk, after) = Chunk::read(rest, dashes, names);
            rest = after.trim_start_matches(is_space);
            if chunk.is_or() && !query.clauses.is_empty() && !rest.is_empty() {
                or = true;
                continue;
            }
            query.add(&chunk, or, is_first && rest.is_empty());
            or = false;
            let is_literal = end_of(chunk.text, is_in_word) == chunk.text.len();
            if rest.is_empty() && (chunk.quoted || chunk.star || is_literal) {
                query.open = false;
            }
        }
        query.open &= rest.is_empty();
        query
    }

    /// How many words it has that are not excluded, quoted, of a field, or alternatives: who writes these asks
    /// by hand.
    fn plain_words(&self) -> usize {
        let plain = |clause: &Clause| match clause.alternatives.as_slice() {
            [atom] if !clause.excluded && !atom.phrase && atom.field.is_none() => atom.words.len(),
            _ => 0,
        };
        self.clauses.iter().map(plain).sum()
    }

    /// In text that was pasted quotes are punctuation. Its phrases become words, which count more where they
    /// stand side by side anyway.
    fn unmark_phrases(&mut self) {
        for clause in &mut self.clauses {
            if let [atom] = clause.alternatives.as_mut_slice()
                && atom.field.is_none()
            {
                atom.phrase = false;
            }
        }
    }

    /// The word at the end of a query that is not finished: nothing follows it, and it is no name or
    /// date of a filter.
    pub(crate) fn last_word<'t>(text: &'t str, names: &[&str]) -> Option<LastWord<'t>> {
        let mut rest = text.trim_start_matches(is_space);
        let (chunk, start) = loop {
            let (chunk, after) = Chunk::read(rest, true, names);
            if after.is_empty() {
                break (chunk, text.len() - rest.len());
            }
            rest = after.trim_start_matches(is_space);
        };
        if chunk.star
            || !matches!(chunk.key, None | Some(Key::Title))
            || !rest.ends_with(chunk.text)
        {
            return None;
        }
        let mut tokens = tokens(chunk.text);
        while let Some(token) = tokens.next() {
            if token.kind == TokenKind::Word && token.range.end == chunk.text.len() {
                let at = text.len() - token.range.len();
                let before = if token.range.start == 0 { start } else { at };
                return Some(LastWord {
                    before: slice(text, 0..before),
                    rest: slice(text, 0..at),
                    folded: token.folded.to_string(),
                    exact: token.exact.to_string(),
                });
            }
        }
        None
    }

    /// Adds a chunk, which may be all there is.
    fn add(&mut self, chunk: &Chunk<'_, '_>, or: bool, alone: bool) {
        if let Some(condition) = chunk.condition() {
            let words = match condition {
                Condition::Named(ref name, _) if name != "lang" && !chunk.excluded => {
                    let alternatives = vec![Atom::new(chunk.whole)];
                    Some((self.clauses.len(), Clause { alternatives, excluded: false }))
                }
                _ => None,
            };
            let filter = Filter { condition, excluded: chunk.excluded };
            self.filters.push(TypedFilter { filter, words });
            return;
        }
        let mut atom = Atom::new(chunk.text);
        if atom.words.is_empty() {
            atom.sign = sign(chunk.text, alone);
            if atom.sign.is_none() {
                return;
            }
        }
        atom.field = (chunk.key == Some(Key::Title)).then_some(Field::Title);
        (atom.phrase, atom.prefix) = (chunk.quoted, chunk.star);
        if chunk.quoted {
            atom.signs = None;
        }
        match self.clauses.last_mut() {
            Some(last) if or && last.excluded == chunk.excluded => last.alternatives.push(atom),
            _ => {
                self.clauses.push(Clause { alternatives: vec![atom], excluded: chunk.excluded });
            }
        }
    }
}

impl Atom {
    /// The words of a text, and its signs.
    fn new(text: &str) -> Atom {
        let (words, signs) = (words(text), signs(text));
        Atom { words, signs, ..Atom::default() }
    }
}

/// What follows so many clauses is not read: of a book that was pasted the first words are looked up, and a page of memory
/// that WebAssembly has taken once it keeps.
const MAX_CLAUSES: usize = 1024;

/// A query of more plain words than this was not typed word by word.
pub(crate) const MAX_TYPED: usize = 6;

/// What the text of a chunk is looked for in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Key<'n> {
    Title,
    Named(&'n str),
    After,
    Before,
}

impl<'n> Key<'n> {
    /// The key that a text begins with, one of these names among them, and what follows it. Looks no further than the names
    /// reach: in a long text this is asked for each word.
    fn read<'t>(text: &'t str, names: &[&'n str]) -> Option<(Key<'n>, &'t str)> {
        let behind = |name: &str| {
            let rest = text.get(name.len()..)?.strip_prefix(':')?;
            (!rest.is_empty() && !begins(rest, is_space)).then_some(rest)
        };
        let written = |name: &str| slice(text, 0..name.len());
        let known = [("title", Key::Title), ("after", Key::After), ("before", Key::Before)];
        for (name, key) in known {
            if let Some(rest) = behind(name).filter(|_| written(name) == name) {
                return Some((key, rest));
            }
        }
        names.iter().find_map(|&name| {
            let rest = behind(name).filter(|_| name.eq_ignore_ascii_case(written(name)))?;
            Some((Key::Named(name), rest))
        })
    }
}

/// A piece of a query up to the next space or closing quote.
struct Chunk<'t, 'n> {
    /// All of it.
    whole: &'t str,
    /// What is looked for.
    text: &'t str,
    key: Option<Key<'n>>,
    excluded: bool,
    quoted: bool,
    star: bool,
}

fn begins(text: &str, what: fn(char) -> bool) -> bool {
    text.chars().next().is_some_and(what)
}

/// Where the first character of a kind stands, or the text ends.
fn end_of(text: &str, what: fn(char) -> bool) -> usize {
    text.find(what).unwrap_or(text.len())
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '＂')
}

impl<'t, 'n> Chunk<'t, 'n> {
    /// Reads one chunk of a text that does not begin with a space; returns what follows.
    ///
    /// A dash excludes what begins with a letter, a quote or a key; a number may be negative, and two dashes
    /// begin an option of a command. A quote opens only where a chunk begins: `27"` is a length.
    fn read(text: &'t str, dashes: bool, names: &[&'n str]) -> (Chunk<'t, 'n>, &'t str) {
        let mut chunk =
            Chunk { whole: text, text, key: None, excluded: false, quoted: false, star: false };
        if let Some(after) = text.strip_prefix('-')
            && begins(after, |c| is_quote(c) || (is_in_word(c) && !c.is_ascii_digit()))
        {
            // What is before a key is never part of a word.
            chunk.excluded = dashes || Key::read(after, names).is_some();
            chunk.text = if chunk.excluded || begins(after, is_quote) { after } else { text };
        }
        if let Some((key, after)) = Key::read(chunk.text, names) {
            chunk.key = Some(key);
            chunk.text = after;
        }
        if begins(chunk.text, is_quote) {
            let mut inside = chunk.text.chars();
            inside.next();
            let inside = inside.as_str();
            let end = end_of(inside, is_quote);
            chunk.text = slice(inside, 0..end);
            chunk.quoted = true;
            let rest = slice(inside, end..inside.len()).trim_start_matches(is_quote);
            chunk.whole = slice(text, 0..text.len() - rest.len());
            return (chunk, rest);
        }
        let end = end_of(chunk.text, is_space);
        let rest = slice(chunk.text, end..chunk.text.len());
        chunk.whole = slice(text, 0..text.len() - rest.len());
        chunk.text = slice(chunk.text, 0..end);
        if let Some(stem) = chunk.text.strip_suffix('*') {
            chunk.text = stem;
            chunk.star = true;
        }
        (chunk, rest)
    }

    fn is_or(&self) -> bool {
        self.text == "OR" && self.key.is_none() && !self.excluded && !self.quoted && !self.star
    }

    fn condition(&self) -> Option<Condition> {
        match self.key? {
            Key::Title => None,
            Key::Named(name) => {
                let value = Name::new(self.text, name == "lang");
                (!value.is_empty()).then(|| Condition::Named(name.to_string(), vec![value]))
            }
            Key::After => Day::parse(self.text).map(Condition::After),
            Key::Before => Day::parse(self.text).map(Condition::Before),
        }
    }
}

// Tests in a browser have no `proptest`.
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::attributes::NAMES;
    use proptest::prelude::*;

    fn parsed(text: &str) -> Parsed {
        Parsed::new(text, &NAMES)
    }

    fn atoms(text: &str) -> Vec<String> {
        let show = |atom: &Atom| {
            let words: Vec<&str> = atom.words.iter().map(|w| w.folded.as_str()).collect();
            let marks = (if atom.phrase { "\"" } else { "" }, if atom.prefix { "*" } else { "" });
            format!("{}{}{}", marks.0, words.join(" "), marks.1)
        };
        parsed(text)
            .clauses
            .iter()
            .map(|clause| {
                let all: Vec<String> = clause.alternatives.iter().map(show).collect();
                format!("{}{}", if clause.excluded { "-" } else { "" }, all.join("|"))
            })
            .collect()
    }

    /// A reader may paste a book. Were all of the rest looked at for each word, this would take minutes.
    #[test]
    fn a_million_letters_are_read_in_one_go() {
        for piece in ["ab ", "-ab ", "\"ab\" ", "a OR ", "title:a ", "ab\" "] {
            let text = piece.repeat(1_000_000 / piece.len());
            let clauses = parsed(&text).clauses.len();
            assert!((1..=MAX_CLAUSES).contains(&clauses), "{piece}: {clauses}");
            Parsed::last_word(&text, &NAMES);
        }
    }

    #[test]
    fn words_phrases_exclusions_and_alternatives_are_told_apart() {
        assert_eq!(atoms("Hà Nội"), ["ha", "noi"]);
        assert_eq!(
            atoms(r#"trade "Hà Nội" -oil -"red river""#),
            ["trade", "\"ha noi", "-oil", "-\"red river"]
        );
        assert_eq!(atoms("gas OR oil trade"), ["gas|oil", "trade"]);
        assert_eq!(atoms("viet* node.js"), ["viet*", "node js"]);
        assert_eq!(atoms("„deutsche Worte“ rest"), ["\"deutsche worte", "rest"]);
    }

    #[test]
    fn every_string_is_a_query() {
        assert_eq!(atoms("\"open quote"), ["\"open quote"]);
        assert!(parsed(" - -- \" * OR ").clauses.iter().all(|c| !c.alternatives.is_empty()));
        assert!(parsed("-").clauses.is_empty());
        assert_eq!(atoms("OR"), ["or"]);
        assert_eq!(atoms("after:soon std::fs"), ["soon", "std fs"]);
    }

    #[test]
    fn filters_are_conditions() {
        let query = parsed("title:visit lang:VI after:2024-06 before:2025 -source:\"Nhân Dân\"");
        let conditions: Vec<Condition> =
            query.filters.iter().map(|f| f.filter.condition.clone()).collect();
        assert_eq!(
            conditions,
            [
                Condition::Named("lang".into(), vec![Name::new("VI", true)]),
                Condition::After(Day { year: 2024, month: 6, day: 1 }),
                Condition::Before(Day { year: 2025, month: 1, day: 1 }),
                Condition::Named("source".into(), vec![Name::new("Nhân Dân", false)]),
            ]
        );
        assert!(query.filters[3].filter.excluded);
        assert_eq!(query.clauses[0].alternatives[0].field, Some(Field::Title));
    }

    #[test]
    fn the_last_word_is_open_until_a_space_follows() {
        assert!(parsed("hà n").open);
        assert!(!parsed("hà n ").open);
        assert!(!parsed("\"hà n\"").open);
    }

    #[test]
    fn the_last_word_is_whole_where_a_sentence_ends() {
        assert!(!parsed("who are they?").open);
        assert!(!parsed("them .").open);
        assert!(parsed("node.").open, "`node.js` may follow");
        assert!(!parsed("one two three four five six seven.").open);
        assert!(parsed("one two three four five six seven").open);
    }

    #[test]
    fn a_word_is_unfinished_when_nothing_follows_it() {
        let last = |text| {
            Parsed::last_word(text, &NAMES).map(|word| (word.before, word.rest, word.folded))
        };
        assert_eq!(last("hà Nộ"), Some(("hà ", "hà ", "no".into())));
        assert_eq!(last("n"), Some(("", "", "n".into())));
        assert_eq!(
            last("lang:vi -title:\"red r"),
            Some(("lang:vi -title:\"red ", "lang:vi -title:\"red ", "r".into()))
        );
        assert_eq!(last("sea title:ga"), Some(("sea ", "sea title:", "ga".into())));
        assert_eq!(last("sea -ga"), Some(("sea ", "sea -", "ga".into())));
        assert_eq!(last("e-mai"), Some(("e-", "e-", "mai".into())));
        for text in [
            "",
            " ",
            "sea ",
            "sea,",
            "\"sea\"",
            "se*",
            "lang:v",
            "tag:\"red s",
            "東京",
            "sea 東",
            "-",
            "한국",
        ] {
            assert_eq!(last(text), None, "{text}");
        }
    }

    #[test]
    fn a_run_without_spaces_is_its_bigrams() {
        assert_eq!(atoms("東京都"), ["東京 京都"]);
        assert!(parsed("東").clauses[0].alternatives[0].words[0].single);
    }

    proptest! {
        #[test]
        fn no_string_fails(text in "(\\PC|[-\"*: ]|OR |title:|after:){0,30}") {
            parsed(&text);
            Parsed::last_word(&text, &NAMES);
        }
    }
}
