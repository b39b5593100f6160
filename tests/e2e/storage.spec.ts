// A browser without IndexedDB, or with a full one: the app says so, goes on in memory and hands out the Organization.
import { randomBytes } from "node:crypto";
import {
  apply,
  createDeployment,
  createOrganization,
  createWorkspace,
  deploymentFile,
  heading,
  importOrganization,
  openWorkspace,
  pick,
  section,
  side,
  takeFile,
  upload,
} from "./support/app.ts";
import { upgradeDatabase } from "./support/disk.ts";
import { type BrowserContext, type Page, type Reports, expect, test } from "./support/test.ts";
import type { Browser } from "@playwright/test";

const banner = "Changes stay in memory until this tab closes";

/** Takes the Organization that the banner offers, and opens it in a browser that keeps it. */
async function openElsewhere(page: Page, browser: Browser, reports: Reports, baseURL?: string): Promise<BrowserContext> {
  const offer = page.getByRole("status").filter({ hasText: banner }).getByRole("button", { name: "Download the Organization" });
  await offer.click();
  const file = await takeFile(page);
  const context = await browser.newContext({ baseURL });
  await reports.watch(context);
  const other = await context.newPage();
  await importOrganization(other, file);
  await other.getByRole("button", { name: "Act as Grace Moreau" }).click();
  await expect(heading(other, "Contoso Data")).toBeVisible();
  await side(other, "Workspaces");
  return context;
}

const missing: [string, () => void][] = [
  ["has no IndexedDB", () => Object.defineProperty(window, "indexedDB", { value: undefined })],
  [
    "forbids IndexedDB",
    () => {
      IDBFactory.prototype.open = () => {
        throw new DOMException("The user denied permission to access the database.", "SecurityError");
      };
    },
  ],
];

for (const [about, breakIt] of missing) {
  test(`a browser that ${about} works in memory and offers a download`, async ({ page, browser, reports, baseURL }) => {
    await page.addInitScript(breakIt);
    await page.goto("/");
    await expect(page.getByRole("status").filter({ hasText: banner })).toBeVisible();
    await createOrganization(page);
    await expect(page.getByRole("status").filter({ hasText: banner })).toBeVisible();
    await expect(page.getByText("In memory only")).toBeVisible();
    await createWorkspace(page, "Experiments");
    await createDeployment(page, "orders-etl");
    await side(page, "All Deployments");
    await expect(page.getByRole("link", { name: "orders-etl", exact: true })).toBeVisible();

    const elsewhere = await openElsewhere(page, browser, reports, baseURL);
    const other = elsewhere.pages()[0]!;
    await expect(other.getByRole("link", { name: "Experiments", exact: true })).toBeVisible();
    await elsewhere.close();
  });
}

/** Files whose text no storage can compress. */
function incompressible(count: number, prefix: string) {
  return Array.from({ length: count }, (_, at) => {
    const name = `${prefix}-${at}`;
    const variables = Array.from(
      { length: 20 },
      (_, at) => `        - is_secret: false\n          key: NOISE_${at}\n          value: "${randomBytes(3_000).toString("base64")}"\n`,
    );
    const text = deploymentFile(name, "Data Platform", (text) =>
      text.replace("deployment:\n", `deployment:\n    environment_variables:\n${variables.join("")}`),
    );
    return upload(`${name}.yaml`, text);
  });
}

test("a full IndexedDB shows a banner, keeps working in memory, and the download holds everything", async ({
  page,
  browser,
  reports,
  baseURL,
}) => {
  const session = await page.context().newCDPSession(page);
  const { origin } = new URL(baseURL ?? "");
  await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 300_000 });
  await createOrganization(page);
  await createWorkspace(page, "Before");
  await expect(page.getByText("Saved on this device")).toBeVisible();
  await pick(page, incompressible(6, "noise"));
  await expect(section(page, "6 files")).toContainText("All can be applied");
  await apply(page, 6);

  const notice = page.getByRole("status").filter({ hasText: banner });
  await expect(notice).toBeVisible();
  await expect(notice).toContainText(/full|room/i);
  await expect(page.getByText("In memory only")).toBeVisible();
  await createWorkspace(page, "After");
  await openWorkspace(page, "After");
  await createDeployment(page, "still-works");
  await side(page, "All Deployments");
  await expect(page.getByText("7 across the Workspaces that you can see")).toBeVisible();

  const elsewhere = await openElsewhere(page, browser, reports, baseURL);
  const other = elsewhere.pages()[0]!;
  for (const name of ["Before", "After"]) {
    await expect(other.getByRole("link", { name, exact: true })).toBeVisible();
  }
  await side(other, "All Deployments");
  await expect(other.getByText("7 across the Workspaces that you can see")).toBeVisible();
  await elsewhere.close();

  // With room again a reload starts from what reached the disk, whole.
  await session.send("Storage.overrideQuotaForOrigin", { origin });
  await page.reload();
  await expect(heading(page, "All Deployments")).toBeVisible();
  await expect(page.getByText("Saved on this device")).toBeVisible();
  await side(page, "Workspaces");
  await expect(page.getByRole("link", { name: "Before", exact: true })).toBeVisible();
  await createWorkspace(page, "Later");
});

test("a tab whose database is deleted keeps what it had and says so", async ({ page }) => {
  await createOrganization(page);
  await page.evaluate(() => void indexedDB.deleteDatabase("planisphere"));
  await createWorkspace(page, "Experiments");
  await expect(page.getByRole("status").filter({ hasText: banner })).toBeVisible();
  await side(page, "Workspaces");
  await expect(page.getByRole("link", { name: "Experiments", exact: true })).toBeVisible();
});

test("a database of a newer version of the app is left alone", async ({ page }) => {
  await createOrganization(page);
  await upgradeDatabase(page);
  // The open tab gives way: it shows what it has and changes nothing, which would never reach the disk.
  const notice = page.getByRole("status").filter({ hasText: "This tab is read only" });
  await expect(notice).toContainText("A newer Planisphere was opened in another tab; reload this one.");
  await expect(page.getByText("Read only", { exact: true })).toBeVisible();
  await side(page, "Workspaces");
  const create = page.getByRole("button", { name: "Create a Workspace" });
  await expect(create).toBeDisabled();
  await expect(create).toHaveAccessibleDescription(/newer Planisphere/);
  // And a tab that starts afterwards says what to do.
  await page.reload();
  await expect(notice).toContainText("A newer Planisphere wrote the data on this device; reload to get it.");
});
