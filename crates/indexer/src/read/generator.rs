//! The generators of sites, as a file of settings may name them.

use crate::read::slug::SlugRule;

/// A generator: where its pages have their text, and which ids it gives to headings of Markdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Generator {
    /// Its name, in small letters.
    pub name: &'static str,
    /// The names of its rows in the table of containers.
    pub(crate) containers: &'static [&'static str],
    /// How it makes ids of headings.
    pub slugs: SlugRule,
}

const fn generator(
    name: &'static str,
    containers: &'static [&'static str],
    slugs: SlugRule,
) -> Generator {
    Generator { name, containers, slugs }
}

/// Those that are known. GitHub and GitLab make no site, but headings by their rules are common.
const GENERATORS: &[Generator] = &[
    generator("antora", &["Antora"], SlugRule::GitHub),
    generator("astro", &["Starlight"], SlugRule::GitHub),
    generator("docbook", &["DocBook"], SlugRule::GitHub),
    generator("docusaurus", &["Docusaurus"], SlugRule::GitHub),
    generator("doxygen", &["Doxygen"], SlugRule::GitHub),
    generator("eleventy", &[], SlugRule::GitHub),
    generator("github", &[], SlugRule::GitHub),
    generator("gitlab", &[], SlugRule::GitLab),
    generator("honkit", &["HonKit"], SlugRule::GitHub),
    generator("hugo", &["Docsy", "Hugo"], SlugRule::GitHub),
    generator("jekyll", &[], SlugRule::GitHub),
    generator("mdbook", &["mdBook"], SlugRule::MdBook),
    generator("mkdocs", &["MkDocs Material", "MkDocs"], SlugRule::PythonMarkdown),
    generator("rustdoc", &["rustdoc"], SlugRule::GitHub),
    generator("sphinx", &["Sphinx"], SlugRule::Docutils),
    generator("starlight", &["Starlight"], SlugRule::GitHub),
    generator("vitepress", &["VitePress"], SlugRule::VitePress),
    generator("vuepress", &["VuePress"], SlugRule::VitePress),
];

impl Generator {
    /// The generator of this name.
    pub fn named(name: &str) -> Option<Generator> {
        let name = name.trim().to_ascii_lowercase();
        GENERATORS.iter().find(|generator| generator.name == name).copied()
    }

    /// The names of all that are known.
    pub fn names() -> impl Iterator<Item = &'static str> {
        GENERATORS.iter().map(|generator| generator.name)
    }
}
