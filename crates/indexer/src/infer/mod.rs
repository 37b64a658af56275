//! What a text does not say of itself: its language, date, headline, paragraphs and boilerplate.

pub(crate) mod boilerplate;
pub(crate) mod calendar;
pub(crate) mod dateline;
pub(crate) mod first_sentence;
pub(crate) mod function_words;
pub(crate) mod headline;
pub(crate) mod language;
pub(crate) mod letters;
pub(crate) mod paragraphs;
pub(crate) mod spacing;
