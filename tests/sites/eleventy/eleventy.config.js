import { IdAttributePlugin } from "@11ty/eleventy";

export default function (config) {
  // Gives headings an id, so that hits can lead to sections.
  config.addPlugin(IdAttributePlugin);
  return { dir: { input: "pages", includes: "../_includes", output: "_site" } };
}
