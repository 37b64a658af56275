//! How the words of a query end.

/// How a word of a query ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// It is whole.
    Closed,
    /// Its reader may be in the middle of it.
    Open,
    /// With a star: it goes on.
    Star,
}
