//! Parts: the words inside a word, of `camelCase` and of letters with digits.
use std::ops::Range;

/// A character of a word.
#[derive(Clone, Copy)]
pub(super) struct Shape {
    pub kind: CharKind,
    /// Where its exact form begins in that of the word.
    pub at: usize,
    /// Its bytes in the text, with its marks.
    pub start: usize,
    pub end: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum CharKind {
    Upper,
    Lower,
    Digit,
}

/// A part of a word.
pub(super) struct WordPart {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Its exact form in that of the word.
    pub exact: Range<usize>,
}

/// Replaces `parts` by those of a word with this shape and exact form, the last part first.
pub(super) fn find_parts(shape: &[Shape], exact: &str, parts: &mut Vec<WordPart>) {
    parts.clear();
    let plain = shape.windows(2).all(|pair| {
        pair[0].kind == pair[1].kind
            || (pair[0].kind == CharKind::Upper && pair[1].kind == CharKind::Lower)
    });
    // `Vietnam` and `NATO` have no parts; `HTTPServer` has, though its case only falls once.
    let falls = || {
        shape.windows(4).any(|w| {
            w[0].kind == CharKind::Upper
                && w[1].kind == CharKind::Upper
                && w[2].kind == CharKind::Lower
                && w[3].kind == CharKind::Lower
        })
    };
    if plain && !falls() {
        return;
    }
    let mut ends = shape.len();
    for i in (0..shape.len()).rev() {
        let here = shape[i].kind;
        let boundary = i == 0 || {
            let before = shape[i - 1].kind;
            let digits = (before == CharKind::Digit) != (here == CharKind::Digit);
            let hump = here == CharKind::Upper && before == CharKind::Lower;
            let acronym_ends = here == CharKind::Upper
                && before == CharKind::Upper
                && shape.get(i + 1).is_some_and(|next| next.kind == CharKind::Lower)
                && shape.get(i + 2).is_some_and(|next| next.kind == CharKind::Lower);
            digits || hump || acronym_ends
        };
        if !boundary {
            continue;
        }
        let length = ends - i;
        let mixed = shape.iter().any(|s| s.kind == CharKind::Digit);
        // v1.2.3 is as often looked for as 1.2.3.
        let version = here == CharKind::Digit && i == 1 && exact.starts_with('v');
        let least = match here {
            CharKind::Digit if version => 1,
            CharKind::Upper | CharKind::Lower if mixed => 3,
            _ => 2,
        };
        let exact_end = shape.get(ends).map_or(exact.len(), |next| next.at);
        let within = shape[i].at..exact_end;
        // A tone that moved from one part into the next leaves neither whole.
        if length >= least && length < shape.len() && exact.get(within.clone()).is_some() {
            parts.push(WordPart { range: shape[i].start..shape[ends - 1].end, exact: within });
        }
        ends = i;
    }
}
