//! What MDX adds to Markdown: imports and exports, tags of components, code in braces.

use super::code::{self, map_text};

/// True when a Markdown text has components in it, as a generator reads it that takes any Markdown for MDX.
pub(super) fn has_components(markdown: &str) -> bool {
    let mut has = false;
    map_text(markdown, &mut |text, _| {
        has |= text.lines().any(|line| {
            let tag = line.trim_start().strip_prefix('<');
            is_import(line) || tag.is_some_and(|tag| component(tag).is_some())
        });
    });
    has
}

/// The name of the component whose tag goes on so. HTML has no capitals and small letters in one name, and an
/// address or a type goes on otherwise.
fn component(tag: &str) -> Option<&str> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    let (name, rest) = tag.split_at(tag.find(|c| !is_name(c)).unwrap_or(tag.len()));
    let is_component = name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.contains(|c: char| c.is_ascii_lowercase());
    let is_tag = rest.starts_with(['>', '/']) || rest.starts_with(char::is_whitespace);
    (is_component && is_tag).then_some(name)
}

/// The text with no line indented as code would be, which MDX does not have; what belongs to a list stays.
pub(super) fn without_indents(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut fence = None;
    let mut in_list = false;
    for line in markdown.split_inclusive('\n') {
        let is_in_code = fence.is_some();
        fence = code::after(fence, line);
        if !is_in_code
            && !line.trim().is_empty()
            && (!line.starts_with([' ', '\t']) || code::is_item(line))
        {
            in_list = code::is_item(line);
        }
        let is_kept = is_in_code || in_list || !line.starts_with("    ");
        out.push_str(if is_kept { line } else { line.trim_start_matches([' ', '\t']) });
    }
    out
}

/// Appends the text without imports, exports and tags of components, and without code in braces, if these
/// hold code. Of a tag stays what it says to readers.
pub(super) fn remove(text: &str, expressions: bool, out: &mut String) {
    let mut rest = text;
    // A statement begins a text, or stands behind an empty line or another statement.
    let mut may_begin = true;
    while !rest.is_empty() {
        if may_begin && let Some(behind) = statement(rest, expressions) {
            rest = behind;
            continue;
        }
        may_begin = rest.starts_with('\n') && (out.is_empty() || out.ends_with('\n'));
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
    let is_named = after.trim_start().starts_with(is_quote) || after.contains(" from ");
    is_named && end.ends_with(is_quote) && end.matches(is_quote).count() == 2
}

/// A statement has no more lines.
const MAX_LINES: usize = 300;

/// What follows an import, or an export where there are some, at the beginning of a line.
fn statement(text: &str, exports: bool) -> Option<&str> {
    let line = text.split('\n').next().unwrap_or_default();
    let opens = line.starts_with("import {") && !line.contains('}');
    const EXPORTED: &[&str] = &[
        "const",
        "let",
        "var",
        "function",
        "default",
        "class",
        "async",
        "type",
        "interface",
        "{",
        "*",
    ];
    let exported = line.strip_prefix("export ").and_then(|rest| rest.split_whitespace().next());
    let is_export = exports
        && exported.is_some_and(|word| EXPORTED.iter().any(|known| word.starts_with(known)));
    if !(is_import(line) || is_export || opens && exports) {
        return None;
    }
    // It goes on until its brackets are closed.
    let mut depth = 0i32;
    let mut end = 0;
    for line in text.split_inclusive('\n').take(MAX_LINES) {
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
    for (at, c) in super::reach::within_reach(text).char_indices() {
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
    // `Vec<String>` is a type.
    let is_type = !expressions && out.ends_with(char::is_alphanumeric);
    let is_component = component(name_at).is_some() && !is_type;
    let is_fragment = name.is_empty() && attributes.trim_matches(['<', '/', '>']).trim().is_empty();
    if is_component || (is_fragment && expressions) {
        // Where it begins a line, what follows is a paragraph, and no code for being indented.
        let line = out.len() - out.rsplit('\n').next().unwrap_or_default().len();
        let alone = out[line..].trim().is_empty();
        if alone {
            out.truncate(line);
        }
        for spoken in super::spoken::spoken_attributes(attributes) {
            out.push_str(if alone { "\n" } else { " " });
            out.push_str(spoken);
            out.push_str(if alone { "\n\n" } else { " " });
        }
        let is_word = |c: char| c.is_alphanumeric();
        if out.ends_with(is_word)
            && text
                .get(length..)
                .is_some_and(|rest| rest.starts_with(is_word) || rest.starts_with('<'))
        {
            out.push(' ');
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
    let text = super::reach::within_reach(text);
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
            ("<Tab>one</Tab><Tab>two</Tab>", "one two"),
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
