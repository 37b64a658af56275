//! The index inside this crate (feature `js`).

/// Bytes of the index of `articles/`, or of the folder that `KWIC_ARTICLES` named at build time.
#[cfg(feature = "embed")]
pub fn index() -> &'static [u8] {
    include_bytes!(concat!(env!("OUT_DIR"), "/index.kwic"))
}

/// Bytes of the index that was put in place of the placeholder of the finished module; where none
/// was, bytes that are no index.
#[cfg(not(feature = "embed"))]
pub fn index() -> &'static [u8] {
    // The compiler must not know what stands there.
    std::hint::black_box(&PLACEHOLDER).index
}

#[cfg(not(feature = "embed"))]
#[repr(C)]
struct Placeholder {
    start: [u8; 16],
    index: &'static [u8],
    end: [u8; 4],
}

/// `cargo xtask` finds it by its label and has it refer to the index that it puts into the module.
#[cfg(not(feature = "embed"))]
static PLACEHOLDER: Placeholder = Placeholder {
    start: kwic_core::placeholder::START,
    index: &PLACEHOLDER.start,
    end: kwic_core::placeholder::END,
};
