// The text of every site: Markdown that all generators read alike, one file a page.

import { readFileSync } from "node:fs";

/** The pages, the first of them the start page. */
export const PAGES = ["harbour", "lamps", "keepers"].map((name) => {
  const markdown = readFileSync(new URL(`text/${name}.md`, import.meta.url), "utf8");
  const [heading, ...rest] = markdown.split("\n");
  return { name, title: heading.slice("# ".length), markdown, withoutTitle: rest.join("\n").trimStart(), blocks: blocks(markdown) };
});

/** What is to be read of a page: headings, paragraphs, items of lists and code, each as a line. */
function blocks(markdown) {
  return markdown
    .trim()
    .split(/\n\n+/)
    .flatMap((block) => {
      const lines = block.split("\n");
      if (block.startsWith("```")) return [lines.slice(1, -1).join("\n")];
      if (block.startsWith("- ")) return lines.map((item) => item.slice("- ".length));
      return [block.replace(/^#+ /, "")];
    });
}
