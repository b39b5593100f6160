// Kills Chromium in the middle of writes, again and again, and looks whether anything that was acknowledged is missing.
// `cargo xtask torture` starts it; docs/reliability.md says what it shows and what it does not.
//
// Arguments: --built DIR (the page's wasm), --chromium PROGRAM, --rounds N, --seed S, --tabs SECONDS, --out FILE, and
// --app URL for rounds through the interface.
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { start } from "./browser.mjs";
import { Interface } from "./interface.mjs";
import { endsTorn, tear } from "./leveldb.mjs";
import { random } from "./random.mjs";
import { Record } from "./record.mjs";
import { serve } from "./server.mjs";
import { KILLED, openPage, outcome, putDown, STOPPED, together } from "./tabs.mjs";

const { values } = parseArgs({
  options: {
    built: { type: "string" },
    chromium: { type: "string" },
    app: { type: "string" },
    rounds: { type: "string", default: "200" },
    seed: { type: "string", default: "1" },
    tabs: { type: "string", default: "60" },
    out: { type: "string" },
  },
});
const { built, chromium } = values;
if (!built || !chromium) throw new Error("--built and --chromium are needed; run `cargo xtask torture`");
const rounds = Number(values.rounds);
const seconds = Number(values.tabs);

/** Rounds on one profile, so that later ones have a past with chunks and snapshots. */
const LIFE = 8;
/** Every so many rounds, the kill comes while the log is being folded. */
const INTO_FOLD = 4;
/** Which round of a life puts the whole log down, as an import does. */
const COPIES = 5;
/** After up to one kill in so many, the end of the log on the disk is torn; chance alone seldom meets a write. */
const TORN = 3;
/** A round that waits for a fold waits no longer than this, in milliseconds. */
const MOST_UNTIL_FOLD = 8_000;
/** From so many rounds on, a run must have put whole logs down and been killed in folds: chance leaves room for all. */
const FULL = 100;
/** Every so many rounds, commands go through the interface. */
const THROUGH_INTERFACE = 10;

const chance = random(Number(values.seed));
const server = await serve(built, values.app);
const began = Date.now();
const figures = {
  seed: Number(values.seed),
  rounds: 0,
  failed: 0,
  /** @type {{ [kind: string]: number }} */
  kinds: {},
  acknowledged: 0,
  stored: 0,
  /** Whole logs that were put down and acknowledged. */
  copies: 0,
  /** Kills that came between the beginning of a fold and at most 30 ms later. */
  folding: 0,
  /** Kills that left a part of a record at the end of the browser's log. */
  torn: 0,
  /** Logs whose end was torn after a kill. */
  cut: 0,
  /** The most rows that a store had when the browser came back. */
  rows: /** @type {{ [store: string]: number }} */ ({}),
  tabs: /** @type {object | null} */ (null),
  seconds: 0,
};

/**
 * What one round does before it is killed.
 * @typedef {{ kind: string, tabs: number, many: number, wait: number }} Round
 */

/** @returns {Round} */
function drawn(/** @type {number} */ number) {
  const wait = chance.between(20, 1_200);
  if (values.app && number % THROUGH_INTERFACE === THROUGH_INTERFACE - 1) {
    return { kind: "interface", tabs: 1, many: 0, wait: wait + 1_500 };
  }
  // Late enough in a life for the log to be long.
  if (number % LIFE === COPIES) return { kind: "copies", tabs: 1, many: 0, wait };
  // Long commits, so that the log is due to be folded soon; the kill follows the fold's beginning.
  if (number % INTO_FOLD === INTO_FOLD - 1) return { kind: "fold", tabs: chance.between(1, 2), many: 120, wait: chance.below(30) };
  const kind = chance.pick(["single", "single", "bulk", "tabs", "tabs"]);
  const tabs = kind === "tabs" ? chance.between(2, 4) : 1;
  return { kind, tabs, many: kind === "single" ? 0 : chance.between(10, 60), wait };
}

/** One profile from its first start to its end. */
class Life {
  #profile = mkdtempSync(join(tmpdir(), "planisphere-torture-"));
  #databases = join(this.#profile, "Default", "IndexedDB");
  /** Where the databases are kept as the last kill left them. */
  left = `${this.#profile}-left`;
  #record = new Record(join(this.#profile, "acknowledged"));
  #key = "";
  #stored = 0;
  #rounds = 0;
  /** Whether the end of the log was torn after the last kill. */
  #isCut = false;

  /**
   * Starts the browser, judges what is there and writes until the kill; gives what was wrong. Whoever writes goes on until
   * then: what stopped before shows nothing, whatever is there afterwards.
   */
  async round(/** @type {number} */ number, /** @type {Round} */ round) {
    this.#copy();
    const browser = await start(chromium ?? "", this.#profile);
    this.#rounds += 1;
    /** @type {string[]} */
    const early = [];
    /** @type {Promise<string>[]} */
    let running = [];
    let isKilled = false;
    try {
      const page = await openPage(browser.context, server.origin);
      const problems = await this.#judge(page);
      if (problems.length > 0) return problems;
      running = await this.#begin(page, browser, number, round);
      for (const ended of running) void ended.then((why) => isKilled || early.push(why));
      await new Promise((resolve) => setTimeout(resolve, round.wait));
    } finally {
      isKilled = true;
      await browser.kill();
      this.#tear(number);
    }
    const late = (await Promise.all(running)).filter((why) => why !== KILLED);
    return [...new Set([...early, ...late])].map((why) => `what wrote in this round stopped before the kill: ${why}`);
  }

  /** Copies what the last kill left of the databases: a start may put another in the place of one that it cannot read. */
  #copy() {
    rmSync(this.left, { recursive: true, force: true });
    if (existsSync(this.#databases)) cpSync(this.#databases, this.left, { recursive: true });
  }

  /** Counts a kill in the middle of a write, and makes some of the others end as if they had been one. */
  #tear(/** @type {number} */ number) {
    const isTorn = endsTorn(this.#databases);
    // A kill that came before the browser began another log finds the end that was torn here.
    if (isTorn && !this.#isCut) figures.torn += 1;
    // It takes two starts to show; behind the last round of a life there is one.
    const isDue = number % TORN === 0 && number % LIFE < LIFE - 1;
    this.#isCut = isTorn ? this.#isCut : isDue && tear(this.#databases);
    if (this.#isCut && !isTorn) figures.cut += 1;
  }

  /** Judges once more, after the last kill. The copy of what was left before a round that failed stays. */
  async end(/** @type {boolean} */ isLost) {
    const browser = await start(chromium ?? "", this.#profile);
    try {
      const problems = await this.#judge(await openPage(browser.context, server.origin));
      // A few short rounds may all be killed too early.
      const isEmpty = this.#record.count === 0 && this.#rounds >= LIFE / 2;
      return isEmpty ? [...problems, `${this.#rounds} rounds, and nothing was acknowledged`] : problems;
    } finally {
      await browser.kill();
      figures.acknowledged += this.#record.count;
      figures.stored += this.#stored;
      figures.copies += this.#record.copies;
      this.#record.end();
      rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 });
      if (!isLost) rmSync(this.left, { recursive: true, force: true });
    }
  }

  async #judge(/** @type {import("playwright-core").Page} */ page) {
    if (!this.#key) {
      this.#key = await page.evaluate(() => globalThis.page.found("Contoso Data"));
    }
    try {
      await page.evaluate((key) => globalThis.page.open(key), this.#key);
      /** @type {import("./record.mjs").Report} */
      const report = JSON.parse(await page.evaluate(() => globalThis.page.check()));
      this.#stored = report.marks.length;
      const rows = await page.evaluate(() => globalThis.page.rows());
      for (const [store, count] of Object.entries(rows)) {
        figures.rows[store] = Math.max(figures.rows[store] ?? 0, count);
      }
      return this.#record.problems(report, await copies(page));
    } catch (error) {
      const answers = await page.evaluate(() => globalThis.page.answers()).catch(String);
      return [`what is stored cannot be read: ${error}`, ...[answers].flat()];
    }
  }

  /** Starts what writes; gives why each of it ended. */
  async #begin(
    /** @type {import("playwright-core").Page} */ page,
    /** @type {import("./browser.mjs").Browser} */ browser,
    /** @type {number} */ number,
    /** @type {Round} */ round,
  ) {
    if (round.kind === "interface") return this.#click(browser.context, `${number}.0`);
    if (round.kind === "copies") return [(await putDown(page, this.#record)).ended];
    const pages = [page];
    while (pages.length < round.tabs) {
      const other = await openPage(browser.context, server.origin);
      await other.evaluate((key) => globalThis.page.open(key), this.#key);
      pages.push(other);
    }
    const folds = [];
    const running = [];
    for (const [at, page] of pages.entries()) {
      const writing = await together(page, { tab: `${number}.${at}`, many: at % 2 === 0 ? round.many : 0 }, this.#record);
      folds.push(writing.folds.then(() => true));
      running.push(writing.ended);
    }
    if (round.kind !== "fold") return running;
    const late = new Promise((resolve) => setTimeout(() => resolve(false), MOST_UNTIL_FOLD));
    if (await Promise.race([...folds, late])) figures.folding += 1;
    return running;
  }

  /** @param {import("playwright-core").BrowserContext} context @param {string} tab */
  async #click(context, tab) {
    const through = await Interface.open(context, server.origin, this.#key);
    return [outcome(through.write(tab, (mark) => this.#record.acknowledge(mark)))];
  }
}

/** @param {import("playwright-core").Page} page */
async function copies(page) {
  return JSON.parse(await page.evaluate(() => globalThis.page.copies()));
}

/** Many tabs that commit at random until told to stop: nothing is lost, and all end equal. */
async function manyTabs() {
  const COUNT = 8;
  const profile = mkdtempSync(join(tmpdir(), "planisphere-torture-"));
  const record = new Record(join(profile, "acknowledged"));
  const browser = await start(chromium ?? "", profile);
  try {
    const first = await openPage(browser.context, server.origin);
    const key = await first.evaluate(() => globalThis.page.found("Contoso Data"));
    const pages = [first];
    while (pages.length < COUNT) pages.push(await openPage(browser.context, server.origin));
    const running = [];
    for (const [at, page] of pages.entries()) {
      await page.evaluate((key) => globalThis.page.open(key), key);
      running.push(await together(page, { tab: `tab${at}`, many: at === 0 ? 10 : 0, pause: 40 }, record));
    }
    await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
    await Promise.all(pages.map((page) => page.evaluate(() => globalThis.page.stop())));
    const problems = (await Promise.all(running.map((run) => run.ended))).filter((why) => why !== STOPPED);
    if (record.count === 0) problems.push("nothing was acknowledged");
    const heads = new Set();
    let crowded = 0;
    for (const page of pages) {
      // A tab hears of the last commit of another by a message; whoever missed it reads when it is looked at.
      await page.evaluate(() => window.dispatchEvent(new Event("focus")));
      const wanted = await first.evaluate(() => globalThis.page.check().then((text) => JSON.parse(text).sequence));
      const isThere = (/** @type {number} */ sequence) => Number(globalThis.page.head().split(" ")[0]) >= sequence;
      await page.waitForFunction(isThere, wanted, { timeout: 10_000 });
      /** @type {import("./record.mjs").Report} */
      const report = JSON.parse(await page.evaluate(() => globalThis.page.check()));
      problems.push(...record.problems(report, await copies(page)));
      crowded += await page.evaluate(() => globalThis.page.crowded());
      heads.add(`${report.sequence} ${report.hash}`);
    }
    if (heads.size !== 1) problems.push(`the tabs ended at different commits: ${[...heads].join(", ")}`);
    figures.tabs = { tabs: COUNT, seconds, acknowledged: record.count, crowded };
    return problems;
  } finally {
    await browser.kill();
    record.end();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** @type {Life | null} */
let life = null;
const say = (/** @type {string} */ line) => console.log(line);
const fail = (/** @type {string} */ what, /** @type {string[]} */ problems) => {
  if (problems.length === 0) return false;
  figures.failed += 1;
  say(`FAILED ${what}\n  ${problems.slice(0, 8).join("\n  ")}`);
  return true;
};

for (let number = 0; number < rounds; number += 1) {
  life ??= new Life();
  const round = drawn(number);
  // What is found wrong at a start was left by the kill before; what stopped by itself did so in this round.
  const isLost = fail(`before or in round ${number}`, await life.round(number, round));
  figures.rounds += 1;
  figures.kinds[round.kind] = (figures.kinds[round.kind] ?? 0) + 1;
  if (isLost || number % LIFE === LIFE - 1 || number === rounds - 1) {
    if (isLost) say(`what was on the disk before its start is kept: ${life.left}`);
    const problems = await life.end(isLost);
    if (isLost) say(`the start after that found ${problems.join("; ") || "nothing wrong"}`);
    else fail(`after round ${number}`, problems);
    life = null;
    say(`${number + 1} of ${rounds} rounds, ${figures.acknowledged} commands acknowledged, ${figures.failed} failed`);
  }
}
if (seconds > 0) fail("the tabs that wrote at once", await manyTabs());
server.end();
if (rounds >= FULL) {
  const never = [
    ...(figures.copies === 0 ? ["no whole log was put down"] : []),
    ...(figures.folding === 0 ? ["no kill came while a log was being folded"] : []),
    ...(figures.cut === 0 ? ["no log's end was torn"] : []),
  ];
  fail("the run as a whole", never);
}

figures.seconds = Math.round((Date.now() - began) / 1_000);
say(JSON.stringify(figures, null, 2));
if (values.out) writeFileSync(values.out, `${JSON.stringify(figures, null, 2)}\n`);
process.exitCode = figures.failed === 0 ? 0 : 1;
