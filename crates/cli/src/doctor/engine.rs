//! The module of a build, its wrapper, and the index inside.

use kwic::{DocId, Index, OpenError};
use kwic_site::ModuleParts;
use url::Url;

use super::facts::Facts;
use super::report::{Fault, Level};
use super::visit::Visit;

/// Urls of articles that a host is asked for.
pub(crate) const SAMPLE: usize = 12;
/// Urls of articles that are looked for in a folder.
pub(crate) const MAX_URLS: usize = 50_000;

/// Names that wrapper and module may have for each other; ours have some dozens.
const MAX_NAMES: usize = 1_000;

const NO_MODULE: Fault =
    Fault::error("module", "no browser starts it, and the box says that its files are broken");
const DAMAGED: Fault = Fault::error("index", "searches find wrong articles, or none");
const FORMAT: Fault = Fault::warning("format", "so that the index is not looked at any further");

/// Takes a module apart; none where it is no module, which is reported unless its faults `are_told` already.
pub(crate) fn open<'m>(
    visit: &mut Visit,
    url: &Url,
    bytes: &'m [u8],
    are_told: bool,
) -> Option<ModuleParts<'m>> {
    let parts = ModuleParts::read(bytes).ok();
    if parts.is_none() && !are_told {
        visit.report.add(
            NO_MODULE,
            visit.shown(url),
            format!("is no whole module of WebAssembly ({} bytes)", bytes.len()),
            "upload the file of the build again, as bytes and not as text",
        );
    }
    parts
}

/// Whether wrapper and module are of one build, as far as their names for each other tell. `is_split`: whether the wrapper
/// is that of a split index.
pub(crate) fn fit(wrapper: &str, is_split: bool, module: &ModuleParts<'_>) -> bool {
    if module.imports.len() + module.exports.len() > MAX_NAMES {
        return false;
    }
    // What every module has and few wrappers name.
    let is_used = |name: &&str| {
        name.starts_with("__") || *name == "memory" || wrapper.contains(&format!(".{name}"))
    };
    // An optimiser numbers what is imported, and a wrapper gives no more than that.
    let numbers: Option<Vec<usize>> = module.imports.iter().map(|name| name.parse().ok()).collect();
    let next = numbers.and_then(|numbers| numbers.into_iter().max()).map(|last| last + 1);
    let gives_more = next.is_some_and(|next| has_key(wrapper, &next.to_string()));
    module.imports.iter().all(|name| has_key(wrapper, name))
        && module.exports.iter().all(is_used)
        && !gives_more
        && !(is_split && module.index.is_some())
}

/// Whether an object in a script has this key, as in `{key: …`, `,key: …` or `key(…) {`.
fn has_key(script: &str, key: &str) -> bool {
    script.match_indices(key).any(|(at, _)| {
        let before = script[..at].chars().next_back();
        let after = script[at + key.len()..].trim_start_matches(['"', '\'']).trim_start();
        before.is_some_and(|c| matches!(c, '{' | ',' | '"' | '\'') || c.is_whitespace())
            && after.starts_with([':', '('])
    })
}

/// Looks at an index inside a module. That it is damaged is not reported where that `is_told` of the module.
pub(crate) fn index(visit: &mut Visit, facts: &mut Facts, url: &Url, bytes: &[u8], is_told: bool) {
    let index = match Index::open(bytes) {
        Ok(index) => index,
        Err(error @ OpenError::Version { .. }) => {
            visit.report.add(FORMAT, visit.shown(url), error.to_string(), ANOTHER_KWIC);
            return;
        }
        Err(_) if is_told => return,
        Err(error) => {
            visit.report.add(
                DAMAGED,
                visit.shown(url),
                error.to_string(),
                "build the search again, and upload it",
            );
            return;
        }
    };
    let articles = index.info().articles;
    facts.articles = Some(articles);
    let chosen = sample(articles, if visit.site.folder().is_some() { MAX_URLS } else { SAMPLE });
    facts.urls = chosen.filter_map(|at| Some(index.article(DocId(at))?.url)).collect();
    if articles == 0 {
        empty(visit, url);
    }
}

/// What to do about an index that this program does not read.
pub(crate) const ANOTHER_KWIC: &str =
    "run the `kwic doctor` of the version that built the search, or build it again with this one";

/// Numbers of at most `most` articles, as far from each other as may be.
pub(crate) fn sample(articles: usize, most: usize) -> impl Iterator<Item = u32> {
    let count = articles.min(most);
    (0..count).map(move |at| (at * articles / count.max(1)) as u32)
}

/// Reports an index without articles.
pub(crate) fn empty(visit: &mut Visit, url: &Url) {
    visit.report.add(
        DAMAGED,
        visit.shown(url),
        "has no article",
        "build the search behind the site, over the folder that has its pages: `kwic read DIR` shows what is read",
    );
}

/// Reports a module with neither an index inside nor files beside it, unless it came by a build of its own.
pub(crate) fn without_index(visit: &mut Visit, url: &Url) {
    visit.report.add(
        FORMAT.at(Level::Warning),
        visit.shown(url),
        "holds its index in a way that this command does not see, as those of a build script of one's own do",
        "build the search with `kwic build` to have its index looked at",
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapper_and_module_fit_by_their_names() {
        let module = |imports: &[&'static str], exports: &[&'static str]| ModuleParts {
            imports: imports.to_vec(),
            exports: exports.to_vec(),
            index: None,
        };
        let small = "const e={0:e=>1,21:function(){},__proto__:null};g.search(n);g.info()";
        let long =
            "import0 = { __wbg_get_af01: function(a) {}, '__wbg_set_02': 1 }; wasm.search(x)";
        assert!(fit(
            small,
            false,
            &module(&["0", "21"], &["search", "info", "memory", "__wbindgen_malloc"])
        ));
        assert!(fit(long, false, &module(&["__wbg_get_af01", "__wbg_set_02"], &["search"])));
        assert!(!fit(small, false, &module(&["0", "1"], &["search"])));
        assert!(!fit(small, false, &module(&["0"], &["search", "supply"])));
        assert!(!fit(long, false, &module(&["__wbg_get_af02"], &["search"])));
        let more = small.replace("21:", "1:e=>2,21:");
        assert!(fit(&more, false, &module(&["0", "1", "21"], &["search"])));
        assert!(!fit(&more, false, &module(&["0"], &["search"])));
    }

    #[test]
    fn a_sample_goes_from_the_first_to_near_the_last() {
        assert_eq!(sample(3, 12).collect::<Vec<_>>(), [0, 1, 2]);
        assert_eq!(sample(100, 4).collect::<Vec<_>>(), [0, 25, 50, 75]);
        assert_eq!(sample(0, 4).count(), 0);
    }
}
