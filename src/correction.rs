//! What a query was probably meant to be: words misspelt, run together or cut in two.
//!
//! A reader who is asked "did you mean" where nothing was wrong loses trust, so that where there is
//! doubt nothing is said.

use kwic_core::format::postings::Posting;
use kwic_core::format::{Field, forms};
use kwic_core::small::sort::keep;
use kwic_core::store::vocabulary::DecodedText;
use kwic_core::text::{Case, Kind, composed, length, slice, tokens};

use crate::expand::{Concept, Expanded, Expansion, Sequence, Typed};
use crate::index::Index;
use crate::query::MAX_TYPED;
use crate::score::closeness;
use crate::typo;
use kwic_postings::fuzzy::fuzzy;

/// A word that articles have is a slip for one that so many times as many have.
const CLEARLY: u32 = 50;
/// A word that more articles have is no slip,
const RARE: u32 = 4;
/// and none that more than one in so many has.
const RARE_SHARE: u32 = 100;
/// Too much is near a word of fewer characters.
const SHORTEST: usize = 5;
/// The same for a word that articles have.
const SHORTEST_KNOWN: usize = 7;
/// Of one article nothing follows.
const ONCE: u32 = 1;
/// The words that may be one, cut by mistake.
const MAX_PIECES: usize = 3;

impl Index<'_> {
    /// What a query of plain words was probably meant to be, as the first articles with its words
    /// spell them; `None` when there is nothing to mend.
    pub(crate) fn suggestion(&self, expanded: &Expanded) -> Option<String> {
        let words = &expanded.words;
        // Then all hits have but corrections, and the reader should hear of which word.
        let is_lost = |concept: &Concept| {
            concept.common || (concept.is_unknown() && concept.sequences.is_empty())
        };
        let lost = expanded.concepts.iter().all(is_lost);
        let mut meant = String::new();
        let mut is_mended = false;
        let mut at = 0;
        while let (Some(typed), Some(concept)) = (words.get(at), expanded.concepts.get(at)) {
            let whole = self.whole(expanded, at);
            let mended = match whole {
                Some((_, whole)) => self.spelling(whole),
                None => self.mended(expanded, typed, concept, lost),
            };
            if at > 0 {
                meant.push(' ');
            }
            is_mended |= mended.is_some();
            at += whole.filter(|_| mended.is_some()).map_or(1, |(pieces, _)| pieces);
            meant.push_str(mended.as_deref().unwrap_or(&typed.word.typed));
        }
        is_mended.then_some(meant)
    }

    /// A word as it was probably meant, if not as it was typed.
    fn mended(
        &self,
        expanded: &Expanded,
        typed: &Typed,
        concept: &Concept,
        lost: bool,
    ) -> Option<String> {
        let folded = typed.word.folded.as_str();
        if let Some(best) = &concept.correction {
            let sure = lost || typo::is_slip(folded, &self.key(best.ordinal), false);
            return if sure { self.spelling(best) } else { None };
        }
        if !may_be_mended(folded) || typed.word.lone {
            return None;
        }
        if concept.is_unknown() {
            return self.apart(concept, folded);
        }
        let count = expanded.words.len();
        if count > MAX_TYPED {
            return None;
        }
        let better = self.more_frequent(concept, folded)?;
        if count > 1 && self.has_as_typed(&expanded.concepts) {
            return None;
        }
        self.spelling(&better)
    }

    /// The word that words from number `at` on are pieces of, and how many they are: where the pieces
    /// nowhere stand side by side, and one of them hardly anywhere.
    fn whole<'e>(&self, expanded: &'e Expanded, at: usize) -> Option<(usize, &'e Expansion)> {
        if !expanded.concepts.get(at)?.terms.iter().any(|term| term.joined) {
            return None;
        }
        for pieces in (2..=MAX_PIECES).rev() {
            let (Some(typed), Some(concepts)) =
                (expanded.words.get(at..at + pieces), expanded.concepts.get(at..at + pieces))
            else {
                continue;
            };
            let mut joined = String::new();
            for typed in typed {
                joined.push_str(&typed.word.folded);
            }
            let is_whole = |term: &&Expansion| {
                term.joined && forms(&self.key(term.ordinal)).0 == joined.as_bytes()
            };
            let wholes = concepts.first()?.terms.iter().filter(is_whole);
            let Some(whole) = wholes.max_by_key(|whole| whole.documents) else { continue };
            let hardly = |(typed, concept): (&Typed, &Concept)| {
                let documents = self.documents_of(concept, &typed.word.folded);
                documents.saturating_mul(CLEARLY) < whole.documents
            };
            if may_be_mended(&joined)
                && typed.iter().skip(1).all(|typed| typed.apart)
                && typed.iter().zip(concepts).any(hardly)
                && !self.has_as_typed(concepts)
            {
                return Some((pieces, whole));
            }
        }
        None
    }

    /// Words that were run together, as an article writes them. One article with a space between
    /// them may have cut a word in two; and little words make words of their own: `anyone`.
    fn apart(&self, concept: &Concept, folded: &str) -> Option<String> {
        let all = self.terms_with(folded);
        if concept.terms.iter().any(|term| all.contains(&term.ordinal)) {
            return None;
        }
        let mut best = (ONCE, None);
        for sequence in &concept.sequences {
            let is_little = |part: &Expansion| {
                forms(&self.key(part.ordinal)).0.len() < 2 || self.is_stop_word(part.ordinal)
            };
            if sequence.places.iter().any(|place| place.iter().any(is_little)) {
                continue;
            }
            let (mut documents, mut first) = (0u32, u32::MAX);
            self.sequence(sequence, &mut |posting| {
                documents += 1;
                first = first.min(posting.document);
                true
            });
            if documents > best.0 {
                best = (documents, Some(first));
            }
        }
        let document = best.1?;
        let spelled = |DecodedText { text, .. }: DecodedText| {
            let mut tokens = tokens(&text);
            let (mut from, mut end, mut rest) = (0, 0, folded);
            while let Some(token) = tokens.next() {
                if token.kind == Kind::Part {
                    continue;
                }
                let goes_on = slice(&text, end..token.range.start) == " "
                    && rest.len() < folded.len()
                    && rest.starts_with(token.folded);
                if !goes_on {
                    (from, rest) = (token.range.start, folded);
                }
                end = token.range.end;
                rest = rest.strip_prefix(token.folded).unwrap_or(folded);
                if rest.is_empty() {
                    return Some(slice(&text, from..end).to_string());
                }
            }
            None
        };
        spelled(self.title(document)).or_else(|| spelled(self.text(document)))
    }

    /// What a word that articles have is a slip for. A word in a title is none, and one that articles
    /// write with a capital is a name; nor is anything taken for a word of another language.
    fn more_frequent(&self, concept: &Concept, folded: &str) -> Option<Expansion> {
        let documents = self.documents_of(concept, folded);
        let is_rare =
            documents <= RARE && documents.saturating_mul(RARE_SHARE) <= self.meta.documents;
        let is_short = length(folded) < SHORTEST_KNOWN;
        if concept.common || is_short || documents == 0 || !is_rare {
            return None;
        }
        let own = || concept.terms.iter().filter(|term| term.is_close() && !term.joined);
        let in_title = |posting: Posting| posting.frequencies[Field::Title as usize] > 0;
        if own().any(|term| self.postings(term.ordinal).any(in_title)) {
            return None;
        }
        let mut most = documents.saturating_mul(CLEARLY);
        let mut best: Option<Expansion> = None;
        fuzzy(&self.dictionary, folded, 1, 1, &mut |key, ordinal, _| {
            let better = self.expansion(ordinal, closeness::TYPO, true);
            if better.documents > most && typo::is_slip(folded, key, true) {
                most = better.documents;
                best = Some(better);
            }
        });
        let best = best?;
        let language = |term: &Expansion| {
            let first = self.postings(term.ordinal).next()?.document;
            Some(self.documents.get(first as usize)?.language)
        };
        let meant = language(&best);
        let is_name = |term: &Expansion| {
            self.spelling(term) != Some(composed(exact(&self.key(term.ordinal))))
        };
        let is_other = own().any(|term| language(term) != meant || is_name(term));
        (!is_other).then_some(best)
    }

    /// True when an article has all words as typed side by side.
    fn has_as_typed(&self, concepts: &[Concept]) -> bool {
        let mut places = Vec::new();
        for concept in concepts {
            let mut close = concept.terms.clone();
            keep(&mut close, &mut |term| term.is_close() && !term.joined);
            places.push(close);
        }
        self.occurs(&Sequence { places, weight: closeness::EXACT, apart: None })
    }

    /// How many articles have a word, the concept of which this is, in any form or continued, counted
    /// by form.
    fn documents_of(&self, concept: &Concept, folded: &str) -> u32 {
        let all = self.terms_with(folded);
        let is_own =
            |term: &&Expansion| !term.joined && (!term.guess || all.contains(&term.ordinal));
        let own = concept.terms.iter().filter(is_own);
        own.map(|term| term.documents).fold(0, u32::saturating_add)
    }

    /// A term as articles mostly spell it.
    fn spelling(&self, expansion: &Expansion) -> Option<String> {
        let listed = self.inverted().terms.get(expansion.ordinal as usize)?;
        let mut spelling = String::new();
        let composed = composed(exact(&self.key(expansion.ordinal)));
        listed.case().unwrap_or(Case::Lower).push(&mut spelling, &composed);
        Some(spelling)
    }
}

impl Concept {
    /// True when no article has the word in any form, apart from what is only a guess at it.
    fn is_unknown(&self) -> bool {
        self.terms.iter().all(|term| term.guess)
    }
}

/// The exact form in a key.
fn exact(key: &[u8]) -> &str {
    std::str::from_utf8(forms(key).1).unwrap_or_default()
}

fn may_be_mended(folded: &str) -> bool {
    length(folded) >= SHORTEST && !folded.contains(|c: char| c.is_ascii_digit())
}
