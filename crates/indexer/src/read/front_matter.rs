//! The keys at the top of an article: YAML between `---` lines or TOML between `+++` lines.

use std::collections::BTreeMap;
use std::path::Path;

use crate::read::fields::{Fields, RawFields};
use crate::read::value::Value;
use crate::{BuildError, Place};

/// One of the two ways to write front matter.
struct Style {
    fence: &'static str,
    /// YAML may also close with the mark that ends one of its documents.
    other_end: &'static str,
    format: &'static str,
    example: &'static str,
}

const YAML: Style =
    Style { fence: "---", other_end: "...", format: "YAML", example: "title: \"A day: Hue\"" };
const TOML: Style =
    Style { fence: "+++", other_end: "+++", format: "TOML", example: "title = \"A day in Hue\"" };

/// Reads the front matter off a text whose line ends are `\n` and whose byte order mark is gone, and
/// gives the text after it. A text without front matter has no keys and is all body. The keys `wanted` are filters.
///
/// The fence has to be the very first line: an empty line above makes a plain rule of it.
pub(crate) fn read<'a>(
    text: &'a str,
    path: &Path,
    wanted: &[String],
) -> Result<(Fields, &'a str), BuildError> {
    let Some((style, block, body)) = split(text, path)? else {
        return Ok((Fields::default(), text));
    };
    let is_empty = block.lines().all(|line| {
        let line = line.trim();
        line.is_empty() || line.starts_with('#')
    });
    let fields = if is_empty {
        Fields::default()
    } else if style.format == YAML.format {
        from_yaml(block, path, wanted)?
    } else {
        from_toml(block, path, wanted)?
    };
    Ok((fields, body))
}

/// Style, text between the fences, text after them.
type Split<'a> = (&'static Style, &'a str, &'a str);

fn split<'a>(text: &'a str, path: &Path) -> Result<Option<Split<'a>>, BuildError> {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let style = match first.trim_end() {
        "---" => &YAML,
        "+++" => &TOML,
        _ => return Ok(None),
    };
    let mut start = 0;
    for line in rest.split_inclusive('\n') {
        let end = start + line.len();
        let line = line.trim_end();
        if line == style.fence || line == style.other_end {
            let (block, body) = (rest.get(..start), rest.get(end..));
            return Ok(block.zip(body).map(|(block, body)| (style, block, body)));
        }
        start = end;
    }
    Err(BuildError::UnclosedFrontMatter { place: Place::line(path, 1), fence: style.fence })
}

fn from_yaml(block: &str, path: &Path, wanted: &[String]) -> Result<Fields, BuildError> {
    let options = serde_saphyr::options! {
        with_snippet: false,
        // `lang: no` is Norwegian, and a title `Yes` is a title.
        strict_booleans: true,
    };
    let broken = |error: serde_saphyr::Error| {
        let place = match error.location() {
            Some(at) if at.line() > 0 => {
                Place::column(path, at.line() as usize + 1, at.column() as usize)
            }
            _ => Place::line(path, 2),
        };
        broken(&YAML, place, &error.to_string())
    };
    let mut raw: RawFields<serde_saphyr::Spanned<Value<'_>>> =
        serde_saphyr::from_str_with_options(block, options.clone()).map_err(broken)?;
    if !wanted.is_empty() {
        let all: BTreeMap<String, serde_saphyr::Spanned<Value<'_>>> =
            serde_saphyr::from_str_with_options(block, options).map_err(broken)?;
        raw = raw.with_filters(all, wanted);
    }
    raw.without_record_keys().check(path, |spanned| {
        let at = spanned.referenced;
        let value = match spanned.value {
            // As a number, `title: 2.10` would lose its zero.
            Value::Number(number) => Value::Number(
                source_of(block, &at.span())
                    .filter(|raw| same_number(raw, &number))
                    .unwrap_or(number),
            ),
            value => value,
        };
        (value, at.line() as usize + 1)
    })
}

/// The characters of the block that a value was read from.
fn source_of(block: &str, span: &serde_saphyr::Span) -> Option<String> {
    let start = usize::try_from(span.byte_offset()?).ok()?;
    let end = start.checked_add(usize::try_from(span.byte_len()?).ok()?)?;
    Some(block.get(start..end)?.trim().to_owned())
}

/// True when the raw text is one plain word, as numbers are, and no tag or alias.
fn same_number(raw: &str, number: &str) -> bool {
    let same = |raw: &str| {
        Some(raw.parse::<f64>().ok()?.to_bits() == number.parse::<f64>().ok()?.to_bits())
    };
    same(raw).unwrap_or(false)
}

fn from_toml(block: &str, path: &Path, wanted: &[String]) -> Result<Fields, BuildError> {
    let line_at = |offset: usize| {
        let before = block.get(..offset).unwrap_or(block);
        before.matches('\n').count() + 2
    };
    let broken = |error: toml::de::Error| {
        let place = Place::line(path, error.span().map_or(2, |span| line_at(span.start)));
        broken(&TOML, place, error.message())
    };
    let mut raw: RawFields<toml::Spanned<Value<'_>>> = toml::from_str(block).map_err(broken)?;
    if !wanted.is_empty() {
        let all: BTreeMap<String, toml::Spanned<Value<'_>>> =
            toml::from_str(block).map_err(broken)?;
        raw = raw.with_filters(all, wanted);
    }
    raw.without_record_keys().check(path, |spanned| {
        let line = line_at(spanned.span().start);
        (spanned.into_inner(), line)
    })
}

fn broken(style: &Style, place: Place, message: &str) -> BuildError {
    // Parsers count lines from the fence; the place counts them from the top of the file.
    let detail = message.split(" at line ").next().unwrap_or(message);
    BuildError::BrokenFrontMatter {
        place,
        format: style.format,
        detail: crate::infer::spacing::collapsed(detail),
        example: style.example,
        fence: style.fence,
    }
}
