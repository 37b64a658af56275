import { address, MODULE, WRAPPER } from "./files.js";

let failedImports = 0;

/**
 * Addresses of an engine: of its JavaScript, and of its WebAssembly module where that is known. An engine
 * that the page has `named`, by a URL against the page, knows its module itself.
 */
export function engineFiles(named) {
  return named ? [new URL(named, document.baseURI).href] : [address(WRAPPER), address(MODULE)];
}

/**
 * Imports the JavaScript of an engine and starts it with the WebAssembly module at `module`, or with the
 * one that it finds beside itself. Some browsers remember that an import failed; another address makes
 * them ask again.
 */
export async function importEngine(wrapper, module) {
  const url = new URL(wrapper);
  if (failedImports) url.searchParams.set("retry", String(failedImports));
  let engine;
  try {
    engine = await import(/* webpackIgnore: true */ /* @vite-ignore */ url.href);
  } catch (error) {
    failedImports += 1;
    throw error;
  }
  // What asks a server has nothing to start.
  await engine.default?.(module && { module_or_path: module });
  return engine;
}

/** Which sentence tells the reader why the engine does not answer: a key of the strings. */
export function reason(error) {
  if (error?.reason) return error.reason;
  if (typeof WebAssembly === "undefined") return "noWebAssembly";
  if (/unsafe-eval|Content.Security.Policy/i.test(String(error?.message))) return "policyForbids";
  if (error instanceof WebAssembly.CompileError || error instanceof WebAssembly.LinkError) {
    return "filesBroken";
  }
  return "notLoaded";
}
