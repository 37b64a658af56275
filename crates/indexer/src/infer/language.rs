//! Which language an article is in.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;
use whatlang::{Detector, Info, Lang};

use super::function_words;
use crate::infer::letters::{self, Script};
use crate::infer::spacing::CELLS;
use crate::{BlockKind, Document, Documents};

/// Languages that are written from right to left.
const RIGHT_TO_LEFT: &[&str] = &["ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"];

/// True for a language, by its code, that is written from right to left.
pub fn is_right_to_left(lang: &str) -> bool {
    RIGHT_TO_LEFT.contains(&lang)
}

/// Characters of an article that are looked at; more make the answer no better.
const SAMPLE: usize = 1500;

/// The language of articles in which none could be told.
pub(crate) const UNKNOWN: &str = "und";

/// Words from which on the trigrams of a text mean something.
const WORDS_FOR_TRIGRAMS: usize = 25;

/// From here on a guess counts although it is not certain, if nothing else is known.
const FAIR: f64 = 0.3;

/// The first part of a language tag, in lower case: `pt` of `pt-BR` or `pt_BR`. A three-letter code
/// that has one of two letters becomes that one. `None` for what is no tag.
pub(crate) fn primary_subtag(tag: &str) -> Option<String> {
    let tag = tag.trim();
    let primary = tag.split(['-', '_']).next()?;
    let rest_is_fit = tag.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    if !rest_is_fit
        || !matches!(primary.len(), 2..=3)
        || !primary.bytes().all(|b| b.is_ascii_alphabetic())
    {
        return None;
    }
    let primary = primary.to_ascii_lowercase();
    Some(Lang::from_code(&*primary).map_or(primary, |lang| code(lang).to_owned()))
}

/// True for the code of a language that can be told.
pub(crate) fn is_known(name: &str) -> bool {
    Lang::all().iter().any(|&lang| code(lang) == name)
}

/// The code that web pages use: ISO 639-1, which has one for every language known here.
fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::Epo => "eo",
        Lang::Eng => "en",
        Lang::Rus => "ru",
        Lang::Cmn => "zh",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Ben => "bn",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Ukr => "uk",
        Lang::Kat => "ka",
        Lang::Ara => "ar",
        Lang::Hin => "hi",
        Lang::Jpn => "ja",
        Lang::Heb => "he",
        Lang::Yid => "yi",
        Lang::Pol => "pl",
        Lang::Amh => "am",
        Lang::Jav => "jv",
        Lang::Kor => "ko",
        Lang::Nob => "nb",
        Lang::Dan => "da",
        Lang::Swe => "sv",
        Lang::Fin => "fi",
        Lang::Tur => "tr",
        Lang::Nld => "nl",
        Lang::Hun => "hu",
        Lang::Ces => "cs",
        Lang::Ell => "el",
        Lang::Bul => "bg",
        Lang::Bel => "be",
        Lang::Mar => "mr",
        Lang::Kan => "kn",
        Lang::Ron => "ro",
        Lang::Slv => "sl",
        Lang::Hrv => "hr",
        Lang::Srp => "sr",
        Lang::Mkd => "mk",
        Lang::Lit => "lt",
        Lang::Lav => "lv",
        Lang::Est => "et",
        Lang::Tam => "ta",
        Lang::Vie => "vi",
        Lang::Urd => "ur",
        Lang::Tha => "th",
        Lang::Guj => "gu",
        Lang::Uzb => "uz",
        Lang::Pan => "pa",
        Lang::Aze => "az",
        Lang::Ind => "id",
        Lang::Tel => "te",
        Lang::Pes => "fa",
        Lang::Mal => "ml",
        Lang::Ori => "or",
        Lang::Mya => "my",
        Lang::Nep => "ne",
        Lang::Sin => "si",
        Lang::Khm => "km",
        Lang::Tuk => "tk",
        Lang::Aka => "ak",
        Lang::Zul => "zu",
        Lang::Sna => "sn",
        Lang::Afr => "af",
        Lang::Lat => "la",
        Lang::Slk => "sk",
        Lang::Cat => "ca",
        Lang::Tgl => "tl",
        Lang::Hye => "hy",
        Lang::Cym => "cy",
    }
}

/// Which languages are inferred.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Languages {
    /// That of a text in which none can be told; unknown without it.
    pub(crate) default: Option<String>,
    /// The codes of those that come into question; all where there are none here.
    pub(crate) among: Vec<String>,
}

impl Languages {
    fn allow(&self, code: &str) -> bool {
        self.among.is_empty() || self.among.iter().any(|allowed| allowed == code)
    }

    /// Detects by trigrams.
    fn detect(&self, sample: &str) -> Option<Info> {
        if self.among.is_empty() {
            return whatlang::detect(sample);
        }
        let allowed = Lang::all().iter().copied().filter(|lang| self.allow(code(*lang)));
        let detected = Detector::with_allowlist(allowed.collect()).detect(sample);
        // A script of one language is told whatever is allowed.
        detected.filter(|info| self.allow(code(info.lang())))
    }
}

/// Fills in the language of every document that has none.
///
/// Letters tell the script, and in most scripts that is the language. Where it is not, the little
/// words of the language decide, if they leave no doubt; then trigrams, if the text is long enough
/// for them. A short or mixed text takes the language of most certain articles in its script unless
/// its words speak against it. Where no article is certain, a fair guess counts, else it is `und`.
pub(crate) fn detect(documents: &mut Documents, languages: &Languages) {
    let told: Vec<(Script, String)> = documents.update(|_, document| {
        let sample = sample(document);
        let script = letters::of(&sample);
        if document.lang.is_empty() {
            let unknown = languages.default.as_deref().unwrap_or(UNKNOWN);
            let none = if script == Script::None { unknown } else { "" };
            let certain = certain(&sample, script, languages).filter(|lang| languages.allow(lang));
            document.lang.push_str(certain.unwrap_or(none));
        }
        (script, document.lang.clone())
    });
    let mut votes = Votes::default();
    for (script, lang) in told.iter().filter(|(_, lang)| !lang.is_empty()) {
        if languages.allow(lang) {
            votes.add(*script, lang);
        }
    }
    if told.iter().any(|(_, lang)| lang.is_empty()) {
        documents.update(|_, document| {
            if document.lang.is_empty() {
                document.lang = votes.flush(&sample(document), languages);
            }
        });
    }
}

/// The language that a text is in beyond doubt.
fn certain(sample: &str, script: Script, languages: &Languages) -> Option<&'static str> {
    let by_trigrams =
        || languages.detect(sample).filter(Info::is_reliable).map(|info| code(info.lang()));
    match script {
        Script::Kana => Some("ja"),
        Script::Han => Some("zh"),
        Script::Hangul => Some("ko"),
        Script::None => None,
        Script::Other => by_trigrams(),
        Script::Latin | Script::Cyrillic => {
            let words = function_words::count(sample);
            words.clear_winner().or_else(|| {
                let enough = words.total >= WORDS_FOR_TRIGRAMS;
                enough.then(by_trigrams).flatten().filter(|lang| words.bear_out(lang))
            })
        }
    }
}

/// The beginning of the text of an article, in the composed form that detection knows.
fn sample(document: &Document) -> String {
    let mut sample = String::new();
    if !document.title_from_body {
        sample.push_str(&document.title);
    }
    for block in &document.blocks {
        let is_text = matches!(block.kind, BlockKind::Heading | BlockKind::Body);
        if is_text && sample.len() < SAMPLE {
            sample.push('\n');
            // What parts the cells of a row is ours, and a letter of Catalan.
            sample.push_str(&beginning(&block.text).replace(CELLS, " "));
        }
    }
    sample.truncate(beginning(&sample).len());
    if sample.is_ascii() { sample } else { sample.nfc().collect() }
}

/// The beginning of a text, by which its language is detected.
fn beginning(text: &str) -> &str {
    if text.len() <= SAMPLE {
        return text;
    }
    let end = text.char_indices().nth(SAMPLE).map(|(end, _)| end);
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

/// The languages of the certain articles, by script.
#[derive(Default)]
struct Votes(BTreeMap<Script, BTreeMap<String, usize>>);

impl Votes {
    fn add(&mut self, script: Script, lang: &str) {
        *self.0.entry(script).or_default().entry(lang.to_owned()).or_default() += 1;
    }

    /// The language of a text that does not speak for itself.
    fn flush(&self, sample: &str, languages: &Languages) -> String {
        let seen = self.0.get(&letters::of(sample));
        let total: usize = seen.into_iter().flat_map(BTreeMap::values).sum();
        let most = seen.into_iter().flatten().max_by_key(|(_, count)| **count);
        let words = function_words::count(sample);
        if let Some((most, count)) = most
            && *count * 5 >= total * 4
            && words.allow(most)
        {
            return most.clone();
        }
        // Of the languages around, each in at least a twentieth of the articles, the one that fits.
        let common = |lang: &Lang| {
            let count = seen.and_then(|seen| seen.get(code(*lang))).copied().unwrap_or(0);
            count > 0 && count * 20 >= total
        };
        let allowed: Vec<Lang> = Lang::all().iter().copied().filter(common).collect();
        let fits =
            if allowed.len() > 1 { Detector::with_allowlist(allowed).detect(sample) } else { None };
        // Outside Latin and Cyrillic the script leaves few languages to choose from.
        let script_tells = letters::of(sample) == Script::Other;
        let fair = |info: &Info| script_tells || info.confidence() >= FAIR;
        let guess = fits.or_else(|| languages.detect(sample).filter(fair));
        let unknown = languages.default.as_deref().unwrap_or(UNKNOWN);
        guess.map_or(unknown, |info| code(info.lang())).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Block;

    fn languages(texts: &[&str]) -> Vec<String> {
        inferred(texts, &Languages::default())
    }

    fn inferred(texts: &[&str], languages: &Languages) -> Vec<String> {
        let mut documents: Documents = texts
            .iter()
            .map(|text| Document {
                title: (*text).to_owned(),
                blocks: vec![Block::new(BlockKind::Body, (*text).to_owned())],
                title_from_body: true,
                ..Document::default()
            })
            .collect();
        detect(&mut documents, languages);
        documents.iter().map(|document| document.lang.clone()).collect()
    }

    const ENGLISH: &str = "The lamp of the old pier was lit again for the first time in a year, and \
        the boats that had stayed in the harbour went out with the tide.";
    const VIETNAMESE: &str = "Ngọn đèn của bến tàu cũ được thắp sáng trở lại và những chiếc thuyền đã \
        ra khơi trong đêm, người dân vui mừng vì điều này.";
    const RUSSIAN: &str = "Фонарь старого причала снова зажгли, и лодки, которые стояли в гавани, \
        вышли в море с отливом, как это было из года в год.";

    #[test]
    fn a_sentence_or_two_tell_the_language() {
        let french = "La lampe du vieux quai est de nouveau allumée pour les pêcheurs qui sont dans le port.";
        let ukrainian = "Ліхтар старого причалу знову засвітили, і човни, що стояли в гавані, вийшли в море, як це було щороку.";
        let german = "Die Lampe auf dem alten Kai ist wieder an, und die Boote sind mit der Flut nicht zu spät.";
        assert_eq!(
            languages(&[ENGLISH, VIETNAMESE, RUSSIAN, french, ukrainian, german]),
            ["en", "vi", "ru", "fr", "uk", "de"]
        );
    }

    #[test]
    fn a_script_of_one_language_needs_no_words() {
        assert_eq!(
            languages(&[
                "桟橋の灯台",
                "港口的灯塔",
                "항구의 등대",
                "ประภาคารท่าเรือ",
                "Φάρος λιμάνι",
                "המגדלור של הנמל הישן האיר שוב אחרי שנה שלמה של חושך"
            ]),
            ["ja", "zh", "ko", "th", "el", "he"]
        );
    }

    #[test]
    fn japanese_with_many_latin_names_stays_japanese() {
        assert_eq!(languages(&["Internet ExplorerとFirefoxは港の灯台である"]), ["ja"]);
    }

    #[test]
    fn a_title_alone_takes_the_language_of_its_collection() {
        let title = "Extraction Methods by Repeated Lamp Subtractions";
        assert_eq!(languages(&[ENGLISH, ENGLISH, ENGLISH, title])[3], "en");
        let tin = "Thuyền ra khơi";
        assert_eq!(languages(&[VIETNAMESE, VIETNAMESE, VIETNAMESE, tin])[3], "vi");
    }

    #[test]
    fn words_of_another_language_speak_against_the_collection() {
        let short = "Les bateaux dans le port";
        assert_ne!(languages(&[ENGLISH, ENGLISH, ENGLISH, short])[3], "en");
    }

    #[test]
    fn text_in_decomposed_letters_has_the_same_language() {
        let decomposed: String = VIETNAMESE.nfd().collect();
        assert_eq!(languages(&[&decomposed]), ["vi"]);
    }

    #[test]
    fn only_the_languages_that_come_into_question_are_inferred() {
        let texts = [ENGLISH, VIETNAMESE, "桟橋の灯台", "1, 2, 3"];
        let among = vec!["en".to_owned(), "fr".to_owned()];
        let default = Some("fr".to_owned());
        let found = inferred(&texts, &Languages { default, among });
        assert_eq!(found, ["en", "fr", "fr", "fr"]);
    }

    #[test]
    fn numbers_are_in_no_language() {
        assert_eq!(languages(&["1, 2, 3", "", "…"]), ["und", "und", "und"]);
    }

    #[test]
    fn a_language_tag_is_cut_to_its_language() {
        for (tag, lang) in [
            ("en", "en"),
            ("en-US", "en"),
            ("vi_VN", "vi"),
            ("zh-Hant-TW", "zh"),
            ("ENG", "en"),
            ("haw", "haw"),
        ] {
            assert_eq!(primary_subtag(tag).as_deref(), Some(lang));
        }
        for tag in ["", "e", "English", "tiếng Việt", "en US", "12", "-en"] {
            assert_eq!(primary_subtag(tag), None, "{tag}");
        }
    }
}
