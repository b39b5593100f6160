// Pictures of every page for looking at, with `cargo xtask pictures`; without it there is nothing here to run.
import {
  chooseAs,
  createOrganization,
  drop,
  deploymentFile,
  example,
  fileLine,
  heading,
  openSample,
  openWorkspace,
  organizationRoot,
  side,
  sixExamples,
  upload,
} from "./support/app.ts";
import { pictures } from "./support/pictures.ts";
import { type Page, expect, test } from "./support/test.ts";

/** The pages about access that one address shows. */
const access = [
  ["users", "users"],
  ["teams", "teams"],
  ["roles", "roles"],
  ["role-new", "roles/new"],
  ["tokens", "tokens"],
  ["token-new", "tokens/new"],
  ["map", "map"],
  ["matrix", "map?show=matrix"],
  ["map-table", "map?show=table"],
  ["authentication", "settings/authentication"],
  ["ip-access", "settings/ip-access"],
  ["why", "why"],
  ["view-as", "view-as"],
] as const;

if (process.env.PICTURES === "1") {
  test.describe.configure({ timeout: 180_000 });

  test("pictures of the account", async ({ page }) => {
    await visit(page, "/", "account-first-visit");
    await visit(page, "/new", "account-new");
    await page.getByRole("button", { name: "Create the Organization" }).click();
    await expect(page.getByLabel("Name", { exact: true })).toHaveAttribute("aria-invalid", "true");
    await pictures(page, "account-new-errors");
    await visit(page, "/settings", "account-settings");
    await visit(page, "/gallery", "gallery");
    await visit(page, "/nowhere", "account-not-found");
  });

  test("pictures of an empty Organization", async ({ page }) => {
    const root = await createOrganization(page);
    await pictures(page, "empty-overview");
    await visit(page, "/", "account-home");
    await visit(page, `${root}/deployments`, "empty-deployments");
    await visit(page, `${root}/workspaces`, "empty-workspaces");
    await openWorkspace(page, "Data Platform");
    await pictures(page, "empty-workspace");
    await visit(page, `${root}/w/nothing/deployments`, "not-found");
  });

  test("pictures of the small sample", async ({ page }) => {
    await page.goto("/");
    await page.getByRole("button", { name: "Open the small sample" }).click();
    await expect(heading(page, "Who are you")).toBeVisible();
    await pictures(page, "small-who-are-you");
    await chooseAs(page, "Ada Kim");
    await expect(heading(page, "Northwind Data")).toBeVisible();
    const root = organizationRoot(page);
    await pictures(page, "small-overview");
    for (const name of ["workspaces", "deployments", "import", "settings", "you"]) {
      await visit(page, `${root}/${name}`, `small-${name}`);
    }
    await visit(page, `${root}/deployments?q=nothing+fits`, "small-deployments-no-match");
    await openWorkspace(page, "Marketing analytics");
    await pictures(page, "small-workspace");
    const workspace = page.url().replace(/\/deployments$/, "");
    await visit(page, `${workspace}/new`, "small-deployment-new");
    await page.getByRole("switch", { name: "Development mode" }).check();
    await page.getByRole("switch", { name: "High availability" }).check();
    await page.getByRole("button", { name: "Create the Deployment" }).click();
    await expect(page.getByLabel("Name", { exact: true })).toHaveAttribute("aria-invalid", "true");
    await pictures(page, "small-deployment-new-errors");
    await visit(page, `${workspace}/settings`, "small-workspace-settings");
  });

  test("pictures of a Deployment", async ({ page }) => {
    await openSample(page);
    await side(page, "All Deployments");
    await page.getByRole("link", { name: "attribution-prod", exact: true }).click();
    await expect(heading(page, "attribution-prod")).toBeVisible();
    await pictures(page, "deployment-overview");
    const address = page.url();
    await visit(page, `${address}/environment`, "deployment-environment");
    await visit(page, `${address}/settings`, "deployment-settings");
    await page.getByLabel("Name", { exact: true }).fill("attribution-production");
    await pictures(page, "deployment-settings-changed");
    await page.getByRole("button", { name: "Delete the Deployment" }).click();
    await pictures(page, "deployment-delete");
  });

  test("pictures of an import", async ({ page }) => {
    await openSample(page);
    await side(page, "Import files");
    await drop(page, "Deployment files", [
      ...sixExamples.map(example),
      upload("broken.yaml", "deployment:\n\tx: 1\n"),
      upload("missing.yaml", deploymentFile("one", "Nowhere")),
      upload("unknown.yaml", deploymentFile("two", "Data Platform", (text) => `${text}    colour: red\n`)),
    ]);
    await expect(fileLine(page, "broken.yaml")).toContainText("Refused");
    await pictures(page, "import-review");
    await page.getByRole("button", { name: /^Apply/ }).click();
    await expect(page.getByText("files were applied.")).toBeVisible();
    await pictures(page, "import-applied");
    await side(page, "All Deployments");
    await page.getByRole("link", { name: "sandbox", exact: true }).click();
    await expect(heading(page, "sandbox")).toBeVisible();
    await pictures(page, "import-hibernating");
    await side(page, "All Deployments");
    await page.getByRole("link", { name: "warehouse-sync", exact: true }).click();
    await page.getByRole("navigation", { name: "Deployment" }).getByRole("link", { name: "Environment" }).click();
    await expect(page.getByText("WAREHOUSE_PASSWORD")).toBeVisible();
    await pictures(page, "import-environment");
  });

  test("pictures of dialogs, menus and what a Viewer sees", async ({ page }) => {
    await openSample(page, "small", "Viktor Lind");
    await side(page, "Workspaces");
    await pictures(page, "viewer-workspaces");
    await openWorkspace(page, "Marketing analytics");
    await page.goto(page.url().replace(/deployments$/, "settings"));
    await expect(heading(page, "Workspace settings")).toBeVisible();
    await pictures(page, "viewer-workspace-settings");
    await page.getByRole("button", { name: /^Account/ }).click();
    await pictures(page, "menu-account");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: /^Northwind Data/ }).click();
    await pictures(page, "menu-organizations");
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog")).toBeVisible();
    await pictures(page, "dialog-shortcuts");
    await page.keyboard.press("Escape");
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole("button", { name: "Show the pages" }).click();
    await expect(page.getByRole("navigation", { name: "Pages" })).toBeInViewport();
    await page.screenshot({ path: "tests/e2e/pictures/drawer-390-light.png" });
  });

  test("pictures of a browser without IndexedDB", async ({ page }) => {
    await page.addInitScript(() => Object.defineProperty(window, "indexedDB", { value: undefined }));
    await createOrganization(page);
    await expect(page.getByText("Changes stay in memory until this tab closes")).toBeVisible();
    await pictures(page, "in-memory");
  });

  for (const sample of ["small", "large"] as const) {
    test(`pictures of access in the ${sample} sample`, async ({ page }) => {
      const root = await openSample(page, sample);
      for (const [name, address] of access) {
        await page.goto(`${root}/${address}`);
        await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
        await expect(page.locator("main [aria-busy=true]")).toHaveCount(0);
        await pictures(page, `${sample}-${name}`, { whole: sample === "small" });
      }
    });
  }

  test("pictures of the large sample", async ({ page }) => {
    const root = await openSample(page, "large");
    await pictures(page, "large-overview");
    for (const name of ["workspaces", "deployments", "you"]) {
      await page.goto(`${root}/${name}`);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await pictures(page, `large-${name}`, { whole: false });
    }
  });
}

async function visit(page: Page, address: string, name: string): Promise<void> {
  await page.goto(address);
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
  await pictures(page, name);
}
