use std::net::TcpListener;

use kwic_cli::serve;

use super::server::{End, Reply, serve as serve_with};
use super::site::{Form, Found, doctor, named, remove, replace, run, site, without_copies};
use crate::folder::{Folder, Ran};

/// What the command says of a host that changes answers.
#[track_caller]
fn changed(
    folder: &Folder,
    change: impl Fn(&str, Reply) -> Reply + Send + Sync + 'static,
) -> Found {
    let address = serve_with(folder, change);
    doctor(folder, &[&format!("http://{address}/"), "--timeout", "60"])
}

/// The same for one path.
#[track_caller]
fn with(
    folder: &Folder,
    path: &'static str,
    change: impl Fn(Reply) -> Reply + Send + Sync + 'static,
) -> Found {
    changed(folder, move |asked, good| if asked == path { change(good) } else { good })
}

const MODULE: &str = "/kwic/kwic_bg.wasm";

#[test]
fn a_site_on_a_good_host_is_in_order() {
    for form in Form::ALL {
        let Some(folder) = site(form) else { return };
        let found = changed(&folder, |_, good| good);
        found
            .nothing()
            .ok("the files of one build, 3 articles")
            .ok("3 hits that were asked for lead to pages");
        found.ok("3 pages with the box let it run");
    }
}

#[test]
fn a_site_on_this_machine_is_in_order() {
    let Some(folder) = site(Form::Plain) else { return };
    let server = serve::in_background(&folder.path("public"), 0).unwrap();
    doctor(&folder, &[&server.url("")]).nothing();
    doctor(&folder, &[&server.url("kwic/")]).nothing();
    // A page without the box has a search page beside it.
    let folder = folder.file("public/about.html", "<p>About us");
    doctor(&folder, &[&server.url("about.html")]).nothing();
    drop(server);
    // Names with hashes may be kept for longer than `kwic serve` says.
    let Some(folder) = site(Form::Hashed) else { return };
    let server = serve::in_background(&folder.path("public"), 0).unwrap();
    let name = named(&folder, "kwic_bg.", ".wasm");
    doctor(&folder, &[&server.url("")]).only(
        ("warning", "caching"),
        &name,
        "a short time only",
        "immutable",
    );
}

#[test]
fn a_page_in_the_place_of_a_file_is_found_out() {
    let Some(folder) = site(Form::Plain) else { return };
    let found = with(&folder, MODULE, |_| Reply::page("<!doctype html><title>Log in</title>"));
    found.only(
        ("error", "page-instead"),
        MODULE,
        "a page of HTML, with status 200",
        "answer with 404",
    );
    let Some(folder) = site(Form::Split) else { return };
    let found = changed(&folder, |path, good| match path.ends_with("/root.bin") {
        true => Reply::page("<!-- app --><html><div id=app></div>"),
        false => good,
    });
    found.only(("error", "page-instead"), "root.bin", "a page of HTML", "404");
}

#[test]
fn a_file_that_does_not_come_is_found_out() {
    let Some(folder) = site(Form::Plain) else { return };
    with(&folder, MODULE, |_| Reply::not_found()).only(
        ("error", "missing"),
        MODULE,
        "status 404",
        "upload",
    );
    let found = with(&folder, MODULE, |good| Reply { status: 500, ..good });
    found.only(("error", "missing"), MODULE, "status 500", "upload");
    let Some(folder) = site(Form::Split) else { return };
    let found = changed(&folder, |path, good| match path.ends_with("/a0.bin") {
        true => Reply::not_found(),
        false => good,
    });
    found.only(("error", "missing"), "a0.bin", "status 404", "upload");
}

#[test]
fn a_body_that_is_cut_short_is_found_out() {
    let Some(folder) = site(Form::Plain) else { return };
    let no_answer = ("error", "no-answer");
    let found = with(&folder, MODULE, |good| {
        let length = Some(good.body.len());
        Reply { body: good.body[..good.body.len() / 2].to_vec(), length, ..good }
    });
    found.only(no_answer, MODULE, "ends before it is whole", "upload the file again");
    // With a length that fits it is another file.
    without_copies(&folder);
    let found = with(&folder, MODULE, |good| {
        Reply { body: good.body[..good.body.len() / 2].to_vec(), ..good }
            .with("content-encoding", "identity")
    });
    found.also(("error", "build"), MODULE, "cut short");
    let found = with(&folder, MODULE, |good| good.with("content-encoding", "br"));
    found.also(no_answer, MODULE, "not compressed as its content-encoding (br) says");
    let found = with(&folder, MODULE, |good| good.with("content-encoding", "zstd"));
    found.also(no_answer, MODULE, "content-encoding (zstd)");
}

#[test]
fn an_answer_without_an_end_is_given_up() {
    let Some(folder) = site(Form::Plain) else { return };
    let found = with(&folder, MODULE, |good| {
        Reply { body: vec![0; 1 << 20], end: End::Never, ..good }.without("content-encoding")
    });
    found.only(("error", "no-answer"), MODULE, "more than 100000000 bytes", "serves the file");
    // Little that becomes much.
    let found = with(&folder, MODULE, |good| {
        let packed = kwic_site::compress::gzip(&vec![0; 101_000_000]).unwrap();
        Reply { body: packed, ..good }.with("content-encoding", "gzip")
    });
    found.only(("error", "no-answer"), MODULE, "more than 100000000 bytes", "serves the file");
    let address = serve_with(&folder, |path, good| match path {
        MODULE => Reply { length: Some(1_000_000_000), end: End::Silence, ..good },
        _ => good,
    });
    let found = doctor(&folder, &[&format!("http://{address}/"), "--timeout", "2"]);
    found.also(("error", "no-answer"), MODULE, "within 2 seconds");
}

#[test]
fn types_are_those_that_browsers_insist_on() {
    let Some(folder) = site(Form::Plain) else { return };
    let found = with(&folder, "/kwic/kwic.js", |good| {
        good.with("content-type", "text/plain").with("x-content-type-options", "nosniff")
    });
    found.only(("error", "type"), "/kwic/kwic.js", "text/plain, and nosniff", "text/javascript");
    let found = with(&folder, MODULE, |good| good.with("content-type", "application/octet-stream"));
    found.only(("warning", "type"), MODULE, "application/octet-stream", "application/wasm");
    let found = with(&folder, MODULE, |good| good.without("content-type"));
    found.only(("warning", "type"), MODULE, "no content-type", "application/wasm");
}

#[test]
fn large_files_have_to_come_compressed() {
    let Some(folder) = site(Form::Plain) else { return };
    remove(&folder, "public/kwic/kwic_bg.wasm.br");
    changed(&folder, |_, good| good).only(
        ("warning", "compression"),
        MODULE,
        "without compression",
        ".br and .gz",
    );
}

#[test]
fn copies_are_kept_as_long_as_they_are_good() {
    let Some(folder) = site(Form::Plain) else { return };
    let found = with(&folder, MODULE, |good| {
        good.with("cache-control", "public, max-age=31536000, immutable")
    });
    found.only(("error", "caching"), MODULE, "kept unasked", "--hashed");
    let found = with(&folder, MODULE, |good| good.with("cache-control", "max-age=86400"));
    found.only(("warning", "caching"), MODULE, "kept unasked (max-age=86400)", "no-cache");
    let dated = |good: Reply| {
        good.without("cache-control").with("last-modified", "Mon, 30 Nov 2026 08:00:00 GMT")
    };
    with(&folder, MODULE, dated).only(
        ("warning", "caching"),
        MODULE,
        "without cache-control",
        "no-cache",
    );
    let found = with(&folder, "/", |good| good.with("cache-control", "max-age=31536000"));
    found.only(("error", "caching"), "/", "kept unasked", "no-cache for pages");
}

#[test]
fn policies_in_headers_count() {
    let Some(folder) = site(Form::Plain) else { return };
    let policy = |policy: &'static str| {
        with(&folder, "/pier.html", move |good| good.with("content-security-policy", policy))
    };
    policy("script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'").nothing();
    policy("script-src 'self'").only(
        ("error", "policy"),
        "/pier.html",
        "no 'wasm-unsafe-eval'",
        "script-src",
    );
    policy("default-src 'self' 'wasm-unsafe-eval', connect-src 'none'").only(
        ("error", "policy"),
        "/pier.html",
        "connect-src of its policy",
        "'self' to connect-src",
    );
}

#[test]
fn the_policy_of_the_worker_is_that_of_its_script() {
    let Some(folder) = site(Form::Plain) else { return };
    replace(&folder, "public/index.html", "<kwic-search>", "<kwic-search worker=on>");
    let script = "/kwic/kwic-worker.js";
    let policy = |good: Reply| good.with("content-security-policy", "script-src 'self'");
    with(&folder, script, policy).only(
        ("warning", "policy"),
        script,
        "the policy that comes with it",
        "'wasm-unsafe-eval' to script-src",
    );
    with(&folder, script, |_| Reply::not_found()).only(
        ("warning", "missing"),
        script,
        "status 404",
        "upload",
    );
}

#[test]
fn a_list_that_leads_elsewhere_is_not_followed() {
    let Some(folder) = site(Form::Plain) else { return };
    without_copies(&folder);
    let list = folder.read("public/kwic/kwic-manifest.json");
    let list = list.replace("\"locales/vi.js\",", "\"https://elsewhere.invalid/vi.js\",");
    let folder = folder.file("public/kwic/kwic-manifest.json", list);
    doctor(&folder, &["public"]).nothing();
    let address = serve_with(&folder, |_, good| good.with("content-encoding", "identity"));
    let ran = run(&folder, &[&format!("http://{address}/")]).succeeds();
    assert!(!ran.out().contains("elsewhere"), "{}", ran.out());
}

#[test]
fn files_of_another_origin_have_to_be_allowed() {
    let Some(folder) = site(Form::Plain) else { return };
    let other = serve_with(&folder, |_, good| good);
    let found = with(&folder, MODULE, move |_| Reply::redirect(&format!("http://{other}{MODULE}")));
    found.only(
        ("error", "cors"),
        MODULE,
        "does not allow the origin http://127.0.0.1",
        "access-control-allow-origin",
    );
    let sharing = serve_with(&folder, |_, good| good.with("access-control-allow-origin", "*"));
    let found =
        with(&folder, MODULE, move |_| Reply::redirect(&format!("http://{sharing}{MODULE}")));
    found.only(("warning", "redirect"), MODULE, "is redirected to", "by the address where it is");
    // The whole search on another host.
    for (name, address, is_good) in [("index.html", sharing, true), ("pier.html", other, false)] {
        replace(
            &folder,
            &format!("public/{name}"),
            "\"/kwic/",
            &format!("\"http://{address}/kwic/"),
        );
        let server = serve_with(&folder, |_, good| good);
        let found = doctor(&folder, &[&format!("http://{server}/{name}")]);
        match is_good {
            // Its links lead to the host of the search, as the build said.
            true => found.nothing(),
            false => found.also(("error", "cors"), "kwic-search.js", "does not allow the origin"),
        };
    }
}

#[test]
fn redirects_come_to_an_end() {
    let Some(folder) = site(Form::Plain) else { return };
    let found = with(&folder, MODULE, |_| Reply::redirect(MODULE));
    found.only(("error", "no-answer"), MODULE, "on and on: 10 redirects", "rules of the host");
    let found = with(&folder, MODULE, |_| Reply::redirect("file:///etc/passwd"));
    found.only(("error", "no-answer"), MODULE, "no web address", "rules of the host");
}

#[test]
fn hits_have_to_lead_to_pages_of_the_host() {
    let Some(folder) = site(Form::Plain) else { return };
    with(&folder, "/pier.html", |_| Reply::not_found()).only(
        ("error", "links"),
        "/pier.html",
        "no page is there",
        "build the search again",
    );
    // Behind a password is a page all the same.
    with(&folder, "/pier.html", |good| Reply { status: 401, ..good }).nothing();
}

#[test]
fn files_of_two_builds_are_found_out_on_a_host_too() {
    let (Some(folder), Some(other)) = (site(Form::Plain), site(Form::Split)) else { return };
    without_copies(&folder);
    let wrapper = other.read("public/kwic/kwic.js");
    let found =
        with(&folder, "/kwic/kwic.js", move |good| Reply { body: wrapper.clone().into(), ..good });
    found.also(("error", "build"), "/kwic/kwic.js", "kwic-manifest.json lists");
}

/// Runs the command where it has nothing to look at.
fn refused(folder: &Folder, url: &str, more: &[&str]) -> Ran {
    let patience: &[&str] = if more.contains(&"--timeout") { &[] } else { &["--timeout", "60"] };
    run(folder, &[&[url], patience, more].concat())
}

#[test]
fn a_host_that_says_nothing_of_use_is_an_error_with_the_address() {
    let folder = Folder::new().file("public/index.html", "<p>no box").file("no.pem", "nothing");
    let server = serve_with(&folder, |path, good| match path {
        "/private" => Reply { status: 403, ..good },
        "/silence" => Reply { length: Some(10), end: End::Silence, ..Reply::page("") },
        _ => good,
    });
    let url = format!("http://{server}/");
    refused(&folder, &url, &[])
        .fails(&["no search of Kwic is in http://127.0.0.1", "name a page that has the box"]);
    refused(&folder, &format!("{url}gone"), &[]).fails(&["/gone answers with status 404"]);
    refused(&folder, &format!("{url}private"), &[])
        .fails(&["/private answers with status 403", "let this machine in"]);
    refused(&folder, &format!("{url}silence"), &["--timeout", "2"])
        .fails(&["/silence did not answer within 2 seconds", "--timeout"]);
    let secure = format!("https://{server}/");
    refused(&folder, &secure, &[]).fails(&[&secure, "has no secure connection", "--cacert"]);
    refused(&folder, &secure, &["--cacert", "no.pem"]).fails(&["no.pem has no certificate"]);
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    refused(&folder, &format!("http://{free}/"), &[])
        .fails(&[&format!("http://{free}/ cannot be reached")]);
    refused(&folder, "http://nowhere.invalid/", &[])
        .fails(&["http://nowhere.invalid/ cannot be reached", "name of the host"]);
}
