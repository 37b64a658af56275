//! Lower case and normal forms. Of a character that both know, two versions of Unicode never say
//! different things about lower case, decomposition or the order among marks: so a browser is asked for
//! what it knows anyway, and native code asks the crates that know it. Who is older than a character
//! leaves it as it is.

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

    /// The one character that a text is in normal form C.
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

    use atomic_refcell::AtomicRefCell;
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

    /// What the browser said lately, in order: of a text, in form C or KD.
    static KNOWN: AtomicRefCell<Vec<(String, bool, Characters)>> = AtomicRefCell::new(Vec::new());

    /// So many answers are kept: texts have few letters, but a page may be asked for any.
    const MOST: usize = 4096;

    /// Asks once for each text: each way out of the module and back takes its time. What is known is not
    /// held meanwhile, since a page may have put something else in the place of what is asked.
    fn known(text: &str, composed: bool) -> Characters {
        let mut known = std::mem::take(&mut *KNOWN.borrow_mut());
        let place = known.binary_search_by(|known| (&*known.0, known.1).cmp(&(text, composed)));
        let at = place.unwrap_or_else(|at| {
            let form = normalize(text, if composed { "NFC" } else { "NFKD" });
            let mut characters = Characters::new();
            for pair in form.chars().zip(lower(&form).chars()) {
                characters.push(pair);
            }
            if known.len() >= MOST {
                known.clear();
            }
            let at = at.min(known.len());
            known.insert(at, (text.to_string(), composed, characters));
            at
        });
        let characters = known[at].2.clone();
        std::mem::swap(&mut known, &mut KNOWN.borrow_mut());
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
