//! The laws of text, each from outside: what is written in one way is found when it is typed in
//! another. The very same tests run natively and in a browser, over small sites that each test
//! builds where it runs.

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

mod site;
mod writing;

mod apart;
mod characters;
mod exactness;
mod folding;
mod normal_forms;
mod ranges;
mod signs;
mod stems;
mod unspaced;

// Natively they are tests of `kwic-core`.
#[cfg(target_arch = "wasm32")]
#[path = "../../crates/core/tests/oracles.rs"]
mod oracles;
