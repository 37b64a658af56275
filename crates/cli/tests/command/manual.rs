//! What shells complete and `man` shows.
use crate::folder::Folder;

#[test]
fn every_shell_completes_commands_and_options() {
    let folder = Folder::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = folder.kwic(&["completions", shell]).succeeds();
        for word in ["search", "stats", "no-prefix", "completions"] {
            assert!(ran.out().contains(word), "{shell}: {word} is missing");
        }
    }
    folder.kwic(&["completions", "cmd"]).fails(&["bash", "powershell"]);
}

#[test]
fn the_manual_has_a_page_for_each_command() {
    let folder = Folder::new();
    let page = folder.kwic(&["man"]).succeeds();
    assert!(
        page.out().contains(".TH kwic 1") && page.out().contains("kwic\\-search"),
        "{}",
        page.out()
    );
    folder.kwic(&["man", "--out", "share/man1"]).succeeds();
    let help = folder.kwic(&["help"]).succeeds();
    let commands = help.out();
    let commands = commands.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    for line in commands.lines() {
        let name = line.split_whitespace().next().unwrap();
        if name != "help" && line.starts_with("  ") && !line.starts_with("   ") {
            let page = folder.read(&format!("share/man1/kwic-{name}.1"));
            assert!(page.contains(".SH SYNOPSIS"), "{name}");
        }
    }
    let folder = folder.file("taken", "");
    folder.kwic(&["man", "--out", "taken"]).fails(&["taken"]);
}
