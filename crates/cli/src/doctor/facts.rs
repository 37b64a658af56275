//! What was found out about the files of one build.

use kwic_site::Manifest;
use url::Url;

/// See the [module](self).
#[derive(Debug, Default)]
pub(crate) struct Facts {
    pub(crate) manifest: Option<Manifest>,
    /// What relative links start from, where the build wrote that into the element.
    pub(crate) base: Option<Url>,
    /// How many articles the index has; none where it could not be read.
    pub(crate) articles: Option<usize>,
    /// Urls of articles: all of a folder, some of a host.
    pub(crate) urls: Vec<String>,
    /// What the engine loads by itself.
    pub(crate) module: Option<Url>,
    pub(crate) wrapper: Option<Url>,
    pub(crate) worker: Option<Url>,
}
