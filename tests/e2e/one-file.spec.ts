// The one file of an Organization: out and in again with its whole history, its secrets left out or carried by a
// passphrase, what is inside before anything is stored, and what is refused.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Locator } from "@playwright/test";
import { expectNoAxeViolations } from "./support/axe.ts";
import {
  apply,
  createOrganization,
  createWorkspace,
  dated,
  download,
  downloadOrganization,
  everythingStored,
  example,
  exportDialog,
  heading,
  importOrganization,
  openSample,
  organizationRoot,
  pick,
  pickOrganization,
  section,
  side,
  takeFile,
  toast,
  unpacked,
} from "./support/app.ts";
import { holdDisk, spoilSecrets } from "./support/disk.ts";
import { holdKeys } from "./support/held.ts";
import { pictures } from "./support/pictures.ts";
import { type Page, expect, test } from "./support/test.ts";

const passphrase = "correct horse battery staple";
const secret = "s3cr3t-of-the-warehouse";

/** Brings a secret variable in with a Deployment file. */
async function plantSecret(page: Page): Promise<void> {
  const file = example("queues-and-variables.yaml");
  await pick(page, [{ ...file, buffer: Buffer.from(file.buffer.toString().replace("change-me-on-first-apply", secret)) }]);
  await apply(page, 1);
}

/** What the file says of itself. */
function manifest(bytes: Buffer): Record<string, unknown> {
  const plain = unpacked(bytes);
  expect(plain.subarray(0, 27).toString()).toBe("planisphere organization 2\n");
  let [length, shift, at] = [0, 0, 27];
  for (; ; at += 1, shift += 7) {
    const byte = plain[at]!;
    length |= (byte & 0x7f) << shift;
    if (byte < 0x80) break;
  }
  return JSON.parse(plain.subarray(at + 1, at + 1 + length).toString()) as Record<string, unknown>;
}

test("a file says what is inside before anything is stored, and restores the same history", async ({ page, browser, baseURL, reports }) => {
  test.setTimeout(90_000);
  const root = await openSample(page);
  await createWorkspace(page, "Experiments");
  await page.goto(`${root}/settings`);
  await page.getByRole("button", { name: "Download the Organization" }).click();
  const asked = await exportDialog(page);
  await expect(asked).toHaveAccessibleName("Download Northwind Data");
  await expectNoAxeViolations(page);
  await pictures(page, "export", { whole: false });
  const file = await takeFile(page);
  await expect(asked).toBeHidden();
  expect(file.name).toMatch(dated("Northwind Data", "planisphere"));
  expect([...file.bytes.subarray(0, 2)]).toEqual([0x1f, 0x8b]);
  const said = manifest(file.bytes);
  expect(said).toMatchObject({ name: "Northwind Data", commits: 89, organization: root.slice(3) });

  const elsewhere = await browser.newContext({ baseURL });
  await reports.watch(elsewhere);
  const other = await elsewhere.newPage();
  const dialog = await pickOrganization(other, file);
  await expect(dialog).toContainText("Northwind Data");
  await expect(dialog).toContainText(root.slice(3));
  await expect(dialog).toContainText(/[\d,]+ events in 89 commits/);
  await expect(dialog).toContainText("Format 2, whole and unchanged");
  await expect(dialog.getByRole("button", { name: "Import the Organization" })).toBeVisible();
  await expectNoAxeViolations(other);
  await pictures(other, "import-inside", { whole: false });
  expect(await everythingStored(other)).toContain("store organizations of 0");
  await dialog.getByRole("button", { name: "Import the Organization" }).click();
  await expect(heading(other, "Who are you")).toBeVisible();
  expect(organizationRoot(other)).toBe(root);

  // A second export of what came in is the same log.
  await other.getByLabel("Filter people").fill("Ada Kim");
  await other.getByRole("button", { name: "Act as Ada Kim" }).click();
  await expect(heading(other, "Northwind Data")).toBeVisible();
  const again = unpacked((await downloadOrganization(other)).bytes);
  const first = unpacked(file.bytes);
  const log = (plain: Buffer) => plain.subarray(plain.indexOf("\x08{\"at\""), plain.length - 32).toString("latin1");
  expect(log(again)).toBe(log(first));
  await elsewhere.close();
});

test("a copy that is here already is kept beside, and changes nothing", async ({ page }) => {
  const root = await createOrganization(page, { organization: "Contoso Data" });
  const file = await downloadOrganization(page);
  await page.goto(root);
  await createWorkspace(page, "Only in the first");
  const dialog = await pickOrganization(page, file);
  const beside = dialog.getByRole("status");
  await expect(beside).toContainText("It is on this device already");
  await expect(beside).toContainText("The file is older: the copy here has all of it and 1 commit more.");
  await dialog.getByRole("button", { name: "Import the Organization" }).click();
  await expect(heading(page, "Who are you")).toBeVisible();
  const copy = organizationRoot(page);
  expect(copy).not.toBe(root);
  await page.getByRole("button", { name: "Act as Grace Moreau" }).click();
  await side(page, "Workspaces");
  await expect(page.getByRole("link", { name: "Data Platform", exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: "Only in the first", exact: true })).toBeHidden();
  await page.goto("/");
  await expect(page.getByText("2 on this device")).toBeVisible();
  // What tells the copies apart: their address, and how far each is.
  const cards = page.getByRole("region", { name: "Contoso Data" });
  await expect(cards).toHaveCount(2);
  const first = cards.filter({ hasText: "2 commits" });
  const second = cards.filter({ hasText: "1 commit" });
  for (const [card, address] of [[first, root], [second, copy]] as const) {
    const key = (await card.getByRole("link", { name: /^Open Copy / }).getAttribute("href"))!;
    expect(key).toMatch(/^\/o\/[0-9a-f]{16}$/);
    if (address === copy) expect(key).toBe(copy);
    await expect(card).toContainText(`Copy ${key.slice(3, 9)} of several on this device`);
    await expect(card).toContainText(/Changed .*, \d commits?/);
  }
  await pictures(page, "copies");

  // The same file fits the copy that came of it; once that went on by itself they are apart.
  await expect((await pickOrganization(page, file)).getByRole("status")).toContainText("ends with the same commit as the file, after 1 commit.");
  await page.goto(copy);
  await createWorkspace(page, "Only in the second");
  const other = await downloadOrganization(page);
  const compared = (await pickOrganization(page, other)).getByRole("status");
  await expect(compared).toContainText("ends with the same commit as the file, after 2 commits.");
  await expect(compared).toContainText("They went apart after commit 1: the file has 1 commit that the copy here does not have, and the copy has 1 commit that the file does not have.");
});

test("a file that goes on where the copy here ends is newer", async ({ page, browser, baseURL, reports }) => {
  await createOrganization(page, { organization: "Contoso Data" });
  const before = await downloadOrganization(page);
  await createWorkspace(page, "First");
  await createWorkspace(page, "Second");
  const after = await downloadOrganization(page);
  const elsewhere = await browser.newContext({ baseURL });
  await reports.watch(elsewhere);
  const other = await elsewhere.newPage();
  await importOrganization(other, before);
  await expect(heading(other, "Who are you")).toBeVisible();
  const dialog = await pickOrganization(other, after);
  await expect(dialog.getByRole("status")).toContainText("The file is newer: it has all of the copy here and 2 commits more.");
  await elsewhere.close();
});

test("the current state as plain JSON can be read and holds no history and no secret", async ({ page }) => {
  const root = await openSample(page);
  await plantSecret(page);
  await page.goto(`${root}/settings`);
  await page.getByRole("button", { name: "Download the Organization" }).click();
  const dialog = await exportDialog(page);
  await dialog.getByRole("radio", { name: "As plain JSON" }).check({ force: true });
  await expect(dialog).toContainText("cannot be imported again");
  const file = await download(page, () => dialog.getByRole("button", { name: "Download", exact: true }).click());
  expect(file.name).toMatch(dated("Northwind Data", "json"));
  const text = file.bytes.toString();
  expect(text).not.toContain(secret);
  const plain = JSON.parse(text) as { commits: number; state: { workspaces: { name: string }[]; deployments: object[] } };
  expect(plain.state.workspaces).toHaveLength(6);
  expect(plain.state.deployments).toHaveLength(15);
  expect(text).toContain('\n  "state": {\n');
  await expect(toast(page, "It is no backup")).toBeVisible();

  // It counts as no backup, and whoever tries to take it in is told what it is and which file to take.
  await page.goto("/settings/storage");
  const line = section(page, "Organizations").getByRole("listitem");
  await expect(line).toContainText("No backup yet, opened as a sample");
  await expect(line).not.toContainText("Last backup");
  for (const bytes of [file.bytes, gzipSync(file.bytes)]) {
    const refused = await pickOrganization(page, { name: file.name, bytes });
    await expect(refused.getByRole("alert")).toContainText("This is the readable form of an Organization, as plain JSON");
    await expect(refused.getByRole("alert")).toContainText("whose name ends with .planisphere");
    await expect(refused.getByRole("button", { name: "Import the Organization" })).toBeHidden();
  }
});

test("secrets are left out by name, or carried by a passphrase and sealed anew on the other device", async ({ page, browser, baseURL, reports }) => {
  test.setTimeout(90_000);
  const root = await openSample(page);
  await plantSecret(page);
  await page.goto(`${root}/settings`);
  await page.getByRole("button", { name: "Download the Organization" }).click();
  const asked = await exportDialog(page);
  await asked.getByText("1 secret is named in it").click();
  await expect(asked.getByRole("listitem")).toHaveText("WAREHOUSE_PASSWORD of Deployment warehouse-sync");
  // Names stand for themselves, whatever is in them.
  await expect(asked.getByRole("listitem").locator("bdi")).toHaveText(["WAREHOUSE_PASSWORD", "warehouse-sync"]);
  const without = await takeFile(page);
  expect(manifest(without.bytes)).toMatchObject({ secrets: { leftOut: [expect.stringMatching(/^c/)] } });

  await page.getByRole("button", { name: "Download the Organization" }).click();
  const again = await exportDialog(page);
  await again.getByRole("radio", { name: "Sealed by a passphrase" }).check({ force: true });
  await again.getByLabel("Passphrase", { exact: true }).fill("short");
  await expect(again.getByRole("button", { name: "Download", exact: true })).toHaveAttribute("aria-disabled", "true");
  await pictures(page, "export-passphrase", { whole: false });
  const carried = await takeFile(page, passphrase);
  expect(manifest(carried.bytes)).toMatchObject({ secrets: { carried: 1 } });
  const plain = unpacked(carried.bytes);
  for (const hidden of [secret, passphrase]) {
    expect(plain.includes(hidden)).toBe(false);
  }

  const elsewhere = await browser.newContext({ baseURL });
  await reports.watch(elsewhere);
  const other = await elsewhere.newPage();
  const dialog = await pickOrganization(other, carried);
  await expect(dialog).toContainText("1, sealed by a passphrase");
  await dialog.getByLabel("Passphrase of its secrets").fill("not the right one");
  await dialog.getByRole("button", { name: "Import the Organization" }).click();
  await expect(dialog.getByRole("alert")).toContainText("does not open the secrets");
  expect(await everythingStored(other)).toContain("store organizations of 0");
  await dialog.getByLabel("Passphrase of its secrets").fill(passphrase);
  await dialog.getByRole("button", { name: "Import the Organization" }).click();
  await expect(heading(other, "Who are you")).toBeVisible();
  const stored = await everythingStored(other);
  expect(stored).toContain("store blobs of 1");
  expect(stored).not.toContain(secret);
  // It is opened there with that device's key: carrying it on proves it.
  await other.getByLabel("Filter people").fill("Ada Kim");
  await other.getByRole("button", { name: "Act as Ada Kim" }).click();
  await expect(heading(other, "Northwind Data")).toBeVisible();
  expect(manifest((await downloadOrganization(other, passphrase)).bytes)).toMatchObject({ secrets: { carried: 1 } });
  await elsewhere.close();
});

for (const [name, format, secrets] of [
  ["archive-1", "Format 1", false],
  ["archive-2", "Format 2", false],
  ["archive-2-with-secrets", "Format 2", true],
] as const) {
  test(`a file that a released version wrote imports: ${name}`, async ({ page }) => {
    const file = { name: `${name}.planisphere`, bytes: readFileSync(join("tests", "stored", `${name}.planisphere`)) };
    const dialog = await pickOrganization(page, file);
    await expect(dialog).toContainText(`${format}, whole and unchanged`);
    if (secrets) await dialog.getByLabel("Passphrase of its secrets").fill(passphrase);
    await dialog.getByRole("button", { name: "Import the Organization" }).click();
    await expect(heading(page, "Who are you")).toBeVisible();
    expect(await everythingStored(page)).toContain(`store blobs of ${secrets ? 1 : 0}`);
  });
}

/** A file that unpacks to far more than it is. */
const bomb = () => gzipSync(Buffer.concat([Buffer.from("planisphere organization 1\n"), Buffer.alloc(80 * 1024 * 1024)]));

for (const [name, bytes, words] of [
  ["an image", () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]), "is not an exported Organization"],
  ["zeros that were compressed", () => gzipSync(Buffer.alloc(20 * 1024 * 1024)), "is not an exported Organization"],
  ["a page of a web server that was compressed", () => gzipSync("<!doctype html><title>404</title>"), "is not an exported Organization"],
  ["gzip that ends early", () => gzipSync(Buffer.alloc(100_000, "planisphere organization 1\n")).subarray(0, 60), "compressed file is damaged"],
  ["of a newer format", () => Buffer.from("planisphere organization 9\nwhatever"), "has format 9"],
  ["made to fill the memory", bomb, "unpacks to far more"],
] as const) {
  test(`a file that is ${name} is refused with words, and nothing is stored`, async ({ page }) => {
    const dialog = await pickOrganization(page, { name: "odd.planisphere", bytes: bytes() });
    await expect(dialog.getByRole("alert")).toContainText(words);
    await expect(dialog.getByRole("button", { name: "Import the Organization" })).toBeHidden();
    expect(await everythingStored(page)).toContain("store organizations of 0");
  });
}

test("names of a hostile file touch nothing that stands around them", async ({ page, browser, baseURL, reports }) => {
  const root = await openSample(page);
  await plantSecret(page);
  await page.goto(root);
  const { bytes } = await downloadOrganization(page);
  const elsewhere = await browser.newContext({ baseURL });
  await reports.watch(elsewhere);
  const other = await elsewhere.newPage();
  const name = "north\u202ewind.planisphere";
  const dialog = await pickOrganization(other, { name, bytes });
  await expect(dialog).toContainText("Left out: WAREHOUSE_PASSWORD of Deployment warehouse-sync");
  await expect(dialog.locator("bdi")).toHaveText(["Northwind Data", "WAREHOUSE_PASSWORD", "warehouse-sync", name]);
  await elsewhere.close();
});

test("a download that was cancelled hands out nothing, also when somebody asks for another one at once", async ({ page }) => {
  const keys = await holdKeys(page);
  const root = await openSample(page);
  await plantSecret(page);
  await page.goto(`${root}/settings`);
  const files: string[] = [];
  page.on("download", (file) => files.push(file.suggestedFilename()));
  await page.getByRole("button", { name: "Download the Organization" }).click();
  const dialog = await exportDialog(page);
  await dialog.getByRole("radio", { name: "Sealed by a passphrase" }).check({ force: true });
  await dialog.getByLabel("Passphrase", { exact: true }).fill(passphrase);
  await dialog.getByLabel("Passphrase again").fill(passphrase);
  await keys.hold();
  await dialog.getByRole("button", { name: "Download", exact: true }).click();
  await keys.waiting();
  await dialog.getByRole("button", { name: "Cancel" }).last().click();
  await expect(dialog).toBeHidden();
  await page.getByRole("button", { name: "Download the Organization" }).click();
  await expect(dialog).toBeVisible();
  await keys.release();
  // It asks anew once the run before has come to its end, and stays.
  await exportDialog(page);
  await expect(dialog.getByRole("radio", { name: "Left out" })).toBeChecked();
  expect(files).toEqual([]);
  const file = await takeFile(page);
  expect(manifest(file.bytes)).toMatchObject({ secrets: { leftOut: [expect.stringMatching(/^c/)] } });
  await expect(dialog).toBeHidden();
  expect(files).toEqual([expect.stringMatching(dated("Northwind Data", "planisphere"))]);
});

test("an import that was cancelled keeps nothing and leads nowhere", async ({ page }) => {
  await createOrganization(page);
  const file = await downloadOrganization(page);
  const dialog = await pickOrganization(page, file);
  const button = dialog.getByRole("button", { name: "Import the Organization" });
  await expect(button).toBeVisible();
  const release = await holdDisk(page);
  await button.click();
  await expect(dialog.getByText("Keeping it on this device")).toBeVisible();
  await dialog.getByRole("button", { name: "Cancel" }).last().click();
  await expect(dialog).toBeHidden();
  // It reads the next file once the run before has come to its end.
  await page.getByLabel("An Organization file").setInputFiles({ name: file.name, mimeType: "application/octet-stream", buffer: file.bytes });
  await expect(dialog).toBeVisible();
  await release();
  await expect(button).toBeVisible();
  expect(await everythingStored(page)).toContain("store organizations of 1");
  await expect(page).toHaveURL("/");
  await button.click();
  await expect(heading(page, "Who are you")).toBeVisible();
  expect(await everythingStored(page)).toContain("store organizations of 2");
});

test("a file of an Organization that is here already comes in by keyboard alone, in a narrow window", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const root = await createOrganization(page);
  await page.goto(`${root}/settings`);
  await page.getByRole("button", { name: "Download the Organization" }).click();
  const before = await takeFile(page);
  await page.goto("/");
  await expect(page.getByText("1 on this device")).toBeVisible();
  const reach = async (wanted: Locator) => {
    for (let tabs = 0; tabs < 60; tabs += 1) {
      if (await wanted.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press("Tab");
    }
    throw new Error(`no Tab leads to ${wanted}`);
  };
  await reach(page.getByText("Open a sample or import a file"));
  await page.keyboard.press("Enter");
  await reach(page.getByLabel("An Organization file"));
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.keyboard.press("Space")]);
  await chooser.setFiles({ name: before.name, mimeType: "application/octet-stream", buffer: before.bytes });
  const dialog = page.getByRole("dialog", { name: "Import an Organization" });
  const button = dialog.getByRole("button", { name: "Import the Organization" });
  await expect(dialog.getByRole("status")).toContainText("The copy here ends with the same commit as the file, after 1 commit.");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await pictures(page, "import-beside", { whole: false });

  // Escape leaves and gives the focus back.
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(page.getByLabel("An Organization file")).toBeFocused();
  const [again] = await Promise.all([page.waitForEvent("filechooser"), page.keyboard.press("Space")]);
  await again.setFiles({ name: before.name, mimeType: "application/octet-stream", buffer: before.bytes });
  await reach(button);
  await page.keyboard.press("Enter");
  await expect(heading(page, "Who are you")).toBeVisible();
  expect(organizationRoot(page)).not.toBe(root);
  await page.goto("/");
  await expect(page.getByText("2 on this device")).toBeVisible();
});

test("reading a large file shows how far it is and can be cancelled", async ({ page }) => {
  test.setTimeout(120_000);
  await openSample(page, "large");
  const file = await downloadOrganization(page);
  const dialog = await pickOrganization(page, file);
  await expect(dialog.getByRole("progressbar")).toBeVisible();
  await dialog.getByRole("button", { name: "Cancel" }).first().click();
  await expect(dialog.getByRole("progressbar")).toBeHidden();
  await dialog.getByRole("button", { name: "Cancel" }).last().click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("1 on this device")).toBeVisible();
  await importOrganization(page, file);
  await expect(heading(page, "Who are you")).toBeVisible({ timeout: 30_000 });
});

test("a secret that nobody can open keeps nobody from a download, and is named", async ({ page }) => {
  test.setTimeout(90_000);
  const root = await openSample(page);
  await plantSecret(page);
  await spoilSecrets(page);
  await page.goto(`${root}/settings`);
  await page.getByRole("button", { name: "Download the Organization" }).click();
  const file = await takeFile(page, passphrase);
  expect(manifest(file.bytes)).toMatchObject({ secrets: { leftOut: [expect.stringMatching(/^c/)] } });
  // Names stand between characters that keep their direction to themselves.
  const news = /without what cannot be opened on this device: \u2068WAREHOUSE_PASSWORD\u2069 of Deployment \u2068warehouse-sync\u2069/;
  await expect(page.getByText(news)).toBeVisible();
});
