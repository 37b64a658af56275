//! The browsers that tests drive: found, or installed where that takes no question.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

use crate::command;
use crate::error::XtaskError;

/// A program that a test starts.
#[derive(Debug, Clone, Copy)]
struct Program {
    /// The variable that names it, for us and for the tests.
    variable: &'static str,
    /// What it is called on PATH.
    names: &'static [&'static str],
    /// Debian's package of it.
    package: &'static str,
}

const CHROMIUM: Program = Program {
    variable: "CHROMIUM",
    names: &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"],
    package: "chromium",
};
const CHROMEDRIVER: Program =
    Program { variable: "CHROMEDRIVER", names: &["chromedriver"], package: "chromium-driver" };
const FIREFOX: Program =
    Program { variable: "FIREFOX", names: &["firefox-esr", "firefox"], package: "firefox-esr" };
const WEBKIT_DRIVER: Program = Program {
    variable: "WEBKIT_DRIVER",
    names: &["WebKitWebDriver"],
    package: "webkit2gtk-driver",
};
/// WebKitGTK needs a screen, and a test one that nobody sees.
const XVFB: Program = Program { variable: "XVFB", names: &["Xvfb"], package: "xvfb" };

/// The browsers in which the page is tested, by the names of `KWIC_BROWSERS`.
const BROWSERS: &[(&str, &[Program])] =
    &[("chromium", &[CHROMIUM]), ("firefox", &[FIREFOX]), ("webkit", &[WEBKIT_DRIVER, XVFB])];

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
        let mut found = find_or_install(&[CHROMIUM, CHROMEDRIVER])?.into_iter();
        let mut next = || found.next().ok_or_else(|| XtaskError::NoBrowser(by_hand(&[CHROMIUM])));
        Ok(Self { chromium: next()?, chromedriver: next()? })
    }
}

/// Finds what drives the browsers that `KWIC_BROWSERS` names, or all of them, installs by apt what
/// is missing when nobody needs to be asked, and gives the environment of the tests.
pub fn for_page() -> Result<Vec<(&'static str, OsString)>, XtaskError> {
    let asked = std::env::var("KWIC_BROWSERS").unwrap_or_default();
    let browsers = chosen(&asked)?;
    let programs: Vec<Program> =
        browsers.iter().flat_map(|(_, programs)| programs.iter().copied()).collect();
    let found = find_or_install(&programs)?;
    let names: Vec<&str> = browsers.iter().map(|(name, _)| *name).collect();
    let mut environment = vec![("KWIC_BROWSERS", names.join(",").into())];
    environment.extend(
        programs.iter().zip(found).map(|(program, path)| (program.variable, path.into_os_string())),
    );
    Ok(environment)
}

/// The browsers of a list such as `chromium,firefox`; all of them for an empty one.
fn chosen(list: &str) -> Result<Vec<(&'static str, &'static [Program])>, XtaskError> {
    let names: Vec<&str> =
        list.split([',', ' ']).map(str::trim).filter(|name| !name.is_empty()).collect();
    for name in &names {
        if !BROWSERS.iter().any(|(known, _)| known == name) {
            return Err(XtaskError::NoBrowser(format!(
                "KWIC_BROWSERS names `{name}`: it is a list of chromium, firefox and webkit"
            )));
        }
    }
    Ok(BROWSERS
        .iter()
        .filter(|(known, _)| names.is_empty() || names.contains(known))
        .copied()
        .collect())
}

/// Where each of these programs is, once those that are missing are installed.
fn find_or_install(programs: &[Program]) -> Result<Vec<PathBuf>, XtaskError> {
    let missing: Vec<Program> =
        programs.iter().filter(|program| program.find().is_none()).copied().collect();
    if !missing.is_empty() {
        let system = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
        let root = command::ask("id", &["-u"]).as_deref() == Some("0");
        let sudo = || command::ask("sudo", &["-n", "true"]).is_some();
        match way(&system, &missing, root, sudo) {
            Way::Ask(what) => return Err(XtaskError::NoBrowser(what)),
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
        .map(|program| program.find().ok_or_else(|| XtaskError::NoBrowser(by_hand(&[*program]))))
        .collect()
}

impl Program {
    fn find(self) -> Option<PathBuf> {
        named(self.variable)
            .or_else(|| command::find(self.names))
            .or_else(|| if self.variable == CHROMIUM.variable { mac_chrome() } else { None })
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
        Way::Ask(format!(
            "the browser tests need more: run `sudo apt-get install {}`",
            packages.join(" ")
        ))
    }
}

fn by_hand(missing: &[Program]) -> String {
    let programs: Vec<String> = missing
        .iter()
        .map(|program| format!("{} (or name it in {})", program.names[0], program.variable))
        .collect();
    format!(
        "the browser tests need {} on PATH; chromedriver has to be of the version of Chromium \
         (https://googlechromelabs.github.io/chrome-for-testing/), and KWIC_BROWSERS=chromium tests \
         the page in that browser only",
        programs.join(", ")
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
        assert_eq!(way(DEBIAN, &[FIREFOX], true, || false), Way::Apt { sudo: false });
    }

    #[test]
    fn a_child_of_debian_with_a_sudo_that_does_not_ask_installs_by_apt() {
        assert_eq!(way(MINT, &[FIREFOX], false, || true), Way::Apt { sudo: true });
    }

    #[test]
    fn without_rights_the_command_to_run_is_said() {
        let Way::Ask(what) = way(DEBIAN, &[CHROMIUM, XVFB], false, || false) else {
            panic!("apt without rights")
        };
        assert!(what.contains("sudo apt-get install chromium xvfb"), "{what}");
    }

    #[test]
    fn another_system_is_told_what_to_install() {
        for system in [FEDORA, ""] {
            let Way::Ask(what) = way(system, &[FIREFOX, WEBKIT_DRIVER], true, || true) else {
                panic!("apt on {system}")
            };
            assert!(what.contains("firefox-esr") && what.contains("WEBKIT_DRIVER"), "{what}");
        }
    }

    #[test]
    fn all_browsers_are_chosen_where_no_list_says_otherwise() {
        let names = |list| -> Vec<&str> {
            chosen(list).expect("a list").iter().map(|(name, _)| *name).collect()
        };
        assert_eq!(names(""), ["chromium", "firefox", "webkit"]);
        assert_eq!(names("webkit, chromium"), ["chromium", "webkit"]);
    }

    #[test]
    fn a_browser_that_nobody_knows_is_refused_by_its_name() {
        let error = chosen("chromium,opera").unwrap_err().to_string();
        assert!(error.contains("`opera`") && error.contains("firefox"), "{error}");
    }
}
