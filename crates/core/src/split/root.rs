//! The root: what every search needs, and in which files the rest is.

use super::place::Place;
use super::{Limits, signed, unsigned};
use crate::format::FIELDS;
use crate::format::documents::Names;
use crate::format::meta::Meta;
use crate::format::postings::{Extent, MAX_DOCUMENTS};
use crate::format::settings::Settings;
use crate::format::varint::{Cursor, push, push_str};

/// What the root begins with.
const LABEL: &[u8; 4] = b"KWIS";
/// No dictionary file has more terms: it would have to be of one word with so many forms.
const MAX_TERMS: u32 = 1 << 16;
/// The version of the format of a split index.
pub const VERSION: u8 = 1;

/// The number of tokens in each field of an article, parts of words not counted.
pub type Lengths = [u32; FIELDS];

/// A dictionary file, as the root knows it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DictionaryPart {
    /// The key of its first term.
    pub key: Vec<u8>,
    /// The ordinal of its first term.
    pub first: u32,
    /// Where the lists of its terms begin.
    pub lists: Place,
    /// Where their positions begin.
    pub positions: Place,
}

/// See the [module](self).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Root<'a> {
    /// Counts and settings.
    pub meta: Meta,
    /// The bytes of all files together, before compression.
    pub bytes: u64,
    /// How large files may grow.
    pub limits: Limits,
    /// The names that records refer to.
    pub names: Names<'a>,
    /// The own filters of articles, each name with its value as one text.
    pub filters: Vec<&'a str>,
    /// The lengths of the fields of each article.
    pub lengths: Vec<Lengths>,
    /// How many segments each article has.
    pub segments: Vec<u32>,
    /// The language of each article, as its number among the names.
    pub languages: Vec<u32>,
    /// The dictionary files.
    pub dictionary: Vec<DictionaryPart>,
    /// Where the lists of the separators begin.
    pub separators: Place,
    /// The first article of each file of articles.
    pub articles: Vec<u32>,
    /// The first segment of each file of text.
    pub texts: Vec<u32>,
    /// The articles whose titles may begin with another term than lists tell, in order.
    pub uncertain_titles: Vec<u32>,
    /// The first tail of each file of tails.
    pub tails: Vec<Vec<u8>>,
    /// The inflection rules, as the section of an index in one piece has them.
    pub inflections: &'a [u8],
    /// The synonyms, likewise.
    pub synonyms: &'a [u8],
}

/// Why bytes are no root that this reader can open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RootError {
    /// They begin otherwise.
    NotARoot,
    /// They are a root of another version.
    Version(u8),
}

impl Root<'_> {
    /// How much there is.
    pub fn extent(&self) -> Extent {
        Extent { documents: self.meta.documents, segments: self.meta.segments }
    }

    /// The bytes of the root.
    pub fn write(&self) -> Vec<u8> {
        let mut out = LABEL.to_vec();
        out.push(VERSION);
        let Meta { documents, terms, words, settings, segments } = &self.meta;
        [documents, terms, words, segments].into_iter().for_each(|&number| push(&mut out, number));
        settings.write(&mut out);
        push(&mut out, self.bytes as u32);
        push(&mut out, (self.bytes >> 32) as u32);
        let Limits { dictionary, lists, text } = self.limits;
        [dictionary, lists, text].into_iter().for_each(|limit| push(&mut out, limit));
        let Names { languages, sources, tags } = &self.names;
        for list in [languages, sources, tags, &self.filters] {
            push(&mut out, list.len() as u32);
            list.iter().for_each(|name| push_str(&mut out, name));
        }
        // Articles of equal lengths follow each other. Column by column, which is compressed better.
        let runs: Vec<&[Lengths]> = self.lengths.chunk_by(|a, b| a == b).collect();
        push(&mut out, runs.len() as u32);
        runs.iter().for_each(|run| push(&mut out, run.len() as u32));
        for field in 0..FIELDS {
            let mut before = 0;
            for run in &runs {
                push(&mut out, signed(run[0][field].wrapping_sub(before)));
                before = run[0][field];
            }
        }
        if segments != documents {
            self.segments.iter().for_each(|count| push(&mut out, *count));
        }
        if self.names.languages.len() > 1 {
            self.languages.iter().for_each(|language| push(&mut out, *language));
        }
        push(&mut out, self.dictionary.len() as u32);
        let mut first = 0;
        for part in &self.dictionary {
            push_bytes(&mut out, &part.key);
            push(&mut out, part.first - first);
            first = part.first;
            for Place { file, offset } in [part.lists, part.positions] {
                push(&mut out, file);
                push(&mut out, offset);
            }
        }
        push(&mut out, self.separators.file);
        push(&mut out, self.separators.offset);
        for firsts in [&self.articles, &self.texts, &self.uncertain_titles] {
            push(&mut out, firsts.len() as u32);
            let mut before = 0;
            for &first in firsts {
                push(&mut out, first - before);
                before = first;
            }
        }
        push(&mut out, self.tails.len() as u32);
        self.tails.iter().for_each(|tail| push_bytes(&mut out, tail));
        push_bytes(&mut out, self.inflections);
        push_bytes(&mut out, self.synonyms);
        out
    }
}

impl<'a> Root<'a> {
    /// Reads a root.
    ///
    /// # Errors
    /// Where the bytes are none, or one of another version.
    pub fn read(bytes: &'a [u8]) -> Result<Root<'a>, RootError> {
        let mut cursor = Cursor::new(bytes);
        if cursor.take(LABEL.len()) != LABEL {
            return Err(RootError::NotARoot);
        }
        match cursor.byte() {
            VERSION => {}
            version => return Err(RootError::Version(version)),
        }
        let [documents, terms, words, segments] = std::array::from_fn(|_| cursor.varint());
        let settings = Settings::read(&mut cursor);
        let size = u64::from(cursor.varint()) | u64::from(cursor.varint()) << 32;
        let [dictionary, lists, text] = std::array::from_fn(|_| cursor.varint());
        let limits = Limits { dictionary, lists, text };
        let mut name_list = || {
            let mut names = Vec::new();
            for _ in 0..cursor.varint() {
                if cursor.is_done() {
                    break;
                }
                names.push(cursor.str());
            }
            names
        };
        let names = Names { languages: name_list(), sources: name_list(), tags: name_list() };
        let filters = name_list();
        let mut lengths: Vec<Lengths> = Vec::new();
        let mut runs = Vec::new();
        for _ in 0..cursor.varint() {
            let length = cursor.varint() as usize;
            // Damaged bytes may tell of any number.
            if length == 0 || lengths.len() + length > documents.min(MAX_DOCUMENTS) as usize {
                return Err(RootError::NotARoot);
            }
            runs.push(lengths.len()..lengths.len() + length);
            lengths.resize(lengths.len() + length, [0; FIELDS]);
        }
        if lengths.len() != documents as usize {
            return Err(RootError::NotARoot);
        }
        for field in 0..FIELDS {
            let mut own = 0u32;
            for run in &runs {
                own = own.wrapping_add(unsigned(cursor.varint()));
                lengths[run.clone()].iter_mut().for_each(|lengths| lengths[field] = own);
            }
        }
        let mut column = |is_there: bool, otherwise: u32| -> Vec<u32> {
            (0..documents).map(|_| if is_there { cursor.varint() } else { otherwise }).collect()
        };
        let segments_of = column(segments != documents, 1);
        let count = segments_of.iter().fold(0u32, |sum, &count| sum.saturating_add(count));
        if count != segments || segments > MAX_DOCUMENTS {
            return Err(RootError::NotARoot);
        }
        let languages = column(names.languages.len() > 1, 0);
        let mut dictionary = Vec::new();
        let mut first = 0u32;
        for _ in 0..cursor.varint() {
            if cursor.is_done() {
                break;
            }
            let length = cursor.varint() as usize;
            let key = cursor.take(length).to_vec();
            let terms = cursor.varint();
            if terms > MAX_TERMS {
                return Err(RootError::NotARoot);
            }
            first = first.saturating_add(terms);
            let mut place = || Place { file: cursor.varint(), offset: cursor.varint() };
            dictionary.push(DictionaryPart { key, first, lists: place(), positions: place() });
        }
        if terms.saturating_sub(first) > MAX_TERMS {
            return Err(RootError::NotARoot);
        }
        let separators = Place { file: cursor.varint(), offset: cursor.varint() };
        let mut firsts = || {
            let (mut all, mut first) = (Vec::new(), 0u32);
            for _ in 0..cursor.varint() {
                if cursor.is_done() {
                    break;
                }
                first = first.saturating_add(cursor.varint());
                all.push(first);
            }
            all
        };
        let (articles, texts, uncertain_titles) = (firsts(), firsts(), firsts());
        let mut tails = Vec::new();
        for _ in 0..cursor.varint() {
            if cursor.is_done() {
                break;
            }
            tails.push(bytes_of(&mut cursor).to_vec());
        }
        let (inflections, synonyms) = (bytes_of(&mut cursor), bytes_of(&mut cursor));
        Ok(Root {
            meta: Meta { documents, terms, words, settings, segments },
            bytes: size,
            limits,
            names,
            filters,
            lengths,
            segments: segments_of,
            languages,
            dictionary,
            separators,
            articles,
            texts,
            uncertain_titles,
            tails,
            inflections,
            synonyms,
        })
    }
}

fn push_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    push(out, bytes.len() as u32);
    out.extend_from_slice(bytes);
}

fn bytes_of<'a>(cursor: &mut Cursor<'a>) -> &'a [u8] {
    let length = cursor.varint() as usize;
    cursor.take(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_root_comes_back() {
        let part = |key: &[u8], first| DictionaryPart {
            key: key.to_vec(),
            first,
            lists: Place { file: first, offset: 9 },
            positions: Place { file: 3, offset: first },
        };
        let root = Root {
            meta: Meta { documents: 3, terms: 90, words: 80, segments: 7, ..Meta::default() },
            bytes: 5 << 32 | 7,
            limits: Limits::default(),
            names: Names { languages: vec!["en", "vi"], sources: vec!["a"], tags: vec![] },
            filters: vec!["version\u{0}2"],
            lengths: vec![[1, 2, 3, 400], [5, 0, 70, 0], [5, 0, 70, 0]],
            segments: vec![1, 3, 3],
            languages: vec![1, 0, 1],
            dictionary: vec![part(b"", 0), part("biển".as_bytes(), 40)],
            separators: Place { file: 6, offset: 1 },
            articles: vec![0, 1],
            texts: vec![1, 4],
            uncertain_titles: vec![2],
            tails: vec![b"boot".to_vec()],
            inflections: b"rules",
            synonyms: b"words",
        };
        assert_eq!(Root::read(&root.write()), Ok(root));
    }

    #[test]
    fn a_root_of_another_version_is_told_from_other_bytes() {
        assert_eq!(Root::read(b"KWIS\x09"), Err(RootError::Version(9)));
        assert_eq!(Root::read(b"<!doctype"), Err(RootError::NotARoot));
        assert_eq!(Root::read(b""), Err(RootError::NotARoot));
    }

    #[test]
    fn any_bytes_behind_the_version_are_answered() {
        for seed in 0..=u8::MAX {
            for length in 0..60u8 {
                let mut bytes = b"KWIS\x01".to_vec();
                bytes.extend((0..length).map(|n| n.wrapping_mul(91) ^ seed));
                assert!(matches!(Root::read(&bytes), Ok(_) | Err(RootError::NotARoot)));
            }
        }
    }
}
