//! The module that an index is put into.

pub(crate) fn modules() -> Vec<Vec<u8>> {
    let mut small = b"\0asm\x01\0\0\0".to_vec();
    // A memory of one page, and a data section of one segment.
    small.extend([5, 3, 1, 0, 1]);
    small.extend([11, 9, 1, 0, 0x41, 0, 0x0b, 3, b'a', b'b', b'c']);
    vec![small, b"\0asm\x01\0\0\0".to_vec(), b"<!doctype html>".to_vec()]
}

/// Any bytes as a module: an index is put into it, or an error says why not.
pub(crate) fn module(bytes: &[u8]) {
    if let Err(error) = kwic_site::placeholder::place(bytes, b"index") {
        assert!(!error.to_string().is_empty());
    }
}
