//! Engines side by side: the figures of each, as a record and as tables.

use std::collections::BTreeMap;
use std::fmt::Write;

use kwic_eval::metrics::percentile;
use serde::{Deserialize, Serialize};

/// Name of the engine that the others are compared with.
pub const OURS: &str = "kwic";

/// The output of `benches/peers/side_by_side.mjs`.
#[derive(Debug, Deserialize)]
pub struct Measured {
    pub engines: Vec<Engine>,
    pub versions: BTreeMap<String, String>,
    pub browser: String,
}

/// The measurements of one engine.
#[derive(Debug, Deserialize)]
pub struct Engine {
    pub name: String,
    pub build: Option<Build>,
    pub cold: Start,
    pub slow: Start,
    pub first: Bytes,
    pub all: Bytes,
    pub memory: Memory,
    pub rare: usize,
    pub typos: usize,
    /// Milliseconds of each query, the median of the rounds.
    pub latency: Vec<f64>,
}

/// Building an index: seconds, and the peak memory of a process in megabytes.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Build {
    pub seconds: f64,
    pub megabytes: Option<f64>,
}

/// Milliseconds from opening a page, median of the rounds.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Start {
    /// Until the engine is loaded.
    pub loaded: f64,
    /// Until it gave its first hits.
    pub answered: f64,
    /// `answered` in each round.
    pub rounds: Vec<f64>,
}

/// Bytes that the page asked for, as they are and with each file compressed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Bytes {
    pub files: usize,
    pub raw: u64,
    pub gzip: u64,
    pub brotli: u64,
}

/// Megabytes that the page held.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Memory {
    /// Before the engine was loaded.
    pub page: f64,
    /// After the first hits.
    pub load: f64,
    /// After `queries` queries.
    pub after: f64,
    pub queries: usize,
}

/// Milliseconds of the queries of one kind.
#[derive(Debug, Clone, Serialize)]
pub struct KindLatency {
    pub kind: &'static str,
    pub p50: f64,
    pub p95: f64,
    pub p99: f64,
}

/// All engines over one corpus.
#[derive(Debug, Serialize)]
pub struct Comparison {
    pub corpus: String,
    pub articles: usize,
    pub rounds: u32,
    /// Seed of the random numbers that drew the queries.
    pub seed: u64,
    /// Each kind of query and the number of its queries.
    pub queries: Vec<(&'static str, usize)>,
    pub rare_words: usize,
    pub typos: usize,
    pub browser: String,
    pub engines: Vec<EngineRow>,
}

/// One engine in the record.
#[derive(Debug, Serialize)]
pub struct EngineRow {
    pub name: String,
    pub version: String,
    /// Bytes until the first hits, and in all.
    pub first: Bytes,
    pub all: Bytes,
    /// On loopback and without compression, in a page that was opened a second and a half before.
    pub cold: Start,
    /// Over a link of 1.6 Mbit/s and 150 ms round trip, compressed by brotli.
    pub slow: Start,
    /// Of all queries, then of each kind of query.
    pub latency: Vec<KindLatency>,
    /// Number of rare words that found their article among the first ten hits.
    pub rare: usize,
    /// Number of words with a typo that found their article among the first ten hits.
    pub typos: usize,
    pub memory: Memory,
    pub build: Option<Build>,
    /// Each measure as a multiple of Kwic's.
    pub to_kwic: BTreeMap<&'static str, f64>,
}

/// A measure that engines are compared by; smaller is better.
type Measure = (&'static str, fn(&EngineRow) -> Option<f64>);

const MEASURES: [Measure; 9] = [
    ("first bytes", |row| Some(row.first.brotli as f64)),
    ("all bytes", |row| Some(row.all.brotli as f64)),
    ("cold start", |row| Some(row.cold.answered)),
    ("slow start", |row| Some(row.slow.answered)),
    ("p50", |row| row.latency.first().map(|all| all.p50)),
    ("p95", |row| row.latency.first().map(|all| all.p95)),
    ("p99", |row| row.latency.first().map(|all| all.p99)),
    ("memory", |row| Some(row.memory.after)),
    ("build", |row| row.build.as_ref().map(|build| build.seconds)),
];

impl Comparison {
    /// Turns the measurements into rows; `self.queries` says how the queries divide into kinds.
    pub fn fill(&mut self, measured: Measured) {
        let version = |name: &str| {
            let package = match name {
                "orama" => "@orama/orama",
                "fuse" => "fuse.js",
                name => name,
            };
            measured.versions.get(package).cloned().unwrap_or_default()
        };
        self.browser = measured.browser;
        self.engines = measured
            .engines
            .into_iter()
            .map(|engine| EngineRow {
                version: version(&engine.name),
                latency: latency(&engine.latency, &self.queries),
                name: engine.name,
                first: engine.first,
                all: engine.all,
                cold: engine.cold,
                slow: engine.slow,
                rare: engine.rare,
                typos: engine.typos,
                memory: engine.memory,
                build: engine.build,
                to_kwic: BTreeMap::new(),
            })
            .collect();
        let ours = self.engines.iter().find(|row| row.name == OURS);
        let ours = ours.map(|ours| MEASURES.map(|(_, measure)| measure(ours)));
        for row in &mut self.engines {
            for (at, (name, measure)) in MEASURES.iter().enumerate() {
                let kwic = ours.as_ref().and_then(|ours| ours[at]).filter(|&kwic| kwic > 0.0);
                if let (Some(kwic), Some(peer)) = (kwic, measure(row)) {
                    row.to_kwic.insert(name, peer / kwic);
                }
            }
        }
    }

    /// A Markdown document of every table, beneath `circumstances`; `plots` are titles and names of files
    /// beside it.
    pub fn document(&self, circumstances: &str, plots: &[(&str, String)]) -> String {
        let mut text = format!(
            "# Kwic beside other engines: {}\n\n{circumstances}; {}; rounds: {}, of which the medians count.\n\n",
            self.corpus, self.browser, self.rounds
        );
        let _ = writeln!(text, "{}", self.table());
        for (title, file) in plots {
            let _ = writeln!(text, "![{title}]({file})\n");
        }
        for part in [self.bytes(), self.kinds(), self.upkeep(), self.ratios()] {
            let _ = writeln!(text, "{part}");
        }
        text
    }

    /// The table that is printed on a terminal.
    pub fn table(&self) -> String {
        let head = [
            "engine",
            "bytes to the first hits",
            "in all",
            "cold start",
            "on a slow link",
            "p50 / p95 / p99",
            "rare words",
            "typos",
            "memory",
        ];
        let rows = self.engines.iter().map(|row| {
            let times = row.latency.first().map(KindLatency::cell).unwrap_or_default();
            vec![
                format!("{} {}", row.name, row.version),
                grouped(row.first.brotli),
                grouped(row.all.brotli),
                format!("{:.0}", row.cold.answered),
                format!("{:.0}", row.slow.answered),
                times,
                format!("{} of {}", row.rare, self.rare_words),
                format!("{} of {}", row.typos, self.typos),
                format!("{:.1}", row.memory.after),
            ]
        });
        format!(
            "{} articles. Bytes after brotli 11, milliseconds, megabytes; the slow link has 1.6 Mbit/s and 150 ms.\n\n{}",
            self.articles,
            markdown(&head, rows)
        )
    }

    fn bytes(&self) -> String {
        let head = [
            "engine",
            "files",
            "raw",
            "gzip 9",
            "brotli 11",
            "all files",
            "all raw",
            "all gzip 9",
            "all brotli 11",
        ];
        let rows = self.engines.iter().map(|row| {
            let mut cells = vec![row.name.clone()];
            for bytes in [&row.first, &row.all] {
                cells.push(bytes.files.to_string());
                cells.extend([bytes.raw, bytes.gzip, bytes.brotli].map(grouped));
            }
            cells
        });
        format!("## Bytes to the first hits, and in all\n\n{}", markdown(&head, rows))
    }

    fn kinds(&self) -> String {
        let kinds = self.queries.iter().map(|(kind, count)| format!("{kind} ({count})"));
        let head: Vec<String> = ["engine".to_owned()].into_iter().chain(kinds).collect();
        let rows = self.engines.iter().map(|row| {
            let cells = row.latency.iter().skip(1).map(KindLatency::cell);
            [row.name.clone()].into_iter().chain(cells).collect()
        });
        let head: Vec<&str> = head.iter().map(String::as_str).collect();
        format!("## Milliseconds of a query, p50 / p95 / p99\n\n{}", markdown(&head, rows))
    }

    fn upkeep(&self) -> String {
        let head = [
            "engine",
            "loaded",
            "first hits",
            "loaded, slow link",
            "first hits, slow link",
            "memory of the page alone",
            "after the first query",
            "after many",
            "queries",
            "build s",
            "build MB",
        ];
        let rows = self.engines.iter().map(|row| {
            let build = row.build.as_ref();
            let seconds = build.map(|build| format!("{:.2}", build.seconds));
            let megabytes = build.and_then(|build| build.megabytes).map(|mb| format!("{mb:.0}"));
            vec![
                row.name.clone(),
                format!("{:.0}", row.cold.loaded),
                format!("{:.0}", row.cold.answered),
                format!("{:.0}", row.slow.loaded),
                format!("{:.0}", row.slow.answered),
                format!("{:.1}", row.memory.page),
                format!("{:.1}", row.memory.load),
                format!("{:.1}", row.memory.after),
                row.memory.queries.to_string(),
                seconds.unwrap_or_else(|| "not measured".into()),
                megabytes.unwrap_or_else(|| "not measured".into()),
            ]
        });
        format!(
            "## Starting, memory and building\n\nMilliseconds, megabytes. A build is that of the index: a module that \
             is compiled around it is not counted.\n\n{}",
            markdown(&head, rows)
        )
    }

    fn ratios(&self) -> String {
        let head: Vec<&str> =
            ["engine"].into_iter().chain(MEASURES.map(|(name, _)| name)).collect();
        let rows = self.engines.iter().map(|row| {
            let cell =
                |name| row.to_kwic.get(name).map_or("–".into(), |ratio| format!("{ratio:.2}"));
            [row.name.clone()].into_iter().chain(MEASURES.map(|(name, _)| cell(name))).collect()
        });
        format!("## As a multiple of Kwic's\n\n{}", markdown(&head, rows))
    }
}

impl KindLatency {
    fn of(kind: &'static str, times: &[f64]) -> KindLatency {
        let at = |percent| percentile(times, percent);
        KindLatency { kind, p50: at(50.0), p95: at(95.0), p99: at(99.0) }
    }

    fn cell(&self) -> String {
        format!("{:.2} / {:.2} / {:.2}", self.p50, self.p95, self.p99)
    }
}

/// The latency of all queries, then that of each kind: `times` has the queries of one kind after those
/// of another.
fn latency(times: &[f64], kinds: &[(&'static str, usize)]) -> Vec<KindLatency> {
    let mut rest = times;
    let mut latencies = vec![KindLatency::of("all", times)];
    for &(kind, count) in kinds {
        let (of_kind, others) = rest.split_at(count.min(rest.len()));
        latencies.push(KindLatency::of(kind, of_kind));
        rest = others;
    }
    latencies
}

/// A table in Markdown.
fn markdown(head: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let head: Vec<String> = head.iter().map(ToString::to_string).collect();
    let mut table = line(&head);
    table.push_str(&line(&vec!["---".to_owned(); head.len()]));
    rows.for_each(|row| table.push_str(&line(&row)));
    table
}

/// `1234567` as `1,234,567`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn engine(name: &str, brotli: u64, latency: &[f64]) -> Engine {
        let bytes = Bytes { files: 1, raw: 4 * brotli, gzip: 2 * brotli, brotli };
        let start = Start { loaded: 1.0, answered: 2.0, rounds: vec![2.0] };
        Engine {
            name: name.into(),
            build: None,
            cold: start.clone(),
            slow: start,
            first: bytes.clone(),
            all: bytes,
            memory: Memory { page: 0.5, load: 1.0, after: 2.0, queries: 10 },
            rare: 1,
            typos: 1,
            latency: latency.to_vec(),
        }
    }

    fn comparison(engines: Vec<Engine>) -> Comparison {
        let mut comparison = Comparison {
            corpus: "zoo".into(),
            articles: 3,
            rounds: 1,
            seed: 1,
            queries: vec![("one word", 2), ("one typo", 1)],
            rare_words: 1,
            typos: 1,
            browser: String::new(),
            engines: Vec::new(),
        };
        let versions = [("kwic".to_owned(), "9".to_owned())].into();
        comparison.fill(Measured { engines, versions, browser: "Browser".into() });
        comparison
    }

    #[test]
    fn a_peer_is_recorded_as_a_multiple_of_kwic() {
        let comparison = comparison(vec![
            engine("kwic", 1000, &[1.0, 1.0, 1.0]),
            engine("other", 2500, &[3.0, 3.0, 3.0]),
        ]);
        let other = &comparison.engines[1].to_kwic;
        assert_eq!((other["first bytes"], other["p50"]), (2.5, 3.0));
        assert!(!other.contains_key("build"));
        let text = comparison.document("here and now", &[]);
        assert!(text.contains("| other | 2.50 |") && text.contains("| kwic 9 | 1,000 |"), "{text}");
    }

    #[test]
    fn queries_of_a_kind_are_counted_with_their_kind_only() {
        let comparison = comparison(vec![engine("kwic", 1, &[1.0, 1.0, 7.0])]);
        let of = |at: usize| {
            (comparison.engines[0].latency[at].kind, comparison.engines[0].latency[at].p99)
        };
        assert_eq!([of(1), of(2)], [("one word", 1.0), ("one typo", 7.0)]);
    }

    #[test]
    fn digits_stand_in_groups_of_three() {
        assert_eq!([0, 999, 1000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
    }
}
