//! The host over which `kwic doctor` is tested: nginx, as many sites have it.

use std::path::PathBuf;

use crate::error::XtaskError;
use crate::system::{self, Program};

const NGINX: Program = Program {
    variable: "NGINX",
    names: &["nginx"],
    package: "nginx-light",
    // Not on the path of those who are not root.
    elsewhere: Some("/usr/sbin/nginx"),
    hint: "; any of the last years",
};

/// It makes the certificate of the host.
const OPENSSL: Program = Program {
    variable: "OPENSSL",
    names: &["openssl"],
    package: "openssl",
    elsewhere: None,
    hint: "",
};

/// Where nginx is, installed by apt where it is missing.
pub fn find_or_install() -> Result<PathBuf, XtaskError> {
    let found = system::find_or_install(&[NGINX, OPENSSL])?;
    found.into_iter().next().ok_or(XtaskError::NoPackage(NGINX.package.to_owned()))
}
