//! Which script a text is in, as far as languages are told by it.

/// A script or a group of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Script {
    /// No letters at all.
    None,
    Latin,
    Cyrillic,
    /// Han characters alone: Chinese.
    Han,
    /// Han characters with kana: Japanese.
    Kana,
    Hangul,
    Other,
}

/// Latin letters that one Han character or syllable is worth: names in Latin letters are long.
const LETTERS_PER_CHARACTER: usize = 3;

/// The script that most of a text is in.
pub(crate) fn of(text: &str) -> Script {
    if text.is_ascii() {
        let has_letter = text.bytes().any(|byte| byte.is_ascii_alphabetic());
        return if has_letter { Script::Latin } else { Script::None };
    }
    let (mut latin, mut cyrillic, mut han, mut kana, mut hangul, mut other) = (0, 0, 0, 0, 0, 0);
    for character in text.chars() {
        let count = match u32::from(character) {
            0x41..=0x5A | 0x61..=0x7A | 0xC0..=0x24F | 0x1E00..=0x1EFF | 0xFF21..=0xFF5A => {
                &mut latin
            }
            0x400..=0x52F | 0x1C80..=0x1C8F => &mut cyrillic,
            0x3041..=0x309F | 0x30A1..=0x30FA | 0x30FD..=0x30FF | 0xFF66..=0xFF9D => &mut kana,
            0x3400..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFD => &mut han,
            0x1100..=0x11FF | 0x3130..=0x318F | 0xAC00..=0xD7A3 => &mut hangul,
            _ if character.is_alphabetic() => &mut other,
            _ => continue,
        };
        *count += 1;
    }
    let asian = (han + kana + hangul) * LETTERS_PER_CHARACTER;
    let most = latin.max(cyrillic).max(asian).max(other);
    if most == 0 {
        Script::None
    } else if most == asian {
        // A few kana are enough: no Chinese text has any, but for a name here and there.
        if kana * 20 >= han + hangul {
            Script::Kana
        } else if hangul * 2 >= han {
            Script::Hangul
        } else {
            Script::Han
        }
    } else if most == latin {
        Script::Latin
    } else if most == cyrillic {
        Script::Cyrillic
    } else {
        Script::Other
    }
}
