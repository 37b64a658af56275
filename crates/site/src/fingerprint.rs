//! Names that say what is in a file, so that a browser may keep it for ever.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

use sha2::{Digest, Sha384};

use crate::error::XtaskError;
use crate::manifest;

/// What another file has to refer to; without that a page would ask for a name that is gone.
const NEEDED: &[&str] = &["kwic.js", "kwic_bg.wasm"];

/// Endings of the files that have a hash in their names.
const NAMED: &[&str] = &["js", "css", "wasm", "svg"];

/// The search page.
const HOME: &str = "index.html";

/// Hexadecimal digits of a hash in a name.
const DIGITS: usize = 16;

/// New names by the old ones, as paths from the output folder with `/` between.
pub type Names = BTreeMap<String, String>;

/// The names of all scripts, style sheets, pictures and modules below `folder`, with a hash in each if
/// they are to be `hashed`. What is in `articles` was made of articles, and keeps its name.
pub fn names(
    folder: &Path,
    articles: &BTreeSet<PathBuf>,
    hashed: bool,
) -> Result<Names, XtaskError> {
    let named = |file: &PathBuf| {
        let ending = file.extension().and_then(|ending| ending.to_str());
        ending.is_some_and(|ending| NAMED.contains(&ending)) && !articles.contains(file)
    };
    let files: BTreeSet<String> = manifest::files_beneath(folder)?
        .iter()
        .filter(|file| named(file))
        .map(|file| slashed(file))
        .collect();
    if hashed {
        rename(folder, &files, articles)
    } else {
        Ok(files.into_iter().map(|file| (file.clone(), file)).collect())
    }
}

/// Renames `files` below `folder` to hold a hash of their content, and has them and the pages refer to
/// the new names. Of the `articles` only the head is changed: what follows is the author's text.
fn rename(
    folder: &Path,
    files: &BTreeSet<String>,
    articles: &BTreeSet<PathBuf>,
) -> Result<Names, XtaskError> {
    check(folder, files)?;
    let mut renaming = Renaming { folder, files, under_way: Vec::new(), names: Names::new() };
    for file in files {
        renaming.rename(file)?;
    }
    let names = renaming.names;
    in_page(folder, Path::new(HOME), &names, |text| text.len())?;
    for page in articles {
        in_page(folder, page, &names, |text| text.find("</head>").unwrap_or(0))?;
    }
    Ok(names)
}

/// Has a page refer to the new names, up to the byte that `end` gives.
fn in_page(
    folder: &Path,
    page: &Path,
    names: &Names,
    end: impl Fn(&str) -> usize,
) -> Result<(), XtaskError> {
    let path = folder.join(page);
    let text = fs::read_to_string(&path).map_err(XtaskError::file("read", path.as_path()))?;
    let (ours, rest) = text.split_at(end(&text));
    let ours = names
        .iter()
        .fold(ours.to_owned(), |text, (old, new)| referring(&text, &slashed(page), old, new));
    fs::write(&path, ours + rest).map_err(XtaskError::file("write", path))
}

struct Renaming<'a> {
    folder: &'a Path,
    files: &'a BTreeSet<String>,
    /// From the file that was asked for down to the one at hand.
    under_way: Vec<String>,
    names: Names,
}

impl Renaming<'_> {
    /// A name depends on the content, and that on the names of all that it refers to: they go first.
    fn rename(&mut self, file: &str) -> Result<(), XtaskError> {
        if self.names.contains_key(file) {
            return Ok(());
        }
        if self.under_way.iter().any(|name| name == file) {
            return Err(XtaskError::Circle(self.under_way.clone()));
        }
        self.under_way.push(file.to_owned());
        let path = self.folder.join(file);
        let bytes = fs::read(&path).map_err(XtaskError::file("read", path.as_path()))?;
        let bytes = match String::from_utf8(bytes) {
            Ok(text) => self.with_new_names(file, text)?.into_bytes(),
            Err(not_text) => not_text.into_bytes(),
        };
        let new = with_hash(file, &bytes);
        let target = self.folder.join(&new);
        fs::write(&target, bytes).map_err(XtaskError::file("write", target))?;
        fs::remove_file(&path).map_err(XtaskError::file("remove", path))?;
        self.under_way.pop();
        self.names.insert(file.to_owned(), new);
        Ok(())
    }

    fn with_new_names(&mut self, file: &str, mut text: String) -> Result<String, XtaskError> {
        let files = self.files;
        for other in files.iter().filter(|other| *other != file) {
            if referring(&text, file, other, "") != text {
                self.rename(other)?;
                text = referring(&text, file, other, &self.names[other]);
            }
        }
        Ok(text)
    }
}

/// Makes sure that each file of `NEEDED` is referred to by a script.
fn check(folder: &Path, files: &BTreeSet<String>) -> Result<(), XtaskError> {
    let mut missing: BTreeSet<&str> = NEEDED.iter().copied().collect();
    for file in files.iter().filter(|file| file.ends_with(".js")) {
        let path = folder.join(file);
        let text = fs::read_to_string(&path).map_err(XtaskError::file("read", path))?;
        missing.retain(|needed| referring(&text, file, needed, "") == text);
    }
    match missing.first() {
        Some(needed) => Err(XtaskError::NoReference((*needed).to_owned())),
        None => Ok(()),
    }
}

/// The text of `file`, referring to `new` wherever it referred to `old`.
fn referring(text: &str, file: &str, old: &str, new: &str) -> String {
    let (before, after) = (relative(file, old), relative(file, new));
    let mut text = text.to_owned();
    for (open, close) in [('"', '"'), ('\'', '\''), ('`', '`'), ('(', ')')] {
        for start in ["", "./"] {
            text = text.replace(
                &format!("{open}{start}{before}{close}"),
                &format!("{open}{start}{after}{close}"),
            );
        }
    }
    text
}

/// How a file refers to another, both given from the output folder.
fn relative(from: &str, to: &str) -> String {
    let from: Vec<&str> = from.split('/').collect();
    let to: Vec<&str> = to.split('/').collect();
    let shared = from[..from.len() - 1].iter().zip(&to).take_while(|(a, b)| a == b).count();
    "../".repeat(from.len() - 1 - shared) + &to[shared..].join("/")
}

fn with_hash(file: &str, bytes: &[u8]) -> String {
    let hash: String = Sha384::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let hash = &hash[..DIGITS];
    match file.rsplit_once('.') {
        Some((name, ending)) => format!("{name}.{hash}.{ending}"),
        None => format!("{file}.{hash}"),
    }
}

/// A path in the form that names have in a page.
fn slashed(path: &Path) -> String {
    let part = |part: Component<'_>| part.as_os_str().to_string_lossy().into_owned();
    path.components().map(part).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = "import('./locales/vi.js'); engine(new URL(\"kwic.js\", base))";
    const WRAPPER: &str = "new URL('kwic_bg.wasm', import.meta.url)";
    const ARTICLE: &str = "<head><link rel=\"stylesheet\" href=\"../article.css\"></head>\
                           <p>\"../article.css\" is a file.</p>";

    fn page(module: &str) -> (tempfile::TempDir, BTreeSet<String>) {
        let folder = tempfile::tempdir().unwrap();
        let files = [
            ("kwic-search.js", SCRIPT),
            ("kwic.js", WRAPPER),
            ("kwic_bg.wasm", module),
            ("locales/vi.js", "export default {}"),
            ("article.css", "p{}"),
        ];
        let pages =
            [("index.html", "<script src=\"kwic-search.js\">"), ("culture/a.html", ARTICLE)];
        for (name, text) in files.iter().chain(&pages) {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        (folder, files.iter().map(|(name, _)| (*name).to_owned()).collect())
    }

    fn renamed(module: &str) -> (tempfile::TempDir, Names) {
        let (folder, files) = page(module);
        let names =
            rename(folder.path(), &files, &[PathBuf::from("culture/a.html")].into()).unwrap();
        (folder, names)
    }

    #[test]
    fn whoever_referred_to_a_file_refers_to_its_new_name() {
        let (folder, names) = renamed("module");
        let read = |file: &str| fs::read_to_string(folder.path().join(file)).unwrap();
        let script = read(&names["kwic-search.js"]);
        assert!(script.contains(&format!("import('./{}')", names["locales/vi.js"])), "{script}");
        assert!(script.contains(&format!("\"{}\"", names["kwic.js"])), "{script}");
        assert!(read(&names["kwic.js"]).contains(&format!("'{}'", names["kwic_bg.wasm"])));
        assert!(read("index.html").contains(&format!("\"{}\"", names["kwic-search.js"])));
        assert!(read("culture/a.html").contains(&format!("href=\"../{}\"", names["article.css"])));
    }

    #[test]
    fn what_an_article_says_stays_as_it_is() {
        let (folder, _) = renamed("module");
        let article = fs::read_to_string(folder.path().join("culture/a.html")).unwrap();
        assert!(article.ends_with("<p>\"../article.css\" is a file.</p>"), "{article}");
    }

    #[test]
    fn a_file_that_changed_changes_the_names_of_all_that_lead_to_it_and_no_others() {
        let (_one, before) = renamed("module");
        let (_two, after) = renamed("other module");
        let changed: Vec<&str> = before
            .iter()
            .filter(|(old, new)| after[*old] != **new)
            .map(|(old, _)| old.as_str())
            .collect();
        assert_eq!(changed, ["kwic-search.js", "kwic.js", "kwic_bg.wasm"]);
    }

    #[test]
    fn a_page_that_would_look_for_a_name_that_is_gone_is_not_built() {
        let (folder, files) = page("module");
        fs::write(folder.path().join("kwic.js"), "init('kwic' + '_bg.wasm')").unwrap();
        let error = rename(folder.path(), &files, &BTreeSet::new()).unwrap_err().to_string();
        assert!(error.contains("kwic_bg.wasm"), "{error}");
    }

    #[test]
    fn files_that_refer_to_each_other_have_no_hash() {
        let (folder, files) = page("module");
        fs::write(folder.path().join("locales/vi.js"), "import '../kwic-search.js'").unwrap();
        let error = rename(folder.path(), &files, &BTreeSet::new()).unwrap_err().to_string();
        assert!(error.contains("kwic-search.js -> locales/vi.js"), "{error}");
    }
}
