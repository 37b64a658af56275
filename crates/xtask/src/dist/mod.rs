//! What a release hands on, for all registries: programs, packages for npm and PyPI, and crates. Nothing is published
//! from here.
//!
//! `platform` is the list of platforms and `python` has the tools; `wheels` compiles the programs, and `archive`,
//! `npm_packages` and `crates` pack.

mod archive;
mod crates;
mod files;
mod npm_packages;
mod platform;
mod python;
mod wheels;

use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::dist::crates::Verify;
use crate::dist::npm_packages::Packages;
use crate::dist::platform::{PLATFORMS, Platform};
use crate::dist::python::Python;
use crate::engine::prebuilt;
use crate::error::XtaskError;
use crate::npm::Node;
use crate::repository::Repository;

/// What is made, and where.
#[derive(Debug, Args)]
pub struct Dist {
    /// Folder to write to; what a former run wrote there is removed [default: dist in the target folder]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Platform to make programs for; may be given several times [default: all]
    #[arg(long = "target", value_name = "TRIPLE", value_parser = triples())]
    targets: Vec<String>,
    /// Make programs for the platform of this machine only
    #[arg(long, conflicts_with = "targets")]
    host_only: bool,
    /// Compile each crate once more, out of its package alone
    #[arg(long)]
    verify: bool,
    /// Address of the repository, for the packages of npm: https://…, without `.git`
    #[arg(long, value_name = "URL", env = "KWIC_REPOSITORY")]
    repository: Option<String>,
}

fn triples() -> impl TypedValueParser<Value = String> {
    PossibleValuesParser::new(PLATFORMS.iter().map(|platform| platform.triple))
}

impl Dist {
    fn platforms(&self) -> Result<Vec<&'static Platform>, XtaskError> {
        if self.host_only {
            return Ok(vec![Platform::host()?]);
        }
        if self.targets.is_empty() {
            return Ok(PLATFORMS.iter().collect());
        }
        Ok(self.targets.iter().filter_map(|triple| Platform::named(triple)).collect())
    }
}

/// Makes all of it, and prints the files with their sizes.
pub fn dist(repository: &Repository, wanted: &Dist) -> Result<(), XtaskError> {
    let node = Node::find().ok_or(XtaskError::NoNode { needed_for: "packing for npm" })?;
    let platforms = wanted.platforms()?;
    let version = repository.locked("kwic")?;
    let python = Python::with_tools(repository)?;
    wheels::ensure_targets(&platforms)?;
    prebuilt::fill(repository)?;

    let out = match &wanted.out {
        Some(out) => std::path::absolute(out).map_err(XtaskError::file("find", out.as_path()))?,
        None => repository.target()?.join("dist"),
    };
    files::empty(&out)?;
    let npm = Packages {
        repository,
        node,
        version: version.clone(),
        source: wanted.repository.clone(),
        out: out.join("npm"),
    };
    let wheels = out.join("python");
    for platform in platforms {
        eprintln!("=== {} ===", platform.triple);
        let program = wheels::wheel(repository, &python, platform, &wheels)?;
        archive::archive(repository, platform, &program, &version, &out)?;
        npm.platform(platform, &program)?;
    }
    wheels::check(&python, &wheels)?;
    npm.command()?;
    npm.element()?;
    let verify = if wanted.verify { Verify::Yes } else { Verify::No };
    crates::package(repository, &version, verify, &out.join("crates"))?;
    report(&out)
}

/// Packs for npm what can be installed on this machine, with `program` in the place of the cross-compiled one; and
/// sees whether crates can be packaged.
pub fn for_tests(
    repository: &Repository,
    node: Node,
    program: &Path,
    out: &Path,
) -> Result<(), XtaskError> {
    let version = repository.locked("kwic")?;
    files::empty(out)?;
    crates::package(repository, &version, Verify::No, &out.join("crates"))?;
    let npm = Packages { repository, node, version, source: None, out: out.join("npm") };
    npm.platform(Platform::host()?, program)?;
    npm.command()?;
    npm.element()
}

fn report(out: &Path) -> Result<(), XtaskError> {
    let mut made = files::ending(out, ".tar.gz")?;
    for (folder, ending) in [("npm", ".tgz"), ("python", ".whl"), ("crates", ".crate")] {
        made.extend(files::ending(&out.join(folder), ending)?);
    }
    for line in files::checksums(out, &made)? {
        println!("{line}");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Arguments {
        #[command(flatten)]
        dist: Dist,
    }

    fn asked(arguments: &[&str]) -> Result<Vec<&'static str>, clap::Error> {
        let all = ["dist"].iter().chain(arguments);
        let platforms = Arguments::try_parse_from(all)?.dist.platforms().unwrap();
        Ok(platforms.iter().map(|platform| platform.triple).collect())
    }

    #[test]
    fn all_platforms_are_made_unless_some_are_named() {
        assert_eq!(asked(&[]).unwrap().len(), PLATFORMS.len());
        let named = ["--target", "x86_64-apple-darwin", "--target", "x86_64-pc-windows-gnu"];
        assert_eq!(asked(&named).unwrap(), ["x86_64-apple-darwin", "x86_64-pc-windows-gnu"]);
    }

    #[test]
    fn an_unknown_platform_is_refused_with_those_that_are_known() {
        let error = asked(&["--target", "sparc-sun-solaris"]).unwrap_err().to_string();
        assert!(error.contains("x86_64-unknown-linux-musl"), "{error}");
    }
}
