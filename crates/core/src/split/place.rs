//! Where the lists of terms lie: they follow each other in the order of the terms, and a new file begins before a
//! list that would make the file larger than it may be.

/// Where a list begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Place {
    /// The number of the file.
    pub file: u32,
    /// The bytes before it.
    pub offset: u32,
}

impl Place {
    /// Where a list of `size` bytes lies that follows what ends here. The place is that behind the list from here on.
    pub fn next(&mut self, size: u32, limit: u32) -> Place {
        if self.offset > 0 && self.offset.saturating_add(size) > limit {
            *self = Place { file: self.file.saturating_add(1), offset: 0 };
        }
        let here = *self;
        self.offset = self.offset.saturating_add(size);
        here
    }

    /// The first of `count` files of their own. The place is that behind them from here on.
    pub fn files(&mut self, count: u32) -> u32 {
        let first = self.file.saturating_add(u32::from(self.offset > 0));
        *self = Place { file: first.saturating_add(count), offset: 0 };
        first
    }
}

/// Files that are filled one list after the other.
#[derive(Debug)]
pub struct Filler {
    /// The files so far.
    pub files: Vec<Vec<u8>>,
    place: Place,
    limit: u32,
}

impl Filler {
    /// No files; each will have at most `limit` bytes, but for those with a single list.
    pub fn new(limit: u32) -> Filler {
        Filler { files: Vec::new(), place: Place::default(), limit }
    }

    /// Where the next list begins if it fits.
    pub fn place(&self) -> Place {
        self.place
    }

    /// How many bytes a file may have.
    pub fn limit(&self) -> u32 {
        self.limit
    }

    /// Adds a list.
    pub fn push(&mut self, list: &[u8]) {
        let Place { file, .. } = self.place.next(list.len() as u32, self.limit);
        self.file(file).extend_from_slice(list);
    }

    /// Adds files of their own.
    pub fn push_files(&mut self, lists: Vec<Vec<u8>>) {
        let first = self.place.files(lists.len() as u32);
        for (number, list) in (first..).zip(lists) {
            *self.file(number) = list;
        }
    }

    fn file(&mut self, number: u32) -> &mut Vec<u8> {
        let number = number as usize;
        if self.files.len() <= number {
            self.files.resize_with(number + 1, Vec::new);
        }
        &mut self.files[number]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_lie_where_they_were_put() {
        let sizes = [3, 0, 7, 10, 25, 1, 0, 9, 2];
        let mut filler = Filler::new(10);
        let mut place = Place::default();
        for (number, size) in (1u8..).zip(sizes) {
            let list = vec![number; size];
            filler.push(&list);
            let Place { file, offset } = place.next(size as u32, 10);
            let (file, offset) = (file as usize, offset as usize);
            let files = &filler.files;
            assert!(size == 0 || files[file][offset..offset + size] == list, "{number}");
            if number == 4 {
                filler.push_files(vec![vec![77], vec![78]]);
                let first = place.files(2) as usize;
                assert_eq!(filler.files[first..], [[77], [78]]);
            }
        }
        assert!(filler.files.iter().all(|file| file.len() <= 10 || file.len() == 25));
        assert_eq!(filler.place(), place);
    }
}
