//! The functions of the module, as JavaScript calls them.
//!
//! An error crosses the boundary as a value and is thrown behind it. What is thrown inside the module
//! leaves its stack as high as it is, and after some thousands of errors no stack would be left.

use js_sys::Error;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use super::error::CallError;
use super::{options, session};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("kwic.d.ts");

/// The best articles for a query.
///
/// # Errors
/// On an unknown option, on an option of another type, and where there is no index.
#[wasm_bindgen(skip_typescript)]
pub fn search(query: &str, options: JsValue) -> Result<JsValue, Error> {
    let answer = options::search(&options)
        .and_then(|options| session::search(query, &options, |answer| serialized(&answer)))?;
    Ok(answer?)
}

/// The best passage of the article with a hit's `id`.
///
/// # Errors
/// As [`search`], and for an article that there is not.
#[wasm_bindgen(skip_typescript)]
pub fn snippet(id: u32, query: &str, options: JsValue) -> Result<JsValue, Error> {
    crossed(options::snippet(&options).and_then(|options| session::snippet(id, query, &options)))
}

/// Completions of the last word of a query.
///
/// # Errors
/// As [`search`].
#[wasm_bindgen(skip_typescript)]
pub fn suggest(query: &str, options: JsValue) -> Result<JsValue, Error> {
    crossed(options::suggest(&options).and_then(|limit| session::suggest(query, limit)))
}

/// Figures about the index.
///
/// # Errors
/// Where there is no index.
#[wasm_bindgen(skip_typescript)]
pub fn info() -> Result<JsValue, Error> {
    crossed(session::info())
}

fn crossed(answer: Result<impl Serialize, CallError>) -> Result<JsValue, Error> {
    Ok(serialized(&answer?)?)
}

fn serialized(answer: &impl Serialize) -> Result<JsValue, JsValue> {
    Ok(answer.serialize(&Serializer::json_compatible())?)
}

/// Opens a split index by its root.
///
/// # Errors
/// Where the bytes are no root that this engine reads.
#[cfg(feature = "split")]
#[wasm_bindgen(skip_typescript)]
pub fn open(root: Vec<u8>) -> Result<(), Error> {
    Ok(session::open(root)?)
}

/// Adds a file of a split index, by its name.
///
/// # Errors
/// Where no index is open.
#[cfg(feature = "split")]
#[wasm_bindgen(skip_typescript)]
pub fn supply(name: &str, bytes: Vec<u8>) -> Result<(), Error> {
    Ok(session::supply(name, bytes)?)
}

/// The names of the files without which the last answers are not whole.
///
/// # Errors
/// Where no index is open.
#[cfg(feature = "split")]
#[wasm_bindgen(skip_typescript)]
pub fn missing() -> Result<Vec<String>, Error> {
    Ok(session::missing()?)
}
