//! Function words, which tell a language: articles, prepositions, pronouns.
//!
//! They are a third of any running text, so counting them is both quicker and surer than comparing
//! trigrams. They are matched as they stand inside a sentence, in small letters.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The languages that are told apart, with some twenty words each. A word may belong to several.
const LANGUAGES: &[(&str, &[&str])] = &[
    (
        "en",
        &[
            "the", "of", "and", "to", "in", "is", "for", "that", "on", "with", "was", "by", "from",
            "at", "as", "are", "has", "have", "had", "it", "its", "be", "this", "his", "they",
            "their", "will", "said", "which", "were", "an", "not", "after", "or", "you",
        ],
    ),
    (
        "fr",
        &[
            "le", "la", "les", "des", "du", "de", "et", "est", "une", "un", "dans", "pour", "que",
            "qui", "sur", "au", "aux", "avec", "par", "plus", "ce", "sont", "pas", "en", "il",
            "elle", "a", "ses", "cette",
        ],
    ),
    (
        "de",
        &[
            "der", "die", "das", "und", "ist", "nicht", "mit", "den", "von", "zu", "auf", "für",
            "ein", "eine", "im", "dem", "sich", "auch", "des", "als", "es", "an", "in", "war",
            "sind", "bei", "nach", "wird",
        ],
    ),
    (
        "es",
        &[
            "el", "la", "los", "las", "de", "que", "y", "en", "un", "una", "por", "con", "para",
            "es", "del", "se", "su", "al", "lo", "como", "más", "a", "no",
        ],
    ),
    (
        "pt",
        &[
            "o", "a", "os", "as", "de", "que", "e", "em", "um", "uma", "para", "com", "não", "do",
            "da", "no", "na", "por", "se", "dos", "das", "ao", "é", "mais",
        ],
    ),
    (
        "it",
        &[
            "il", "di", "che", "la", "e", "in", "un", "una", "per", "con", "non", "del", "della",
            "è", "sono", "le", "gli", "da", "i", "al", "si", "nel", "a",
        ],
    ),
    (
        "nl",
        &[
            "de", "het", "een", "van", "en", "in", "is", "dat", "op", "te", "zijn", "met", "voor",
            "niet", "aan", "er", "die", "was", "als", "bij", "naar",
        ],
    ),
    (
        "sv",
        &[
            "och", "att", "det", "som", "är", "en", "på", "för", "med", "av", "till", "den",
            "inte", "ett", "i", "har", "om", "var",
        ],
    ),
    (
        "da",
        &[
            "og", "at", "det", "som", "er", "en", "på", "for", "med", "af", "til", "den", "ikke",
            "et", "i", "har", "om", "var", "efter", "fra", "blev", "blevet", "også", "havde",
            "sig", "sagde", "meget", "nogle", "noget", "hvad", "uden", "mellem", "op",
        ],
    ),
    (
        "nb",
        &[
            "og", "å", "det", "som", "er", "en", "på", "for", "med", "av", "til", "den", "ikke",
            "et", "i", "har", "om", "var", "at", "etter", "fra", "ble", "blitt", "også", "hadde",
            "seg", "sa", "mye", "noen", "noe", "hva", "uten", "mellom", "opp",
        ],
    ),
    (
        "id",
        &[
            "yang", "dan", "di", "dengan", "untuk", "dari", "pada", "ini", "itu", "dalam", "tidak",
            "ke", "akan", "oleh",
        ],
    ),
    (
        "vi",
        &[
            "và", "của", "là", "có", "được", "cho", "trong", "với", "các", "những", "này", "không",
            "người", "một", "đã", "để", "từ", "đến", "khi", "về", "sẽ", "tại", "ở", "trên", "bị",
            "do", "như", "vào", "theo", "nhiều", "năm", "cũng", "phải", "ra",
        ],
    ),
    (
        "ru",
        &[
            "и",
            "в",
            "не",
            "на",
            "что",
            "с",
            "по",
            "как",
            "это",
            "из",
            "у",
            "за",
            "от",
            "для",
            "он",
            "к",
            "его",
            "был",
            "было",
            "также",
            "который",
            "которые",
            "году",
            "о",
            "при",
        ],
    ),
    (
        "uk",
        &[
            "і",
            "в",
            "не",
            "на",
            "що",
            "з",
            "як",
            "це",
            "та",
            "до",
            "від",
            "для",
            "його",
            "є",
            "або",
            "у",
            "за",
            "й",
            "про",
            "був",
            "було",
            "також",
            "який",
            "які",
            "році",
            "по",
        ],
    ),
    (
        "bg",
        &[
            "и",
            "в",
            "не",
            "на",
            "се",
            "да",
            "са",
            "от",
            "за",
            "е",
            "с",
            "който",
            "че",
            "това",
            "по",
            "като",
            "до",
            "при",
            "към",
            "беше",
            "през",
        ],
    ),
];

/// A bit for each language that has the word, by word.
static BY_WORD: LazyLock<FxHashMap<&str, u16>> = LazyLock::new(|| {
    let mut by_word = FxHashMap::default();
    for (at, (_, words)) in LANGUAGES.iter().enumerate() {
        for word in *words {
            *by_word.entry(*word).or_default() |= 1 << at;
        }
    }
    by_word
});

/// True for languages that share half of their function words.
fn are_sisters(one: usize, other: usize) -> bool {
    let (one, other) = (LANGUAGES[one].1, LANGUAGES[other].1);
    let common = one.iter().filter(|word| other.contains(word)).count();
    common * 2 >= one.len().min(other.len())
}

/// How many function words of each language a text has.
pub(crate) struct FunctionWordCounts {
    /// All words of the text, numbers left out.
    pub(crate) total: usize,
    hits: [usize; LANGUAGES.len()],
    /// For each function word that was found a bit for each of its languages.
    found: Vec<u16>,
}

/// Counts the function words of a text in composed letters.
pub(crate) fn count(text: &str) -> FunctionWordCounts {
    let mut counts = FunctionWordCounts { total: 0, hits: [0; LANGUAGES.len()], found: Vec::new() };
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’');
    for word in text.split(|c| !is_part(c)).filter(|word| !word.is_empty()) {
        if word.starts_with(char::is_numeric) {
            continue;
        }
        counts.total += 1;
        // No function word is longer, and a word with a capital is seldom one.
        if word.len() > 12 || word.starts_with(char::is_uppercase) {
            continue;
        }
        let Some(languages) = BY_WORD.get(word) else { continue };
        counts.found.push(*languages);
        for (at, hits) in counts.hits.iter_mut().enumerate() {
            *hits += usize::from(languages >> at & 1);
        }
    }
    counts
}

impl FunctionWordCounts {
    /// The language that has enough of its words in the text, and twice those of any other. Of
    /// sister languages, which share most, only the words count that the other does not have.
    pub(crate) fn clear_winner(&self) -> Option<&'static str> {
        let (at, most) = self.hits.iter().enumerate().max_by_key(|(_, hits)| **hits)?;
        let beats = |other: usize, hits: usize| {
            let (ours, theirs) = (self.only_in(at, other), self.only_in(other, at));
            *most >= hits * 2 || (are_sisters(at, other) && ours >= 2 && ours >= theirs * 4)
        };
        let mut others = self.hits.iter().enumerate().filter(|(other, _)| *other != at);
        let enough = *most >= 3
            && most * 10 >= self.total
            && others.all(|(other, &hits)| beats(other, hits));
        if enough { LANGUAGES.get(at).map(|(lang, _)| *lang) } else { None }
    }

    /// How many of the words that were found are of one language and not of another.
    fn only_in(&self, one: usize, other: usize) -> usize {
        let is_only = |bits: &&u16| **bits >> one & 1 == 1 && **bits >> other & 1 == 0;
        self.found.iter().filter(is_only).count()
    }

    /// True unless the words of the text speak for another language than this one.
    pub(crate) fn allow(&self, lang: &str) -> bool {
        let most = self.hits.iter().max().copied().unwrap_or(0);
        most < 2 || most <= 2 * self.of(lang).unwrap_or(0)
    }

    /// True if the words of the text bear out that it is in this language, or if its words are not
    /// known here. Lists of names and numbers look like any language to trigrams.
    pub(crate) fn bear_out(&self, lang: &str) -> bool {
        self.of(lang).is_none_or(|hits| hits * 12 >= self.total)
    }

    fn of(&self, lang: &str) -> Option<usize> {
        let at = LANGUAGES.iter().position(|(known, _)| *known == lang)?;
        self.hits.get(at).copied()
    }
}
