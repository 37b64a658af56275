//! The inner loops of the engine: what runs once for each posting, each symbol of the text or each node of
//! the dictionary. The module is compiled to be small, and these loops to be fast. The compiler is told so crate
//! by crate, so they are a crate of their own, into which the functions that they call are inlined.
pub mod accumulators;
mod bigram_cache;
pub mod bit_set;
pub mod candidates;
pub mod field_lengths;
pub mod field_norms;
pub mod fuzzy;
pub mod inverted_index;
pub mod segments;
mod term_cache;
pub mod top_k;
