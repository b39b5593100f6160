// Secrets under a passphrase: chosen, asked for after a reload, changed, removed; and the text of one in no place where
// anybody could find it.
import { expectNoAxeViolations } from "./support/axe.ts";
import {
  apply,
  createWorkspace,
  deploymentFile,
  downloadOrganization,
  everythingStored,
  example,
  exportDialog,
  heading,
  openSample,
  organizationRoot,
  pick,
  section,
  takeFile,
  unpacked,
  download,
  upload,
} from "./support/app.ts";
import { holdKeys } from "./support/held.ts";
import { pictures } from "./support/pictures.ts";
import { type Page, expect, test } from "./support/test.ts";

const passphrase = "correct horse battery staple";
const another = "a quite different passphrase";
const secret = "pl4nt3d-s3cr3t-of-the-warehouse";

/** Picks a Deployment file with a secret variable. */
async function pickSecret(page: Page, name: string, text: string): Promise<void> {
  const file = deploymentFile(name, "Data Platform", (yaml) =>
    yaml.replace(
      "deployment:\n",
      `deployment:\n    environment_variables:\n        - is_secret: true\n          key: PLANTED\n          value: ${text}\n`,
    ),
  );
  await pick(page, [upload(`${name}.yaml`, file)]);
}

async function openStorage(page: Page): Promise<void> {
  await page.goto("/settings/storage");
  await expect(section(page, "Secrets")).toBeVisible();
}

async function choose(page: Page): Promise<void> {
  await openStorage(page);
  await page.getByRole("button", { name: "Choose a passphrase" }).click();
  const dialog = page.getByRole("dialog", { name: "Choose a passphrase" });
  await dialog.getByLabel("Passphrase", { exact: true }).fill(passphrase);
  await dialog.getByLabel("Passphrase again").fill(passphrase);
  await dialog.getByRole("button", { name: "Seal every secret anew" }).click();
  await expect(section(page, "Secrets")).toContainText("Sealed by a passphrase, unlocked in this tab");
}

/** Every sealed secret as it lies on the device. */
async function blobs(page: Page): Promise<string> {
  return page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open("planisphere");
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const all = opening.result.transaction("blobs").objectStore("blobs").getAll();
          all.onerror = () => reject(all.error);
          all.onsuccess = () => {
            opening.result.close();
            resolve(JSON.stringify(all.result, (_, value: unknown) => (value instanceof Uint8Array ? [...value] : value)));
          };
        };
      }),
  );
}

test("a passphrase seals every secret anew, is asked for after a reload, and is changed and removed", async ({ page }) => {
  test.setTimeout(120_000);
  const root = await openSample(page);
  await pickSecret(page, "one", secret);
  await apply(page, 1);
  const first = await blobs(page);
  await choose(page);
  await expectNoAxeViolations(page);
  await pictures(page, "secrets");
  const sealed = await blobs(page);
  expect(sealed).not.toBe(first);

  // Locked after a reload, and nothing else minds.
  await page.reload();
  await expect(section(page, "Secrets")).toContainText("Sealed by a passphrase, locked");
  await page.goto(root);
  await createWorkspace(page, "Experiments");
  await page.goto(root);

  // The moment when one is sealed.
  await pickSecret(page, "two", "another-secret");
  await page.getByRole("button", { name: "Apply 1 file" }).click();
  const unlock = page.getByRole("dialog", { name: "Unlock the secrets of this device" });
  await expect(unlock).toBeVisible();
  await expectNoAxeViolations(page);
  await pictures(page, "secrets-unlock", { whole: false });
  await unlock.getByLabel("Passphrase").fill("not the passphrase");
  await unlock.getByRole("button", { name: "Unlock" }).click();
  await expect(unlock.getByRole("alert")).toContainText("does not open the secrets");
  await unlock.getByLabel("Passphrase").fill(passphrase);
  await unlock.getByRole("button", { name: "Unlock" }).click();
  await expect(unlock).toBeHidden();
  await expect(page.getByRole("main").getByText("1 file was applied.")).toBeVisible();

  // The moment when one is opened.
  await page.goto(`${root}/settings`);
  await page.getByRole("button", { name: "Download the Organization" }).click();
  const asked = await exportDialog(page);
  await asked.getByRole("radio", { name: "Sealed by a passphrase" }).check({ force: true });
  await asked.getByLabel("Passphrase", { exact: true }).fill(another);
  await asked.getByLabel("Passphrase again").fill(another);
  await asked.getByRole("button", { name: "Download", exact: true }).click();
  await unlock.getByLabel("Passphrase").fill(passphrase);
  const file = await download(page, () => unlock.getByRole("button", { name: "Unlock" }).click());
  expect(unpacked(file.bytes).includes(secret)).toBe(false);

  // Another passphrase, then none.
  await openStorage(page);
  await page.getByRole("button", { name: "Change the passphrase" }).click();
  const change = page.getByRole("dialog", { name: "Change the passphrase" });
  await change.getByLabel("Current passphrase").fill("wrong");
  await change.getByLabel("Passphrase", { exact: true }).fill(another);
  await change.getByLabel("Passphrase again").fill(another);
  await change.getByRole("button", { name: "Seal every secret anew" }).click();
  await expect(change.getByRole("alert")).toContainText("does not open the secrets");
  await change.getByLabel("Current passphrase").fill(passphrase);
  await change.getByRole("button", { name: "Seal every secret anew" }).click();
  await expect(change).toBeHidden();
  await page.getByRole("button", { name: "Lock now" }).click();
  await expect(section(page, "Secrets")).toContainText("Sealed by a passphrase, locked");
  await page.getByRole("button", { name: "Remove the passphrase" }).click();
  const remove = page.getByRole("dialog", { name: "Remove the passphrase" });
  await remove.getByLabel("Current passphrase").fill(another);
  await remove.getByRole("button", { name: "Seal with a key of this device" }).click();
  await expect(section(page, "Secrets")).toContainText("Sealed with a key of this device");
  await page.goto(root);
  const carried = await downloadOrganization(page, another);
  expect(carried.bytes.length).toBeGreaterThan(100);
});

test("a passphrase that was cancelled while its key was made does not take effect", async ({ page }) => {
  const keys = await holdKeys(page);
  await openSample(page);
  await openStorage(page);
  const button = page.getByRole("button", { name: "Choose a passphrase" });
  await button.click();
  const dialog = page.getByRole("dialog", { name: "Choose a passphrase" });
  await dialog.getByLabel("Passphrase", { exact: true }).fill(passphrase);
  await dialog.getByLabel("Passphrase again").fill(passphrase);
  await keys.hold();
  await dialog.getByRole("button", { name: "Seal every secret anew" }).click();
  await keys.waiting();
  await dialog.getByRole("button", { name: "Cancel" }).last().click();
  await expect(dialog).toBeHidden();
  // No other change begins before this one has come to its end.
  await expect(button).toHaveAttribute("aria-busy", "true");
  await keys.release();
  await expect(button).not.toHaveAttribute("aria-busy", "true");
  await expect(section(page, "Secrets")).toContainText("Sealed with a key of this device");
  await page.reload();
  await expect(section(page, "Secrets")).toContainText("Sealed with a key of this device");
  // The next one does.
  await choose(page);
});

test("who does not give the passphrase changes nothing, and is told", async ({ page }) => {
  const root = await openSample(page);
  await choose(page);
  await page.goto(root);
  await pickSecret(page, "one", secret);
  await page.getByRole("button", { name: "Apply 1 file" }).click();
  const unlock = page.getByRole("dialog", { name: "Unlock the secrets of this device" });
  await unlock.getByRole("button", { name: "Cancel" }).click();
  await expect(unlock).toBeHidden();
  await expect(page.getByRole("main")).toContainText("The secrets of this device are locked");
  await page.goto(`${root}/deployments`);
  await expect(heading(page, "All Deployments")).toBeVisible();
  await expect(page.getByRole("link", { name: "one", exact: true })).toBeHidden();
});

test("the text of a secret is in no event, export, detail, address, log or page", async ({ page }) => {
  test.setTimeout(90_000);
  const said: string[] = [];
  const visited: string[] = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("framenavigated", (frame) => visited.push(frame.url()));
  page.on("request", (request) => visited.push(request.url(), request.postData() ?? ""));
  const root = await openSample(page);
  const file = example("queues-and-variables.yaml");
  await pick(page, [{ ...file, buffer: Buffer.from(file.buffer.toString().replace("change-me-on-first-apply", secret)) }]);
  await apply(page, 1);

  const found: Record<string, string> = { storage: await everythingStored(page) };
  const shown: string[] = [];
  for (const path of ["", "/deployments", "/settings", "/plan", "/guard-rails", "/audit", "/users"]) {
    await page.goto(`${root}${path}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    shown.push(await page.content());
  }
  await page.goto(`${root}/deployments`);
  await page.getByRole("link", { name: "warehouse-sync", exact: true }).click();
  await expect(heading(page, "warehouse-sync")).toBeVisible();
  shown.push(await page.content());
  await page.getByRole("navigation", { name: "Deployment" }).getByRole("link", { name: /^Environment/ }).click();
  await expect(page.getByText("WAREHOUSE_PASSWORD")).toBeVisible();
  shown.push(await page.content());
  found["pages"] = shown.join("\n");

  await page.goto(`${root}/settings`);
  await page.getByRole("button", { name: "Download the Organization" }).click();
  const plain = await exportDialog(page);
  await plain.getByRole("radio", { name: "As plain JSON" }).check({ force: true });
  const json = await download(page, () => plain.getByRole("button", { name: "Download", exact: true }).click());
  found["plain JSON"] = json.bytes.toString();
  expect(found["plain JSON"]).toContain("WAREHOUSE_PASSWORD");
  await page.getByRole("button", { name: "Download the Organization" }).click();
  found["file"] = unpacked((await takeFile(page)).bytes).toString("latin1");
  expect(found["file"]).toContain("WAREHOUSE_PASSWORD");
  await page.getByRole("button", { name: "Download the Organization" }).click();
  const carried = await takeFile(page, passphrase);
  found["file with secrets"] = unpacked(carried.bytes).toString("latin1");
  found["console"] = said.join("\n");
  found["addresses and requests"] = visited.join("\n");
  expect(visited.some((address) => address.includes(organizationRoot(page)))).toBe(true);

  for (const [place, text] of Object.entries(found)) {
    for (const form of [secret, Buffer.from(secret).toString("base64"), Buffer.from(secret).toString("hex"), passphrase]) {
      expect(text.includes(form), `${form} in ${place}`).toBe(false);
    }
  }
});
