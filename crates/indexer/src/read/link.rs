//! Urls of articles: made from paths, checked for schemes, resolved to pages.

use std::path::{Component, Path};

/// The url of the page of a file: the path with `/` between its parts and `.html` for its ending.
/// Characters that a link cannot hold as they are become `%` and two digits; letters of every
/// script stay, because browsers show and follow them.
pub(crate) fn of_file(relative: &Path) -> String {
    let renamed = relative.with_extension("html");
    let mut url = String::new();
    for part in renamed.components() {
        if let Component::Normal(name) = part {
            if !url.is_empty() {
                url.push('/');
            }
            url.push_str(&encoded(&name.to_string_lossy()));
        }
    }
    url
}

/// The text with what would end or bend a link written as `%` and two digits.
pub(crate) fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        // A colon in the first part would make a scheme of it, and browsers read `\` as `/`.
        let bends = character.is_control()
            || character.is_whitespace()
            || matches!(character, '#' | '?' | '%' | ':' | '\\' | '"' | '<' | '>');
        if bends {
            let mut bytes = [0; 4];
            for byte in character.encode_utf8(&mut bytes).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        } else {
            out.push(character);
        }
    }
    out
}

/// The text with `%` and two digits read back as bytes; `None` if they are not UTF-8.
pub(crate) fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let digits = digits.filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(decoded) if byte == b'%' => {
                bytes.push(decoded);
                rest = after.get(2..).unwrap_or_default();
            }
            _ => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).ok()
}

/// The scheme of a url, as a browser finds it: it ignores white space and control characters.
pub fn scheme(url: &str) -> Option<String> {
    let seen: String = url.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    let (scheme, _) = seen.split_once(':')?;
    let valid = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    valid.then(|| scheme.to_ascii_lowercase())
}

/// True for urls that run code or carry their own page instead of leading to one.
pub(crate) fn runs_code(url: &str) -> bool {
    scheme(url).is_some_and(|scheme| matches!(&*scheme, "javascript" | "data" | "vbscript"))
}

/// The file, as path parts below the output folder, that a web server looks for when a relative url
/// is asked for; `None` when the url leads elsewhere or to a part of a page.
pub fn page_of(url: &str) -> Option<Vec<String>> {
    if url.is_empty()
        || url.starts_with("//")
        || scheme(url).is_some()
        || url.contains(['#', '?', '\\'])
    {
        return None;
    }
    let url = url.strip_prefix('/').unwrap_or(url);
    let mut parts = Vec::new();
    for part in url.split('/') {
        let part = decoded(part)?;
        match &*part {
            "" | "." => {}
            ".." => return None,
            name if name.contains(['/', '\\', '\0']) => return None,
            _ => parts.push(part),
        }
    }
    // A server that finds a folder shows its index.html, with and without the slash in the url.
    let is_folder = url.is_empty()
        || url.ends_with('/')
        || parts.last().is_none_or(|name| !name.trim_start_matches('.').contains('.'));
    if is_folder {
        parts.push("index.html".to_owned());
    }
    Some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_becomes_a_link_that_works() {
        assert_eq!(of_file(Path::new("trips/hue.md")), "trips/hue.html");
        assert_eq!(of_file(Path::new("a.en.md")), "a.en.html");
        assert_eq!(of_file(Path::new("50% off?/C# now.txt")), "50%25%20off%3F/C%23%20now.html");
        assert_eq!(of_file(Path::new("Hà Nội.txt")), "Hà%20Nội.html");
        assert_eq!(of_file(Path::new("note: one.txt")), "note%3A%20one.html");
    }

    #[test]
    fn a_link_made_from_a_path_leads_back_to_a_page_of_that_name() {
        for name in ["50% off?.md", "a b.md", "Hà Nội.md", "x:y.md", "%41.md"] {
            let page = Path::new(name).with_extension("html");
            let page = page.to_string_lossy().into_owned();
            assert_eq!(page_of(&of_file(Path::new(name))), Some(vec![page]));
        }
    }

    #[test]
    fn a_scheme_that_runs_code_is_seen_through_its_disguises() {
        for url in
            ["javascript:alert(1)", " JavaScript:x", "java\tscript:x", "\u{1}data:text/html,x"]
        {
            assert!(runs_code(url), "{url:?}");
        }
        for url in ["https://example.org/a:b", "/javascript:x", "a.html", "mailto:a@example.org"] {
            assert!(!runs_code(url), "{url:?}");
        }
    }

    #[test]
    fn only_relative_urls_of_whole_pages_have_a_page() {
        let page = |url| page_of(url).map(|parts| parts.join("/"));
        assert_eq!(page("a/b.html").as_deref(), Some("a/b.html"));
        assert_eq!(page("/a/b.html").as_deref(), Some("a/b.html"));
        assert_eq!(page("./a//b.html").as_deref(), Some("a/b.html"));
        assert_eq!(page("a/").as_deref(), Some("a/index.html"));
        assert_eq!(page("a/b").as_deref(), Some("a/b/index.html"));
        assert_eq!(page("/").as_deref(), Some("index.html"));
        for url in [
            "",
            "https://example.org/",
            "//example.org/a.html",
            "mailto:x",
            "../a.html",
            "a/../../b.html",
            "a/%2e%2e/b.html",
            "a%2Fb.html",
            "a.html#part",
            "a.html?page=2",
            "..\\a.html",
            "%00.html",
            "%FF.html",
        ] {
            assert_eq!(page(url), None, "{url:?}");
        }
    }
}
