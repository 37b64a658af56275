//! Compressed copies beside files, which some hosts send in their place.

use std::collections::BTreeSet;
use std::path::PathBuf;

use url::Url;

use super::answer::Failure;
use super::host::decoded;
use super::report::Fault;
use super::visit::Visit;

/// Endings of copies, and what they are called as encodings.
const ENDINGS: [(&str, &str); 2] = [(".br", "br"), (".gz", "gzip")];

const OTHER: Fault = Fault::error(
    "copy",
    "hosts send the copy in the place of the file to all readers whose browsers accept it, so to nearly all",
);

/// Compares all copies in the folder at `dir` and below it with their files.
pub(crate) fn check(visit: &mut Visit, dir: &Url, files: &BTreeSet<PathBuf>) {
    let (mut copies, mut good) = (0, 0);
    for file in files {
        let name = file.to_string_lossy();
        let Some((plain, encoding)) = ENDINGS.into_iter().find_map(|(ending, encoding)| {
            Some((PathBuf::from(name.strip_suffix(ending)?), encoding))
        }) else {
            continue;
        };
        let Some(folder) = visit.site.folder() else { return };
        let Some((url, of_file)) = folder.url(file).zip(folder.url(&plain)) else { continue };
        if !url.as_str().starts_with(dir.as_str()) || !files.contains(&plain) {
            continue;
        }
        let bytes = |url: &Url| visit.site.once(url).ok().map(|answer| answer.bytes.clone());
        let unpacked = match bytes(&url).map(|copy| decoded(copy, encoding)) {
            // Nothing of ours is as large.
            Some(Err(Failure::TooLarge(_))) => continue,
            Some(unpacked) => unpacked.ok(),
            None => None,
        };
        copies += 1;
        let same = unpacked.is_some() && unpacked == bytes(&of_file);
        if same {
            good += 1;
            continue;
        }
        visit.report.add(
            OTHER,
            visit.shown(&url),
            "is not the file beside it, compressed",
            "remove the copies and build the search again; what changes files after a build has to compress them anew",
        );
    }
    if copies > 0 && copies == good {
        visit
            .report
            .ok(format!("{}: {copies} compressed copies are of their files", visit.shown(dir)));
    }
}
