// WebKit, the engine of Safari, by the driver of WebKitGTK on a screen that nobody sees.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { program } from "./program.js";
import { Tab } from "./tab.js";
import { Session, command } from "./webdriver.js";

/**
 * Without a window manager the window beneath the mouse has the focus, and the mouse stands in the
 * middle of the screen: on a small one, every window is beneath it.
 */
const SCREEN = "256x256x24";
const PATIENCE = 20_000;

export async function launch() {
  const screen = spawn(
    program("XVFB", ["Xvfb"], "Xvfb"),
    ["-displayfd", "3", "-screen", "0", SCREEN, "-nolisten", "tcp"],
    { stdio: ["ignore", "ignore", "ignore", "pipe"] },
  );
  const display = `:${String(await first(screen, screen.stdio[3])).trim()}`;
  const port = await freePort();
  const driver = spawn(
    program("WEBKIT_DRIVER", ["WebKitWebDriver"], "WebKitWebDriver"),
    [`--port=${port}`],
    {
      stdio: "ignore",
      env: {
        ...process.env,
        DISPLAY: display,
        LANG: "C.UTF-8",
        LIBGL_ALWAYS_SOFTWARE: "1",
        // Its sandbox needs rights that a container does not have.
        WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1",
      },
    },
  );
  const webkit = new WebKit(`http://127.0.0.1:${port}`, [driver, screen]);
  await webkit.ready();
  return webkit;
}

class WebKit {
  #address;
  #processes;
  /** The window takes a second to open: it stays for the next tab, if that has the same wishes. */
  #session;
  #wishes;
  /** Settings of the desktop, by which WebKit knows what a reader prefers. */
  #desktops = mkdtempSync(path.join(tmpdir(), "kwic-webkit-"));

  constructor(address, processes) {
    this.#address = address;
    this.#processes = processes;
    for (const each of processes) {
      process.on("exit", () => each.kill());
    }
  }

  async ready() {
    const until = Date.now() + PATIENCE;
    for (;;) {
      try {
        return await command(this.#address, "GET", "/status");
      } catch (error) {
        if (Date.now() > until) throw error;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  }

  async tab({ width, height, scheme, motion }) {
    const wishes = JSON.stringify([scheme, motion]);
    if (this.#wishes !== wishes) {
      await this.#session?.end();
      this.#session = await this.#start(scheme, motion);
      this.#wishes = wishes;
    }
    await this.#session.post("/window/rect", { x: 0, y: 0, width, height });
    const tab = new WebKitTab(this.#session);
    await tab.waitFor((wanted) => innerWidth === wanted, width);
    return tab;
  }

  #start(scheme, motion) {
    return Session.start(this.#address, {
      "webkitgtk:browserOptions": {
        binary: "/usr/bin/env",
        args: [
          `XDG_CONFIG_HOME=${this.#desktop(motion)}`,
          `GTK_THEME=Adwaita${scheme === "dark" ? ":dark" : ""}`,
          miniBrowser(),
          "--automation",
          // Without tool bars, which would take room.
          "--full-screen",
        ],
      },
    });
  }

  #desktop(motion) {
    const home = path.join(this.#desktops, motion ?? "no-preference");
    const folder = path.join(home, "gtk-3.0");
    mkdirSync(folder, { recursive: true });
    const animations = motion === "reduce" ? 0 : 1;
    // A small font lets the window be as narrow as a phone: the hidden tool bars hold it open.
    const settings = ["[Settings]", `gtk-enable-animations=${animations}`, "gtk-font-name=Sans 4", ""];
    writeFileSync(path.join(folder, "settings.ini"), settings.join("\n"));
    writeFileSync(path.join(folder, "gtk.css"), "* { min-width: 0; padding: 0; margin: 0; border: 0; }\n");
    return home;
  }

  async close() {
    await this.#session?.end();
    for (const each of this.#processes) {
      each.kill();
      if (each.exitCode === null && each.signalCode === null) await once(each, "exit");
    }
    rmSync(this.#desktops, { recursive: true, force: true });
  }
}

class WebKitTab extends Tab {
  #session;

  constructor(session) {
    super();
    this.#session = session;
  }

  goto(url) {
    return this.#session.post("/url", { url });
  }

  evaluate(fn, ...args) {
    return this.#session.evaluate(fn, args);
  }

  async run(source) {
    await this.#session.run(source);
  }

  walk(steps) {
    return this.#session.post(steps < 0 ? "/back" : "/forward");
  }

  press(keys) {
    const names = keys.split(/(?<=.)\+/);
    return this.#session.keys(names.slice(-1), names.slice(0, -1));
  }

  type(text) {
    return this.#session.keys([...text]);
  }

  async click(selector, { button = "left", modifiers } = {}) {
    if (button !== "left") throw new Error(`ask browser.can("${button} button") first`);
    const point = await this.evaluate((what) => {
      const element = document.querySelector(what);
      element.scrollIntoView({ block: "nearest", behavior: "instant" });
      const { x, y, width, height } = element.getBoundingClientRect();
      return { x: Math.round(x + width / 2), y: Math.round(y + height / 2) };
    }, selector);
    await this.#session.click(point, modifiers);
  }

  tap() {
    throw new Error("ask browser.can(\"tap\") first");
  }

  async screenshot() {
    return Buffer.from(await this.#session.get("/screenshot"), "base64");
  }

  async tabs() {
    return this.#session.get("/window/handles");
  }

  /** Leaves the window as a fresh profile has it, but for its history. */
  async close() {
    await this.evaluate(() => {
      localStorage.clear();
      sessionStorage.clear();
    });
    await this.goto("about:blank");
  }
}

/** The browser of a few buttons that comes with the driver. */
function miniBrowser() {
  const libraries = "/usr/lib";
  const folders = existsSync(libraries) ? readdirSync(libraries).map((name) => path.join(libraries, name)) : [];
  const found =
    process.env.MINIBROWSER ??
    [libraries, "/usr/libexec", ...folders]
      .flatMap((folder) => ["4.1", "6.0", "4.0"].map((api) => path.join(folder, `webkit2gtk-${api}`, "MiniBrowser")))
      .find(existsSync);
  if (!found) throw new Error("MiniBrowser of WebKitGTK is not installed: name it in MINIBROWSER");
  return found;
}

/** The first thing that a process says. */
async function first(child, stream) {
  const [said] = await Promise.race([
    once(stream, "data"),
    once(child, "exit").then(([code]) => {
      throw new Error(`${child.spawnfile} ended with code ${code}`);
    }),
  ]);
  return said;
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}
