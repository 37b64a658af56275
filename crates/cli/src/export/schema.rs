//! What a search server has to know of the fields of an article before it takes one.
use serde_json::{Value, json};

use crate::args::Server;

/// The schema of a collection or an index, as the server takes it.
pub(super) fn of(server: Server, name: &str) -> Value {
    match server {
        Server::Typesense => typesense(name),
        Server::Elasticsearch => elasticsearch(),
    }
}

fn typesense(name: &str) -> Value {
    let field = |name: &str, kind: &str| json!({ "name": name, "type": kind, "optional": true });
    let facet = |name: &str, kind: &str| {
        json!({ "name": name, "type": kind, "optional": true, "facet": true })
    };
    json!({
        "name": name,
        // Words with these between them are found by either half.
        "token_separators": ["-", "/", "'", "."],
        "fields": [
            { "name": "title", "type": "string" },
            field("section_titles", "string[]"),
            field("section_texts", "string[]"),
            field("summary", "string"),
            field("aside", "string"),
            field("author", "string"),
            facet("lang", "string"),
            facet("source", "string"),
            facet("tags", "string[]"),
            facet("year", "string"),
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
                "day": { "type": "integer" },
                "url": stored,
                "image": stored,
            },
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_filters_of_the_box_count_is_a_facet() {
        let schema = of(Server::Typesense, "articles");
        let fields = schema["fields"].as_array().unwrap();
        let facets: Vec<&Value> =
            fields.iter().filter(|field| field["facet"] == true).map(|field| &field["name"]).collect();
        assert_eq!(facets, ["lang", "source", "tags", "year"]);
        let properties = &of(Server::Elasticsearch, "articles")["mappings"]["properties"];
        for facet in facets {
            assert_eq!(properties[facet.as_str().unwrap()]["type"], "keyword");
        }
    }
}
