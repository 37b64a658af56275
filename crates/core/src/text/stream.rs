//! Text as a stream of lower-case, fully decomposed characters in canonical order, each with the
//! range of the original it came from. Every Unicode normal form of a text gives one stream.

use super::normal_form::in_order;
use super::slice::slice;
use super::unicode::{Class, class, class_and_order, decompose};

/// One character of the stream.
#[derive(Debug, Clone, Copy)]
pub(crate) struct StreamChar {
    /// Lower case, decomposed (Hangul syllables stay composed).
    pub c: char,
    pub class: Class,
    /// It may change places with others like it beside it.
    pub reorders: bool,
    /// True when it stood in upper case.
    pub upper: bool,
    /// Where the original character begins and ends, in bytes.
    pub start: usize,
    pub end: usize,
}

/// See [`stream`].
pub(crate) struct Stream<'t> {
    text: &'t str,
    at: usize,
    /// A starter and the marks after it, complete but for what has not been read yet.
    pending: Vec<StreamChar>,
    ready: usize,
    /// How many of `pending` can be given out.
    settled: usize,
}

/// The stream of a text.
pub(crate) fn stream(text: &str) -> Stream<'_> {
    Stream { text, at: 0, pending: Vec::new(), ready: 0, settled: 0 }
}

impl Stream<'_> {
    fn push(&mut self, c: char, upper: bool, start: usize, end: usize) {
        let (class, reorders) = class_and_order(c);
        if !reorders {
            if let Some(last) = self.pending.last_mut()
                && let Some(syllable) = compose_hangul(last.c, c)
            {
                last.c = syllable;
                last.end = end;
                return;
            }
            self.flush();
        }
        self.pending.push(StreamChar { c, class, reorders, upper, start, end });
    }

    /// Nothing comes any more that belongs to what is pending: its marks go into their order.
    fn flush(&mut self) {
        let unsettled = self.pending.get_mut(self.settled..).unwrap_or_default();
        let first = usize::from(unsettled.first().is_some_and(|first| !first.reorders));
        put_in_order(unsettled.get_mut(first..).unwrap_or_default());
        self.settled = self.pending.len();
    }
}

/// No language has more marks in a row (the stream-safe text format of UAX 15); they stay as they are.
const MAX_MARKS: usize = 30;

fn put_in_order(marks: &mut [StreamChar]) {
    // What one character is made of is in order.
    let is_one = marks.windows(2).all(|pair| pair[0].start == pair[1].start);
    if is_one || marks.len() > MAX_MARKS {
        return;
    }
    let mut text = String::new();
    for mark in &*marks {
        text.push(mark.c);
    }
    for (to, c) in in_order(&text).chars().enumerate() {
        let rest = marks.get(to..).unwrap_or_default();
        let from = rest.iter().position(|mark| mark.c == c).unwrap_or_default();
        for at in (to..to + from).rev() {
            marks.swap(at, at + 1);
        }
    }
}

impl Iterator for Stream<'_> {
    type Item = StreamChar;

    fn next(&mut self) -> Option<StreamChar> {
        loop {
            if self.ready < self.settled {
                self.ready += 1;
                return Some(self.pending[self.ready - 1]);
            }
            self.pending.drain(..self.ready);
            self.settled -= self.ready;
            self.ready = 0;
            let rest = self.text.as_bytes().get(self.at + 1);
            let Some(c) = slice(self.text, self.at..self.text.len()).chars().next() else {
                if self.pending.is_empty() {
                    return None;
                }
                self.flush();
                continue;
            };
            let start = self.at;
            self.at += c.len_utf8();
            let end = self.at;
            // Two ASCII characters in a row: the first cannot change any more.
            if self.pending.is_empty() && c.is_ascii() && rest.is_none_or(u8::is_ascii) {
                let lowered = c.to_ascii_lowercase();
                let upper = c.is_ascii_uppercase();
                let class = class(lowered);
                return Some(StreamChar { c: lowered, class, reorders: false, upper, start, end });
            }
            decompose(c, |lowered| self.push(lowered.c, lowered.upper, start, end));
        }
    }
}

/// The arithmetic of the Unicode standard, section 3.12.
fn compose_hangul(first: char, second: char) -> Option<char> {
    let (a, b) = (first as u32, second as u32);
    if (0x1100..0x1113).contains(&a) && (0x1161..0x1176).contains(&b) {
        return char::from_u32(0xAC00 + ((a - 0x1100) * 21 + (b - 0x1161)) * 28);
    }
    if (0xAC00..0xD7A4).contains(&a)
        && (a - 0xAC00).is_multiple_of(28)
        && (0x11A8..0x11C3).contains(&b)
    {
        return char::from_u32(a + (b - 0x11A7));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization;

    fn text_of(text: &str) -> String {
        stream(text).map(|item| item.c).collect()
    }

    #[test]
    fn the_four_normal_forms_of_a_text_give_one_stream() {
        for text in ["Tiếng Việt", "대한민국", "ﬁancé Ⅷ ㌔", "a\u{316}\u{301}", "á\u{316}", "が ｶﾞ"]
        {
            let nfc = text_of(&text.nfc().collect::<String>());
            assert_eq!(nfc, text_of(&text.nfd().collect::<String>()), "{text}");
            assert_eq!(nfc, text_of(&text.nfkc().collect::<String>()), "{text}");
            assert_eq!(nfc, text_of(&text.nfkd().collect::<String>()), "{text}");
        }
    }

    #[test]
    fn hangul_letters_become_syllables() {
        assert_eq!(text_of("\u{1112}\u{1161}\u{11ab}\u{1100}\u{1173}\u{11af}"), "한글");
    }

    #[test]
    fn items_keep_their_place_in_the_original() {
        let items: Vec<StreamChar> = stream("aẾb").collect();
        let ranges: Vec<(usize, usize)> = items.iter().map(|i| (i.start, i.end)).collect();
        assert_eq!(ranges, [(0, 1), (1, 4), (1, 4), (1, 4), (4, 5)]);
        assert!(items[1].upper && !items[4].upper);
    }
}
