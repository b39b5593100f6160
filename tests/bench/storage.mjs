// Measures storage in Chromium, side by side with what it is compared with, in one run. `cargo xtask bench storage`
// starts it and says what is expected; a result that misses it is written down like any other.
//
// Arguments: --built DIR (the page's wasm, optimised), --chromium PROGRAM, --app URL (the release bundle), --out FILE.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { start } from "../torture/browser.mjs";
import { serve } from "../torture/server.mjs";
import { openPage } from "../torture/tabs.mjs";
import { openings } from "./opening.mjs";
import { Table } from "./table.mjs";

const { values } = parseArgs({
  options: { built: { type: "string" }, chromium: { type: "string" }, app: { type: "string" }, out: { type: "string" } },
});
const { built, chromium, app, out } = values;
if (!built || !chromium || !app || !out) throw new Error("run `cargo xtask bench storage`");

const COMMANDS = 300;
const IMPORTS = 12;

const dexie = fileURLToPath(new URL("../../node_modules/dexie/dist/modern/dexie.min.mjs", import.meta.url));
const server = await serve(built, app, new Map([["dexie.mjs", dexie]]));
const profile = mkdtempSync(join(tmpdir(), "planisphere-bench-"));
const browser = await start(chromium, profile);
const table = new Table();
try {
  const page = await openPage(browser.context, server.origin);
  await page.addScriptTag({ url: "/torture/measure.js", type: "module" });
  await page.waitForFunction(() => "measure" in globalThis);
  await page.evaluate(() => globalThis.page.found("Contoso Data").then(globalThis.page.open));
  const commit = await page.evaluate((count) => globalThis.measure.commits(count), COMMANDS);
  table.beside(`a command, beside a put of the same ${commit.bytes} bytes, both strict`, commit, { atMost: 1.5 });

  await page.evaluate(() => globalThis.page.remove_all());
  const imported = await page.evaluate((count) => globalThis.measure.imports(count), IMPORTS);
  table.beside(
    "10,000 Deployments imported: decided, encoded, sealed into chunks, put down, beside Dexie's bulkPut of the same records",
    imported,
    { timesAsFast: 5 },
  );

  await page.evaluate(() => globalThis.page.remove_all());
  const { taken, stored, peer } = await page.evaluate((count) => globalThis.measure.samples(count), IMPORTS);
  const beside = "beside Dexie's bulkPut of its 10,000 Deployments";
  table.beside(`the encoded log of the large sample put down, ${beside}`, { ours: stored, peer }, {});
  table.beside(`the large sample taken from its file: fetched, read, proved, replayed, put down, ${beside}`, { ours: taken, peer }, {});

  const plain = await page.evaluate(() => globalThis.page.plain());
  await page.close();
  const opened = await openings(browser.context, server.origin, plain);
  const megabytes = (plain.length / 1e6).toFixed(1);
  table.beside(`the large sample opened to its first paint, beside JSON.parse of its ${megabytes} MB`, opened.again, { atMost: 1 });
  table.beside("the same until its overview is there whole", opened.whole, { atMost: 1 });
  table.beside("its first paint as the first thing after the page was loaded", opened.first, { atMost: 1 });
  table.about = {
    browser: browser.version,
    processors: `${cpus().length} of ${cpus()[0]?.model ?? "unknown"}`,
    dexie: version("dexie"),
  };
} finally {
  await browser.kill();
  server.end();
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
}
table.print();
writeFileSync(out, table.json());
console.log(`\nwritten to ${out}`);

/** @param {string} name */
function version(name) {
  const file = fileURLToPath(new URL(`../../node_modules/${name}/package.json`, import.meta.url));
  return String(JSON.parse(readFileSync(file, "utf8")).version);
}
