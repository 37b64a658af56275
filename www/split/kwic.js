/**
 * The functions of the engine over a split index: they give promises, and load the files that each answer needs.
 * The engine answers with the files that it has and names those that it lacks, until none is missing.
 */
import start, { info as infoNow, missing, open, search as searchNow, snippet as snippetNow, suggest as suggestNow, supply } from "./engine.js";

/** Where the files lie, from this script; the build fills it in. Its last part tells their content. */
let folder = "@@split@@";
/** Lists the files of the newest build. */
const MANIFEST = "kwic-manifest.json";
/** How often a file is asked for, and how many milliseconds pass before the second time; before each other twice as many. */
const TRIES = 4;
const PAUSE = 250;

/** What loads a file by its address from this script; gives its bytes. */
let load = fromNetwork;
let opening = null;
let reopening = null;
/** Files that are on their way, or there. */
let files = new Map();
let newest = null;

/**
 * Starts the engine. Options are those of a module by wasm-bindgen, and `load`, for who has the files elsewhere than
 * beside this script: a function that gives the bytes of a file by its path from here.
 */
export default function init(options) {
  const { load: own, ...others } = { ...options };
  if (own) load = own;
  opening ??= Promise.all([root(), start(options && others)]).then(([bytes]) => open(bytes));
  opening.catch(() => {
    opening = null;
  });
  return opening;
}

export function search(query, options) {
  const answer = ask(
    () => searchNow(query, options),
    async () => {
      // Who types on wants the files of what was typed last.
      for (let other = null; newest !== answer && newest !== other; ) {
        other = newest;
        await other.catch(() => {});
      }
    },
  );
  newest = answer;
  return answer;
}

export const snippet = (id, query, options) => ask(() => snippetNow(id, query, options));
export const suggest = (query, options) => ask(() => suggestNow(query, options));
export const info = () => ask(infoNow);

/** An answer for which no file is missing; `turn` comes before files are asked for. */
async function ask(run, turn = () => {}) {
  await init();
  for (;;) {
    const answer = run();
    const names = missing();
    if (!names.length) return answer;
    await turn();
    const before = folder;
    try {
      await Promise.all(names.map(given));
    } catch (error) {
      // A newer build may have taken the place of this one.
      if (folder === before && !(await reopened())) throw error;
    }
  }
}

/** Gives a file to the engine, once. */
function given(name) {
  let file = files.get(name);
  if (!file) {
    const from = folder;
    file = loaded(name, from).then((bytes) => {
      if (folder === from) supply(name, bytes);
    });
    files.set(name, file);
    file.catch(() => files.delete(name));
  }
  return file;
}

/** The bytes of a file, which are compressed. */
async function loaded(name, from) {
  const path = `${from}${name}.bin`;
  const compressed = await load(path);
  try {
    const stream = new Blob([compressed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch (cause) {
    throw new Error(`${path} is not as it was built`, { cause });
  }
}

/** What this script's server gives. Names never get another content, so that a copy in the cache is always good. */
async function fromNetwork(path, cache = "force-cache") {
  const url = new URL(path, import.meta.url);
  for (let tries = 1, pause = PAUSE; ; tries += 1, pause *= 2) {
    const response = await fetch(url, { cache }).catch((error) => error);
    if (response.ok) return response.arrayBuffer();
    if (tries === TRIES || response.status < 500) {
      throw new Error(`${url} did not load: ${response.status ?? response.message}`);
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/** The root of this build; where that is gone, of the newest. */
async function root() {
  try {
    return await loaded("root", folder);
  } catch (error) {
    const newest = await newestFolder();
    if (!newest) throw error;
    folder = newest;
    return loaded("root", folder);
  }
}

/** Where the files of the newest build lie; null where that is the one at hand. */
async function newestFolder() {
  const bytes = await load(MANIFEST, "no-cache").catch(() => null);
  const newest = bytes && JSON.parse(new TextDecoder().decode(bytes)).split;
  return newest && newest !== folder ? newest : null;
}

/** Opens the index of a newer build, once for all that ask for it; false where there is none. */
function reopened() {
  reopening ??= goOver().finally(() => {
    reopening = null;
  });
  return reopening;
}

async function goOver() {
  try {
    const newest = await newestFolder();
    if (!newest) return false;
    const bytes = await loaded("root", newest);
    // All at once: no file of one build comes to the index of the other.
    folder = newest;
    files = new Map();
    open(bytes);
    return true;
  } catch {
    return false;
  }
}
