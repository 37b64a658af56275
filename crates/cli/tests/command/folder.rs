//! A folder for one test and the binary run in it.
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// Three articles whose words do not resemble each other, so that what matches is beyond doubt.
pub const ARTICLES: &str = r#"{"id": "d1", "url": "zoo/zebra.html", "title": "Stripes", "body": "A zebra crosses the savannah at noon."}
{"id": "d2", "url": "sea/walrus.html", "title": "Tusks", "body": "The walrus sleeps upon drifting ice."}
{"id": "d3", "url": "zoo/giraffe.html", "title": "Necks", "body": "One giraffe browses high acacia leaves."}
"#;

pub struct Folder(TempDir);

impl Folder {
    pub fn new() -> Folder {
        Folder(tempfile::tempdir().unwrap())
    }

    /// A folder with [`ARTICLES`] compiled into `site.kwic`.
    pub fn with_index() -> Folder {
        let folder = Folder::new().file("articles.jsonl", ARTICLES);
        folder.kwic(&["index", "articles.jsonl", "-o", "site.kwic"]).succeeds();
        folder
    }

    pub fn file(self, name: &str, content: impl AsRef<[u8]>) -> Folder {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kwic"));
        command.args(arguments).current_dir(self.0.path());
        command
    }

    pub fn kwic(&self, arguments: &[&str]) -> Ran {
        Ran(self.command(arguments).output().unwrap())
    }
}

/// Runs the binary with this on its standard input.
pub fn piped(folder: &Folder, arguments: &[&str], input: &[u8]) -> Ran {
    let mut command = folder.command(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    Ran(child.wait_with_output().unwrap())
}

/// A run that is over.
pub struct Ran(Output);

impl Ran {
    /// Runs a command that was put together otherwise.
    #[cfg(feature = "build")]
    pub fn of(command: &mut Command) -> Ran {
        Ran(command.output().unwrap())
    }

    #[track_caller]
    fn ends(self, code: i32) -> Ran {
        assert_eq!(self.0.status.code(), Some(code), "{}{}", self.out(), self.err());
        self
    }

    #[track_caller]
    pub fn succeeds(self) -> Ran {
        self.ends(0)
    }

    #[track_caller]
    pub fn says_no(self) -> Ran {
        self.ends(1)
    }

    /// Ends with 2 and tells `facts` on standard error, and nothing on standard output.
    #[track_caller]
    pub fn fails(self, facts: &[&str]) {
        let ran = self.ends(2);
        let err = ran.err();
        for fact in facts {
            assert!(err.contains(fact), "{fact:?} is not in {err}");
        }
        assert!(!err.contains("panicked"), "{err}");
        assert_eq!(ran.out(), "");
    }

    #[cfg(feature = "doctor")]
    pub fn code(&self) -> Option<i32> {
        self.0.status.code()
    }

    pub fn out(&self) -> String {
        String::from_utf8(self.0.stdout.clone()).unwrap()
    }

    pub fn err(&self) -> String {
        String::from_utf8(self.0.stderr.clone()).unwrap()
    }

    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out()).unwrap()
    }
}
