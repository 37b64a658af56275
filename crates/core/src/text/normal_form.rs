//! Normal form KD of a text, for which the platform has the data anyway.

#[cfg(not(feature = "platform"))]
pub(super) use own::nfkd;
#[cfg(feature = "platform")]
pub(super) use platform::nfkd;
#[cfg(feature = "platform")]
pub use platform::set_nfkd;

#[cfg(not(feature = "platform"))]
mod own {
    use alloc::string::String;

    use unicode_normalization::UnicodeNormalization;

    pub(crate) fn nfkd(text: &str) -> String {
        text.nfkd().collect()
    }
}

#[cfg(feature = "platform")]
mod platform {
    use alloc::boxed::Box;
    use alloc::string::String;

    use once_cell::race::OnceBox;

    type Nfkd = fn(&str) -> String;

    static NFKD: OnceBox<Nfkd> = OnceBox::new();

    /// Names the function of the platform that gives normal form KD of a text. To be called before
    /// any other function of [`text`](crate::text): without it nothing decomposes.
    pub fn set_nfkd(function: Nfkd) {
        // A second function would be the same one again.
        let _ = NFKD.set(Box::new(function));
    }

    pub(crate) fn nfkd(text: &str) -> String {
        NFKD.get().map_or_else(|| text.into(), |function| function(text))
    }
}
