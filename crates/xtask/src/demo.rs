//! The demonstration: the page on this machine, built again whenever an article or a file of the page is
//! saved.

use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::thread;

use kwic_site::Form;

use crate::engine::optimise::Optimise;
use crate::error::XtaskError;
use crate::page::{PageBuilder, STEPS};
use crate::progress::Progress;
use crate::repository::Repository;
use kwic_cli::live::Reloads;
use kwic_cli::watcher::{Changes, Watched, watch};

/// Builds the page over `articles` and serves it until Ctrl-C.
pub fn demo(
    repository: &Repository,
    articles: Option<&Path>,
    port: Option<u16>,
) -> Result<(), XtaskError> {
    let articles = repository.articles(articles)?;
    let out = repository.work(&format!("demo-{}", std::process::id()))?;
    let shown = show(repository, &articles, &out, port);
    let _ = std::fs::remove_dir_all(&out);
    shown
}

fn show(
    repository: &Repository,
    articles: &Path,
    out: &Path,
    port: Option<u16>,
) -> Result<(), XtaskError> {
    // Before the first build, so that what is saved meanwhile is not missed.
    let paths = vec![articles.to_owned(), repository.root.join("www")];
    let excluded = vec![repository.target()?.to_owned()];
    let (watcher, changes) = watch(Watched { paths, excluded })?;
    // Optimising takes longer than it saves on a page that comes from this machine.
    let mut page = PageBuilder::new(repository, Optimise::No, Form::Plain)?;
    page.build(articles, out, &Progress::new(STEPS))?;
    let reloads = Reloads::default();
    thread::scope(|scope| {
        scope.spawn(|| {
            let build = || {
                let built = page.build(articles, out, &Progress::silent())?;
                reloads.reload();
                Ok(built.articles)
            };
            follow(changes, build, |line| eprintln!("{line}"));
        });
        let port = port.unwrap_or_else(free_port);
        let served = kwic_cli::serve::until_interrupted(out, port, &reloads, |address| {
            println!("Kwic is at http://{address}/ (Ctrl-C stops it)");
            println!("the page loads itself again when an article or a file of www/ is saved");
        });
        // Ends the other thread.
        drop(watcher);
        Ok(served?)
    })
}

/// Builds after each change and says how it went, until nobody watches any more.
fn follow(
    mut changes: Changes,
    mut build: impl FnMut() -> Result<usize, XtaskError>,
    mut say: impl FnMut(String),
) {
    while let Some(saved) = changes.settled() {
        say(match build() {
            Ok(articles) => {
                format!("rebuilt in {:.2} s: {articles} articles", saved.elapsed().as_secs_f64())
            }
            Err(error) => format!("error: {error}\nthe page stays as it was"),
        });
    }
}

/// The usual port, or 0 for any other when somebody listens there already.
fn free_port() -> u16 {
    const USUAL: u16 = 8080;
    TcpListener::bind((Ipv4Addr::LOCALHOST, USUAL)).map_or(0, |_| USUAL)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::mpsc;
    use std::time::Duration;

    use kwic_core::placeholder::{END, START};
    use kwic_site::{MODULE, WRAPPER};
    use wasm_encoder::{ConstExpr, DataSection, MemorySection, MemoryType, Module};

    use super::*;
    use crate::engine::wasm::Wasm;

    /// A module with a memory and the placeholder for an index.
    fn module() -> Vec<u8> {
        const ADDRESS: u32 = 1024;
        let pair = [ADDRESS, START.len() as u32].map(u32::to_le_bytes);
        let placeholder = [&START[..], pair.as_flattened(), &END].concat();
        let mut data = DataSection::new();
        data.active(0, &ConstExpr::i32_const(ADDRESS as i32), placeholder);
        let memory = MemoryType {
            minimum: 1,
            maximum: None,
            memory64: false,
            shared: false,
            page_size_log2: None,
        };
        Module::new().section(MemorySection::new().memory(memory)).section(&data).clone().finish()
    }

    /// An article whose page and index hold this word.
    fn article(word: &str) -> String {
        format!("---\ntitle: Article\ndate: 2025-01-13\n---\n\nIn it stands {word}.\n")
    }

    #[test]
    fn a_saved_article_changes_the_page_and_a_broken_one_leaves_it() {
        let (folder, stub) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let (articles, out) = (folder.path().join("articles"), folder.path().join("out"));
        fs::create_dir(&articles).unwrap();
        let file = articles.join("a.md");
        // In one step, as editors do: else a slow machine may build in between.
        let save = |text: String| {
            let hidden = articles.join(".a.md");
            fs::write(&hidden, text).unwrap();
            fs::rename(&hidden, &file).unwrap();
        };
        save(article("Alpha"));
        fs::write(stub.path().join(MODULE), module()).unwrap();
        fs::write(stub.path().join(WRAPPER), "new URL('kwic_bg.wasm', import.meta.url)").unwrap();

        let repository = Repository::here();
        let mut page_builder = PageBuilder::new(&repository, Optimise::No, Form::Plain)
            .unwrap()
            .with_wasm(Wasm::in_folder(stub.path()));
        let (watcher, changes) =
            watch(Watched { paths: vec![articles.clone()], excluded: Vec::new() }).unwrap();
        let (say, said) = mpsc::channel();
        let line = || said.recv_timeout(Duration::from_secs(60)).unwrap();
        let page = || fs::read_to_string(out.join("a.html")).unwrap();
        let module = || fs::read(out.join(MODULE)).unwrap();

        page_builder.build(&articles, &out, &Progress::silent()).unwrap();
        let first = module();
        assert!(page().contains("Alpha"));
        thread::scope(|scope| {
            let (articles, out) = (articles.as_path(), out.as_path());
            scope.spawn(move || {
                let build = || Ok(page_builder.build(articles, out, &Progress::silent())?.articles);
                follow(changes, build, |line| say.send(line).unwrap());
            });
            save(article("Beta"));
            assert!(line().ends_with(": 1 articles"));
            assert!(page().contains("Beta"));
            let second = module();
            assert_ne!(first, second);

            save(article("Gamma").replace("2025-01-13", "2025-13-01"));
            let error = line();
            assert!(error.contains("a.md") && error.contains("the page stays"), "{error}");
            assert!(page().contains("Beta"));
            assert_eq!(module(), second);

            save(article("Gamma"));
            assert!(line().ends_with(": 1 articles"));
            assert!(page().contains("Gamma"));
            drop(watcher);
        });
    }
}
