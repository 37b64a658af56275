//! Damaged files of a split index: whatever bytes come, nothing panics, loops without end or takes much memory.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeMap;

use kwic::split::{SplitFiles, SplitIndex, write};
use kwic::{DocId, Index, Query, SearchOptions, Sort};
use kwic_core::split::Limits;
use kwic_indexer::{Block, BlockKind, Document};
use peak_alloc::PeakAlloc;
use proptest::prelude::*;
use proptest::sample::Index as Pick;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// After so many rounds a caller may give up: damaged files may lead from one to the other.
const ROUNDS: usize = 8;
/// Kilobytes that opening and asking may take above what the good index takes.
const ROOM: f32 = 4096.0;

/// A split index of everything that one can hold: long pages with headings and code, names, compounds, two languages.
fn small() -> SplitFiles {
    let words = [
        "ferry",
        "useRope",
        "quay",
        "the",
        "bath-tub",
        "--trim",
        "hafenmeister",
        "hafen",
        "meister",
    ];
    let sentence = |seed: usize| -> String {
        let words = (0..12).map(|n| words[(seed * 5 + n * n * (seed + 2)) % words.len()]);
        words.collect::<Vec<_>>().join(" ")
    };
    let document = |number: usize| {
        let mut blocks = Vec::new();
        for part in 0..if number.is_multiple_of(3) { 24 } else { 1 } {
            let mut heading = Block::new(BlockKind::Heading, format!("Part {part} {number}"));
            heading.anchor = (part % 2 == 0).then(|| format!("part-{part}"));
            blocks.push(heading);
            blocks.push(Block::new(BlockKind::Body, sentence(number * 7 + part)));
            blocks.push(Block::new(BlockKind::Code, format!("moor --trim={part} => quay(ferry)")));
        }
        blocks.push(Block::new(BlockKind::Aside, "See the harbour too"));
        Document {
            id: format!("id {number}"),
            url: format!("{number}.html"),
            title: format!("{} {number}", sentence(number)),
            lang: if number.is_multiple_of(4) { "en" } else { "de" }.into(),
            date: Some(format!("2024-0{}-11", 1 + number)),
            source: Some("Harbour".into()),
            tags: vec!["sea".into()],
            author: Some("Nguyễn An".into()),
            filters: vec![("version".into(), (number % 2).to_string())],
            blocks,
            ..Document::default()
        }
    };
    let documents: Vec<Document> = (0..7).map(document).collect();
    let bytes = kwic_indexer::build(&documents).expect("the pages fit into an index");
    let limits = Limits { dictionary: 256, lists: 128, text: 256 };
    write(&Index::open(&bytes).expect("a fresh index opens"), limits)
}

/// Opens a split index and asks it for all that it can be asked, by files some of which are damaged.
fn ask(root: &[u8], files: &BTreeMap<String, Vec<u8>>) {
    let Ok(mut index) = SplitIndex::open(root) else { return };
    let mut all = |ask: &dyn Fn(&SplitIndex<'_>)| {
        for _ in 0..ROUNDS {
            ask(&index);
            let missing = index.take_missing();
            if missing.is_empty() {
                break;
            }
            for name in missing {
                // Where the root is damaged, it may name a file that there is not.
                index.supply(&name, files.get(&name).cloned().unwrap_or_default().into());
            }
        }
    };
    all(&|index| _ = index.info());
    for text in ["ferry quay", "fery", "\"the quay\" --trim", "meis", "lang:de -ferry", "version:1"]
    {
        let query = Query::parse(text);
        let facets = text.contains(':');
        let sort = if facets { Sort::Date } else { Sort::Relevance };
        let options = SearchOptions { facets, sort, ..SearchOptions::default() };
        all(&|index| {
            for hit in index.search(&query, &options).hits.iter().take(2) {
                index.article(hit.doc);
                index.title_pieces(hit.doc, &query);
                index.sections(hit.doc, &query);
                index.snippet(hit.doc, None, &query, 90);
            }
        });
    }
    all(&|index| _ = index.suggest("the fe", 5));
    for number in [6, 7, u32::MAX] {
        all(&|index| _ = index.snippet(DocId(number), Some("part-2"), &Query::parse("moor"), 60));
    }
}

struct Good {
    root: Vec<u8>,
    files: BTreeMap<String, Vec<u8>>,
    /// Kilobytes that it takes.
    memory: f32,
}

impl Good {
    fn new() -> Good {
        let SplitFiles { root, files } = small();
        let files: BTreeMap<String, Vec<u8>> = files.into_iter().collect();
        let mut good = Good { root, files, memory: 0.0 };
        good.memory = good.taken(&good.root, &good.files);
        good
    }

    /// The most kilobytes that were taken at once.
    fn taken(&self, root: &[u8], files: &BTreeMap<String, Vec<u8>>) -> f32 {
        let before = MEMORY.current_usage_as_kb();
        MEMORY.reset_peak_usage();
        ask(root, files);
        MEMORY.peak_usage_as_kb() - before
    }

    /// Asks an index of which one file, or the root, has other bytes.
    fn ask_with(&self, name: &str, bytes: Vec<u8>) {
        let taken = match name {
            "root" => self.taken(&bytes, &self.files),
            name => {
                let mut files = self.files.clone();
                files.insert(name.to_owned(), bytes);
                self.taken(&self.root, &files)
            }
        };
        assert!(taken < 2.0 * self.memory + ROOM, "{name}: {taken} kB for {} kB", self.memory);
    }

    fn bytes(&self, name: &str) -> &[u8] {
        if name == "root" { &self.root } else { &self.files[name] }
    }

    /// The root and the first two files of each kind, which are enough to have every place damaged.
    fn names(&self) -> Vec<String> {
        let is_first = |name: &&String| name[1..].parse::<u32>().is_ok_and(|number| number < 2);
        let files = self.files.keys().filter(is_first).cloned();
        std::iter::once("root".to_owned()).chain(files).collect()
    }
}

// One test: others beside it would take memory too.
#[test]
fn damaged_files_are_searched_without_panic_and_in_little_memory() {
    let good = Good::new();
    let names = good.names();
    assert!(names.len() > 14, "{names:?}");
    // Some changes of bytes and some lengths, unless all are asked for.
    let (of_changes, of_lengths) = match std::env::var_os("KWIC_LONG") {
        Some(_) => (1, 1),
        None => (13, 7),
    };
    for name in &names {
        let bytes = good.bytes(name);
        let changes =
            (0..bytes.len()).flat_map(|at| [0x01, 0x10, 0x40, 0x80, 0xff].map(|by| (at, by)));
        for (at, change) in changes.step_by(of_changes) {
            let mut spoilt = bytes.to_vec();
            spoilt[at] ^= change;
            good.ask_with(name, spoilt);
        }
        for length in (0..bytes.len()).step_by(of_lengths) {
            good.ask_with(name, bytes[..length].to_vec());
        }
    }
    // Files of one build that stand in for each other, as on a host that answers with the wrong one.
    for (name, other) in names.iter().flat_map(|name| names.iter().map(move |other| (name, other)))
    {
        good.ask_with(name, good.bytes(other).to_vec());
    }
    let config = ProptestConfig { cases: 400, failure_persistence: None, ..Default::default() };
    let stretches = (any::<Pick>(), any::<Pick>(), any::<Pick>(), any::<Vec<u8>>());
    proptest::test_runner::TestRunner::new(config)
        .run(&stretches, |(name, from, to, with)| {
            let name = name.get(&names);
            let mut bytes = good.bytes(name).to_vec();
            let (from, to) = (from.index(bytes.len() + 1), to.index(bytes.len() + 1));
            bytes.splice(from.min(to)..from.max(to), with);
            good.ask_with(name, bytes);
            Ok(())
        })
        .expect("whatever the bytes");
}
