//! A Content-Security-Policy, and what it lets a page do (<https://www.w3.org/TR/CSP3/>).

use url::Url;

/// One policy: its directives by their names, the first of each name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Policy {
    directives: Vec<(String, Vec<String>)>,
}

/// Which directive says what scripts are loaded, and which says it where that one is not there.
pub(crate) const SCRIPTS: &[&str] = &["script-src-elem", "script-src", "default-src"];
/// What is compiled.
pub(crate) const COMPILED: &[&str] = &["script-src", "default-src"];
/// What is fetched.
pub(crate) const FETCHED: &[&str] = &["connect-src", "default-src"];
/// Which style sheets are loaded.
pub(crate) const STYLES: &[&str] = &["style-src-elem", "style-src", "default-src"];
/// Which workers are started.
pub(crate) const WORKERS: &[&str] = &["worker-src", "child-src", "script-src", "default-src"];

impl Policy {
    /// The policies in the value of a header or of a `meta`: commas stand between them.
    pub(crate) fn read(value: &str) -> Vec<Policy> {
        let policies = value.split(',').map(|policy| {
            let mut directives: Vec<(String, Vec<String>)> = Vec::new();
            for directive in policy.split(';') {
                let mut words = directive.split_ascii_whitespace().map(str::to_owned);
                let Some(name) = words.next().map(|name| name.to_ascii_lowercase()) else {
                    continue;
                };
                if directives.iter().all(|other| other.0 != name) {
                    directives.push((name, words.collect()));
                }
            }
            Policy { directives }
        });
        policies.filter(|policy| !policy.directives.is_empty()).collect()
    }

    /// The values of a directive; none where it is not there.
    pub(crate) fn directive(&self, name: &str) -> Option<&[String]> {
        self.directives.iter().find(|other| other.0 == name).map(|directive| &*directive.1)
    }

    /// The first of these directives that is there, with its sources. None where all is allowed.
    fn first<'p>(&'p self, names: &[&'p str]) -> Option<(&'p str, &'p [String])> {
        names.iter().find_map(|name| Some((*name, self.directive(name)?)))
    }

    /// The directive that forbids what is at `url`; none where it is allowed. `nonce` and `integrity` are attributes of
    /// the script that loads it.
    pub(crate) fn forbids(
        &self,
        names: &[&'static str],
        url: &Url,
        page: &Url,
        nonce: Option<&str>,
        integrity: Option<&str>,
    ) -> Option<String> {
        let (name, sources) = self.first(names)?;
        let has = |wanted: &str| sources.iter().any(|source| source == wanted);
        let by_nonce = nonce.is_some_and(|nonce| has(&format!("'nonce-{nonce}'")));
        let by_hash = integrity.is_some_and(|hashes| {
            hashes.split_ascii_whitespace().any(|hash| has(&format!("'{hash}'")))
        });
        let by_url =
            !has("'strict-dynamic'") && sources.iter().any(|source| covers(source, url, page));
        (!by_nonce && !by_hash && !by_url).then(|| name.to_owned())
    }

    /// The directive that keeps WebAssembly from being compiled.
    pub(crate) fn forbids_wasm(&self) -> Option<String> {
        let (name, sources) = self.first(COMPILED)?;
        let allows = |source: &String| {
            source.eq_ignore_ascii_case("'wasm-unsafe-eval'")
                || source.eq_ignore_ascii_case("'unsafe-eval'")
        };
        (!sources.iter().any(allows)).then(|| name.to_owned())
    }

    /// True where scripts need trusted types, and the policy of that name is none of those that may be made.
    pub(crate) fn forbids_trusted_types(&self, policy: &str) -> bool {
        self.directive("require-trusted-types-for").is_some()
            && self
                .directive("trusted-types")
                .is_some_and(|names| !names.iter().any(|name| name == policy || name == "*"))
    }

    /// True where no script of the page runs at all.
    pub(crate) fn is_sandbox(&self) -> bool {
        self.directive("sandbox").is_some_and(|allowed| {
            !allowed.iter().any(|it| it.eq_ignore_ascii_case("allow-scripts"))
        })
    }
}

/// Whether a source of a directive covers a url.
fn covers(source: &str, url: &Url, page: &Url) -> bool {
    let source = source.to_ascii_lowercase();
    match source.as_str() {
        "*" => return matches!(url.scheme(), "http" | "https") || url.scheme() == page.scheme(),
        "'self'" => return url.origin() == page.origin() || is_upgrade(page, url),
        _ if source.starts_with('\'') => return false,
        _ => {}
    }
    if let Some(scheme) = source.strip_suffix(':') {
        return fits(scheme, url.scheme());
    }
    let (scheme, rest) = source.split_once("://").unwrap_or((page.scheme(), &source));
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let (host, port) = match host.rsplit_once(':') {
        Some((host, port)) => (host, Some(port)),
        None => (host, None),
    };
    let of_url = url.host_str().unwrap_or_default().to_ascii_lowercase();
    let is_host = match host.strip_prefix("*.") {
        Some(parent) => of_url.strip_suffix(parent).is_some_and(|sub| sub.ends_with('.')),
        None => of_url == host || host == "*",
    };
    let is_port = match port {
        Some("*") => true,
        Some(port) => url.port_or_known_default().is_some_and(|of_url| of_url.to_string() == port),
        None => url.port().is_none(),
    };
    // Paths tell upper from lower case, and the source does not any more: rather too much than a false alarm.
    let of_url = url.path().to_ascii_lowercase();
    let is_path = match path {
        "" | "/" => true,
        folder if folder.ends_with('/') => of_url.starts_with(folder),
        file => of_url == file,
    };
    fits(scheme, url.scheme()) && is_host && is_port && is_path
}

/// A secure scheme is as good as its plain one.
fn fits(source: &str, scheme: &str) -> bool {
    source == scheme || (source == "http" && scheme == "https")
}

fn is_upgrade(page: &Url, url: &Url) -> bool {
    page.scheme() == "http"
        && url.scheme() == "https"
        && page.host() == url.host()
        && page.port().is_none()
        && url.port().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    /// Whether a policy lets the page at `https://a.example/` load a script.
    fn allows(policy: &str, script: &str) -> bool {
        let page = url("https://a.example/x/");
        let policies = Policy::read(policy);
        policies.iter().all(|policy| {
            policy.forbids(SCRIPTS, &url(script), &page, Some("abc"), Some("sha384-xyz")).is_none()
        })
    }

    #[test]
    fn sources_cover_what_browsers_load() {
        const OWN: &str = "https://a.example/kwic/kwic.js";
        for policy in [
            "",
            "img-src 'none'",
            "script-src 'self'",
            "default-src 'none'; script-src-elem 'self'; script-src 'none'",
            "SCRIPT-SRC https:",
            "script-src http:",
            "script-src *",
            "script-src a.example",
            "script-src *.example",
            "script-src https://a.example/kwic/",
            "script-src https://a.example:443/kwic/kwic.js",
            "script-src a.example:*",
            "script-src 'nonce-abc' 'strict-dynamic'",
            "script-src 'sha384-xyz'",
            "script-src 'self'; script-src 'none'",
        ] {
            assert!(allows(policy, OWN), "{policy}");
        }
        for policy in [
            "default-src 'none'",
            "script-src",
            "script-src 'none'",
            "script-src 'unsafe-inline'",
            "script-src 'nonce-other'",
            "script-src 'self' 'strict-dynamic'",
            "script-src *.a.example",
            "script-src b.example",
            "script-src https://a.example/other/",
            "script-src https://a.example:8443",
            "script-src 'self', default-src 'none'",
        ] {
            assert!(!allows(policy, OWN), "{policy}");
        }
        assert!(!allows("script-src 'self'", "https://b.example/kwic.js"));
        assert!(!allows("script-src 'self'", "http://a.example/kwic.js"));
    }

    #[test]
    fn webassembly_needs_a_word_of_its_own() {
        let forbids = |policy: &str| Policy::read(policy)[0].forbids_wasm();
        assert_eq!(forbids("script-src 'self'").as_deref(), Some("script-src"));
        assert_eq!(forbids("default-src 'self'").as_deref(), Some("default-src"));
        for policy in
            ["script-src 'wasm-unsafe-eval'", "script-src 'unsafe-eval'", "img-src 'self'"]
        {
            assert_eq!(forbids(policy), None, "{policy}");
        }
    }
}
