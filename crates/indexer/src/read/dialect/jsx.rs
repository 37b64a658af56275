//! What MDX adds to Markdown: imports and exports, tags of components, code in braces.

/// True when a Markdown text has components in it, as a generator reads it that takes any Markdown for MDX.
pub(super) fn has_components(markdown: &str) -> bool {
    markdown.lines().any(|line| {
        let line = line.trim_start();
        is_import(line)
            || line
                .strip_prefix('<')
                .is_some_and(|tag| tag.starts_with(|c: char| c.is_ascii_uppercase()))
    })
}

/// Appends the text without imports, exports and tags of components, and without code in braces, if these
/// hold code. Of a tag stays what it says to readers.
pub(super) fn remove(text: &str, expressions: bool, out: &mut String) {
    let mut rest = text;
    while !rest.is_empty() {
        let begins_line = out.is_empty() || out.ends_with('\n');
        if begins_line && let Some(behind) = statement(rest, expressions) {
            rest = behind;
            continue;
        }
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let taken = match rest.as_bytes().first() {
            Some(b'<') => tag(rest, expressions, out),
            Some(b'{') if expressions => braces(rest),
            Some(b'\\') => {
                let escaped = rest.chars().take(2).map(char::len_utf8).sum();
                out.push_str(rest.get(..escaped).unwrap_or_default());
                Some(escaped)
            }
            _ => None,
        };
        let taken = taken.unwrap_or_else(|| {
            out.push_str(rest.get(..first).unwrap_or_default());
            first
        });
        rest = rest.get(taken..).unwrap_or_default();
    }
}

fn is_import(line: &str) -> bool {
    let Some(after) = line.strip_prefix("import ") else { return false };
    let is_quote = |c: char| matches!(c, '"' | '\'');
    let end = line.trim_end().trim_end_matches(';');
    after.trim_start().starts_with(is_quote)
        || (after.contains(" from ") && end.ends_with(is_quote))
}

/// What follows an import, or an export where there are some, at the beginning of a line.
fn statement(text: &str, exports: bool) -> Option<&str> {
    let line = text.split('\n').next().unwrap_or_default();
    let opens = line.starts_with("import {") && !line.contains('}');
    let is_export = exports && line.starts_with("export ");
    if !(is_import(line) || is_export || opens && exports) {
        return None;
    }
    // It goes on until its brackets are closed.
    let mut depth = 0i32;
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        if depth <= 0 && end > 0 {
            break;
        }
        for c in line.chars() {
            depth += match c {
                '{' | '(' | '[' => 1,
                '}' | ')' | ']' => -1,
                _ => 0,
            };
        }
        end += line.len();
    }
    // What is never closed is no code.
    (depth <= 0).then(|| text.get(end..)).flatten()
}

/// The length of a stretch in braces, in which there are strings and other braces.
fn braces(text: &str) -> Option<usize> {
    let mut depth = 0;
    let mut quote = None;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        match quote {
            Some(open) if c == open && before != '\\' => quote = None,
            Some(_) => {}
            // An apostrophe in a text is no quote.
            None if matches!(c, '"' | '`') || (c == '\'' && !before.is_alphanumeric()) => {
                quote = Some(c);
            }
            None if c == '{' => depth += 1,
            None if c == '}' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            None => {}
        }
        before = c;
    }
    None
}

/// The length of a tag of a component, or of any tag with code in it; appends what it says.
fn tag(text: &str, expressions: bool, out: &mut String) -> Option<usize> {
    let inside = text.strip_prefix('<')?;
    let (closing, name_at) = match inside.strip_prefix('/') {
        Some(name) => (true, name),
        None => (false, inside),
    };
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | ':');
    let name = name_at.get(..name_at.find(|c| !is_name(c)).unwrap_or(name_at.len()))?;
    let length = end_of_tag(text)?;
    let attributes = text.get(..length)?;
    let is_component = name.starts_with(|c: char| c.is_ascii_uppercase()) || name.contains('.');
    let is_fragment = name.is_empty() && attributes.trim_matches(['<', '/', '>']).trim().is_empty();
    if is_component || (is_fragment && expressions) {
        // Where it begins a line, what follows is a paragraph, and no code for being indented.
        let line = out.len() - out.rsplit('\n').next().unwrap_or_default().len();
        let alone = out[line..].trim().is_empty();
        if alone {
            out.truncate(line);
        }
        for spoken in super::spoken_attributes(attributes) {
            out.push_str(if alone { "\n" } else { " " });
            out.push_str(spoken);
            out.push_str(if alone { "\n\n" } else { " " });
        }
        return Some(length);
    }
    if !name.is_empty() && attributes.contains('{') {
        // HTML has no code in its tags.
        out.push_str(if closing { "</" } else { "<" });
        out.push_str(name);
        out.push('>');
        return Some(length);
    }
    None
}

/// Where a tag ends, which may have strings and code in braces.
fn end_of_tag(text: &str) -> Option<usize> {
    let mut at = 1;
    while let Some(c) = text.get(at..)?.chars().next() {
        match c {
            '>' => return Some(at + 1),
            '{' => at += braces(text.get(at..)?)?,
            '"' | '\'' => {
                let inside = at + 1;
                at = inside + text.get(inside..)?.find(c)? + 1;
            }
            '<' => return None,
            '\n' if text.get(at..)?.starts_with("\n\n") => return None,
            _ => at += c.len_utf8(),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn removed(text: &str) -> String {
        let mut out = String::new();
        remove(text, true, &mut out);
        out
    }

    #[test]
    fn code_goes_and_text_stays() {
        for (text, expected) in [
            ("import A from 'a';\nimport 'b.css'\n\nText", "\nText"),
            ("import {\n  A,\n  B,\n} from 'a';\n\nText", "\nText"),
            ("export const a = {\n\n  b: 1,\n};\n\nText", "\nText"),
            ("<Note>\n\nText *a*\n\n</Note>\n", "\n\nText *a*\n\n\n"),
            ("<Tabs items={['a', '}']}>\n  <Tab>Text</Tab>\n</Tabs>", "\nText\n"),
            ("It is {3 * 4} and {/* no */}more", "It is  and more"),
            ("a \\{b\\} c", "a \\{b\\} c"),
            ("see <Ui.Key>Ctrl</Ui.Key>", "see Ctrl"),
            ("<div style={{a: '>'}}>x</div>", "<div>x</div>"),
            ("1 < 2 {open", "1 < 2 {open"),
            ("<>a</>", "a"),
            ("imports from abroad", "imports from abroad"),
            ("import and export from 'here to there", "import and export from 'here to there"),
        ] {
            assert_eq!(removed(text), expected, "{text}");
        }
    }

    #[test]
    fn what_a_component_says_is_a_paragraph() {
        assert_eq!(removed("<Note title=\"Mind it\">\nText\n</Note>"), "\nMind it\n\n\nText\n");
        assert_eq!(removed("a <Badge label=\"new\" /> b"), "a  new  b");
    }

    #[test]
    fn markdown_has_components_where_a_line_begins_with_one() {
        assert!(has_components("# A\n\n<Note>\n"));
        assert!(has_components("import A from '../a';\n"));
        assert!(!has_components("<p>a</p>\n\nA Vec<T> and an import from abroad.\n"));
    }
}
