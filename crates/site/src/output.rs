//! The folder that a build owns: it lists the files that it wrote, so that the next one removes those and
//! nothing else.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::error::SiteError;

/// Name of the list in the output folder.
const NAME: &str = kwic_indexer::OUTPUT_LIST;
const FIRST_LINE: &str =
    "# Written by a build of Kwic, which removes these files when it builds again.";

/// Where files lie in the output folder before they take their places.
pub const UNFINISHED: &str = ".kwic-unfinished";

/// Puts all files of `staging` into `out`, removes what a former build left there, and touches
/// nothing else. Refuses a folder with files that no build of ours wrote.
///
/// Whenever this is cut short, a whole site is there: all files are beside their places before the first of them takes
/// its own, those to which others lead take theirs first, and what is no longer needed goes last. Former files below
/// `kept` stay until the build after this one: pages that are open still ask for them.
pub(crate) fn replace(out: &Path, staging: &Path, kept: Option<&Path>) -> Result<(), SiteError> {
    let former = read(out)?;
    let files = files_beneath(staging)?;
    let kept: BTreeSet<PathBuf> = former
        .iter()
        .filter(|file| kept.is_some_and(|kept| file.starts_with(kept)) && !files.contains(*file))
        .cloned()
        .collect();
    for file in files.difference(&former) {
        let path = out.join(file);
        // A folder of a former build makes room below.
        let is_ours = path.is_dir() && former.iter().any(|former| former.starts_with(file));
        if path.exists() && !is_ours {
            return Err(SiteError::InTheWay(path));
        }
    }
    // Named before they are there: a copy that is cut short can still be cleaned up.
    write(out, former.union(&files))?;
    let unfinished = out.join(UNFINISHED);
    clear(&unfinished)?;
    let new = match copy(&files, staging, out, &unfinished) {
        Ok(new) => new,
        Err(error) => {
            // The error tells more than what would keep this from being cleared.
            let _ = clear(&unfinished);
            return Err(error);
        }
    };
    let gone = former.difference(&files).filter(|file| !kept.contains(*file));
    let folders: BTreeSet<&Path> = new.iter().flat_map(|file| file.ancestors().skip(1)).collect();
    // A page in the place of a folder, or a folder in that of a page.
    let (in_the_way, gone): (Vec<&PathBuf>, Vec<&PathBuf>) = gone.partition(|file| {
        folders.contains(file.as_path())
            || file.ancestors().skip(1).any(|above| files.contains(above))
    });
    for file in in_the_way {
        remove(out, file)?;
    }
    let (at_top, below): (Vec<_>, Vec<_>) =
        new.into_iter().partition(|file| file.components().count() == 1);
    for file in below.into_iter().chain(at_top) {
        let to = out.join(file);
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder).map_err(SiteError::file("create", folder))?;
        }
        fs::rename(unfinished.join(file), &to).map_err(SiteError::file("write", to))?;
    }
    clear(&unfinished)?;
    for file in gone {
        remove(out, file)?;
    }
    write(out, files.union(&kept))
}

/// Copies those files to `unfinished` that are not in `out` already, and gives them.
fn copy<'f>(
    files: &'f BTreeSet<PathBuf>,
    staging: &Path,
    out: &Path,
    unfinished: &Path,
) -> Result<Vec<&'f PathBuf>, SiteError> {
    let mut new = Vec::new();
    for file in files {
        let from = staging.join(file);
        let bytes = fs::read(&from).map_err(SiteError::file("read", from))?;
        if fs::read(out.join(file)).is_ok_and(|there| there == bytes) {
            continue;
        }
        let to = unfinished.join(file);
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder).map_err(SiteError::file("create", folder))?;
        }
        fs::write(&to, bytes).map_err(SiteError::file("write", to))?;
        new.push(file);
    }
    Ok(new)
}

/// Removes what a build that was cut short left on its way.
fn clear(unfinished: &Path) -> Result<(), SiteError> {
    let removed = match fs::symlink_metadata(unfinished) {
        Ok(there) if there.is_dir() => fs::remove_dir_all(unfinished),
        Ok(_) => fs::remove_file(unfinished),
        Err(_) => Ok(()),
    };
    removed.map_err(SiteError::file("remove", unfinished))
}

fn read(out: &Path) -> Result<BTreeSet<PathBuf>, SiteError> {
    let list = out.join(NAME);
    match fs::read_to_string(&list) {
        Ok(text) => Ok(text
            .lines()
            .filter(|line| !line.starts_with('#'))
            .map(PathBuf::from)
            // A list edited by hand cannot send us outside the folder.
            .filter(|path| path.components().all(|part| matches!(part, Component::Normal(_))))
            .collect()),
        Err(_) if is_empty(out)? => Ok(BTreeSet::new()),
        Err(_) => Err(SiteError::NotOurs(out.to_owned())),
    }
}

fn is_empty(out: &Path) -> Result<bool, SiteError> {
    match fs::read_dir(out) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(SiteError::file("read", out)(error)),
    }
}

fn write<'a>(out: &Path, files: impl Iterator<Item = &'a PathBuf>) -> Result<(), SiteError> {
    fs::create_dir_all(out).map_err(SiteError::file("create", out))?;
    let mut text = format!("{FIRST_LINE}\n");
    for file in files {
        text.push_str(&file.to_string_lossy());
        text.push('\n');
    }
    let list = out.join(NAME);
    fs::write(&list, text).map_err(SiteError::file("write", list.as_path()))
}

/// Removes a file and the folders that it leaves empty.
fn remove(out: &Path, file: &Path) -> Result<(), SiteError> {
    let target = out.join(file);
    match fs::remove_file(&target) {
        Ok(()) => {}
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) => return Err(SiteError::file("remove", target)(error)),
    }
    for folder in file.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty()) {
        // Fails where something is left, which is what we want.
        if fs::remove_dir(out.join(folder)).is_err() {
            break;
        }
    }
    Ok(())
}

/// A path in the form that names have in a page: with `/` between its parts.
pub fn slashed(path: &Path) -> String {
    let part = |part: Component<'_>| part.as_os_str().to_string_lossy().into_owned();
    path.components().map(part).collect::<Vec<_>>().join("/")
}

/// All files beneath a folder, as paths from it.
///
/// # Errors
///
/// A folder that cannot be read.
pub fn files_beneath(folder: &Path) -> Result<BTreeSet<PathBuf>, SiteError> {
    let mut files = BTreeSet::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(inside) = folders.pop() {
        let here = folder.join(&inside);
        for entry in fs::read_dir(&here).map_err(SiteError::file("read", here.as_path()))? {
            let entry = entry.map_err(SiteError::file("read", here.as_path()))?;
            let path = inside.join(entry.file_name());
            if entry.path().is_dir() {
                folders.push(path);
            } else {
                files.insert(path);
            }
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder_with(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, file).unwrap();
        }
        folder
    }

    fn listed(folder: &Path) -> Vec<String> {
        files_beneath(folder).unwrap().iter().map(|f| f.to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn a_build_removes_what_the_former_one_wrote_and_keeps_the_files_of_the_author() {
        let out = tempfile::tempdir().unwrap();
        replace(out.path(), folder_with(&["index.html", "old/a.html", "old/b.html"]).path(), None)
            .unwrap();
        fs::write(out.path().join("CNAME"), "mine").unwrap();
        fs::write(out.path().join("old/mine.txt"), "mine").unwrap();

        replace(out.path(), folder_with(&["index.html", "new/a.html"]).path(), None).unwrap();
        assert_eq!(
            listed(out.path()),
            [".kwic-files", "CNAME", "index.html", "new/a.html", "old/mine.txt"]
        );
    }

    #[test]
    fn what_is_kept_stays_until_the_next_build() {
        let out = tempfile::tempdir().unwrap();
        let build = |files: &[&str], kept: &str| {
            replace(out.path(), folder_with(files).path(), Some(Path::new(kept))).unwrap();
        };
        build(&["kwic/a/root.bin", "kwic.js"], "kwic/none");
        build(&["kwic/b/root.bin", "kwic.js"], "kwic/a");
        assert_eq!(
            listed(out.path()),
            [".kwic-files", "kwic/a/root.bin", "kwic/b/root.bin", "kwic.js"]
        );
        build(&["kwic/c/root.bin"], "kwic/b");
        assert_eq!(listed(out.path()), [".kwic-files", "kwic/b/root.bin", "kwic/c/root.bin"]);
    }

    #[test]
    fn a_page_may_become_a_folder_and_a_folder_a_page() {
        let out = tempfile::tempdir().unwrap();
        for files in [["a", "b/c/d.html"], ["a/x.html", "b"], ["a", "b/c/d.html"]] {
            replace(out.path(), folder_with(&files).path(), None).unwrap();
            let mut expected = vec![".kwic-files"];
            expected.extend(files);
            assert_eq!(listed(out.path()), expected);
        }
    }

    #[cfg(unix)]
    #[test]
    fn nothing_changes_where_a_file_cannot_be_copied() {
        let out = tempfile::tempdir().unwrap();
        replace(out.path(), folder_with(&["a.html", "old/b.html"]).path(), None).unwrap();
        fs::write(out.path().join("a.html"), "former").unwrap();
        let staging = folder_with(&["a.html"]);
        // A link to nowhere is a file that cannot be read.
        std::os::unix::fs::symlink("nowhere", staging.path().join("z.html")).unwrap();
        let error = replace(out.path(), staging.path(), None).unwrap_err();
        assert!(error.to_string().contains("z.html"), "{error}");
        assert_eq!(listed(out.path()), [".kwic-files", "a.html", "old/b.html"]);
        assert_eq!(fs::read_to_string(out.path().join("a.html")).unwrap(), "former");
    }

    #[test]
    fn what_a_build_that_was_cut_short_left_is_cleared() {
        for left in [".kwic-unfinished", ".kwic-unfinished/kwic/a/root.bin"] {
            let out = tempfile::tempdir().unwrap();
            replace(out.path(), folder_with(&["index.html"]).path(), None).unwrap();
            let path = out.path().join(left);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, "half").unwrap();
            replace(out.path(), folder_with(&["index.html"]).path(), None).unwrap();
            assert_eq!(listed(out.path()), [".kwic-files", "index.html"]);
        }
    }

    #[test]
    fn folders_left_empty_go_with_their_files() {
        let out = tempfile::tempdir().unwrap();
        replace(out.path(), folder_with(&["a/b/c.html"]).path(), None).unwrap();
        replace(out.path(), folder_with(&["index.html"]).path(), None).unwrap();
        assert!(!out.path().join("a").exists());
    }

    #[test]
    fn a_folder_of_somebody_else_is_refused_and_left_alone() {
        let out = folder_with(&["thesis.txt"]);
        let error = replace(out.path(), folder_with(&["index.html"]).path(), None).unwrap_err();
        assert!(matches!(error, SiteError::NotOurs(_)), "{error}");
        assert_eq!(listed(out.path()), ["thesis.txt"]);
    }

    #[test]
    fn a_file_of_the_author_is_never_overwritten() {
        let out = tempfile::tempdir().unwrap();
        replace(out.path(), folder_with(&["index.html"]).path(), None).unwrap();
        fs::write(out.path().join("about.html"), "mine").unwrap();
        let error = replace(out.path(), folder_with(&["index.html", "about.html"]).path(), None)
            .unwrap_err();
        assert!(matches!(error, SiteError::InTheWay(_)), "{error}");
        assert_eq!(fs::read_to_string(out.path().join("about.html")).unwrap(), "mine");
    }

    #[test]
    fn a_list_that_names_files_elsewhere_removes_nothing_there() {
        let around = folder_with(&["precious.txt", "out/.kwic-files"]);
        let out = around.path().join("out");
        let absolute = around.path().join("precious.txt");
        fs::write(out.join(NAME), format!("../precious.txt\n{}\n", absolute.display())).unwrap();
        replace(&out, folder_with(&["index.html"]).path(), None).unwrap();
        assert!(absolute.exists());
    }
}
