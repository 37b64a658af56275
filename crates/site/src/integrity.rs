//! The list of scripts, style sheets and modules in the output, with what they must be byte for byte.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::Path;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha384};

use crate::error::SiteError;
use crate::fingerprint::NamedFiles;

/// Name of the list in the output.
pub const NAME: &str = "kwic-manifest.json";

/// A file of the list; as a text, one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedFile {
    /// Where it is, from the output folder, with `/` between the parts.
    pub file: String,
    /// Its length.
    pub bytes: usize,
    /// Its hash, as an attribute `integrity` has it.
    pub integrity: String,
}

impl fmt::Display for ListedFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, bytes, integrity } = self;
        write!(f, "{file:36}{bytes:>10}  {integrity}")
    }
}

/// The list of `files`, by their names without hashes.
pub(crate) fn listed(files: &NamedFiles<'_>) -> BTreeMap<String, ListedFile> {
    let code = files.iter().filter(|(name, _)| is_code(name));
    code.map(|(name, named)| {
        let (file, bytes) = (named.file.clone(), named.bytes.len());
        (name.clone(), ListedFile { file, bytes, integrity: integrity(&named.bytes) })
    })
    .collect()
}

/// What stands in the list.
#[derive(Serialize)]
struct List<'a> {
    #[serde(flatten)]
    files: &'a BTreeMap<String, ListedFile>,
    /// Where the files of a split index are.
    #[serde(skip_serializing_if = "Option::is_none")]
    split: Option<&'a str>,
}

/// The list of a build, as it was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manifest {
    /// The files by their names without hashes.
    pub files: BTreeMap<String, ListedFile>,
    /// Where the files of a split index are, with a slash behind it.
    pub split: Option<String>,
}

impl Manifest {
    /// Reads a list; none where these bytes are none. What a later version of Kwic may add to it is passed over.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let all: BTreeMap<String, serde_json::Value> = serde_json::from_slice(bytes).ok()?;
        let mut list = Self::default();
        for (name, value) in all {
            match value {
                serde_json::Value::String(folder) if name == "split" => list.split = Some(folder),
                value => {
                    if let Ok(file) = serde_json::from_value(value) {
                        list.files.insert(name, file);
                    }
                }
            }
        }
        Some(list)
    }
}

/// Writes the list into the output folder `folder`; `split` is where the files of a split index are.
pub(crate) fn write(
    folder: &Path,
    files: &BTreeMap<String, ListedFile>,
    split: Option<&str>,
) -> Result<(), SiteError> {
    let path = folder.join(NAME);
    let mut text = serde_json::to_vec_pretty(&List { files, split })?;
    text.push(b'\n');
    fs::write(&path, text).map_err(SiteError::file("write", path))
}

fn is_code(name: &str) -> bool {
    [".js", ".css", ".wasm"].iter().any(|ending| name.ends_with(ending))
}

/// Subresource Integrity, <https://www.w3.org/TR/SRI/>.
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_the_same_after_it_was_written_and_read() {
        let folder = tempfile::tempdir().unwrap();
        let file = ListedFile { file: "a.js".into(), bytes: 1, integrity: integrity(b"a") };
        let files = BTreeMap::from([("a.js".to_owned(), file)]);
        write(folder.path(), &files, Some("kwic/0/")).unwrap();
        let bytes = fs::read(folder.path().join(NAME)).unwrap();
        assert_eq!(Manifest::read(&bytes), Some(Manifest { files, split: Some("kwic/0/".into()) }));
        assert_eq!(Manifest::read(b"<!doctype html>"), None);
    }

    #[test]
    fn the_hash_is_the_one_that_the_recommendation_gives() {
        assert_eq!(
            integrity(b"alert('Hello, world.');"),
            "sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO"
        );
    }
}
