// How each generator makes a site of the text: where its pages go, and what its theme puts around them.

import path from "node:path";
import { PAGES } from "./text.js";

/** Programs of npm packages and of Python packages, in the folder where the tools are installed. */
const npm = (name) => path.join(process.env.KWIC_WORK, "node_modules/.bin", name);
const python = (name) => path.join(process.env.KWIC_WORK, "venv/bin", name);

/** Where the page of a name is written, and what; the start page is called `index`. */
const asIndex = (name) => (name === PAGES[0].name ? "index" : name);
const markdown = (folder, ending = "md") => (page) => [`${folder}/${asIndex(page.name)}.${ending}`, page.markdown];
/** With the title as front matter: the layout shows it. */
const withFrontMatter = (folder) => (page) => [
  `${folder}/${asIndex(page.name)}.md`,
  `---\ntitle: ${page.title}\n---\n\n${page.withoutTitle}`,
];

const FOOTER = "Printed by the tide office";
/** What the menus of the sites say. */
const MENU = ["Lamp room", "Watch room"];

/**
 * `folder`: what the site has besides its text. `write`: the file of a page and its content; a site without it has its
 * pages there. `run`: the program and its arguments; a site without it is finished. `output`: the folder that it
 * makes. `rule`: by which rule the text is read. `around`: what stands on the page of the lamps and is no text of it.
 * `open`: the page on which a reader searches. `modal`: whether the box is a dialog there.
 */
export const GENERATORS = {
  "plain HTML": {
    folder: "plain-html",
    output: "public",
    rule: "main",
    around: [...MENU, FOOTER],
    open: "keepers.html",
  },

  Hugo: {
    folder: "hugo",
    write: (page) => [
      `content/${page.name === PAGES[0].name ? "_index" : page.name}.md`,
      `---\ntitle: ${page.title}\n---\n\n${page.withoutTitle}`,
    ],
    run: () => [python("hugo"), "--quiet"],
    output: "public",
    rule: "main",
    around: [...MENU, FOOTER, "On this page"],
    open: "keepers/",
  },

  "Jekyll with minima": {
    folder: "jekyll",
    write: (page) => [
      `${asIndex(page.name)}.md`,
      `---\nlayout: page\ntitle: ${page.title}\npermalink: /:path/:basename:output_ext\n---\n\n${page.withoutTitle}`,
    ],
    run: () => [process.env.JEKYLL, "build", "--quiet"],
    output: "_site",
    rule: "main",
    around: [FOOTER, "Keepers and their watches"],
    open: "keepers.html",
  },

  Eleventy: {
    folder: "eleventy",
    write: withFrontMatter("pages"),
    run: () => [npm("eleventy"), "--quiet"],
    output: "_site",
    rule: "main",
    around: [...MENU, FOOTER],
    open: "keepers/",
  },

  VitePress: {
    folder: "vitepress",
    write: markdown("."),
    run: () => [npm("vitepress"), "build"],
    output: ".vitepress/dist",
    rule: "container of VitePress",
    around: [...MENU, "On this page", "Correct this page", "Next page"],
    open: "keepers.html",
    modal: true,
  },

  Starlight: {
    folder: "starlight",
    write: withFrontMatter("src/content/docs"),
    run: () => [npm("astro"), "build"],
    environment: { ASTRO_TELEMETRY_DISABLED: "1" },
    output: "dist",
    rule: "own attributes",
    around: [...MENU, "On this page", "Edit page", "Next"],
    open: "keepers/",
    modal: true,
  },

  Docusaurus: {
    folder: "docusaurus",
    write: markdown("docs"),
    run: () => [npm("docusaurus"), "build"],
    environment: { DO_NOT_TRACK: "1" },
    output: "build",
    rule: "container of Docusaurus",
    around: [...MENU, FOOTER, "Edit this page", "Previous"],
    open: "keepers",
    modal: true,
  },

  "MkDocs Material": {
    folder: "mkdocs-material",
    write: markdown("docs"),
    run: () => [python("mkdocs"), "build", "--quiet"],
    output: "site",
    rule: "container of MkDocs Material",
    around: ["Watch room", FOOTER, "Table of contents", "Previous"],
    open: "keepers/",
    modal: true,
  },

  ...sphinx("Furo", "furo", { around: ["On this page", "Next"] }),
  ...sphinx("Alabaster", "alabaster", { around: ["Navigation"] }),
  ...sphinx("Read the Docs", "sphinx_rtd_theme", {
    around: ["Next", "Previous"],
  }),

  mdBook: {
    folder: "mdbook",
    write: (page) => [`src/${page.name}.md`, page.markdown],
    run: () => [process.env.MDBOOK, "build"],
    output: "book",
    rule: "container of mdBook",
    around: ["The pier"],
    open: "keepers.html",
    modal: true,
  },
};

/** Names the pages of the menu. */
const TOCTREE = "\n```{toctree}\n:hidden:\n\nlamps\nkeepers\n```\n";

function sphinx(title, theme, { around }) {
  return {
    [`Sphinx with ${title}`]: {
      folder: "sphinx",
      write: (page) => {
        const [file, content] = markdown(".")(page);
        return [file, file === "./index.md" ? content + TOCTREE : content];
      },
      run: () => [python("sphinx-build"), "-q", "-W", "-D", `html_theme=${theme}`, ".", "_build"],
      output: "_build",
      rule: "container of Sphinx",
      around: [...around, FOOTER],
      open: "keepers.html",
      modal: true,
    },
  };
}
