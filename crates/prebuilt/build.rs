//! Lists the files of the finished engine for `src/lib.rs` to include, if they are those of the sources
//! around them.

#[path = "src/sources.rs"]
mod sources;

use std::env;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let package = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let engine = package.join("engine");
    let root = package.ancestors().nth(2).unwrap_or(&package);
    println!("cargo::rerun-if-changed={}", engine.display());

    // A new file matters only where one of these files comes to name it.
    let sources = sources::files(root)?;
    for file in &sources {
        println!("cargo::rerun-if-changed={}", file.display());
    }
    let made_of = fs::read_to_string(engine.join(sources::STAMP)).ok();
    let state = match made_of {
        None => "State::Empty".to_owned(),
        // Away from the repository nothing can have changed.
        Some(made_of) if sources.is_empty() || made_of == sources::hash(root, &sources)? => {
            format!("State::Ready(&[\n{}])", included(&engine)?)
        }
        Some(_) => "State::Stale".to_owned(),
    };
    let out = PathBuf::from(env::var("OUT_DIR")?).join("engine.rs");
    Ok(fs::write(out, state)?)
}

/// Lines of a list with all files of the engine.
fn included(engine: &Path) -> Result<String, Box<dyn Error>> {
    let mut lines = Vec::new();
    let mut folders = vec![String::new()];
    while let Some(inside) = folders.pop() {
        for entry in fs::read_dir(engine.join(&inside))? {
            let name = entry?
                .file_name()
                .into_string()
                .map_err(|name| format!("{name:?} is not UTF-8"))?;
            let path = if inside.is_empty() { name.clone() } else { format!("{inside}/{name}") };
            let file = engine.join(&path);
            if file.is_dir() {
                folders.push(path);
            } else if name != sources::STAMP && !name.starts_with('.') {
                println!("cargo::rerun-if-changed={}", file.display());
                lines.push(format!("({path:?}, include_bytes!({file:?})),\n"));
            }
        }
    }
    lines.sort();
    Ok(lines.join(""))
}
