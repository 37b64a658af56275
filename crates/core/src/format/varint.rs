//! Unsigned integers of variable length: seven bits a byte, lowest first, the top bit set on all
//! but the last byte. A `u32` takes one to five bytes.

/// Appends `value`.
pub fn push(out: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Appends a string behind its length in bytes.
pub fn push_str(out: &mut Vec<u8>, text: &str) {
    push(out, text.len() as u32);
    out.extend_from_slice(text.as_bytes());
}

/// Reads from bytes; past the end everything is zero or empty.
#[derive(Debug, Clone)]
pub struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Cursor<'a> {
    /// A cursor at the beginning of `bytes`.
    pub fn new(bytes: &'a [u8]) -> Cursor<'a> {
        Cursor { bytes, at: 0 }
    }

    /// A cursor at `at`, or at the end if that is nearer.
    pub fn starting_at(bytes: &'a [u8], at: usize) -> Cursor<'a> {
        Cursor { bytes, at: at.min(bytes.len()) }
    }

    /// True when nothing is left.
    pub fn is_done(&self) -> bool {
        self.at >= self.bytes.len()
    }

    /// Bytes read so far.
    pub fn position(&self) -> usize {
        self.at
    }

    /// The next byte.
    #[inline]
    pub fn byte(&mut self) -> u8 {
        match self.bytes.get(self.at) {
            Some(&byte) => {
                self.at += 1;
                byte
            }
            None => 0,
        }
    }

    /// Goes back by a byte.
    pub(crate) fn back(&mut self) {
        self.at = self.at.saturating_sub(1);
    }

    /// The next two bytes, which are not passed; none where there are fewer.
    #[inline]
    pub(crate) fn ahead(&self) -> Option<[u8; 2]> {
        self.bytes.get(self.at..)?.first_chunk().copied()
    }

    /// Passes over bytes that were [`Cursor::ahead`].
    #[inline]
    pub(crate) fn pass(&mut self, count: usize) {
        self.at += count;
    }

    /// The next integer; bits beyond the 32nd are dropped.
    #[inline]
    pub fn varint(&mut self) -> u32 {
        let first = self.byte();
        if first < 0x80 {
            return u32::from(first);
        }
        let mut value = u32::from(first & 0x7f);
        let mut shift = 7;
        loop {
            let byte = self.byte();
            value |= u32::from(byte & 0x7f) << shift;
            shift += 7;
            if byte < 0x80 || shift > 28 {
                return value;
            }
        }
    }

    /// Passes over `count` integers.
    pub fn skip(&mut self, count: usize) {
        for _ in 0..count {
            if self.is_done() {
                return;
            }
            while self.byte() >= 0x80 {}
        }
    }

    /// The next `length` bytes, fewer at the end.
    pub fn take(&mut self, length: usize) -> &'a [u8] {
        let end = self.at.saturating_add(length).min(self.bytes.len());
        let taken = &self.bytes[self.at..end];
        self.at = end;
        taken
    }

    /// A string that [`push_str`] wrote; empty when it is not UTF-8.
    pub fn str(&mut self) -> &'a str {
        let length = self.varint() as usize;
        std::str::from_utf8(self.take(length)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn integers_come_back(values: Vec<u32>) {
            let mut bytes = Vec::new();
            values.iter().for_each(|&value| push(&mut bytes, value));
            let mut cursor = Cursor::new(&bytes);
            let read: Vec<u32> = values.iter().map(|_| cursor.varint()).collect();
            prop_assert_eq!(read, values);
            prop_assert!(cursor.is_done());
            prop_assert_eq!(cursor.varint(), 0);
        }

        #[test]
        fn skipping_is_reading(values: Vec<u32>, last: u32) {
            let mut bytes = Vec::new();
            values.iter().chain([&last]).for_each(|&value| push(&mut bytes, value));
            let mut cursor = Cursor::new(&bytes);
            cursor.skip(values.len());
            prop_assert_eq!(cursor.varint(), last);
        }

        #[test]
        fn any_bytes_can_be_read(bytes: Vec<u8>, at: usize) {
            let mut cursor = Cursor::starting_at(&bytes, at);
            while !cursor.is_done() {
                cursor.varint();
                cursor.str();
            }
        }
    }
}
