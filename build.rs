//! Compiles the articles into `$OUT_DIR/index.kwic` when the feature `embed` is on.

#[cfg(feature = "embed")]
fn main() -> std::process::ExitCode {
    kwic_build::script::run("articles")
}

#[cfg(not(feature = "embed"))]
fn main() {}
