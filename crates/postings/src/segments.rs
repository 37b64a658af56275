//! The segments that articles are scanned in: where each begins, and whose it is.

use std::ops::Range;

/// See the [module](self). Segments are numbered through all documents, in their order.
#[derive(Debug, Default)]
pub struct Segments {
    /// Where each begins in the text section.
    starts: Vec<u32>,
    /// The document of each; empty while every document has one segment, whose number is then its own.
    documents: Vec<u32>,
    /// The first segment of each document; empty likewise.
    firsts: Vec<u32>,
    /// The number of documents.
    count: u32,
}

impl Segments {
    /// No segments, with room for this number of them.
    pub fn with_room(segments: usize) -> Segments {
        Segments { starts: Vec::with_capacity(segments), ..Segments::default() }
    }

    /// Forgets all segments.
    pub fn clear(&mut self) {
        *self = Segments { starts: std::mem::take(&mut self.starts), ..Segments::default() };
        self.starts.clear();
    }

    /// Adds the next segment, which begins at this byte: the first of a document, or another one of the last
    /// document. Gives its number.
    pub fn push(&mut self, start: usize, is_first: bool) -> u32 {
        let number = self.starts.len() as u32;
        self.starts.push(start as u32);
        if !is_first && self.documents.is_empty() {
            self.documents.reserve_exact(self.starts.capacity());
            self.documents.extend(0..number);
            self.firsts.extend(0..number);
        }
        if is_first {
            self.count += 1;
            if !self.documents.is_empty() {
                self.firsts.push(number);
            }
        }
        if !self.documents.is_empty() {
            self.documents.push(self.count.saturating_sub(1));
        }
        number
    }

    /// The number of documents.
    pub fn documents(&self) -> u32 {
        self.count
    }

    /// The number of segments.
    pub fn count(&self) -> u32 {
        self.starts.len() as u32
    }

    /// The document of each segment; empty where the segment has the number of its document.
    pub fn of_documents(&self) -> &[u32] {
        &self.documents
    }

    /// The document of a segment.
    pub fn document(&self, segment: u32) -> u32 {
        self.documents.get(segment as usize).copied().unwrap_or(segment)
    }

    /// The segments of a document; none beyond the last.
    pub fn of(&self, document: u32) -> Range<u32> {
        let first = |document: u32| match self.firsts.get(document as usize) {
            Some(&first) => first,
            None if self.firsts.is_empty() => document.min(self.count),
            None => self.count(),
        };
        first(document)..first(document.saturating_add(1))
    }

    /// Where a segment begins in the text section; beyond the last, `end`.
    pub fn start(&self, segment: u32, end: usize) -> usize {
        self.starts.get(segment as usize).map_or(end, |&start| start as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segments(of_documents: &[u32]) -> Segments {
        let mut segments = Segments::with_room(0);
        let mut start = 0;
        for &count in of_documents {
            for number in 0..count {
                assert_eq!(segments.push(start, number == 0) as usize, start / 10);
                start += 10;
            }
        }
        segments
    }

    #[test]
    fn short_documents_are_their_own_segments() {
        let segments = segments(&[1, 1, 1]);
        assert!(segments.of_documents().is_empty());
        assert_eq!([0, 1, 2, 3, 9].map(|d| segments.of(d)), [0..1, 1..2, 2..3, 3..3, 3..3]);
        assert_eq!((segments.start(2, 99), segments.start(3, 99)), (20, 99));
        assert_eq!(segments.document(2), 2);
    }

    #[test]
    fn long_documents_have_several() {
        for counts in [&[1, 3, 1, 2][..], &[3], &[1, 1, 2], &[2, 1, 1]] {
            let mut segments = segments(counts);
            let mut first = 0;
            for (document, &count) in counts.iter().enumerate() {
                let own = first..first + count;
                assert_eq!(segments.of(document as u32), own);
                let of_documents = segments.of_documents();
                assert!(own.clone().all(|s| of_documents[s as usize] == document as u32));
                assert!(own.clone().all(|s| segments.document(s) == document as u32));
                first += count;
            }
            assert_eq!((segments.count(), segments.documents()), (first, counts.len() as u32));
            assert_eq!(segments.of(counts.len() as u32), first..first);
            segments.clear();
            assert_eq!((segments.count(), segments.documents()), (0, 0));
        }
    }
}
