//! What a search server has to know of the fields of an article before it takes one.
use kwic_indexer::Documents;
use serde_json::{Value, json};

use crate::args::Server;

/// Languages in scripts other than Latin for which Typesense has rules of its own. Without one of them it tells capital letters of
/// these scripts from small ones; with one, words in Latin script are found as before.
const LOCALES: [&str; 14] =
    ["be", "bg", "el", "fa", "ja", "kk", "ko", "mk", "mn", "ru", "sr", "th", "uk", "zh"];

/// The schema of a collection or an index for these articles, as the server takes it.
pub(super) fn of(server: Server, name: &str, documents: &Documents) -> Value {
    match server {
        Server::Typesense => typesense(name, locale(documents)),
        Server::Elasticsearch => elasticsearch(),
    }
}

/// The language among [`LOCALES`] that most articles have; none where no article has one.
fn locale(documents: &Documents) -> &'static str {
    let number = |locale: &str| documents.iter().filter(|document| document.lang == locale).count();
    let numbers = LOCALES.map(|locale| (number(locale), locale));
    match numbers.into_iter().max_by_key(|(number, _)| *number) {
        Some((1.., locale)) => locale,
        _ => "",
    }
}

fn typesense(name: &str, locale: &str) -> Value {
    let field = |name: &str, kind: &str| json!({ "name": name, "type": kind, "optional": true, "locale": locale });
    let facet = |name: &str, kind: &str| json!({ "name": name, "type": kind, "optional": true, "facet": true });
    json!({
        "name": name,
        // Words with these between them are found by either half.
        "token_separators": ["-", "/", "'", "."],
        "fields": [
            { "name": "title", "type": "string", "locale": locale },
            field("section_titles", "string[]"),
            field("section_texts", "string[]"),
            field("summary", "string"),
            field("aside", "string"),
            field("author", "string"),
            facet("lang", "string"),
            facet("source", "string"),
            facet("tags", "string[]"),
            facet("year", "string"),
            facet("filters", "string[]"),
            { "name": "day", "type": "int32", "optional": true, "sort": true },
        ],
    })
}

fn elasticsearch() -> Value {
    let text = json!({ "type": "text", "analyzer": "folded" });
    let keyword = json!({ "type": "keyword" });
    let stored = json!({ "type": "keyword", "index": false, "doc_values": false });
    json!({
        "settings": {
            "analysis": {
                "analyzer": {
                    "folded": {
                        "type": "custom",
                        "tokenizer": "standard",
                        "filter": ["lowercase", "asciifolding"],
                    },
                },
            },
        },
        "mappings": {
            "dynamic": false,
            "properties": {
                "title": text,
                "section_titles": text,
                "section_texts": text,
                "summary": text,
                "aside": text,
                "author": text,
                "lang": keyword,
                "source": keyword,
                "tags": keyword,
                "year": keyword,
                "filters": keyword,
                "day": { "type": "integer" },
                "url": stored,
                "image": stored,
            },
        },
    })
}

#[cfg(test)]
mod tests {
    use kwic_indexer::Document;

    use super::*;

    #[test]
    fn what_the_filters_of_the_box_count_is_a_facet() {
        let schema = of(Server::Typesense, "articles", &Documents::new());
        let fields = schema["fields"].as_array().unwrap();
        let facets: Vec<&Value> = fields
            .iter()
            .filter(|field| field["facet"] == true)
            .map(|field| &field["name"])
            .collect();
        assert_eq!(facets, ["lang", "source", "tags", "year", "filters"]);
        let properties =
            &of(Server::Elasticsearch, "articles", &Documents::new())["mappings"]["properties"];
        for facet in facets {
            assert_eq!(properties[facet.as_str().unwrap()]["type"], "keyword");
        }
    }

    #[test]
    fn the_script_of_the_articles_decides_by_whose_rules_words_are_taken() {
        let article = |lang: &str| Document { lang: lang.into(), ..Document::default() };
        let among = |languages: &[&str]| {
            let documents: Documents = languages.iter().map(|lang| article(lang)).collect();
            of(Server::Typesense, "articles", &documents)["fields"][0]["locale"].clone()
        };
        assert_eq!(among(&["en", "vi", "de"]), "");
        assert_eq!(among(&["en", "en", "en", "ru", "el", "el"]), "el");
        assert_eq!(among(&[]), "");
    }
}
