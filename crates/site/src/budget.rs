//! The bytes that an author allows for what a reader loads.

use std::fs;
use std::path::Path;

use crate::compress;
use crate::error::SiteError;
use crate::files::{HOME, MODULE, WRAPPER};
use crate::fingerprint::NamedFiles;

/// The element, which a page loads first.
const ELEMENT: &str = "kwic-search.js";

/// Refuses files that are larger after brotli than is `allowed`: the element, the wrapper and the module together, or
/// the page that holds them all.
pub(crate) fn check(files: &NamedFiles<'_>, staging: &Path, allowed: u64) -> Result<(), SiteError> {
    let counted: &[&str] = match files.contains_key(MODULE) {
        true => &[ELEMENT, WRAPPER, MODULE],
        false => &[HOME],
    };
    let mut bytes = 0;
    for named in counted.iter().filter_map(|name| files.get(*name)) {
        let packed = compress::with_ending(&staging.join(&named.file), "br");
        bytes += match fs::metadata(&packed) {
            Ok(there) => there.len(),
            // There are no copies, or this one would not be smaller.
            Err(_) => {
                let packed = compress::brotli(&named.bytes);
                packed.map_err(SiteError::file("compress", staging.join(&named.file)))?.len() as u64
            }
        };
    }
    if bytes > allowed {
        return Err(SiteError::OverBudget { what: counted.join(", "), bytes, allowed });
    }
    Ok(())
}
