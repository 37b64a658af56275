//! The index inside this crate (feature `js`).

/// Bytes of the index of `articles/`, or of the folder that `KWIC_ARTICLES` named at build time.
#[cfg(feature = "embed")]
pub fn index() -> &'static [u8] {
    include_bytes!(concat!(env!("OUT_DIR"), "/index.kwic"))
}

/// Bytes of the index that was put into the slot of the finished module; where none was, bytes that are no
/// index.
#[cfg(not(feature = "embed"))]
pub fn index() -> &'static [u8] {
    // The compiler must not know what stands there.
    std::hint::black_box(&SLOT).index
}

#[cfg(not(feature = "embed"))]
#[repr(C)]
struct Slot {
    before: [u8; 16],
    index: &'static [u8],
    after: [u8; 4],
}

/// `cargo xtask` finds it by its label and has it refer to the index that it puts into the module.
#[cfg(not(feature = "embed"))]
static SLOT: Slot = Slot {
    before: kwic_core::placeholder::BEFORE,
    index: &SLOT.before,
    after: kwic_core::placeholder::AFTER,
};
