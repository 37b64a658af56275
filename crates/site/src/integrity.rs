//! The list of scripts, style sheets and modules in the output, with what they must be byte for byte.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha384};

use crate::error::XtaskError;
use crate::hashed::Names;

/// Name of the list in the output.
pub const NAME: &str = "kwic-manifest.json";

#[derive(Debug, Serialize, Deserialize)]
struct File {
    /// Where it is, from the output folder.
    file: String,
    bytes: usize,
    /// As an attribute `integrity` has it.
    integrity: String,
}

/// Writes the list of files below `folder`, by the names that they have without hashes.
pub fn write(folder: &Path, names: &Names) -> Result<(), XtaskError> {
    let mut list = BTreeMap::new();
    for (name, file) in names.iter().filter(|(name, _)| is_code(name)) {
        let path = folder.join(file);
        let bytes = fs::read(&path).map_err(XtaskError::file("read", path))?;
        let file = File { file: file.clone(), bytes: bytes.len(), integrity: integrity(&bytes) };
        list.insert(name, file);
    }
    let path = folder.join(NAME);
    let mut text = serde_json::to_vec_pretty(&list).map_err(XtaskError::Json)?;
    text.push(b'\n');
    fs::write(&path, text).map_err(XtaskError::file("write", path))
}

/// Prints what is in the list of the output folder `out`.
pub fn print(out: &Path) -> Result<(), XtaskError> {
    let path = out.join(NAME);
    let text = fs::read(&path).map_err(XtaskError::file("read", path))?;
    let list: BTreeMap<String, File> = serde_json::from_slice(&text).map_err(XtaskError::Json)?;
    for File { file, bytes, integrity } in list.values() {
        println!("{file:36}{bytes:>10}  {integrity}");
    }
    Ok(())
}

fn is_code(name: &str) -> bool {
    [".js", ".css", ".wasm"].iter().any(|ending| name.ends_with(ending))
}

/// Subresource Integrity, <https://www.w3.org/TR/SRI/>.
fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_one_that_the_recommendation_gives() {
        assert_eq!(
            integrity(b"alert('Hello, world.');"),
            "sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO"
        );
    }
}
