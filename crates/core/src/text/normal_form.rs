//! Lower case and normal forms. Two versions of Unicode that both know a character never differ about its lower
//! case, its decomposition or its order among marks. So the module asks the browser, which brings that data
//! anyway, and native code asks a crate. A version that does not know a character yet leaves it as it is.

#[cfg(not(target_arch = "wasm32"))]
pub(super) use own::{compose, decompose, in_order};
#[cfg(target_arch = "wasm32")]
pub(super) use platform::{compose, decompose, in_order};

#[cfg(not(target_arch = "wasm32"))]
mod own {

    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::decompose_compatible;

    /// Calls `each` with the characters of normal form KD of a character, and each in lower case.
    pub(crate) fn decompose(c: char, mut each: impl FnMut(char, char)) {
        decompose_compatible(c, |c| each(c, lower(c)));
    }

    fn lower(c: char) -> char {
        let mut lowered = c.to_lowercase();
        lowered.next().filter(|_| lowered.next().is_none()).unwrap_or(c)
    }

    /// The one character that normal form C makes of a text; none where there are several.
    pub(crate) fn compose(text: &str) -> Option<char> {
        let mut composed = text.nfc();
        composed.next().filter(|_| composed.next().is_none())
    }

    /// Marks in canonical order.
    pub(crate) fn in_order(marks: &str) -> String {
        marks.nfkd().collect()
    }
}

#[cfg(target_arch = "wasm32")]
mod platform {

    use std::cell::RefCell;

    use wasm_bindgen::prelude::*;

    #[wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(js_namespace = ["String", "prototype", "normalize"], js_name = call)]
        fn normalize(text: &str, form: &str) -> String;

        #[wasm_bindgen(js_namespace = ["String", "prototype", "toLowerCase"], js_name = call)]
        fn lower(text: &str) -> String;
    }

    /// The characters of a normal form, and each in lower case.
    type Characters = Vec<(char, char)>;

    thread_local! {
        /// What the browser said lately, sorted: a text, whether in form C or else KD, and that form.
        static KNOWN: RefCell<Vec<(String, bool, Characters)>> = const { RefCell::new(Vec::new()) };
    }

    /// The most answers that are kept. Texts have few letters, but a page may ask for any.
    const MAX_KNOWN: usize = 4096;

    /// Asks the browser once for each text, since a call out of the module takes its time. The answers are
    /// taken out of the cell meanwhile: a page may have replaced the function that is called, by one that calls
    /// the module.
    fn known(text: &str, composed: bool) -> Characters {
        let mut known = KNOWN.take();
        let place = known.binary_search_by(|known| (&*known.0, known.1).cmp(&(text, composed)));
        let at = place.unwrap_or_else(|at| {
            let form = normalize(text, if composed { "NFC" } else { "NFKD" });
            let characters = form.chars().zip(lower(&form).chars()).collect();
            if known.len() >= MAX_KNOWN {
                known.clear();
            }
            let at = at.min(known.len());
            known.insert(at, (text.to_string(), composed, characters));
            at
        });
        let characters = known[at].2.clone();
        KNOWN.set(known);
        characters
    }

    pub(crate) fn decompose(c: char, mut each: impl FnMut(char, char)) {
        for (c, lower) in known(c.encode_utf8(&mut [0; 4]), false) {
            each(c, lower);
        }
    }

    pub(crate) fn compose(text: &str) -> Option<char> {
        match *known(text, true) {
            [(one, _)] => Some(one),
            _ => None,
        }
    }

    pub(crate) fn in_order(marks: &str) -> String {
        known(marks, false).iter().map(|character| character.0).collect()
    }
}
