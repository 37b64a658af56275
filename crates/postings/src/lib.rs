//! The inner loops of the engine: what runs once for each posting, each symbol of the text or each node of
//! the dictionary. They are a crate of their own because the module is compiled to be small and these to
//! be fast, which the compiler is told crate by crate; what they call elsewhere is inlined here.
pub mod accumulators;
mod bigram_cache;
pub mod bit_set;
pub mod candidates;
pub mod field_lengths;
pub mod field_norms;
pub mod fuzzy;
pub mod inverted_index;
mod term_cache;
pub mod top_k;
