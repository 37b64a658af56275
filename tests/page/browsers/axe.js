// What axe-core finds wrong with a page for readers with disabilities.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Rules that the page breaks as it stands, each with the places; also those of good practice. */
export async function broken(tab) {
  if (!(await tab.evaluate(() => "axe" in window))) await tab.run(source);
  await tab.evaluate(() => {
    window.audited = undefined;
    // Not at once: on a busy machine the page is at work for longer than a driver waits for an answer.
    setTimeout(() => {
      // Without `preload` it asks the network for nothing.
      void window.axe.run(document, { preload: false, resultTypes: ["violations"] }).then(
        ({ violations }) => (window.audited = { violations }),
        (error) => (window.audited = { error: String(error) }),
      );
    });
  });
  const { violations, error } = await tab.waitFor(() => window.audited);
  if (error) throw new Error(error);
  return violations.map(({ id, help, nodes }) => {
    const places = nodes.map(({ target, failureSummary }) => `${target.join(" ")} ${failureSummary}`);
    return `${id}: ${help}\n${places.join("\n")}`;
  });
}
