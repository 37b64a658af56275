//! The browsers that tests drive: found, or installed where that takes no question.

use std::ffi::OsString;
use std::path::PathBuf;

use crate::error::XtaskError;
use crate::system::{Program, find_or_install};

const CHROMIUM: Program = Program {
    variable: "CHROMIUM",
    names: &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"],
    package: "chromium",
    elsewhere: Some("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    hint: HINT,
};
const CHROMEDRIVER: Program = Program {
    variable: "CHROMEDRIVER",
    names: &["chromedriver"],
    package: "chromium-driver",
    elsewhere: None,
    hint: HINT,
};
const FIREFOX: Program = Program {
    variable: "FIREFOX",
    names: &["firefox-esr", "firefox"],
    package: "firefox-esr",
    elsewhere: None,
    hint: HINT,
};
const WEBKIT_DRIVER: Program = Program {
    variable: "WEBKIT_DRIVER",
    names: &["WebKitWebDriver"],
    package: "webkit2gtk-driver",
    elsewhere: None,
    hint: HINT,
};
/// WebKitGTK needs a screen, and a test one that nobody sees.
const XVFB: Program =
    Program { variable: "XVFB", names: &["Xvfb"], package: "xvfb", elsewhere: None, hint: HINT };

const HINT: &str = "; chromedriver has to be of the version of Chromium \
     (https://googlechromelabs.github.io/chrome-for-testing/), and KWIC_BROWSERS=chromium tests \
     the page in that browser only";

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

impl Browser {
    /// Finds Chromium and chromedriver, named by `CHROMIUM` and `CHROMEDRIVER` or on PATH, and
    /// installs both by apt when something is missing and nobody needs to be asked.
    pub fn find_or_install() -> Result<Self, XtaskError> {
        let mut found = find_or_install(&[CHROMIUM, CHROMEDRIVER])?.into_iter();
        let mut next = || found.next().unwrap_or_default();
        Ok(Self { chromium: next(), chromedriver: next() })
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
            return Err(XtaskError::NoPackage(format!(
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

#[cfg(test)]
mod tests {
    use super::*;

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
