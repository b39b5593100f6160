// Tabs of the page that commits.

/** @typedef {import("./record.mjs").Record} Record */
/** @typedef {import("playwright-core").Page} Page */

/**
 * A tab whose engine knows what is on the device.
 * @param {import("playwright-core").BrowserContext} context
 * @param {string} origin
 * @returns {Promise<Page>}
 */
export async function openPage(context, origin) {
  const page = await context.newPage();
  page.on("pageerror", (error) => console.log(`uncaught: ${error.stack ?? error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") console.log(`console: ${message.text()}`);
  });
  await page.goto(`${origin}/torture/`);
  await page.waitForFunction(() => globalThis.page && globalThis.page.organizations() !== undefined, undefined, {
    timeout: 30_000,
    polling: 20,
  });
  return page;
}

/**
 * Starts to commit in a tab. Each acknowledgement leaves the browser over the debugging protocol and is recorded here.
 * `ended` tells why it stopped: `STOPPED` when it was told to, `KILLED` when its browser went, or what went wrong. `folds`
 * comes when this tab begins to fold the log.
 * @param {Page} page
 * @param {{ tab: string, many: number, pause?: number }} how
 * @param {Record} record
 * @returns {Promise<{ ended: Promise<string>, folds: Promise<void> }>}
 */
export async function together(page, { tab, many, pause = 0 }, record) {
  const { folds } = await listen(page, record);
  const running = page.evaluate((how) => globalThis.page.run(how.tab, { ...how, most: 1e6 }), { tab, many, pause });
  return { ended: outcome(running), folds };
}

/**
 * Starts to put the whole log down, again and again, each time under another key; `ended` as above.
 * @param {Page} page
 * @param {Record} record
 * @returns {Promise<{ ended: Promise<string> }>}
 */
export async function putDown(page, record) {
  await listen(page, record);
  return { ended: outcome(page.evaluate(() => globalThis.page.copy())) };
}

/**
 * Records what a tab acknowledges; `folds` comes with the beginning of its first fold.
 * @param {Page} page
 * @param {Record} record
 * @returns {Promise<{ folds: Promise<void> }>}
 */
async function listen(page, record) {
  const session = await page.context().newCDPSession(page);
  /** @type {() => void} */
  let began = () => undefined;
  const folds = new Promise((/** @type {(nothing: void) => void} */ resolve) => (began = resolve));
  session.on("Runtime.bindingCalled", ({ name, payload }) => (name === "folding" ? began() : record.acknowledge(payload)));
  await session.send("Runtime.addBinding", { name: "acknowledge" });
  await session.send("Runtime.addBinding", { name: "folding" });
  return { folds };
}

/** What was told to stop did. */
export const STOPPED = "it stopped";
/** Nobody hears of this before the kill. */
export const KILLED = "its browser is gone";

/**
 * Why something that goes on in a page ended.
 * @param {Promise<void>} running
 * @returns {Promise<string>}
 */
export async function outcome(running) {
  try {
    await running;
    return STOPPED;
  } catch (error) {
    const text = String(error);
    return /has been closed|Target crashed/.test(text) ? KILLED : text;
  }
}
