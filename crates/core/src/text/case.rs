//! The case of a word: small, with a capital, or in capitals.

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Case {
    /// In small letters.
    Lower = 0,
    /// With its first letter in upper case.
    Capital = 1,
    /// All in upper case.
    Upper = 2,
}

impl Case {
    /// All of them.
    pub const ALL: [Case; 3] = [Case::Lower, Case::Capital, Case::Upper];

    /// Appends `word`, which is in small letters, as it is written in this case. Letters that have no
    /// upper case, or not one that [`upper`] knows, stay.
    pub fn push(self, out: &mut String, word: &str) {
        match self {
            Case::Lower => out.push_str(word),
            Case::Upper => word.chars().for_each(|c| out.push(upper(c))),
            Case::Capital => {
                let mut rest = word.chars();
                if let Some(first) = rest.next() {
                    out.push(upper(first));
                    out.push_str(rest.as_str());
                }
            }
        }
    }
}

/// A small letter in upper case; any other character as it is. It knows the letters whose two cases are one
/// character each and stand in their block in pairs or at a fixed distance, as nearly all do.
fn upper(c: char) -> char {
    let code = c as u32;
    let distance = match code {
        0x61..=0x7a | 0xe0..=0xf6 | 0xf8..=0xfe | 0x430..=0x44f => 32,
        0x3b1..=0x3c1 | 0x3c3..=0x3cb => 32,
        0x450..=0x45f => 80,
        0x561..=0x586 => 48,
        // Pairs of which the second is small and odd.
        0x101..=0x137
        | 0x14b..=0x177
        | 0x1a1
        | 0x460..=0x481
        | 0x48b..=0x4bf
        | 0x4d1..=0x52f
        | 0x1e01..=0x1e95
        | 0x1ea1..=0x1eff => code & 1,
        // Pairs of which the second is small and even.
        0x13a..=0x148 | 0x17a..=0x17e | 0x1b0 | 0x4c2..=0x4ce => 1 - (code & 1),
        _ => 0,
    };
    // The dotless i stands among pairs and belongs to none.
    let distance = if code == 0x131 { 0 } else { distance };
    char::from_u32(code - distance).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_have_the_upper_case_of_the_standard_or_none() {
        let mut some = 0;
        for c in (0..0x3000).filter_map(char::from_u32) {
            let expected: String = c.to_uppercase().collect();
            let given = upper(c);
            assert!(given == c || expected == given.to_string(), "{c:?}: {given:?}");
            some += usize::from(given != c);
        }
        assert!(some > 400, "{some} letters");
        assert_eq!("đệơưñéžёяσ".chars().map(upper).collect::<String>(), "ĐỆƠƯÑÉŽЁЯΣ");
    }

    #[test]
    fn words_are_written_in_three_ways() {
        let written = |case: Case| {
            let mut out = String::new();
            case.push(&mut out, "điện");
            out
        };
        assert_eq!(Case::ALL.map(written), ["điện", "Điện", "ĐIỆN"]);
    }
}
