//! The ranking formula, as pure functions.
//!
//! The base is BM25F (Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted
//! fields", CIKM 2004): frequencies are weighted and normed field by field, added up, and then
//! saturated once. One word of a query is one concept, however many terms stand for it: their
//! frequencies, each weighted by how close the term is to what was typed, are added before
//! saturation too.

use kwic_core::format::FIELDS;
use kwic_core::format::settings::Recency;

/// What a term says of how it relates to the word that was typed, from 1 (as typed) down.
pub(crate) mod closeness {
    /// As typed, letter by letter and mark by mark.
    pub const EXACT: f32 = 1.0;
    /// Has marks, and the word was typed without any.
    pub const MARKED: f32 = 0.97;
    /// Has other marks than those typed.
    pub const OTHER_MARKS: f32 = 0.38;
    /// Has no marks, and the word was typed with some.
    pub const UNMARKED: f32 = 0.25;
    /// Written together where the query has it apart, or the other way round.
    pub const JOINED: f32 = 0.95;
    /// Another form of the word.
    pub const STEM: f32 = 0.52;
    /// Differs from the word, which is unknown, as forms of one word do: a guess.
    pub const INFLECTED: f32 = 0.35;
    /// Begins with the word.
    pub const PREFIX: f32 = 0.6;
    /// One edit away.
    pub const TYPO: f32 = 0.4;
    /// Two edits away.
    pub const TYPO_FAR: f32 = 0.2;
}

/// A term that is at least this close is the word itself in one of its forms: it decides how rare
/// the word is, and what is less close ranks below it.
pub(crate) const CLOSE: f32 = 0.45;
/// The part of the idf of a word that says little which counts.
pub(crate) const COMMON: f32 = 0.25;
/// The part of a word that an article covers with no more than a guess at it.
pub(crate) const GUESSED_SHARE: f32 = 0.5;

/// How fast repetition of a word stops to matter.
pub(crate) const K1: f32 = 2.3;
/// How much a long field dilutes its words.
const B: [f32; FIELDS] = [0.6, 0.5, 0.5, 0.7];
/// How much a long article dilutes its words.
const B_WHOLE: f32 = 0.9;
/// Below this part of the average, being shorter no longer makes an article more about its words.
const SHORTEST: f32 = 0.15;

/// The factor by which a frequency in a field of this weight counts: the mean of the norm by the
/// length of the field and that by the length of the article, both in parts of the average.
pub(crate) fn norm(weight: f32, field: usize, length: f32, article: f32) -> f32 {
    let by_field = 1.0 / (1.0 - B[field] + B[field] * length);
    let by_article = 1.0 / (1.0 - B_WHOLE + B_WHOLE * article.max(SHORTEST));
    weight * (by_field + by_article) / 2.0
}

/// A weighted frequency, saturated: from 0 to 1.
pub(crate) fn saturate(frequency: f32) -> f32 {
    frequency / (K1 + frequency)
}

/// Inverse document frequency in the form that is never negative:
/// ln(1 + (N - n + 0.5) / (n + 0.5)).
pub(crate) fn idf(documents: u32, holding: u32) -> f32 {
    let (all, holding) = (documents as f32, holding.min(documents) as f32);
    // The one in `libm` gives the same bits natively and in the browser.
    libm::logf(1.0 + (all - holding + 0.5) / (holding + 0.5))
}

/// How much the number of articles with a word says for it, among words that may be meant.
pub(crate) fn use_of(documents: u32) -> f32 {
    libm::logf(1.0 + documents as f32)
}

/// The part of its score that an article keeps however little of a query it covers, `words` being the
/// number of words that say something; the rest is multiplied by the part of their idf that it has.
/// Two words are meant both; of a long question no article need have all.
pub(crate) fn forgiven(words: usize) -> f32 {
    (0.7 - 2.0 / words.max(1) as f32).max(0.0)
}

/// What two words that follow each other in the query add when they follow each other in an
/// article `times` times, normed as a frequency is; `idf` is that of the pair.
pub(crate) fn adjacency(idf: f32, times: f32) -> f32 {
    idf * saturate(times)
}

/// How rare two neighbours are, from the idf of the more common one. Two words that are rare are
/// seldom neighbours by chance, so that the pair tells little more than they do.
pub(crate) fn pair_of_words(common: f32) -> f32 {
    0.6 * common
}

/// The same with nothing but little words between the two.
pub(crate) fn parted_pair(common: f32) -> f32 {
    0.35 * common
}

/// How rare two neighbouring syllables are, from the idf of the pair: where words are written in
/// syllables, the pair is the word.
pub(crate) fn pair_of_syllables(pair: f32) -> f32 {
    0.6 * pair
}

/// The part of its score that an article can gain by neighbours at most. Where two words stand is
/// known, but not in which field: this keeps neighbours in boilerplate from counting as in a text.
pub(crate) const MAX_BY_NEIGHBOURS: f32 = 0.3;
/// The same for an article written in syllables.
pub(crate) const MAX_BY_SYLLABLES: f32 = 2.0;

/// The factor for an article that is older than the newest one by `age` days: 1 + boost ×
/// 2^(-age / half-life), with straight lines between whole half-lives, which need no power.
pub(crate) fn recency(age: u32, recency: Recency) -> f32 {
    let halved = (1u64 << (age / recency.half_life).min(63)) as f32;
    let since = (age % recency.half_life) as f32 / recency.half_life as f32;
    1.0 + recency.boost * (1.0 - since / 2.0) / halved
}

/// The factor for an article whose title is the query.
pub(crate) const EXACT_TITLE: f32 = 1.5;

/// The factor by which the places of words change a score at most.
pub(crate) fn most_gain(in_syllables: bool) -> f32 {
    let by_neighbours = if in_syllables { MAX_BY_SYLLABLES } else { MAX_BY_NEIGHBOURS };
    (1.0 + by_neighbours) * EXACT_TITLE
}

#[cfg(test)]
mod tests {
    use super::*;
    use kwic_core::format::settings::Settings;

    #[test]
    fn rare_words_weigh_more_and_none_weighs_less_than_nothing() {
        assert!(idf(1000, 1) > idf(1000, 10));
        assert!(idf(1000, 1000) >= 0.0);
        assert!(idf(1, 1) > 0.0);
    }

    #[test]
    fn a_word_in_the_title_weighs_more_than_in_the_body_and_in_the_aside_least() {
        let norms: Vec<f32> = Settings::default()
            .weights
            .into_iter()
            .enumerate()
            .map(|(field, weight)| norm(weight, field, 1.0, 1.0))
            .collect();
        assert!(norms.windows(2).all(|pair| pair[0] > pair[1]), "{norms:?}");
    }

    #[test]
    fn repetition_helps_less_and_less() {
        let gains: Vec<f32> =
            (0..5).map(|n| saturate((n + 1) as f32) - saturate(n as f32)).collect();
        assert!(gains.windows(2).all(|pair| pair[0] > pair[1]));
        assert!(saturate(1e9) <= 1.0);
    }

    #[test]
    fn a_long_field_dilutes() {
        assert!(norm(1.0, 2, 1.0, 1.0) > norm(1.0, 2, 10.0, 1.0));
        assert!(norm(1.0, 2, 1.0, 1.0) > norm(1.0, 2, 1.0, 10.0));
    }

    #[test]
    fn the_boost_of_a_date_is_halved_after_each_half_life() {
        let factor = |age| recency(age, Recency { half_life: 30, boost: 0.8 });
        for (age, expected) in
            [(0, 1.8), (15, 1.6), (30, 1.4), (60, 1.2), (90, 1.1), (u32::MAX, 1.0)]
        {
            assert!((factor(age) - expected).abs() < 1e-6, "{age}: {}", factor(age));
        }
        assert!((0..200).all(|age| factor(age) > factor(age + 1)));
    }
}
