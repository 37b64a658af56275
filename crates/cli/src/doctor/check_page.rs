//! What a page with a box allows and asserts: policies, hashes, and the files that it names.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256, Sha384, Sha512};
use url::Url;

use super::bundle::{Bundle, ELEMENT};
use super::facts::Facts;
use super::page::{Loaded, Page, plain_name};
use super::policy::{FETCHED, Policy, SCRIPTS, STYLES, WORKERS};
use super::report::{Fault, Level};
use super::visit::Visit;

const NO_WASM: Fault = Fault::error(
    "policy",
    "browsers then compile no WebAssembly, and the box says that the policy of the page forbids the search",
);
const BLOCKED: Fault =
    Fault::error("policy", "browsers then do not load it, and there is no search");
const STYLE_BLOCKED: Fault = Fault::warning(
    "policy",
    "browsers that take no style sheet from a script show the box without styles",
);
const WORKER_BLOCKED: Fault = Fault::warning(
    "policy",
    "the engine then runs in the page, where long searches hold up keys and scrolling",
);
const INTEGRITY: Fault =
    Fault::error("integrity", "browsers then do not use the file, and there is no search");
const NO_SCRIPT: Fault =
    Fault::error("missing", "the box is an empty element: nothing says what it is");

/// Looks at a page; `bundles` are all that pages use.
pub(crate) fn check(visit: &mut Visit, page: &Page, bundles: &[(Bundle, Facts)]) {
    let own = |url: &Url| {
        bundles.iter().find(|(bundle, _)| url.as_str().starts_with(bundle.dir.as_str()))
    };
    let loads: Vec<&Loaded> = page.loads.iter().filter(|load| own(&load.url).is_some()).collect();
    for load in &loads {
        if let Some((bundle, facts)) = own(&load.url) {
            file(visit, page, load, bundle, facts);
        }
    }
    for (url, hashes) in &page.integrity {
        if own(url).is_some() {
            integrity(visit, page, url, hashes, "the import map");
        }
    }
    for engine in page.boxes.iter().filter_map(|it| it.engine.as_ref()) {
        // An engine of another kind asks a search server.
        if visit.site.knows(engine) {
            visit.file(engine, Level::Error, std::slice::from_ref(&page.url));
        }
    }
    let has_other_script = page.loads.iter().any(|load| load.is_script) || page.has_own_script;
    if !page.boxes.is_empty() && !has_other_script {
        visit.report.add(
            NO_SCRIPT,
            visit.shown_page(&page.url),
            "has a <kwic-search> and no script",
            "put the first of the two lines into the page, too: `kwic build` prints them at its end",
        );
    }
    for policy in &page.policies {
        policy_of(visit, page, policy, &loads, bundles);
    }
}

fn file(visit: &mut Visit, page: &Page, load: &Loaded, bundle: &Bundle, facts: &Facts) {
    let level = if load.is_script { Level::Error } else { Level::Warning };
    if let Some(answer) = visit.file(&load.url, level, std::slice::from_ref(&page.url)) {
        bundle.compare(visit, facts, &load.url, &answer, level);
    }
    if let Some(hashes) = &load.integrity {
        integrity(visit, page, &load.url, hashes, "its attribute integrity");
    }
}

/// Compares a file with the hashes of which browsers take one of the strongest kind
/// (<https://www.w3.org/TR/SRI/>).
fn integrity(visit: &mut Visit, page: &Page, url: &Url, hashes: &str, said_by: &str) {
    if !visit.site.knows(url) {
        return;
    }
    let Ok(answer) = visit.site.get(url) else { return };
    if !answer.is_there() || fits(&answer.bytes, hashes) {
        return;
    }
    visit.report.add(
        INTEGRITY,
        visit.shown_page(&page.url),
        format!("{} is not the file whose hash {said_by} has", visit.shown(url)),
        "write the hash of this build, which `kwic build` prints and kwic-manifest.json lists, or leave it out",
    );
}

fn fits(bytes: &[u8], hashes: &str) -> bool {
    let parts: Vec<(&str, &str)> = hashes
        .split_ascii_whitespace()
        .filter_map(|part| part.split('?').next()?.split_once('-'))
        .collect();
    let of = |kind: &str| match kind {
        "sha256" => BASE64_STANDARD.encode(Sha256::digest(bytes)),
        "sha384" => BASE64_STANDARD.encode(Sha384::digest(bytes)),
        _ => BASE64_STANDARD.encode(Sha512::digest(bytes)),
    };
    let strongest = ["sha512", "sha384", "sha256"]
        .into_iter()
        .find(|kind| parts.iter().any(|part| part.0 == *kind));
    // Where no hash is of a kind that browsers know, they take any file.
    strongest.is_none_or(|kind| parts.iter().any(|part| *part == (kind, &*of(kind))))
}

fn policy_of(
    visit: &mut Visit,
    page: &Page,
    policy: &Policy,
    loads: &[&Loaded],
    bundles: &[(Bundle, Facts)],
) {
    if page.boxes.is_empty() {
        return;
    }
    let place = visit.shown_page(&page.url);
    let report = &mut visit.report;
    if policy.is_sandbox() {
        let mend = "add allow-scripts to sandbox";
        report.add(
            BLOCKED,
            place,
            "the directive sandbox of its policy keeps all scripts from running",
            mend,
        );
        return;
    }
    let element = loads.iter().find(|load| load.is_script && plain_name(&load.url) == ELEMENT);
    let nonce = element.and_then(|load| load.nonce.as_deref());
    let mut needs = |fault: Fault, names: &[&'static str], url: &Url, by: Option<&Loaded>| {
        let hashes = by.and_then(|load| load.integrity.as_deref());
        let forbidden = policy.forbids(names, url, &page.url, nonce, hashes);
        if let Some(directive) = &forbidden {
            let source = match url.origin() == page.url.origin() {
                true => "'self'".to_owned(),
                false => url.origin().ascii_serialization(),
            };
            report.add(
                fault,
                &*place,
                format!("{directive} of its policy does not allow {}", shortened(url)),
                format!("add {source} to {directive}"),
            );
        }
        forbidden.is_none()
    };
    for load in loads {
        match load.is_script {
            true => needs(BLOCKED, SCRIPTS, &load.url, Some(load)),
            false => needs(STYLE_BLOCKED, STYLES, &load.url, Some(load)),
        };
    }
    let facts = bundles.iter().filter(|(bundle, _)| {
        let of_bundle = |url: &Url| url.as_str().starts_with(bundle.dir.as_str());
        loads.iter().any(|load| load.is_script && of_bundle(&load.url))
            || page.boxes.iter().any(|it| it.engine.as_ref().is_some_and(of_bundle))
    });
    let mut wants_worker = false;
    for (_, facts) in facts {
        if let Some(wrapper) = &facts.wrapper {
            needs(BLOCKED, SCRIPTS, wrapper, None);
        }
        if let Some(module) = &facts.module {
            needs(BLOCKED, FETCHED, module, None);
        }
        if let Some(worker) = &facts.worker {
            wants_worker = needs(WORKER_BLOCKED, WORKERS, worker, None);
        }
    }
    if let Some(directive) = policy.forbids_wasm() {
        report.add(
            NO_WASM,
            &*place,
            format!("{directive} of its policy has no 'wasm-unsafe-eval'"),
            format!("add 'wasm-unsafe-eval' to {directive}"),
        );
    }
    if wants_worker && policy.forbids_trusted_types("kwic-search") {
        report.add(
            WORKER_BLOCKED,
            place,
            "trusted-types of its policy does not name kwic-search",
            "add kwic-search to trusted-types",
        );
    }
}

/// A url without its host, where that says nothing.
fn shortened(url: &Url) -> &str {
    match url.host_str() {
        Some("folder.invalid") => url.path(),
        _ => url.as_str(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_the_strongest_hashes_has_to_fit() {
        let bytes = b"alert('Hello, world.');";
        let sha384 = "sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO";
        assert!(fits(bytes, sha384) && fits(bytes, &format!("sha384-AAAA {sha384}?x sha256-AAAA")));
        assert!(fits(bytes, "") && fits(bytes, "md5-AAAA"));
        assert!(!fits(bytes, "sha384-AAAA") && !fits(bytes, &format!("{sha384} sha512-AAAA")));
    }
}
