//! The articles whose titles begin with a term, behind its list: for each by how much its number is above that of the one
//! before.

use crate::format::varint::{Cursor, push};

/// The bytes of these articles, which are in order.
pub fn write(documents: &[u32]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut before = 0;
    for &document in documents {
        push(&mut out, document - before);
        before = document;
    }
    out
}

/// Calls `each` with the articles in these bytes.
pub fn each(bytes: &[u8], each: &mut dyn FnMut(u32)) {
    let mut cursor = Cursor::new(bytes);
    let mut document = 0u32;
    while !cursor.is_done() {
        document = document.saturating_add(cursor.varint());
        each(document);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_come_back() {
        for documents in [&[][..], &[0], &[0, 1, 300, 70_000]] {
            let mut read = Vec::new();
            each(&write(documents), &mut |document| read.push(document));
            assert_eq!(read, documents);
        }
    }
}
