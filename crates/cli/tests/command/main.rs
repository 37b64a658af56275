//! The `kwic` binary from outside, on small folders that the tests write themselves.
#[cfg(feature = "build")]
mod building;
mod house;
mod measuring;
mod searching;
mod serving;
