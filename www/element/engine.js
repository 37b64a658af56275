let failedImports = 0;

/**
 * Loads the engine from `named`, a URL against the page, or from `kwic.js` beside this file. Some
 * browsers remember that a module failed to load; another address makes them ask again.
 */
export async function loadEngine(named) {
  const url = named ? new URL(named, document.baseURI) : new URL("kwic.js", here());
  if (failedImports) url.searchParams.set("retry", String(failedImports));
  let engine;
  try {
    engine = await import(/* webpackIgnore: true */ /* @vite-ignore */ url.href);
  } catch (error) {
    failedImports += 1;
    throw error;
  }
  await engine.default();
  return engine;
}

/** In a function, lest a bundler takes the engine for a file that it has to find. */
function here() {
  return import.meta.url;
}

/** Which sentence tells the reader why the engine does not answer: a key of the strings. */
export function reason(error) {
  if (typeof WebAssembly === "undefined") return "noWebAssembly";
  if (/unsafe-eval|Content.Security.Policy/i.test(String(error?.message))) return "policyForbids";
  if (error instanceof WebAssembly.CompileError || error instanceof WebAssembly.LinkError) {
    return "filesBroken";
  }
  return "notLoaded";
}
