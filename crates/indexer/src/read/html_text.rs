//! The text of HTML that stands inside Markdown.

/// One step through HTML.
#[derive(Debug, PartialEq, Eq)]
enum HtmlToken<'a> {
    Text(&'a str),
    /// The name of an element, in lower case, and whether the tag closes it.
    Tag {
        name: String,
        closing: bool,
    },
}

/// The name of a tag and whether it closes, if the text begins with one.
pub(crate) fn tag(html: &str) -> Option<(String, bool)> {
    let inside = html.strip_prefix('<')?;
    let (inside, closing) = match inside.strip_prefix('/') {
        Some(inside) => (inside, true),
        None => (inside, false),
    };
    let end = inside.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inside.len());
    let name =
        inside.get(..end).filter(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()))?;
    Some((name.to_ascii_lowercase(), closing))
}

/// True for elements whose content is code for the browser and not text.
pub(crate) fn is_code(name: &str) -> bool {
    matches!(name, "script" | "style" | "template" | "noscript")
}

/// True for elements that stand in the middle of a line and part no words.
pub(crate) fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "ins"
            | "kbd"
            | "mark"
            | "q"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
    )
}

/// The lines of text in a stretch of HTML: tags, comments and code gone, references decoded, a line
/// for each element that is laid out as a block.
pub(crate) fn lines(html: &str) -> Vec<String> {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((piece, after)) = next(rest) {
        rest = after;
        match piece {
            HtmlToken::Text(words) => text.push_str(&words.replace('\n', " ")),
            // Code is not HTML inside: only its own end tag ends it.
            HtmlToken::Tag { name, closing: false } if is_code(&name) => {
                rest = after_code(rest, &name);
            }
            HtmlToken::Tag { name, .. } if is_inline(&name) => {}
            HtmlToken::Tag { name, .. } if name == "br" => text.push(' '),
            HtmlToken::Tag { .. } => text.push('\n'),
        }
    }
    text.split('\n')
        .map(|line| crate::infer::spacing::collapsed(&html_escape::decode_html_entities(line)))
        .filter(|line| !line.is_empty())
        .collect()
}

/// The next piece and what follows it. Comments and declarations are empty text.
fn next(html: &str) -> Option<(HtmlToken<'_>, &str)> {
    if html.is_empty() {
        return None;
    }
    if let Some(comment) = html.strip_prefix("<!--") {
        let after = comment.find("-->").and_then(|at| comment.get(at + 3..));
        return Some((HtmlToken::Text(""), after.unwrap_or("")));
    }
    if html.starts_with("<!") || html.starts_with("<?") {
        return Some((HtmlToken::Text(""), after_tag(html)));
    }
    if let Some((name, closing)) = tag(html) {
        return Some((HtmlToken::Tag { name, closing }, after_tag(html)));
    }
    let first = html.chars().next().map_or(0, char::len_utf8);
    let end = html.get(first..).and_then(|rest| rest.find('<')).map_or(html.len(), |at| first + at);
    html.split_at_checked(end).map(|(text, rest)| (HtmlToken::Text(text), rest))
}

/// What follows an element of code, the start tag of which has been read.
fn after_code<'a>(html: &'a str, name: &str) -> &'a str {
    let ends = |(at, _): &(usize, &str)| {
        html.get(*at..).and_then(tag).is_some_and(|(found, closing)| closing && found == name)
    };
    let end = html.match_indices("</").find(ends);
    end.and_then(|(at, _)| html.get(at..)).map_or("", after_tag)
}

/// What follows a tag; a `>` inside a quoted attribute does not end it.
fn after_tag(html: &str) -> &str {
    let mut quote = None;
    for (at, character) in html.char_indices() {
        match (quote, character) {
            (None, '>') => return html.get(at + 1..).unwrap_or(""),
            (None, '"' | '\'') => quote = Some(character),
            (Some(open), _) if open == character => quote = None,
            _ => {}
        }
    }
    // An unclosed tag or quote: give up on the tag, not on the text behind its first `>`.
    html.find('>').and_then(|at| html.get(at + 1..)).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn elements_become_lines_and_inline_tags_part_no_words() {
        assert_eq!(
            lines("<div class='a>b'><p>Old <b>br</b>idge</p><p>New&nbsp;&amp; wide</p></div>"),
            ["Old bridge", "New & wide"]
        );
    }

    #[test]
    fn code_and_comments_are_no_text() {
        assert_eq!(
            lines(
                "<style>p{a:b}</style>Old<script>if (a<b) x('</p>')</script><!-- <p>no</p> --> pier"
            ),
            ["Old pier"]
        );
    }

    #[test]
    fn a_lone_angle_bracket_is_text() {
        assert_eq!(lines("1 < 2 and 3 > 2"), ["1 < 2 and 3 > 2"]);
    }

    #[test]
    fn what_is_never_closed_ends_with_the_text() {
        for html in ["<p", "<p title=\"", "<!-- a", "<script>a", "</", "<!", "&#xFFFFFFFF;", "&"] {
            let _ = lines(html);
        }
        assert_eq!(lines("<p title=\"a>Old pier"), ["Old pier"]);
    }
}
