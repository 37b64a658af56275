//! Names that say what is in a file, so that a browser may keep it for ever.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha384};

use crate::error::SiteError;
use crate::files::{Files, STYLE};

/// Around the name of a file in a text of the engine, as in `@@kwic.js@@`.
pub(crate) const MARK: &str = "@@";

/// Endings of the files that have a hash in their names.
const NAMED: &[&str] = &["js", "css", "wasm", "svg"];

/// Endings of the files that name others. Others may hold the mark by chance.
const NAMING: &[&str] = &["js", "css", "html"];

/// What no file of the engine refers to: pages of articles do, and pages of authors.
const NAMED_ELSEWHERE: &[&str] = &[STYLE, "highlight.js"];

/// Hexadecimal digits of a hash in a name.
const DIGITS: usize = 16;

/// A file of the output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named<'a> {
    /// Its path from the output folder, with `/` between the parts.
    pub(crate) file: String,
    /// Its content.
    pub(crate) bytes: Cow<'a, [u8]>,
}

/// What a build fills in that is no name of a file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Facts<'a> {
    /// What relative urls of hits start from, as a url from the output folder; empty: from the page.
    pub(crate) base: &'a str,
    /// Whether the engine runs in a worker where the page says nothing else.
    pub(crate) in_worker: bool,
    /// Where the files of a split index are, from the output folder.
    pub(crate) split: &'a str,
}

impl<'a> Facts<'a> {
    /// What stands in the place of the placeholder `name`, if it is one of these.
    fn of(self, name: &str) -> Option<&'a str> {
        match name {
            "base" => Some(self.base),
            "split" => Some(self.split),
            "worker" => Some(if self.in_worker { "on" } else { "" }),
            _ => None,
        }
    }
}

/// Files of the output by their names without hashes.
pub(crate) type NamedFiles<'a> = BTreeMap<String, Named<'a>>;

/// The files with all placeholders filled in, those of no file with `facts`. If they are to be `hashed`, all
/// scripts, style sheets, pictures and modules have a hash of their content in their names.
///
/// # Errors
///
/// A placeholder of a file that there is not; with hashes, a file that nothing refers to, and files that
/// refer to each other in a circle.
pub(crate) fn named<'a>(
    files: Files<'a>,
    hashed: bool,
    facts: Facts<'_>,
) -> Result<NamedFiles<'a>, SiteError> {
    let names: Vec<String> = files.keys().cloned().collect();
    let mut naming = Naming {
        left: files,
        hashed,
        facts,
        under_way: Vec::new(),
        referred_to: BTreeSet::new(),
        named: NamedFiles::new(),
    };
    for name in &names {
        naming.name(name)?;
    }
    let gone = |name: &&String| {
        has_ending(name, NAMED)
            && !NAMED_ELSEWHERE.contains(&name.as_str())
            && !naming.referred_to.contains(*name)
    };
    match names.iter().find(gone) {
        Some(name) if hashed => Err(SiteError::NoReference(name.clone())),
        _ => Ok(naming.named),
    }
}

struct Naming<'a, 'f> {
    /// Files that have no name yet.
    left: Files<'a>,
    hashed: bool,
    facts: Facts<'f>,
    /// From the file that was asked for down to the one at hand.
    under_way: Vec<String>,
    referred_to: BTreeSet<String>,
    named: NamedFiles<'a>,
}

impl Naming<'_, '_> {
    /// A name depends on the content, and that on the names of all that it refers to: they go first.
    fn name(&mut self, name: &str) -> Result<(), SiteError> {
        if self.under_way.iter().any(|other| other == name) {
            return Err(SiteError::Circle(self.under_way.clone()));
        }
        let Some(bytes) = self.left.remove(name) else { return Ok(()) };
        self.under_way.push(name.to_owned());
        let bytes = match text_with_placeholders(name, &bytes) {
            Some(text) => Cow::Owned(self.filled_in(name, text)?.into_bytes()),
            None => bytes,
        };
        self.under_way.pop();
        let hashed = self.hashed && has_ending(name, NAMED);
        let file = if hashed { with_hash(name, &bytes) } else { name.to_owned() };
        self.named.insert(name.to_owned(), Named { file, bytes });
        Ok(())
    }

    /// The text of the file `name`, with the names of other files in the place of their placeholders.
    fn filled_in(&mut self, name: &str, text: &str) -> Result<String, SiteError> {
        let mut parts = text.split(MARK);
        let mut filled = parts.next().unwrap_or_default().to_owned();
        // Between marks are names and what stands between two placeholders, in turn.
        while let Some(other) = parts.next() {
            let unknown =
                || SiteError::UnknownName { file: name.to_owned(), name: shortened(other) };
            let rest = parts.next().ok_or_else(unknown)?;
            if let Some(fact) = self.facts.of(other) {
                filled.push_str(fact);
                filled.push_str(rest);
                continue;
            }
            self.name(other)?;
            let named = self.named.get(other).ok_or_else(unknown)?;
            filled.push_str(&named.file);
            filled.push_str(rest);
            self.referred_to.insert(other.to_owned());
        }
        Ok(filled)
    }
}

fn text_with_placeholders<'b>(name: &str, bytes: &'b [u8]) -> Option<&'b str> {
    let text = std::str::from_utf8(bytes).ok().filter(|_| has_ending(name, NAMING))?;
    text.contains(MARK).then_some(text)
}

/// What an error shows of a text that is no name.
fn shortened(text: &str) -> String {
    text.chars().take(40).collect()
}

fn has_ending(name: &str, endings: &[&str]) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| endings.contains(&ending))
}

/// What a name says of the content of its file.
fn hash_of(bytes: &[u8]) -> String {
    let hash: String = Sha384::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    hash[..DIGITS].to_owned()
}

/// The name of a file without the hash of its content, and whether that is the hash of `bytes`; none for a name without
/// a hash.
pub fn hashed_name(name: &str, bytes: &[u8]) -> Option<(String, bool)> {
    let (plain, hash) = without_hash(name)?;
    Some((plain, hash == hash_of(bytes)))
}

/// A name in two: without the hash of its content, and that hash; none for a name without one.
pub fn without_hash(name: &str) -> Option<(String, &str)> {
    let (stem, ending) = name.rsplit_once('.')?;
    let (stem, hash) = stem.rsplit_once('.')?;
    let is_hash =
        hash.len() == DIGITS && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    (is_hash && NAMED.contains(&ending)).then(|| (format!("{stem}.{ending}"), hash))
}

fn with_hash(name: &str, bytes: &[u8]) -> String {
    let hash = hash_of(bytes);
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("{stem}.{hash}.{ending}"),
        None => format!("{name}.{hash}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page, its script, and what the script loads.
    fn page<'a>(module: &'a str, instead: &[(&'a str, &'a str)]) -> Files<'a> {
        let files = [
            ("kwic-search.js", "import('./@@locales/vi.js@@'); engine('@@kwic.js@@')"),
            ("kwic.js", "new URL('@@kwic_bg.wasm@@', import.meta.url)"),
            ("kwic_bg.wasm", module),
            ("locales/vi.js", "export default {}"),
            ("article.css", "p{}"),
            ("index.html", "<script src=\"@@kwic-search.js@@\"></script>"),
        ];
        let files = files.iter().chain(instead);
        files.map(|(name, text)| ((*name).to_owned(), Cow::Borrowed(text.as_bytes()))).collect()
    }

    fn text<'a>(files: &'a NamedFiles<'_>, name: &str) -> &'a str {
        std::str::from_utf8(&files[name].bytes).unwrap()
    }

    #[test]
    fn whoever_refers_to_a_file_refers_to_its_new_name() {
        let files = named(page("module", &[]), true, Facts::default()).unwrap();
        let new = |name: &str| files[name].file.clone();
        assert_eq!(
            text(&files, "kwic-search.js"),
            format!("import('./{}'); engine('{}')", new("locales/vi.js"), new("kwic.js"))
        );
        assert!(text(&files, "kwic.js").contains(&format!("'{}'", new("kwic_bg.wasm"))));
        assert!(text(&files, "index.html").contains(&format!("\"{}\"", new("kwic-search.js"))));
        assert_eq!(new("index.html"), "index.html");
        assert!(new("article.css").starts_with("article.") && new("article.css").len() == 28);
    }

    #[test]
    fn without_hashes_the_names_are_those_that_the_documents_give() {
        let files = named(page("module", &[]), false, Facts::default()).unwrap();
        assert!(files.iter().all(|(name, named)| *name == named.file));
        assert_eq!(text(&files, "kwic-search.js"), "import('./locales/vi.js'); engine('kwic.js')");
    }

    #[test]
    fn facts_of_a_build_stand_where_their_placeholders_were() {
        let script =
            "base('@@base@@') + worker('@@worker@@') + '@@kwic.js@@' + '@@locales/vi.js@@'";
        let filled = |facts| {
            let files = named(page("module", &[("kwic-search.js", script)]), false, facts).unwrap();
            text(&files, "kwic-search.js").split(" + '").next().unwrap().to_owned()
        };
        assert_eq!(filled(Facts::default()), "base('') + worker('')");
        let facts = Facts { base: "../", in_worker: true, split: "" };
        assert_eq!(filled(facts), "base('../') + worker('on')");
    }

    #[test]
    fn a_name_in_quotes_that_is_no_placeholder_stays() {
        let script = "'kwic.js' + '@@kwic.js@@' + '@@locales/vi.js@@'";
        let files =
            named(page("module", &[("kwic-search.js", script)]), true, Facts::default()).unwrap();
        assert!(text(&files, "kwic-search.js").starts_with("'kwic.js' + 'kwic."));
    }

    #[test]
    fn a_file_that_changed_changes_the_names_of_all_that_lead_to_it_and_no_others() {
        let before = named(page("module", &[]), true, Facts::default()).unwrap();
        let after = named(page("other module", &[]), true, Facts::default()).unwrap();
        let changed: Vec<&String> = before
            .iter()
            .filter(|(name, named)| after[*name].file != named.file)
            .map(|(name, _)| name)
            .collect();
        assert_eq!(changed, ["kwic-search.js", "kwic.js", "kwic_bg.wasm"]);
    }

    #[test]
    fn a_page_that_would_look_for_a_name_that_is_gone_is_not_built() {
        let files = page("module", &[("kwic.js", "init('kwic' + '_bg.wasm')")]);
        named(files.clone(), false, Facts::default()).unwrap();
        let error = named(files, true, Facts::default()).unwrap_err().to_string();
        assert!(error.contains("`@@kwic_bg.wasm@@`") && error.contains("--hashed"), "{error}");
    }

    #[test]
    fn a_placeholder_of_a_file_that_there_is_not_is_named_with_its_file() {
        for script in ["'@@kwik.js@@'", "'@@kwik.js'"] {
            let error = named(page("module", &[("kwic.js", script)]), false, Facts::default())
                .unwrap_err()
                .to_string();
            assert!(error.contains("`kwic.js`") && error.contains("@@kwik.js"), "{error}");
        }
    }

    #[test]
    fn files_that_refer_to_each_other_have_no_hash() {
        let files = page("module", &[("locales/vi.js", "import '../@@kwic-search.js@@'")]);
        let error = named(files, true, Facts::default()).unwrap_err().to_string();
        assert!(error.contains("kwic-search.js -> locales/vi.js"), "{error}");
    }
}
