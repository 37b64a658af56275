//! Suggestions: how a query may go on, and what it was probably meant to be.

pub(crate) mod completion;
pub(crate) mod did_you_mean;
