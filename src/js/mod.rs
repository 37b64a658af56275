//! The boundary to JavaScript (feature `js`): `search`, `suggest`, `snippet` and `info` over the
//! embedded index. Plain objects and text cross it, never HTML.

#[cfg(target_arch = "wasm32")]
mod error;
#[cfg(target_arch = "wasm32")]
pub mod exports;
#[cfg(target_arch = "wasm32")]
mod measure;
#[cfg(target_arch = "wasm32")]
mod options;
#[cfg(target_arch = "wasm32")]
mod session;
pub mod types;

/// One thread runs here, and memory that is freed has to be found again: `talc` does both better
/// than the allocator of the standard library (`docs/decisions/0017-memory-of-the-engine.md`).
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
