//! What a page says of its search: boxes, the files that it loads, their hashes, and its policies.

use std::collections::BTreeMap;

use serde::Deserialize;
use url::Url;

use super::answer::Answer;
use super::policy::Policy;

/// Bytes of a page that are read. What a page says of its search stands before.
const MAX_BYTES: usize = 8 << 20;

/// A page that has something to do with Kwic.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) url: Url,
    /// What relative urls in it start from.
    pub(crate) base: Url,
    pub(crate) boxes: Vec<SearchBox>,
    pub(crate) loads: Vec<Loaded>,
    /// Hashes by the import map.
    pub(crate) integrity: BTreeMap<Url, String>,
    pub(crate) policies: Vec<Policy>,
    /// True where a script stands in the page itself, which may be all of a box.
    pub(crate) has_own_script: bool,
}

/// A `<kwic-search>`.
#[derive(Debug)]
pub(crate) struct SearchBox {
    /// The engine that the page names.
    pub(crate) engine: Option<Url>,
    /// What links of hits start from, where the page says so.
    pub(crate) base: Option<Url>,
    pub(crate) worker: Option<String>,
}

/// A script or a style sheet that a page loads.
#[derive(Debug)]
pub(crate) struct Loaded {
    pub(crate) url: Url,
    pub(crate) is_script: bool,
    pub(crate) integrity: Option<String>,
    pub(crate) nonce: Option<String>,
}

/// What an import map says of hashes.
#[derive(Deserialize)]
struct ImportMap {
    #[serde(default)]
    integrity: BTreeMap<String, String>,
}

impl Page {
    /// Reads a page; none where neither a box nor a file of Kwic is in it.
    pub(crate) fn read(answer: &Answer) -> Option<Page> {
        let bytes = &answer.bytes[..answer.bytes.len().min(MAX_BYTES)];
        if !bytes.windows(4).any(|bytes| bytes == b"kwic") {
            return None;
        }
        let tree = kwic_indexer::page_tree(&String::from_utf8_lossy(bytes));
        let attribute = |node: &str, name: &str| {
            tree.try_select(node)?.attr(name).map(|value| value.to_string())
        };
        let base = attribute("base[href]", "href")
            .and_then(|base| answer.url.join(&base).ok())
            .unwrap_or_else(|| answer.url.clone());
        let url = |value: Option<String>| value.and_then(|value| base.join(value.trim()).ok());
        let mut page = Page {
            url: answer.url.clone(),
            boxes: Vec::new(),
            loads: Vec::new(),
            integrity: BTreeMap::new(),
            policies: answer
                .header("content-security-policy")
                .map_or_else(Vec::new, |value| Policy::read(&value)),
            has_own_script: false,
            base: base.clone(),
        };
        for node in tree.select("kwic-search, script, link, head > meta").nodes() {
            let attribute = |name: &str| node.attr(name).map(|value| value.to_string());
            let name = node.node_name().unwrap_or_default().to_string();
            let mut load = |is_script, url: Option<Url>| {
                page.loads.extend(url.map(|url| Loaded {
                    url,
                    is_script,
                    integrity: attribute("integrity"),
                    nonce: attribute("nonce"),
                }));
            };
            match name.as_str() {
                "kwic-search" => page.boxes.push(SearchBox {
                    engine: url(attribute("engine")),
                    base: url(attribute("base")),
                    worker: attribute("worker"),
                }),
                "script" if attribute("type").as_deref() == Some("importmap") => {
                    let map = serde_json::from_str::<ImportMap>(&node.text());
                    let hashes = map.map(|map| map.integrity).unwrap_or_default();
                    page.integrity.extend(
                        hashes
                            .into_iter()
                            .filter_map(|(key, hash)| Some((base.join(&key).ok()?, hash))),
                    );
                }
                "script" => match attribute("src") {
                    Some(src) => load(true, url(Some(src))),
                    None => page.has_own_script = true,
                },
                "link" => {
                    let rel = attribute("rel").unwrap_or_default().to_ascii_lowercase();
                    let is = |wanted: &str| rel.split_ascii_whitespace().any(|word| word == wanted);
                    let is_style = is("stylesheet")
                        || (is("preload") && attribute("as").as_deref() == Some("style"));
                    let is_script = is("modulepreload")
                        || (is("preload") && attribute("as").as_deref() == Some("script"));
                    if is_style || is_script {
                        load(is_script, url(attribute("href")));
                    }
                }
                _ => {
                    let is_policy = attribute("http-equiv").is_some_and(|name| {
                        name.trim().eq_ignore_ascii_case("content-security-policy")
                    });
                    if let Some(value) = attribute("content").filter(|_| is_policy) {
                        // A `meta` has one policy; in it, commas mean nothing.
                        page.policies.extend(Policy::read(&value));
                    }
                }
            }
        }
        let has_kwic = !page.boxes.is_empty() || page.loads.iter().any(|load| is_ours(&load.url));
        has_kwic.then_some(page)
    }
}

/// The last part of a path.
pub(crate) fn file_name(url: &Url) -> &str {
    url.path().rsplit('/').next().unwrap_or_default()
}

/// The name of a file without a hash of its content.
pub(crate) fn plain_name(url: &Url) -> String {
    let name = file_name(url);
    kwic_site::without_hash(name).map_or_else(|| name.to_owned(), |(name, _)| name)
}

/// Files of a build that pages name themselves.
fn is_ours(url: &Url) -> bool {
    ["kwic-search.js", "kwic-search.css", "kwic.js"].contains(&&*plain_name(url))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(html: &str) -> Option<Page> {
        Page::read(&Answer {
            url: Url::parse("https://a.example/docs/").unwrap(),
            hops: Vec::new(),
            status: 200,
            headers: vec![("content-security-policy".into(), "img-src 'self'".into())],
            bytes: html.into(),
        })
    }

    #[test]
    fn what_a_page_says_of_its_search_is_read() {
        let page = page(
            "<!doctype html><head><base href='/sub/'>\
             <meta http-equiv=content-security-policy content=\"script-src 'self'\">\
             <script type=importmap>{\"integrity\": {\"kwic/kwic.js\": \"sha384-b\"}}</script>\
             <link rel=stylesheet href=kwic/kwic-search.css>\
             <script type=module src=kwic/kwic-search.0123456789abcdef.js integrity=sha384-a nonce=n></script></head>\
             <body><meta http-equiv=content-security-policy content=\"default-src 'none'\">\
             <kwic-search engine=kwic/kwic.js worker=on></kwic-search>",
        )
        .unwrap();
        let url = |path: &str| Url::parse("https://a.example/sub/").unwrap().join(path).unwrap();
        assert_eq!(page.policies.len(), 2, "of the header and of the head: {:?}", page.policies);
        assert_eq!(page.integrity[&url("kwic/kwic.js")], "sha384-b");
        let [style, script] = &page.loads[..] else { panic!("{:?}", page.loads) };
        assert_eq!(
            (style.url.as_str(), style.is_script),
            (url("kwic/kwic-search.css").as_str(), false)
        );
        assert_eq!(plain_name(&script.url), "kwic-search.js");
        assert_eq!(
            (script.integrity.as_deref(), script.nonce.as_deref()),
            (Some("sha384-a"), Some("n"))
        );
        let [search] = &page.boxes[..] else { panic!("{:?}", page.boxes) };
        assert_eq!(search.engine, Some(url("kwic/kwic.js")));
        assert_eq!((search.base.is_none(), search.worker.as_deref()), (true, Some("on")));
    }

    #[test]
    fn a_page_that_only_speaks_of_kwic_is_none_of_its_pages() {
        assert!(page("<p>kwic is keyword in context; <code>&lt;kwic-search></code>").is_none());
        assert!(page("<script src=/a.js></script>").is_none());
    }
}
