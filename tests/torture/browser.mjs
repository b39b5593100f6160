// A Chromium with a profile on disk that can be killed with everything that belongs to it.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

const options = [
  "--headless=new",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--disable-breakpad",
  // Tabs that nobody looks at work as fast as the others.
  "--disable-background-timer-throttling",
  "--disable-backgrounding-occluded-windows",
  "--disable-renderer-backgrounding",
  "--remote-debugging-port=0",
];

/** @typedef {{ context: import("playwright-core").BrowserContext, version: string, kill: () => Promise<void> }} Browser */

/**
 * Starts the program on this profile, in a process group of its own.
 * @param {string} program
 * @param {string} profile
 * @returns {Promise<Browser>}
 */
export async function start(program, profile) {
  const child = spawn(program, [...options, `--user-data-dir=${profile}`, "about:blank"], {
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
  });
  /** @type {Promise<void>} */
  const ended = new Promise((resolve) => child.once("exit", () => resolve()));
  const kill = async () => {
    try {
      process.kill(-(/** @type {number} */ (child.pid)), "SIGKILL");
    } catch {
      // It ended by itself; what it left behind is judged all the same.
    }
    await ended;
  };
  try {
    const connection = await chromium.connectOverCDP(await address(child));
    const context = connection.contexts()[0];
    if (!context) throw new Error("Chromium has no window");
    return { context, version: connection.version(), kill };
  } catch (error) {
    await kill();
    throw error;
  }
}

/**
 * Where the browser listens for the debugging protocol; it says so once it is up.
 * @param {import("node:child_process").ChildProcess} child
 * @returns {Promise<string>}
 */
function address(child) {
  return new Promise((resolve, reject) => {
    const said = /** @type {string[]} */ ([]);
    if (!child.stderr) return reject(new Error("Chromium has no error output"));
    const lines = createInterface({ input: child.stderr });
    lines.on("line", (line) => {
      const found = /DevTools listening on (ws:\S+)/.exec(line);
      if (found?.[1]) resolve(found[1]);
      if (said.length < 40) said.push(line);
    });
    child.once("error", reject);
    child.once("exit", () => reject(new Error(`Chromium ended before it listened:\n${said.join("\n")}`)));
  });
}
