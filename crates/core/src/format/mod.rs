//! The index format.
