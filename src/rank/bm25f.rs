//! The ranking formula, as pure functions.
//!
//! The base is BM25F (Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted
//! fields", CIKM 2004): frequencies are weighted and normed field by field, added up, and then
//! saturated once. One word of a query is one concept, however many terms stand for it: their
//! frequencies, each weighted by how close the term is to what was typed, are added before
//! saturation too.

use kwic_core::format::FIELDS;
use kwic_core::format::settings::Settings;

/// The part of its idf that counts of a stop word.
pub(crate) const STOP_WORD_SHARE: f32 = 0.25;
/// The part of a word that an article covers which has inexact terms for it only.
pub(crate) const INEXACT_SHARE: f32 = 0.5;

/// The weighted frequency of a word that is worth half of what any number of repetitions is.
pub(crate) const K1: f32 = 2.3;
/// How much a long field dilutes its words.
const B: [f32; FIELDS] = [0.6, 0.5, 0.5, 0.7];
/// How much a long article dilutes its words.
const B_WHOLE: f32 = 0.9;
/// Below this part of the average length, being shorter no longer makes an article more about its words.
const MIN_LENGTH: f32 = 0.15;

/// The factor by which a frequency in a field of this weight counts: the mean of a norm by the length
/// of the field and one by the length of the article, both lengths in parts of their average.
pub(crate) fn norm(weight: f32, field: usize, length: f32, article: f32) -> f32 {
    let by_field = 1.0 / (1.0 - B[field] + B[field] * length);
    let by_article = 1.0 / (1.0 - B_WHOLE + B_WHOLE * article.max(MIN_LENGTH));
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

/// The coordination floor: the part of its score that an article keeps however little of a query it
/// covers. The rest of its score is multiplied by the part of the query's idf that it has. `words` is
/// the number of words of the query without stop words: of two words a reader means both; of a long
/// question no article need have all.
pub(crate) fn coordination_floor(words: usize) -> f32 {
    (0.7 - 2.0 / words.max(1) as f32).max(0.0)
}

/// What two words that follow each other in the query add to the score of an article in which they do
/// so too. `idf` is that of the pair, `frequency` how often, normed as the frequency of a word is.
pub(crate) fn adjacency(idf: f32, frequency: f32) -> f32 {
    idf * saturate(frequency)
}

/// The idf of two neighbouring words, from that of the more frequent one. Two rare words are seldom
/// neighbours by chance, so that the pair tells little more than the two words do.
pub(crate) fn word_pair_idf(lower_idf: f32) -> f32 {
    0.6 * lower_idf
}

/// The same for two words with nothing but stop words between them.
pub(crate) fn parted_pair_idf(lower_idf: f32) -> f32 {
    0.35 * lower_idf
}

/// The idf that counts for two neighbouring syllables, from the idf of the pair: where words are
/// written in syllables, the pair is the word.
pub(crate) fn syllable_pair_idf(pair_idf: f32) -> f32 {
    0.6 * pair_idf
}

/// The part of its score that an article can gain by proximity at most. The positions of two words are
/// known, but not their field: this keeps neighbours in boilerplate from counting as in a text.
const MAX_PROXIMITY: f32 = 0.3;
/// The same for an article written in syllables.
const MAX_SYLLABLE_PROXIMITY: f32 = 2.0;

/// How much a name in one piece counts, in parts of what its words do together. Where it is all of the query,
/// enough for every article that has it to come before those that have its words alone; among other words
/// the less the more they are, since in a sentence a hyphen is no more than a hyphen.
pub(crate) fn name_share(of_name: usize, of_query: usize) -> f32 {
    let share = of_name as f32 / of_query.max(1) as f32;
    let squared = share * share;
    squared * (2.0 + squared * squared)
}
/// With a smaller share a name is not worth being looked for.
pub(crate) const MIN_NAME_SHARE: f32 = 0.005;
/// The weighted frequency of a name that is worth half of what any number of repetitions is.
pub(crate) const NAME_K1: f32 = 0.1;

/// What a title that is the query adds to a score, in parts of the idf of all words; with fields of these
/// weights. It is nothing where titles weigh no more than texts, and rises to what it is with the weights that
/// fields have by themselves.
pub(crate) fn title_weight(weights: &[f32; FIELDS]) -> f32 {
    let [title, headings, body, aside] = *weights;
    let others = headings.max(body).max(aside);
    let [usual, heading, ..] = Settings::default().weights;
    let excess = (title - others) / (usual - heading);
    0.8 * excess.clamp(0.0, 1.0)
}

/// How near a term of this weight is to a word of the query in a title: while one types, the beginning of a
/// word and a slip are nearly as much as the word.
pub(crate) fn title_nearness(weight: f32, inexact: bool) -> f32 {
    if inexact { weight.sqrt().sqrt() } else { weight }
}

/// The factor for an article whose title is the query.
pub(crate) const EXACT_TITLE: f32 = 1.5;
/// The factor for an article whose title begins with the query, the last word of which may be the beginning of
/// a word.
pub(crate) const TITLE_BEGINS: f32 = 1.35;

/// The factor for an article with a heading in which all words of the query stand side by side.
pub(crate) const HEADING: f32 = 1.3;

/// The part of its score that an article can gain by proximity at most.
pub(crate) fn max_proximity(in_syllables: bool) -> f32 {
    if in_syllables { MAX_SYLLABLE_PROXIMITY } else { MAX_PROXIMITY }
}

/// The factor by which proximity and a title or heading raise a score at most, which itself is the factor `title`.
pub(crate) fn max_gain(in_syllables: bool, title: f32) -> f32 {
    (1.0 + max_proximity(in_syllables)) * title
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
