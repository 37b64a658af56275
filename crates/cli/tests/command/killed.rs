//! Builds that are killed. `cargo xtask engine` makes the engine that they need.
use std::fs;
use std::process::Stdio;
use std::thread::sleep;
use std::time::Instant;

use kwic_eval::SplitMix64;

use crate::folder::Folder;

const MOMENTS: u32 = 10;

/// Writes articles that all have the word of this version.
fn write(folder: &Folder, version: u32) {
    let article = |number: u32| {
        format!(
            "{{\"url\": \"pages/{number}.html\", \"title\": \"Lamp {number}\", \"body\": \"It burns as version{version} {}.\"}}\n",
            number * 7919 % 1000
        )
    };
    let articles: String = (0..300).map(article).collect();
    fs::write(folder.path("articles.jsonl"), articles).unwrap();
}

#[test]
fn a_build_that_is_killed_at_any_moment_leaves_a_whole_site() {
    if kwic_prebuilt::engine().is_err() {
        return;
    }
    for layout in ["module", "split"] {
        let folder = Folder::new();
        let arguments = ["build", "articles.jsonl", "-o", "out", "--hashed", "--layout", layout];
        write(&folder, 0);
        let start = Instant::now();
        folder.kwic(&arguments).succeeds();
        let took = start.elapsed();
        let mut random = SplitMix64::new(u64::from(layout == "split"));
        let mut killed = 0;
        for version in 1..=MOMENTS {
            write(&folder, version);
            let mut command = folder.command(&arguments);
            let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
            let hundredths = random.below(100) as u32;
            sleep(took * hundredths / 100);
            child.kill().unwrap();
            killed += u32::from(!child.wait().unwrap().success());
            // It finds what is missing, what is not as the list says, and files of two builds.
            let doctor = folder.kwic(&["doctor", "out"]);
            assert_eq!(doctor.code(), Some(0), "{layout} at {hundredths} %: {}", doctor.out());
        }
        assert!(killed > 0, "no build was killed");
        folder.kwic(&arguments).succeeds();
        folder.kwic(&["doctor", "out"]).succeeds();
        assert!(!folder.path("out/.kwic-unfinished").exists());
    }
}
