use std::fs;

use super::server::serve;
use super::site::{Form, change, doctor, named, page, remove, replace, site, without_copies};
use crate::folder::{ARTICLES, Folder};

const MISSING: (&str, &str) = ("error", "missing");
const BUILD: (&str, &str) = ("error", "build");
const POLICY: (&str, &str) = ("error", "policy");

#[test]
fn a_site_as_it_was_built_is_in_order() {
    for form in Form::ALL {
        let Some(folder) = site(form) else { return };
        let found = doctor(&folder, &["public"]);
        found.nothing().ok("the files of one build, 3 articles").ok("3 hits lead to pages");
        found.ok("4 pages with the box let it run").ok("compressed copies are of their files");
    }
}

#[test]
fn a_person_is_told_in_lines_and_by_the_exit_code() {
    let Some(folder) = site(Form::Plain) else { return };
    let ran = folder.kwic(&["doctor", "public"]).succeeds();
    assert!(ran.out().ends_with("0 errors, 0 warnings\n"), "{}", ran.out());
    remove(&folder, "public/kwic/kwic_bg.wasm");
    let ran = folder.kwic(&["doctor", "public"]).says_no();
    let out = ran.out();
    for part in [
        "error: public/kwic/kwic_bg.wasm: is not there\n",
        "  why: ",
        "  mend: build the search again",
        "1 error, 0 warnings\n",
    ] {
        assert!(out.contains(part), "{part:?} is not in {out}");
    }
}

#[test]
fn what_is_no_site_or_has_no_search_is_an_error() {
    let folder =
        Folder::new().file("public/index.html", "<p>no box").file("file.html", "<kwic-search>");
    folder.kwic(&["doctor", "public"]).fails(&["no search of Kwic is in public", "kwic build"]);
    folder.kwic(&["doctor", "nowhere"]).fails(&["nowhere is neither a folder nor a url"]);
    folder.kwic(&["doctor", "file.html"]).fails(&["file.html is neither a folder nor a url"]);
    folder.kwic(&["doctor", "https://"]).fails(&["neither a folder nor a url"]);
}

#[test]
fn files_that_are_gone_are_named() {
    for name in ["kwic-search.js", "kwic.js", "kwic_bg.wasm", "dialog.js"] {
        let Some(folder) = site(Form::Plain) else { return };
        remove(&folder, &format!("public/kwic/{name}"));
        doctor(&folder, &["public"]).only(
            MISSING,
            &format!("public/kwic/{name}"),
            "not there",
            "build the search again",
        );
    }
    let Some(folder) = site(Form::Plain) else { return };
    remove(&folder, "public/kwic/locales/vi.js");
    doctor(&folder, &["public"]).only(
        ("warning", "missing"),
        "locales/vi.js",
        "not there",
        "build",
    );
    // A box in the page alone needs no worker.
    remove(&folder, "public/kwic/kwic-worker.js");
    replace(&folder, "public/pier.html", "<kwic-search>", "<kwic-search worker=on>");
    doctor(&folder, &["public"]).also(("warning", "missing"), "kwic-worker.js", "not there");
}

#[test]
fn a_page_that_names_the_script_elsewhere_is_found_out() {
    let Some(folder) = site(Form::Plain) else { return };
    replace(&folder, "public/pier.html", "/kwic/kwic-search.js", "/search/kwic-search.js");
    doctor(&folder, &["public"]).only(MISSING, "/search/kwic-search.js", "not there", "--base");
    let Some(folder) = site(Form::Plain) else { return };
    let start = folder.read("public/pier.html");
    fs::write(
        folder.path("public/pier.html"),
        start.split("<script").next().unwrap().to_owned() + "<kwic-search></kwic-search>",
    )
    .unwrap();
    doctor(&folder, &["public"]).only(MISSING, "pier.html", "no script", "two lines");
}

#[test]
fn a_folder_may_lie_below_another_one_of_its_host() {
    let Some(folder) = site(Form::Plain) else { return };
    for name in ["index.html", "pier.html", "guide/lamp/index.html"] {
        replace(&folder, &format!("public/{name}"), "\"/kwic/", "\"/project/kwic/");
    }
    doctor(&folder, &["public"]).only(
        MISSING,
        "/project/kwic/kwic-search.js",
        "not there",
        "--base",
    );
    doctor(&folder, &["public", "--base", "/project/"]).nothing();
}

#[test]
fn a_box_over_a_search_server_needs_the_adapter_and_no_engine() {
    let Some(folder) = site(Form::Plain) else { return };
    for name in ["index.html", "pier.html", "guide/lamp/index.html", "kwic/index.html"] {
        let page = folder.read(&format!("public/{name}"));
        let page = page.replace("<kwic-search", "<kwic-search engine=/server.js");
        fs::write(folder.path("public").join(name), page).unwrap();
    }
    for name in ["kwic.js", "kwic_bg.wasm"] {
        remove(&folder, &format!("public/kwic/{name}"));
    }
    doctor(&folder, &["public"]).only(MISSING, "public/server.js", "not there", "build");
    let folder = folder.file("public/server.js", "export * from './adapters/typesense.js'");
    doctor(&folder, &["public"]).nothing();
}

#[test]
fn files_on_another_host_are_not_looked_at_from_a_folder() {
    let Some(folder) = site(Form::Plain) else { return };
    let elsewhere = "\"https://cdn.example/kwic/";
    replace(&folder, "public/pier.html", "\"/kwic/", elsewhere);
    doctor(&folder, &["public"]).nothing().ok("https://cdn.example/kwic/ is elsewhere");
    let folder =
        Folder::new().file("public/index.html", page("A", "B", "").replace("\"/kwic/", elsewhere));
    doctor(&folder, &["public"]).nothing().ok("is elsewhere and was not looked at");
}

#[test]
fn files_of_two_builds_do_not_pass_for_one() {
    let (Some(folder), Some(other)) = (site(Form::Plain), site(Form::Split)) else { return };
    without_copies(&folder);
    fs::copy(other.path("public/kwic/kwic.js"), folder.path("public/kwic/kwic.js")).unwrap();
    doctor(&folder, &["public"]).only(
        BUILD,
        "public/kwic/kwic.js",
        "kwic-manifest.json lists",
        "upload all files of one build",
    );
    // Without a list their names for each other tell.
    remove(&folder, "public/kwic/kwic-manifest.json");
    doctor(&folder, &["public"]).only(
        BUILD,
        "public/kwic/kwic.js",
        "another build than kwic_bg.wasm",
        "upload all files",
    );
    // The other way round.
    let Some(folder) = site(Form::Plain) else { return };
    without_copies(&folder);
    fs::copy(other.path("public/kwic/kwic_bg.wasm"), folder.path("public/kwic/kwic_bg.wasm"))
        .unwrap();
    remove(&folder, "public/kwic/kwic-manifest.json");
    doctor(&folder, &["public"]).also(
        BUILD,
        "public/kwic/kwic.js",
        "another build than kwic_bg.wasm",
    );
}

#[test]
fn a_changed_or_shortened_file_is_found_out() {
    let Some(folder) = site(Form::Plain) else { return };
    without_copies(&folder);
    change(&folder, "public/kwic/kwic-search.js", |bytes| bytes.extend(b"\n// minified"));
    doctor(&folder, &["public"]).only(BUILD, "kwic-search.js", "was changed", "no minifying");
    let Some(folder) = site(Form::Plain) else { return };
    without_copies(&folder);
    change(&folder, "public/kwic/kwic_bg.wasm", |bytes| bytes.truncate(bytes.len() / 2));
    doctor(&folder, &["public"]).only(BUILD, "kwic_bg.wasm", "cut short", "upload");
    remove(&folder, "public/kwic/kwic-manifest.json");
    doctor(&folder, &["public"]).only(
        ("error", "module"),
        "kwic_bg.wasm",
        "no whole module",
        "as bytes",
    );
    change(&folder, "public/kwic/locales/vi.js", |bytes| bytes.push(b' '));
    doctor(&folder, &["public"]).only(
        ("error", "module"),
        "kwic_bg.wasm",
        "no whole module",
        "as bytes",
    );
}

/// Where the index begins in a module.
fn index_at(bytes: &[u8]) -> usize {
    let at = bytes.windows(5).rposition(|part| part.starts_with(b"KWIC") && part[4] < 32);
    at.expect("an index")
}

#[test]
fn an_index_that_is_damaged_or_of_another_version_is_told() {
    let Some(folder) = site(Form::Plain) else { return };
    without_copies(&folder);
    remove(&folder, "public/kwic/kwic-manifest.json");
    change(&folder, "public/kwic/kwic_bg.wasm", |bytes| {
        let at = index_at(bytes);
        bytes[at + 4] = 31;
    });
    doctor(&folder, &["public"]).only(
        ("warning", "format"),
        "kwic_bg.wasm",
        "version 31",
        "kwic doctor",
    );
    change(&folder, "public/kwic/kwic_bg.wasm", |bytes| {
        let at = index_at(bytes);
        bytes[at + 4] = 5;
        bytes[at + 200] ^= 1;
    });
    doctor(&folder, &["public"]).also(("error", "index"), "kwic_bg.wasm", "");
}

#[test]
fn hashes_in_pages_have_to_be_those_of_the_files() {
    let Some(folder) = site(Form::Plain) else { return };
    let list: serde_json::Value =
        serde_json::from_str(&folder.read("public/kwic/kwic-manifest.json")).unwrap();
    let hash = |name: &str| list[name]["integrity"].as_str().unwrap().to_owned();
    let script = |hash: &str| format!("src=\"/kwic/kwic-search.js\" integrity=\"{hash}\"");
    replace(
        &folder,
        "public/pier.html",
        "src=\"/kwic/kwic-search.js\"",
        &script(&hash("kwic-search.js")),
    );
    doctor(&folder, &["public"]).nothing();
    replace(&folder, "public/pier.html", &hash("kwic-search.js"), &hash("kwic.js"));
    doctor(&folder, &["public"]).only(
        ("error", "integrity"),
        "pier.html",
        "attribute integrity",
        "kwic-manifest.json",
    );

    let Some(folder) = site(Form::Plain) else { return };
    let map = |hash: &str| {
        format!(
            "<script type=importmap>{{\"integrity\": {{\"/kwic/kwic.js\": \"{hash}\"}}}}</script></head>"
        )
    };
    replace(&folder, "public/pier.html", "</head>", &map(&hash("kwic.js")));
    doctor(&folder, &["public"]).nothing();
    replace(&folder, "public/pier.html", &hash("kwic.js"), &hash("dialog.js"));
    doctor(&folder, &["public"]).only(
        ("error", "integrity"),
        "pier.html",
        "the import map",
        "leave it out",
    );
}

#[test]
fn a_hash_in_a_name_has_to_be_that_of_the_content() {
    let Some(folder) = site(Form::Hashed) else { return };
    without_copies(&folder);
    let name = named(&folder, "kwic.", ".js");
    change(&folder, &format!("public/kwic/{name}"), |bytes| bytes.push(b'\n'));
    doctor(&folder, &["public"]).only(("error", "hashed-name"), &name, "another content", "upload");
}

#[test]
fn a_page_of_a_former_build_is_found_out() {
    let Some(folder) = site(Form::Hashed) else { return };
    // The next build has another index, and with it other names.
    let folder = folder.file("public/new.html", page("The crane", "It lifts crates.", ""));
    let before = named(&folder, "kwic-search.", ".js");
    let script = folder.read(&format!("public/kwic/{before}"));
    folder.kwic(&["build", "public", "--layout", "module", "--hashed"]).succeeds();
    let after = named(&folder, "kwic-search.", ".js");
    assert_ne!(before, after);
    replace(&folder, "public/new.html", "kwic-search.js", &after);
    doctor(&folder, &["public"]).only(MISSING, &before, "not there", "build");
    let folder = folder.file(&format!("public/kwic/{before}"), script);
    let former = ("warning", "build");
    doctor(&folder, &["public"]).only(former, &before, "former build", "newest build");
    // Of a host the pages that hits lead to may be of another build than the first.
    let address = serve(&folder, |_, good| good);
    let found = doctor(&folder, &[&format!("http://{address}/new.html"), "--timeout", "60"]);
    found.also(former, &before, "former build");
}

#[test]
fn a_compressed_copy_of_another_file_is_found_out() {
    let Some(folder) = site(Form::Plain) else { return };
    fs::copy(folder.path("public/kwic/kwic.js.br"), folder.path("public/kwic/kwic_bg.wasm.br"))
        .unwrap();
    doctor(&folder, &["public"]).only(
        ("error", "copy"),
        "kwic_bg.wasm.br",
        "not the file beside it",
        "build the search again",
    );
    let Some(folder) = site(Form::Plain) else { return };
    change(&folder, "public/kwic/kwic-search.js.gz", |bytes| bytes.truncate(bytes.len() - 9));
    doctor(&folder, &["public"]).only(
        ("error", "copy"),
        "kwic-search.js.gz",
        "not the file",
        "copies",
    );
}

/// The site with a policy in one page, and a box as its attributes say.
fn with_policy(policy: &str, attributes: &str) -> Option<Folder> {
    let folder = site(Form::Plain)?;
    let meta = format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\"><link rel=stylesheet href=/kwic/kwic-search.css></head>"
    );
    replace(&folder, "public/pier.html", "</head>", &meta);
    replace(&folder, "public/pier.html", "<kwic-search>", &format!("<kwic-search {attributes}>"));
    Some(folder)
}

#[test]
fn policies_have_to_let_the_box_run() {
    for [policy, attributes] in [
        [
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'",
            "",
        ],
        ["default-src 'self' 'wasm-unsafe-eval'; worker-src 'none'", ""],
        ["default-src 'self' 'unsafe-eval'", "worker=on"],
    ] {
        let Some(folder) = with_policy(policy, attributes) else { return };
        doctor(&folder, &["public"]).nothing();
    }
    for [policy, attributes, level, what, mend] in [
        [
            "script-src 'self'",
            "",
            "error",
            "no 'wasm-unsafe-eval'",
            "'wasm-unsafe-eval' to script-src",
        ],
        [
            "default-src 'self' 'wasm-unsafe-eval'; connect-src 'none'",
            "",
            "error",
            "connect-src of its policy does not allow",
            "'self' to connect-src",
        ],
        [
            "default-src 'self' 'wasm-unsafe-eval'; style-src 'none'",
            "",
            "warning",
            "style-src of its policy does not allow",
            "'self' to style-src",
        ],
        [
            "default-src 'self' 'wasm-unsafe-eval'; worker-src 'none'",
            "worker=on",
            "warning",
            "worker-src of its policy",
            "'self' to worker-src",
        ],
        [
            "default-src 'self' 'wasm-unsafe-eval'; require-trusted-types-for 'script'; trusted-types other",
            "worker=on",
            "warning",
            "does not name kwic-search",
            "kwic-search to trusted-types",
        ],
        ["sandbox", "", "error", "sandbox", "allow-scripts"],
    ] {
        let Some(folder) = with_policy(policy, attributes) else { return };
        doctor(&folder, &["public"]).only((level, "policy"), "pier.html", what, mend);
    }
    let Some(folder) = with_policy("script-src https://cdn.example 'wasm-unsafe-eval'", "") else {
        return;
    };
    doctor(&folder, &["public"]).also(POLICY, "pier.html", "does not allow /kwic/kwic-search.js");
}

#[test]
fn hits_have_to_lead_to_pages() {
    let Some(folder) = site(Form::Plain) else { return };
    remove(&folder, "public/guide/lamp/index.html");
    doctor(&folder, &["public"]).only(
        ("error", "links"),
        "guide/lamp",
        "no page is there",
        "build the search again",
    );
}

#[test]
fn links_start_from_where_the_articles_are() {
    if kwic_prebuilt::engine().is_err() {
        return;
    }
    let start = |base: &str| {
        format!(
            "<h1>Zoo</h1><script type=module src=search/kwic-search.js></script><kwic-search{base}></kwic-search>"
        )
    };
    let folder =
        Folder::new().file("articles.jsonl", ARTICLES).file("public/index.html", start(""));
    folder.kwic(&["build", "articles.jsonl", "-o", "public/search"]).succeeds();
    doctor(&folder, &["public"]).only(
        ("error", "base"),
        "index.html",
        "below /search/",
        "base=\"/search/\"",
    );
    let folder = folder.file("public/index.html", start(" base=/search/"));
    doctor(&folder, &["public"]).nothing();
}

#[test]
fn an_element_in_its_own_modules_knows_where_links_start() {
    let Some(folder) = site(Form::Plain) else { return };
    without_copies(&folder);
    let names = "export const WRAPPER = \"kwic.js\";\nexport const BASE = \"../\";\n";
    replace(&folder, "public/kwic/kwic-search.js", "=\"../\"", "=\"\"");
    let folder = folder.file("public/kwic/files.js", names);
    let mut list: serde_json::Value =
        serde_json::from_str(&folder.read("public/kwic/kwic-manifest.json")).unwrap();
    for name in ["kwic-search.js", "files.js"] {
        let bytes = fs::read(folder.path(&format!("public/kwic/{name}"))).unwrap();
        let integrity = kwic_site::integrity(&bytes);
        list[name] =
            serde_json::json!({ "file": name, "bytes": bytes.len(), "integrity": integrity });
    }
    let folder = folder.file("public/kwic/kwic-manifest.json", list.to_string());
    doctor(&folder, &["public"]).nothing().ok("3 hits lead to pages");
    // Without that, links start from each page.
    let folder =
        folder.file("public/kwic/files.js", "").file("public/kwic/kwic-manifest.json", "{}");
    doctor(&folder, &["public"]).also(("error", "base"), "guide/lamp/index.html", "below /");
}

#[test]
fn a_search_page_in_one_file_needs_no_others() {
    if kwic_prebuilt::engine().is_err() {
        return;
    }
    let folder = Folder::new().file("articles.jsonl", ARTICLES);
    folder.kwic(&["build", "articles.jsonl", "-o", "public", "--single-file"]).succeeds();
    doctor(&folder, &["public"]).nothing().ok("one file");
    replace(&folder, "public/index.html", "'wasm-unsafe-eval'", "");
    doctor(&folder, &["public"]).also(POLICY, "index.html", "no 'wasm-unsafe-eval'");
}

/// The files of the split index of a site, from its folder.
fn split_folder(folder: &Folder) -> String {
    let list: serde_json::Value =
        serde_json::from_str(&folder.read("public/kwic/kwic-manifest.json")).unwrap();
    format!("public/kwic/{}", list["split"].as_str().unwrap())
}

#[test]
fn a_split_index_has_to_be_whole_and_of_one_build() {
    let Some(folder) = site(Form::Split) else { return };
    let split = split_folder(&folder);
    let block = |name: &str| format!("{split}{name}.bin");
    let whole = |name: &str| fs::read(folder.path(&block(name))).unwrap();
    let (lists, root) = (whole("l0"), whole("root"));
    let broken = ("error", "split");

    fs::remove_file(folder.path(&block("l0"))).unwrap();
    doctor(&folder, &["public"]).only(broken, &split, "some are missing", "upload the folder");
    fs::write(folder.path(&block("l0")), &lists[..lists.len() - 2]).unwrap();
    doctor(&folder, &["public"]).only(broken, "l0.bin", "cut short or damaged", "as bytes");
    fs::write(folder.path(&block("l0")), whole("d0")).unwrap();
    doctor(&folder, &["public"]).only(broken, &split, "changed", "upload the folder");
    fs::write(folder.path(&block("l0")), &lists).unwrap();

    fs::write(folder.path(&block("root")), &root[..root.len() / 2]).unwrap();
    doctor(&folder, &["public"]).only(broken, "root.bin", "cut short or damaged", "upload");
    fs::write(folder.path(&block("root")), &lists).unwrap();
    doctor(&folder, &["public"]).only(("error", "format"), "root.bin", "no root", "kwic doctor");
    fs::remove_file(folder.path(&block("root"))).unwrap();
    doctor(&folder, &["public"]).only(MISSING, "root.bin", "not there", "build");
    fs::write(folder.path(&block("root")), &root).unwrap();
    doctor(&folder, &["public"]).nothing();
}

#[test]
fn the_script_of_a_split_index_has_to_be_that_of_the_newest_build() {
    let Some(folder) = site(Form::Split) else { return };
    without_copies(&folder);
    let former = folder.read("public/kwic/kwic.js");
    let folder = folder.file("public/new.html", page("The crane", "It lifts crates.", ""));
    folder.kwic(&["build", "public", "--layout", "split"]).succeeds();
    doctor(&folder, &["public"]).nothing();
    without_copies(&folder);
    let folder = folder.file("public/kwic/kwic.js", former);
    let found = doctor(&folder, &["public"]);
    found.also(BUILD, "kwic.js", "kwic-manifest.json lists").also(
        ("warning", "build"),
        "kwic.js",
        "kwic-manifest.json names",
    );
    remove(&folder, "public/kwic/kwic-manifest.json");
    doctor(&folder, &["public"]).only(
        ("warning", "missing"),
        "kwic.js",
        "no kwic-manifest.json",
        "upload kwic-manifest.json",
    );
}
