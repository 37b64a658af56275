//! A site in a folder, asked for files as a host is.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use kwic_site::output::UNFINISHED;
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use url::Url;

use super::answer::{Answer, Failure};

/// Where a folder lies as far as urls go. The name belongs to nobody (RFC 2606).
const HOST: &str = "http://folder.invalid";
/// Files that are looked at in a folder.
const MAX_FILES: usize = 500_000;
/// Bytes that a file may have to be read.
const MAX_BYTES: u64 = 1 << 30;
/// What may not stand in a path as it is.
const ENCODED: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'<').add(b'>').add(b'?').add(b'\\');

/// See the [module](self).
#[derive(Debug)]
pub(crate) struct Folder {
    path: PathBuf,
    /// The url of its top.
    top: Url,
}

impl Folder {
    /// The folder at `path`, which will lie below `base` on its host: `/`, or `/project/`.
    pub(crate) fn new(path: &Path, base: &str) -> Option<Folder> {
        let top = Url::parse(&format!("{HOST}/{}/", base.trim_matches('/'))).ok()?;
        let top = if base.trim_matches('/').is_empty() { Url::parse(HOST).ok()? } else { top };
        Some(Folder { path: path.to_owned(), top })
    }

    pub(crate) fn top(&self) -> &Url {
        &self.top
    }

    /// True for what would be asked of this folder.
    pub(crate) fn has(&self, url: &Url) -> bool {
        url.origin() == self.top.origin()
    }

    /// The url of a file, given by its path from the folder.
    pub(crate) fn url(&self, file: &Path) -> Option<Url> {
        let path = kwic_site::output::slashed(file);
        self.top.join(&format!("./{}", utf8_percent_encode(&path, ENCODED))).ok()
    }

    /// What a person knows a url by: its path on the disk, where it is in the folder.
    pub(crate) fn shown(&self, url: &Url) -> String {
        match self.inside(url) {
            Some(inside) => self.path.join(inside).display().to_string(),
            None if self.has(url) => url.path().to_owned(),
            None => url.to_string(),
        }
    }

    /// The same for a page, whose url may end with its folder.
    pub(crate) fn shown_page(&self, url: &Url) -> String {
        self.file(url).map_or_else(|| self.shown(url), |file| file.display().to_string())
    }

    /// The path of a url from the folder; none for one that is not below it.
    fn inside(&self, url: &Url) -> Option<PathBuf> {
        let path = url.path().strip_prefix(self.top.path()).filter(|_| self.has(url))?;
        let path = PathBuf::from(percent_decode_str(path).decode_utf8().ok()?.into_owned());
        path.components().all(|part| matches!(part, Component::Normal(_))).then_some(path)
    }

    /// The file at a url, by the rules of static hosts: a folder has its `index.html`, and the ending of a page may be
    /// left out.
    fn file(&self, url: &Url) -> Option<PathBuf> {
        let path = self.path.join(self.inside(url)?);
        if url.path().ends_with('/') {
            return Some(path.join("index.html")).filter(|page| page.is_file());
        }
        let page = || {
            let mut name = path.file_name()?.to_owned();
            name.push(".html");
            Some(path.with_file_name(name))
        };
        [Some(path.clone()), page(), Some(path.join("index.html"))]
            .into_iter()
            .flatten()
            .find(|file| file.is_file())
    }

    pub(crate) fn is_there(&self, url: &Url) -> bool {
        self.file(url).is_some()
    }

    pub(crate) fn get(&self, url: &Url) -> Result<Answer, Failure> {
        let answer = |status, bytes| Answer {
            url: url.clone(),
            hops: Vec::new(),
            status,
            headers: Vec::new(),
            bytes,
        };
        let Some(file) = self.file(url) else { return Ok(answer(404, Vec::new())) };
        let failed = |error: io::Error| Failure::File(error.to_string());
        if fs::metadata(&file).map_err(failed)?.len() > MAX_BYTES {
            return Err(Failure::TooLarge(MAX_BYTES));
        }
        Ok(answer(200, fs::read(file).map_err(failed)?))
    }

    /// All files below it, as paths from it, in their order, but for what a build that was cut short left on its way; links
    /// to folders are not followed.
    pub(crate) fn files(&self) -> io::Result<Vec<PathBuf>> {
        let mut files = Vec::new();
        let mut folders = vec![PathBuf::new()];
        while let Some(inside) = folders.pop() {
            for entry in fs::read_dir(self.path.join(&inside))? {
                let entry = entry?;
                let path = inside.join(entry.file_name());
                match entry.file_type()?.is_dir() {
                    true if path.ends_with(UNFINISHED) => {}
                    true => folders.push(path),
                    false if files.len() < MAX_FILES => files.push(path),
                    false => return Err(io::Error::other("there are more than 500,000 files")),
                }
            }
        }
        files.sort();
        Ok(files)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(base: &str) -> (tempfile::TempDir, Folder) {
        let dir = tempfile::tempdir().unwrap();
        for file in ["index.html", "a.html", "b/index.html", "c d.js"] {
            let path = dir.path().join("site").join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, file).unwrap();
        }
        fs::write(dir.path().join("secret.html"), "secret").unwrap();
        let folder = Folder::new(&dir.path().join("site"), base).unwrap();
        (dir, folder)
    }

    #[test]
    fn files_are_found_as_hosts_find_them() {
        let (_dir, folder) = folder("/");
        let found = |path: &str| {
            let answer = folder.get(&folder.top().join(path).unwrap()).unwrap();
            answer.is_there().then(|| answer.text())
        };
        for (path, file) in [
            ("", Some("index.html")),
            ("/a.html?q=x#top", Some("a.html")),
            ("a", Some("a.html")),
            ("b", Some("b/index.html")),
            ("b/", Some("b/index.html")),
            ("c%20d.js", Some("c d.js")),
            ("a.html/", None),
            ("../secret.html", None),
            ("..%2fsecret.html", None),
            ("d", None),
        ] {
            assert_eq!(found(path).as_deref(), file, "{path}");
        }
        let url = folder.url(Path::new("c d.js")).unwrap();
        assert!(folder.shown(&url).ends_with("c d.js"), "{url}");
        assert_eq!(folder.files().unwrap().len(), 4);
    }

    #[test]
    fn a_folder_below_another_one_of_its_host_is_asked_by_whole_paths() {
        let (_dir, folder) = folder("/project");
        let is_there = |path: &str| folder.is_there(&folder.top().join(path).unwrap());
        assert!(is_there("/project/a.html") && is_there("a.html") && is_there("/project/"));
        assert!(!is_there("/a.html"));
    }
}
