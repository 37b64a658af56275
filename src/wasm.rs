//! The boundary to JavaScript: `search`, `suggest`, `snippet` and `info` over the embedded index.
//! Everything that crosses it is plain objects and text, never HTML.

use std::sync::{Mutex, OnceLock, PoisonError};

use kwic_core::decimal::decimal;
use kwic_core::text::slice;
use wasm_bindgen::prelude::*;

use crate::expand::concept::Expanded;
use crate::json::Json;
use crate::snippet::highlighter::Highlighter;
use crate::{Day, DocId, Index, Query, SearchOptions, Searcher, Sort, embedded};

#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("wasm.d.ts");

/// What a function answers, as JSON; or the message of the error that it throws.
type Answer = Result<String, String>;

/// The functions as JavaScript calls them.
mod exports {
    use super::*;

    /// What is asked of the platform: it parses what was written for it, and knows what an
    /// object has. `js-sys` declares most of it too, and brings code for all that it declares.
    #[wasm_bindgen]
    extern "C" {
        pub type Array;

        pub type Error;

        #[wasm_bindgen(constructor)]
        fn new(message: &str) -> Error;

        /// Throws what a getter throws.
        #[wasm_bindgen(js_namespace = Object, catch)]
        pub fn entries(object: &JsValue) -> Result<Array, JsValue>;

        #[wasm_bindgen(static_method_of = Array)]
        pub fn of(value: &JsValue) -> Array;

        /// Throws what a proxy throws.
        #[wasm_bindgen(method, catch)]
        pub fn flat(this: &Array) -> Result<Array, JsValue>;

        /// Undefined beyond the last.
        #[wasm_bindgen(method)]
        pub fn shift(this: &Array) -> JsValue;

        #[wasm_bindgen(method, getter)]
        pub fn length(this: &Array) -> usize;

        #[wasm_bindgen(js_namespace = JSON)]
        fn parse(json: &str) -> JsValue;
    }

    /// What is thrown here leaves the stack as high as it is, and after some thousands of errors there would be
    /// none left. So an error crosses, and is thrown behind the boundary.
    fn parsed(answer: Answer) -> Result<JsValue, Error> {
        answer.map(|json| parse(&json)).map_err(|message| Error::new(&message))
    }

    #[wasm_bindgen(skip_typescript)]
    pub fn search(query: &str, options: JsValue) -> Result<JsValue, Error> {
        parsed(super::search(query, options))
    }

    #[wasm_bindgen(skip_typescript)]
    pub fn snippet(id: u32, query: &str, options: JsValue) -> Result<JsValue, Error> {
        parsed(super::snippet(id, query, options))
    }

    #[wasm_bindgen(skip_typescript)]
    pub fn suggest(query: &str, options: JsValue) -> Result<JsValue, Error> {
        parsed(super::suggest(query, options))
    }

    #[wasm_bindgen(skip_typescript)]
    pub fn info() -> Result<JsValue, Error> {
        parsed(super::info())
    }
}

/// The names of the options of `search`.
const OPTIONS: &str = "limit, offset, prefix, lang, source, tag, after, before, sort, facets";

/// Searches. `options` may have what [`SearchOptions`] has; any other is an error that names it.
pub fn search(query: &str, options: JsValue) -> Answer {
    let mut wanted = SearchOptions::default();
    read_options(&options, OPTIONS, &mut |key, value| match key {
        "limit" => set(&mut wanted.limit, count(value)),
        "offset" => set(&mut wanted.offset, count(value)),
        "prefix" => set(&mut wanted.prefix, value.as_bool().ok_or("true or false")),
        "lang" => set(&mut wanted.lang, texts(value)),
        "source" => set(&mut wanted.source, texts(value)),
        "tag" => set(&mut wanted.tag, texts(value)),
        "after" => set(&mut wanted.after, day(value)),
        "before" => set(&mut wanted.before, day(value)),
        "facets" => set(&mut wanted.facets, value.as_bool().ok_or("true or false")),
        "sort" => set(&mut wanted.sort, order(value)),
        _ => Err(""),
    })?;
    let searcher = index()?.searcher();
    Ok(with_expanded(searcher, query, wanted.prefix, &mut |expanded, highlighter| {
        let found = searcher.search_expanded(expanded, &wanted);
        written(OBJECT, &mut |json| {
            json.key("hits").within(ARRAY, &mut |json| {
                for hit in &found.hits {
                    let title = searcher.title(hit.doc);
                    let marked = highlighter.title_runs(&title);
                    let Some(article) = searcher.article(hit.doc, title.text) else { continue };
                    json.within(OBJECT, &mut |json| {
                        json.key("id").count(hit.doc.0 as usize);
                        json.key("url").text(&article.url);
                        json.key("title").text(&article.title);
                        json.key("titlePieces").within(ARRAY, &mut |json| {
                            for (range, matched) in &marked {
                                piece(json, slice(&article.title, range.clone()), *matched);
                            }
                        });
                        json.key("lang").text(article.lang);
                        json.key("date").text_or_null(article.date.as_deref());
                        json.key("source").text_or_null(article.source);
                        json.key("tags").within(ARRAY, &mut |json| {
                            article.tags.iter().for_each(|tag| json.text(tag));
                        });
                        json.key("score").number(hit.score);
                    });
                }
            });
            json.key("total").count(found.total);
            json.key("suggestion").text_or_null(found.suggestion.as_deref());
            if let Some(found) = &found.facets {
                facets(json.key("facets"), found);
            }
        })
    }))
}

/// The best passage of the article with a hit's `id`. `options` may have `length` in characters
/// as readers count them (200).
pub fn snippet(id: u32, query: &str, options: JsValue) -> Answer {
    let mut length = 200;
    read_options(&options, "length", &mut |key, value| match key {
        "length" => set(&mut length, count(value)),
        _ => Err(""),
    })?;
    let searcher = index()?.searcher();
    let documents = searcher.unread().meta().documents;
    if id >= documents {
        let last = documents.saturating_sub(1);
        return Err([
            "there is no article ",
            &decimal(id as usize, 1),
            ": ids go from 0 to ",
            &decimal(last as usize, 1),
        ]
        .concat());
    }
    Ok(with_expanded(searcher, query, true, &mut |_, highlighter| {
        let found = searcher.snippet_with(highlighter, DocId(id), length);
        written(ARRAY, &mut |json| {
            found.iter().for_each(|found| piece(json, &found.text, found.matched));
        })
    }))
}

/// Completions of the last word of a query. `options` may have `limit` (10).
pub fn suggest(query: &str, options: JsValue) -> Answer {
    let mut limit = 10;
    read_options(&options, "limit", &mut |key, value| match key {
        "limit" => set(&mut limit, count(value)),
        _ => Err(""),
    })?;
    let searcher = index()?.searcher();
    Ok(written(ARRAY, &mut |json| {
        searcher.suggest(query, limit).iter().for_each(|suggested| json.text(suggested));
    }))
}

/// Figures about the index.
pub fn info() -> Answer {
    let info = index()?.info();
    Ok(written(OBJECT, &mut |json| {
        json.key("articles").count(info.articles);
        json.key("terms").count(info.terms);
        json.key("languages").within(ARRAY, &mut |json| {
            info.languages.iter().for_each(|language| json.text(language));
        });
        facets(json.key("facets"), &info.facets);
        json.key("bytes").count(info.bytes);
        json.key("version").text(info.version);
    }))
}

const OBJECT: [char; 2] = ['{', '}'];
const ARRAY: [char; 2] = ['[', ']'];

/// An object or an array of what `write` writes.
fn written(brackets: [char; 2], write: &mut dyn FnMut(&mut Json)) -> String {
    let mut json = Json::new();
    json.within(brackets, write);
    json.0
}

fn facets(json: &mut Json, facets: &crate::Facets) {
    let lists = [
        ("lang", &facets.lang),
        ("source", &facets.source),
        ("tag", &facets.tag),
        ("year", &facets.year),
    ];
    json.within(OBJECT, &mut |json| {
        for (name, counts) in lists {
            json.key(name).within(ARRAY, &mut |json| {
                for count in counts {
                    json.within(OBJECT, &mut |json| {
                        json.key("value").text(&count.value);
                        json.key("count").count(count.count);
                    });
                }
            });
        }
    });
}

/// A piece of text, marked or not; an empty one is none.
fn piece(json: &mut Json, text: &str, matched: bool) {
    if !text.is_empty() {
        json.within(OBJECT, &mut |json| {
            json.key("text").text(text);
            json.key("matched").raw(if matched { "true" } else { "false" });
        });
    }
}

fn index() -> Result<&'static Index<'static>, String> {
    static INDEX: OnceLock<Index<'static>> = OnceLock::new();
    if let Some(index) = INDEX.get() {
        return Ok(index);
    }
    let index = Index::open_unchecked(embedded::index()).map_err(|e| e.message())?;
    Ok(INDEX.get_or_init(|| index))
}

/// Text of a query, whether its last word may go on, what it stands for, and what highlights that.
type LastQuery = (String, bool, Expanded, Highlighter);

/// The last query is kept: a page asks for snippets of the hits it just got.
fn with_expanded(
    searcher: &Searcher<'_>,
    query: &str,
    prefix: bool,
    answer: &mut dyn FnMut(&Expanded, &Highlighter) -> String,
) -> String {
    static LAST: Mutex<Option<LastQuery>> = Mutex::new(None);
    let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    if !last.as_ref().is_some_and(|last| last.0 == query && last.1 == prefix) {
        let expanded = searcher.expand(&Query::parse(query), prefix);
        let highlighter = searcher.highlighter(&expanded);
        *last = Some((query.to_string(), prefix, expanded, highlighter));
    }
    match &*last {
        Some((_, _, expanded, highlighter)) => answer(expanded, highlighter),
        None => {
            let expanded = Expanded::default();
            answer(&expanded, &searcher.highlighter(&expanded))
        }
    }
}

/// Gives each option to `take`, which says what the value should be, or nothing for a key that
/// it does not know.
fn read_options(
    options: &JsValue,
    known: &str,
    take: &mut dyn FnMut(&str, &JsValue) -> Result<(), &'static str>,
) -> Result<(), String> {
    if options.is_undefined() || options.is_null() {
        return Ok(());
    }
    if !options.is_object() {
        return Err(["options are an object with any of: ", known].concat());
    }
    let entries = exports::entries(options).and_then(|entries| entries.flat());
    let Ok(entries) = entries else { return Err("the options throw when they are read".into()) };
    while entries.length() > 0 {
        let (key, value) = (entries.shift().as_string().unwrap_or_default(), entries.shift());
        if value.is_undefined() {
            continue;
        }
        if let Err(expected) = take(&key, &value) {
            return Err(match expected {
                "" => ["unknown option \"", &key, "\"; there are: ", known].concat(),
                _ => ["option \"", &key, "\" has to be ", expected].concat(),
            });
        }
    }
    Ok(())
}

fn set<T>(place: &mut T, value: Result<T, &'static str>) -> Result<(), &'static str> {
    value.map(|value| *place = value)
}

fn count(value: &JsValue) -> Result<usize, &'static str> {
    match value.as_f64() {
        Some(number) if number >= 0.0 && libm::trunc(number) == number && number.is_finite() => {
            Ok(number as usize)
        }
        _ => Err("a whole number from 0 up"),
    }
}

/// One text, or several in an array.
fn texts(value: &JsValue) -> Result<Vec<String>, &'static str> {
    let mut texts = Vec::new();
    let all = exports::Array::of(value).flat().map_err(|_| "text or an array of texts")?;
    while all.length() > 0 {
        texts.push(all.shift().as_string().ok_or("text or an array of texts")?);
    }
    Ok(texts)
}

fn day(value: &JsValue) -> Result<Option<Day>, &'static str> {
    let day = value.as_string().and_then(|text| Day::parse(&text));
    day.map(Some).ok_or("a date: \"2024\", \"2024-06\" or \"2024-06-15\"")
}

fn order(value: &JsValue) -> Result<Sort, &'static str> {
    match value.as_string().as_deref() {
        Some("relevance") => Ok(Sort::Relevance),
        Some("date") => Ok(Sort::Date),
        _ => Err("\"relevance\" or \"date\""),
    }
}
