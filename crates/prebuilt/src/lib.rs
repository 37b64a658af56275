//! The finished engine as bytes: what `cargo xtask engine` puts into the folder `engine` of this package, which
//! is not in the repository.
//!
//! The crate compiles without it too; then [`engine`] says what to run.

/// A file of the engine: its path, with `/` between the parts, and its content.
pub type File = (&'static str, &'static [u8]);

/// Why there is no engine to build with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotReady {
    /// The program was compiled without one.
    #[error(
        "this program was compiled without an engine: run `cargo xtask engine` in the repository of \
         Kwic, then compile the program again"
    )]
    Empty,
    /// The engine was made of other sources than those that the program was compiled beside.
    #[error(
        "the engine of this program was made before its sources changed: run `cargo xtask engine` in \
         the repository of Kwic, then compile the program again"
    )]
    Stale,
}

/// What the build script found.
#[allow(dead_code, reason = "the build script writes one of these")]
enum State {
    Empty,
    Stale,
    Ready(&'static [File]),
}

static STATE: State = include!(concat!(env!("OUT_DIR"), "/engine.rs"));

/// The files of the engine, by group and path as `kwic_site::Engine::new` takes them.
///
/// # Errors
///
/// Where the folder was empty when this crate was compiled, or held the engine of other sources.
pub fn engine() -> Result<&'static [File], NotReady> {
    match STATE {
        State::Empty => Err(NotReady::Empty),
        State::Stale => Err(NotReady::Stale),
        State::Ready(files) => Ok(files),
    }
}
