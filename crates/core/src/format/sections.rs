//! The container: label, version, section table with checksums, then the sections.

use twox_hash::XxHash64;

use super::varint::Cursor;

/// The first bytes of every index.
pub const LABEL: [u8; 4] = *b"KWIC";

/// Raised whenever bytes written by one version would be read wrongly by another.
///
/// An index states the version of the newest section that it has, so that an engine which knows all of its sections
/// reads it, whatever came after.
pub const VERSION: u8 = 5;

/// The versions that are read, and how many sections each has at least and at most; those that are missing are empty.
const VERSIONS: [(u8, usize, usize); 3] =
    [(3, 10, 10), (4, 11, 11), (VERSION, 12, Section::ALL.len())];

/// A section of the index, in file order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Section {
    /// Counts and averages.
    Meta = 1,
    /// An `fst` map from term keys to term ordinals.
    Dictionary = 2,
    /// For each term in how many documents it is and how it is written.
    Terms = 3,
    /// Classes of terms that share a stem.
    Stems = 4,
    /// Endings by which words of one stem differ.
    Inflections = 5,
    /// Terms that say little in their language.
    StopWords = 6,
    /// Words that stand as two somewhere.
    Compounds = 7,
    /// Symbols of the text that are not terms.
    Literals = 8,
    /// Urls, languages, dates, sources, tags.
    Documents = 9,
    /// The articles, in symbols.
    Text = 10,
    /// Where compounds that are one word can be parted.
    Tails = 11,
    /// The fragments of urls that lead to headings.
    Anchors = 12,
    /// Authors, pictures, breadcrumbs and filters.
    Details = 13,
    /// What else is found by words of a query, as the author lists it.
    Synonyms = 14,
}

impl Section {
    /// All sections in file order.
    pub const ALL: [Section; 14] = [
        Section::Meta,
        Section::Dictionary,
        Section::Terms,
        Section::Stems,
        Section::Inflections,
        Section::StopWords,
        Section::Compounds,
        Section::Literals,
        Section::Documents,
        Section::Text,
        Section::Tails,
        Section::Anchors,
        Section::Details,
        Section::Synonyms,
    ];

    /// The name of the section, as `kwic stats` prints it.
    pub fn name(self) -> &'static str {
        match self {
            Section::Meta => "meta",
            Section::Dictionary => "dictionary",
            Section::Terms => "terms",
            Section::Stems => "stems",
            Section::Inflections => "inflections",
            Section::StopWords => "stop words",
            Section::Compounds => "compounds",
            Section::Literals => "literals",
            Section::Documents => "documents",
            Section::Text => "text",
            Section::Tails => "tails",
            Section::Anchors => "anchors",
            Section::Details => "details",
            Section::Synonyms => "synonyms",
        }
    }
}

/// Bytes of one entry of the section table: length and checksum.
const ENTRY: usize = 8;
/// Label, version, number of sections, checksum of the table.
const HEADER: usize = 4 + 1 + 1 + 4;

/// Why bytes are not an index that this engine can search.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum OpenError {
    /// The bytes do not begin with the label.
    NotAnIndex,
    /// Written in another version of the format.
    Version {
        /// The version that the bytes state.
        found: u8,
    },
    /// Fewer or more bytes than the section table states.
    Length {
        /// How many bytes there should be.
        expected: usize,
        /// How many there are.
        found: usize,
    },
    /// A checksum does not agree.
    Corrupt {
        /// The damaged section, or `section table`.
        section: &'static str,
    },
    /// The dictionary is not a readable `fst`.
    Dictionary,
}

impl OpenError {
    /// What is wrong and how to mend it, as `Display` says it. It is put together from texts, because the engine in
    /// the page has nothing else to format.
    pub fn message(&self) -> String {
        const ANOTHER_VERSION: &str = "build the index and the engine from one version of Kwic";
        const DAMAGED: &str = ": copy or build it anew";
        match self {
            OpenError::NotAnIndex => "not a Kwic index: make one with `kwic index`".to_owned(),
            OpenError::Version { found } => [
                "the index has format version ",
                &found.to_string(),
                " and this engine reads ",
                &VERSION.to_string(),
                ": ",
                ANOTHER_VERSION,
            ]
            .concat(),
            OpenError::Length { expected, found } => [
                "the index has ",
                &found.to_string(),
                " bytes where its table says ",
                &expected.to_string(),
                DAMAGED,
            ]
            .concat(),
            OpenError::Corrupt { section } => {
                ["the ", section, " of the index is damaged", DAMAGED].concat()
            }
            OpenError::Dictionary => {
                ["the dictionary of the index cannot be read: ", ANOTHER_VERSION].concat()
            }
        }
    }
}

impl std::fmt::Display for OpenError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message())
    }
}

impl std::error::Error for OpenError {}

/// The lower half of XXH64 with seed 0.
fn checksum(bytes: &[u8]) -> u32 {
    XxHash64::oneshot(0, bytes) as u32
}

/// The checksum of no bytes.
const EMPTY: u32 = 0x51d8_e999;

/// Puts sections into one index. `contents` are in the order of [`Section::ALL`].
pub fn write(contents: &[Vec<u8>; Section::ALL.len()]) -> Vec<u8> {
    // What no document has takes no place in the table, and the index is of the version before.
    let used = contents.iter().rposition(|content| !content.is_empty()).map_or(0, |last| last + 1);
    let (version, sections) = if used > 11 { (VERSION, used) } else { (4, 11) };
    let contents = &contents[..sections];
    let mut table = Vec::with_capacity(ENTRY * contents.len());
    for content in contents {
        table.extend_from_slice(&(content.len() as u32).to_le_bytes());
        table.extend_from_slice(&checksum(content).to_le_bytes());
    }
    let mut out =
        Vec::with_capacity(HEADER + table.len() + contents.iter().map(Vec::len).sum::<usize>());
    out.extend_from_slice(&LABEL);
    out.push(version);
    out.push(contents.len() as u8);
    out.extend_from_slice(&checksum(&table).to_le_bytes());
    out.extend_from_slice(&table);
    contents.iter().for_each(|content| out.extend_from_slice(content));
    out
}

/// The table of sections of an index with the label and a version that this engine reads.
fn table(bytes: &[u8]) -> Result<&[u8], OpenError> {
    if !bytes.starts_with(&LABEL) || bytes.len() < HEADER {
        return Err(OpenError::NotAnIndex);
    }
    let sections = usize::from(bytes[5]);
    let is_read = |&(version, least, most): &(u8, usize, usize)| {
        version == bytes[4] && (least..=most).contains(&sections)
    };
    if !VERSIONS.iter().any(is_read) {
        return Err(OpenError::Version { found: bytes[4] });
    }
    let begin = HEADER + ENTRY * sections;
    bytes.get(HEADER..begin).ok_or(OpenError::Length { expected: begin, found: bytes.len() })
}

/// The four bytes at `at`; 0 past the end.
fn word(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).map_or(0, |b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
}

/// The sections of an index.
#[derive(Debug, Clone, Copy)]
pub struct Sections<'a> {
    contents: [&'a [u8]; Section::ALL.len()],
    checksums: [u32; Section::ALL.len()],
}

impl<'a> Sections<'a> {
    /// Finds the sections; checks label, version, table and length, not the sections themselves.
    pub fn read(bytes: &'a [u8]) -> Result<Sections<'a>, OpenError> {
        if checksum(table(bytes)?) != word(bytes, 6) {
            return Err(OpenError::Corrupt { section: "section table" });
        }
        Sections::find(bytes)
    }

    /// As [`Sections::read`], without the checksum of the table, for which a program that no one may
    /// have damaged alone needs no code.
    pub fn find(bytes: &'a [u8]) -> Result<Sections<'a>, OpenError> {
        let table = table(bytes)?.len();
        let mut at = HEADER + table;
        let mut sections = Sections {
            contents: [&[]; Section::ALL.len()],
            // That of a section without bytes.
            checksums: [EMPTY; Section::ALL.len()],
        };
        for i in 0..table / ENTRY {
            let length = word(bytes, HEADER + ENTRY * i) as usize;
            sections.checksums[i] = word(bytes, HEADER + ENTRY * i + 4);
            sections.contents[i] = bytes.get(at..).unwrap_or_default();
            if let Some(content) = sections.contents[i].get(..length) {
                sections.contents[i] = content;
            }
            at = at.saturating_add(length);
        }
        if at != bytes.len() {
            return Err(OpenError::Length { expected: at, found: bytes.len() });
        }
        Ok(sections)
    }

    /// Compares every section with its checksum.
    pub fn check(&self) -> Result<(), OpenError> {
        for section in Section::ALL {
            if checksum(self.get(section)) != self.checksums[section as usize - 1] {
                return Err(OpenError::Corrupt { section: section.name() });
            }
        }
        Ok(())
    }

    /// The bytes of one section.
    pub fn get(&self, section: Section) -> &'a [u8] {
        self.contents[section as usize - 1]
    }
}

/// An offset for each group of records, so that a record of variable length is found without reading
/// all before it: one `u32` for each group of `every`, then the records.
pub fn write_sampled(every: usize, records: impl Iterator<Item = Vec<u8>>) -> Vec<u8> {
    let mut writer = SampledWriter::new(every);
    records.for_each(|record| writer.push(&record));
    writer.finish()
}

/// Writes what [`write_sampled`] does, a record at a time.
#[derive(Debug)]
pub struct SampledWriter {
    every: usize,
    count: usize,
    offsets: Vec<u8>,
    body: Vec<u8>,
}

impl SampledWriter {
    /// A writer of groups of so many records.
    pub fn new(every: usize) -> SampledWriter {
        SampledWriter { every, count: 0, offsets: Vec::new(), body: Vec::new() }
    }

    /// Appends a record.
    pub fn push(&mut self, record: &[u8]) {
        if self.count.is_multiple_of(self.every) {
            self.offsets.extend_from_slice(&(self.body.len() as u32).to_le_bytes());
        }
        self.count += 1;
        self.body.extend_from_slice(record);
    }

    /// The offsets and the records.
    pub fn finish(mut self) -> Vec<u8> {
        self.offsets.extend_from_slice(&self.body);
        self.offsets
    }
}

/// A cursor at the first record of the group of record `index` in what [`write_sampled`] wrote for
/// `count` records.
pub fn sampled(bytes: &[u8], every: usize, count: usize, index: usize) -> Cursor<'_> {
    let offset = word(bytes, index / every * 4) as usize;
    Cursor::starting_at(bytes, (count.div_ceil(every) * 4).saturating_add(offset))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn contents() -> [Vec<u8>; Section::ALL.len()] {
        std::array::from_fn(|i| vec![i as u8; i * 7])
    }

    #[test]
    fn sections_come_back() {
        let bytes = write(&contents());
        let sections = Sections::read(&bytes).unwrap();
        sections.check().unwrap();
        for (section, content) in Section::ALL.into_iter().zip(contents()) {
            assert_eq!(sections.get(section), content);
        }
    }

    #[test]
    fn what_is_empty_at_the_end_is_not_written_and_the_version_is_that_of_what_is() {
        assert_eq!(checksum(&[]), EMPTY);
        for (used, version, written) in
            [(14, 5, 14), (13, 5, 13), (12, 5, 12), (11, 4, 11), (3, 4, 11)]
        {
            let mut contents = contents();
            contents[used..].iter_mut().for_each(Vec::clear);
            let bytes = write(&contents);
            assert_eq!((bytes[4], bytes[5]), (version, written));
            let sections = Sections::read(&bytes).unwrap();
            sections.check().unwrap();
            for (section, content) in Section::ALL.into_iter().zip(&contents) {
                assert_eq!(sections.get(section), content);
            }
        }
    }

    #[test]
    fn a_version_before_lacks_the_last_sections() {
        let mut contents = contents();
        contents[10..].iter_mut().for_each(Vec::clear);
        let mut bytes = write(&contents);
        let end = HEADER + ENTRY * 10;
        bytes.drain(end..end + ENTRY);
        (bytes[4], bytes[5]) = (3, 10);
        let table = checksum(&bytes[HEADER..end]);
        bytes[6..10].copy_from_slice(&table.to_le_bytes());
        let sections = Sections::read(&bytes).unwrap();
        sections.check().unwrap();
        for (section, content) in Section::ALL.into_iter().zip(&contents) {
            assert_eq!(sections.get(section), content);
        }
        bytes[5] += 1;
        assert_eq!(Sections::read(&bytes).unwrap_err(), OpenError::Version { found: 3 });
    }

    #[test]
    fn damage_is_named() {
        let good = write(&contents());
        assert_eq!(Sections::read(b"PK\x03\x04").unwrap_err(), OpenError::NotAnIndex);
        let mut other = good.clone();
        other[4] = 200;
        assert_eq!(Sections::read(&other).unwrap_err(), OpenError::Version { found: 200 });
        let mut table = good.clone();
        table[HEADER] ^= 1;
        assert_eq!(
            Sections::read(&table).unwrap_err(),
            OpenError::Corrupt { section: "section table" }
        );
        let short = &good[..good.len() - 1];
        assert!(matches!(Sections::read(short), Err(OpenError::Length { .. })));
        let mut last = good.clone();
        *last.last_mut().unwrap() ^= 1;
        let sections = Sections::read(&last).unwrap();
        assert_eq!(sections.check(), Err(OpenError::Corrupt { section: "synonyms" }));
    }

    proptest! {
        #[test]
        fn any_bytes_are_answered(mut bytes: Vec<u8>, header: bool) {
            if header {
                bytes.splice(0..0, LABEL.into_iter().chain([VERSION, Section::ALL.len() as u8]));
            }
            if let Ok(sections) = Sections::read(&bytes) {
                let _ = sections.check();
            }
        }

        #[test]
        fn sampled_records_are_found(values: Vec<u32>, every in 1usize..9) {
            let records = values.iter().map(|&value| {
                let mut record = Vec::new();
                crate::format::varint::push(&mut record, value);
                record
            });
            let bytes = write_sampled(every, records);
            for (i, &value) in values.iter().enumerate() {
                let mut cursor = sampled(&bytes, every, values.len(), i);
                cursor.skip(i % every);
                prop_assert_eq!(cursor.varint(), value);
            }
        }
    }
}
