//! The search page beside a finished site, whose own pages carry the box too.

use std::collections::{BTreeMap, BTreeSet};

use kwic_indexer::{Document, SearchBox, is_right_to_left};

use crate::article_page::escaped;

/// What the page says, by language; English where there is none.
const WORDS: &[(&str, [&str; 2])] = &[
    ("ar", ["بحث", "الصفحة الرئيسية"]),
    ("de", ["Suche", "Startseite"]),
    ("en", ["Search", "Home"]),
    ("es", ["Buscar", "Inicio"]),
    ("fr", ["Recherche", "Accueil"]),
    ("ja", ["検索", "ホーム"]),
    ("ru", ["Поиск", "Главная"]),
    ("vi", ["Tìm kiếm", "Trang chủ"]),
    ("zh", ["搜索", "首页"]),
];

/// The search page, in the language of most documents, with placeholders for the names of files. A link leads
/// to the top of the site, `home`. The box is set up as its author says.
pub(crate) fn search_page(documents: &[Document], own: &SearchBox, home: &str) -> String {
    let lang = language(documents);
    let direction = if is_right_to_left(lang) { " dir=\"rtl\"" } else { "" };
    let [search, home_name] = words(lang);
    let lang = if WORDS.iter().any(|(known, _)| *known == lang) { lang } else { "en" };
    let attributes = own.attributes(&filters(documents), false);
    let home = escaped(home);
    format!(
        "<!doctype html>
<html lang=\"{lang}\"{direction}>
<head>
<meta charset=\"utf-8\">
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'\">
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
<meta name=\"color-scheme\" content=\"light dark\">
<meta name=\"robots\" content=\"noindex\">
<title>{search}</title>
<link rel=\"icon\" href=\"@@icon.svg@@\" type=\"image/svg+xml\">
<link rel=\"stylesheet\" href=\"@@kwic-search.css@@\">
<link rel=\"stylesheet\" href=\"@@article.css@@\">
<script type=\"module\" src=\"@@kwic-search.js@@\"></script>
</head>
<body>
<nav><a href=\"{home}\" rel=\"home\">{home_name}</a></nav>
<main>
<h1>{search}</h1>
<kwic-search load=\"eager\" prefer-lang=\"off\"{attributes}></kwic-search>
</main>
</body>
</html>
"
    )
}

/// The language of most documents.
fn language(documents: &[Document]) -> &str {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for document in documents {
        *counts.entry(&document.lang).or_default() += 1;
    }
    // Of equal ones the first in the alphabet.
    let most = counts.into_iter().rev().max_by_key(|(_, count)| *count);
    most.map_or("en", |(lang, _)| lang)
}

fn words(lang: &str) -> [&'static str; 2] {
    let known =
        |wanted: &str| WORDS.iter().find(|(known, _)| *known == wanted).map(|(_, words)| *words);
    known(lang).or_else(|| known("en")).unwrap_or_default()
}

/// The filters that part these documents: those of every index, and the author's own.
fn filters(documents: &[Document]) -> Vec<&str> {
    let differ = |fact: fn(&Document) -> Option<&str>| {
        let mut facts = documents.iter().filter_map(fact);
        facts.next().is_some_and(|first| facts.any(|other| other != first))
    };
    let year = |document: &Document| document.date.is_some();
    let known = [
        ("lang", differ(|document| Some(document.lang.as_str()))),
        ("source", differ(|document| document.source.as_deref())),
        ("tag", differ(|document| document.tags.first().map(String::as_str))),
        ("year", documents.iter().filter(|document| year(document)).count() * 2 > documents.len()),
    ];
    let known = known.into_iter().filter(|(_, is)| *is).map(|(name, _)| name);
    known.chain(own_filters(documents)).collect()
}

/// The author's own filters that not all documents answer alike, in the order of their names.
pub(crate) fn own_filters(documents: &[Document]) -> Vec<&str> {
    let named = documents.iter().flat_map(|document| &document.filters);
    let names: BTreeSet<&str> = named.map(|(name, _)| &**name).collect();
    let differ = |name: &&str| {
        let values = |document: &Document| -> Vec<String> {
            let own = document.filters.iter().filter(|(other, _)| other == name);
            own.map(|(_, value)| value.clone()).collect()
        };
        documents.iter().any(|document| values(document) != values(&documents[0]))
    };
    // A comma parts the names in the attribute, and an equals sign a name from what it is called.
    let can_be_listed = |name: &&str| !name.contains([',', '=']);
    names.into_iter().filter(can_be_listed).filter(differ).collect()
}
