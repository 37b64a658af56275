//! What a space is, and what does not show. The standard library would ask its own version of Unicode.

/// True for a character that Unicode calls white space.
pub fn is_space(c: char) -> bool {
    matches!(c, '\t'..='\r' | ' ' | '\u{85}' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}'
        | '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{3000}')
}

/// True for white space and for control characters, those between the blocks of an article too.
pub fn is_blank(c: char) -> bool {
    is_space(c) || c.is_control()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_are_those_of_the_standard_library() {
        assert!(('\0'..=char::MAX).all(|c| is_space(c) == c.is_whitespace()));
    }

    #[test]
    fn control_characters_do_not_show() {
        assert!(['\u{1}', '\u{2}', '\n', '\u{7f}', ' ', '\u{3000}'].into_iter().all(is_blank));
        assert!(!['a', '-', '\u{301}', '\u{200b}'].into_iter().any(is_blank));
    }
}
