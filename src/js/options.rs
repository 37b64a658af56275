//! The options of each function, read from what JavaScript gives: an object, or a `Map`.
//!
//! An option that is unknown or of another type is an error that names it, wherever it stands:
//! inherited options are read as an object's own are. Every access that a getter or a proxy may answer
//! gives a `Result`, because what is thrown through the module leaves its stack as high as it is.
//!
//! `serde_wasm_bindgen::from_value` is not used: its errors bring the formatting of floating-point numbers,
//! in all 17 kB of module after brotli, and it neither reads inherited options nor knows unknown ones.

use js_sys::{Array, Object, Reflect, Symbol};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use super::error::CallError;
use crate::{Day, SearchOptions, Sort};

#[wasm_bindgen]
extern "C" {
    /// The names of the enumerable properties that an object has of its own. The one in `js_sys` does not
    /// catch what a proxy throws.
    #[wasm_bindgen(catch, js_namespace = Object)]
    fn keys(object: &Object) -> Result<Array, JsValue>;
}

/// An option: its name, and what reads its value into the options of type `T`.
type Known<T> = (&'static str, fn(&mut T, &JsValue) -> Result<(), Expected>);

/// What a value should have been.
type Expected = &'static str;

const SEARCH: &[Known<SearchOptions>] = &[
    ("limit", |options, value| set(&mut options.limit, count(value))),
    ("offset", |options, value| set(&mut options.offset, count(value))),
    ("prefix", |options, value| set(&mut options.prefix, flag(value))),
    ("lang", |options, value| narrow(options, "lang", value)),
    ("preferLang", |options, value| set(&mut options.prefer_lang, text(value))),
    ("source", |options, value| narrow(options, "source", value)),
    ("tag", |options, value| narrow(options, "tag", value)),
    ("filters", |options, value| filters(options, value)),
    ("after", |options, value| set(&mut options.after, day(value))),
    ("before", |options, value| set(&mut options.before, day(value))),
    ("sort", |options, value| set(&mut options.sort, order(value))),
    ("facets", |options, value| set(&mut options.facets, flag(value))),
];

const SNIPPET: &[Known<SnippetOptions>] = &[
    ("length", |options, value| set(&mut options.length, count(value))),
    ("section", |options, value| set(&mut options.section, text(value))),
];

const SUGGEST: &[Known<usize>] = &[("limit", |limit, value| set(limit, count(value)))];

/// The options of `search`.
pub fn search(given: &JsValue) -> Result<SearchOptions, CallError> {
    read(given, SEARCH, SearchOptions::default())
}

/// Characters of a passage unless told.
pub const PASSAGE: usize = 200;

/// Options of `snippet`.
#[derive(Debug)]
pub struct SnippetOptions {
    /// In characters as readers count them.
    pub length: usize,
    /// The url of a section.
    pub section: Option<String>,
}

/// The options of `snippet`.
pub fn snippet(given: &JsValue) -> Result<SnippetOptions, CallError> {
    read(given, SNIPPET, SnippetOptions { length: PASSAGE, section: None })
}

/// The `limit` of suggestions.
pub fn suggest(given: &JsValue) -> Result<usize, CallError> {
    read(given, SUGGEST, 10)
}

fn read<T>(given: &JsValue, known: &[Known<T>], mut options: T) -> Result<T, CallError> {
    let names: Vec<&'static str> = known.iter().map(|(name, _)| *name).collect();
    for (option, value) in Given::read(given, &names)? {
        let (name, reader) = known[option];
        reader(&mut options, &value).map_err(|expected| CallError::WrongType { name, expected })?;
    }
    Ok(options)
}

/// The options that are given; one that is undefined is not.
struct Given<'n> {
    /// The names that there are.
    names: &'n [&'static str],
    /// Values, each with the place of its name among the names.
    values: Vec<(usize, JsValue)>,
}

impl Given<'_> {
    fn read(given: &JsValue, names: &[&'static str]) -> Result<Vec<(usize, JsValue)>, CallError> {
        let mut options = Given { names, values: Vec::new() };
        if given.is_undefined() || given.is_null() {
            return Ok(options.values);
        }
        let Some(properties) = properties(given)? else {
            return Err(CallError::NoOptions { known: names.join(", ") });
        };
        options.add_all(&properties)?;
        Ok(options.values)
    }

    /// Adds the options that an object has or inherits. Methods and the like are not enumerable, and so are no
    /// options, unless an option has the name.
    fn add_all(&mut self, object: &Object) -> Result<(), CallError> {
        for (option, name) in self.names.iter().enumerate() {
            let value = Reflect::get(object, &JsValue::from_str(name))?;
            if !value.is_undefined() {
                self.values.push((option, value));
            }
        }
        // What every object inherits is no option.
        let top = Reflect::get_prototype_of(&Object::new())?;
        let mut holder = object.clone();
        while !holder.is_null() && holder != top {
            for key in keys(&holder)?.iter() {
                let Some(name) = key.as_string() else { continue };
                if !self.names.contains(&&*name) && !Reflect::get(object, &key)?.is_undefined() {
                    return Err(CallError::UnknownOption { name, known: self.names.join(", ") });
                }
            }
            holder = Reflect::get_prototype_of(&holder)?;
        }
        Ok(())
    }
}

/// An object itself, or the entries of a `Map` as an object; none of anything else.
fn properties(given: &JsValue) -> Result<Option<Object>, JsValue> {
    if !given.is_object() {
        return Ok(None);
    }
    // A `Map` is iterable, also one of another frame.
    let iterator = Reflect::get(given, &Symbol::iterator())?;
    Ok(match iterator.is_undefined() {
        true => Some(given.clone().unchecked_into()),
        // It throws on what is no list of names with values, such as an array of texts.
        false => Object::from_entries(given).ok(),
    })
}

/// What a getter or a proxy threw.
impl From<JsValue> for CallError {
    fn from(_: JsValue) -> CallError {
        CallError::Throws
    }
}

fn set<T>(option: &mut T, value: Result<T, Expected>) -> Result<(), Expected> {
    value.map(|value| *option = value)
}

fn count(value: &JsValue) -> Result<usize, Expected> {
    let whole = value.as_f64().filter(|number| *number >= 0.0 && number.fract() == 0.0);
    whole.map(|number| number as usize).ok_or("a whole number from 0 up")
}

fn flag(value: &JsValue) -> Result<bool, Expected> {
    value.as_bool().ok_or("true or false")
}

fn text(value: &JsValue) -> Result<Option<String>, Expected> {
    value.as_string().map(Some).ok_or("text")
}

/// One text, or several in an array.
fn texts(value: &JsValue) -> Result<Vec<String>, Expected> {
    match value.as_string() {
        Some(text) => Ok(vec![text]),
        None => list(value).ok_or("text or an array of texts"),
    }
}

fn list(value: &JsValue) -> Option<Vec<String>> {
    // Asked first, because of a proxy that was revoked `is_array` throws.
    let length = Reflect::get(value, &"length".into()).ok()?.as_f64()?;
    let text = |at| Reflect::get_u32(value, at).ok()?.as_string();
    Array::is_array(value).then(|| (0..length as u32).map(text).collect())?
}

/// One value of a name, or several.
fn narrow(options: &mut SearchOptions, name: &str, value: &JsValue) -> Result<(), Expected> {
    options.filters.push((name.to_string(), texts(value)?));
    Ok(())
}

/// Names with one value each, or with several.
fn filters(options: &mut SearchOptions, value: &JsValue) -> Result<(), Expected> {
    let mut read = || {
        let object = properties(value).ok()??;
        for key in keys(&object).ok()?.iter() {
            let value = Reflect::get(&object, &key).ok()?;
            if !value.is_undefined() {
                narrow(options, &key.as_string()?, &value).ok()?;
            }
        }
        Some(())
    };
    read().ok_or("an object of texts or arrays of texts")
}

fn day(value: &JsValue) -> Result<Option<Day>, Expected> {
    let day = value.as_string().and_then(|text| Day::parse(&text));
    day.map(Some).ok_or("a date: \"2024\", \"2024-06\" or \"2024-06-15\"")
}

fn order(value: &JsValue) -> Result<Sort, Expected> {
    match value.as_string().as_deref() {
        Some("relevance") => Ok(Sort::Relevance),
        Some("date") => Ok(Sort::Date),
        _ => Err("\"relevance\" or \"date\""),
    }
}
