//! A short round of each target: its seeds, what was found once, and changes of both, the same each time.

use std::fs;
use std::path::Path;

use kwic_fuzz::{TARGETS, Target};

/// Changes of each seed.
const CHANGES: usize = 60;

struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }
}

/// Bytes that come of others by a few changes of the kinds that a fuzzer makes.
fn changed(bytes: &[u8], others: &[Vec<u8>], target: &Target, random: &mut Random) -> Vec<u8> {
    let mut out = bytes.to_vec();
    for _ in 0..=random.below(4) {
        let at = random.below(out.len());
        match random.below(7) {
            0 if !out.is_empty() => out[at] ^= 1 << random.below(8),
            1 if !out.is_empty() => out[at] = [0, 1, 0x7f, 0x80, 0xff][random.below(5)],
            2 => out.truncate(at),
            3 => _ = out.drain(at..(at + random.below(9)).min(out.len())),
            4 => {
                let other = &others[random.below(others.len())];
                let from = random.below(other.len());
                let to = (from + random.below(40)).min(other.len());
                out.splice(at..at, other[from..to].iter().copied());
            }
            5 if !target.words.is_empty() => {
                let word = target.words[random.below(target.words.len())];
                out.splice(at..at, word.bytes());
            }
            _ => out.insert(at.min(out.len()), random.below(256) as u8),
        }
    }
    out
}

#[test]
fn each_target_takes_its_seeds_what_was_found_and_changes_of_both() {
    let found = Path::new(env!("CARGO_MANIFEST_DIR")).join("found");
    for target in TARGETS {
        let mut seeds = (target.seeds)();
        assert!(!seeds.is_empty(), "{}", target.name);
        if let Ok(files) = fs::read_dir(found.join(target.name)) {
            let mut files: Vec<_> = files.map(|file| file.expect("a file").path()).collect();
            files.sort();
            seeds.extend(files.iter().map(|file| fs::read(file).expect("a file that can be read")));
        }
        let mut random = Random(0x9e37_79b9_7f4a_7c15);
        for seed in &seeds {
            (target.run)(seed);
            for _ in 0..CHANGES {
                (target.run)(&changed(seed, &seeds, target, &mut random));
            }
        }
    }
}
