//! How near the terms that stand for a word are to it, from 1 (as typed) down.

/// As typed, letter by letter and mark by mark.
pub(crate) const EXACT: f32 = 1.0;
/// Has marks, and the word was typed without any.
pub(crate) const MARKED: f32 = 0.97;
/// Has other marks than those typed.
pub(crate) const OTHER_MARKS: f32 = 0.38;
/// Has no marks, and the word was typed with some.
pub(crate) const UNMARKED: f32 = 0.25;
/// Written together where the query has two words, or the other way round.
pub(crate) const JOINED: f32 = 0.95;
/// What the author of the articles lists for it.
pub(crate) const SYNONYM: f32 = 0.6;
/// Another form of the word, by its stem.
pub(crate) const STEM: f32 = 0.52;
/// Differs from the word, which no article has, by an inflection rule: an inexact term.
pub(crate) const INFLECTED: f32 = 0.35;
/// Begins with the word.
pub(crate) const PREFIX: f32 = 0.6;
/// One edit away.
pub(crate) const TYPO: f32 = 0.4;
/// Two edits away.
pub(crate) const TYPO_FAR: f32 = 0.2;

/// A term of at least this weight is a variant: the word itself in one of its forms. Variants decide
/// how rare the word is, and what is below ranks after them.
pub(crate) const MIN_VARIANT: f32 = 0.45;
