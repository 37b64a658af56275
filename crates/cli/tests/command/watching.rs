//! Builds that follow their inputs. `cargo xtask engine` makes the engine that they need.
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use crate::folder::{Folder, piped};

/// A command that runs until it is told to end, and the lines that it prints.
struct Running {
    child: Child,
    lines: Receiver<String>,
}

impl Running {
    fn start(folder: &Folder, arguments: &[&str]) -> Running {
        let mut command = folder.command(arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (tell, lines) = mpsc::channel();
        let outputs: [Box<dyn Read + Send>; 2] =
            [Box::new(child.stdout.take().unwrap()), Box::new(child.stderr.take().unwrap())];
        for output in outputs {
            let tell = tell.clone();
            thread::spawn(move || {
                for line in BufReader::new(output).lines() {
                    let _ = tell.send(line.unwrap());
                }
            });
        }
        Running { child, lines }
    }

    /// Waits for a line with this part.
    fn says(&self, part: &str) -> String {
        let mut before = Vec::new();
        loop {
            match self.lines.recv_timeout(Duration::from_secs(60)) {
                Ok(line) if line.contains(part) => return line,
                Ok(line) => before.push(line),
                Err(_) => panic!("{part:?} is not in {before:#?}"),
            }
        }
    }

    /// Ends it as Ctrl-C does; gives what it still said.
    fn interrupt(mut self) -> Vec<String> {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
        assert!(self.child.wait().unwrap().success());
        self.lines.iter().collect()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It has ended where all went well.
        let _ = self.child.kill();
    }
}

/// Puts a file there in one step, as editors do.
fn save(path: &Path, text: &str) {
    let hidden = path.with_file_name(".unfinished");
    fs::write(&hidden, text).unwrap();
    fs::rename(&hidden, path).unwrap();
}

#[test]
fn a_build_follows_its_inputs_past_errors_and_ends_well() {
    if kwic_prebuilt::engine().is_err() {
        return;
    }
    let folder = Folder::new().file("articles/a.md", "# Lamp\n\nLit at dusk.\n");
    let article = folder.path("articles/a.md");
    let running = Running::start(&folder, &["build", "articles", "-o", "articles/out", "--watch"]);
    running.says("watching for changes");
    save(&article, "# Lamp\n\nLit at dawn.\n");
    running.says("built again");
    assert!(folder.read("articles/out/a.html").contains("dawn"));
    save(&article, "---\ndate: 2025-13-40\n---\n");
    running.says("2025-13-40");
    running.says("the output stays as it was");
    assert!(folder.read("articles/out/a.html").contains("dawn"));
    save(&article, "# Lamp\n\nLit at noon.\n");
    running.says("built again");
    assert!(folder.read("articles/out/a.html").contains("noon"));
    let said = running.interrupt();
    // Else it would go on building because of what it builds.
    assert!(said.len() < 3, "{said:#?}");
}

#[test]
fn a_build_follows_its_settings_and_the_lists_that_they_name() {
    if kwic_prebuilt::engine().is_err() {
        return;
    }
    let settings = "[check]\ngolden = [\"golden.tsv\"]\n";
    let folder = Folder::new()
        .file("articles/a.md", "# Lamp\n\nLit at dusk.\n")
        .file("golden.tsv", "walrus\ta.html\n")
        .file("kwic.toml", settings);
    let running = Running::start(&folder, &["build", "articles", "-o", "out", "--watch"]);
    running.says("\"walrus\": a.html should be first");
    running.says("watching for changes");
    assert!(!folder.path("out").exists());
    save(&folder.path("golden.tsv"), "lamp\ta.html\n");
    running.says("built again");
    let former = folder.read("out/index.html");
    save(&folder.path("kwic.toml"), &format!("{settings}index-bytes = 10\n"));
    running.says("`index-bytes` allows 10");
    running.says("waiting for a change");
    assert_eq!(folder.read("out/index.html"), former);
    save(&folder.path("kwic.toml"), "[box]\nlength = 300\n");
    running.says("built again");
    assert!(folder.read("out/index.html").contains("length=\"300\""));
    running.interrupt();
}

#[test]
fn a_served_build_loads_pages_again() {
    if kwic_prebuilt::engine().is_err() {
        return;
    }
    let page = |time: &str| format!("<html lang=en><main><h1>Lamp</h1><p>Lit at {time}.</main>");
    let folder = Folder::new().file("public/index.html", page("dusk"));
    let running = Running::start(&folder, &["build", "public", "--serve", "--port", "0"]);
    let line = running.says("serving public at http://");
    let address = line.split("http://").nth(1).unwrap().trim_end_matches('/').to_owned();
    let ask = |path: &str| {
        let mut stream = TcpStream::connect(&address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")
            .unwrap();
        stream
    };
    let text = |path: &str| {
        let mut text = String::new();
        ask(path).read_to_string(&mut text).unwrap();
        text
    };
    assert!(text("/").contains("/.kwic/reload.js") && text("/").contains("dusk"));
    assert!(text("/kwic/kwic-search.js").starts_with("HTTP/1.1 200"));
    let mut events = BufReader::new(ask("/.kwic/events"));
    let mut line = String::new();
    while line.trim() != "" || !line.ends_with('\n') {
        line.clear();
        events.read_line(&mut line).unwrap();
    }
    save(&folder.path("public/index.html"), &page("dawn"));
    while !line.contains("data: changed") {
        line.clear();
        assert!(events.read_line(&mut line).unwrap() > 0);
    }
    assert!(text("/").contains("dawn"));
    assert!(!folder.read("public/index.html").contains("reload.js"));
    running.interrupt();
}

#[test]
fn standard_input_cannot_be_followed() {
    piped(&Folder::new(), &["build", "-", "--watch"], b"# A\n\nText.\n")
        .fails(&["standard input", "--watch"]);
}
