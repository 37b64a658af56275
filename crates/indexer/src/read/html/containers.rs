//! Where generators and their themes put the text of a page.

use super::marks::{Mark, Marks};
use super::tree::Tree;
use crate::read::generator::Generator;

/// How an element is told.
enum Sign {
    Class(&'static str),
    Id(&'static str),
    /// A value of an attribute.
    Attribute(&'static str, &'static str),
    Element(&'static str),
}

use Sign::{Attribute, Class, Element, Id};

/// One generator or theme.
struct Container {
    /// What `kwic read` calls it.
    name: &'static str,
    /// A beginning of what `<meta name="generator">` says, where the signs alone could be anybody's.
    generator: Option<&'static str>,
    /// The element that holds the text, which has all of these signs.
    text: &'static [Sign],
    /// Classes in it that are none of the text.
    without: &'static [&'static str],
}

const CONTAINERS: &[Container] = &[
    Container { name: "VitePress", generator: None, text: &[Class("vp-doc")], without: &["lang"] },
    Container {
        name: "VuePress",
        generator: None,
        text: &[Class("theme-default-content")],
        without: &[],
    },
    Container {
        name: "Docusaurus",
        generator: None,
        text: &[Class("theme-doc-markdown")],
        without: &[],
    },
    Container {
        name: "Docusaurus",
        generator: Some("Docusaurus"),
        text: &[Class("markdown")],
        without: &[],
    },
    Container {
        name: "MkDocs Material",
        generator: None,
        text: &[Class("md-content__inner")],
        without: &["md-source-file", "md-tags", "md-feedback", "tabbed-labels", "filename"],
    },
    Container {
        name: "MkDocs",
        generator: Some("mkdocs"),
        text: &[Attribute("role", "main")],
        without: &[],
    },
    Container { name: "Sphinx", generator: None, text: &[Id("furo-main-content")], without: &[] },
    Container { name: "Sphinx", generator: None, text: &[Class("bd-article")], without: &[] },
    Container {
        name: "Sphinx",
        generator: None,
        text: &[Class("document"), Attribute("role", "main")],
        without: &["rst-footer-buttons", "rst-versions"],
    },
    Container {
        name: "Sphinx",
        generator: None,
        text: &[Class("body"), Attribute("role", "main")],
        without: &[],
    },
    Container {
        name: "rustdoc",
        generator: Some("rustdoc"),
        text: &[Id("main-content")],
        without: &["out-of-band", "src", "sidebar", "example-wrap-lines"],
    },
    Container {
        name: "Starlight",
        generator: None,
        text: &[Class("sl-markdown-content")],
        without: &[],
    },
    Container {
        name: "Antora",
        generator: None,
        text: &[Class("doc"), Element("article")],
        without: &["pagination"],
    },
    Container { name: "Docsy", generator: None, text: &[Class("td-content")], without: &[] },
    Container { name: "HonKit", generator: None, text: &[Class("markdown-section")], without: &[] },
    Container {
        name: "Doxygen",
        generator: Some("Doxygen"),
        text: &[Class("contents")],
        without: &[],
    },
    Container {
        name: "DocBook",
        generator: Some("DocBook"),
        text: &[Element("body")],
        without: &["navheader", "navfooter", "toc", "list-of-titles"],
    },
    Container {
        name: "Hugo",
        generator: Some("Hugo"),
        text: &[Class("post-content")],
        without: &[],
    },
];

/// mdBook names itself in a comment only. Its pages have the text in the `main` of one of these.
const MDBOOK: &[&str] = &["content", "mdbook-content"];

/// The elements that a known generator put the text into, none inside another, and its name. Where the generator is
/// known beforehand, its rows alone are asked, whatever the page says of itself.
pub(crate) fn find(
    tree: &Tree,
    known: Option<&Generator>,
) -> Option<(&'static str, Vec<usize>, &'static [&'static str])> {
    let is_known = |name: &str| known.is_none_or(|known| known.containers.contains(&name));
    let generator = generator(tree);
    for container in CONTAINERS {
        let is_theirs = match container.generator {
            _ if known.is_some() => is_known(container.name),
            Some(name) => generator.as_deref().is_some_and(|generator| generator.starts_with(name)),
            None => true,
        };
        if !is_theirs {
            continue;
        }
        let found = outermost(tree, |at| container.text.iter().all(|sign| has(tree, at, sign)));
        if !found.is_empty() {
            return Some((container.name, found, container.without));
        }
    }
    let is_mdbook = |at: usize| {
        is_known("mdBook")
            && tree.name(at) == "main"
            && tree.attribute(tree.parent(at), "id").is_some_and(|id| MDBOOK.contains(&id))
    };
    let found = outermost(tree, is_mdbook);
    (!found.is_empty()).then_some(("mdBook", found, &[]))
}

/// Keeps the text of a known generator, whole.
pub(crate) fn mark(tree: &Tree, marks: &mut Marks, found: &[usize], without: &[&str]) {
    marks.keep_only(tree, found);
    for at in 1..tree.len() {
        if tree.classes(at).any(|class| without.contains(&class)) {
            marks.set(tree, at, Mark::Out);
        }
    }
}

/// What made the page, in its own words.
pub(crate) fn generator(tree: &Tree) -> Option<String> {
    let is_meta = |at: &usize| {
        tree.name(*at) == "meta"
            && tree
                .attribute(*at, "name")
                .is_some_and(|name| name.eq_ignore_ascii_case("generator"))
    };
    (1..tree.len()).find(is_meta).and_then(|at| tree.attribute(at, "content")).map(str::to_owned)
}

/// The elements that are meant, those inside another left out.
pub(crate) fn outermost(tree: &Tree, is_meant: impl Fn(usize) -> bool) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = 1;
    while at < tree.len() {
        if is_meant(at) {
            found.push(at);
            at = tree.end(at);
        } else {
            at += 1;
        }
    }
    found
}

fn has(tree: &Tree, at: usize, sign: &Sign) -> bool {
    match sign {
        Class(class) => tree.has_class(at, class),
        Id(id) => tree.attribute(at, "id") == Some(id),
        Attribute(key, value) => tree.attribute(at, key) == Some(value),
        Element(name) => tree.name(at) == *name,
    }
}
