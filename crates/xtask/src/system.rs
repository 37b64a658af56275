//! Programs that the packages of the system bring: found, or installed where that takes no question.

use std::path::PathBuf;
use std::process::Command;

use crate::command;
use crate::error::XtaskError;

/// A program that a test starts.
#[derive(Debug, Clone, Copy)]
pub struct Program {
    /// The variable that names it, for us and for the tests.
    pub variable: &'static str,
    /// What it is called on PATH.
    pub names: &'static [&'static str],
    /// Debian's package of it.
    pub package: &'static str,
    /// Where it is on a machine that does not have it on PATH.
    pub elsewhere: Option<&'static str>,
    /// What else to know where it has to be installed by hand.
    pub hint: &'static str,
}

/// How a machine comes to what is missing.
#[derive(Debug, PartialEq, Eq)]
enum Way {
    /// `apt-get`, as root or through a sudo that asks for no password.
    Apt { sudo: bool },
    /// The contributor has to.
    Ask(String),
}

/// Where each of these programs is, once those that are missing are installed by apt, if nobody needs to be asked.
pub fn find_or_install(programs: &[Program]) -> Result<Vec<PathBuf>, XtaskError> {
    let missing: Vec<Program> =
        programs.iter().filter(|program| program.find().is_none()).copied().collect();
    if !missing.is_empty() {
        let system = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
        let root = command::ask("id", &["-u"]).as_deref() == Some("0");
        let sudo = || command::ask("sudo", &["-n", "true"]).is_some();
        match way(&system, &missing, root, sudo) {
            Way::Ask(what) => return Err(XtaskError::NoPackage(what)),
            Way::Apt { sudo } => {
                apt(sudo, &["update", "--quiet"])?;
                let mut install = vec!["install", "--yes", "--quiet"];
                install.extend(missing.iter().map(|program| program.package));
                apt(sudo, &install)?;
            }
        }
    }
    programs
        .iter()
        .map(|program| program.find().ok_or_else(|| XtaskError::NoPackage(by_hand(&[*program]))))
        .collect()
}

impl Program {
    fn find(self) -> Option<PathBuf> {
        named(self.variable)
            .or_else(|| command::find(self.names))
            .or_else(|| self.elsewhere.map(PathBuf::from).filter(|path| path.is_file()))
    }
}

fn named(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file())
}

fn apt(sudo: bool, arguments: &[&str]) -> Result<(), XtaskError> {
    let mut command = if sudo {
        let mut command = Command::new("sudo");
        command.args(["-n", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        command
    } else {
        let mut command = Command::new("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    command::run(command.args(arguments))
}

/// Decides from the text of `/etc/os-release` and from what this user may do. On Ubuntu the
/// packages of browsers are snaps, which run on a desktop but seldom in a container.
fn way(os_release: &str, missing: &[Program], root: bool, sudo: impl FnOnce() -> bool) -> Way {
    let debian = os_release
        .lines()
        .filter_map(|line| line.strip_prefix("ID=").or_else(|| line.strip_prefix("ID_LIKE=")))
        .flat_map(|ids| ids.trim_matches('"').split_whitespace())
        .any(|id| id == "debian" || id == "ubuntu");
    if !debian {
        return Way::Ask(by_hand(missing));
    }
    if root {
        Way::Apt { sudo: false }
    } else if sudo() {
        Way::Apt { sudo: true }
    } else {
        let packages: Vec<&str> = missing.iter().map(|program| program.package).collect();
        Way::Ask(format!("the tests need more: run `sudo apt-get install {}`", packages.join(" ")))
    }
}

fn by_hand(missing: &[Program]) -> String {
    let programs: Vec<String> = missing
        .iter()
        .map(|program| format!("{} (or name it in {})", program.names[0], program.variable))
        .collect();
    let mut hints: Vec<&str> = missing.iter().map(|program| program.hint).collect();
    hints.dedup();
    format!("the tests need {} on PATH{}", programs.join(", "), hints.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIREFOX: Program = Program {
        variable: "FIREFOX",
        names: &["firefox-esr", "firefox"],
        package: "firefox-esr",
        elsewhere: None,
        hint: "; any of the last years",
    };
    const JEKYLL: Program = Program {
        variable: "JEKYLL",
        names: &["jekyll"],
        package: "jekyll",
        elsewhere: None,
        hint: "",
    };
    const DEBIAN: &str = "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nID=debian\n";
    const MINT: &str = "ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n";
    const FEDORA: &str = "ID=fedora\nID_LIKE=\"rhel\"\n";

    #[test]
    fn root_on_debian_installs_by_apt() {
        assert_eq!(way(DEBIAN, &[FIREFOX], true, || false), Way::Apt { sudo: false });
    }

    #[test]
    fn a_child_of_debian_with_a_sudo_that_does_not_ask_installs_by_apt() {
        assert_eq!(way(MINT, &[FIREFOX], false, || true), Way::Apt { sudo: true });
    }

    #[test]
    fn without_rights_the_command_to_run_is_said() {
        let Way::Ask(what) = way(DEBIAN, &[FIREFOX, JEKYLL], false, || false) else {
            panic!("apt without rights")
        };
        assert!(what.contains("sudo apt-get install firefox-esr jekyll"), "{what}");
    }

    #[test]
    fn another_system_is_told_what_to_install() {
        for system in [FEDORA, ""] {
            let Way::Ask(what) = way(system, &[FIREFOX, JEKYLL], true, || true) else {
                panic!("apt on {system}")
            };
            assert!(
                what.contains("firefox-esr")
                    && what.contains("JEKYLL")
                    && what.contains("last years"),
                "{what}"
            );
        }
    }
}
