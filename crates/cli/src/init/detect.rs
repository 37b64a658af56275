//! Which generator makes the site of a folder.
use std::fs;
use std::path::{Path, PathBuf};

use super::guides::{GUIDES, Guide, PLAIN};

/// What was seen in a folder.
#[derive(Debug)]
pub(super) struct Seen {
    pub guide: &'static Guide,
    /// By what it was known, for people.
    pub reason: String,
    /// True for a folder of finished pages.
    pub is_output: bool,
}

/// Pages that are looked into.
const PAGES: usize = 20;
/// Bytes of a page in which its head is.
const HEAD: usize = 8192;

/// Looks at a folder: the files of generators, the packages of `package.json`, then what pages say of themselves.
pub(super) fn seen(dir: &Path) -> Seen {
    let source = |guide: &'static Guide, sign: &str| Seen {
        guide,
        reason: format!("made for {}, by {sign}", guide.title),
        is_output: false,
    };
    // A file of another use may be called `conf.py`; the packages say more.
    let packages = fs::read_to_string(dir.join("package.json")).unwrap_or_default();
    let packages: serde_json::Value = serde_json::from_str(&packages).unwrap_or_default();
    for guide in GUIDES {
        let is_needed = |name: &&&str| {
            ["dependencies", "devDependencies"]
                .iter()
                .any(|kind| packages[kind].get(name).is_some())
        };
        if let Some(name) = guide.packages.iter().find(is_needed) {
            return source(guide, &format!("`{name}` in package.json"));
        }
        if let Some(file) = guide.files.iter().find(|file| dir.join(file).is_file()) {
            return source(guide, file);
        }
    }
    let pages = pages(dir);
    for page in &pages {
        let Some(generator) = generator(page) else { continue };
        if let Some(guide) = GUIDES.iter().find(|guide| generator.starts_with(guide.meta)) {
            let name = page.strip_prefix(dir).unwrap_or(page).display().to_string();
            return Seen { is_output: true, ..source(guide, &format!("what {name} says")) };
        }
    }
    Seen {
        guide: &PLAIN,
        reason: "made for plain HTML, as no generator is known by its files".to_owned(),
        is_output: false,
    }
}

/// Some pages of a folder and of those in it, the uppermost first.
fn pages(dir: &Path) -> Vec<PathBuf> {
    let (mut pages, mut folders, mut at) = (Vec::new(), vec![dir.to_owned()], 0);
    while let Some(folder) = folders.get(at).cloned()
        && pages.len() < PAGES
        && at < PAGES
    {
        at += 1;
        // What cannot be read says nothing.
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        let mut here: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        here.sort();
        for path in here {
            let is_hidden =
                path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
            if path.is_dir() && !is_hidden && !path.ends_with("node_modules") {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "html") {
                pages.push(path);
            }
        }
    }
    pages.truncate(PAGES);
    pages
}

/// What a page says that made it, in small letters. mdBook says it in a comment.
fn generator(page: &Path) -> Option<String> {
    let bytes = fs::read(page).ok()?;
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_lowercase();
    if head.contains("<!-- book generated using mdbook -->") {
        return Some("mdbook".to_owned());
    }
    let tags = head.split("<meta").skip(1).map(|rest| rest.split('>').next().unwrap_or_default());
    let is_generator = |tag: &&str| {
        ["name=\"generator\"", "name='generator'", "name=generator"]
            .iter()
            .any(|name| tag.contains(name))
    };
    let tag = tags.into_iter().find(is_generator)?;
    let (_, content) = tag.split_once("content=")?;
    Some(content.trim_start_matches(['"', '\'']).to_owned())
}
