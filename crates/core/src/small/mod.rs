//! What is written for a small module, where nothing else is.
//!
//! [`sort`] stands in the place of `sort_unstable_by`, `retain` and `select_nth_unstable_by` of the standard
//! library. With those the module of the engine takes 12,064 bytes more, after brotli at its highest level:
//! they are compiled anew for each type of item and each order, and for speed on long lists. The engine sorts
//! short lists, once for each search, of many types. They would bring the room of this folder, and speed on lists that
//! are longer than any that a search sorts.
//!
//! Nothing else is written for size here or in a caller. Code that is not part of the module, and lists of
//! numbers in the inner loops (`kwic_postings::top_k`), use other sorts.

pub mod sort;
