// A log that is not as it was written: cut, flipped, lost. Whatever is wrong is named, everything before it shows, nothing
// that is stored is overwritten, and all of it can be taken elsewhere. A sample; crates/journal/tests opens a thousand.
import type { Locator } from "@playwright/test";
import { createOrganization, createWorkspace, download, heading, section, side } from "./support/app.ts";
import { type LogStore, type Row, holdDisk, logRows, putRow } from "./support/disk.ts";
import { importLong } from "./support/long.ts";
import { pictures } from "./support/pictures.ts";
import { follow } from "./support/places.ts";
import { type Page, expect, test } from "./support/test.ts";

const cutShort = /^The log of this Organization is damaged after commit \d+$/;
const behind = "A part of the history of this Organization is damaged";

/** What can happen to a row: what is left of its bytes. */
const harms: [string, (bytes: Buffer) => Buffer | null][] = [
  ["is cut in half", (bytes) => bytes.subarray(0, bytes.length / 2)],
  ["is empty", () => Buffer.alloc(0)],
  ["has a flipped bit at its start", (bytes) => flipped(bytes, 1)],
  ["has a flipped bit in its middle", (bytes) => flipped(bytes, bytes.length >> 1)],
  ["has a flipped bit at its end", (bytes) => flipped(bytes, bytes.length - 1)],
  ["is followed by other bytes", (bytes) => Buffer.concat([bytes, Buffer.from("more")])],
  ["is missing", () => null],
];

function flipped(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[at] = (changed[at] ?? 0) ^ 0x10;
  return changed;
}

/** An Organization with some commits after its snapshot. Resolves with the rows of its log. */
async function withTail(page: Page): Promise<Row[]> {
  await createOrganization(page);
  await importLong(page, "long");
  const isFolded = async () => (await logRows(page)).some(({ store }) => store === "snapshots");
  await expect.poll(isFolded).toBe(true);
  for (const name of ["One", "Two", "Three"]) {
    await createWorkspace(page, name);
  }
  await side(page, "Workspaces");
  await expect(heading(page, "Workspaces")).toBeVisible();
  return logRows(page);
}

function last(rows: Row[], store: LogStore): Row {
  const found = rows.filter((row) => row.store === store).at(-1);
  expect(found, `a row in ${store}`).toBeDefined();
  return found!;
}

function damage(page: Page, title: string | RegExp) {
  return page.getByRole("alert").filter({ has: page.getByText(title) });
}

/** What is wrong is told in sentences, and what can be done about it once. */
async function expectSaidOnce(notice: Locator): Promise<void> {
  for (const line of await notice.getByRole("listitem").allInnerTexts()) {
    expect(line).toMatch(/^[A-Z].*[^.]\.$/);
  }
  const words = await notice.innerText();
  expect(words.split("Restore the Organization from an export.")).toHaveLength(2);
  expect(words).not.toContain("restore the Organization");
}

/** Nothing that is stored of the log was touched by a visit, snapshots included: one may be what leads past the damage. */
async function expectUntouched(page: Page, before: Row[]): Promise<void> {
  expect(await logRows(page)).toEqual(before);
}

function snapshots(rows: Row[]): Row[] {
  return rows.filter(({ store }) => store === "snapshots");
}

/** Waits until there is a snapshot after this many commits. */
async function untilSnapshotPast(page: Page, commits: number): Promise<void> {
  const newest = async () => Number(snapshots(await logRows(page)).at(-1)?.key[1]);
  await expect.poll(newest, { timeout: 20_000 }).toBeGreaterThan(commits);
}

async function offersEverything(page: Page): Promise<void> {
  const file = await download(page, () => page.getByRole("button", { name: "Download everything for repair" }).click());
  expect(JSON.parse(file.bytes.toString()).format).toBe("planisphere rows 1");
}

test("a damaged row cuts the log short: what is before it shows, and nothing is changed", async ({ page }) => {
  test.setTimeout(120_000);
  const rows = await withTail(page);
  const row = rows.filter(({ store }) => store === "commits").at(-2)!;
  for (const [how, harm] of harms) {
    await test.step(`the last row but one ${how}`, async () => {
      await putRow(page, row, harm(Buffer.from(row.bytes, "base64")));
      const harmed = await logRows(page);
      await page.reload();
      await expect(damage(page, cutShort)).toBeVisible();
      await expectSaidOnce(damage(page, cutShort));
      await expect(page.getByText("Nothing can be saved: log cut short")).toBeVisible();
      await expect(page.getByText("Saved on this device")).toHaveCount(0);
      await expect(page.getByRole("link", { name: "One", exact: true })).toBeVisible();
      await expect(page.getByRole("link", { name: "Three", exact: true })).toBeHidden();
      await expect(page.getByRole("button", { name: "Create a Workspace" }).first()).toHaveAttribute("aria-disabled", "true");
      await offersEverything(page);
      await expectUntouched(page, harmed);
      await putRow(page, row, Buffer.from(row.bytes, "base64"));
    });
  }
  // The last of them still shows: nothing is staged on it either.
  await pictures(page, "damaged");
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: /^Guard rails/ }).click();
  const fix = page.getByRole("main").getByRole("button", { name: /^Fix / });
  await expect(fix.first()).toHaveAttribute("aria-disabled", "true");
  await expect(fix.first()).toHaveAccessibleDescription(/damaged after commit/);
  await side(page, "Workspaces");
  await page.reload();
  await expect(page.getByRole("link", { name: "Three", exact: true })).toBeVisible();
  await expect(damage(page, cutShort)).toBeHidden();
});

test("a damaged log that was left while it was read says nothing of the next one", async ({ page }) => {
  const harmed = await createOrganization(page, { organization: "Harmed" });
  await createWorkspace(page, "Lost");
  const row = last(await logRows(page), "commits");
  const sound = await createOrganization(page, { organization: "Sound" });
  await putRow(page, row, Buffer.from("no frame"));
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Sound" })).toBeVisible();
  const release = await holdDisk(page);
  await follow(page, `${harmed}/workspaces`);
  await expect(page).toHaveTitle(/Opening/);
  await follow(page, sound);
  await release();
  await expect(heading(page, "Sound")).toBeVisible();
  await expect(page.locator("main [aria-busy=true]")).toHaveCount(0);
  // What was asked of the disk before this is answered; the damaged log was read twice.
  await logRows(page);
  await logRows(page);
  await expect(damage(page, cutShort)).toHaveCount(0);
  await side(page, "Workspaces");
  await expect(page.getByRole("button", { name: "Create a Workspace" }).first()).not.toHaveAttribute("aria-disabled", "true");
});

test("a damaged chunk behind a whole snapshot is told, and the work goes on", async ({ page }) => {
  test.setTimeout(120_000);
  const rows = await withTail(page);
  const row = last(rows, "chunks");
  for (const [how, harm] of harms) {
    await test.step(`the last chunk ${how}`, async () => {
      await putRow(page, row, harm(Buffer.from(row.bytes, "base64")));
      const harmed = await logRows(page);
      await page.reload();
      await expect(damage(page, behind)).toBeVisible();
      await expectSaidOnce(damage(page, behind));
      await expect(page.getByText("Saved on this device")).toBeVisible();
      await expect(page.getByRole("link", { name: "Three", exact: true })).toBeVisible();
      await offersEverything(page);
      await expectUntouched(page, harmed);
      await putRow(page, row, Buffer.from(row.bytes, "base64"));
    });
  }
});

test("a damaged snapshot costs time and nothing else", async ({ page }) => {
  test.setTimeout(120_000);
  await withTail(page);
  for (const [how, harm] of harms) {
    await test.step(`the snapshot ${how}`, async () => {
      const rows = await logRows(page);
      const row = last(rows, "snapshots");
      await putRow(page, row, harm(Buffer.from(row.bytes, "base64")));
      await page.reload();
      await expect(page.getByRole("link", { name: "Three", exact: true })).toBeVisible();
      await expect(page.getByRole("button", { name: "Create a Workspace" }).first()).not.toHaveAttribute("aria-disabled");
      // Nothing of the history is damaged, and nothing says so.
      await expect(damage(page, behind)).toHaveCount(0);
      // The app may take another one at once, and fold what came after it; what was folded stays as it is.
      const chunks = rows.filter(({ store }) => store === "chunks");
      expect(await logRows(page)).toEqual(expect.arrayContaining(chunks));
    });
  }
});

test("folding that goes on beside damaged history drops no snapshot", async ({ page }) => {
  test.setTimeout(120_000);
  const rows = await withTail(page);
  const row = last(rows, "chunks");
  await putRow(page, row, flipped(Buffer.from(row.bytes, "base64"), 40));
  await page.reload();
  await expect(damage(page, behind)).toBeVisible();
  const harmed = (await logRows(page)).filter(({ store }) => store !== "commits");
  for (const prefix of ["more", "again"]) {
    const newest = Number(last(await logRows(page), "snapshots").key[1]);
    await importLong(page, prefix);
    await untilSnapshotPast(page, newest);
  }
  expect(await logRows(page)).toEqual(expect.arrayContaining(harmed));
});

test("a damaged snapshot neither replaces the good one before it, nor is forgotten by a second proof", async ({ page }) => {
  test.setTimeout(120_000);
  const older = last(await withTail(page), "snapshots");
  await importLong(page, "more");
  await untilSnapshotPast(page, Number(older.key[1]));
  await createWorkspace(page, "Four");
  const rows = await logRows(page);
  expect(rows).toContainEqual(older);
  const newest = last(rows, "snapshots");
  await putRow(page, newest, flipped(Buffer.from(newest.bytes, "base64"), 40));
  await page.reload();
  // The app takes another one at once, of all that is there.
  await untilSnapshotPast(page, Number(newest.key[1]));
  expect(await logRows(page)).toContainEqual(older);

  await side(page, "Audit log");
  const proof = section(page, "Is the log whole");
  const verify = proof.getByRole("button", { name: "Verify the log" });
  await expect(proof).toContainText("The log is damaged");
  // Two proofs at once, as one that somebody asks for in the middle of the one after opening.
  await verify.evaluate((button: HTMLElement) => {
    button.click();
    button.click();
  });
  await expect(verify).not.toHaveAttribute("aria-busy");
  await expect(proof).toContainText("The log is damaged");
  await expect(proof).not.toContainText("The log is whole");
});
