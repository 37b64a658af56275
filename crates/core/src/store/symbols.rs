//! Symbols: the numbers as which the text section holds what articles are made of.
//!
//! A number below 192 is one byte. The next 12,288 are two, of which the first is 192 to 239 and the rest
//! comes highest byte first; then 15 × 65,536 are three, the first 240 to 254; all above are 255 and a
//! varint. The most frequent symbols have the lowest numbers, so that most of a text is one or two bytes
//! a word, in a form in which a general compressor sees what repeats.

use crate::format::varint::{Cursor, push, push_str};

/// Numbers that are not symbols of the vocabulary but say what comes.
pub mod control {
    /// The article ends.
    pub const END: u32 = 0;
    /// A block of running text begins.
    pub const BODY: u32 = 1;
    /// A heading begins.
    pub const HEADING: u32 = 2;
    /// A block of boilerplate begins.
    pub const ASIDE: u32 = 3;
    /// The title, which comes first, only repeats the beginning of the text.
    pub const REPEATS: u32 = 4;
    /// The next word is in small letters.
    pub const LOWER: u32 = 5;
    /// The next word has a capital.
    pub const CAPITAL: u32 = 6;
    /// The next word is in capitals.
    pub const UPPER: u32 = 7;
    /// To the end of the block, words that are mostly small have a capital.
    pub const TITLED: u32 = 8;
    /// A string follows: what stands between two words.
    pub const SEPARATOR: u32 = 9;
    /// A string follows: plain text, whose tokens are those of the tokenizer.
    pub const PLAIN: u32 = 10;
    /// The first symbol of the vocabulary has this number.
    pub const VOCABULARY: u32 = 11;
}

/// How many numbers take one byte: those below.
const ONE: u32 = 192;
/// How many numbers take two bytes: those that follow.
const TWO: u32 = (LEAD - ONE) << 8;
/// The lowest first byte of a number of three bytes.
const LEAD: u32 = 240;
/// How many numbers take three bytes: those that follow.
const THREE: u32 = (VARINT - LEAD) << 16;
/// The byte that stands before a varint.
const VARINT: u32 = 255;

/// Appends a number.
pub fn push_symbol(out: &mut Vec<u8>, number: u32) {
    if number < ONE {
        out.push(number as u8);
    } else if number - ONE < TWO {
        let rest = number - ONE;
        out.extend([(ONE + (rest >> 8)) as u8, rest as u8]);
    } else if number - ONE - TWO < THREE {
        let rest = number - ONE - TWO;
        out.extend([(LEAD + (rest >> 16)) as u8, (rest >> 8) as u8, rest as u8]);
    } else {
        out.push(VARINT as u8);
        push(out, number - ONE - TWO - THREE);
    }
}

/// Appends a control and its string.
pub fn push_text(out: &mut Vec<u8>, control: u32, text: &str) {
    push_symbol(out, control);
    push_str(out, text);
}

/// Reads symbols; past the end everything is [`control::END`].
#[derive(Debug, Clone)]
pub struct Symbols<'a>(Cursor<'a>);

impl<'a> Symbols<'a> {
    /// The symbols of `bytes` from an offset on.
    pub fn new(bytes: &'a [u8], at: usize) -> Symbols<'a> {
        Symbols(Cursor::starting_at(bytes, at))
    }

    /// Bytes before the next symbol.
    pub fn position(&self) -> usize {
        self.0.position()
    }

    /// True when nothing is left.
    pub fn is_done(&self) -> bool {
        self.0.is_done()
    }

    /// The next number.
    #[inline]
    pub fn number(&mut self) -> u32 {
        match self.0.ahead() {
            // No processor can predict which of the two lengths comes, so there is no branch on it.
            Some([first, second]) if u32::from(first) < LEAD => {
                let (one, two) = (u32::from(first), u32::from(first) << 8 | u32::from(second));
                let is_two = u32::from(one >= ONE);
                self.0.pass(1 + is_two as usize);
                one + (two.wrapping_sub((ONE << 8) - ONE).wrapping_sub(one) & is_two.wrapping_neg())
            }
            _ => {
                // The cursor stays in registers if no other function is given a reference to it.
                let mut copy = self.clone();
                let number = copy.longer();
                *self = copy;
                number
            }
        }
    }

    /// The next number, whatever its length and also at the end of the bytes.
    #[inline(never)]
    fn longer(&mut self) -> u32 {
        let first = u32::from(self.0.byte());
        if first < ONE {
            return first;
        }
        if first < LEAD {
            return ONE + ((first - ONE) << 8 | u32::from(self.0.byte()));
        }
        if first < VARINT {
            let (high, low) = (u32::from(self.0.byte()), u32::from(self.0.byte()));
            return ONE + TWO + ((first - LEAD) << 16 | high << 8 | low);
        }
        (ONE + TWO + THREE).saturating_add(self.0.varint())
    }

    /// Goes back before the control that was read last.
    pub(super) fn back(&mut self) {
        self.0.back();
    }

    /// The string that follows some controls.
    pub fn text(&mut self) -> &'a str {
        self.0.str()
    }
}

/// The bytes of these numbers.
#[cfg(test)]
pub(super) fn bytes_of(numbers: &[u32]) -> Vec<u8> {
    let mut out = Vec::new();
    numbers.iter().for_each(|&number| push_symbol(&mut out, number));
    out
}

/// Bytes at chance, most of them low numbers.
#[cfg(test)]
pub(super) fn any_bytes() -> impl Iterator<Item = Vec<u8>> {
    let byte = |seed: u32, at: u32| (seed.wrapping_mul(2_654_435_761 + 2 * at) >> 13) as u8;
    let low = |byte: u8| if byte < 230 { byte % 20 } else { byte };
    (0..2_000).map(move |seed| (0..40).map(|at| low(byte(seed, at))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_come_back(
            numbers in proptest::collection::vec(
                prop_oneof![
                    0u32..400,
                    400u32..12_000,
                    12_000u32..13_000,
                    950_000u32..1_050_000,
                    0u32..1 << 28
                ],
                0..40,
            )
        ) {
            let mut bytes = Vec::new();
            numbers.iter().for_each(|&number| push_symbol(&mut bytes, number));
            let mut symbols = Symbols::new(&bytes, 0);
            let read: Vec<u32> = numbers.iter().map(|_| symbols.number()).collect();
            prop_assert_eq!(read, numbers);
            prop_assert!(symbols.is_done());
            prop_assert_eq!(symbols.number(), control::END);
        }

        #[test]
        fn numbers_read_at_once_are_those_read_by_bytes(
            bytes in proptest::collection::vec(prop_oneof![0u8..=255, 180u8..=255], 0..6),
        ) {
            for at in 0..=bytes.len() {
                let (mut once, mut slowly) = (Symbols::new(&bytes, at), Symbols::new(&bytes, at));
                prop_assert_eq!(once.number(), slowly.longer());
                prop_assert_eq!(once.position(), slowly.position());
            }
        }

        #[test]
        fn any_bytes_can_be_read(bytes: Vec<u8>, at: usize) {
            let mut symbols = Symbols::new(&bytes, at);
            while !symbols.is_done() {
                symbols.number();
                symbols.text();
            }
        }
    }
}
