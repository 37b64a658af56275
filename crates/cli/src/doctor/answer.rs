//! What lies at an address of a site, however it was asked for.

use url::Url;

/// Bytes of a script that are read: more than any of ours has.
const MAX_TEXT: usize = 4 << 20;

/// The bytes at an address.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    /// Where the bytes are, behind all redirects.
    pub(crate) url: Url,
    /// The addresses that led there, without the last one.
    pub(crate) hops: Vec<Url>,
    /// Status of HTTP; of a folder 200 or 404.
    pub(crate) status: u16,
    /// Names in lower case.
    pub(crate) headers: Vec<(String, String)>,
    /// Without the compression that they travelled in.
    pub(crate) bytes: Vec<u8>,
}

impl Answer {
    /// The value of a header; of several ones all, with commas between.
    pub(crate) fn header(&self, name: &str) -> Option<String> {
        let values: Vec<&str> = self
            .headers
            .iter()
            .filter(|header| header.0 == name)
            .map(|header| header.1.trim())
            .collect();
        (!values.is_empty()).then(|| values.join(", "))
    }

    /// The type without its parameters, in lower case; empty where none is told.
    pub(crate) fn content_type(&self) -> String {
        let kind = self.header("content-type").unwrap_or_default();
        kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    pub(crate) fn is_there(&self) -> bool {
        self.status == 200
    }

    /// True where the bytes are a page, whatever the name or the type says.
    pub(crate) fn is_page(&self) -> bool {
        let start = &self.bytes[..self.bytes.len().min(1024)];
        let start =
            String::from_utf8_lossy(start).trim_start_matches('\u{feff}').to_ascii_lowercase();
        let mut start = start.trim_start();
        while let Some((_, rest)) = start.strip_prefix("<!--").and_then(|it| it.split_once("-->")) {
            start = rest.trim_start();
        }
        ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| start.starts_with(tag))
    }

    /// The bytes as a text, the first of them. What is no UTF-8 is replaced: all that is looked for is ASCII.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes[..self.bytes.len().min(MAX_TEXT)]).into_owned()
    }
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Failure {
    /// No connection, or none that says anything.
    Unreachable(String),
    /// No secure connection.
    Tls(String),
    /// The answer took longer than so many seconds.
    TimedOut(u64),
    /// More than so many bytes.
    TooLarge(u64),
    /// The body ends before it is whole.
    Cut,
    /// The body is not what its `content-encoding` says.
    Encoding(String),
    /// Redirects without an end.
    Redirects(usize),
    /// A redirect to no address.
    BadRedirect(String),
    /// All checks together took too long, or asked too much.
    Spent(&'static str),
    /// The system does not give the file.
    File(String),
}

impl Failure {
    /// What happened, behind the address.
    pub(crate) fn what(&self) -> String {
        match self {
            Self::Unreachable(why) => format!("cannot be reached: {why}"),
            Self::Tls(why) => format!("has no secure connection: {why}"),
            Self::TimedOut(seconds) => format!("did not answer within {seconds} seconds"),
            Self::TooLarge(bytes) => {
                format!("has more than {bytes} bytes and was not read to its end")
            }
            Self::Cut => "ends before it is whole".to_owned(),
            Self::Encoding(name) => {
                format!("is not compressed as its content-encoding ({name}) says")
            }
            Self::Redirects(hops) => format!("leads on and on: {hops} redirects"),
            Self::BadRedirect(to) => format!("leads to {to:?}, which is no web address"),
            Self::Spent(what) => format!("was not asked for: {what}"),
            Self::File(why) => format!("cannot be read: {why}"),
        }
    }

    /// What to do about it.
    pub(crate) fn mend(&self) -> &'static str {
        match self {
            Self::Unreachable(_) => {
                "check the name of the host, that it runs, and that this machine may connect to it"
            }
            Self::Tls(_) => {
                "mend the certificate of the host: its names, its dates and its chain; for an authority of your own, name \
                 its certificate with --cacert FILE"
            }
            Self::TimedOut(_) => {
                "look at the host and the way there, or allow more with --timeout SECONDS"
            }
            Self::TooLarge(_) => {
                "check that the host serves the file of the build under this address"
            }
            Self::Cut => "upload the file again, and have the host send the length that it has",
            Self::Encoding(_) => {
                "upload the compressed copies of the same build, or leave the compression to the host"
            }
            Self::Redirects(_) | Self::BadRedirect(_) => "mend the rules of the host for redirects",
            Self::Spent(_) => {
                "run the command again when the host is faster, or over the folder of the site"
            }
            Self::File(_) => "check its permissions",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_known_by_its_beginning() {
        let answer = |text: &str| Answer {
            url: Url::parse("http://a.example/").unwrap(),
            hops: Vec::new(),
            status: 200,
            headers: Vec::new(),
            bytes: text.into(),
        };
        for page in ["<!DOCTYPE html>", "\u{feff} <html lang=en>", "<!-- a\n --><!-- b --> <head>"]
        {
            assert!(answer(page).is_page(), "{page}");
        }
        for other in ["", "\0asm", "export const a = '<html>'", "<svg>", "<!-- open"] {
            assert!(!answer(other).is_page(), "{other}");
        }
    }
}
