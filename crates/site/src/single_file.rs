//! The search page with all that it needs in one file, which works from a disk too.
//!
//! Nothing is asked for when such a page runs, so that it works where pages may ask for nothing. Its script
//! comes bundled: the wrapper of the module, the element and the script of the page, and in it a placeholder
//! that takes the module as base64.

use std::borrow::Cow;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha384};

use crate::error::SiteError;
use crate::files::{Files, HOME, MODULE, STYLE};
use crate::fingerprint::{MARK, Named, NamedFiles};

/// The script of the page, all in one.
const SCRIPT: &str = "page.js";

/// Tags of the page, up to the name of the file that they ask for, and behind it.
const STYLE_TAG: (&str, &str) = ("<link rel=\"stylesheet\" href=\"@@", "@@\">");
const ICON: (&str, &str) = ("<link rel=\"icon\" href=\"@@", "@@\"");
const SCRIPT_TAG: (&str, &str) = ("<script type=\"module\" src=\"@@", "@@\"></script>");
const POLICY: (&str, &str) = ("<meta http-equiv=\"Content-Security-Policy\" content=\"", "\"");

/// The search page with everything inside, and the style sheet that the pages of articles refer to.
///
/// `files` are those of the plain form with the index in the module, `inside` the script and the style sheets
/// that stand inside the page.
///
/// # Errors
///
/// A file that is missing, a text that would end the tag that it stands in, and a page that asks for a file
/// in a way that is not known here.
pub(crate) fn named<'a>(
    mut files: Files<'a>,
    inside: &Files<'_>,
) -> Result<NamedFiles<'a>, SiteError> {
    let page = page(&files, inside)?.into_bytes();
    let style = files.remove(STYLE).ok_or_else(|| SiteError::EngineFile(STYLE.to_owned()))?;
    let files = [(HOME, Cow::Owned(page)), (STYLE, style)];
    Ok(files.map(|(name, bytes)| (name.to_owned(), Named { file: name.to_owned(), bytes })).into())
}

fn page(files: &Files<'_>, inside: &Files<'_>) -> Result<String, SiteError> {
    let mut styles = Vec::new();
    let html = replaced(text(files, HOME)?, STYLE_TAG, |name| {
        let (tag, hash) = tag("style", "", text(inside, name)?)?;
        styles.push(hash);
        Ok(tag)
    })?;
    let html = replaced(&html, ICON, |name| {
        let icon = BASE64_STANDARD.encode(bytes(files, name)?);
        Ok(format!("<link rel=\"icon\" href=\"data:image/svg+xml;base64,{icon}\""))
    })?;
    let (script, hash) = tag("script", " type=\"module\"", &script(files, inside)?)?;
    let html = replaced(&html, POLICY, |content| {
        let (before, after) = POLICY;
        Ok(format!("{before}{}{after}", policy(content, std::slice::from_ref(&hash), &styles)))
    })?;
    asks_for_no_file(&replaced(&html, SCRIPT_TAG, |_| Ok(String::new()))?)?;
    // One script instead of all, where the first of them was.
    let mut script = Some(script);
    replaced(&html, SCRIPT_TAG, |_| Ok(script.take().unwrap_or_default()))
}

/// The script with the module in the place of its placeholder.
fn script(files: &Files<'_>, inside: &Files<'_>) -> Result<String, SiteError> {
    let script = text(inside, SCRIPT)?;
    let placeholder = format!("{MARK}{MODULE}{MARK}");
    match script.split(&placeholder).collect::<Vec<_>>()[..] {
        [before, after] => {
            let module = BASE64_STANDARD.encode(bytes(files, MODULE)?);
            Ok(format!("{before}{module}{after}"))
        }
        ref parts => Err(SiteError::SingleFile(format!(
            "its script has the placeholder `{placeholder}` {} times and not once",
            parts.len() - 1
        ))),
    }
}

/// An element that holds a text as it is, and the hash by which a policy allows it.
fn tag(name: &str, attributes: &str, text: &str) -> Result<(String, String), SiteError> {
    let lower = text.to_ascii_lowercase();
    if lower.contains(&format!("</{name}")) || lower.contains("<!--") {
        return Err(SiteError::SingleFile(format!(
            "a <{name}> of it holds a text that would end it"
        )));
    }
    let hash = BASE64_STANDARD.encode(Sha384::digest(text));
    Ok((format!("<{name}{attributes}>{text}</{name}>"), format!("'sha384-{hash}'")))
}

/// The policy of the page, for what now stands inside it.
fn policy(content: &str, scripts: &[String], styles: &[String]) -> String {
    let mut directives: Vec<(&str, Vec<String>)> = content
        .split(';')
        .map(|directive| {
            let mut words = directive.split_whitespace();
            (words.next().unwrap_or_default(), words.map(str::to_owned).collect())
        })
        .collect();
    let pictures = ["data:".to_owned()];
    let instead: [(&str, &[String]); 4] = [
        ("script-src", scripts),
        ("style-src", styles),
        ("img-src", &pictures),
        ("connect-src", &[]),
    ];
    for (name, sources) in instead {
        let position = directives.iter().position(|(other, _)| *other == name);
        let position = position.unwrap_or_else(|| {
            directives.push((name, Vec::new()));
            directives.len() - 1
        });
        let former = std::mem::take(&mut directives[position].1);
        let others = former.into_iter().filter(|source| source != "'self'" && source != "'none'");
        let now: Vec<String> = sources.iter().cloned().chain(others).collect();
        directives[position].1 = if now.is_empty() { vec!["'none'".to_owned()] } else { now };
    }
    let directive = |(name, sources): &(&str, Vec<String>)| {
        std::iter::once(*name)
            .chain(sources.iter().map(String::as_str))
            .collect::<Vec<_>>()
            .join(" ")
    };
    directives.iter().map(directive).collect::<Vec<_>>().join("; ")
}

/// The text with every `before`, name, `after` replaced by what is made of the name.
fn replaced(
    text: &str,
    (before, after): (&str, &str),
    mut make: impl FnMut(&str) -> Result<String, SiteError>,
) -> Result<String, SiteError> {
    let mut parts = text.split(before);
    let mut result = parts.next().unwrap_or_default().to_owned();
    let mut found = false;
    for part in parts {
        let (name, rest) = part.split_once(after).ok_or_else(|| {
            SiteError::SingleFile(format!("`{before}` is not followed by `{after}`"))
        })?;
        result.push_str(&make(name)?);
        result.push_str(rest);
        found = true;
    }
    if found { Ok(result) } else { Err(SiteError::SingleFile(format!("it has no `{before}`"))) }
}

/// Refuses a page that would ask for a file in a way that is not known here.
fn asks_for_no_file(html: &str) -> Result<(), SiteError> {
    for tag in html.split('<').filter_map(|part| part.split_once('>')).map(|(tag, _)| tag) {
        let loads = ["script", "link", "img"].iter().any(|name| tag.starts_with(name));
        let asks =
            |attribute: &str| tag.split(attribute).skip(1).any(|value| !value.starts_with("data:"));
        if tag.contains(MARK) || loads && (asks(" src=\"") || asks(" href=\"")) {
            return Err(SiteError::SingleFile(format!("it asks for a file by `<{tag}>`")));
        }
    }
    Ok(())
}

fn bytes<'a>(files: &'a Files<'_>, name: &str) -> Result<&'a [u8], SiteError> {
    files.get(name).map(|bytes| &**bytes).ok_or_else(|| SiteError::EngineFile(name.to_owned()))
}

fn text<'a>(files: &'a Files<'_>, name: &str) -> Result<&'a str, SiteError> {
    std::str::from_utf8(bytes(files, name)?).map_err(|_| SiteError::EngineText(name.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::tests::engine;

    fn page_of(instead: &[(&str, &str)]) -> Result<String, SiteError> {
        let engine = engine(instead);
        let files = named(engine.with_index(b"an index")?, engine.single_file())?;
        assert_eq!(files.keys().collect::<Vec<_>>(), ["article.css", "index.html"]);
        Ok(String::from_utf8(files[HOME].bytes.to_vec()).unwrap())
    }

    #[test]
    fn one_file_holds_script_styles_picture_and_module_and_asks_for_nothing() {
        let page = page_of(&[]).unwrap();
        assert_eq!(page.matches("<script").count(), 1, "{page}");
        assert!(
            page.contains("<style>a{color:red}</style>\n<style>b{color:red}</style>"),
            "{page}"
        );
        assert!(page.contains("href=\"data:image/svg+xml;base64,PHN2Zy8+\" type="), "{page}");
        assert!(page.contains("start(\"AGFzbQEAAAA"), "{page}");
        assert!(!page.contains(MARK), "{page}");
    }

    #[test]
    fn the_policy_allows_what_stands_inside_and_no_request() {
        let page = page_of(&[]).unwrap();
        let hash =
            |text: &str| format!("'sha384-{}'", BASE64_STANDARD.encode(Sha384::digest(text)));
        let (_, script) = page.split_once("<script type=\"module\">").unwrap();
        let script = hash(script.split_once("</script>").unwrap().0);
        let styles = [hash("a{color:red}"), hash("b{color:red}")].join(" ");
        let policy = format!(
            "content=\"default-src 'none'; script-src {script} 'wasm-unsafe-eval'; style-src {styles}; \
             connect-src 'none'; img-src data:; require-trusted-types-for 'script'\""
        );
        assert!(page.contains(&policy), "{page}");
    }

    #[test]
    fn a_text_that_would_end_its_element_is_refused() {
        for text in ["'</SCRIPT>' + '@@kwic_bg.wasm@@'", "'<!--' + '@@kwic_bg.wasm@@'"] {
            let error = page_of(&[("single-file/page.js", text)]).unwrap_err().to_string();
            assert!(error.contains("<script>"), "{error}");
        }
    }

    #[test]
    fn a_page_that_asks_for_a_file_in_another_way_is_refused_with_the_tag() {
        let engine = engine(&[]);
        let files = engine.with_index(&[]).unwrap();
        let home = text(&files, HOME).unwrap();
        for tag in ["img alt=\"\" src=\"a.png\"", "link rel=\"preload\" href=\"@@kwic.js@@\""] {
            let home = format!("{home}<{tag}>");
            let error = page_of(&[("site/index.html", &home)]).unwrap_err().to_string();
            assert!(error.contains(tag), "{error}");
        }
    }
}
