//! Puts the index of the articles at `$OUT_DIR/index.kwic` (feature `embed`).

#[cfg(feature = "embed")]
fn main() -> std::process::ExitCode {
    kwic_indexer::build_script::run("articles")
}

#[cfg(not(feature = "embed"))]
fn main() {
    // Told nothing, cargo would compile again after a change of any file here, an article too.
    println!("cargo::rerun-if-changed=build.rs");
}
