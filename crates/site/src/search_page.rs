//! The search page beside a finished site, whose own pages carry the box too.

use std::collections::{BTreeMap, BTreeSet};

use kwic_indexer::{Document, Documents, SearchBox, is_right_to_left};

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
pub(crate) fn search_page(documents: &Documents, own: &SearchBox, home: &str) -> String {
    let lang = &*language(documents);
    let direction = if is_right_to_left(lang) { " dir=\"rtl\"" } else { "" };
    let [search, home_name] = words(lang);
    let lang = if WORDS.iter().any(|(known, _)| *known == lang) { lang } else { "en" };
    let filters = filters(documents);
    let filters: Vec<&str> = filters.iter().map(String::as_str).collect();
    let attributes = own.attributes(&filters, false);
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
fn language(documents: &Documents) -> String {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for document in documents.iter() {
        match counts.get_mut(&document.lang) {
            Some(count) => *count += 1,
            None => _ = counts.insert(document.lang.clone(), 1),
        }
    }
    // Of equal ones the first in the alphabet.
    let most = counts.into_iter().rev().max_by_key(|(_, count)| *count);
    most.map_or_else(|| "en".to_owned(), |(lang, _)| lang)
}

fn words(lang: &str) -> [&'static str; 2] {
    let known =
        |wanted: &str| WORDS.iter().find(|(known, _)| *known == wanted).map(|(_, words)| *words);
    known(lang).or_else(|| known("en")).unwrap_or_default()
}

/// The filters that part these documents: those of every index, and the author's own.
fn filters(documents: &Documents) -> Vec<String> {
    let mut firsts: [Option<String>; 3] = Default::default();
    let mut differ = [false; 3];
    let mut dated = 0;
    for document in documents.iter() {
        let facts = [Some(&document.lang), document.source.as_ref(), document.tags.first()];
        for ((fact, first), differ) in facts.into_iter().zip(&mut firsts).zip(&mut differ) {
            if let Some(fact) = fact {
                *differ |= first.get_or_insert_with(|| fact.clone()) != fact;
            }
        }
        dated += usize::from(document.date.is_some());
    }
    let [lang, source, tag] = differ;
    let year = dated * 2 > documents.len();
    let known = [("lang", lang), ("source", source), ("tag", tag), ("year", year)];
    let known = known.into_iter().filter(|(_, is)| *is).map(|(name, _)| name.to_owned());
    known.chain(own_filters(documents)).collect()
}

/// The author's own filters that not all documents answer alike, in the order of their names.
pub(crate) fn own_filters(documents: &Documents) -> Vec<String> {
    let mut names: BTreeSet<String> = BTreeSet::new();
    for document in documents.iter() {
        names.extend(document.filters.iter().map(|(name, _)| name.clone()));
    }
    // A comma parts the names in the attribute, and an equals sign a name from what it is called.
    names.retain(|name| !name.contains([',', '=']));
    let Some(first) = documents.get(0).filter(|_| !names.is_empty()) else { return Vec::new() };
    let mut names: Vec<(String, bool)> = names.into_iter().map(|name| (name, false)).collect();
    for document in documents.iter() {
        for (name, differ) in &mut names {
            let values = |document: &Document| -> Vec<String> {
                let own = document.filters.iter().filter(|(other, _)| other == name);
                own.map(|(_, value)| value.clone()).collect()
            };
            *differ |= values(&document) != values(&first);
        }
    }
    names.into_iter().filter(|(_, differ)| *differ).map(|(name, _)| name).collect()
}
