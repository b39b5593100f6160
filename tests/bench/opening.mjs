// How long the app takes from the click on an Organization to its first paint, and until its overview is there whole,
// beside JSON.parse of its plain export.

/** @typedef {import("./table.mjs").Samples} Samples */

const AGAIN = 15;
const FIRST = 5;

/**
 * @param {import("playwright-core").BrowserContext} context
 * @param {string} origin
 * @param {string} plain
 * @returns {Promise<{ again: Samples, whole: Samples, first: Samples }>}
 */
export async function openings(context, origin, plain) {
  const page = await context.newPage();
  await take(page, origin, "large");
  await take(page, origin, "small");
  /** @type {{ again: Samples, whole: Samples, first: Samples }} */
  const taken = { again: { ours: [], peer: [] }, whole: { ours: [], peer: [] }, first: { ours: [], peer: [] } };
  await dashboard(page, origin);
  await page.evaluate(given, plain);
  // Opening another one in between is what makes the app read the large one again.
  await page.evaluate(opened, "Northwind Data");
  for (let round = 0; round < AGAIN; round += 1) {
    const took = await page.evaluate(opened, "Meridian Group");
    const peer = await page.evaluate(parsed);
    taken.again.ours.push(took.painted);
    taken.whole.ours.push(took.whole);
    taken.again.peer.push(peer);
    taken.whole.peer.push(peer);
    await page.evaluate(opened, "Northwind Data");
  }
  for (let round = 0; round < FIRST; round += 1) {
    await dashboard(page, origin);
    await page.evaluate(given, plain);
    taken.first.ours.push((await page.evaluate(opened, "Meridian Group")).painted);
    taken.first.peer.push(await page.evaluate(parsed));
  }
  await page.close();
  return taken;
}

/**
 * Opens a sample and acts as its owner.
 * @param {import("playwright-core").Page} page
 * @param {string} origin
 * @param {"small" | "large"} sample
 */
async function take(page, origin, sample) {
  await page.goto(`${origin}/`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  const button = page.getByRole("button", { name: `Open the ${sample} sample` });
  if (!(await button.isVisible())) await page.getByText("Open a sample or import a file").click();
  await button.click();
  await page.getByRole("heading", { level: 1, name: "Who are you" }).waitFor({ timeout: 60_000 });
  await page.getByLabel("Filter people").fill("Ada Kim");
  const owner = page.getByRole("listitem").filter({ hasText: "Organization Owner" });
  await owner.getByRole("button", { name: "Act as Ada Kim", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: sample === "small" ? "Northwind Data" : "Meridian Group" }).waitFor();
}

/**
 * @param {import("playwright-core").Page} page
 * @param {string} origin
 */
async function dashboard(page, origin) {
  await page.goto(`${origin}/`);
  await page.getByRole("region", { name: "Meridian Group" }).getByRole("link", { name: "Open", exact: true }).waitFor();
}

/** In the page: keeps the text to be parsed. @param {string} text */
function given(text) {
  Object.assign(globalThis, { plain: text });
}

/** In the page: the time that the peer takes. */
function parsed() {
  const began = performance.now();
  const value = JSON.parse(/** @type {any} */ (globalThis).plain);
  const took = performance.now() - began;
  if (Object.keys(value).length === 0) throw new Error("nothing was parsed");
  return took;
}

/**
 * In the page: goes to the dashboard, clicks on an Organization, and waits until its heading is painted with what its
 * summary knows, and then until nothing is on its way any more.
 * @param {string} name
 */
async function opened(name) {
  const until = (/** @type {() => HTMLElement | null | undefined} */ found) =>
    new Promise((resolve) => {
      const look = () => {
        const element = found();
        if (!element) return false;
        watcher.disconnect();
        resolve(element);
        return true;
      };
      const watcher = new MutationObserver(look);
      if (!look()) watcher.observe(document, { subtree: true, childList: true, characterData: true });
    });
  const link = () => {
    const titles = [...document.querySelectorAll("main h2")];
    const card = titles.find((it) => it.textContent?.includes(name))?.closest("section");
    return [...(card?.querySelectorAll("a") ?? [])].find((it) => it.textContent === "Open");
  };
  if (location.pathname !== "/") /** @type {HTMLElement} */ (document.querySelector('a[href="/"]')).click();
  const shown = await until(link);
  // What is still being done for the one before must not count.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  const began = performance.now();
  shown.click();
  await until(() => {
    const heading = document.querySelector("h1");
    return location.pathname !== "/" && heading?.textContent?.includes(name) ? heading : null;
  });
  // After the frame that shows it.
  const drawn = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
  await drawn();
  const painted = performance.now() - began;
  await until(() => (document.querySelector('main [aria-busy="true"]') ? null : document.body));
  await drawn();
  return { painted, whole: performance.now() - began };
}
