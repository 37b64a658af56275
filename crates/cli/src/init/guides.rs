//! What each generator is known by, and where its sites take the two lines. The guide has a page on each.

/// One generator.
#[derive(Debug, PartialEq)]
pub(super) struct Guide {
    /// Its name in `kwic.toml`; none for what no generator made.
    pub name: Option<&'static str>,
    /// As people write it.
    pub title: &'static str,
    /// Files beside its sources that only it has.
    pub files: &'static [&'static str],
    /// Packages in `package.json`.
    pub packages: &'static [&'static str],
    /// A beginning of what `<meta name="generator">` says, in small letters.
    pub meta: &'static str,
    /// The commands that build the site and its search.
    pub build: &'static str,
    /// Where each line goes, and the line.
    pub lines: &'static [(&'static str, &'static str)],
    /// The page of the guide.
    pub page: &'static str,
}

const SCRIPT: &str = "<script type=\"module\" src=\"/kwic/kwic-search.js\"></script>";
const BOX: &str = "<kwic-search></kwic-search>";
const BUTTON: &str = "<kwic-search modal></kwic-search>";

/// What no generator made, as far as can be seen.
pub(super) const PLAIN: Guide = Guide {
    name: None,
    title: "plain HTML",
    files: &[],
    packages: &[],
    meta: "",
    build: "kwic build public",
    lines: &[("the <head> of each page", SCRIPT), ("its <body>, where the box stands", BOX)],
    page: "plain-html",
};

/// In this order: what is made on top of another generator comes before that.
pub(super) const GUIDES: &[Guide] = &[
    Guide {
        name: Some("hugo"),
        title: "Hugo",
        files: &["hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config/_default/hugo.toml"],
        packages: &[],
        meta: "hugo",
        build: "hugo && kwic build public",
        lines: &[
            (
                "the <head> of layouts/baseof.html",
                "<script type=\"module\" src=\"{{ \"kwic/kwic-search.js\" | relURL }}\"></script>",
            ),
            ("its <header>", BOX),
        ],
        page: "hugo",
    },
    Guide {
        name: Some("mkdocs"),
        title: "MkDocs",
        files: &["mkdocs.yml", "mkdocs.yaml"],
        packages: &[],
        meta: "mkdocs",
        build: "mkdocs build && kwic build site",
        lines: &[
            (
                "the block `extrahead` of overrides/main.html",
                "<script type=\"module\" src=\"{{ 'kwic/kwic-search.js' | url }}\"></script>",
            ),
            ("its block `header`, behind `{{ super() }}`", BUTTON),
        ],
        page: "mkdocs-material",
    },
    Guide {
        name: Some("mdbook"),
        title: "mdBook",
        files: &["book.toml"],
        packages: &[],
        meta: "mdbook",
        build: "mdbook build && kwic build book",
        lines: &[
            (
                "theme/header.hbs",
                "<script type=\"module\" src=\"{{ path_to_root }}kwic/kwic-search.js\"></script>",
            ),
            ("the same file", BUTTON),
        ],
        page: "mdbook",
    },
    Guide {
        name: Some("docusaurus"),
        title: "Docusaurus",
        files: &["docusaurus.config.js", "docusaurus.config.ts", "docusaurus.config.mjs"],
        packages: &["@docusaurus/core"],
        meta: "docusaurus",
        build: "docusaurus build && kwic build build",
        lines: &[
            (
                "docusaurus.config.js",
                "scripts: [{ src: \"/kwic/kwic-search.js\", type: \"module\" }],",
            ),
            (
                "src/theme/SearchBar.js",
                "export default function SearchBar() { return <kwic-search modal=\"\" />; }",
            ),
        ],
        page: "docusaurus",
    },
    Guide {
        name: Some("starlight"),
        title: "Starlight",
        files: &[],
        packages: &["@astrojs/starlight"],
        meta: "starlight",
        build: "astro build && kwic build dist",
        lines: &[
            (
                "src/components/Search.astro, which `components: { Search: … }` of astro.config.mjs names",
                "<script is:inline type=\"module\" src=\"/kwic/kwic-search.js\"></script>",
            ),
            ("the same file", BUTTON),
        ],
        page: "astro",
    },
    Guide {
        name: Some("astro"),
        title: "Astro",
        files: &["astro.config.mjs", "astro.config.js", "astro.config.ts", "astro.config.mts"],
        packages: &["astro"],
        meta: "astro",
        build: "astro build && kwic build dist",
        lines: &[
            (
                "the <head> of your layout",
                "<script is:inline type=\"module\" src=\"/kwic/kwic-search.js\"></script>",
            ),
            ("its <body>, where the box stands", BOX),
        ],
        page: "astro",
    },
    Guide {
        name: Some("eleventy"),
        title: "Eleventy",
        files: &[
            ".eleventy.js",
            "eleventy.config.js",
            "eleventy.config.mjs",
            "eleventy.config.cjs",
            "eleventy.config.ts",
        ],
        packages: &["@11ty/eleventy"],
        meta: "eleventy",
        build: "npx @11ty/eleventy && kwic build _site",
        lines: &[
            ("the <head> of your layout, such as _includes/page.njk", SCRIPT),
            ("its <body>, where the box stands", BOX),
        ],
        page: "eleventy",
    },
    Guide {
        name: Some("vitepress"),
        title: "VitePress",
        files: &[
            ".vitepress/config.js",
            ".vitepress/config.ts",
            ".vitepress/config.mts",
            "docs/.vitepress/config.js",
            "docs/.vitepress/config.ts",
            "docs/.vitepress/config.mts",
        ],
        packages: &["vitepress"],
        meta: "vitepress",
        build: "vitepress build docs && kwic build docs/.vitepress/dist",
        lines: &[
            (
                "docs/.vitepress/config.js",
                "head: [[\"script\", { type: \"module\", src: \"/kwic/kwic-search.js\" }]],",
            ),
            (
                "the slots of the layout in docs/.vitepress/theme/index.js",
                "\"nav-bar-content-before\": () => h(\"kwic-search\", { modal: \"\" }),",
            ),
        ],
        page: "vitepress",
    },
    Guide {
        name: Some("sphinx"),
        title: "Sphinx",
        files: &["conf.py", "docs/conf.py", "source/conf.py", "docs/source/conf.py", "doc/conf.py"],
        packages: &[],
        meta: "sphinx",
        build: "sphinx-build docs _build/html && kwic build _build/html",
        lines: &[
            (
                "_templates/, in the file that is called as the search of your theme is",
                "<script type=\"module\" src=\"{{ pathto(\"kwic/kwic-search.js\", 1) }}\"></script>",
            ),
            ("the same file", BUTTON),
        ],
        page: "sphinx",
    },
    Guide {
        name: Some("jekyll"),
        title: "Jekyll",
        files: &["_config.yml", "_config.toml"],
        packages: &[],
        meta: "jekyll",
        build: "jekyll build && kwic build _site",
        lines: &[
            (
                "a copy of _includes/header.html of your theme",
                "<script type=\"module\" src=\"{{ \"/kwic/kwic-search.js\" | relative_url }}\"></script>",
            ),
            ("the same file", BOX),
        ],
        page: "jekyll",
    },
];
