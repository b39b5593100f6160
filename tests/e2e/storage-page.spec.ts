// What this device keeps: usage, whether the browser may clear it away, sizes, backups and the reminder of one.
import { expectNoAxeViolations } from "./support/axe.ts";
import { createOrganization, createWorkspace, downloadOrganization, heading, openSample, section, side, takeFile } from "./support/app.ts";
import { pictures } from "./support/pictures.ts";
import { type Page, expect, test } from "./support/test.ts";

/** Counts how often the page asks the browser to keep its data, and answers for it. */
async function answerWith(page: Page, keeps: boolean): Promise<() => Promise<number>> {
  await page.addInitScript((keeps) => {
    let [asked, kept] = [0, false];
    StorageManager.prototype.persist = async () => {
      asked += 1;
      kept = keeps;
      return keeps;
    };
    StorageManager.prototype.persisted = async () => kept;
    Object.defineProperty(window, "askedToPersist", { get: () => asked });
  }, keeps);
  return () => page.evaluate(() => (window as unknown as { askedToPersist: number }).askedToPersist);
}

test("the page tells usage, sizes and backups, and how to make one", async ({ page }) => {
  await answerWith(page, false);
  await openSample(page);
  const root = await createOrganization(page, { organization: "Contoso Data" });
  await page.goto("/settings");
  await page.getByRole("link", { name: "Storage", exact: true }).click();
  await expect(heading(page, "Storage on this device")).toBeVisible();
  await expect(page).toHaveURL("/settings/storage");
  const browser = section(page, "In this browser");
  await expect(browser).toContainText(/About \d+(\.\d)? [KM]iB/);
  await expect(browser).toContainText("The browser's own estimate for everything of this site.");
  await expect(browser).toContainText(/In Organizations\s*\d+(\.\d)? [KM]iB/);
  await expect(browser).toContainText("as Planisphere wrote them, the sum of the sizes below");
  await expect(browser).not.toContainText(/quota|of \d/i);
  const organizations = section(page, "Organizations");
  const contoso = organizations.getByRole("listitem").filter({ hasText: "Contoso Data" });
  await expect(contoso).toContainText(/\d+ KiB/);
  await expect(contoso).toContainText("No backup yet, 1 commit");
  await expect(organizations.getByRole("listitem")).toHaveCount(2);
  await expectNoAxeViolations(page);
  await pictures(page, "storage");

  await contoso.getByRole("button", { name: "Download Contoso Data" }).click();
  await takeFile(page);
  await expect(contoso).toContainText("Last backup just now, nothing changed since");
  await page.goto(root);
  await createWorkspace(page, "Experiments");
  await page.goto("/settings/storage");
  await expect(contoso).toContainText("1 commit since");
});

test("what happens elsewhere leaves the page as it is: a dialog with what is typed, and the focus", async ({ page }) => {
  await createOrganization(page, { organization: "Contoso Data" });
  await page.goto("/settings/storage");
  await page.getByRole("button", { name: "Choose a passphrase" }).click();
  const dialog = page.getByRole("dialog", { name: "Choose a passphrase" });
  const passphrase = dialog.getByLabel("Passphrase", { exact: true });
  await passphrase.fill("correct horse battery staple");

  // To the password manager and back, several times.
  for (let times = 0; times < 3; times += 1) {
    await page.evaluate(() => window.dispatchEvent(new Event("focus")));
  }
  // Another tab founds an Organization and works in it.
  const other = await page.context().newPage();
  await createOrganization(other, { organization: "Fabrikam" });
  await createWorkspace(other, "Experiments");
  const organizations = page.getByRole("region", { name: "Organizations", exact: true, includeHidden: true });
  const line = (name: string) => organizations.getByRole("listitem", { includeHidden: true }).filter({ hasText: name });
  await expect(line("Fabrikam")).toContainText("No backup yet, 2 commits");
  await expect(dialog).toBeVisible();
  await expect(passphrase).toHaveValue("correct horse battery staple");
  await expect(passphrase).toBeFocused();

  // A line of which nothing changed keeps the focus that is in it.
  await dialog.getByRole("button", { name: "Cancel" }).click();
  const download = line("Contoso Data").getByRole("button", { name: "Download Contoso Data" });
  await download.focus();
  await createWorkspace(other, "More");
  await expect(line("Fabrikam")).toContainText("No backup yet, 3 commits");
  await expect(download).toBeFocused();
});

test("secrets that a passphrase locks are unlocked on the page, and stay locked where nobody gives it", async ({ page }) => {
  await createOrganization(page);
  await page.goto("/settings/storage");
  const secrets = section(page, "Secrets");
  await secrets.getByRole("button", { name: "Choose a passphrase" }).click();
  const choosing = page.getByRole("dialog", { name: "Choose a passphrase" });
  await choosing.getByLabel("Passphrase", { exact: true }).fill("correct horse battery staple");
  await choosing.getByLabel("Passphrase again").fill("correct horse battery staple");
  await choosing.getByRole("button", { name: "Seal every secret anew" }).click();
  await expect(choosing).toBeHidden();
  await page.reload();
  await expect(secrets).toContainText("Sealed by a passphrase, locked");
  const unlock = secrets.getByRole("button", { name: "Unlock", exact: true });
  const asked = page.getByRole("dialog", { name: "Unlock the secrets of this device" });

  await unlock.click();
  await asked.getByRole("button", { name: "Cancel" }).click();
  await expect(asked).toBeHidden();
  await expect(secrets).toContainText("Sealed by a passphrase, locked");
  await expect(secrets.getByRole("alert")).toHaveCount(0);

  await unlock.click();
  await asked.getByLabel("Passphrase").fill("not the right one");
  await asked.getByRole("button", { name: "Unlock" }).click();
  await expect(asked.getByRole("alert")).toContainText("does not open the secrets");
  await asked.getByLabel("Passphrase").fill("correct horse battery staple");
  await asked.getByRole("button", { name: "Unlock" }).click();
  await expect(asked).toBeHidden();
  await expect(secrets).toContainText("Sealed by a passphrase, unlocked in this tab");
  await secrets.getByRole("button", { name: "Lock now" }).click();
  await expect(secrets).toContainText("Sealed by a passphrase, locked");
});

test("the browser is asked to keep the data once there is something to lose, and not for a sample", async ({ page }) => {
  const asked = await answerWith(page, true);
  await openSample(page);
  await side(page, "Workspaces");
  await expect(heading(page, "Workspaces")).toBeVisible();
  expect(await asked()).toBe(0);
  await createWorkspace(page, "Experiments");
  await expect.poll(asked).toBe(1);
  await createWorkspace(page, "More");
  expect(await asked()).toBe(1);
  await page.goto("/settings/storage");
  // Another load of the page asks anew what the browser does, and the stand-in forgot.
  await page.getByRole("button", { name: "Ask the browser to keep it" }).click();
  await expect(page.getByText("The browser agreed to keep it.")).toBeVisible();
  await expect(section(page, "In this browser")).toContainText("Until somebody clears the data of this site");
});

test("a browser that does not agree says what to do", async ({ page }) => {
  await answerWith(page, false);
  await createOrganization(page);
  await page.goto("/settings/storage");
  await expect(section(page, "In this browser")).toContainText("The browser may clear it");
  await page.getByRole("button", { name: "Ask the browser to keep it" }).click();
  await expect(page.getByText("The browser did not agree.")).toBeVisible();
});

test("a backup is asked for after a week, and is put away for a while", async ({ page }) => {
  await answerWith(page, false);
  await page.clock.install({ time: new Date("2026-03-02T09:00:00Z") });
  const root = await createOrganization(page);
  await createWorkspace(page, "Experiments");
  const reminder = page.getByRole("status").filter({ hasText: "Make a backup" });
  await expect(reminder).toBeHidden();
  await page.clock.setFixedTime(new Date("2026-03-10T09:00:00Z"));
  await page.goto(root);
  await expect(reminder).toContainText("2 commits are in no backup");
  await expectNoAxeViolations(page);
  await pictures(page, "backup-reminder");
  await reminder.getByRole("button", { name: "Close" }).click();
  await expect(reminder).toBeHidden();
  await page.reload();
  await expect(page.getByText("Saved on this device")).toBeVisible();
  await expect(reminder).toBeHidden();
  await page.clock.setFixedTime(new Date("2026-03-18T10:00:00Z"));
  await page.reload();
  await expect(reminder).toBeVisible();
  await downloadOrganization(page);
  await expect(reminder).toBeHidden();
});

test("where the browser keeps the data nobody is reminded", async ({ page }) => {
  await answerWith(page, true);
  await page.clock.install({ time: new Date("2026-03-02T09:00:00Z") });
  const root = await createOrganization(page);
  await page.clock.setFixedTime(new Date("2026-03-20T09:00:00Z"));
  await createWorkspace(page, "Experiments");
  await page.evaluate(() => navigator.storage.persist());
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Workspaces" }).click();
  expect(root).toMatch(/^\/o\//);
  await expect(page.getByText("Make a backup")).toBeHidden();
});
