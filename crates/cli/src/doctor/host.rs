//! A site on its host, asked by HTTP. Every answer is bounded, and so are all together.

use std::cell::Cell;
use std::fs;
use std::io::{ErrorKind, Read};
use std::path::Path;
use std::time::{Duration, Instant};

use flate2::read::MultiGzDecoder;
use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, parse_pem};
use ureq::{Agent, Error};
use url::Url;

use super::answer::{Answer, Failure};
use crate::error::CliError;

/// Bytes of a body, as it travels and as it is.
const MAX_BYTES: u64 = 100_000_000;
/// Bytes of all bodies together: they are kept, so that nothing is asked for twice.
const MAX_ALL: u64 = 500_000_000;
/// Bytes of the headers of an answer.
const MAX_HEADERS: usize = 64 * 1024;
/// Redirects from one address.
const MAX_REDIRECTS: usize = 10;
/// Requests of one run.
const MAX_REQUESTS: usize = 1_000;
/// How many times as long as one answer all together may take.
const ALL: u32 = 10;
/// Bytes of a file of certificates.
const MAX_CERTIFICATES: usize = 1 << 20;

/// See the [module](self).
#[derive(Debug)]
pub(crate) struct Host {
    agent: Agent,
    timeout: Duration,
    end: Instant,
    requests: Cell<usize>,
    bytes: Cell<u64>,
}

impl Host {
    /// A client that waits for each answer so many seconds. Certificates are those that browsers trust, or those in the
    /// file `authority` alone.
    pub(crate) fn new(seconds: u64, authority: Option<&Path>) -> Result<Host, CliError> {
        let roots = match authority {
            Some(file) => certificates(file)?,
            None => RootCerts::WebPki,
        };
        let timeout = Duration::from_secs(seconds);
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            // Redirects are followed here: each of them is looked at.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .max_response_header_size(MAX_HEADERS)
            .timeout_global(Some(timeout))
            .user_agent(concat!("kwic-doctor/", env!("CARGO_PKG_VERSION")))
            .tls_config(TlsConfig::builder().root_certs(roots).build())
            .build()
            .new_agent();
        let end = Instant::now() + timeout * ALL;
        Ok(Host { agent, timeout, end, requests: Cell::new(0), bytes: Cell::new(0) })
    }

    pub(crate) fn get(&self, url: &Url) -> Result<Answer, Failure> {
        let mut hops: Vec<Url> = Vec::new();
        let mut at = url.clone();
        at.set_fragment(None);
        loop {
            let mut answer = self.once(&at)?;
            let target = answer.header("location").filter(|_| (301..=308).contains(&answer.status));
            let Some(target) = target else {
                answer.hops = hops;
                return Ok(answer);
            };
            let next =
                at.join(&target).ok().filter(|next| matches!(next.scheme(), "http" | "https"));
            hops.push(at);
            at = next.ok_or(Failure::BadRedirect(target))?;
            if hops.len() > MAX_REDIRECTS {
                return Err(Failure::Redirects(MAX_REDIRECTS));
            }
        }
    }

    fn once(&self, url: &Url) -> Result<Answer, Failure> {
        self.requests.set(self.requests.get() + 1);
        if self.requests.get() > MAX_REQUESTS {
            return Err(Failure::Spent("the checks asked for 1,000 addresses before"));
        }
        if Instant::now() > self.end {
            return Err(Failure::Spent("the checks took too long before"));
        }
        let response = self
            .agent
            .get(url.as_str())
            // What browsers take of what is decoded here.
            .header("accept-encoding", "br, gzip")
            .call()
            .map_err(|error| match error {
                Error::Io(error)
                    if url.scheme() == "https"
                        && matches!(
                            error.kind(),
                            ErrorKind::UnexpectedEof | ErrorKind::ConnectionReset
                        ) =>
                {
                    Failure::Tls("the host ended the connection before it was one".to_owned())
                }
                other => self.failure(other),
            })?;
        let status = response.status().as_u16();
        let header = |(name, value): (&ureq::http::HeaderName, &ureq::http::HeaderValue)| {
            (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
        };
        let headers = response.headers().iter().map(header).collect();
        let mut answer =
            Answer { url: url.clone(), hops: Vec::new(), status, headers, bytes: Vec::new() };
        let mut sent = Vec::new();
        let mut body = response.into_body().into_reader().take(MAX_BYTES + 1);
        body.read_to_end(&mut sent).map_err(|error| match error.kind() {
            ErrorKind::UnexpectedEof
            | ErrorKind::ConnectionReset
            | ErrorKind::ConnectionAborted => Failure::Cut,
            _ => match self.failure(Error::from(error)) {
                Failure::Unreachable(_) => Failure::Cut,
                failure => failure,
            },
        })?;
        let length = answer.header("content-length").and_then(|length| length.parse().ok());
        if sent.len() as u64 > MAX_BYTES {
            return Err(Failure::TooLarge(MAX_BYTES));
        }
        if length.is_some_and(|length: usize| sent.len() < length) {
            return Err(Failure::Cut);
        }
        answer.bytes = decoded(sent, &answer.header("content-encoding").unwrap_or_default())?;
        self.bytes.set(self.bytes.get() + answer.bytes.len() as u64);
        if self.bytes.get() > MAX_ALL {
            return Err(Failure::Spent("the checks loaded 500,000,000 bytes before"));
        }
        Ok(answer)
    }

    fn failure(&self, error: Error) -> Failure {
        match error {
            Error::Timeout(_) => Failure::TimedOut(self.timeout.as_secs()),
            Error::Tls(why) => Failure::Tls(why.to_owned()),
            Error::Rustls(why) => Failure::Tls(why.to_string()),
            Error::Io(error) if error.kind() == ErrorKind::TimedOut => {
                Failure::TimedOut(self.timeout.as_secs())
            }
            // What goes wrong between the hands of TLS comes as an error of the stream.
            Error::Io(error) if error.kind() == ErrorKind::InvalidData => {
                Failure::Tls(error.to_string())
            }
            other => Failure::Unreachable(other.to_string()),
        }
    }
}

fn certificates(file: &Path) -> Result<RootCerts, CliError> {
    let text = fs::read(file).map_err(|source| CliError::Read { path: file.to_owned(), source })?;
    let certificates: Vec<Certificate<'static>> =
        parse_pem(&text[..text.len().min(MAX_CERTIFICATES)])
            .filter_map(|item| match item {
                Ok(PemItem::Certificate(certificate)) => Some(certificate),
                _ => None,
            })
            .collect();
    match certificates.is_empty() {
        true => Err(CliError::NoCertificate { path: file.to_owned() }),
        false => Ok(RootCerts::new_with_certs(&certificates)),
    }
}

/// A body without the compressions that it travelled in.
pub(crate) fn decoded(bytes: Vec<u8>, encodings: &str) -> Result<Vec<u8>, Failure> {
    let names: Vec<String> =
        encodings.split(',').map(|name| name.trim().to_ascii_lowercase()).collect();
    names.iter().rev().try_fold(bytes, |bytes, name| {
        let failed = |_| Failure::Encoding(name.clone());
        let mut out = Vec::new();
        match name.as_str() {
            "" | "identity" => return Ok(bytes),
            "br" => brotli::Decompressor::new(&*bytes, 4096)
                .take(MAX_BYTES + 1)
                .read_to_end(&mut out)
                .map_err(failed)?,
            "gzip" | "x-gzip" => MultiGzDecoder::new(&*bytes)
                .take(MAX_BYTES + 1)
                .read_to_end(&mut out)
                .map_err(failed)?,
            _ => return Err(Failure::Encoding(name.clone())),
        };
        match out.len() as u64 > MAX_BYTES {
            true => Err(Failure::TooLarge(MAX_BYTES)),
            false => Ok(out),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compressions_are_undone_in_their_order_and_told_where_they_are_none() {
        let text = b"keyword in context ".repeat(50);
        let packed =
            kwic_site::compress::brotli(&kwic_site::compress::gzip(&text).unwrap()).unwrap();
        assert_eq!(decoded(packed.clone(), "gzip, br").unwrap(), text);
        assert_eq!(decoded(text.clone(), "").unwrap(), text);
        for (bytes, encoding) in
            [(text.clone(), "gzip"), (text.clone(), "br"), (packed, "gzip"), (text, "zstd")]
        {
            let failure = decoded(bytes, encoding).unwrap_err();
            assert_eq!(failure, Failure::Encoding(encoding.to_owned()));
        }
    }
}
