//! The platforms that the command is made for, by the names that compiler and registries have for them.

use crate::error::XtaskError;

/// A platform with a program of its own.
#[derive(Debug, PartialEq, Eq)]
pub struct Platform {
    /// What rustc calls it.
    pub triple: &'static str,
    /// `process.platform` of node.
    pub os: &'static str,
    /// `process.arch` of node.
    pub cpu: &'static str,
    /// What a wheel promises: the tags of `maturin --compatibility`. None where the platform has one tag only.
    pub wheel: &'static [&'static str],
}

/// A program without a C library of its own runs with each that there is, and one wheel serves both.
const STATIC: &[&str] = &["manylinux2014", "musllinux_1_1"];

/// All of them.
pub static PLATFORMS: [Platform; 5] = [
    Platform { triple: "x86_64-unknown-linux-musl", os: "linux", cpu: "x64", wheel: STATIC },
    Platform { triple: "aarch64-unknown-linux-musl", os: "linux", cpu: "arm64", wheel: STATIC },
    Platform { triple: "x86_64-apple-darwin", os: "darwin", cpu: "x64", wheel: &[] },
    Platform { triple: "aarch64-apple-darwin", os: "darwin", cpu: "arm64", wheel: &[] },
    Platform { triple: "x86_64-pc-windows-gnu", os: "win32", cpu: "x64", wheel: &[] },
];

impl Platform {
    /// That of this machine.
    pub fn host() -> Result<&'static Self, XtaskError> {
        let (os, cpu) = (std::env::consts::OS, std::env::consts::ARCH);
        Self::of(os, cpu).ok_or(XtaskError::NoPlatform { os, cpu })
    }

    /// The one with this system and processor, as the standard library calls them.
    fn of(os: &str, cpu: &str) -> Option<&'static Self> {
        let os = match os {
            "macos" => "darwin",
            "windows" => "win32",
            other => other,
        };
        let is_it = |platform: &&Self| platform.os == os && platform.triple.starts_with(cpu);
        PLATFORMS.iter().find(is_it)
    }

    /// The one that rustc calls so.
    pub fn named(triple: &str) -> Option<&'static Self> {
        PLATFORMS.iter().find(|platform| platform.triple == triple)
    }

    /// The name of the program's file.
    pub fn program(&self) -> &'static str {
        if self.os == "win32" { "kwic.exe" } else { "kwic" }
    }

    /// The package of npm that holds the program.
    pub fn package(&self) -> String {
        format!("@kwic/{}", self.folder())
    }

    /// The same without the scope.
    pub fn folder(&self) -> String {
        format!("{}-{}", self.os, self.cpu)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_system_and_processor_of_the_standard_library_has_its_platform() {
        let triple = |os, cpu| Platform::of(os, cpu).map(|platform| platform.triple);
        assert_eq!(triple("linux", "aarch64"), Some("aarch64-unknown-linux-musl"));
        assert_eq!(triple("macos", "x86_64"), Some("x86_64-apple-darwin"));
        assert_eq!(triple("windows", "x86_64"), Some("x86_64-pc-windows-gnu"));
        assert_eq!(triple("freebsd", "x86_64"), None);
    }

    #[test]
    fn the_package_of_a_platform_has_the_name_that_node_has_for_it() {
        let packages: Vec<String> = PLATFORMS.iter().map(Platform::package).collect();
        assert_eq!(
            packages,
            [
                "@kwic/linux-x64",
                "@kwic/linux-arm64",
                "@kwic/darwin-x64",
                "@kwic/darwin-arm64",
                "@kwic/win32-x64"
            ]
        );
    }
}
