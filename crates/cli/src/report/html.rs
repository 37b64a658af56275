//! The report as a page: one file, without a script, in the colours that the reader prefers.
use std::fmt::{self, Display, Write};

use indicatif::HumanCount;
use kwic::{Count, Facet};

use super::{Listed, Name, Pages, Report};
use crate::terminal::count;

const STYLE: &str = include_str!("style.css");

/// Text as it may stand in HTML, in an attribute too.
struct Escaped<'t>(&'t str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|character| match character {
            '&' => f.write_str("&amp;"),
            '<' => f.write_str("&lt;"),
            '>' => f.write_str("&gt;"),
            '"' => f.write_str("&quot;"),
            '\'' => f.write_str("&#39;"),
            // Control characters are not allowed in a page.
            character if character.is_control() => f.write_char(' '),
            character => f.write_char(character),
        })
    }
}

/// A page as it is named in a list.
impl Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Name { title, url } = self;
        write!(f, "<b>{}</b> <span class=url>{}</span>", Escaped(title), Escaped(url))
    }
}

/// The column of shares.
const SHARE: &str = "share";

/// A share of a whole: as a bar, which is full for the largest part, and as a number.
fn share(part: usize, largest: usize, whole: usize) -> String {
    let percent = |whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
    format!(
        "<td class=bar><i style=\"width:{:.1}%\"></i></td><td class=n>{:.1} %</td>",
        percent(largest),
        percent(whole)
    )
}

fn number(number: usize) -> String {
    HumanCount(number as u64).to_string()
}

/// A table under a heading with a sentence on what it tells. The rows are HTML; a column whose name begins with `#` is
/// one of numbers.
fn table(
    heading: &str,
    about: &str,
    columns: &[&str],
    rows: impl Iterator<Item = String>,
) -> String {
    let head: String = columns
        .iter()
        .map(|column| match (*column, column.strip_prefix('#')) {
            (SHARE, _) => "<th class=bar></th><th class=n>share</th>".to_owned(),
            (_, Some(number)) => format!("<th class=n>{number}</th>"),
            _ => format!("<th>{column}</th>"),
        })
        .collect();
    let rows: String = rows.map(|row| format!("<tr>{row}</tr>\n")).collect();
    format!(
        "<section>\n<h2>{heading}</h2>\n<p>{about}</p>\n<div class=wide><table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table></div>\n</section>\n"
    )
}

/// A list under a heading; one line in its place where there is nothing to list. The items are HTML.
fn list<T>(
    heading: &str,
    about: &str,
    none: &str,
    items: &Listed<T>,
    item: impl Fn(&T) -> String,
) -> String {
    let mut out = format!("<section>\n<h2>{heading} <small>{}</small></h2>\n", number(items.all));
    if items.all == 0 {
        return out + &format!("<p class=none>{none}</p>\n</section>\n");
    }
    let lines: String = items.first.iter().map(|one| format!("<li>{}</li>\n", item(one))).collect();
    out.push_str(&format!("<p>{about}</p>\n<ul>\n{lines}</ul>\n"));
    let more = items.all - items.first.len();
    if more > 0 {
        out.push_str(&format!("<p class=none>and {} more</p>\n", number(more)));
    }
    out + "</section>\n"
}

impl Report {
    /// The whole page.
    pub(crate) fn page(&self) -> String {
        let body = [
            self.summary(),
            self.bytes(),
            self.pages.as_ref().map(of_pages).unwrap_or_default(),
            self.facets(),
        ];
        let title = Escaped(&self.title);
        format!(
            "<!doctype html>\n<html lang=en>\n<head>\n<meta charset=utf-8>\n\
             <meta name=viewport content=\"width=device-width, initial-scale=1\">\n\
             <meta name=color-scheme content=\"light dark\">\n<meta name=robots content=noindex>\n\
             <title>{title}: what can be found in it</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n\
             {}</main>\n<footer>kwic {}</footer>\n</body>\n</html>\n",
            body.concat(),
            Escaped(self.version),
        )
    }

    fn summary(&self) -> String {
        let figure =
            |value: String, name: &str| format!("<div><dt>{name}</dt><dd>{value}</dd></div>\n");
        let mut figures = vec![
            figure(number(self.articles), "pages"),
            figure(number(self.terms), "different words"),
            figure(number(self.whole.bytes), "bytes of index"),
            figure(number(self.whole.brotli), "bytes after brotli"),
        ];
        if let Some(pages) = &self.pages {
            figures.insert(2, figure(number(pages.bytes), "bytes of text"));
        }
        format!(
            "<header>\n<p class=over>Search index of</p>\n<h1>{}</h1>\n<dl class=figures>\n{}</dl>\n</header>\n",
            Escaped(&self.title),
            figures.concat()
        )
    }

    fn bytes(&self) -> String {
        let mut sections: Vec<_> = self.sections.iter().filter(|size| size.bytes > 0).collect();
        sections.sort_by_key(|size| std::cmp::Reverse(size.brotli));
        let largest = sections.first().map_or(0, |size| size.brotli);
        let all = sections.iter().map(|size| size.brotli).sum();
        let row = |size: &&crate::section_size::SectionSize| {
            format!(
                "<td>{}</td>{}<td class=n>{}</td><td class=n>{}</td>",
                Escaped(size.name),
                share(size.brotli, largest, all),
                number(size.brotli),
                number(size.bytes)
            )
        };
        table(
            "Where the bytes go",
            "The sections of the index, each compressed on its own by brotli at its best.",
            &["section", SHARE, "#brotli", "#bytes"],
            sections.iter().map(row),
        )
    }

    fn facets(&self) -> String {
        let of_facet = |Facet { name, values }: &Facet| {
            if values.is_empty() {
                return String::new();
            }
            let listed: Listed<&Count> = values.iter().collect();
            let value = |Count { value, count }: &&Count| {
                format!(
                    "<b>{}</b> <span class=url>{}</span>",
                    Escaped(value),
                    self::count(*count as usize, "page")
                )
            };
            let name = match &**name {
                "lang" => "Languages".to_owned(),
                "source" => "Sources".to_owned(),
                "tag" => "Tags".to_owned(),
                "year" => "Years".to_owned(),
                own => Escaped(own).to_string(),
            };
            list(&name, "Those of most pages first.", "", &listed, value)
        };
        self.facets.iter().map(of_facet).collect()
    }
}

fn of_pages(pages: &Pages) -> String {
    let most = pages.rules.first().map_or(0, |(_, count)| *count);
    let largest = pages.largest.first().map_or(0, |(_, bytes)| *bytes);
    let read = pages.rules.iter().map(|(_, count)| count).sum();
    let rule = |(rule, count): &(String, usize)| {
        format!(
            "<td>{}</td>{}<td class=n>{}</td>",
            Escaped(rule),
            share(*count, most, read),
            number(*count)
        )
    };
    let large = |(name, bytes): &(Name, usize)| {
        format!(
            "<td>{name}</td>{}<td class=n>{}</td>",
            share(*bytes, largest, pages.bytes),
            number(*bytes)
        )
    };
    let passed = |(count, reason): &(usize, &str)| {
        format!("<td>{}</td><td class=n>{}</td>", Escaped(reason), number(*count))
    };
    let mut out = table(
        "How the text of pages was chosen",
        "<b>main</b>, <b>article</b> and containers of known generators are what a page says of itself; <b>news</b> is told \
         by the form of its paragraphs. Of <b>body</b> a page says nothing, so that all but its navigation was taken.",
        &["rule", SHARE, "#pages"],
        pages.rules.iter().map(rule),
    );
    out += &table(
        "The largest pages",
        "Bytes of their text, without what stands around it, and the share of all text.",
        &["page", SHARE, "#bytes"],
        pages.largest.iter().map(large),
    );
    out += &list(
        "Pages without text",
        "Only their titles can be found.",
        "Every page has text.",
        &pages.without_text,
        Name::to_string,
    );
    out += &list(
        "Pages without a title",
        "They are shown by the beginning of their text.",
        "Every page has a title.",
        &pages.without_title,
        Name::to_string,
    );
    out += &list(
        "Pages that say nearly the same",
        "Pairs that share four fifths of their runs of four words or more. A reader finds both for the same query.",
        "No two pages say nearly the same.",
        &pages.near_duplicates,
        |(first, second, percent)| {
            format!("<span class=tag>{percent} %</span> {first} <br>{second}")
        },
    );
    out += &list(
        "Pages that were left out",
        "They were read and are none of their own.",
        "No page was left out.",
        &pages.left_out,
        |(name, reason)| format!("<span class=tag>{}</span> {name}", Escaped(reason)),
    );
    out += &list(
        "Warnings",
        "What is probably not meant.",
        "There are none.",
        &pages.warnings,
        |warning| Escaped(warning).to_string(),
    );
    if !pages.skipped.is_empty() {
        out += &table(
            "What was passed over",
            "Files and pages that were not indexed, by the reason why.",
            &["reason", "#count"],
            pages.skipped.iter().map(passed),
        );
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_can_end_an_element_or_an_attribute() {
        let text = "<script>alert(\"1\")</script> & 'x'\u{7}";
        let expected = "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39; ";
        assert_eq!(Escaped(text).to_string(), expected);
    }
}
