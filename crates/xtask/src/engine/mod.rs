//! The finished engine: all that a site is made with but articles.
//!
//! `compile` has the module compiled and wrapped for JavaScript, `optimise` makes module and scripts smaller,
//! `element` and `single_file` bundle scripts, `cache` saves doing any of it twice.

pub mod cache;
pub mod compile;
mod element;
mod locals;
pub mod optimise;
mod panics;
pub mod prebuilt;
mod single_file;
mod unused;
pub mod wasm;

use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};

use kwic_site::{HOME, MODULE, STYLE, WRAPPER, output};

use crate::engine::optimise::Optimiser;
use crate::engine::wasm::Wasm;
use crate::error::XtaskError;
use crate::repository::Repository;

/// Files of the page around the element, in `www/`.
const PAGE: [&str; 5] = [HOME, "demo.js", "style.css", STYLE, "icon.svg"];

/// What the page asks for.
const ASKED_FOR: [&str; 5] =
    ["kwic-search.js", "kwic-search.css", "demo.js", "style.css", "icon.svg"];

/// A file of an engine, as `kwic_site::Engine::new` takes it.
type File = (String, Cow<'static, [u8]>);

/// The engine of these module and wrapper. Without an optimiser the element comes in all its modules, and the
/// engine is good for the plain form only.
pub fn assembled(
    repository: &Repository,
    wasm: &Wasm,
    split: Option<&Wasm>,
    optimiser: Option<&Optimiser>,
) -> Result<kwic_site::Engine, XtaskError> {
    let mut files = folder("site", wasm.folder())?;
    if let Some(split) = split {
        files.extend(folder("split", split.folder())?);
    }
    let www = repository.root.join("www");
    files.extend(read("site", &www, PAGE.map(PathBuf::from))?);
    if let Some(optimiser) = optimiser {
        files.extend(folder("site", &element::bundled(repository, optimiser)?)?);
        let inside = single_file::bundled(repository, wasm, optimiser)?;
        files.extend(folder("single-file", &inside)?);
    } else {
        files.extend(read("site", &element::sources(repository), element::files(repository)?)?);
    }
    for (path, bytes) in &mut files {
        match path.as_str() {
            "site/kwic.js" | "split/kwic.js" => left_open(WRAPPER, bytes, &[MODULE])?,
            "split/kwic.d.ts" => *bytes = Cow::Owned(with_promises(bytes)?.into_bytes()),
            "site/index.html" => left_open(HOME, bytes, &ASKED_FOR)?,
            _ => {}
        }
    }
    Ok(kwic_site::Engine::new(files)?)
}

fn folder(group: &str, folder: &Path) -> Result<Vec<File>, XtaskError> {
    read(group, folder, output::files_beneath(folder)?)
}

fn read(
    group: &str,
    folder: &Path,
    files: impl IntoIterator<Item = PathBuf>,
) -> Result<Vec<File>, XtaskError> {
    let read = |file: PathBuf| {
        let path = folder.join(&file);
        let bytes = fs::read(&path).map_err(XtaskError::file("read", path))?;
        Ok((format!("{group}/{}", output::slashed(&file)), Cow::Owned(bytes)))
    };
    files.into_iter().map(read).collect()
}

/// What the functions of a module give at once, and those over a split index by promises.
const ANSWERS: [&str; 4] = ["): Hits;", "): string[];", "): Piece[];", "info(): Info;"];

/// The types of the functions over a split index.
fn with_promises(types: &[u8]) -> Result<String, XtaskError> {
    let mut text = String::from_utf8_lossy(types).into_owned();
    for answer in ANSWERS {
        let found = text.matches(answer).count();
        let Some((before, kind)) = answer.split_once(": ").filter(|_| found == 1) else {
            let (file, name) = ("kwic.d.ts".to_owned(), answer.to_owned());
            return Err(XtaskError::Name { file, name, found });
        };
        let kind = kind.trim_end_matches(';');
        text = text.replace(answer, &format!("{before}: Promise<{kind}>;"));
    }
    Ok(text)
}

/// Puts placeholders in the place of the names of other files, each of which the text has in quotes once.
fn left_open(file: &str, bytes: &mut Cow<'static, [u8]>, names: &[&str]) -> Result<(), XtaskError> {
    let mut text = String::from_utf8_lossy(bytes).into_owned();
    for name in names {
        let quoted = ['"', '\''].map(|quote| format!("{quote}{name}{quote}"));
        let places: Vec<usize> =
            quoted.iter().flat_map(|quoted| text.match_indices(quoted)).map(|(at, _)| at).collect();
        let [place] = places[..] else {
            let (file, name, found) = (file.to_owned(), (*name).to_owned(), places.len());
            return Err(XtaskError::Name { file, name, found });
        };
        text.replace_range(place + 1..place + 1 + name.len(), &format!("@@{name}@@"));
    }
    *bytes = Cow::Owned(text.into_bytes());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(text: &'static str) -> Result<String, XtaskError> {
        let mut bytes = Cow::Borrowed(text.as_bytes());
        left_open(HOME, &mut bytes, &["demo.js", "style.css"])?;
        Ok(String::from_utf8(bytes.into_owned()).unwrap())
    }

    #[test]
    fn each_name_is_left_open_where_it_stands_in_quotes() {
        assert_eq!(
            opened("<link href=\"style.css\"> demo.js <script src='demo.js'>").unwrap(),
            "<link href=\"@@style.css@@\"> demo.js <script src='@@demo.js@@'>"
        );
    }

    #[test]
    fn a_name_that_does_not_stand_once_is_told_with_its_file() {
        for text in ["<link href=\"style.css\">", "'demo.js' \"demo.js\" 'style.css'"] {
            let error = opened(text).unwrap_err().to_string();
            assert!(error.contains("index.html") && error.contains("demo.js"), "{error}");
        }
    }
}
