//! A small host that serves a folder well, but for the answers that a test has it give otherwise.
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use crate::folder::Folder;

/// What a host answers.
#[derive(Debug, Clone)]
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
    /// Told in the place of the length that the body has.
    pub length: Option<usize>,
    pub end: End,
}

/// What comes behind the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The end.
    Closed,
    /// The body once more, and on and on.
    Never,
    /// Nothing for a long time.
    Silence,
}

impl Reply {
    pub fn page(text: &str) -> Reply {
        let headers = vec![
            ("content-type", "text/html; charset=utf-8".into()),
            ("cache-control", "no-cache".into()),
        ];
        Reply { status: 200, headers, body: text.into(), length: None, end: End::Closed }
    }

    pub fn not_found() -> Reply {
        Reply { status: 404, ..Reply::page("<!doctype html><p>nothing here") }
    }

    pub fn redirect(to: &str) -> Reply {
        Reply { status: 302, ..Reply::page("") }.with("location", to)
    }

    /// Sets a header.
    pub fn with(mut self, name: &'static str, value: &str) -> Reply {
        self = self.without(name);
        self.headers.push((name, value.to_owned()));
        self
    }

    pub fn without(mut self, name: &str) -> Reply {
        self.headers.retain(|header| header.0 != name);
        self
    }
}

/// Serves the folder `public`; `change` gives what is answered in the place of the good answer for a path. The server
/// runs until the tests end.
pub fn serve(
    folder: &Folder,
    change: impl Fn(&str, Reply) -> Reply + Send + Sync + 'static,
) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let public = folder.path("public");
    let change = std::sync::Arc::new(change);
    thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let (public, change) = (public.clone(), change.clone());
            thread::spawn(move || {
                let mut lines =
                    BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
                let Some(request) = lines.next() else { return };
                lines.take_while(|line| !line.is_empty()).for_each(drop);
                let path = request.split(' ').nth(1).unwrap_or("/").to_owned();
                let reply = change(&path, good(public, &path));
                // Who has seen enough closes the connection.
                let _ = answer(stream, &reply);
            });
        }
    });
    address
}

/// What a host that is set up well answers.
fn good(public: PathBuf, path: &str) -> Reply {
    let name = path.trim_start_matches('/').split('?').next().unwrap_or_default();
    let mut file = public.join(name);
    if file.is_dir() {
        file.push("index.html");
    }
    let Ok(mut body) = fs::read(&file) else { return Reply::not_found() };
    let kind = match file.extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        _ => "application/octet-stream",
    };
    let is_for_ever = kwic_site::without_hash(name).is_some() || name.ends_with(".bin");
    let kept = if is_for_ever { "max-age=31536000, immutable" } else { "no-cache" };
    let mut headers = vec![("content-type", kind.to_owned()), ("cache-control", kept.to_owned())];
    if let Ok(packed) = fs::read(format!("{}.br", file.display())) {
        body = packed;
        headers.push(("content-encoding", "br".to_owned()));
    }
    Reply { status: 200, headers, body, length: None, end: End::Closed }
}

fn answer(mut stream: TcpStream, reply: &Reply) -> std::io::Result<()> {
    let mut head = format!("HTTP/1.1 {} Whatever\r\nconnection: close\r\n", reply.status);
    for (name, value) in &reply.headers {
        head += &format!("{name}: {value}\r\n");
    }
    if reply.end != End::Never {
        head += &format!("content-length: {}\r\n", reply.length.unwrap_or(reply.body.len()));
    }
    stream.write_all(head.as_bytes())?;
    stream.write_all(b"\r\n")?;
    stream.write_all(&reply.body)?;
    match reply.end {
        End::Closed => Ok(()),
        End::Never => loop {
            stream.write_all(&reply.body)?;
        },
        End::Silence => {
            thread::sleep(Duration::from_secs(20));
            Ok(())
        }
    }
}
