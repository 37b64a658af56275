//! The keys that front matter and records share, and what each may hold.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use super::link;
use super::own_filters::{clash, settle};
use crate::infer::{calendar, language};
use crate::read::value::Value;
use crate::{BuildError, Place};

/// The keys as a parser found them. `V` is a [`Value`], with its position where the parser tells.
/// Other keys are left alone: site generators have many of their own.
#[derive(Deserialize)]
#[serde(expecting = "keys and values", bound(deserialize = "V: Deserialize<'de>"))]
pub(crate) struct RawFields<V> {
    #[serde(default = "none")]
    id: Option<V>,
    #[serde(default = "none")]
    title: Option<V>,
    #[serde(default = "none")]
    date: Option<V>,
    #[serde(default = "none")]
    url: Option<V>,
    #[serde(default = "none")]
    lang: Option<V>,
    #[serde(default = "none")]
    source: Option<V>,
    #[serde(default = "none")]
    author: Option<V>,
    #[serde(default = "none")]
    tags: Option<V>,
    #[serde(default = "none")]
    description: Option<V>,
    #[serde(default = "none_of_any")]
    filters: Option<BTreeMap<String, V>>,
    #[serde(default = "none")]
    draft: Option<V>,
    #[serde(default = "none")]
    body: Option<V>,
    #[serde(default = "none")]
    format: Option<V>,
}

fn none<V>() -> Option<V> {
    None
}

fn none_of_any<V>() -> Option<BTreeMap<String, V>> {
    None
}

/// The keys, checked. Absent, null and empty are one and the same.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Fields {
    pub(crate) id: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) date: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) lang: Option<String>,
    pub(crate) source: Option<String>,
    pub(crate) author: Option<String>,
    pub(crate) tags: Vec<String>,
    pub(crate) description: Option<String>,
    /// Name and value of each of the author's own filters.
    pub(crate) filters: Vec<(String, String)>,
    pub(crate) draft: bool,
    pub(crate) body: Option<String>,
    /// True when the body of a record is Markdown.
    pub(crate) is_markdown: bool,
    /// True when `title` or `body` stands there, if only empty: what makes an object a record.
    pub(crate) is_article: bool,
}

impl<V> RawFields<V> {
    /// No key at all.
    pub(crate) fn none() -> Self {
        RawFields {
            id: None,
            title: None,
            date: None,
            url: None,
            lang: None,
            source: None,
            author: None,
            tags: None,
            description: None,
            filters: None,
            draft: None,
            body: None,
            format: None,
        }
    }

    /// The place for the value of a key; none for keys that are left alone.
    pub(crate) fn key(&mut self, name: &str) -> Option<&mut Option<V>> {
        match name {
            "id" => Some(&mut self.id),
            "title" => Some(&mut self.title),
            "date" => Some(&mut self.date),
            "url" => Some(&mut self.url),
            "lang" => Some(&mut self.lang),
            "source" => Some(&mut self.source),
            "author" => Some(&mut self.author),
            "tags" => Some(&mut self.tags),
            "description" => Some(&mut self.description),
            "draft" => Some(&mut self.draft),
            "body" => Some(&mut self.body),
            "format" => Some(&mut self.format),
            _ => None,
        }
    }

    /// Front matter has no body of its own, and what generators call `id` there is theirs.
    pub(crate) fn without_record_keys(self) -> Self {
        RawFields { id: None, body: None, format: None, ..self }
    }

    /// Adds own filters of the keys that are filters, as the settings say, to those that it has.
    pub(crate) fn with_filters(mut self, all: BTreeMap<String, V>, wanted: &[String]) -> Self {
        let wanted = all.into_iter().filter(|(name, _)| wanted.contains(name));
        self.filters.get_or_insert_default().extend(wanted);
        self
    }

    /// Checks every key. `locate` takes a value apart into itself and its line.
    pub(crate) fn check<'a>(
        self,
        path: &Path,
        locate: impl Fn(V) -> (Value<'a>, usize),
    ) -> Result<Fields, BuildError> {
        let key = |name: &'static str, value: Option<V>| {
            let (value, line) = match value {
                Some(value) => locate(value),
                None => (Value::Null, 0),
            };
            FieldValue { name, value, path, line }
        };
        let is_article = self.title.is_some() || self.body.is_some();
        let mut filters = Vec::new();
        for (name, value) in self.filters.into_iter().flatten() {
            let name = crate::infer::spacing::collapsed(&name);
            let value = key("filters", Some(value));
            if let Some((why, mend)) = clash(&name) {
                return Err(BuildError::FilterName { place: value.place(), name, why, mend });
            }
            let values = value.values()?;
            filters.extend(values.into_iter().map(|value| (name.clone(), value)));
        }
        let mut fields = Fields {
            filters: Vec::new(),
            id: key("id", self.id).text("text or a number, for example id: 7")?,
            title: key("title", self.title).line("text, for example title: \"A day in Hue\"")?,
            date: key("date", self.date).date()?,
            url: key("url", self.url).url()?,
            lang: key("lang", self.lang).lang()?,
            source: key("source", self.source).line("text, for example source: \"Kwic\"")?,
            author: key("author", self.author).names()?,
            tags: key("tags", self.tags).tags()?,
            description: key("description", self.description)
                .line("text, for example description: \"What to see in Hue\"")?,
            draft: key("draft", self.draft).flag()?,
            body: key("body", self.body).text("text, its paragraphs parted by empty lines")?,
            is_markdown: key("format", self.format).format()?,
            is_article,
        };
        let Fields { tags, source, lang, .. } = &mut fields;
        fields.filters = settle(filters, tags, source, lang);
        Ok(fields)
    }
}

/// One key on its way to being checked.
struct FieldValue<'a, 'p> {
    name: &'static str,
    value: Value<'a>,
    path: &'p Path,
    line: usize,
}

impl FieldValue<'_, '_> {
    fn place(&self) -> Place {
        Place::line(self.path, self.line)
    }

    fn wrong(&self, value: &Value<'_>, expected: &'static str) -> BuildError {
        BuildError::WrongType { place: self.place(), key: self.name, found: value.name(), expected }
    }

    /// Text as it stands, white space and all.
    fn text(self, expected: &'static str) -> Result<Option<String>, BuildError> {
        match self.value {
            Value::Null => Ok(None),
            Value::Text(text) if text.trim().is_empty() => Ok(None),
            Value::Text(text) => Ok(Some(text.into_owned())),
            Value::Number(number) => Ok(Some(number)),
            ref other => Err(self.wrong(other, expected)),
        }
    }

    /// The format of a body: plain text, which it also is by itself, or Markdown.
    fn format(self) -> Result<bool, BuildError> {
        const EXPECTED: &str = "\"markdown\", or \"text\", which it is where nothing is said";
        match &self.value {
            Value::Null => Ok(false),
            Value::Text(text) => match &*text.trim().to_ascii_lowercase() {
                "markdown" | "md" => Ok(true),
                "text" | "plain" | "" => Ok(false),
                _ => Err(self.wrong(&self.value, EXPECTED)),
            },
            other => Err(self.wrong(other, EXPECTED)),
        }
    }

    /// Text on one line.
    fn line(self, expected: &'static str) -> Result<Option<String>, BuildError> {
        let text = self.text(expected)?;
        Ok(text.map(|text| crate::infer::spacing::collapsed(&text)).filter(|text| !text.is_empty()))
    }

    /// One text, or several in a list.
    fn list(self, expected: &'static str) -> Result<Vec<String>, BuildError> {
        let Value::List(items) = &self.value else {
            return Ok(self.line(expected)?.into_iter().collect());
        };
        let mut texts = Vec::new();
        for item in items {
            match item {
                Value::Null => {}
                Value::Text(text) => texts.push(crate::infer::spacing::collapsed(text)),
                Value::Number(number) => texts.push(number.clone()),
                other => return Err(self.wrong(other, expected)),
            }
        }
        texts.retain(|text| !text.is_empty());
        Ok(texts)
    }

    fn names(self) -> Result<Option<String>, BuildError> {
        let names = self.list("text, for example author: \"Lan Anh\"")?;
        Ok(if names.is_empty() { None } else { Some(names.join(", ")) })
    }

    fn tags(self) -> Result<Vec<String>, BuildError> {
        let in_one = matches!(self.value, Value::Text(_));
        let tags = self.list("a list or one text, for example tags: [sea, trade]")?;
        if !in_one {
            return Ok(tags);
        }
        let parts = tags.iter().flat_map(|tags| tags.split(',')).map(str::trim);
        Ok(parts.filter(|tag| !tag.is_empty()).map(str::to_owned).collect())
    }

    /// The values of a filter.
    fn values(self) -> Result<Vec<String>, BuildError> {
        match self.value {
            Value::Flag(flag) => Ok(vec![flag.to_string()]),
            _ => self.list("text, a number or a list, for example filters: {version: 2}"),
        }
    }

    fn flag(self) -> Result<bool, BuildError> {
        match self.value {
            Value::Null => Ok(false),
            Value::Flag(flag) => Ok(flag),
            ref other => Err(self.wrong(other, "true or false, without quotes")),
        }
    }

    fn date(self) -> Result<Option<String>, BuildError> {
        let place = self.place();
        let Some(value) = self.line("year-month-day, for example date: 2025-01-13")? else {
            return Ok(None);
        };
        match calendar::day_of(&value) {
            Some(day) => Ok(Some(day)),
            None => Err(BuildError::UnknownDate { place, value }),
        }
    }

    fn lang(self) -> Result<Option<String>, BuildError> {
        let place = self.place();
        let Some(value) = self.line("a language code, for example lang: vi")? else {
            return Ok(None);
        };
        match language::primary_subtag(&value) {
            Some(lang) => Ok(Some(lang)),
            None => Err(BuildError::UnknownLanguage { place, value }),
        }
    }

    fn url(self) -> Result<Option<String>, BuildError> {
        let place = self.place();
        let Some(value) = self.line("text, for example url: \"/trips/hue.html\"")? else {
            return Ok(None);
        };
        if link::runs_code(&value) {
            return Err(BuildError::UnsafeUrl { place, value });
        }
        Ok(Some(value))
    }
}
