//! The finished engine: all files of a site but its articles, with no index in the module yet.

use std::borrow::Cow;
use std::fs;
use std::path::Path;

use crate::error::SiteError;
use crate::files::{Files, HOME, MODULE, STYLE, WRAPPER};
use crate::{output, placeholder};

/// A finished engine.
///
/// Its files are of three groups. `site/…` are those of the output, by their paths there. `split/…` are those that
/// take the place of some of these where the index is split. `single-file/…` are what stands inside a page in a single
/// file: its script and its style sheets, by the names that the search page has for the latter.
///
/// A text among them names another file of `site/` by a placeholder, `@@kwic.js@@`, wherever the name may
/// get a hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Engine {
    site: Files<'static>,
    split: Files<'static>,
    single_file: Files<'static>,
}

const SITE: &str = "site";
const SPLIT: &str = "split";
const SINGLE_FILE: &str = "single-file";

impl Engine {
    /// The groups of files, each the first part of a path.
    pub const GROUPS: [&'static str; 3] = [SITE, SPLIT, SINGLE_FILE];

    /// An engine of these files, given by group and path (`site/kwic.js`).
    ///
    /// # Errors
    ///
    /// A file that every form of a site needs and that is not among them; a path of no group.
    pub fn new(
        files: impl IntoIterator<Item = (String, Cow<'static, [u8]>)>,
    ) -> Result<Self, SiteError> {
        let mut engine =
            Self { site: Files::new(), split: Files::new(), single_file: Files::new() };
        for (path, bytes) in files {
            match path.split_once('/') {
                Some((SITE, name)) => engine.site.insert(name.to_owned(), bytes),
                Some((SPLIT, name)) => engine.split.insert(name.to_owned(), bytes),
                Some((SINGLE_FILE, name)) => engine.single_file.insert(name.to_owned(), bytes),
                _ => return Err(SiteError::EngineFile(format!("{SITE}/{path}"))),
            };
        }
        for needed in [MODULE, WRAPPER, HOME, STYLE] {
            if !engine.site.contains_key(needed) {
                return Err(SiteError::EngineFile(format!("{SITE}/{needed}")));
            }
        }
        Ok(engine)
    }

    /// The engine whose groups lie in `folder`; what lies there beside them is none of it.
    ///
    /// # Errors
    ///
    /// A file that cannot be read, and what [`Engine::new`] refuses.
    pub fn read(folder: &Path) -> Result<Self, SiteError> {
        let mut files = Vec::new();
        for file in output::files_beneath(folder)? {
            let path = output::slashed(&file);
            if !path.contains('/') {
                continue;
            }
            let bytes = fs::read(folder.join(&file))
                .map_err(SiteError::file("read", folder.join(&file)))?;
            files.push((path, Cow::Owned(bytes)));
        }
        Self::new(files)
    }

    /// The files by group and path, as [`Engine::new`] takes them.
    pub fn files(&self) -> impl Iterator<Item = (String, &[u8])> {
        let groups = [(SITE, &self.site), (SPLIT, &self.split), (SINGLE_FILE, &self.single_file)];
        groups.into_iter().flat_map(|(group, files)| {
            files.iter().map(move |(name, bytes)| (format!("{group}/{name}"), &**bytes))
        })
    }

    /// The paths of the files in the output.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.site.keys().map(String::as_str)
    }

    /// The files of the output, with the index inside the module.
    pub(crate) fn with_index(&self, index: &[u8]) -> Result<Files<'_>, SiteError> {
        let placed = placeholder::place(self.site_file(MODULE)?, index)?;
        let mut files: Files<'_> = self
            .site
            .iter()
            .filter(|(name, _)| *name != MODULE)
            .map(|(name, bytes)| (name.clone(), Cow::Borrowed(&**bytes)))
            .collect();
        files.insert(MODULE.to_owned(), Cow::Owned(placed));
        Ok(files)
    }

    /// The files of the output, with an engine that has its index in files beside it.
    pub(crate) fn for_split(&self) -> Result<Files<'_>, SiteError> {
        for needed in [MODULE, WRAPPER] {
            if !self.split.contains_key(needed) {
                return Err(SiteError::EngineFile(format!("{SPLIT}/{needed}")));
            }
        }
        let files = self.site.iter().chain(&self.split);
        Ok(files.map(|(name, bytes)| (name.clone(), Cow::Borrowed(&**bytes))).collect())
    }

    fn site_file(&self, name: &str) -> Result<&[u8], SiteError> {
        let file = self.site.get(name);
        file.map(|bytes| &**bytes).ok_or_else(|| SiteError::EngineFile(format!("{SITE}/{name}")))
    }

    /// What stands inside a page in a single file.
    pub(crate) fn single_file(&self) -> &Files<'static> {
        &self.single_file
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A small engine with files of every kind, in place of those that these texts are given for.
    pub(crate) fn engine(instead: &[(&str, &str)]) -> Engine {
        let texts = [
            ("site/kwic.js", "new URL('@@kwic_bg.wasm@@', import.meta.url)"),
            ("site/kwic.d.ts", "export function search(): void;"),
            (
                "site/kwic-search.js",
                "import('./@@locales/vi.js@@'); at('@@kwic.js@@', '@@kwic_bg.wasm@@', '@@kwic-search.css@@', '@@kwic-worker.js@@', '@@worker@@')",
            ),
            ("site/kwic-worker.js", "work()"),
            ("site/locales/vi.js", "export default {}"),
            ("site/kwic-search.css", "a{}"),
            ("site/highlight.js", "mark()"),
            ("site/style.css", "b{}"),
            ("site/article.css", "p{}"),
            ("site/icon.svg", "<svg/>"),
            ("site/demo.js", "show()"),
            (
                "site/index.html",
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
                 script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; \
                 img-src 'self'; require-trusted-types-for 'script'\">\n\
                 <link rel=\"icon\" href=\"@@icon.svg@@\" type=\"image/svg+xml\">\n\
                 <link rel=\"stylesheet\" href=\"@@kwic-search.css@@\">\n\
                 <link rel=\"stylesheet\" href=\"@@style.css@@\">\n\
                 <script type=\"module\" src=\"@@kwic-search.js@@\"></script>\n\
                 <script type=\"module\" src=\"@@demo.js@@\"></script>\n",
            ),
            ("split/kwic.js", "at('@@split@@'); new URL('@@kwic_bg.wasm@@', import.meta.url)"),
            ("split/kwic.d.ts", "export function search(): Promise<void>;"),
            ("single-file/page.js", "start(\"@@kwic_bg.wasm@@\")"),
            ("single-file/kwic-search.css", "a{color:red}"),
            ("single-file/style.css", "b{color:red}"),
        ];
        let texts = texts
            .iter()
            .chain(instead)
            .map(|(path, text)| ((*path).to_owned(), Cow::Owned(text.as_bytes().to_vec())));
        let module = |group: &str| {
            (format!("{group}/kwic_bg.wasm"), Cow::Owned(placeholder::tests::module(1, None)))
        };
        Engine::new(texts.chain([module(SITE), module(SPLIT)])).unwrap()
    }

    #[test]
    fn an_engine_is_the_same_after_it_was_written_and_read() {
        let folder = tempfile::tempdir().unwrap();
        let engine = engine(&[]);
        for (path, bytes) in engine.files() {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        fs::write(folder.path().join(".gitignore"), "*").unwrap();
        assert_eq!(Engine::read(folder.path()).unwrap(), engine);
    }

    #[test]
    fn an_engine_without_a_file_that_every_site_needs_is_refused_by_the_name_of_the_file() {
        let all = engine(&[]);
        let files = all.files().filter(|(path, _)| path != "site/kwic.js");
        let files = files.map(|(path, bytes)| (path, Cow::Owned(bytes.to_vec())));
        let error = Engine::new(files).unwrap_err().to_string();
        assert!(
            error.contains("`site/kwic.js`") && error.contains("cargo xtask engine"),
            "{error}"
        );
    }
}
