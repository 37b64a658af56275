use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::time::Duration;

use kwic_cli::live::Reloads;
use kwic_cli::{CliError, serve};

use crate::folder::Folder;

/// A page beside a file that is nobody's business.
fn site() -> Folder {
    Folder::new()
        .file("secret.txt", "the secret")
        .file("site/index.html", "<p>the page</p>")
        .file("site/kwic.js", "export const plain = 1;")
        .file("site/kwic.js.br", "pretend this is brotli")
        .file("site/kwic_bg.wasm", b"\0asm\x01\0\0\0")
        .file("site/notes/today.md", "# Hà Nội")
}

struct Response {
    status: u16,
    headers: String,
    body: String,
}

impl Response {
    fn header(&self, name: &str) -> Option<&str> {
        let named = |line: &'_ str| line.to_ascii_lowercase().starts_with(&format!("{name}: "));
        let line = self.headers.lines().find(|line| named(line))?;
        Some(&line[name.len() + 2..])
    }
}

/// Asks for `target` as it is: an ordinary client would tidy `..` away before it asks.
fn get(address: SocketAddr, target: &str, more: &str) -> Response {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    write!(stream, "GET {target} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n{more}\r\n")
        .unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    let text = String::from_utf8_lossy(&bytes);
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Response { status, headers: head.to_owned(), body: body.to_owned() }
}

#[test]
fn files_come_with_the_types_that_browsers_insist_on() {
    let folder = site();
    let server = serve::in_background(&folder.path("site"), 0).unwrap();
    let expected = [
        ("/", "text/html; charset=utf-8"),
        ("/kwic.js", "text/javascript; charset=utf-8"),
        ("/kwic_bg.wasm", "application/wasm"),
        ("/notes/today.md", "text/markdown; charset=utf-8"),
    ];
    for (path, kind) in expected {
        let response = get(server.address(), path, "");
        assert_eq!((response.status, response.header("content-type")), (200, Some(kind)), "{path}");
        assert_eq!(response.header("cache-control"), Some("no-cache"), "{path}");
    }
    assert_eq!(get(server.address(), "/", "").body, "<p>the page</p>");
    server.stop().unwrap();
}

#[test]
fn a_compressed_neighbour_is_sent_to_who_accepts_it() {
    let folder = site();
    let server = serve::in_background(&folder.path("site"), 0).unwrap();
    let packed = get(server.address(), "/kwic.js", "Accept-Encoding: gzip, br\r\n");
    assert_eq!(packed.header("content-encoding"), Some("br"));
    assert_eq!(packed.header("content-type"), Some("text/javascript; charset=utf-8"));
    assert_eq!(packed.body, "pretend this is brotli");
    // A cache between must not hand it to who accepts none.
    assert_eq!(packed.header("vary"), Some("accept-encoding"));
    let plain = get(server.address(), "/kwic.js", "");
    assert_eq!((plain.header("content-encoding"), plain.body.len()), (None, 23));
}

#[test]
fn nothing_outside_the_folder_can_be_reached() {
    let folder = site();
    let server = serve::in_background(&folder.path("site"), 0).unwrap();
    let absolute = folder.path("secret.txt").display().to_string();
    let targets = [
        "/../secret.txt",
        "/notes/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e%2fsecret.txt",
        "/notes/..%2f..%2fsecret.txt",
        "/..\\secret.txt",
        "/..%5csecret.txt",
        "/%252e%252e/secret.txt",
        "/./../secret.txt",
        "/notes/%00/../../../secret.txt",
        &absolute,
        &format!("/{absolute}"),
        &format!("/{}", absolute.replace('/', "%2f")),
    ];
    for target in targets {
        let response = get(server.address(), target, "");
        assert!(!response.body.contains("the secret"), "{target}");
        assert!((400..500).contains(&response.status), "{target}: {}", response.status);
    }
}

#[test]
fn a_page_is_found_without_its_ending_and_a_missing_one_has_the_page_of_the_site() {
    let folder = Folder::new()
        .file("site/a.html", "<p>one")
        .file("site/b/index.html", "<p>two")
        .file("site/c", "three");
    let server = serve::in_background(&folder.path("site"), 0).unwrap();
    for (path, body) in [
        ("/a", "<p>one"),
        ("/a.html", "<p>one"),
        ("/b/", "<p>two"),
        ("/c", "three"),
        ("/a?q=x", "<p>one"),
    ] {
        let response = get(server.address(), path, "");
        assert_eq!((response.status, &*response.body), (200, body), "{path}");
    }
    assert_eq!(get(server.address(), "/d", "").status, 404);
    let folder = folder.file("site/404.html", "<p>nothing here");
    let response = get(server.address(), "/d/e", "");
    assert_eq!((response.status, &*response.body), (404, "<p>nothing here"));
    assert_eq!(response.header("content-type"), Some("text/html; charset=utf-8"));
    drop(folder);
}

#[test]
fn a_missing_file_is_404_and_named() {
    let folder = site();
    let server = serve::in_background(&folder.path("site"), 0).unwrap();
    let response = get(server.address(), "/gone.html", "");
    assert_eq!((response.status, response.body.as_str()), (404, "not found: /gone.html\n"));
}

#[test]
fn a_dropped_server_listens_no_longer() {
    let folder = site();
    let server = serve::in_background(&folder.path("site"), 0).unwrap();
    let address = server.address();
    assert_eq!(server.url("/kwic.js"), format!("http://{address}/kwic.js"));
    // A browser keeps its connection open; that must not keep the server.
    let _idle = TcpStream::connect(address).unwrap();
    drop(server);
    assert!(TcpStream::connect(address).is_err());
}

#[test]
fn a_taken_port_is_named_with_the_way_to_another() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let error = serve::in_background(Path::new("."), port).unwrap_err();
    assert!(matches!(error, CliError::PortTaken { port: taken } if taken == port));
    let ran = site().kwic(&["serve", "site", "--port", &port.to_string()]);
    ran.fails(&[&format!("port {port}"), "taken", "--port 0"]);
}

#[test]
fn a_folder_that_is_none_is_named() {
    let folder = site();
    folder.kwic(&["serve", "nowhere"]).fails(&["nowhere is not a folder", "index.html"]);
    folder.kwic(&["serve", "secret.txt"]).fails(&["secret.txt is not a folder"]);
}

#[cfg(unix)]
#[test]
fn the_command_prints_its_address_and_ctrl_c_ends_it_well() {
    use std::process::{Command, Stdio};

    let folder = site();
    let mut command = folder.command(&["serve", "site", "--port", "0"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    let url = line.trim().strip_prefix("serving site at http://").unwrap();
    let address = url.trim_end_matches('/').parse().unwrap();
    assert_eq!(get(address, "/", "").body, "<p>the page</p>");
    let _idle = TcpStream::connect(address).unwrap();
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_browser_that_has_a_file_from_the_same_second_gets_the_changed_one() {
    let folder = site();
    let server = serve::in_background(&folder.path("site"), 0).unwrap();
    let page = folder.path("site/index.html");
    let old = get(server.address(), "/", "");
    let known = |response: &Response, theirs: &str, ours: &str| {
        response.header(ours).map(|value| format!("{theirs}: {value}\r\n")).unwrap_or_default()
    };
    let has =
        known(&old, "If-None-Match", "etag") + &known(&old, "If-Modified-Since", "last-modified");
    std::fs::write(&page, "<p>the PAGE</p>").unwrap();
    let new = get(server.address(), "/", &has);
    assert_eq!((new.status, &*new.body), (200, "<p>the PAGE</p>"));
}

#[test]
fn a_live_page_has_a_script_that_no_file_has_and_hears_of_changes() {
    let folder = site();
    let reloads = Reloads::default();
    let server = serve::in_background_live(&folder.path("site"), 0, &reloads).unwrap();
    let page = get(server.address(), "/", "Accept-Encoding: br\r\n");
    assert!(
        page.body.starts_with("<p>the page</p>") && page.body.contains("src=\"/.kwic/reload.js\"")
    );
    assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
    assert_eq!(folder.read("site/index.html"), "<p>the page</p>");
    let script = get(server.address(), "/.kwic/reload.js", "");
    assert!(
        script.body.contains("EventSource")
            && script.header("content-type").unwrap().contains("javascript")
    );
    let other = get(server.address(), "/kwic.js", "Accept-Encoding: br\r\n");
    assert_eq!(other.body, "export const plain = 1;");
    assert_eq!(get(server.address(), "/gone.html", "").body, "not found: /gone.html\n");

    let mut stream = TcpStream::connect(server.address()).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    write!(stream, "GET /.kwic/events HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
    let mut lines = BufReader::new(stream).lines().map(Result::unwrap);
    let head: Vec<String> = lines.by_ref().take_while(|line| !line.is_empty()).collect();
    assert!(
        head.iter().any(|line| line.eq_ignore_ascii_case("content-type: text/event-stream")),
        "{head:?}"
    );
    reloads.reload();
    assert!(lines.any(|line| line == "data: changed"));
}

#[test]
fn a_page_that_is_not_live_has_no_script() {
    let folder = site();
    let server = serve::in_background(&folder.path("site"), 0).unwrap();
    assert_eq!(get(server.address(), "/", "").body, "<p>the page</p>");
    assert_eq!(get(server.address(), "/.kwic/events", "").status, 404);
}
