//! The numbers that articles and segments have in a split index. Articles go by their lengths, so that the root tells
//! these of all of them in few bytes.

use kwic_core::split::root::Lengths;
use kwic_postings::segments::Segments;

/// See the [module](self).
pub(super) struct Numbering {
    /// For each article its number in the index in one piece.
    documents: Vec<u32>,
    /// For each article its first segment; then the number of segments.
    starts: Vec<u32>,
    /// For each segment of the index in one piece its own number.
    segments: Vec<u32>,
}

impl Numbering {
    /// Numbers articles of these lengths and segments.
    pub(super) fn new(lengths: &[Lengths], of_whole: &Segments) -> Numbering {
        let mut documents: Vec<u32> = (0..of_whole.documents()).collect();
        documents.sort_by_key(|&document| lengths[document as usize]);
        let mut segments = vec![0; of_whole.count() as usize];
        let mut starts = vec![0];
        let mut next = 0;
        for &document in &documents {
            for segment in of_whole.of(document) {
                segments[segment as usize] = next;
                next += 1;
            }
            starts.push(next);
        }
        Numbering { documents, starts, segments }
    }

    /// The number of each article in the index in one piece, in order.
    pub(super) fn documents(&self) -> &[u32] {
        &self.documents
    }

    /// The number that an article of the index in one piece has, for each of them.
    pub(super) fn of_documents(&self) -> Vec<u32> {
        let mut numbers = vec![0; self.documents.len()];
        for (number, &document) in (0..).zip(&self.documents) {
            numbers[document as usize] = number;
        }
        numbers
    }

    /// The number that a segment of the index in one piece has.
    pub(super) fn segment(&self, of_whole: u32) -> u32 {
        self.segments[of_whole as usize]
    }

    /// The first segment of each article, and behind them the number of segments.
    pub(super) fn starts(&self) -> &[u32] {
        &self.starts
    }
}
