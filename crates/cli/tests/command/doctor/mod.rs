//! `kwic doctor` over small sites, each with one fault. `cargo xtask engine` makes the engine that they need.
mod folders;
mod hosts;
mod nginx;
mod server;
mod site;

use std::fs;
use std::path::Path;

#[test]
fn the_guide_names_every_check() {
    let guide = include_str!("../../../../../docs/guide/doctor.md");
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/doctor");
    let mut checks = 0;
    for entry in fs::read_dir(sources).unwrap() {
        let source = fs::read_to_string(entry.unwrap().path()).unwrap();
        let source = source.split("#[cfg(test)]").next().unwrap();
        let faults = source.split("Fault::error(").flat_map(|part| part.split("Fault::warning("));
        for check in faults.skip(1).filter_map(|fault| fault.trim().strip_prefix('"')) {
            let check = check.split('"').next().unwrap();
            assert!(
                guide.contains(&format!("`{check}`")),
                "{check} is not in docs/guide/doctor.md"
            );
            checks += 1;
        }
    }
    assert!(checks > 20, "{checks}");
}
