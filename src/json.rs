//! JSON, written by hand: one text that the platform reads at once crosses into JavaScript several times as
//! fast as objects that are put together there value by value.

use kwic_core::decimal::push_decimal;
use kwic_core::text::slice;

/// A value in the making. Members of objects and arrays follow each other through [`Json::next`].
#[derive(Debug)]
pub(crate) struct Json(pub String);

impl Json {
    /// With room for an answer of usual size.
    pub(crate) fn new() -> Json {
        Json(String::with_capacity(4096))
    }

    /// A comma, unless a value begins here.
    fn next(&mut self) {
        if !matches!(self.0.as_bytes().last(), None | Some(b'{' | b'[' | b':')) {
            self.0.push(',');
        }
    }

    /// Begins a member of an object. A key is an identifier.
    pub(crate) fn key(&mut self, key: &str) -> &mut Json {
        self.next();
        self.0.push('"');
        self.0.push_str(key);
        self.0.push_str("\":");
        self
    }

    /// An object or an array of what `write` writes, between these two brackets.
    pub(crate) fn within(&mut self, brackets: [char; 2], write: &mut dyn FnMut(&mut Json)) {
        self.next();
        self.0.push(brackets[0]);
        write(self);
        self.0.push(brackets[1]);
    }

    pub(crate) fn text(&mut self, text: &str) {
        self.next();
        self.0.push('"');
        let mut rest = text;
        let is_special = |byte: u8| byte < b' ' || byte == b'"' || byte == b'\\';
        while let Some(at) = rest.bytes().position(is_special) {
            self.0.push_str(slice(rest, 0..at));
            // Articles have no control characters, and their records may.
            let code = usize::from(rest.as_bytes()[at]);
            let digit = |number: usize| char::from(b"0123456789abcdef"[number % 16]);
            self.0.push_str("\\u00");
            self.0.push(digit(code / 16));
            self.0.push(digit(code));
            rest = slice(rest, at + 1..rest.len());
        }
        self.0.push_str(rest);
        self.0.push('"');
    }

    pub(crate) fn text_or_null(&mut self, text: Option<&str>) {
        match text {
            Some(text) => self.text(text),
            None => self.raw("null"),
        }
    }

    /// `true`, `false`, `null` or a number, as JSON has it.
    pub(crate) fn raw(&mut self, value: &str) {
        self.next();
        self.0.push_str(value);
    }

    pub(crate) fn count(&mut self, count: usize) {
        self.next();
        push_decimal(&mut self.0, count, 1);
    }

    /// A number from 0 up, to nine places.
    pub(crate) fn number(&mut self, number: f64) {
        let whole = number as u32;
        let places = (number - f64::from(whole)) * 1e9;
        self.count(whole as usize);
        self.0.push('.');
        push_decimal(&mut self.0, places as usize, 9);
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    proptest! {
        #[test]
        fn values_are_read_back(texts: Vec<String>, count: u32, number in 0f64..1000.0, flag: bool) {
            let mut json = Json::new();
            json.within(['{', '}'], &mut |json| {
                json.key("texts").within(['[', ']'], &mut |json| {
                    texts.iter().for_each(|text| json.text(text));
                });
                json.key("count").count(count as usize);
                json.key("none").text_or_null(None);
                json.key("flag").raw(if flag { "true" } else { "false" });
                json.key("number").number(number);
            });
            let mut read: Value = serde_json::from_str(&json.0).expect("JSON");
            let near = read["number"].take().as_f64().expect("a number");
            prop_assert!((near - number).abs() <= 2e-9, "{} {}", near, number);
            let expected =
                json!({ "texts": texts, "count": count, "none": null, "flag": flag, "number": null });
            prop_assert_eq!(read, expected);
        }
    }

    #[test]
    fn control_characters_are_escaped() {
        let mut json = Json::new();
        json.text("\u{1}\u{1f}\n\"\\");
        assert_eq!(json.0, r#""\u0001\u001f\u000a\u0022\u005c""#);
    }
}
