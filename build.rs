//! Puts the index at `$OUT_DIR/index.kwic`: compiled from the articles (feature `embed`), or as the
//! file that `KWIC_INDEX` names (feature `module` alone).

#[cfg(feature = "embed")]
fn main() -> std::process::ExitCode {
    kwic_build::script::run("articles")
}

#[cfg(all(feature = "module", not(feature = "embed")))]
fn main() {
    println!("cargo::rerun-if-env-changed=KWIC_INDEX");
    let copied =
        std::env::var("KWIC_INDEX").ok().zip(std::env::var("OUT_DIR").ok()).map(|(index, out)| {
            println!("cargo::rerun-if-changed={index}");
            std::fs::copy(&index, std::path::Path::new(&out).join("index.kwic"))
        });
    if !matches!(copied, Some(Ok(_))) {
        println!(
            "cargo::error=feature `module` needs an index: name its file in KWIC_INDEX, or turn \
             on the feature `embed` to have the articles compiled"
        );
    }
}

#[cfg(not(feature = "module"))]
fn main() {}
