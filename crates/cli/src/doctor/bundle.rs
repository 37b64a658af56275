//! The files of one build, which lie in one folder and have to fit each other.

use std::collections::BTreeSet;
use std::rc::Rc;

use kwic_site::{
    MANIFEST, MODULE, Manifest, WORKER_FROM, WRAPPER, hashed_name, integrity, without_hash,
};
use url::Url;

use super::answer::Answer;
use super::facts::Facts;
use super::page::{Page, file_name, plain_name};
use super::policy::Policy;
use super::report::{Fault, Level};
use super::visit::Visit;
use super::{engine, split};

/// The script of the element.
pub(crate) const ELEMENT: &str = "kwic-search.js";
/// What the box needs only where it runs in a worker.
const OF_WORKER: &[&str] = &["kwic-worker.js", "worker-port.js"];
/// What the element loads when a reader comes to it.
const PARTS: &[&str] = &["dialog.js", "floating.js", "filters.js", "template.js"];
/// Where the element has the names of files, as long as no bundler has put its modules into one.
const FILES: &str = "files.js";

const OTHER_BUILD: Fault = Fault::error(
    "build",
    "files of two builds do not fit each other; the box says that its files are broken, or finds what is no more",
);
const FORMER_BUILD: Fault = Fault::warning(
    "build",
    "readers of pages that load it find what was there before, and nothing once its files are gone",
);
const HASHED_NAME: Fault = Fault::error(
    "hashed-name",
    "browsers keep a file of such a name for ever, so that some readers have this content and others another",
);
const WORKER_POLICY: Fault = Fault::warning(
    "policy",
    "the engine then runs in the page, where long searches hold up keys and scrolling",
);
const UPLOAD: &str = "upload all files of one build again, and have nothing on the way change them (no minifying, no rewriting)";

/// See the [module](self).
#[derive(Debug)]
pub(crate) struct Bundle {
    /// The folder.
    pub(crate) dir: Url,
    /// The scripts of the element that pages load: of pages of one build only one.
    pub(crate) elements: Vec<Url>,
    /// The engine, where a page names it.
    pub(crate) wrapper: Option<Url>,
    /// True where a box asks the engine that lies here, and not a search server.
    pub(crate) wants_engine: bool,
    /// True where a box wants a worker.
    pub(crate) wants_worker: bool,
    /// Some pages that use it, each of another origin.
    pub(crate) pages: Vec<Url>,
}

impl Bundle {
    pub(crate) fn at(dir: Url) -> Bundle {
        Bundle {
            dir,
            elements: Vec::new(),
            wrapper: None,
            wants_engine: false,
            wants_worker: false,
            pages: Vec::new(),
        }
    }

    /// Adds what a page says of bundles to those that are known.
    pub(crate) fn add(bundles: &mut Vec<Bundle>, page: &Page) {
        let element =
            page.loads.iter().find(|load| load.is_script && plain_name(&load.url) == ELEMENT);
        if let Some(load) = element {
            let bundle = Bundle::of(bundles, page, &load.url);
            if !bundle.elements.contains(&load.url) {
                bundle.elements.push(load.url.clone());
            }
            bundle.wants_engine |=
                page.boxes.is_empty() || page.boxes.iter().any(|it| it.engine.is_none());
            bundle.wants_worker |= page.boxes.iter().any(|it| it.worker.as_deref() == Some("on"));
        }
        let engines = page.boxes.iter().filter_map(|it| it.engine.as_ref());
        let named = page.loads.iter().filter(|load| load.is_script).map(|load| &load.url);
        for wrapper in engines.chain(named).filter(|url| plain_name(url) == WRAPPER) {
            let bundle = Bundle::of(bundles, page, wrapper);
            bundle.wrapper = Some(wrapper.clone());
            bundle.wants_engine = true;
        }
    }

    fn of<'b>(bundles: &'b mut Vec<Bundle>, page: &Page, file: &Url) -> &'b mut Bundle {
        // Without the query that some sites put behind names.
        let dir = file.join(".").unwrap_or_else(|_| file.clone());
        let at = bundles.iter().position(|bundle| bundle.dir == dir).unwrap_or_else(|| {
            bundles.push(Bundle::at(dir));
            bundles.len() - 1
        });
        let bundle = &mut bundles[at];
        if bundle.pages.iter().all(|other| other.origin() != page.url.origin()) {
            bundle.pages.push(page.url.clone());
        }
        bundle
    }

    /// Looks at all files of the bundle and whether they fit each other.
    pub(crate) fn check(&self, visit: &mut Visit) -> Facts {
        let before = visit.report.faults();
        let mut facts = Facts { manifest: self.manifest(visit), ..Facts::default() };
        let elements = self.elements(visit, &facts);
        let mut script = String::new();
        for url in &elements {
            let Some(answer) = visit.file(url, Level::Error, &self.pages) else { continue };
            let is_newest = self.compare(visit, &facts, url, &answer, Level::Error);
            if script.is_empty() || is_newest {
                script = answer.text() + &self.names(visit, &facts);
            }
        }
        if script.is_empty() && !elements.is_empty() {
            return facts;
        }
        facts.base = base(&script).and_then(|base| self.dir.join(&base).ok());
        let name = |plain: &str| {
            let listed = facts.manifest.as_ref().and_then(|list| list.files.get(plain));
            named(&script, plain)
                .or_else(|| listed.map(|file| file.file.clone()).filter(|file| is_inside(file)))
                .unwrap_or_else(|| plain.to_owned())
        };
        let list = facts.manifest.as_ref();
        // A page in one file has its engine inside.
        let has_engine = list.is_none_or(|list| list.files.contains_key(WRAPPER));
        if !has_engine && self.pages.is_empty() {
            visit.report.ok(format!("{}: a search page in one file", visit.shown(&self.dir)));
            return facts;
        }
        let wrapper = self.wrapper.clone().or_else(|| self.dir.join(&name(WRAPPER)).ok());
        let mut others: Vec<(String, Level)> = Vec::new();
        if !elements.is_empty() {
            let is_listed = |plain: &str| list.is_some_and(|list| list.files.contains_key(plain));
            // Not every version has each of them.
            let parts =
                PARTS.iter().filter(|part| is_listed(part) || named(&script, part).is_some());
            others.extend(parts.map(|plain| (name(plain), Level::Error)));
            let is_locale = |plain: &&String| plain.starts_with("locales/");
            let locales = list.iter().flat_map(|list| list.files.keys()).filter(is_locale);
            others.extend(locales.map(|plain| (name(plain), Level::Warning)));
        }
        let worker = self.dir.join(&name(OF_WORKER[0])).ok();
        let of_worker: Vec<String> = OF_WORKER.iter().map(|plain| name(plain)).collect();
        let Some(wrapper) = wrapper else { return facts };
        let index_bytes = match self.wants_engine || self.pages.is_empty() {
            true => self.engine(visit, &mut facts, &wrapper),
            false => None,
        };
        if self.wants_worker || index_bytes.is_some_and(|bytes| bytes >= WORKER_FROM) {
            others.extend(of_worker.into_iter().map(|name| (name, Level::Warning)));
            facts.worker = worker;
        }
        for (name, level) in others {
            let Ok(url) = self.dir.join(&name) else { continue };
            if let Some(file) = visit.file(&url, level, &self.pages) {
                self.compare(visit, &facts, &url, &file, level);
                if facts.worker.as_ref() == Some(&url) {
                    policy_of_worker(visit, &url, &file);
                }
            }
        }
        if visit.report.faults() == before {
            let articles =
                facts.articles.map_or_else(String::new, |count| format!(", {count} articles"));
            visit
                .report
                .ok(format!("{}: the files of one build{articles}", visit.shown(&self.dir)));
        }
        facts
    }

    /// The scripts of the element: those that pages load, or where no page loads any the one that lies there.
    fn elements(&self, visit: &Visit, facts: &Facts) -> Vec<Url> {
        if !self.elements.is_empty() || !self.pages.is_empty() {
            return self.elements.clone();
        }
        let listed = facts.manifest.as_ref().and_then(|list| list.files.get(ELEMENT));
        let url =
            listed.filter(|it| is_inside(&it.file)).and_then(|it| self.dir.join(&it.file).ok());
        let is_there = |url: &Url| visit.site.get(url).is_ok_and(|answer| answer.is_there());
        url.filter(is_there).into_iter().collect()
    }

    /// The text of the module that has the names of files, where that is one of its own.
    fn names(&self, visit: &Visit, facts: &Facts) -> String {
        let listed = facts.manifest.as_ref().and_then(|list| list.files.get(FILES));
        let url =
            listed.filter(|it| is_inside(&it.file)).and_then(|it| self.dir.join(&it.file).ok());
        let answer = url.and_then(|url| visit.site.get(&url).ok()).filter(|it| it.is_there());
        answer.map_or_else(String::new, |answer| answer.text())
    }

    fn manifest(&self, visit: &Visit) -> Option<Manifest> {
        let url = self.dir.join(MANIFEST).ok()?;
        let answer = visit.site.get(&url).ok().filter(|answer| answer.is_there())?;
        Manifest::read(&answer.bytes)
    }

    /// Wrapper, module and index; gives the bytes of an index in the module.
    fn engine(&self, visit: &mut Visit, facts: &mut Facts, wrapper: &Url) -> Option<usize> {
        facts.wrapper = Some(wrapper.clone());
        let script = visit.file(wrapper, Level::Error, &self.pages)?;
        let is_listed = self.compare(visit, facts, wrapper, &script, Level::Error);
        let script = script.text();
        let name = named(&script, MODULE).unwrap_or_else(|| MODULE.to_owned());
        let url = wrapper.join(&name).ok()?;
        facts.module = Some(url.clone());
        let module = visit.file(&url, Level::Error, &self.pages)?;
        let is_as_listed = self.compare(visit, facts, &url, &module, Level::Error);
        let is_listed = is_as_listed && is_listed;
        let parts = engine::open(visit, &url, &module.bytes, !is_as_listed)?;
        // Where the list tells already that these are of two builds, they need not be compared.
        if is_listed && !engine::fit(&script, split::folder(&script).is_some(), &parts) {
            visit.report.add(
                OTHER_BUILD,
                visit.shown(wrapper),
                format!("is of another build than {}", file_name(&url)),
                UPLOAD,
            );
        }
        match (parts.index, split::folder(&script)) {
            (Some(index), _) => engine::index(visit, facts, &url, index, !is_as_listed),
            (None, Some(folder)) => split::check(visit, facts, wrapper, &folder, &self.pages),
            (None, None) => engine::without_index(visit, &url),
        }
        parts.index.map(<[u8]>::len)
    }

    /// Compares a file with what its name and the list of the build say; false where it is another one.
    pub(crate) fn compare(
        &self,
        visit: &mut Visit,
        facts: &Facts,
        url: &Url,
        file: &Rc<Answer>,
        level: Level,
    ) -> bool {
        let place = visit.shown(url);
        if hashed_name(file_name(url), &file.bytes).is_some_and(|(_, is_its)| !is_its) {
            visit.report.add(
                HASHED_NAME,
                place,
                "has another content than the hash in its name says",
                UPLOAD,
            );
            return false;
        }
        let path = url.as_str().strip_prefix(self.dir.as_str()).unwrap_or_default();
        let path = path.split(['?', '#']).next().unwrap_or_default();
        let list = facts.manifest.as_ref();
        let Some(listed) = list.and_then(|list| list.files.values().find(|it| it.file == path))
        else {
            return self.is_of_this_build(visit, facts, url);
        };
        if listed.integrity == integrity(&file.bytes) {
            return true;
        }
        let what = match file.bytes.len() < listed.bytes {
            true => format!(
                "has {} bytes where {MANIFEST} lists {}: it is cut short, or of another build",
                file.bytes.len(),
                listed.bytes
            ),
            false => format!(
                "is not the file that {MANIFEST} lists: it is of another build, or was changed"
            ),
        };
        visit.report.add(OTHER_BUILD.at(level), place, what, UPLOAD);
        false
    }

    /// Whether the list of the build, which does not have this file, has another one in its place.
    fn is_of_this_build(&self, visit: &mut Visit, facts: &Facts, url: &Url) -> bool {
        let list = facts.manifest.as_ref();
        let newer = list.and_then(|list| list.files.get(&plain_name(url)));
        let Some(newer) = newer else { return true };
        visit.report.add(
            FORMER_BUILD,
            visit.shown(url),
            format!("is of a former build: {MANIFEST} lists {} in its place", newer.file),
            "let pages name the file of the newest build, whose name `kwic build` prints at its end",
        );
        false
    }
}

/// A worker follows the policy that comes with its script.
fn policy_of_worker(visit: &mut Visit, url: &Url, script: &Answer) {
    let policies = Policy::read(&script.header("content-security-policy").unwrap_or_default());
    if let Some(directive) = policies.iter().find_map(Policy::forbids_wasm) {
        visit.report.add(
            WORKER_POLICY,
            visit.shown(url),
            format!("{directive} of the policy that comes with it has no 'wasm-unsafe-eval'"),
            format!("have the host add 'wasm-unsafe-eval' to {directive}, or send no policy with scripts"),
        );
    }
}

/// The name by which a script knows a file, with or without a hash.
pub(crate) fn named(script: &str, plain: &str) -> Option<String> {
    let quotes = ['"', '\'', '`'];
    let is_it = |name: &&str| {
        *name == plain
            || name.strip_prefix("./").is_some_and(|name| name == plain)
            || name.rsplit('/').next().and_then(without_hash).is_some_and(|(name_of_file, _)| {
                plain.rsplit('/').next() == Some(&name_of_file)
                    && name.trim_start_matches("./").rsplit_once('/').map(|it| it.0)
                        == plain.rsplit_once('/').map(|it| it.0)
            })
    };
    script.split(quotes).find(is_it).map(|name| name.trim_start_matches("./").to_owned())
}

/// A list that somebody changed sends nobody elsewhere.
fn is_inside(file: &str) -> bool {
    !file.starts_with('/')
        && !file.contains([':', '\\'])
        && !file.split('/').any(|part| part == "..")
}

/// What a build for a finished site has written into the element: where relative links start from.
fn base(script: &str) -> Option<String> {
    let is_base = |text: &str| {
        text == "/" || text == "./" || (!text.is_empty() && text.replace("../", "").is_empty())
    };
    for quote in ['"', '\''] {
        let parts: Vec<&str> = script.split(quote).collect();
        // It is given to a variable: in front of an equals sign stands a name.
        let is_given = |before: &str| {
            let before = before.trim_end();
            before.strip_suffix('=').is_some_and(|name| {
                name.trim_end()
                    .ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$')
            })
        };
        let found = parts.windows(2).find(|pair| is_given(pair[0]) && is_base(pair[1]));
        if let Some(pair) = found {
            return Some(pair[1].to_owned());
        }
    }
    None
}

/// The bundles that lie in a folder, whether a page uses them or not.
pub(crate) fn in_files<'f>(files: impl Iterator<Item = &'f Url>) -> BTreeSet<Url> {
    let is_of_build = |url: &&Url| file_name(url) == MANIFEST || plain_name(url) == MODULE;
    files.filter(is_of_build).filter_map(|url| url.join(".").ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_name_files_with_and_without_hashes() {
        let script = "a(\"kwic.0123456789abcdef.js\",'kwic_bg.wasm');import(`./locales/vi.0123456789abcdef.js`);import(\"./dialog.js\")";
        let of = |plain| named(script, plain);
        assert_eq!(of("kwic.js").as_deref(), Some("kwic.0123456789abcdef.js"));
        assert_eq!(of("kwic_bg.wasm").as_deref(), Some("kwic_bg.wasm"));
        assert_eq!(of("locales/vi.js").as_deref(), Some("locales/vi.0123456789abcdef.js"));
        assert_eq!(of("dialog.js").as_deref(), Some("dialog.js"));
        assert_eq!((of("vi.js"), of("search.js")), (None, None));
    }

    #[test]
    fn the_base_of_a_site_is_found_in_the_script() {
        assert_eq!(base("var a=\"kwic.js\",n=\"../../\",b=\"on\"").as_deref(), Some("../../"));
        assert_eq!(base("const BASE = '/';").as_deref(), Some("/"));
        assert_eq!(base("if(k===\"/\"||k==\"./\")f(\"../\");n=\"\""), None);
    }
}
