//! The `kwic` binary from outside, on small folders that the tests write themselves.
mod folder;
mod measuring;
mod searching;
mod serving;
