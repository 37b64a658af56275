//! A split index: its folder, its root, and the files that searches load.

use std::collections::BTreeMap;

use flate2::{Decompress, FlushDecompress, Status};
use kwic::split::{RootError, SplitIndex};
use kwic::{DocId, Query, SearchOptions};
use kwic_core::split::FileId;
use kwic_site::SplitHash;
use url::Url;

use super::engine::{ANOTHER_KWIC, MAX_URLS, SAMPLE, empty, sample};
use super::facts::Facts;
use super::page::file_name;
use super::report::{Fault, Level};
use super::visit::Visit;

/// Digits of the name of the folder.
const DIGITS: usize = 16;
/// Bytes that a file of a split index may have before compression.
const MAX_BYTES: usize = 256 << 20;
/// How often files that are lacking are loaded for one answer.
const MAX_ROUNDS: usize = 20;

const BROKEN: Fault =
    Fault::error("split", "searches that need these files end with an error, or find nothing");
const FORMAT: Fault =
    Fault::error("format", "the engine cannot open it, and the box says that its files are broken");
const OTHER: Fault = Fault::warning(
    "build",
    "readers search what was there before, until the folder is gone; then the search opens the newest build",
);
const NO_LIST: Fault = Fault::warning(
    "missing",
    "a page that is open while the next build is put into its place finds that by this list",
);
const UPLOAD: &str = "upload the folder of the split index again, whole, as bytes and not as text";

/// The folder that the wrapper of a split index names, with a slash behind it.
pub(crate) fn folder(wrapper: &str) -> Option<String> {
    wrapper.split(['"', '\'', '`']).find_map(|text| {
        let hash = text.strip_prefix("kwic/")?.strip_suffix('/')?;
        let is_hash = hash.len() == DIGITS && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_hash.then(|| text.to_owned())
    })
}

/// Looks at the split index in `folder`, from the wrapper that names it.
pub(crate) fn check(
    visit: &mut Visit,
    facts: &mut Facts,
    wrapper: &Url,
    folder: &str,
    pages: &[Url],
) {
    match facts.manifest.as_ref().map(|list| list.split.as_deref()) {
        Some(Some(newest)) if newest != folder => {
            let what = format!("searches {folder}, and kwic-manifest.json names {newest}");
            let mend = "upload all files of one build again, scripts and list included";
            visit.report.add(OTHER, visit.shown(wrapper), what, mend);
        }
        Some(Some(_)) => {}
        Some(None) | None => visit.report.add(
            NO_LIST,
            visit.shown(wrapper),
            "has no kwic-manifest.json beside it that names its folder",
            "upload kwic-manifest.json of the build, too",
        ),
    }
    let Ok(dir) = wrapper.join(folder) else { return };
    let Some(root) = load(visit, &dir, "root", pages) else { return };
    let index = match SplitIndex::open(&root) {
        Ok(index) => index,
        Err(error) => {
            let what = match error {
                RootError::Version(found) => {
                    format!(
                        "is of version {found} of the format of a split index, which this program does not read"
                    )
                }
                RootError::NotARoot => "is no root of a split index".to_owned(),
            };
            visit.report.add(FORMAT, format!("{}root.bin", visit.shown(&dir)), what, ANOTHER_KWIC);
            return;
        }
    };
    if !compare(visit, &dir, &root) {
        return;
    }
    walk(visit, facts, index, &dir, pages);
    if facts.articles == Some(0) {
        empty(visit, &dir);
    }
}

/// Asks for articles, and searches for what the first of them is called, with all files that this needs.
fn walk(visit: &mut Visit, facts: &mut Facts, mut index: SplitIndex<'_>, dir: &Url, pages: &[Url]) {
    let articles = index.info().articles;
    facts.articles = Some(articles);
    let most = if visit.site.folder().is_some() { MAX_URLS } else { SAMPLE };
    let chosen: Vec<DocId> = sample(articles, most).map(DocId).collect();
    let mut complete = |index: &mut SplitIndex<'_>, ask: &dyn Fn(&SplitIndex<'_>)| {
        for _ in 0..MAX_ROUNDS {
            ask(index);
            let missing = index.take_missing();
            if missing.is_empty() {
                return true;
            }
            for name in missing {
                let Some(bytes) = load(visit, dir, &name, pages) else { return false };
                index.supply(&name, bytes.into_boxed_slice());
            }
        }
        false
    };
    let mut title = String::new();
    for doc in chosen {
        if !complete(&mut index, &|index| _ = index.article(doc)) {
            return;
        }
        let Some(article) = index.article(doc) else { continue };
        if title.is_empty() {
            title = article.title.to_string();
        }
        facts.urls.push(article.url);
    }
    let query = Query::parse(&title);
    complete(&mut index, &|index| _ = index.search(&query, &SearchOptions::default()));
}

/// A file of the index, without its compression.
fn load(visit: &mut Visit, dir: &Url, name: &str, pages: &[Url]) -> Option<Vec<u8>> {
    let url = dir.join(&format!("{name}.bin")).ok()?;
    let file = visit.file(&url, Level::Error, pages)?;
    let bytes = inflated(&file.bytes);
    if bytes.is_none() {
        visit.report.add(BROKEN, visit.shown(&url), "is cut short or damaged", UPLOAD);
    }
    bytes
}

/// The bytes of a whole stream, and nothing behind it.
fn inflated(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut stream = Decompress::new(false);
    let mut out = Vec::with_capacity(4 * bytes.len() + 64);
    loop {
        let rest = bytes.get(usize::try_from(stream.total_in()).ok()?..)?;
        match stream.decompress_vec(rest, &mut out, FlushDecompress::None).ok()? {
            Status::StreamEnd => {
                return (stream.total_in() == bytes.len() as u64).then_some(out);
            }
            _ if out.len() < out.capacity() || out.len() > MAX_BYTES => return None,
            _ => out.reserve(out.capacity()),
        }
    }
}

/// Compares all files in a folder with the name of that, which tells their content. True where nothing is wrong, and of
/// a host, which does not tell what it has.
fn compare(visit: &mut Visit, dir: &Url, root: &[u8]) -> bool {
    let Some(folder) = visit.site.folder() else { return true };
    let files = folder.files().unwrap_or_default();
    let urls = files.iter().filter_map(|file| folder.url(file));
    let inside = urls.filter(|url| url.join(".").is_ok_and(|of_file| of_file == *dir));
    let named = inside.filter_map(|url| {
        let name = file_name(&url).strip_suffix(".bin")?.to_owned();
        Some((FileId::named(&name)?, url))
    });
    let files: BTreeMap<FileId, Url> = named.collect();
    let mut hash = SplitHash::default();
    let mut is_whole = true;
    for (id, url) in &files {
        let bytes = visit.site.once(url).ok().and_then(|file| inflated(&file.bytes));
        match bytes {
            Some(bytes) => hash.add(*id, &bytes),
            None => {
                visit.report.add(BROKEN, visit.shown(url), "is cut short or damaged", UPLOAD);
                is_whole = false;
            }
        }
    }
    let of_name = dir.path().trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    if is_whole && hash.name(root) != of_name {
        visit.report.add(
            BROKEN,
            visit.shown(dir),
            format!(
                "its {} files are not those that its name tells: some are missing, changed, or of another build",
                files.len() + 1
            ),
            UPLOAD,
        );
        is_whole = false;
    }
    is_whole
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn a_stream_has_to_be_whole() {
        let text = b"keyword in context ".repeat(1000);
        let mut packed =
            flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
        packed.write_all(&text).unwrap();
        let packed = packed.finish().unwrap();
        assert_eq!(inflated(&packed), Some(text));
        assert_eq!(inflated(&packed[..packed.len() - 3]), None);
        assert_eq!(inflated(&[&packed[..], b"more"].concat()), None);
        assert_eq!((inflated(b""), inflated(b"<!doctype html>")), (None, None));
    }

    #[test]
    fn the_folder_is_found_in_the_script() {
        let of = |script: &str| folder(script);
        assert_eq!(
            of("var m=\"kwic/fe4fd76edaa98bcc/\",v").as_deref(),
            Some("kwic/fe4fd76edaa98bcc/")
        );
        assert_eq!(of("at('kwic/')"), None);
        assert_eq!(of("at('kwic/fe4fd76edaa98bcx/')"), None);
    }
}
