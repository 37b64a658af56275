//! Which characters belong to a script that is written without spaces between words.

/// True for a character of a script without spaces: Thai, Lao, Burmese, Khmer, kana, bopomofo and Han, their
/// digits and marks too. Their punctuation is not among them.
///
/// The class of units, each of which is a token, is wider. It holds Hangul, which has spaces between words but
/// whose words are looked for by their syllables, and scripts that hardly any article is written in, such as Yi,
/// Tai Tham and Tangut.
pub fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{312f}' | '\u{3400}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}' | '\u{20000}'..='\u{3ffff}')
}

/// True for Hangul: letters, compatibility letters and syllables.
pub fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7a3}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::unicode::{Class, class, decompose};

    #[test]
    fn what_has_no_spaces_is_never_a_letter_of_a_script_with_spaces() {
        for c in ('\0'..=char::MAX).filter(|&c| is_unspaced(c)) {
            decompose(c, |lowered| assert_ne!(class(lowered.c), Class::Letter, "{c:?}"));
        }
    }

    #[test]
    fn units_of_usual_texts_have_no_spaces_but_for_hangul() {
        for c in "ไทย ลาว ລາວ မြန်မာ ខ្មែរ ひらがな カタカナ ｶﾀ ㄅㄆ 漢字 々〆 한국어 ㄱ".chars()
        {
            let mut is_unit = false;
            decompose(c, |lowered| is_unit |= class(lowered.c) == Class::Unit);
            assert_eq!(is_unit, is_unspaced(c) || is_hangul(c), "{c:?}");
        }
    }

    #[test]
    fn punctuation_and_other_scripts_are_not_among_them() {
        assert!(!"、。「」 aéяαअ".chars().any(is_unspaced));
        assert!(!"한국어 ㄱ".chars().any(is_unspaced));
    }
}
