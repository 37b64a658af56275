//! Finished sites with a search, built once and copied for each test, and what the command finds in them.
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use serde_json::Value;

use crate::folder::{Folder, Ran};

/// The two lines that put the box into a page.
pub const LINES: &str =
    "<script type=\"module\" src=\"/kwic/kwic-search.js\"></script>\n<kwic-search></kwic-search>";

/// A page with the box.
pub fn page(title: &str, text: &str, head: &str) -> String {
    format!(
        "<!doctype html><html lang=en><head><title>{title}</title>{head}</head><body><nav><a href=/>Harbour</a></nav>\
         <main><h1>{title}</h1><p>{text}</p></main>{LINES}</body></html>"
    )
}

/// How a site is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Plain,
    Hashed,
    Split,
}

impl Form {
    pub const ALL: [Form; 3] = [Form::Plain, Form::Hashed, Form::Split];

    fn options(self) -> &'static [&'static str] {
        match self {
            Form::Plain => &["--layout", "module"],
            Form::Hashed => &["--layout", "module", "--hashed"],
            Form::Split => &["--layout", "split"],
        }
    }
}

fn built(form: Form) -> Folder {
    let mut folder = Folder::new()
        .file("public/index.html", page("Harbour", "Boats come and go with the tide.", ""))
        .file(
            "public/guide/lamp/index.html",
            page("The lamp", "It is lit at dusk, and whale oil burns slowly.", ""),
        )
        .file("public/pier.html", page("The pier", "Ropes are coiled where the ferry lands.", ""));
    let build = [&["build", "public"], form.options()].concat();
    let ran = folder.kwic(&build).succeeds();
    if form == Form::Hashed {
        // The lines of a build with hashes name its script.
        let err = ran.err();
        let name = err.split("src=\"/kwic/").nth(1).unwrap().split('"').next().unwrap();
        for path in ["index.html", "guide/lamp/index.html", "pier.html"] {
            let path = format!("public/{path}");
            let text = folder.read(&path).replace("kwic-search.js", name);
            folder = folder.file(&path, text);
        }
    }
    folder
}

/// A site in the folder `public`; none where the command was compiled without an engine.
pub fn site(form: Form) -> Option<Folder> {
    static BUILT: [OnceLock<Folder>; 3] = [const { OnceLock::new() }; 3];
    kwic_prebuilt::engine().ok()?;
    let built = BUILT[form as usize].get_or_init(|| built(form));
    let copy = Folder::new();
    for file in kwic_site::output::files_beneath(&built.path("public")).unwrap() {
        let to = copy.path("public").join(&file);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(built.path("public").join(&file), to).unwrap();
    }
    Some(copy)
}

/// The file of a site that has this name without a hash.
pub fn named(folder: &Folder, start: &str, end: &str) -> String {
    let files = fs::read_dir(folder.path("public/kwic")).unwrap();
    let mut names = files.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.find(|name| name.starts_with(start) && name.ends_with(end)).unwrap()
}

/// Changes a file of a site.
pub fn change(folder: &Folder, name: &str, change: impl FnOnce(&mut Vec<u8>)) {
    let path = folder.path(name);
    let mut bytes = fs::read(&path).unwrap();
    change(&mut bytes);
    fs::write(path, bytes).unwrap();
}

/// Replaces a part of a page.
pub fn replace(folder: &Folder, name: &str, from: &str, to: &str) {
    let text = folder.read(name);
    assert!(text.contains(from), "{from} is not in {text}");
    fs::write(folder.path(name), text.replace(from, to)).unwrap();
}

pub fn remove(folder: &Folder, name: &str) {
    fs::remove_file(folder.path(name)).unwrap();
}

/// Removes the compressed copies, which tests that change files have no use for.
pub fn without_copies(folder: &Folder) {
    for file in kwic_site::output::files_beneath(&folder.path("public")).unwrap() {
        if file.extension().is_some_and(|ending| ending == "br" || ending == "gz") {
            fs::remove_file(folder.path("public").join(Path::new(&file))).unwrap();
        }
    }
}

/// What the command says of a site.
pub struct Found {
    json: Value,
}

/// Runs the command, with no proxy between it and this machine.
pub fn run(folder: &Folder, arguments: &[&str]) -> Ran {
    let mut command = folder.command(&[&["doctor"], arguments].concat());
    for variable in ["http_proxy", "https_proxy", "all_proxy"] {
        command.env_remove(variable).env_remove(variable.to_uppercase());
    }
    Ran::of(&mut command)
}

/// What the command says to programs; its exit code has to fit.
#[track_caller]
pub fn doctor(folder: &Folder, arguments: &[&str]) -> Found {
    let ran = run(folder, &[&["--json"], arguments].concat());
    let json: Value = serde_json::from_str(&ran.out()).unwrap_or_else(|_| panic!("{}", ran.err()));
    match json["errors"].as_u64() {
        Some(0) => drop(ran.succeeds()),
        _ => drop(ran.says_no()),
    }
    Found { json }
}

impl Found {
    fn findings(&self) -> &[Value] {
        self.json["findings"].as_array().unwrap()
    }

    #[track_caller]
    pub fn nothing(&self) -> &Found {
        assert!(self.findings().is_empty(), "{:#}", self.json);
        self
    }

    /// One finding and no other: its level and the name of the check, and parts of a place, of what is wrong, and of the
    /// mend.
    #[track_caller]
    pub fn only(&self, kind: (&str, &str), place: &str, what: &str, mend: &str) {
        let [finding] = self.findings() else { panic!("{:#}", self.json) };
        is(finding, kind, place, what, mend);
    }

    /// One finding among others.
    #[track_caller]
    pub fn also(&self, kind: (&str, &str), place: &str, what: &str) -> &Found {
        let is_it = |finding: &&Value| {
            (finding["level"] == kind.0 && finding["check"] == kind.1)
                && finding["places"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .any(|it| it.as_str().unwrap().contains(place))
                && finding["what"].as_str().unwrap().contains(what)
        };
        assert!(
            self.findings().iter().any(|finding| is_it(&finding)),
            "{kind:?} {what}: {:#}",
            self.json
        );
        self
    }

    #[track_caller]
    pub fn ok(&self, part: &str) -> &Found {
        let lines = self.json["ok"].as_array().unwrap();
        let has = lines.iter().any(|line| line.as_str().unwrap().contains(part));
        assert!(has, "{part}: {:#}", self.json);
        self
    }
}

#[track_caller]
fn is(finding: &Value, (level, check): (&str, &str), place: &str, what: &str, mend: &str) {
    let text = |key: &str| finding[key].as_str().unwrap();
    assert_eq!((text("level"), text("check")), (level, check), "{finding:#}");
    let places = finding["places"].as_array().unwrap();
    let has = places.iter().any(|it| it.as_str().unwrap().replace('\\', "/").contains(place));
    assert!(has, "{place}: {finding:#}");
    assert!(text("what").contains(what) && text("mend").contains(mend), "{finding:#}");
    assert!(!text("why").is_empty());
}
