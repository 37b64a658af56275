//! Inputs and surroundings that are wrong, and what is said of each: the file, the place and the mend. Forty files of
//! articles stand beside the crate that reads them.
use std::fs;
use std::process::Command;

use crate::folder::{ARTICLES, Folder};

struct Bad {
    /// What is wrong.
    name: &'static str,
    prepare: fn(Folder) -> Folder,
    arguments: &'static [&'static str],
    facts: &'static [&'static str],
}

const INDEX: &[&str] = &["index", "in", "-o", "new.kwic"];

const BAD: &[Bad] = &[
    Bad {
        name: "a picture under the name of a text",
        prepare: |folder| folder.file("in/a.md", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        arguments: INDEX,
        facts: &["in/a.md, line 1", "byte 0", "save the file as UTF-8"],
    },
    Bad {
        name: "text in sixteen bits",
        prepare: |folder| folder.file("in/a.txt", b"\xff\xfeH\0u\0\xbf\x1e"),
        arguments: INDEX,
        facts: &["in/a.txt, line 1", "save the file as UTF-8"],
    },
    Bad {
        name: "lists in lists in JSON",
        prepare: |folder| {
            let deep = format!("{{\"title\": {}", "[".repeat(100_000));
            folder.file("in/a.json", deep)
        },
        arguments: INDEX,
        facts: &["in/a.json, line 1", "broken JSON"],
    },
    Bad {
        name: "lists in lists in front matter",
        prepare: |folder| {
            folder.file("in/a.md", format!("---\ntitle: {}\n---\nText.\n", "[".repeat(20_000)))
        },
        arguments: INDEX,
        facts: &["in/a.md, line", "broken YAML front matter"],
    },
    Bad {
        name: "lists in lists in settings",
        prepare: |folder| {
            let folder = folder.file("in/a.md", "# A\n\nText.\n");
            folder.file("in/kwic.toml", format!("a = {}", "[".repeat(20_000)))
        },
        arguments: INDEX,
        facts: &["in/kwic.toml, line 1"],
    },
    Bad {
        name: "entities that stand for entities in a feed",
        prepare: |folder| {
            let mut entities = String::from("<!ENTITY e0 \"lamp\">");
            for at in 1..40 {
                entities.push_str(&format!("<!ENTITY e{at} \"&e{0};&e{0};&e{0};\">", at - 1));
            }
            folder.file(
                "in/a.rss",
                format!(
                    "<!DOCTYPE rss [{entities}]><rss version=\"2.0\"><channel><item><title>&e39;</title></channel></rss>"
                ),
            )
        },
        arguments: INDEX,
        facts: &["in/a.rss"],
    },
    Bad {
        name: "an input that is not there",
        prepare: |folder| folder,
        arguments: INDEX,
        facts: &["in", "no such file or folder"],
    },
    Bad {
        name: "settings that are not there",
        prepare: |folder| folder.file("in/a.md", "# A\n\nText.\n"),
        arguments: &["index", "in", "-o", "new.kwic", "--config", "none.toml"],
        facts: &["none.toml"],
    },
    Bad {
        name: "an index in the place of a folder",
        prepare: |folder| {
            folder.file("in/a.md", "# A\n\nText.\n").file("new.kwic/mine.txt", "mine")
        },
        arguments: INDEX,
        facts: &["new.kwic", "folder"],
    },
    Bad {
        name: "a site in the place of a file",
        prepare: |folder| folder.file("in/a.md", "# A\n\nText.\n").file("out", "mine"),
        arguments: &["build", "in", "-o", "out"],
        facts: &["out"],
    },
    Bad {
        name: "an index that was cut short",
        prepare: |folder| {
            let folder = folder.file("articles.jsonl", ARTICLES);
            folder.kwic(&["index", "articles.jsonl", "-o", "site.kwic"]).succeeds();
            let bytes = fs::read(folder.path("site.kwic")).unwrap();
            folder.file("site.kwic", &bytes[..bytes.len() / 2])
        },
        arguments: &["search", "site.kwic", "zebra"],
        facts: &["site.kwic: "],
    },
    Bad {
        name: "an index of a later version",
        prepare: |folder| {
            let folder = folder.file("articles.jsonl", ARTICLES);
            folder.kwic(&["index", "articles.jsonl", "-o", "site.kwic"]).succeeds();
            let mut bytes = fs::read(folder.path("site.kwic")).unwrap();
            bytes[4] = 99;
            folder.file("site.kwic", bytes)
        },
        arguments: &["search", "site.kwic", "zebra"],
        facts: &["site.kwic: ", "99"],
    },
    Bad {
        name: "a folder without an index",
        prepare: |folder| folder.file("out/index.html", "<p>Mine"),
        arguments: &["search", "out", "zebra"],
        facts: &["out"],
    },
    Bad {
        name: "a sitemap that is none",
        prepare: |folder| folder.file("in/a.html", "<p>Text").file("sitemap.xml", "<urlset><url>"),
        arguments: &["index", "in", "-o", "new.kwic", "--sitemap", "sitemap.xml"],
        facts: &["sitemap.xml"],
    },
    Bad {
        name: "a list of golden queries that is not there",
        prepare: |folder| {
            let folder = folder.file("in/a.md", "# A\n\nText.\n");
            folder.file("in/kwic.toml", "[check]\ngolden = [\"none.tsv\"]\n")
        },
        arguments: INDEX,
        facts: &["none.tsv"],
    },
    Bad {
        name: "a site to look at that is not there",
        prepare: |folder| folder,
        arguments: &["doctor", "nowhere"],
        facts: &["nowhere"],
    },
    Bad {
        name: "a host that does not answer",
        prepare: |folder| folder,
        arguments: &["doctor", "http://127.0.0.1:9/"],
        facts: &["127.0.0.1:9"],
    },
    Bad {
        name: "a port that there is not",
        prepare: |folder| folder.file("out/index.html", "<p>Mine"),
        arguments: &["serve", "out", "--port", "70000"],
        facts: &["70000"],
    },
];

#[test]
fn what_is_wrong_is_said_with_its_place_and_nothing_is_written() {
    for Bad { name, prepare, arguments, facts } in BAD {
        let needs_engine = arguments[0] == "build";
        if needs_engine && kwic_prebuilt::engine().is_err() {
            continue;
        }
        println!("{name}");
        let folder = prepare(Folder::new());
        folder.kwic(arguments).fails(facts);
        assert!(!folder.path("new.kwic").is_file(), "{name}");
    }
}

/// Runs a command where a folder is a file system of its own with so many kilobytes; none where nobody may make one.
fn on_small_disk(folder: &Folder, kilobytes: u32, arguments: &[&str]) -> Option<(i32, String)> {
    let disk = folder.path("disk");
    fs::create_dir_all(&disk).unwrap();
    let program = env!("CARGO_BIN_EXE_kwic");
    let script = format!(
        "mount -t tmpfs -o size={kilobytes}k none disk || exit 77\n\
         {program} {}\n code=$?\n find disk -type f | sort >&2; exit $code",
        arguments.join(" ")
    );
    let mut command = Command::new("unshare");
    command.args(["--mount", "sh", "-c", &script]).current_dir(folder.path(""));
    let output = command.output().ok()?;
    let code = output.status.code().filter(|&code| code != 77 && code != 1)?;
    Some((code, String::from_utf8_lossy(&output.stderr).into_owned()))
}

#[test]
fn a_full_disk_is_said_and_no_half_file_stays() {
    let articles: String = (0..2000)
        .map(|at| {
            format!("{{\"url\": \"{at}\", \"title\": \"Lamp {at}\", \"body\": \"number{at}\"}}\n")
        })
        .collect();
    let folder = Folder::new().file("articles.jsonl", articles);
    let index = ["index", "articles.jsonl", "-o", "disk/new.kwic"];
    let Some((code, said)) = on_small_disk(&folder, 8, &index) else {
        println!("nobody may mount a file system here");
        return;
    };
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("new.kwic") && said.contains("No space left"), "{said}");
    assert!(!said.contains("disk/new.kwic\n"), "{said}");
    if kwic_prebuilt::engine().is_ok() {
        let build = ["build", "articles.jsonl", "-o", "disk/out", "--layout", "split"];
        let (code, said) = on_small_disk(&folder, 256, &build).unwrap();
        assert_eq!(code, 2, "{said}");
        assert!(said.contains("disk/out") && said.contains("No space left"), "{said}");
        assert!(!said.contains("disk/out/index.html"), "{said}");
    }
}

#[cfg(unix)]
#[test]
fn links_that_lead_in_circles_or_nowhere_end() {
    use std::os::unix::fs::symlink;
    let folder = Folder::new().file("in/a.md", "# Lamp\n\nIt burns.\n");
    symlink("../in", folder.path("in/again")).unwrap();
    folder.kwic(&["index", "in", "-o", "new.kwic"]).succeeds();
    folder.kwic(&["search", "new.kwic", "lamp"]).succeeds();
    symlink("loop.md", folder.path("in/loop.md")).unwrap();
    folder.kwic(&["index", "in", "-o", "new.kwic"]).fails(&["loop.md"]);
}
