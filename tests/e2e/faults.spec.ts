// What can go wrong beneath the app while it runs, each with the answer that docs/reliability.md names.
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { createOrganization, createWorkspace, downloadOrganization, heading, importOrganization, section, side } from "./support/app.ts";
import { noteTransactions } from "./support/disk.ts";
import { type Page, expect, test } from "./support/test.ts";

const banner = "Changes stay in memory until this tab closes";

function workspaces(page: Page) {
  return page.getByRole("table", { name: "Workspaces" }).locator("tbody tr td:first-child a");
}

test("a single command asks the disk for strict durability before it counts as saved", async ({ page }) => {
  const asked = await noteTransactions(page);
  await createOrganization(page);
  await asked();
  await createWorkspace(page, "Experiments");
  await expect(page.getByText("Saved on this device")).toBeVisible();
  const writing = (await asked()).filter(({ stores }) => stores.includes("commits"));
  expect(writing.map(({ durability }) => durability)).toEqual(["strict"]);
});

test("a long log is put down relaxed, and made known by one strict transaction at its end", async ({ page }) => {
  test.setTimeout(90_000);
  const asked = await noteTransactions(page);
  await page.goto("/");
  await page.getByRole("button", { name: "Open the large sample" }).click();
  await expect(heading(page, "Who are you")).toBeVisible({ timeout: 60_000 });
  const all = (await asked()).map(({ durability }) => durability);
  const first = all.indexOf("strict");
  expect(first).toBeGreaterThan(0);
  expect(new Set(all.slice(0, first))).toEqual(new Set(["relaxed"]));
  expect(new Set(all.slice(first))).toEqual(new Set(["strict"]));
});

// A browser that dies in the middle of a write leaves half a record in its own log, which ruins the database if it goes on
// behind it; `cargo xtask torture` tears that log.
test("every start has the browser begin another log, and leaves nothing else there", async ({ context, page }) => {
  await context.addInitScript(() => {
    const original = IDBFactory.prototype.deleteDatabase;
    IDBFactory.prototype.deleteDatabase = function (name: string) {
      localStorage.setItem("deleted", `${localStorage.getItem("deleted") ?? ""}${name},`);
      return original.call(this, name);
    };
  });
  const deleted = () => page.evaluate(() => localStorage.getItem("deleted"));
  const databases = () => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
  await page.goto("/");
  await expect.poll(deleted).toBe("planisphere renewal,");
  await expect.poll(databases).toEqual(["planisphere"]);
  await page.reload();
  await expect.poll(deleted).toBe("planisphere renewal,planisphere renewal,");
  await expect.poll(databases).toEqual(["planisphere"]);
});

/** Whether a text stands in any file of a browser's profile. */
function isInProfile(profile: string, text: string): boolean {
  const files = readdirSync(profile, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.some((file) => {
    const path = join(file.parentPath, file.name);
    // The browser may take a file away in between.
    const bytes = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
    return bytes.includes(text) || bytes.includes(Buffer.from(text, "utf16le"));
  });
}

test("a private window works, says that the browser may clear the data, and leaves nothing in the profile", async ({
  reports,
  baseURL,
}, info) => {
  test.setTimeout(60_000);
  const profile = mkdtempSync(join(tmpdir(), "planisphere-profile-"));
  const plain = await chromium.launchPersistentContext(profile, { ...info.project.use.launchOptions, baseURL });
  await reports.watch(plain);
  // The same profile in a plain window: what is looked for can be found.
  await createOrganization(await plain.newPage(), { organization: "Kept in the profile" });
  await expect.poll(() => isInProfile(profile, "Kept in the profile")).toBe(true);

  const hidden = await plain.browser()!.newContext({ baseURL });
  await reports.watch(hidden);
  const page = await hidden.newPage();
  await createOrganization(page, { organization: "Kept nowhere" });
  await createWorkspace(page, "Experiments");
  await expect(page.getByText("Saved on this device")).toBeVisible();
  await side(page, "Workspaces");
  await page.reload();
  await expect(workspaces(page)).toHaveText(["Data Platform", "Experiments"]);
  await page.goto("/settings/storage");
  await expect(section(page, "In this browser")).toContainText("The browser may clear it");
  await hidden.close();
  await plain.close();
  expect(isInProfile(profile, "Kept in the profile")).toBe(true);
  expect(isInProfile(profile, "Kept nowhere")).toBe(false);
  rmSync(profile, { recursive: true });
});

test("a browser that closes the database under the app is answered in memory, with a download", async ({ page, baseURL }) => {
  await createOrganization(page);
  await createWorkspace(page, "Before");
  const session = await page.context().newCDPSession(page);
  // What clearing the site's data does, and what an eviction does.
  await session.send("Storage.clearDataForOrigin", { origin: new URL(baseURL ?? "").origin, storageTypes: "indexeddb" });
  const notice = page.getByRole("status").filter({ hasText: banner });
  await expect(notice).toBeVisible();
  await expect(notice).toContainText("The browser closed the data of this site");
  await createWorkspace(page, "After");
  await side(page, "Workspaces");
  await expect(workspaces(page)).toHaveText(["After", "Before", "Data Platform"]);
  await expect(notice.getByRole("button", { name: "Download the Organization" })).toBeVisible();
});

test("a clock that jumps back changes neither the order nor what is stored", async ({ page, browser, reports, baseURL }) => {
  await page.clock.setFixedTime("2026-06-02T12:00:00Z");
  await createOrganization(page);
  await createWorkspace(page, "Before the jump");
  await page.clock.setFixedTime("2026-05-01T08:00:00Z");
  await createWorkspace(page, "After the jump");
  for (const reads of ["as written", "as stored"]) {
    await side(page, "Overview");
    const rows = section(page, "Recent changes").getByRole("listitem");
    await expect(rows.first(), reads).toContainText("After the jump");
    await expect(rows.nth(1), reads).toContainText("Before the jump");
    await page.reload();
  }
  const file = await downloadOrganization(page);
  const context = await browser.newContext({ baseURL });
  await reports.watch(context);
  const other = await context.newPage();
  await importOrganization(other, file);
  await other.getByRole("button", { name: "Act as Grace Moreau" }).click();
  await expect(heading(other, "Contoso Data")).toBeVisible();
  await side(other, "Workspaces");
  await expect(workspaces(other)).toHaveText(["After the jump", "Before the jump", "Data Platform"]);
  await context.close();
});
