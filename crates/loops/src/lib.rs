//! The inner loops of the engine: what runs once for each posting, each symbol of the text or each node of
//! the dictionary. They are a crate of their own because the module is compiled to be small and these to
//! be fast, which the compiler is told crate by crate; what they call elsewhere is inlined here.
#![cfg_attr(not(test), no_std)]

extern crate alloc;

pub mod bits;
pub mod heap;
pub mod inverted;
pub mod lengths;
pub mod norms;
mod pairs;
pub mod race;
pub mod similar;
mod spellings;
pub mod tally;
