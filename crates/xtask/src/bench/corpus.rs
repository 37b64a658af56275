//! Articles to measure with, by short names for the command line and for the files of records.

use std::fs;
use std::path::{Path, PathBuf};

use super::archive;
use crate::error::XtaskError;
use crate::npm::Node;
use crate::repository::Repository;

/// Each name and the source of its articles.
const NAMED: [(&str, Source); 6] = [
    ("site-react", Source::Data("judged/site-react/docs.jsonl")),
    ("articles", Source::Here("articles")),
    ("agnews2k", Source::Data("corpora/agnews2k.jsonl")),
    ("news50k", Source::Data("corpora/news50k.jsonl")),
    ("react.dev", Source::Data("corpora/react.dev-en")),
    ("fastify", Source::Npm { package: "fastify", version: "5.12.8", folder: "docs" }),
];

/// What stands before the number of made articles.
const MADE: &str = "made-";

/// Where articles come from.
#[derive(Debug, Clone, Copy)]
enum Source {
    /// A folder of this repository.
    Here(&'static str),
    /// The folder that the environment variable KWIC_DATA names.
    Data(&'static str),
    /// The documentation inside a package of npm.
    Npm { package: &'static str, version: &'static str, folder: &'static str },
}

/// Articles to measure with.
#[derive(Debug, PartialEq, Eq)]
pub struct Corpus {
    /// Name of the corpus; records have it in their file names.
    pub name: String,
    /// A file or folder of articles.
    pub path: PathBuf,
}

impl Corpus {
    /// The corpus of this name, or the articles at this path; `made-` and a number is an archive of so many made
    /// articles. Without a name it is `site-react` where
    /// KWIC_DATA is set, else `fastify`.
    pub fn find(
        repository: &Repository,
        node: &Node,
        name: Option<&str>,
    ) -> Result<Corpus, XtaskError> {
        // Most readers of static search are on documentation sites.
        let default = if super::data().is_some() { "site-react" } else { "fastify" };
        let name = name.unwrap_or(default);
        if let Some(articles) = name.strip_prefix(MADE).and_then(|number| number.parse().ok()) {
            let path = repository.work("corpora")?.join(format!("{name}.jsonl"));
            archive::write(articles, &path)?;
            return Ok(Corpus { name: name.to_owned(), path });
        }
        let named = NAMED.iter().find(|(known, _)| *known == name);
        let Some((_, source)) = named else { return Self::at(Path::new(name)) };
        let path =
            match source {
                Source::Here(folder) => repository.root.join(folder),
                Source::Data(path) => super::data().ok_or(XtaskError::NoData)?.join(path),
                Source::Npm { package, version, folder } => {
                    let home = repository.work(&format!("corpora/{package}"))?;
                    // Without a package of its own npm would install into a folder further up.
                    let own = home.join("package.json");
                    fs::write(&own, "{}\n").map_err(XtaskError::file("write", own))?;
                    node.add(&home, package, version).map_err(|source| {
                        XtaskError::NotInstalled { package, version, source: Box::new(source) }
                    })?;
                    home.join("node_modules").join(package).join(folder)
                }
            };
        Ok(Corpus { name: name.to_owned(), path })
    }

    fn at(path: &Path) -> Result<Corpus, XtaskError> {
        let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        match (name, path.canonicalize()) {
            (Some(name), Ok(path)) => Ok(Corpus { name, path }),
            _ => Err(XtaskError::NoCorpus {
                name: path.display().to_string(),
                known: NAMED.map(|(name, _)| name).to_vec(),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_a_corpus_by_the_name_of_its_file() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
        let corpus = Corpus::at(&here).unwrap();
        assert_eq!(corpus.name, "Cargo");
        assert!(corpus.path.is_absolute());
    }

    #[test]
    fn an_unknown_name_is_an_error_that_lists_the_known_ones() {
        let error = Corpus::at(Path::new("no-such-corpus")).unwrap_err().to_string();
        assert!(error.contains("no-such-corpus") && error.contains("agnews2k"), "{error}");
    }
}
