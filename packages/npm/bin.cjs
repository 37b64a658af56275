#!/usr/bin/env node
// Runs the program of this platform, which is in a package of its own, as if it had been called itself.

"use strict";

const { spawn } = require("node:child_process");
const { constants } = require("node:os");
const { name: ours, optionalDependencies: packages = {}, version } = require("./package.json");

/** What the shell has for a command that cannot be run, and `kwic` for an error. */
const ERROR = 2;

function fail(...lines) {
  console.error(`error: ${lines.join("\n")}`);
  process.exit(ERROR);
}

/** The file of the program; ends with the mend where there is none. */
function program() {
  const platform = `${process.platform}-${process.arch}`;
  const wanted = `@kwic/${platform}`;
  const file = process.platform === "win32" ? "kwic.exe" : "kwic";
  if (!Object.hasOwn(packages, wanted)) {
    const known = Object.keys(packages).map((name) => name.replace("@kwic/", ""));
    fail(
      `${ours} ${version} has no program for ${platform}, but for ${known.join(", ")}.`,
      "With Rust from https://rustup.rs, `cargo install --locked kwic-cli` compiles it.",
    );
  }
  try {
    return require.resolve(`${wanted}/bin/${file}`);
  } catch {
    fail(
      `the package ${wanted}, which has the program for this platform, is not installed.`,
      "Was `--no-optional` or `--omit=optional` used, or `node_modules` made on another platform?",
      `Install without these options, on this platform: \`npm install --include=optional ${ours}@${version}\`.`,
    );
  }
}

const file = program();
const child = spawn(file, process.argv.slice(2), { stdio: "inherit" });

// The program decides what a signal means. Windows has none to hand on: there the console tells both.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => process.platform === "win32" || child.kill(signal));
}

child.on("error", (error) => fail(`cannot start ${file}: ${error.message}; install ${ours} again.`));

child.on("exit", (code, signal) => {
  if (signal === null) {
    process.exit(code);
  }
  // Whoever waits for this process learns that a signal ended it, as of the program itself.
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
  // Reached only where that signal does not end a process of node at once.
  setTimeout(() => process.exit(128 + (constants.signals[signal] ?? 0)), 100);
});
