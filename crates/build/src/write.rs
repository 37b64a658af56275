//! Documents to index bytes.
use crate::{BuildError, Document};

/// Compiles documents into one index; the same documents give the same bytes on every machine.
pub fn build(documents: &[Document]) -> Result<Vec<u8>, BuildError> {
    Err(BuildError::TooLarge { what: "stub", size: documents.len() })
}
