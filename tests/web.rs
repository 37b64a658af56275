//! The exports of the module inside a browser: the shapes that pages rely on, and the same hits as
//! natively.
#![cfg(target_arch = "wasm32")]

use std::collections::BTreeMap;

use js_sys::{Array, Error, Object, Reflect};
use kwic::js::exports::{info, search, snippet, suggest};
use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const HITS: &str = include_str!("golden/hits.json");

/// A plain object, as a page writes one.
fn options(value: Value) -> JsValue {
    js_sys::JSON::parse(&value.to_string()).expect("what serde writes is JSON")
}

fn get(object: &JsValue, key: &str) -> JsValue {
    assert!(object.is_object(), "{key} of {object:?}");
    Reflect::get(object, &key.into()).expect("objects answer")
}

fn text(object: &JsValue, key: &str) -> String {
    get(object, key).as_string().unwrap_or_else(|| panic!("{key} of {object:?} is a string"))
}

fn number(object: &JsValue, key: &str) -> f64 {
    get(object, key).as_f64().unwrap_or_else(|| panic!("{key} of {object:?} is a number"))
}

fn list(value: &JsValue) -> Vec<JsValue> {
    assert!(Array::is_array(value), "{value:?} is an array");
    value.unchecked_ref::<Array>().iter().collect()
}

fn keys(object: &JsValue) -> Vec<String> {
    let keys = Object::keys(object.unchecked_ref::<Object>());
    let mut keys: Vec<String> = keys.iter().filter_map(|key| key.as_string()).collect();
    keys.sort();
    keys
}

/// What an expression of JavaScript gives.
fn js(expression: &str) -> JsValue {
    js_sys::eval(&format!("({expression})"))
        .unwrap_or_else(|error| panic!("{expression}: {error:?}"))
}

fn message(result: Result<JsValue, Error>) -> String {
    result.expect_err("an error").message().into()
}

fn answer(result: Result<JsValue, Error>) -> JsValue {
    result.expect("an answer")
}

fn found(query: &str, given: JsValue) -> JsValue {
    answer(search(query, given))
}

fn ids(answer: &JsValue) -> Vec<f64> {
    list(&get(answer, "hits")).iter().map(|hit| number(hit, "id")).collect()
}

/// Text and marks of an array of pieces, each a plain object of just these two.
fn pieces(value: &JsValue) -> Vec<(String, bool)> {
    let piece = |piece: &JsValue| {
        assert_eq!(keys(piece), ["matched", "text"]);
        let matched = get(piece, "matched").as_bool().expect("matched is a boolean");
        (text(piece, "text"), matched)
    };
    list(value).iter().map(piece).collect()
}

fn is_day(date: &str) -> bool {
    let digits =
        |part: &str, length| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = date.split('-').collect();
    matches!(parts[..], [y, m, d] if digits(y, 4) && digits(m, 2) && digits(d, 2))
}

#[wasm_bindgen_test]
fn an_answer_has_the_shape_that_pages_rely_on() {
    let answer = found("hà nội", options(json!({ "limit": 10, "offset": 0 })));
    assert_eq!(keys(&answer), ["exact", "hits", "suggestion", "total"]);
    let suggestion = get(&answer, "suggestion");
    assert!(suggestion.is_null() || suggestion.is_string(), "{suggestion:?}");
    let hits = list(&get(&answer, "hits"));
    assert_eq!(hits.len(), 10);
    assert!(number(&answer, "total") >= 10.0);
    for hit in &hits {
        let expected = [
            "author",
            "breadcrumbs",
            "date",
            "filters",
            "id",
            "image",
            "lang",
            "score",
            "sections",
            "source",
            "tags",
            "title",
            "titlePieces",
            "url",
        ];
        assert_eq!(keys(hit), expected);
        assert!(keys(&get(hit, "filters")).is_empty() && list(&get(hit, "breadcrumbs")).is_empty());
        for section in list(&get(hit, "sections")) {
            assert_eq!(keys(&section), ["title", "titlePieces", "url"]);
            let title: String =
                pieces(&get(&section, "titlePieces")).into_iter().map(|p| p.0).collect();
            assert_eq!(title, text(&section, "title"));
            let own = format!("{}#", text(hit, "url"));
            assert!(text(&section, "url").starts_with(&own), "{section:?}");
        }
        assert!(list(&get(hit, "tags")).iter().all(JsValue::is_string), "{hit:?}");
        assert!(!text(hit, "url").is_empty() && !text(hit, "title").is_empty());
        assert!(["en", "vi", "ru"].contains(&text(hit, "lang").as_str()), "{hit:?}");
        let (date, source) = (get(hit, "date"), get(hit, "source"));
        assert!(date.is_null() || date.as_string().is_some_and(|d| is_day(&d)), "{date:?}");
        assert!(source.is_null() || source.is_string(), "{source:?}");
        assert_eq!(number(hit, "id").fract(), 0.0);
        let title: String = pieces(&get(hit, "titlePieces")).into_iter().map(|p| p.0).collect();
        assert_eq!(title, text(hit, "title"));
    }
    let scores: Vec<f64> = hits.iter().map(|hit| number(hit, "score")).collect();
    assert!(scores.is_sorted_by(|a, b| a >= b) && scores[9] > 0.0, "{scores:?}");
    let marked = |hit: &JsValue| pieces(&get(hit, "titlePieces")).iter().any(|piece| piece.1);
    assert!(hits.iter().any(marked), "no title is marked");
}

#[wasm_bindgen_test]
fn limit_and_offset_turn_pages() {
    let all = ids(&found("vietnam", options(json!({ "limit": 20 }))));
    assert_eq!(all.len(), 20);
    let page = |offset: usize, limit: usize| {
        ids(&found("vietnam", options(json!({ "limit": limit, "offset": offset }))))
    };
    assert_eq!(page(0, 7), all[..7]);
    assert_eq!(page(7, 7), all[7..14]);
    assert_eq!(page(5, 1), all[5..6]);
    assert!(page(0, 0).is_empty());
    assert!(page(10_000, 10).is_empty());
    assert_eq!(ids(&found("vietnam", JsValue::UNDEFINED)), all[..10]);
    assert_eq!(ids(&found("vietnam", JsValue::NULL)), all[..10]);
    assert_eq!(ids(&found("vietnam", options(json!({})))), all[..10]);
    let total =
        |limit: usize| number(&found("vietnam", options(json!({ "limit": limit }))), "total");
    assert_eq!(total(1), total(20));
}

#[wasm_bindgen_test]
fn the_last_word_goes_on_unless_told_otherwise() {
    let total = |given: JsValue| number(&found("gaz", given), "total");
    let open = total(options(json!({ "prefix": true })));
    assert_eq!(total(JsValue::UNDEFINED), open);
    // Three letters are no misspelling of anything.
    assert!(total(options(json!({ "prefix": false }))) < open);
    let first = list(&get(&found("gazpro", JsValue::UNDEFINED), "hits"))[0].clone();
    assert_eq!(text(&first, "url"), "energy/gazprom-shelf.en.html");
}

#[wasm_bindgen_test]
fn an_unknown_option_is_an_error_that_names_it() {
    let said = message(search("hanoi", options(json!({ "limt": 5 }))));
    assert!(said.contains("\"limt\"") && said.contains("limit"), "{said}");
    let said = message(snippet(0, "hanoi", options(json!({ "lenght": 5 }))));
    assert!(said.contains("\"lenght\"") && said.contains("length"), "{said}");
}

#[wasm_bindgen_test]
fn an_option_of_another_type_is_an_error() {
    for wrong in [
        json!({ "limit": "ten" }),
        json!({ "limit": -1 }),
        json!({ "limit": 1.5 }),
        json!({ "offset": true }),
        json!({ "prefix": "yes" }),
        json!({ "limit": [] }),
    ] {
        let said = message(search("hanoi", options(wrong.clone())));
        assert!(said.contains("option"), "{wrong}: {said}");
    }
    for wrong in [json!({ "length": "long" }), json!({ "length": -3 })] {
        let said = message(snippet(0, "hanoi", options(wrong.clone())));
        assert!(said.contains("option"), "{wrong}: {said}");
    }
    for no_object in [JsValue::from(5), JsValue::from("limit"), JsValue::TRUE] {
        let said = message(search("hanoi", no_object));
        assert!(said.contains("options are an object"), "{said}");
    }
}

#[wasm_bindgen_test]
fn options_may_be_a_map() {
    let given = ids(&found("vietnam", options(json!({ "limit": 3, "lang": ["vi"] }))));
    assert_eq!(given.len(), 3);
    assert_eq!(ids(&found("vietnam", js("new Map([['limit', 3], ['lang', ['vi']]])"))), given);
    assert_eq!(ids(&found("vietnam", js("new Map()"))), ids(&found("vietnam", JsValue::NULL)));
    let said = message(search("vietnam", js("new Map([['limit', 3], ['limt', 4]])")));
    assert!(said.contains("\"limt\"") && said.contains("limit, offset"), "{said}");
    let said = message(search("vietnam", js("new Map([['limit', 'three']])")));
    assert!(said.contains("\"limit\""), "{said}");
    let said = message(search("vietnam", js("new Map([[1, 2]])")));
    assert!(said.contains("\"1\"") && said.contains("limit, offset"), "{said}");
    for no_options in ["new Set(['limit'])", "['limit', 3]"] {
        let said = message(search("vietnam", js(no_options)));
        assert!(said.contains("options are an object"), "{no_options}: {said}");
    }
}

#[wasm_bindgen_test]
fn inherited_options_count_as_own_ones_do() {
    let three = ids(&found("vietnam", options(json!({ "limit": 3 }))));
    for inherited in [
        "Object.create({ limit: 3 })",
        "Object.create(Object.create(null, { limit: { value: 3, enumerable: true } }))",
        "new (class { get limit() { return 3; } })()",
        "Object.assign(Object.create({ limit: 8 }), { limit: 3 })",
        "Object.create(null, { limit: { value: 3 } })",
    ] {
        assert_eq!(ids(&found("vietnam", js(inherited))), three, "{inherited}");
    }
    let said = message(search("vietnam", js("Object.create({ limt: 3 })")));
    assert!(said.contains("\"limt\"") && said.contains("limit, offset"), "{said}");
    // What belongs to an object by its class is no option.
    let methods = "new (class { limit = 3; toString() { return 'three'; } })()";
    assert_eq!(ids(&found("vietnam", js(methods))), three);
}

#[wasm_bindgen_test]
fn an_option_that_is_undefined_is_not_given() {
    let all = ids(&found("vietnam", JsValue::UNDEFINED));
    for given in ["{ limit: undefined, after: undefined }", "new Map([['limit', undefined]])"] {
        assert_eq!(ids(&found("vietnam", js(given))), all, "{given}");
    }
}

/// Options that throw when they are read, each in another place.
const THROWING: [&str; 9] = [
    "{ get limit() { throw new Error('refused'); } }",
    "Object.create({ get limit() { throw new Error('refused'); } })",
    "new Proxy({}, { get() { throw new Error('refused'); } })",
    "new Proxy({}, { ownKeys() { throw new Error('refused'); } })",
    "new Proxy({}, { getPrototypeOf() { throw new Error('refused'); } })",
    "new Proxy({ a: 1 }, { getOwnPropertyDescriptor() { throw new Error('refused'); } })",
    "{ *[Symbol.iterator]() { throw new Error('refused'); } }",
    "(() => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy; })()",
    "new Map([[{ toString() { throw new Error('refused'); } }, 1]])",
];

#[wasm_bindgen_test]
fn what_options_throw_is_an_error_of_the_call() {
    for throwing in THROWING {
        let said = message(search("vietnam", js(throwing)));
        assert!(said.starts_with("the options throw") || said.starts_with("options are"), "{said}");
    }
    for throwing in [
        "{ lang: new Proxy(['en'], { get() { throw new Error('refused'); } }) }",
        "{ tag: { *[Symbol.iterator]() { yield 'a'; throw new Error('refused'); } } }",
    ] {
        let said = message(search("vietnam", js(throwing)));
        assert!(said.contains("text or an array of texts"), "{said}");
    }
}

#[wasm_bindgen_test]
fn an_answer_is_as_before_after_thousands_of_errors() {
    let before = ids(&found("vietnam", JsValue::UNDEFINED));
    let throwing = THROWING.map(js);
    for _ in 0..2_000 {
        for options in &throwing {
            message(search("vietnam", options.clone()));
        }
        message(search("vietnam", options(json!({ "limt": 5 }))));
        message(snippet(u32::MAX, "vietnam", JsValue::UNDEFINED));
    }
    assert_eq!(ids(&found("vietnam", JsValue::UNDEFINED)), before);
}

#[wasm_bindgen_test]
fn what_is_absent_is_null_and_never_undefined() {
    let all = found("vietnam", options(json!({ "limit": 1000, "prefix": true })));
    let hits = list(&get(&all, "hits"));
    for field in ["date", "source"] {
        assert!(hits.iter().all(|hit| !get(hit, field).is_undefined()), "{field}");
    }
    assert!(get(&found("vietnam", JsValue::UNDEFINED), "suggestion").is_null());
    let misspelt = found("gazprm", JsValue::UNDEFINED);
    assert_eq!(text(&misspelt, "suggestion"), "Gazprom");
}

#[wasm_bindgen_test]
fn answers_are_plain_objects_that_json_keeps() {
    let plain = js("(value) => JSON.stringify(value) === JSON.stringify(structuredClone(value))");
    let plain: &js_sys::Function = plain.unchecked_ref();
    let facets = options(json!({ "facets": true }));
    for answer in [found("vietnam", facets), answer(info())] {
        assert_eq!(plain.call1(&JsValue::NULL, &answer), Ok(JsValue::TRUE));
        assert!(Object::get_prototype_of(&answer) == Object::get_prototype_of(&Object::new()));
    }
}

#[wasm_bindgen_test]
fn filters_are_options_of_one_name_or_several() {
    let langs = |given: Value| -> Vec<String> {
        let mut given = given;
        given["limit"] = json!(1000);
        let mut langs: Vec<String> = list(&get(&found("vietnam", options(given)), "hits"))
            .iter()
            .map(|hit| text(hit, "lang"))
            .collect();
        langs.sort();
        langs.dedup();
        langs
    };
    assert_eq!(langs(json!({ "lang": "vi" })), ["vi"]);
    assert_eq!(langs(json!({ "lang": ["vi", "ru"] })), ["ru", "vi"]);
    assert_eq!(langs(json!({ "lang": [] })), ["en", "ru", "vi"]);
    assert!(langs(json!({ "lang": "ja" })).is_empty());
    assert!(langs(json!({ "source": "nobody at all" })).is_empty());
    assert!(langs(json!({ "tag": ["nothing", "at all"] })).is_empty());
    assert!(langs(json!({ "after": "2024", "before": "2024" })).is_empty());
}

/// Values and counts of each facet.
fn facets(facets: &JsValue) -> BTreeMap<String, Vec<(String, f64)>> {
    assert_eq!(keys(facets), ["lang", "source", "tag", "year"]);
    let count = |count: JsValue| {
        assert_eq!(keys(&count), ["count", "value"]);
        (text(&count, "value"), number(&count, "count"))
    };
    let facet = |key: String| {
        let counts = list(&get(facets, &key)).into_iter().map(count).collect();
        (key, counts)
    };
    keys(facets).into_iter().map(facet).collect()
}

#[wasm_bindgen_test]
fn facets_count_all_hits_when_asked_for() {
    let answer = found("vietnam", options(json!({ "facets": true, "limit": 1 })));
    assert_eq!(keys(&answer), ["exact", "facets", "hits", "suggestion", "total"]);
    let counts = facets(&get(&answer, "facets"));
    let total: f64 = counts["lang"].iter().map(|count| count.1).sum();
    assert_eq!(total, number(&answer, "total"));
    for (lang, count) in &counts["lang"] {
        let of_language = found("vietnam", options(json!({ "lang": lang })));
        assert_eq!(number(&of_language, "total"), *count, "{lang}");
    }
}

#[wasm_bindgen_test]
fn the_newest_come_first_when_asked_for() {
    let given = options(json!({ "sort": "date", "after": "1990", "limit": 1000 }));
    let hits = list(&get(&found("vietnam", given), "hits"));
    let dates: Vec<String> = hits.iter().map(|hit| text(hit, "date")).collect();
    assert!(dates.len() > 1 && dates.is_sorted_by(|a, b| a >= b), "{dates:?}");
    let best = ids(&found("vietnam", JsValue::UNDEFINED));
    assert_eq!(ids(&found("vietnam", options(json!({ "sort": "relevance" })))), best);
}

#[wasm_bindgen_test]
fn a_date_of_another_form_is_an_error_that_names_the_option_and_the_form() {
    for (option, value) in [
        ("after", json!("2024-13")),
        ("before", json!("15.06.2024")),
        ("after", json!("")),
        ("before", json!(2024)),
    ] {
        let mut given = json!({});
        given[option] = value;
        let said = message(search("hanoi", options(given)));
        assert!(said.contains(option) && said.contains("2024-06-15"), "{said}");
    }
    let said = message(search("hanoi", options(json!({ "sort": "newest" }))));
    assert!(said.contains("\"sort\"") && said.contains("relevance"), "{said}");
    for wrong in [json!({ "lang": 5 }), json!({ "tag": ["sea", 5] }), json!({ "source": {} })] {
        let said = message(search("hanoi", options(wrong)));
        assert!(said.contains("text or an array of texts"), "{said}");
    }
}

#[wasm_bindgen_test]
fn a_snippet_is_pieces_of_the_length_asked_for() {
    let query = "vietnam";
    for id in ids(&found(query, JsValue::UNDEFINED)) {
        let shown = |given: JsValue| pieces(&answer(snippet(id as u32, query, given)));
        let length = |given: JsValue| {
            let text: String = shown(given).into_iter().map(|piece| piece.0).collect();
            text.chars().count()
        };
        assert!(shown(JsValue::UNDEFINED).iter().any(|piece| piece.1), "article {id}");
        // The demo's letters are one character each.
        assert!(length(JsValue::UNDEFINED) <= 200 && length(JsValue::UNDEFINED) > 60);
        assert!(length(options(json!({ "length": 50 }))) <= 50);
        assert!(
            length(options(json!({ "length": 50 }))) < length(options(json!({ "length": 300 })))
        );
        assert!(length(options(json!({ "length": 300 }))) <= 300);
    }
}

#[wasm_bindgen_test]
fn a_snippet_of_an_unknown_article_is_an_error_that_says_which_there_are() {
    let articles = number(&answer(info()), "articles") as u32;
    for id in [articles, articles + 1, u32::MAX] {
        let said = message(snippet(id, "hanoi", JsValue::UNDEFINED));
        assert!(said.contains(&id.to_string()), "{said}");
        assert!(said.contains(&format!("from 0 to {}", articles - 1)), "{said}");
    }
    answer(snippet(articles - 1, "hanoi", JsValue::UNDEFINED));
}

#[wasm_bindgen_test]
fn suggestions_are_whole_queries_in_an_array() {
    let suggested = |query: &str, given: JsValue| -> Vec<String> {
        let suggested = list(&answer(suggest(query, given)));
        suggested.iter().map(|text| text.as_string().expect("a string")).collect()
    };
    assert_eq!(suggested("gazpr", JsValue::UNDEFINED), ["gazprom"]);
    assert_eq!(suggested("hà n", JsValue::NULL)[0], "hà nội");
    let all = suggested("v", options(json!({})));
    assert_eq!(all.len(), 10);
    assert_eq!(suggested("v", options(json!({ "limit": 3 }))), all[..3]);
    for query in ["", " ", "hà ", "lang:v", "東"] {
        assert!(suggested(query, JsValue::UNDEFINED).is_empty(), "{query:?}");
    }
    let said = message(suggest("v", options(json!({ "limt": 3 }))));
    assert!(said.contains("\"limt\"") && said.contains("limit"), "{said}");
}

#[wasm_bindgen_test]
fn info_tells_the_figures_of_the_index() {
    let info = answer(info());
    assert_eq!(keys(&info), ["articles", "bytes", "facets", "languages", "terms", "version"]);
    let counts = facets(&get(&info, "facets"));
    let articles: f64 = counts["lang"].iter().map(|count| count.1).sum();
    assert_eq!(articles, number(&info, "articles"));
    let languages = list(&get(&info, "languages"));
    let languages: Vec<String> = languages.iter().filter_map(JsValue::as_string).collect();
    assert_eq!(languages, ["en", "ru", "vi"]);
    assert!(number(&info, "articles") > 20.0 && number(&info, "terms") > 1_000.0);
    assert_eq!(number(&info, "bytes"), kwic::embedded::index().len() as f64);
    assert_eq!(text(&info, "version"), env!("CARGO_PKG_VERSION"));
}

/// What the browser is asked for, of every character that it knows.
#[wasm_bindgen_test]
fn the_browser_knows_characters_as_native_code_does() {
    let unknown = js_sys::RegExp::new("\\p{Cn}", "u");
    let mut compared = 0;
    for c in ('\0'..=char::MAX).filter(|c| !c.is_ascii()) {
        let decomposed: String = std::iter::once(c).nfkd().collect();
        let lower: String = decomposed.chars().flat_map(char::to_lowercase).collect();
        if lower == c.to_string() || unknown.test(&c.to_string()) {
            continue;
        }
        let browser = js_sys::JsString::from(c.to_string()).normalize("NFKD");
        assert_eq!(String::from(browser.clone()), decomposed, "U+{:04X}", c as u32);
        let browser = browser.to_lower_case();
        assert_eq!(String::from(browser.clone()), lower, "U+{:04X}", c as u32);
        let composed: String = lower.nfc().collect();
        assert_eq!(String::from(browser.normalize("NFC")), composed, "U+{:04X}", c as u32);
        compared += 1;
    }
    assert!(compared > 5_000, "{compared} characters");
}

#[wasm_bindgen_test]
fn five_hundred_queries_have_the_same_hits_as_natively() {
    let golden: Vec<Value> = serde_json::from_str(HITS).expect("tests/golden/hits.json is JSON");
    assert_eq!(golden.len(), 500);
    let clock = web_sys::window().and_then(|window| window.performance());
    let now = || clock.as_ref().map_or(0.0, web_sys::Performance::now);
    let mut times = Vec::new();
    for expected in &golden {
        let query = expected["query"].as_str().expect("a query");
        let started = now();
        let answer = found(query, JsValue::UNDEFINED);
        times.push(now() - started);
        let hits = expected["hits"].as_array().expect("hits");
        let native: Vec<f64> = hits.iter().filter_map(|hit| hit["id"].as_f64()).collect();
        assert_eq!(ids(&answer), native, "{query}");
        assert_eq!(Some(number(&answer, "total")), expected["total"].as_f64(), "{query}");
        for (hit, native) in list(&get(&answer, "hits")).iter().zip(hits) {
            let native: f64 =
                native["score"].as_str().and_then(|s| s.parse().ok()).expect("a score");
            let score = number(hit, "score");
            assert!((score - native).abs() <= 1e-5 * native.abs(), "{query}: {score} {native}");
        }
    }
    times.sort_by(f64::total_cmp);
    console_log!(
        "search with its titles, {} queries: median {:.2} ms, slowest {:.2} ms",
        times.len(),
        times[times.len() / 2],
        times[times.len() - 1]
    );
}

#[wasm_bindgen_test]
fn an_empty_query_finds_nothing() {
    for query in ["", " ", "\n\t", "\"\"", "-", "…", "*"] {
        let answer = found(query, JsValue::UNDEFINED);
        assert_eq!(number(&answer, "total"), 0.0, "{query:?}");
        assert!(list(&get(&answer, "hits")).is_empty(), "{query:?}");
    }
}

#[wasm_bindgen_test]
fn odd_strings_do_not_throw() {
    let strings = [
        "\u{0}\u{1}\u{2}".to_owned(),
        "👨\u{200d}👩\u{200d}👧 🇻🇳".into(),
        "\u{feff}\u{202e}hanoi\u{200b}".into(),
        "e\u{301}\u{301}\u{301}".into(),
        "\"\"\"\"".into(),
        "title: lang: after:x before:9999-99-99 -".into(),
        "OR OR OR".into(),
        "<script>alert(1)</script> <b>".into(),
        "' OR 1=1; --".into(),
        "x".repeat(10_000),
        "東京".repeat(3_000),
        "việt nam gazprom ".repeat(2_000),
    ];
    for string in strings {
        let answered = found(&string, JsValue::UNDEFINED);
        assert!(number(&answered, "total") >= 0.0);
        pieces(&answer(snippet(0, &string, JsValue::UNDEFINED)));
    }
}
