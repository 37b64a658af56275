//! What a reader downloads before any article of the site: measured, and held to a budget.

use std::fs;
use std::io;
use std::path::Path;

use kwic_site::{Form, compress};
use serde::Deserialize;

use crate::engine::optimise::Optimise;
use crate::error::XtaskError;
use crate::page;
use crate::repository::Repository;

/// What every page loads to search at all.
const MODULE: &[&str] = &["kwic_bg.wasm", "kwic.js"];
/// What a page with the box loads beside it.
const BOX: &[&str] = &["kwic-search.js"];
/// What a box loads beside that when the reader comes to it, by its layout; one in the page loads nothing.
const OVER: &[(&str, &str)] = &[("dropdown", "floating.js"), ("modal", "dialog.js")];
/// Looks, which a site may bring itself.
const LOOKS: &[&str] = &["kwic-search.css"];

const ARTICLE: &str = "---\ntitle: Smallest\nlang: en\n---\n\nOne article with few words.\n";

#[derive(Deserialize)]
struct Budget {
    /// Bytes of the module and its wrapper after brotli, quality 11.
    module_brotli: u64,
    /// Bytes of the box, with its styles and the English texts.
    box_brotli: u64,
    /// Bytes of all three.
    engine_brotli: u64,
}

/// One file, or the sum of several.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Size {
    raw: u64,
    gzip: u64,
    brotli: u64,
}

/// Builds the engine with one tiny article, prints the size of each file and refuses an engine over
/// budget.
pub fn size(repository: &Repository) -> Result<(), XtaskError> {
    // At the same place every time, so that the last one can be looked at.
    let work = repository.work("size")?;
    let articles = work.join("articles");
    fs::create_dir_all(&articles).map_err(XtaskError::file("create", articles.as_path()))?;
    let article = articles.join("smallest.md");
    if fs::read_to_string(&article).ok().as_deref() != Some(ARTICLE) {
        fs::write(&article, ARTICLE).map_err(XtaskError::file("write", article.as_path()))?;
    }
    let out = work.join("page");
    page::build(repository, &articles, &out, Optimise::Always, Form::Plain)?;

    println!("\n{:28}{:>10}{:>10}{:>10}", "file", "raw", "gzip -9", "brotli 11");
    let module = measure_all(&out, MODULE)?;
    row("module", module);
    let own = measure_all(&out, BOX)?;
    let engine = module.plus(own);
    row("engine", engine);
    for (layout, name) in OVER {
        let later = measure_all(&out, &[name])?;
        row(&format!("box with a {layout}, open"), own.plus(later));
    }
    measure_all(&out, LOOKS)?;

    let budget = budget(repository)?;
    hold("module", module.brotli, budget.module_brotli)?;
    hold("box", own.brotli, budget.box_brotli)?;
    hold("engine", engine.brotli, budget.engine_brotli)
}

fn hold(name: &'static str, size: u64, budget: u64) -> Result<(), XtaskError> {
    let left = i128::from(budget) - i128::from(size);
    println!("budget of the {name}: {budget} bytes after brotli, {left} left");
    if size > budget {
        return Err(XtaskError::OverBudget { name, size, budget });
    }
    Ok(())
}

fn budget(repository: &Repository) -> Result<Budget, XtaskError> {
    let path = repository.root.join("crates/xtask/size-budget.toml");
    let text = fs::read_to_string(&path).map_err(XtaskError::file("read", path.as_path()))?;
    toml::from_str(&text).map_err(|source| XtaskError::Toml { path, source })
}

fn measure_all(folder: &Path, names: &[&str]) -> Result<Size, XtaskError> {
    let mut sum = Size::default();
    for name in names {
        let path = folder.join(name);
        let bytes = fs::read(&path).map_err(XtaskError::file("read", path.as_path()))?;
        let size = Size::of(&bytes).map_err(XtaskError::file("compress", path.as_path()))?;
        row(name, size);
        sum = sum.plus(size);
    }
    Ok(sum)
}

fn row(name: &str, size: Size) {
    println!("{name:28}{:>10}{:>10}{:>10}", size.raw, size.gzip, size.brotli);
}

impl Size {
    fn of(bytes: &[u8]) -> io::Result<Self> {
        let gzip = compress::gzip(bytes)?;
        let brotli = compress::brotli(bytes)?;
        Ok(Self { raw: bytes.len() as u64, gzip: gzip.len() as u64, brotli: brotli.len() as u64 })
    }

    fn plus(self, other: Self) -> Self {
        Self {
            raw: self.raw + other.raw,
            gzip: self.gzip + other.gzip,
            brotli: self.brotli + other.brotli,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_repeats_itself_shrinks_in_both_ways() {
        let size = Size::of("keyword in context ".repeat(100).as_bytes()).unwrap();
        assert_eq!(size.raw, 1900);
        assert!(size.gzip < 100 && size.brotli < size.gzip, "{size:?}");
    }

    #[test]
    fn the_committed_budget_can_be_read() {
        let budget = budget(&Repository::here()).unwrap();
        assert!(0 < budget.module_brotli && budget.module_brotli < budget.engine_brotli);
        assert!(0 < budget.box_brotli && budget.box_brotli < budget.engine_brotli);
    }

    #[test]
    fn what_is_over_budget_is_refused_by_name() {
        hold("module", 10, 10).unwrap();
        let error = hold("module", 11, 10).unwrap_err().to_string();
        assert!(error.contains("`module_brotli`") && error.contains("11"), "{error}");
    }
}
