// A client of WebDriver, as the W3C has it: commands over HTTP.

/** Names of keys in `KeyboardEvent.key`, and the code points that stand for them. */
const KEYS = {
  Alt: "\uE00A",
  ArrowDown: "\uE015",
  ArrowLeft: "\uE012",
  ArrowRight: "\uE014",
  ArrowUp: "\uE013",
  Backspace: "\uE003",
  Control: "\uE009",
  Delete: "\uE017",
  End: "\uE010",
  Enter: "\uE007",
  Escape: "\uE00C",
  Home: "\uE011",
  Meta: "\uE03D",
  PageDown: "\uE00F",
  PageUp: "\uE00E",
  Shift: "\uE008",
  Tab: "\uE004",
};

/** Milliseconds for a script: a page that goes away takes its answer along. */
const SCRIPT = 4000;

/** Milliseconds until nothing more is expected of a driver that was given a script: a page at work answers late. */
const ANSWER = 30_000;

/** Milliseconds for a browser to come up. */
const START = 30_000;

/** Sends one command to a driver, and gives what it answers; `patience` is in milliseconds. */
export async function command(driver, method, path, body, patience = 60_000) {
  const signal = AbortSignal.timeout(patience);
  const answer = await fetch(driver + path, { method, signal, body: body && JSON.stringify(body) });
  const { value } = await answer.json();
  if (!answer.ok) throw new Error(`${method} ${path}: ${value.error}: ${value.message}`);
  return value;
}

/** A session: a browser of its own, with one window. */
export class Session {
  #base;

  constructor(driver, id) {
    this.#base = `${driver}/session/${id}`;
  }

  /** Starts a browser. One that does not come up, as happens on a busy machine, is asked for once more. */
  static async start(driver, capabilities) {
    const body = { capabilities: { alwaysMatch: capabilities } };
    const ask = () => command(driver, "POST", "/session", body, START);
    const { sessionId } = await ask().catch((error) => {
      if (error.name !== "TimeoutError") throw error;
      return ask();
    });
    const session = new Session(driver, sessionId);
    await session.post("/timeouts", { script: SCRIPT });
    return session;
  }

  get(path) {
    return command(this.#base, "GET", path);
  }

  post(path, body = {}) {
    return command(this.#base, "POST", path, body);
  }

  end() {
    return command(this.#base, "DELETE", "");
  }

  /** Calls a function in the page and gives what it returns, a promise awaited, but not for long. */
  async evaluate(fn, args) {
    const script = `
      const [args, done] = arguments;
      new Promise((resolve) => resolve((${fn})(...args))).then(
        (value) => done({ value }),
        (error) => done({ error: error + "\\n" + error?.stack }),
      );`;
    const body = { script, args: [args] };
    const { value, error } = await command(this.#base, "POST", "/execute/async", body, ANSWER);
    if (error) throw new Error(error);
    return value ?? undefined;
  }

  run(source) {
    return this.post("/execute/sync", { script: source, args: [] });
  }

  /** Presses these keys one after the other, the modifiers held meanwhile. */
  keys(names, modifiers = []) {
    const code = (name) => KEYS[name] ?? name;
    const key = (type, name) => ({ type, value: code(name) });
    return this.#act({
      type: "key",
      id: "keyboard",
      actions: [
        ...modifiers.map((name) => key("keyDown", name)),
        ...names.flatMap((name) => [key("keyDown", name), key("keyUp", name)]),
        ...modifiers.toReversed().map((name) => key("keyUp", name)),
      ],
    });
  }

  /** Clicks at a point of the page in view, these modifiers held. */
  async click({ x, y }, modifiers = []) {
    const holding = (type, names) => ({
      type: "key",
      id: "keyboard",
      actions: names.map((name) => ({ type, value: KEYS[name] })),
    });
    if (modifiers.length) await this.#act(holding("keyDown", modifiers));
    await this.#act({
      type: "pointer",
      id: "mouse",
      parameters: { pointerType: "mouse" },
      actions: [
        { type: "pointerMove", x, y, origin: "viewport" },
        { type: "pointerDown", button: 0 },
        { type: "pointerUp", button: 0 },
      ],
    });
    if (modifiers.length) await this.#act(holding("keyUp", modifiers.toReversed()));
  }

  #act(source) {
    return this.post("/actions", { actions: [source] });
  }
}
