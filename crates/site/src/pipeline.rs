//! From articles and an engine to a folder of files: index, pages, form, list, compressed copies.

use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};

use kwic_indexer::{Articles, SearchBox, SlugRule};

use crate::engine::Engine;
use crate::error::SiteError;
use crate::files::{DEMONSTRATION, Files, HOME, STYLE};
use crate::fingerprint::Facts;
use crate::integrity::{self, ListedFile};
use crate::search_page::{own_filters, search_page};
use crate::split::{self, Chosen, Layout};
use crate::{article_page, budget, compress, fingerprint, output, single_file};

/// Bytes of an index from which on the engine runs in a worker (`docs/decisions/0028-the-engine-in-a-worker.md`).
pub const WORKER_FROM: usize = 1_000_000;

/// Files that a split index may have unless told: hosts that limit them take 20,000 at least.
pub const MAX_FILES: usize = 15_000;

/// In which form a site is put out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Form {
    /// Files by the names that the documents give them.
    #[default]
    Plain,
    /// Files with a hash of their content in their names, so that browsers may keep them for ever.
    Hashed,
    /// One file with all but the pages of the articles, which works from a disk too.
    SingleFile,
}

/// How a site is built.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The form of the output.
    pub form: Form,
    /// The url of the top of a finished site, from the output folder: its own pages are the articles, and none
    /// are written. `None` where each article gets a readable page in the output folder.
    pub site: Option<String>,
    /// Where the index lies.
    pub layout: Layout,
    /// How many files a split index may have.
    pub max_files: usize,
    /// Whether compressed copies lie beside the files.
    pub compressed: bool,
    /// The folder in which a folder for the files of this build is made, and removed at the end.
    pub staging: PathBuf,
}

impl Default for Options {
    /// The plain form, the index in the module, and compressed copies, by way of the system's folder for temporary files.
    fn default() -> Self {
        Self {
            form: Form::Plain,
            site: None,
            layout: Layout::Module,
            max_files: MAX_FILES,
            compressed: true,
            staging: std::env::temp_dir(),
        }
    }
}

/// What was built.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Built {
    /// Articles in the index.
    pub articles: usize,
    /// The scripts, style sheets and modules, by their names without hashes.
    pub files: Vec<ListedFile>,
    /// Where the index is.
    pub layout: Chosen,
    /// The files of a split index.
    pub split_files: usize,
}

/// Builds the site of `articles` and puts it into the folder `out`. A former build there is replaced; a
/// build that fails leaves it as it was. Files of anybody else stay.
///
/// The same engine, articles and form give the same bytes on every machine.
///
/// # Errors
///
/// Articles that cannot be compiled or that need one page, an engine that lacks something, and whatever
/// keeps a file from being written.
pub fn build(
    engine: &Engine,
    articles: &Articles,
    options: &Options,
    out: &Path,
) -> Result<Built, SiteError> {
    let index = kwic_indexer::build_articles(articles)?;
    build_index(engine, articles, &index, options, out)
}

/// As [`build`], with the index that these articles were compiled into.
///
/// # Errors
///
/// Those of [`build`].
pub fn build_index(
    engine: &Engine,
    articles: &Articles,
    index: &[u8],
    options: &Options,
    out: &Path,
) -> Result<Built, SiteError> {
    let layout = match (options.form, options.layout) {
        (Form::SingleFile, Layout::Split) => return Err(SiteError::SingleFileSplit),
        (Form::SingleFile, _) => Layout::Module,
        (_, layout) => layout,
    };
    let (chosen, mut files) = layout.chosen(index, engine)?;
    if let Some(base) = &options.site {
        let page = search_page(&articles.documents, &articles.search_box, base).into_bytes();
        files.insert(HOME.to_owned(), Cow::Owned(page));
        files.retain(|name, _| !DEMONSTRATION.contains(&&**name));
    } else if articles.search_box != SearchBox::default()
        || !own_filters(&articles.documents).is_empty()
    {
        set_up_box(&mut files, articles)?;
    }
    let staging = tempfile::Builder::new()
        .prefix("kwic-")
        .tempdir_in(&options.staging)
        .map_err(SiteError::file("create a folder in", options.staging.as_path()))?;
    let staging = staging.path();
    let split = match chosen.split {
        true => Some(split::write(index, options.max_files, staging)?),
        false => None,
    };
    let folder = split.as_ref().map(|split| split.folder.as_str());
    let facts = facts(options, index, folder);
    let files = match options.form {
        Form::Plain => fingerprint::named(files, false, facts)?,
        Form::Hashed => fingerprint::named(files, true, facts)?,
        Form::SingleFile if options.site.is_some() => return Err(SiteError::SingleFileOfSite),
        Form::SingleFile => single_file::named(files, engine.single_file())?,
    };
    let style = files.get(STYLE).map_or(STYLE, |style| style.file.as_str());
    if options.site.is_none() {
        article_page::write_pages(&articles.documents, slugs(articles), style, staging)?;
    }
    refuse(staging, engine.names().chain([integrity::NAME]))?;
    for named in files.values() {
        let path = staging.join(&named.file);
        let folder = path.parent().unwrap_or(staging);
        fs::create_dir_all(folder).map_err(SiteError::file("create", folder))?;
        fs::write(&path, &named.bytes).map_err(SiteError::file("write", path.as_path()))?;
    }
    let listed = integrity::listed(&files);
    integrity::write(staging, &listed, folder)?;
    if options.compressed {
        compress::beside(staging, folder.map(Path::new))?;
    }
    if let Some(allowed) = articles.checks.bundle_bytes {
        budget::check(&files, staging, allowed)?;
    }
    output::replace(out, staging, split::folder_of(out).as_deref())?;
    let files = listed.into_values().collect();
    let split_files = split.map_or(0, |split| split.files);
    Ok(Built { articles: articles.documents.len(), files, layout: chosen, split_files })
}

/// What the script of the box is told of this build.
fn facts<'o>(options: &'o Options, index: &[u8], split: Option<&'o str>) -> Facts<'o> {
    let base = options.site.as_deref().unwrap_or_default();
    // Of a split index there is never much to be read at once.
    let in_worker = split.is_none() && index.len() >= WORKER_FROM;
    Facts { base, in_worker, split: split.unwrap_or_default() }
}

/// The box of the demonstration page, as it stands there.
const BOX: &str = "<kwic-search filters=\"lang source tag year\" prefer-lang=\"off\" sort>";

/// Gives the box of the search page the attributes that an author wants, and the author's own filters.
fn set_up_box(files: &mut Files<'_>, articles: &Articles) -> Result<(), SiteError> {
    let page = files.get(HOME).map(|page| String::from_utf8_lossy(page).into_owned());
    let missing = || SiteError::EngineFile(format!("site/{HOME}` with `{BOX}"));
    let page = page.filter(|page| page.contains(BOX)).ok_or_else(missing)?;
    let mut filters = vec!["lang", "source", "tag", "year"];
    let own = own_filters(&articles.documents);
    filters.extend(own.iter().map(String::as_str));
    let attributes = articles.search_box.attributes(&filters, true);
    let set_up = format!("<kwic-search prefer-lang=\"off\"{attributes}>");
    files.insert(HOME.to_owned(), Cow::Owned(page.replace(BOX, &set_up).into_bytes()));
    Ok(())
}

fn slugs(articles: &Articles) -> SlugRule {
    articles.generator.map(|generator| generator.slugs).unwrap_or_default()
}

/// Makes sure that a site of every form can be built with this engine: whoever makes an engine finds out
/// what is wrong with it, and no author does.
///
/// # Errors
///
/// What would keep a site from being built, whatever its articles are.
pub fn check(engine: &Engine) -> Result<(), SiteError> {
    fingerprint::named(engine.with_index(&[])?, true, Facts::default())?;
    fingerprint::named(engine.for_split()?, true, Facts::default())?;
    single_file::named(engine.with_index(&[])?, engine.single_file()).map(drop)
}

/// An article must not take the place of a file that the page needs.
fn refuse<'a>(pages: &Path, names: impl Iterator<Item = &'a str>) -> Result<(), SiteError> {
    // By the file system, which may take `Index.html` for `index.html`.
    for name in names {
        if pages.join(name).exists() {
            return Err(SiteError::AddressTaken(name.to_owned()));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::tests::engine;

    #[test]
    fn an_engine_that_fits_no_single_file_or_no_hashed_names_is_found_out_before_any_article() {
        check(&engine(&[])).unwrap();
        let broken = [
            ("single-file/page.js", "start()"),
            ("site/kwic-search.js", "import('./locales/vi.js')"),
            ("site/index.html", "<p>no script"),
        ];
        for change in broken {
            check(&engine(&[change])).unwrap_err();
        }
    }

    /// Articles of these files.
    fn articles(files: &[(&str, &str)]) -> (tempfile::TempDir, Articles) {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let articles = kwic_indexer::read(&[folder.path().to_owned()]).unwrap();
        (folder, articles)
    }

    fn options(form: Form, staging: &Path) -> Options {
        Options { form, staging: staging.to_owned(), ..Options::default() }
    }

    #[test]
    fn pages_of_articles_refer_to_the_style_sheet_by_the_name_that_it_has() {
        let (_folder, articles) =
            articles(&[("trips/hue.txt", "Hue\n\nA river with \"article.css\".\n")]);
        for form in [Form::Plain, Form::Hashed, Form::SingleFile] {
            let (out, staging) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
            let options = options(form, staging.path());
            let built = build(&engine(&[]), &articles, &options, out.path()).unwrap();
            let style = built.files.iter().find(|file| file.file.starts_with("article.")).unwrap();
            assert!(out.path().join(&style.file).is_file(), "{style}");
            let page = fs::read_to_string(out.path().join("trips/hue.html")).unwrap();
            assert!(page.contains(&format!("href=\"../{}\"", style.file)), "{page}");
            assert!(page.contains("with &quot;article.css&quot;"), "{page}");
            assert_eq!(fs::read_dir(staging.path()).unwrap().count(), 0, "{form:?}");
        }
    }

    #[test]
    fn an_article_with_the_address_of_a_file_of_the_page_is_refused_and_nothing_changes() {
        for address in ["kwic.js", "index.html", "kwic-manifest.json", "locales/vi.js"] {
            let text = format!("---\ntitle: A\nurl: {address}\n---\n\nText.\n");
            let (_folder, articles) = articles(&[("a.md", &text)]);
            let (out, staging) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
            let options = options(Form::Plain, staging.path());
            let error = build(&engine(&[]), &articles, &options, out.path()).unwrap_err();
            assert!(error.to_string().contains(&format!("`{address}`")), "{error}");
            assert_eq!(fs::read_dir(out.path()).unwrap().count(), 0, "{address}");
        }
    }

    #[test]
    fn a_small_index_is_searched_in_the_page_and_a_large_one_in_a_worker() {
        let options = Options { site: Some("../".to_owned()), ..Options::default() };
        let of = |bytes| facts(&options, &vec![0; bytes], None);
        assert_eq!(of(WORKER_FROM - 1), Facts { base: "../", ..Facts::default() });
        assert_eq!(of(WORKER_FROM), Facts { base: "../", in_worker: true, split: "" });
        assert_eq!(facts(&Options::default(), &[], None), Facts::default());
    }

    #[test]
    fn the_script_of_the_worker_is_in_every_form_with_files_and_in_no_single_file() {
        let (_folder, articles) = articles(&[("a.txt", "Hue\n\nA river.\n")]);
        for (form, is_there) in
            [(Form::Plain, true), (Form::Hashed, true), (Form::SingleFile, false)]
        {
            let (out, staging) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
            let options = options(form, staging.path());
            let built = build(&engine(&[]), &articles, &options, out.path()).unwrap();
            let worker = built.files.iter().find(|file| file.file.starts_with("kwic-worker."));
            assert_eq!(worker.is_some(), is_there, "{form:?}");
            let Some(worker) = worker else { continue };
            let script = built
                .files
                .iter()
                .find(|file| file.file.starts_with("kwic-search.") && file.file.ends_with(".js"));
            let script = fs::read_to_string(out.path().join(&script.unwrap().file)).unwrap();
            assert!(script.contains(&format!("'{}', '')", worker.file)), "{script}");
        }
    }

    #[test]
    fn a_split_index_lies_in_a_folder_that_the_script_and_the_list_name() {
        let (_folder, first) = articles(&[("a.txt", "Hue\n\nA river.\n")]);
        let (_other, second) = articles(&[("a.txt", "Hue\n\nA bridge.\n")]);
        let (out, staging) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let mut folders = Vec::new();
        for articles in [&first, &second, &first] {
            let options =
                Options { layout: Layout::Split, ..options(Form::Hashed, staging.path()) };
            let built = build(&engine(&[]), articles, &options, out.path()).unwrap();
            let folder = split::folder_of(out.path()).unwrap();
            assert!(out.path().join(&folder).join("root.bin").is_file());
            let wrapper = built.files.iter().find(|file| file.file.starts_with("kwic.")).unwrap();
            let script = fs::read_to_string(out.path().join(&wrapper.file)).unwrap();
            assert!(script.contains(&format!("at('{}/')", output::slashed(&folder))), "{script}");
            folders.push(folder);
        }
        assert_eq!(folders[0], folders[2]);
        // A page that was opened before the last build still finds its files.
        assert!(out.path().join(&folders[1]).join("root.bin").is_file());
        let options = options(Form::Plain, staging.path());
        build(&engine(&[]), &first, &options, out.path()).unwrap();
        assert!(split::folder_of(out.path()).is_none());
        assert!(!out.path().join(&folders[1]).exists() && out.path().join(&folders[0]).exists());
    }

    #[test]
    fn the_list_and_the_report_name_the_same_files() {
        let (_folder, articles) = articles(&[("a.txt", "Hue\n\nA river.\n")]);
        let (out, staging) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let options = options(Form::Hashed, staging.path());
        let built = build(&engine(&[]), &articles, &options, out.path()).unwrap();
        assert_eq!(built.articles, 1);
        let list = fs::read_to_string(out.path().join(integrity::NAME)).unwrap();
        assert_eq!(list.matches("\"file\"").count(), built.files.len(), "{list}");
        for file in &built.files {
            assert!(list.contains(&file.integrity) && list.contains(&file.file), "{file}");
            let there = fs::metadata(out.path().join(&file.file)).unwrap().len();
            assert_eq!(there, file.bytes as u64, "{file}");
        }
    }
}
