//! The `kwic` binary from outside, on small folders that the tests write themselves.
#[cfg(all(feature = "build", feature = "doctor"))]
mod bad_inputs;
#[cfg(feature = "build")]
mod building;
#[cfg(all(feature = "build", feature = "doctor"))]
mod doctor;
mod exporting;
mod folder;
mod inputs;
#[cfg(all(feature = "build", feature = "doctor"))]
mod killed;
mod manual;
mod measuring;
mod reporting;
mod searching;
mod serving;
mod settings;
#[cfg(feature = "build")]
mod splitting;
#[cfg(all(feature = "build", unix))]
mod watching;
