import { address, WORKER } from "./files.js";

/** Workers that have started or are about to, by their own address and those of their engine: boxes share them. */
const workers = new Map();

let policy;

/** A port to the engine at these addresses in a worker; an error where no worker can start, or not with this engine. */
export async function openWorkerPort(files) {
  return portTo(await started(files));
}

/** The worker lies beside the element, or beside an engine that the page has named. */
function started(files) {
  const script = files.length > 1 ? address(WORKER) : new URL(WORKER, files[0]).href;
  const key = [script, ...files].join(" ");
  if (!workers.has(key)) {
    const starting = start(script, files);
    workers.set(key, starting);
    starting.catch(() => workers.delete(key));
  }
  return workers.get(key);
}

async function start(script, files) {
  const worker = new Worker(scriptUrl(script), { type: "module", name: "kwic" });
  const call = caller(worker);
  try {
    return { call, info: await call("open", files) };
  } catch (error) {
    worker.terminate();
    throw error;
  }
}

/** The address in the form that a page with `require-trusted-types-for 'script'` asks for. */
function scriptUrl(script) {
  policy ??= globalThis.trustedTypes?.createPolicy("kwic-search", { createScriptURL: (own) => own });
  return policy ? policy.createScriptURL(script) : script;
}

/** What calls a method of the worker and gives a promise of its value. */
function caller(worker) {
  const calls = new Map();
  let count = 0;
  const end = (error) => {
    for (const { reject } of calls.values()) reject(error);
    calls.clear();
  };
  worker.onmessage = ({ data: { id, value, error } }) => {
    const { resolve, reject } = calls.get(id) ?? {};
    calls.delete(id);
    if (error) reject?.(asError(error));
    else resolve?.(value);
  };
  worker.onmessageerror = () => end(new Error("an answer of the engine's worker cannot be read"));
  worker.onerror = (event) => {
    event.preventDefault?.();
    end(new Error(event.message || "the engine's worker cannot run"));
  };
  return (method, args) =>
    new Promise((resolve, reject) => {
      count += 1;
      worker.postMessage({ id: count, method, args });
      calls.set(count, { resolve, reject });
    });
}

/** An error of the worker, of the kind that it was there. */
function asError({ name, message }) {
  const Kind = /^(Compile|Link|Runtime)Error$/.test(name) ? WebAssembly[name] : Error;
  return Object.assign(new Kind(message), { name });
}

function portTo({ call, info }) {
  const asked = (method) => [method, (...args) => call(method, args)];
  let newest = 0;
  let running = null;
  const done = () => {
    running = null;
  };
  return {
    info,
    ...Object.fromEntries(["search", "suggest", "snippet", "passages"].map(asked)),
    // Letters come while the worker is busy. What is typed meanwhile waits here, and only the last of it is asked.
    async answer(...args) {
      newest += 1;
      const turn = newest;
      while (running) {
        await running;
        if (turn !== newest) return null;
      }
      const answered = call("answer", args);
      running = answered.then(done, done);
      return answered;
    },
  };
}
