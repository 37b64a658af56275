//! A value of front matter or of a record before anyone decided what it should be.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// Accepts whatever YAML, TOML or JSON can say, so that a wrong type becomes an error of ours, with
/// the key and the mend, and not one of the parser's.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value<'a> {
    Null,
    Flag(bool),
    Number(String),
    Text(Cow<'a, str>),
    List(Vec<Value<'a>>),
    /// Keys that are text or numbers, with their values.
    Table(Vec<(String, Value<'a>)>),
}

impl Value<'_> {
    /// Text or a number, as text.
    fn into_text(self) -> String {
        match self {
            Value::Text(text) => text.into_owned(),
            Value::Number(number) => number,
            _ => String::new(),
        }
    }

    /// What an author calls it.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Value::Null => "nothing",
            Value::Flag(_) => "true or false",
            Value::Number(_) => "a number",
            Value::Text(_) => "text",
            Value::List(_) => "a list",
            Value::Table(_) => "a table of keys and values",
        }
    }
}

/// The key under which the `toml` crate hands over its native dates.
const TOML_DATE: &str = "$__toml_private_datetime";

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Value<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Value<'de>, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value<'de>, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<Value<'de>, D::Error> {
        Value::deserialize(inner)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value<'de>, E> {
        Ok(Value::Flag(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value<'de>, E> {
        Ok(Value::Number(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value<'de>, E> {
        Ok(Value::Number(value.to_string()))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Value<'de>, E> {
        Ok(Value::Number(value.to_string()))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Value<'de>, E> {
        Ok(Value::Number(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value<'de>, E> {
        Ok(Value::Number(value.to_string()))
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Value<'de>, E> {
        Ok(Value::Text(Cow::Borrowed(value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value<'de>, E> {
        Ok(Value::Text(Cow::Owned(value.to_owned())))
    }

    fn visit_string<E>(self, value: String) -> Result<Value<'de>, E> {
        Ok(Value::Text(Cow::Owned(value)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value<'de>, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value<'de>, A::Error> {
        let mut date = None;
        let mut table = Vec::new();
        // Keys are values too: YAML allows `1: one`, and a foreign table must not break the article.
        while let Some(key) = entries.next_key::<Value<'de>>()? {
            if matches!(&key, Value::Text(key) if key == TOML_DATE) {
                date = Some(entries.next_value::<String>()?);
            } else {
                let value = entries.next_value()?;
                if let Value::Text(_) | Value::Number(_) = key {
                    table.push((key.into_text(), value));
                }
            }
        }
        Ok(date.map_or(Value::Table(table), |date| Value::Text(Cow::Owned(date))))
    }
}

impl<'de> Deserialize<'de> for Value<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}
