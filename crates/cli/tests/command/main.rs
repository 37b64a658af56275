//! The `kwic` binary from outside, on small folders that the tests write themselves.
#[cfg(feature = "build")]
mod building;
mod folder;
mod measuring;
mod searching;
mod serving;
mod settings;
