//! The articles of a build.

use std::borrow::Cow;

use rayon::prelude::*;

use crate::Document;

/// How many articles are worked on at once. It does not depend on the machine, so that the machine does not show in
/// the index.
pub(crate) const CHUNK: usize = 256;

/// From so many bytes of text on, further articles are held packed.
const HELD: usize = 64 << 20;

/// Articles in order, any number of them: the first are held as they are, and those behind packed, which takes a fraction
/// of the memory.
///
/// ```
/// use kwic_indexer::{Document, Documents};
///
/// let title = |title: &str| Document { title: title.to_owned(), ..Document::default() };
/// let documents: Documents = [title("One"), title("Two")].into_iter().collect();
/// assert_eq!(documents.len(), 2);
/// assert_eq!(documents.iter().last().unwrap().title, "Two");
/// ```
#[derive(Debug, Clone, Default)]
pub struct Documents {
    /// Each of [`CHUNK`] articles.
    chunks: Vec<Chunk>,
    last: Vec<Document>,
    /// Bytes of the articles that are held as they are.
    held: usize,
}

#[derive(Debug, Clone)]
enum Chunk {
    Held(Vec<Document>),
    Packed(Vec<u8>),
}

impl Chunk {
    fn packed(documents: &[Document]) -> Chunk {
        // Both ends are here: nothing that can be an article cannot be written.
        let bytes = postcard::to_allocvec(documents).unwrap_or_default();
        Chunk::Packed(lz4_flex::compress_prepend_size(&bytes))
    }

    fn documents(&self) -> Cow<'_, [Document]> {
        match self {
            Chunk::Held(documents) => Cow::Borrowed(documents),
            Chunk::Packed(bytes) => {
                let bytes = lz4_flex::decompress_size_prepended(bytes).unwrap_or_default();
                Cow::Owned(postcard::from_bytes(&bytes).unwrap_or_default())
            }
        }
    }
}

impl Documents {
    /// No articles.
    #[must_use]
    pub fn new() -> Documents {
        Documents::default()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.chunks.len() * CHUNK + self.last.len()
    }

    /// True where there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Appends an article.
    pub fn push(&mut self, document: Document) {
        self.last.push(document);
        if self.last.len() == CHUNK {
            let chunk = std::mem::take(&mut self.last);
            self.held += chunk.iter().map(bytes_of).sum::<usize>();
            self.chunks.push(match self.held > HELD {
                true => Chunk::packed(&chunk),
                false => Chunk::Held(chunk),
            });
        }
    }

    /// The article with this number.
    #[must_use]
    pub fn get(&self, number: usize) -> Option<Cow<'_, Document>> {
        match self.chunk(number / CHUNK) {
            Cow::Borrowed(chunk) => chunk.get(number % CHUNK).map(Cow::Borrowed),
            Cow::Owned(chunk) => chunk.into_iter().nth(number % CHUNK).map(Cow::Owned),
        }
    }

    /// All, in order.
    pub fn iter(&self) -> impl Iterator<Item = Cow<'_, Document>> {
        (0..self.chunk_count()).flat_map(|number| {
            let (held, owned) = match self.chunk(number) {
                Cow::Borrowed(chunk) => (chunk, Vec::new()),
                Cow::Owned(chunk) => (&[][..], chunk),
            };
            held.iter().map(Cow::Borrowed).chain(owned.into_iter().map(Cow::Owned))
        })
    }

    /// Changes each, and gives what `change` gives of them, in order. It is told their numbers.
    pub(crate) fn update<T: Send>(
        &mut self,
        change: impl Fn(usize, &mut Document) -> T + Sync,
    ) -> Vec<T> {
        let of_chunk = |chunk: usize, documents: &mut [Document]| -> Vec<T> {
            let numbered = documents.iter_mut().enumerate();
            numbered.map(|(at, document)| change(chunk * CHUNK + at, document)).collect()
        };
        let changed = self.chunks.par_iter_mut().enumerate().map(|(number, chunk)| match chunk {
            Chunk::Held(documents) => of_chunk(number, documents),
            Chunk::Packed(_) => {
                let mut documents = chunk.documents().into_owned();
                let given = of_chunk(number, &mut documents);
                *chunk = Chunk::packed(&documents);
                given
            }
        });
        let mut given: Vec<T> = changed.collect::<Vec<_>>().into_iter().flatten().collect();
        given.extend(of_chunk(self.chunks.len(), &mut self.last));
        given
    }
}

/// About how many bytes an article takes.
fn bytes_of(document: &Document) -> usize {
    let texts = document.blocks.iter().map(|block| block.text.len() + size_of_val(block));
    let written = document.markdown.as_ref().map_or(0, String::len);
    size_of::<Document>()
        + document.url.len()
        + document.title.len()
        + written
        + texts.sum::<usize>()
}

impl FromIterator<Document> for Documents {
    fn from_iter<I: IntoIterator<Item = Document>>(all: I) -> Documents {
        let mut documents = Documents::default();
        documents.extend(all);
        documents
    }
}

impl Extend<Document> for Documents {
    fn extend<I: IntoIterator<Item = Document>>(&mut self, all: I) {
        all.into_iter().for_each(|document| self.push(document));
    }
}

impl From<Documents> for Vec<Document> {
    fn from(documents: Documents) -> Vec<Document> {
        let chunks = documents.chunks.into_iter();
        let chunks = chunks.flat_map(|chunk| match chunk {
            Chunk::Held(documents) => documents,
            Chunk::Packed(_) => chunk.documents().into_owned(),
        });
        chunks.chain(documents.last).collect()
    }
}

/// Articles that are read a chunk at a time.
pub(crate) trait InChunks: Sync {
    /// How many chunks there are.
    fn chunk_count(&self) -> usize;

    /// The articles of a chunk; none of one that there is not. All chunks but the last have [`CHUNK`].
    fn chunk(&self, number: usize) -> Cow<'_, [Document]>;

    /// Gives each article in turn.
    fn each(&self, give: &mut dyn FnMut(&Document)) {
        for number in 0..self.chunk_count() {
            self.chunk(number).iter().for_each(&mut *give);
        }
    }
}

impl InChunks for Documents {
    fn chunk_count(&self) -> usize {
        self.len().div_ceil(CHUNK)
    }

    fn chunk(&self, number: usize) -> Cow<'_, [Document]> {
        match self.chunks.get(number) {
            Some(chunk) => chunk.documents(),
            None if number == self.chunks.len() => Cow::Borrowed(&self.last),
            None => Cow::Borrowed(&[]),
        }
    }
}

impl InChunks for &[Document] {
    fn chunk_count(&self) -> usize {
        self.len().div_ceil(CHUNK)
    }

    fn chunk(&self, number: usize) -> Cow<'_, [Document]> {
        Cow::Borrowed(<[Document]>::chunks(self, CHUNK).nth(number).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Block, BlockKind};

    fn document(number: usize) -> Document {
        let mut heading = Block::new(BlockKind::Heading, format!("Part {number}"));
        heading.anchor = Some("part".to_owned());
        Document {
            url: format!("{number}.html"),
            title: format!("Lamp {number}"),
            date: number.is_multiple_of(2).then(|| "2024-05-06".to_owned()),
            tags: vec!["lamps".to_owned(); number % 3],
            filters: vec![("colour".to_owned(), "red".to_owned()); number % 2],
            blocks: vec![heading, Block::new(BlockKind::Body, "light ".repeat(400))],
            ..Document::default()
        }
    }

    #[test]
    fn what_is_packed_comes_back_as_it_was_and_in_order() {
        // Of some three kilobytes each: the later ones are packed.
        let count = HELD / 2_900 + 3 * CHUNK;
        let mut documents: Documents = (0..count).map(document).collect();
        let packed = |documents: &Documents| {
            documents.chunks.iter().filter(|chunk| matches!(chunk, Chunk::Packed(_))).count()
        };
        assert!((1..documents.chunks.len()).contains(&packed(&documents)));
        assert_eq!(documents.len(), count);
        assert!(documents.iter().map(Cow::into_owned).eq((0..count).map(document)));
        for number in [0, CHUNK, count - CHUNK - 1, count - 1] {
            assert_eq!(documents.get(number).unwrap().into_owned(), document(number));
        }
        assert!(documents.get(count).is_none());

        let numbers = documents.update(|number, document| {
            document.lang = format!("l{number}");
            number
        });
        assert!(numbers.into_iter().eq(0..count));
        assert_eq!(
            documents.get(count - CHUNK - 1).unwrap().lang,
            format!("l{}", count - CHUNK - 1)
        );
        assert_eq!(Vec::from(documents).len(), count);
    }

    #[test]
    fn chunks_are_the_same_of_a_slice_and_of_what_was_collected() {
        for count in [0, 1, CHUNK, CHUNK + 1] {
            let slice: Vec<Document> = (0..count).map(document).collect();
            let documents: Documents = slice.iter().cloned().collect();
            assert_eq!(documents.chunk_count(), (&slice[..]).chunk_count());
            for number in 0..=documents.chunk_count() {
                assert_eq!(documents.chunk(number), (&slice[..]).chunk(number));
            }
        }
    }
}
