//! What a query was probably meant to be: words misspelt, run together or cut in two.
//!
//! A reader who is asked "did you mean" where nothing was wrong loses trust, so that where there is
//! doubt nothing is said.

use kwic_core::format::postings::Posting;
use kwic_core::format::{Field, forms};
use kwic_core::store::decoded_text::DecodedText;
use kwic_core::text::{TokenKind, composed, length, slice, tokens};
use kwic_postings::bit_set::BitSet;

use crate::expand::concept::{Concept, Expanded, TypedWord};
use crate::expand::edit_cost::is_typo;
use crate::expand::expansion::Expansion;
use crate::expand::sequence::Sequence;
use crate::expand::weight;
use crate::index_reader::{IndexReader, postings};
use crate::query::parser::MAX_TYPED;
use crate::rank::phrase;

/// A word that articles have is a typo of one that this many times its articles have.
const CLEARLY: u32 = 50;
/// A word that more articles have is no typo,
const MAX_RARE: u32 = 4;
/// and none that more than one article in this many has.
const RARE_SHARE: u32 = 100;
/// Too many words are near a word of fewer characters.
const MIN_LENGTH: usize = 5;
/// The same for a word that articles have.
const MIN_KNOWN_LENGTH: usize = 7;
/// The least articles with a space between two words that were run together: a single one may have cut
/// a word in two.
const MIN_PARTED: u32 = 2;
/// The words that may be one, cut by mistake.
const MAX_PIECES: usize = 3;

/// What a query of plain words was probably meant to be, as articles with its words spell
/// them; `None` when there is nothing to correct. The query has hits.
pub(crate) fn did_you_mean(reader: &impl IndexReader, expanded: &Expanded) -> Option<String> {
    let words = &expanded.words;
    // Then hits have corrections only, and the reader should hear of which word.
    let is_lost = |concept: &Concept| {
        concept.stop_word || (concept.is_unknown() && concept.sequences.is_empty())
    };
    let all_lost = expanded.concepts.iter().all(is_lost);
    let mut meant = String::new();
    let mut is_corrected = false;
    let mut at = 0;
    while let (Some(typed), Some(concept)) = (words.get(at), expanded.concepts.get(at)) {
        let whole = whole(reader, expanded, at);
        let corrected = match whole {
            Some((_, whole)) => spelling(reader, whole),
            None => corrected(reader, expanded, typed, concept, all_lost),
        };
        if at > 0 {
            meant.push(' ');
        }
        is_corrected |= corrected.is_some();
        at += whole.filter(|_| corrected.is_some()).map_or(1, |(pieces, _)| pieces);
        meant.push_str(corrected.as_deref().unwrap_or(&typed.word.typed));
    }
    is_corrected.then_some(meant)
}

/// A word as it was probably meant, if not as it was typed.
fn corrected(
    reader: &impl IndexReader,
    expanded: &Expanded,
    typed: &TypedWord,
    concept: &Concept,
    all_lost: bool,
) -> Option<String> {
    let folded = typed.word.folded.as_str();
    if let Some(best) = &concept.correction {
        let is_sure = all_lost || is_typo(folded, &reader.key(best.ordinal), false);
        return if is_sure { spelling(reader, best) } else { None };
    }
    if !is_correctable(folded) || typed.word.single {
        return None;
    }
    if concept.is_unknown() {
        return parted(reader, concept, folded);
    }
    let count = expanded.words.len();
    if count > MAX_TYPED {
        return None;
    }
    let better = more_frequent(reader, concept, folded)?;
    if count > 1 && occur_as_typed(reader, &expanded.concepts) {
        return None;
    }
    spelling(reader, &better)
}

/// The word that words from number `at` on are pieces of, and how many they are: where the pieces
/// nowhere stand side by side, and one of them hardly anywhere.
fn whole<'e>(
    reader: &impl IndexReader,
    expanded: &'e Expanded,
    at: usize,
) -> Option<(usize, &'e Expansion)> {
    if !expanded.concepts.get(at)?.terms.iter().any(|term| term.joined) {
        return None;
    }
    for pieces in (2..=MAX_PIECES).rev() {
        let (Some(typed), Some(concepts)) =
            (expanded.words.get(at..at + pieces), expanded.concepts.get(at..at + pieces))
        else {
            continue;
        };
        let joined: String = typed.iter().map(|typed| typed.word.folded.as_str()).collect();
        let is_whole = |term: &&Expansion| {
            term.joined && forms(&reader.key(term.ordinal)).0 == joined.as_bytes()
        };
        let wholes = concepts.first()?.terms.iter().filter(is_whole);
        let Some(whole) = wholes.max_by_key(|whole| whole.documents) else { continue };
        let is_rare = |(typed, concept): (&TypedWord, &Concept)| {
            let documents = documents_of(reader, concept, &typed.word.folded);
            documents.saturating_mul(CLEARLY) < whole.documents
        };
        if is_correctable(&joined)
            && typed.iter().skip(1).all(|typed| typed.after_space)
            && typed.iter().zip(concepts).any(is_rare)
            && !occur_as_typed(reader, concepts)
        {
            return Some((pieces, whole));
        }
    }
    None
}

/// Words that were run together, as an article writes them. Stop words and single letters make words
/// of their own, such as `anyone`.
fn parted(reader: &impl IndexReader, concept: &Concept, folded: &str) -> Option<String> {
    let all = reader.terms_with(folded);
    if concept.terms.iter().any(|term| all.contains(&term.ordinal)) {
        return None;
    }
    let is_small = |part: &Expansion| {
        forms(&reader.key(part.ordinal)).0.len() < 2 || reader.is_stop_word(part.ordinal)
    };
    let mut best: Option<&Sequence> = None;
    for sequence in &concept.sequences {
        let documents = best.map_or(MIN_PARTED - 1, |best| best.documents.unwrap_or_default());
        if sequence.documents.is_some_and(|own| own > documents)
            && !sequence.positions.iter().flatten().any(is_small)
        {
            best = Some(sequence);
        }
    }
    let mut first = None;
    phrase::postings(reader, best?, &mut |posting| {
        first = Some(earlier(reader, first, posting.document));
        true
    });
    let none = BitSet::new(0);
    let spelled = |decoded: DecodedText| spelled_apart(&decoded.text, folded);
    let mut segments = reader.segments().of(first?);
    let holding = phrase::segments_with_all(reader, &best?.positions);
    let mut in_text = || {
        let holding = segments.by_ref().filter(|&segment| holding.has(segment));
        let text = |segment| {
            let mut text = DecodedText::default();
            reader.push_text(segment..segment + 1, &none, &mut text);
            text
        };
        holding.map(text).find_map(spelled)
    };
    spelled(reader.title(first?, &none)).or_else(&mut in_text)
}

/// The first words of a text that are a folded word with spaces in it.
fn spelled_apart(text: &str, folded: &str) -> Option<String> {
    let mut tokens = tokens(text);
    let (mut from, mut end, mut rest) = (0, 0, folded);
    while let Some(token) = tokens.next() {
        if token.kind == TokenKind::Part {
            continue;
        }
        let goes_on = slice(text, end..token.range.start) == " "
            && rest.len() < folded.len()
            && rest.starts_with(token.folded);
        if !goes_on {
            (from, rest) = (token.range.start, folded);
        }
        end = token.range.end;
        rest = rest.strip_prefix(token.folded).unwrap_or(folded);
        if rest.is_empty() {
            return Some(slice(text, from..end).to_string());
        }
    }
    None
}

/// What a word that articles have is a typo of. A word in a title is none, and one that articles write
/// with a capital is a name; nor is anything taken for a word of another language.
fn more_frequent(reader: &impl IndexReader, concept: &Concept, folded: &str) -> Option<Expansion> {
    let documents = documents_of(reader, concept, folded);
    let is_rare =
        documents <= MAX_RARE && documents.saturating_mul(RARE_SHARE) <= reader.documents();
    let is_short = length(folded) < MIN_KNOWN_LENGTH;
    if concept.stop_word || is_short || documents == 0 || !is_rare {
        return None;
    }
    let own = || concept.terms.iter().filter(|term| term.is_variant() && !term.joined);
    let in_title = |posting: Posting| posting.frequencies[Field::Title as usize] > 0;
    if own().any(|term| postings(reader, term.ordinal).any(in_title)) {
        return None;
    }
    let mut most = documents.saturating_mul(CLEARLY);
    let mut best: Option<Expansion> = None;
    reader.fuzzy(folded, 1, 1, &mut |key, ordinal, _| {
        let better = Expansion::new(reader, ordinal, weight::TYPO, true);
        if better.documents > most && is_typo(folded, key, true) {
            most = better.documents;
            best = Some(better);
        }
    });
    let best = best?;
    let language = |term: &Expansion| {
        let all = postings(reader, term.ordinal);
        let first = all.fold(None, |first, it| Some(earlier(reader, first, it.document)));
        reader.language(first?)
    };
    let meant = language(&best);
    let is_name = |term: &Expansion| {
        spelling(reader, term) != Some(composed(exact(&reader.key(term.ordinal))))
    };
    let is_other = own().any(|term| language(term) != meant || is_name(term));
    (!is_other).then_some(best)
}

/// The first of two articles in the order of equal hits, which does not depend on how articles are numbered.
fn earlier(reader: &impl IndexReader, first: Option<u32>, document: u32) -> u32 {
    let is_first = |&first: &u32| reader.norms().is_before(first, document);
    first.filter(is_first).unwrap_or(document)
}

/// True when an article has all words as typed side by side.
fn occur_as_typed(reader: &impl IndexReader, concepts: &[Concept]) -> bool {
    let variants = |concept: &Concept| {
        let terms = concept.terms.iter().copied();
        terms.filter(|term| term.is_variant() && !term.joined).collect()
    };
    let positions = concepts.iter().map(variants).collect();
    phrase::occurs(reader, &Sequence::new(positions, weight::EXACT))
}

/// How many articles have a word, the concept of which this is, in any form or continued, counted by
/// form.
fn documents_of(reader: &impl IndexReader, concept: &Concept, folded: &str) -> u32 {
    let all = reader.terms_with(folded);
    let is_own = |term: &&Expansion| !term.joined && (!term.inexact || all.contains(&term.ordinal));
    let own = concept.terms.iter().filter(is_own);
    own.map(|term| term.documents).fold(0, u32::saturating_add)
}

/// A term as articles mostly spell it.
fn spelling(reader: &impl IndexReader, expansion: &Expansion) -> Option<String> {
    let case = reader.case(expansion.ordinal)?;
    let mut spelling = String::new();
    case.push(&mut spelling, &composed(exact(&reader.key(expansion.ordinal))));
    Some(spelling)
}

/// The exact form in a key.
fn exact(key: &[u8]) -> &str {
    std::str::from_utf8(forms(key).1).unwrap_or_default()
}

fn is_correctable(folded: &str) -> bool {
    length(folded) >= MIN_LENGTH && !folded.contains(|c: char| c.is_ascii_digit())
}
