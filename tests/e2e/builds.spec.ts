// Two builds of the app in two tabs, and a tab that dies while it looks after the log: nobody else is hurt.
import { createOrganization, createWorkspace, heading, pick, section, side } from "./support/app.ts";
import { importLong, longFiles } from "./support/long.ts";
import { asNewerBuild, logRows, upgradeDatabase } from "./support/disk.ts";
import { type Page, expect, test } from "./support/test.ts";

function workspaces(page: Page) {
  return page.getByRole("table", { name: "Workspaces" }).locator("tbody tr td:first-child a");
}

function readOnly(page: Page) {
  return page.getByRole("status").filter({ hasText: "This tab is read only" });
}

/** The app of a newer build in another tab, at the address of the first. */
async function newerBeside(page: Page): Promise<Page> {
  const newer = await page.context().newPage();
  await asNewerBuild(newer);
  await newer.goto(page.url());
  await expect(heading(newer, /./)).toBeVisible();
  return newer;
}

test("of two builds the older one stops writing and asks for a reload, and the newer one goes on", async ({ page }) => {
  await createOrganization(page);
  await createWorkspace(page, "By the older one");
  await side(page, "Workspaces");
  const newer = await newerBeside(page);
  await expect(readOnly(page)).toContainText("reload");
  await expect(page.getByText("Read only", { exact: true })).toBeVisible();
  // What it shows stays readable, and no button promises what cannot be kept.
  await expect(workspaces(page)).toHaveText(["By the older one", "Data Platform"]);
  const create = page.getByRole("button", { name: "Create a Workspace" }).first();
  await expect(create).toHaveAttribute("aria-disabled", "true");
  await expect(create).toHaveAccessibleDescription(/reload/);

  await createWorkspace(newer, "By the newer one");
  await side(newer, "Workspaces");
  await newer.reload();
  await expect(workspaces(newer)).toHaveText(["By the newer one", "By the older one", "Data Platform"]);
  await expect(newer.getByText("Saved on this device")).toBeVisible();
});

test("an older build that starts after a newer one writes nothing", async ({ page }) => {
  await createOrganization(page);
  const newer = await newerBeside(page);
  const before = await logRows(newer);
  await page.reload();
  await expect(readOnly(page)).toContainText("A newer Planisphere wrote the data on this device");
  await page.goto("/");
  await expect(readOnly(page)).toBeVisible();
  expect(await logRows(newer)).toEqual(before);
});

test("a tab that keeps an older schema open is named, and the app waits for nobody", async ({ page }) => {
  const blank = '<!doctype html><link rel="icon" href="data:,">';
  await page.route("**/blank", (route) => route.fulfill({ contentType: "text/html", body: blank }));
  await page.goto("/blank");
  // The first schema, opened past the app, so that it does not give way.
  await page.evaluate(async () => {
    await new Promise((resolve, reject) => {
      const request = indexedDB.open("planisphere", 1);
      request.onupgradeneeded = () => {
        for (const store of ["organizations", "commits", "blobs", "keys"]) request.result.createObjectStore(store);
      };
      request.onsuccess = resolve;
      request.onerror = () => reject(request.error);
      Object.assign(window, { held: request });
    });
  });
  const blocked = await page.context().newPage();
  await blocked.goto("/");
  const notice = blocked.getByRole("status").filter({ hasText: "Changes stay in memory until this tab closes" });
  await expect(notice).toContainText("Another tab runs an older Planisphere; close that tab");
  await page.close();
  await blocked.reload();
  await expect(notice).toBeHidden();
  await createOrganization(blocked);
  await expect(blocked.getByText("Saved on this device")).toBeVisible();
});

async function chunks(page: Page): Promise<number> {
  return (await logRows(page)).filter(({ store }) => store === "chunks").length;
}

test("a tab that dies in the middle of folding the log leaves it whole, and the next one folds", async ({ page, reports }) => {
  test.setTimeout(120_000);
  reports.expect("crashed");
  await createOrganization(page);
  const dying = await page.context().newPage();
  const folding = new Promise<void>((resolve) => {
    dying.on("console", (message) => {
      if (message.text() === "folding") resolve();
    });
  });
  await dying.addInitScript(() => {
    const original = IDBObjectStore.prototype.add;
    IDBObjectStore.prototype.add = function (value, key) {
      const request = original.call(this, value, key);
      if (this.name === "chunks") {
        // Rows are deleted and the first chunk is added; from here on nothing comes.
        console.log("folding");
        for (;;);
      }
      return request;
    };
  });
  await dying.goto(page.url());
  await expect(heading(dying, /./)).toBeVisible();
  const session = await dying.context().newCDPSession(dying);
  await pick(dying, longFiles("first"));
  await expect(section(dying, "14 files")).toContainText("All can be applied");
  await dying.getByRole("button", { name: "Apply 14 files" }).click();
  await folding;
  const crash = dying.waitForEvent("crash");
  // A page that is gone gives no answer.
  session.send("Page.crash").catch(() => undefined);
  await crash;

  await createWorkspace(page, "Afterwards");
  await expect(page.getByText("Saved on this device")).toBeVisible();
  await page.reload();
  await side(page, "All Deployments");
  // The file that was on its way when the tab began to fold may have come too late.
  await expect(page.getByText(/^1[34] across the Workspaces that you can see/)).toBeVisible();
  // Whoever writes next finds the lock free.
  await importLong(page, "second");
  await expect.poll(() => chunks(page)).toBeGreaterThan(0);
  await page.reload();
  await side(page, "All Deployments");
  await expect(page.getByText(/^2[78] across the Workspaces that you can see/)).toBeVisible();
});

test("a database that is already newer than both is left alone", async ({ page }) => {
  await createOrganization(page);
  const before = await logRows(page);
  await upgradeDatabase(page);
  await expect(readOnly(page)).toBeVisible();
  await page.reload();
  await expect(readOnly(page)).toBeVisible();
  expect(await logRows(page)).toEqual(before);
});
