//! The room of what is written for few bytes.

pub mod sort;
