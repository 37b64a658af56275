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
    /// The files that were not taken.
    files: Vec<Vec<u8>>,
    /// How many were.
    taken: u32,
    place: Place,
    limit: u32,
}

impl Filler {
    /// No files; each will have at most `limit` bytes, but for those with a single list.
    pub fn new(limit: u32) -> Filler {
        Filler { files: Vec::new(), taken: 0, place: Place::default(), limit }
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

    /// Gives the files to which nothing will be added, with their numbers; they are no longer here.
    pub fn take_whole(&mut self, give: &mut dyn FnMut(u32, Vec<u8>)) {
        self.take_before(self.place.file, give);
    }

    /// Gives all files that are here.
    pub fn take_all(&mut self, give: &mut dyn FnMut(u32, Vec<u8>)) {
        self.take_before(u32::MAX, give);
    }

    fn take_before(&mut self, end: u32, give: &mut dyn FnMut(u32, Vec<u8>)) {
        let count = self.files.len().min((end - self.taken) as usize);
        for file in self.files.drain(..count) {
            give(self.taken, file);
            self.taken += 1;
        }
    }

    fn file(&mut self, number: u32) -> &mut Vec<u8> {
        let number = (number - self.taken) as usize;
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
        for takes in [false, true] {
            let mut filler = Filler::new(10);
            let mut place = Place::default();
            let mut files: Vec<Vec<u8>> = Vec::new();
            let mut keep = |number: u32, file| {
                assert_eq!(number as usize, files.len());
                files.push(file);
            };
            let (mut lists, mut own) = (Vec::new(), 0);
            for (number, size) in (1u8..).zip(sizes) {
                let list = vec![number; size];
                filler.push(&list);
                lists.push((place.next(size as u32, 10), list));
                if number == 4 {
                    filler.push_files(vec![vec![77], vec![78]]);
                    own = place.files(2) as usize;
                }
                if takes {
                    filler.take_whole(&mut keep);
                }
            }
            assert_eq!(filler.place(), place);
            filler.take_all(&mut keep);
            for (Place { file, offset }, list) in lists.into_iter().filter(|it| !it.1.is_empty()) {
                assert_eq!(files[file as usize][offset as usize..][..list.len()], list);
            }
            assert_eq!(files[own..own + 2], [[77], [78]]);
            assert!(files.iter().all(|file| file.len() <= 10 || file.len() == 25));
        }
    }
}
