//! The anchors section: the fragments of urls that lead to the headings of documents.
//!
//! For each document that has any: how many documents without them are before it, how many of its headings are
//! told of, and each of these in reading order: in how many segments of the document it comes later than the heading
//! before, and its fragment. Most fragments are made of the text of their heading and not written.

use super::varint::{Cursor, push, push_str};

/// How the fragment of a heading is written, in the low bits of its number.
const KINDS: u32 = 2;
/// No link leads to it.
const NONE: u32 = 0;
/// It is [`slug`] of the text.
const SLUG: u32 = 1;
/// It is that, with a hyphen and the number that follows.
const NUMBERED: u32 = 2;
/// It follows.
const WRITTEN: u32 = 3;

/// The fragment that leads to a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor<'a> {
    /// [`slug`] of its text, and a number where another heading has the same.
    Slug(Option<u32>),
    /// Any other.
    Written(&'a str),
}

/// A heading of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heading<'a> {
    /// Its segment, counted from the first of the document.
    pub segment: u32,
    /// None where no link leads to it.
    pub anchor: Option<Anchor<'a>>,
}

/// The fragment that most generators make of the text of a heading: small letters, hyphens for spaces, and nothing for
/// other signs. Letters beyond ASCII stay as they are.
pub fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            ' ' => out.push('-'),
            c if !c.is_ascii() || c.is_ascii_alphanumeric() || matches!(c, '-' | '_') => {
                out.push(c.to_ascii_lowercase());
            }
            _ => {}
        }
    }
    out
}

/// How the anchor of a heading with this text is written.
pub fn anchor<'a>(fragment: &'a str, text: &str) -> Anchor<'a> {
    let slug = slug(text);
    let number = |rest: &str| {
        let number: u32 = rest.strip_prefix('-')?.parse().ok()?;
        (format!("-{number}") == rest).then_some(number)
    };
    match fragment.strip_prefix(&*slug) {
        Some("") => Anchor::Slug(None),
        Some(rest) if !slug.is_empty() => match number(rest) {
            Some(number) => Anchor::Slug(Some(number)),
            None => Anchor::Written(fragment),
        },
        _ => Anchor::Written(fragment),
    }
}

impl Anchor<'_> {
    /// The fragment of a heading with this text.
    pub fn fragment(self, text: &str) -> String {
        match self {
            Anchor::Slug(None) => slug(text),
            Anchor::Slug(Some(number)) => [&slug(text), "-", &number.to_string()].concat(),
            Anchor::Written(fragment) => fragment.to_owned(),
        }
    }
}

/// Writes the section.
#[derive(Debug, Default)]
pub struct Writer {
    out: Vec<u8>,
    /// How many documents without an anchor came last.
    without: u32,
}

impl Writer {
    /// Appends the headings of the next document.
    pub fn push(&mut self, headings: &[Heading<'_>]) {
        // Behind the last anchor nothing has to be told.
        let told = headings.iter().rposition(|heading| heading.anchor.is_some());
        let Some(headings) = told.and_then(|last| headings.get(..=last)) else {
            self.without += 1;
            return;
        };
        let out = &mut self.out;
        push(out, std::mem::take(&mut self.without));
        push(out, headings.len() as u32);
        let mut before = 0;
        for heading in headings {
            let kind = match heading.anchor {
                None => NONE,
                Some(Anchor::Slug(None)) => SLUG,
                Some(Anchor::Slug(Some(_))) => NUMBERED,
                Some(Anchor::Written(_)) => WRITTEN,
            };
            push(out, (heading.segment - before) << KINDS | kind);
            before = heading.segment;
            match heading.anchor {
                Some(Anchor::Slug(Some(number))) => push(out, number),
                Some(Anchor::Written(fragment)) => push_str(out, fragment),
                _ => {}
            }
        }
    }

    /// The section; empty where no document has an anchor.
    pub fn finish(self) -> Vec<u8> {
        self.out
    }
}

/// The section, opened.
#[derive(Debug, Clone, Default)]
pub struct Anchors<'a> {
    bytes: &'a [u8],
    /// The documents that have anchors, and where what is told of each begins.
    places: Vec<(u32, u32)>,
}

impl<'a> Anchors<'a> {
    /// Finds the documents that have anchors.
    pub fn read(bytes: &'a [u8]) -> Anchors<'a> {
        let mut places = Vec::new();
        let mut cursor = Cursor::new(bytes);
        let mut document = 0u32;
        while !cursor.is_done() {
            document = document.saturating_add(cursor.varint());
            places.push((document, cursor.position() as u32));
            document = document.saturating_add(1);
            each(&mut cursor, &mut |_| {});
        }
        Anchors { bytes, places }
    }

    /// The headings of a document, up to the last with an anchor.
    pub fn of(&self, document: u32) -> Vec<Heading<'a>> {
        let mut headings = Vec::new();
        if let Ok(at) = self.places.binary_search_by_key(&document, |place| place.0) {
            let mut cursor = Cursor::starting_at(self.bytes, self.places[at].1 as usize);
            each(&mut cursor, &mut |heading| headings.push(heading));
        }
        headings
    }
}

/// Reads what is told of a document.
fn each<'a>(cursor: &mut Cursor<'a>, each: &mut dyn FnMut(Heading<'a>)) {
    let count = cursor.varint();
    let mut segment = 0u32;
    for _ in 0..count {
        if cursor.is_done() {
            return;
        }
        let number = cursor.varint();
        segment = segment.saturating_add(number >> KINDS);
        let anchor = match number & ((1 << KINDS) - 1) {
            NONE => None,
            SLUG => Some(Anchor::Slug(None)),
            NUMBERED => Some(Anchor::Slug(Some(cursor.varint()))),
            _ => Some(Anchor::Written(cursor.str())),
        };
        each(Heading { segment, anchor });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::option::of;
    use proptest::prelude::*;

    #[test]
    fn a_slug_is_what_generators_make_of_a_heading() {
        for (text, fragment) in [
            ("Getting started", "getting-started"),
            ("useState(initial_state)", "usestateinitial_state"),
            ("What's new in 2.0?", "whats-new-in-20"),
            ("Ngọn đèn", "ngọn-đèn"),
            ("!?", ""),
        ] {
            assert_eq!(slug(text), fragment);
        }
    }

    #[test]
    fn a_fragment_is_written_where_it_is_no_slug() {
        assert_eq!(anchor("getting-started", "Getting started"), Anchor::Slug(None));
        assert_eq!(anchor("getting-started-2", "Getting started"), Anchor::Slug(Some(2)));
        for other in ["getting-started-02", "getting-started-", "start", "", "getting-started-x"] {
            assert_eq!(anchor(other, "Getting started"), Anchor::Written(other));
        }
        assert_eq!(anchor("-1", "!"), Anchor::Written("-1"));
    }

    proptest! {
        #[test]
        fn a_fragment_comes_back(fragment in "[a-z0-9é-]{0,9}", text in "[a-zA-Z0-9 é!-]{0,9}") {
            prop_assert_eq!(anchor(&fragment, &text).fragment(&text), fragment);
        }

        #[test]
        fn headings_come_back(
            documents in vec(vec((0u8..3, of(of(0u32..300)), "[a-z]{0,2}"), 0..6), 0..9)
        ) {
            let headings = |document: &'_ Vec<(u8, Option<Option<u32>>, String)>| {
                let mut segment = 0;
                let mut all: Vec<Heading<'_>> = Vec::new();
                for (step, kind, text) in document {
                    segment += u32::from(*step);
                    // An empty text stands for no anchor.
                    let anchor = match kind {
                        Some(number) => Some(Anchor::Slug(*number)),
                        None if text.is_empty() => None,
                        None => Some(Anchor::Written("x")),
                    };
                    all.push(Heading { segment, anchor });
                }
                all
            };
            let mut writer = Writer::default();
            documents.iter().map(headings).for_each(|headings| writer.push(&headings));
            let bytes = writer.finish();
            let anchors = Anchors::read(&bytes);
            for (number, document) in (0u32..).zip(&documents) {
                let mut expected = headings(document);
                let last = expected.iter().rposition(|heading| heading.anchor.is_some());
                expected.truncate(last.map_or(0, |last| last + 1));
                prop_assert_eq!(anchors.of(number), expected);
            }
            prop_assert_eq!(anchors.of(documents.len() as u32), vec![]);
        }

        #[test]
        fn any_bytes_are_read(bytes: Vec<u8>) {
            let anchors = Anchors::read(&bytes);
            for document in 0..9 {
                anchors.of(document);
            }
        }
    }
}
