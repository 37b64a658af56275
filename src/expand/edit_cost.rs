//! What edits cost: how many of them a word is allowed, and which are likely typos.

use kwic_core::format::forms;

/// The edits that a word is allowed, by its length.
pub(crate) fn max_edits(characters: usize) -> u8 {
    match characters {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// How likely the edits between a word and a term are among all edits of this number, from 0 to 1.
pub(crate) fn likelihood(word: &str, key: &[u8], distance: u8) -> f32 {
    let least = f32::from(distance.max(1));
    let likely = (2.0 - cost(&letters(word), &meant(key)) / least).clamp(0.0, 1.0);
    likely * likely
}

/// True when a word is a typo of a term. The shorter the word, the likelier the edits have to be, and
/// more is asked of a word that is `known` to articles. Another ending is no typo, since it is most
/// often another form of the word; nor is another number.
pub(crate) fn is_typo(word: &str, key: &[u8], known: bool) -> bool {
    let (word, meant) = (letters(word), meant(key));
    let max_cost = match (known, word.len()) {
        (false, 5) | (true, 7 | 8) => 1.05,
        (false, 6 | 7) | (true, 9 | 10) => 1.25,
        (false, 8..) | (true, 11..) => 2.25,
        _ => return false,
    };
    let cost = cost(&word, &meant);
    let same = word.iter().zip(&meant).take_while(|pair| pair.0 == pair.1).count();
    let differs = word.len().max(meant.len()) - same;
    let is_number = |letters: &[char]| letters.iter().any(char::is_ascii_digit);
    cost < max_cost && differs > cost as usize && !is_number(&word) && !is_number(&meant)
}

fn letters(word: &str) -> Vec<char> {
    word.chars().collect()
}

/// The letters of the folded form of a key.
fn meant(key: &[u8]) -> Vec<char> {
    letters(std::str::from_utf8(forms(key).0).unwrap_or_default())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typo_is_a_likely_edit_in_a_long_word_and_no_other_form_or_number() {
        for (word, meant) in [
            ("goverment", "government"),
            ("recieve", "receive"),
            ("tehse", "these"),
            ("enviromnet", "environment"),
            ("vietsovperto", "vietsovpetro"),
            ("truowng", "truong\0trường"),
        ] {
            assert!(is_typo(word, meant.as_bytes(), false), "{word} {meant}");
        }
        for (word, meant) in [
            ("kind", "king"),
            ("genre", "gene"),
            ("actor", "actors"),
            ("climatic", "climate"),
            ("mapped", "capped"),
            ("covid19", "covid91"),
        ] {
            assert!(!is_typo(word, meant.as_bytes(), false), "{word} {meant}");
        }
        assert!(is_typo("goverment", b"government", true));
        assert!(is_typo("treading", b"trading", false) && !is_typo("treading", b"trading", true));
    }
}
