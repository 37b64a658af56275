//! Chromium and its driver: found, or installed where that takes no question.

use std::path::PathBuf;
use std::process::Command;

use crate::command;
use crate::error::XtaskError;

const CHROMIUM: &[&str] =
    &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const CHROMEDRIVER: &[&str] = &["chromedriver"];

/// A browser that a test can drive.
#[derive(Debug)]
pub struct Browser {
    /// Chromium or Chrome.
    pub chromium: PathBuf,
    /// The driver of the same version.
    pub chromedriver: PathBuf,
}

/// How a machine without a browser comes to one.
#[derive(Debug, PartialEq, Eq)]
enum Way {
    /// `apt-get`, as root or through a sudo that asks for no password.
    Apt { sudo: bool },
    /// The contributor has to.
    Ask(String),
}

impl Browser {
    /// Finds Chromium and chromedriver, named by `CHROMIUM` and `CHROMEDRIVER` or on PATH, and
    /// installs both by apt when something is missing and nobody needs to be asked.
    pub fn find_or_install() -> Result<Self, XtaskError> {
        if let Some(browser) = Self::find() {
            return Ok(browser);
        }
        let system = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
        let root = command::ask("id", &["-u"]).as_deref() == Some("0");
        let sudo = || command::ask("sudo", &["-n", "true"]).is_some();
        match way(&system, root, sudo) {
            Way::Ask(what) => Err(XtaskError::NoBrowser(what)),
            Way::Apt { sudo } => {
                apt(sudo, &["update", "--quiet"])?;
                apt(sudo, &["install", "--yes", "--quiet", "chromium", "chromium-driver"])?;
                Self::find().ok_or_else(|| {
                    XtaskError::NoBrowser(by_hand(
                        "apt installed chromium and chromium-driver, but neither is on PATH;",
                    ))
                })
            }
        }
    }

    fn find() -> Option<Self> {
        Some(Self {
            chromium: named("CHROMIUM").or_else(|| command::find(CHROMIUM)).or_else(mac_chrome)?,
            chromedriver: named("CHROMEDRIVER").or_else(|| command::find(CHROMEDRIVER))?,
        })
    }
}

fn named(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file())
}

fn mac_chrome() -> Option<PathBuf> {
    Some(PathBuf::from("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"))
        .filter(|path| path.is_file())
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
/// package of this name is a snap, which runs on a desktop but seldom in a container.
fn way(os_release: &str, root: bool, sudo: impl FnOnce() -> bool) -> Way {
    let debian = os_release
        .lines()
        .filter_map(|line| line.strip_prefix("ID=").or_else(|| line.strip_prefix("ID_LIKE=")))
        .flat_map(|ids| ids.trim_matches('"').split_whitespace())
        .any(|id| id == "debian" || id == "ubuntu");
    if !debian {
        return Way::Ask(by_hand("the browser tests need Chromium;"));
    }
    if root {
        Way::Apt { sudo: false }
    } else if sudo() {
        Way::Apt { sudo: true }
    } else {
        Way::Ask(
            "the browser tests need Chromium: run `sudo apt-get install chromium chromium-driver`"
                .to_owned(),
        )
    }
}

fn by_hand(what: &str) -> String {
    format!(
        "{what} install Chromium or Chrome and the chromedriver of the same version \
         (https://googlechromelabs.github.io/chrome-for-testing/), and put both on PATH or name \
         them in CHROMIUM and CHROMEDRIVER"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEBIAN: &str = "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nID=debian\n";
    const MINT: &str = "ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n";
    const FEDORA: &str = "ID=fedora\nID_LIKE=\"rhel\"\n";

    #[test]
    fn root_on_debian_installs_by_apt() {
        assert_eq!(way(DEBIAN, true, || false), Way::Apt { sudo: false });
    }

    #[test]
    fn a_child_of_debian_with_a_sudo_that_does_not_ask_installs_by_apt() {
        assert_eq!(way(MINT, false, || true), Way::Apt { sudo: true });
    }

    #[test]
    fn without_rights_the_command_to_run_is_said() {
        let Way::Ask(what) = way(DEBIAN, false, || false) else { panic!("apt without rights") };
        assert!(what.contains("sudo apt-get install chromium chromium-driver"), "{what}");
    }

    #[test]
    fn another_system_is_told_what_to_install() {
        for system in [FEDORA, ""] {
            let Way::Ask(what) = way(system, true, || true) else { panic!("apt on {system}") };
            assert!(what.contains("chromedriver") && what.contains("CHROMIUM"), "{what}");
        }
    }
}
