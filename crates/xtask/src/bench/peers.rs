//! Other search libraries, run by Node in `benches/peers/`; what they found is kept until they, the
//! collection or the questions change.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use kwic_eval::{JudgedQuery, Run};
use serde::{Deserialize, Serialize};

use super::engines::PAGEFIND;
use crate::command;
use crate::error::XtaskError;
use crate::npm::Node;
use crate::repository::Repository;

/// Library and setup, as `benches/peers/peers.mjs` calls them.
pub const SETUPS: [(&str, &str); 14] = [
    ("minisearch", "default"),
    ("minisearch", "tuned"),
    ("minisearch", "typing"),
    ("minisearch", "vitepress"),
    ("lunr", "default"),
    ("lunr", "tuned"),
    ("lunr", "typing"),
    ("pagefind", "default"),
    ("flexsearch", "default"),
    ("flexsearch", "tuned"),
    ("fuse", "default"),
    ("fuse", "tuned"),
    ("orama", "default"),
    ("orama", "tuned"),
];

/// The libraries, installed.
pub struct Peers {
    node: Node,
    folder: PathBuf,
    /// Changes with the libraries and the program that asks them.
    fingerprint: u64,
}

/// A collection as the peers get it.
pub struct Questions<'q> {
    /// The records.
    pub documents: &'q Path,
    /// What is asked.
    pub queries: &'q [JudgedQuery],
    /// Language code.
    pub lang: &'q str,
    /// A folder for what was found.
    pub work: &'q Path,
    /// Seconds of a processor that a library may take.
    pub seconds: u32,
}

/// What a library prints.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Told {
    seconds: Option<f64>,
}

#[derive(Serialize)]
struct Asked<'q> {
    id: &'q str,
    text: &'q str,
}

impl Peers {
    /// Installs the libraries, unless they are.
    pub fn install(repository: &Repository) -> Result<Peers, XtaskError> {
        let node = Node::find().ok_or(XtaskError::NoNode { needed_for: "the other libraries" })?;
        let folder = repository.root.join("benches/peers");
        node.install(&folder)?;
        node.add(&folder, "pagefind", PAGEFIND)?;
        let mut hasher = DefaultHasher::new();
        for file in ["peers.mjs", "package-lock.json"] {
            read(&folder.join(file))?.hash(&mut hasher);
        }
        Ok(Peers { node, folder, fingerprint: hasher.finish() })
    }

    /// What a library finds; nothing when it needs more time than it may.
    pub fn run(
        &self,
        (library, setup): (&str, &str),
        questions: &Questions<'_>,
    ) -> Result<Option<Run>, XtaskError> {
        let asked: Vec<Asked<'_>> = questions
            .queries
            .iter()
            .map(|query| Asked { id: &query.id, text: &query.text })
            .collect();
        let asked = serde_json::to_vec(&asked).map_err(XtaskError::Json)?;
        let mut hasher = DefaultHasher::new();
        (self.fingerprint, questions.lang, questions.seconds, &asked).hash(&mut hasher);
        read(questions.documents)?.hash(&mut hasher);
        let name = format!("{library}-{setup}-{:016x}", hasher.finish());
        let (run, told) = (
            questions.work.join(format!("{name}.run")),
            questions.work.join(format!("{name}.json")),
        );
        let known = fs::read(&told).ok().and_then(|told| serde_json::from_slice(&told).ok());
        let Told { seconds } = match known {
            Some(told) => told,
            None => {
                let queries = questions.work.join(format!("{name}-queries.json"));
                fs::write(&queries, asked).map_err(XtaskError::file("write", queries.as_path()))?;
                let said = command::output(
                    self.node
                        .command()
                        .arg(self.folder.join("peers.mjs"))
                        .args([library, setup])
                        .args([questions.documents, &queries])
                        .args([questions.lang, &questions.seconds.to_string()])
                        .arg(&run),
                )?;
                let said: Told = serde_json::from_str(&said).map_err(XtaskError::Json)?;
                // Last: a run that was cut short is not taken for a whole one.
                let text = serde_json::to_vec(&said).map_err(XtaskError::Json)?;
                fs::write(&told, text).map_err(XtaskError::file("write", told.as_path()))?;
                said
            }
        };
        seconds.map(|_| Ok(Run::read(&run)?)).transpose()
    }

    /// Name and version of each library, as its `package.json` has it.
    pub fn versions(&self) -> Result<Vec<(String, String)>, XtaskError> {
        #[derive(Deserialize)]
        struct Package {
            dependencies: std::collections::BTreeMap<String, String>,
        }
        let package = read(&self.folder.join("package.json"))?;
        let package: Package = serde_json::from_slice(&package).map_err(XtaskError::Json)?;
        let pagefind = ("pagefind".to_owned(), PAGEFIND.to_owned());
        Ok(package.dependencies.into_iter().chain([pagefind]).collect())
    }
}

fn read(path: &Path) -> Result<Vec<u8>, XtaskError> {
    fs::read(path).map_err(XtaskError::file("read", path))
}
