// The built page with another engine: one that asks a search server.

import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const ADAPTERS = fileURLToPath(new URL("../../../www/adapters", import.meta.url));

/** The module of a site that names its search server, as the guide has it. */
export function engine(options) {
  return `import { typesense } from "./adapters/typesense.js";
export const { search, suggest, snippet, info } = typesense(${JSON.stringify(options)});
`;
}

/** A page whose policy allows these origins to be asked, too. */
export function policyFor(html, origins) {
  return html.replace("connect-src 'self'", `connect-src 'self' ${origins.join(" ")}`);
}

/** A copy of a built page in which `kwic.js` asks a server; its policy allows the origins. Gives the folder and its end. */
export async function pageOver(built, options, origins) {
  const folder = await mkdtemp(path.join(tmpdir(), "kwic-server-page-"));
  await cp(built, folder, { recursive: true });
  await cp(ADAPTERS, path.join(folder, "adapters"), { recursive: true });
  await writeFile(path.join(folder, "kwic.js"), engine(options));
  const index = path.join(folder, "index.html");
  const html = await readFile(index, "utf8");
  await writeFile(index, policyFor(html, origins));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
