//! How a host sends a file: its type, compression, caching, and the way there.

use url::Url;

use super::answer::Answer;
use super::page::{file_name, plain_name};
use super::report::{Fault, Level, Report};

/// Bytes from which on compression is worth its while: less travels in one packet anyway.
const LARGE: usize = 1_400;
/// Seconds that a file may be kept unasked where its name says nothing of its content.
const SHORT: u64 = 60 * 60;
/// From so many seconds on it is kept past the next build for certain.
const LONG: u64 = 7 * 24 * 60 * 60;

const SCRIPT_TYPE: Fault =
    Fault::error("type", "browsers run no module of another type than that of JavaScript");
const STYLE_TYPE: Fault = Fault::warning("type", "browsers use no style sheet of another type");
const MODULE_TYPE: Fault = Fault::warning(
    "type",
    "browsers compile a module while it loads only if it has its type; otherwise the first search comes later",
);
const NOT_COMPRESSED: Fault = Fault::warning(
    "compression",
    "readers load several times as many bytes before the first search",
);
const NOT_KEPT: Fault = Fault::warning(
    "caching",
    "the name tells the content, so that a copy is good for ever, and readers load it again for nothing",
);
const KEPT_TOO_LONG: Fault = Fault::error(
    "caching",
    "after the next build, readers have some files of the old one and some of the new one, which do not fit each other",
);
const GUESSED: Fault = Fault::warning(
    "caching",
    "browsers then guess how long a copy is good, and after the next build may mix files of two builds",
);
const REDIRECTED: Fault = Fault::warning("redirect", "every reader waits for one more round trip");
const NOT_SHARED: Fault = Fault::error(
    "cors",
    "browsers give a page no script, module or index of another origin that does not allow it",
);
const NOT_SECURE: Fault =
    Fault::error("mixed-content", "a secure page loads nothing that is not secure");

/// What a file is for those who load it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Script,
    Module,
    Style,
    /// A file of a split index, which is compressed by itself.
    Block,
    Page,
    Other,
}

impl Kind {
    fn of(url: &Url) -> Kind {
        match file_name(url).rsplit_once('.').map(|name| name.1) {
            Some("js" | "mjs") => Kind::Script,
            Some("wasm") => Kind::Module,
            Some("css") => Kind::Style,
            Some("bin") => Kind::Block,
            Some("html" | "htm") | None => Kind::Page,
            _ => Kind::Other,
        }
    }
}

/// Looks at how the file at `url` came to a page at each of `pages`.
pub(crate) fn check(url: &Url, answer: &Answer, pages: &[Url], report: &mut Report) {
    let kind = Kind::of(url);
    way(url, answer, kind, pages, report);
    content_type(url, answer, kind, report);
    compression(url, answer, kind, report);
    caching(url, answer, kind, report);
}

fn content_type(url: &Url, answer: &Answer, kind: Kind, report: &mut Report) {
    let found = answer.content_type();
    let is_script = matches!(
        &*found,
        "text/javascript"
            | "application/javascript"
            | "application/x-javascript"
            | "text/ecmascript"
            | "application/ecmascript"
    );
    // Browsers want this one without parameters (<https://www.w3.org/TR/wasm-web-api-1/>).
    let whole = answer.header("content-type").unwrap_or_default().to_ascii_lowercase();
    let (fault, wanted) = match kind {
        Kind::Script if !is_script => (SCRIPT_TYPE, "text/javascript"),
        Kind::Module if whole != "application/wasm" => (MODULE_TYPE, "application/wasm"),
        Kind::Style if found != "text/css" => (STYLE_TYPE, "text/css"),
        _ => return,
    };
    let has = if found.is_empty() {
        "no content-type".to_owned()
    } else {
        format!("the content-type {whole}")
    };
    let strict = answer
        .header("x-content-type-options")
        .is_some_and(|value| value.eq_ignore_ascii_case("nosniff"));
    let strict = if strict { ", and nosniff forbids to guess" } else { "" };
    let ending = file_name(url).rsplit('.').next().unwrap_or_default();
    report.add(
        fault,
        url.as_str(),
        format!("comes with {has}{strict}"),
        format!("have the host send {wanted} for files that end with .{ending}"),
    );
}

fn compression(url: &Url, answer: &Answer, kind: Kind, report: &mut Report) {
    let is_worth_it =
        matches!(kind, Kind::Script | Kind::Module | Kind::Style) && answer.bytes.len() >= LARGE;
    let encoding = answer.header("content-encoding").unwrap_or_default();
    if is_worth_it && matches!(&*encoding, "" | "identity") {
        report.add(
            NOT_COMPRESSED,
            url.as_str(),
            "comes without compression, though br and gzip were accepted",
            "have the host send the copies that end with .br and .gz, or compress files of this type",
        );
    }
}

/// What a `cache-control` says.
#[derive(Debug, Default, PartialEq, Eq)]
struct CacheControl {
    max_age: Option<u64>,
    is_immutable: bool,
    /// Nothing is kept, or nothing without asking.
    asks: bool,
}

impl CacheControl {
    fn read(value: &str) -> CacheControl {
        let mut read = CacheControl::default();
        for part in value.split(',').map(|part| part.trim().to_ascii_lowercase()) {
            match part.split_once('=').unwrap_or((&part, "")) {
                ("max-age", seconds) => read.max_age = seconds.trim_matches('"').parse().ok(),
                ("immutable", _) => read.is_immutable = true,
                ("no-cache" | "no-store", _) => read.asks = true,
                _ => {}
            }
        }
        read
    }
}

fn caching(url: &Url, answer: &Answer, kind: Kind, report: &mut Report) {
    let is_hashed = kind == Kind::Block || plain_name(url) != file_name(url);
    let value = answer.header("cache-control");
    let said = CacheControl::read(value.as_deref().unwrap_or_default());
    let kept = if said.asks { 0 } else { said.max_age.unwrap_or_default() };
    let as_sent = value.as_deref().unwrap_or("no cache-control");
    if is_hashed {
        if kept < LONG && !said.is_immutable {
            report.add(
                NOT_KEPT,
                url.as_str(),
                format!("may be kept for a short time only ({as_sent})"),
                "have the host send cache-control: max-age=31536000, immutable for names with a hash and for the folders \
                 of a split index",
            );
        }
        return;
    }
    let mend = match kind {
        Kind::Page => "have the host send cache-control: no-cache for pages",
        _ => {
            "have the host send cache-control: no-cache for names without a hash, or build with --hashed, whose names may \
             be kept for ever"
        }
    };
    let is_guessed = value.is_none() && answer.header("last-modified").is_some();
    if is_guessed && kind != Kind::Page {
        report.add(GUESSED, url.as_str(), "comes with a date and without cache-control", mend);
    } else if kept > SHORT || (said.is_immutable && !said.asks) {
        let is_long = kept >= LONG || said.is_immutable;
        let fault = if is_long { KEPT_TOO_LONG } else { KEPT_TOO_LONG.at(Level::Warning) };
        report.add(fault, url.as_str(), format!("is kept unasked ({as_sent})"), mend);
    }
}

/// Redirects, and what one origin gets from another.
fn way(url: &Url, answer: &Answer, kind: Kind, pages: &[Url], report: &mut Report) {
    let is_secure = pages.iter().any(|page| page.scheme() == "https");
    if is_secure && answer.hops.iter().chain([&answer.url]).any(|hop| hop.scheme() == "http") {
        report.add(
            NOT_SECURE,
            url.as_str(),
            "is loaded over http by a page that came over https",
            "name it by https, or by a path without a host",
        );
        return;
    }
    let allowed = answer.header("access-control-allow-origin");
    let is_shared = |page: &Url| {
        page.origin() == answer.url.origin()
            || allowed
                .as_deref()
                .is_some_and(|it| it == "*" || it == page.origin().ascii_serialization())
    };
    if let Some(page) = pages.iter().find(|page| !is_shared(page)).filter(|_| kind != Kind::Style) {
        let where_to = match answer.hops.is_empty() {
            true => String::new(),
            false => {
                format!("is redirected to {}, which ", answer.url.origin().ascii_serialization())
            }
        };
        report.add(
            NOT_SHARED,
            url.as_str(),
            format!("{where_to}does not allow the origin {}", page.origin().ascii_serialization()),
            format!(
                "put the files onto the host of the page, or have theirs send access-control-allow-origin: {}",
                page.origin().ascii_serialization()
            ),
        );
    } else if !answer.hops.is_empty() && kind != Kind::Page {
        report.add(
            REDIRECTED,
            url.as_str(),
            format!("is redirected to {}", answer.url),
            "name the file by the address where it is",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checks(path: &str, headers: &[(&str, &str)], bytes: usize) -> Vec<(String, String)> {
        let url = Url::parse("https://a.example/").unwrap().join(path).unwrap();
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let answer = Answer {
            url: url.clone(),
            hops: Vec::new(),
            status: 200,
            headers: headers.collect(),
            bytes: vec![b'x'; bytes],
        };
        let mut report = Report::default();
        check(&url, &answer, &[Url::parse("https://a.example/docs/").unwrap()], &mut report);
        let json = serde_json::to_value(&report).unwrap();
        let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
        json["findings"]
            .as_array()
            .unwrap()
            .iter()
            .map(|finding| (text(&finding["level"]), text(&finding["check"])))
            .collect()
    }

    fn is(level: &str, check: &str) -> Vec<(String, String)> {
        vec![(level.to_owned(), check.to_owned())]
    }

    #[test]
    fn a_copy_is_kept_as_long_as_the_name_is_good_for() {
        const TYPE: (&str, &str) = ("content-type", "text/javascript; charset=utf-8");
        let script = |path: &str, value: &str| checks(path, &[TYPE, ("cache-control", value)], 10);
        for value in [
            "no-cache",
            "max-age=0, must-revalidate",
            "max-age=600",
            "no-store",
            "max-age=999999999, no-cache",
        ] {
            assert_eq!(script("kwic.js", value), [], "{value}");
        }
        assert_eq!(script("kwic.js", "public, max-age=86400"), is("warning", "caching"));
        assert_eq!(script("kwic.js", "max-age=31536000"), is("error", "caching"));
        assert_eq!(script("kwic.js", "max-age=60, immutable"), is("error", "caching"));
        assert_eq!(checks("kwic.js", &[TYPE], 10), []);
        let dated = [TYPE, ("last-modified", "Mon, 30 Nov 2026 00:00:00 GMT")];
        assert_eq!(checks("kwic.js", &dated, 10), is("warning", "caching"));
        for name in ["kwic.0123456789abcdef.js", "kwic/0123456789abcdef/a0.bin"] {
            assert_eq!(script(name, "max-age=31536000, immutable"), [], "{name}");
            assert_eq!(script(name, "no-cache"), is("warning", "caching"), "{name}");
        }
    }

    #[test]
    fn a_secure_page_loads_no_file_over_http() {
        let url = |text: &str| Url::parse(text).unwrap();
        let answer = |at: &str, hops: &[&str]| Answer {
            url: url(at),
            hops: hops.iter().map(|hop| url(hop)).collect(),
            status: 200,
            headers: Vec::new(),
            bytes: Vec::new(),
        };
        let (secure, plain) = ("https://a.example/kwic.bin", "http://a.example/kwic.bin");
        let page = [url("https://a.example/")];
        for (asked, answer) in [
            (plain, answer(plain, &[])),
            (plain, answer(secure, &[plain])),
            (secure, answer(plain, &[secure])),
        ] {
            let mut report = Report::default();
            way(&url(asked), &answer, Kind::Block, &page, &mut report);
            let json = serde_json::to_value(&report).unwrap();
            assert_eq!(json["findings"][0]["check"], "mixed-content", "{asked}");
            assert_eq!(json["errors"], 1);
        }
        let mut report = Report::default();
        way(
            &url(plain),
            &answer(plain, &[]),
            Kind::Block,
            &[url("http://a.example/")],
            &mut report,
        );
        assert_eq!(report.faults(), 0);
    }

    #[test]
    fn what_is_large_and_can_be_compressed_has_to_be() {
        let module = |more: &[(&str, &str)], bytes| {
            let always = [("content-type", "application/wasm"), ("cache-control", "no-cache")];
            checks("kwic_bg.wasm", &[&always, more].concat(), bytes)
        };
        assert_eq!(module(&[], LARGE), is("warning", "compression"));
        assert_eq!(module(&[], LARGE - 1), []);
        assert_eq!(module(&[("content-encoding", "br")], LARGE), []);
    }

    #[test]
    fn types_are_those_that_browsers_insist_on() {
        let of = |path: &str, kind: &str| {
            checks(path, &[("content-type", kind), ("cache-control", "no-cache")], 10)
        };
        for (path, kind) in [
            ("kwic.js", "text/javascript"),
            ("kwic.js", "application/javascript"),
            ("kwic_bg.wasm", "application/wasm"),
            ("kwic-search.css", "text/css; charset=utf-8"),
        ] {
            assert_eq!(of(path, kind), [], "{path}");
        }
        assert_eq!(of("kwic.js", "text/plain"), is("error", "type"));
        assert_eq!(of("kwic_bg.wasm", "application/octet-stream"), is("warning", "type"));
        assert_eq!(of("kwic_bg.wasm", "application/wasm; charset=utf-8"), is("warning", "type"));
        assert_eq!(of("kwic-search.css", "text/plain"), is("warning", "type"));
    }
}
