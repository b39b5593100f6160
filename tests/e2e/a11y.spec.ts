// axe finds nothing on any page, light and dark, at the usual width and at 390 px.
import {
  createOrganization,
  createWorkspace,
  deploymentFile,
  drop,
  example,
  fileLine,
  heading,
  openSample,
  openWorkspace,
  side,
  sixExamples,
  upload,
} from "./support/app.ts";
import { expectNoAxeViolations } from "./support/axe.ts";
import { type Page, expect, test } from "./support/test.ts";

/** Checks what is on the page at both widths, in both themes. */
async function check(page: Page): Promise<void> {
  for (const [width, height] of [[1440, 900], [390, 844]] as const) {
    await page.setViewportSize({ width, height });
    await expectNoAxeViolations(page);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}

test.describe.configure({ timeout: 180_000 });

test("the account's pages", async ({ page }) => {
  await page.goto("/");
  await expect(heading(page, "Welcome to Planisphere")).toBeVisible();
  await check(page);
  await page.goto("/new");
  await expect(heading(page, "Create an Organization")).toBeVisible();
  await check(page);
  await page.getByRole("button", { name: "Create the Organization" }).click();
  await expect(page.getByLabel("Name", { exact: true })).toHaveAttribute("aria-invalid", "true");
  await check(page);
  await page.goto("/settings");
  await expect(heading(page, "Personal settings")).toBeVisible();
  await check(page);
  await page.goto("/nowhere");
  await expect(heading(page, "Page not found")).toBeVisible();
  await check(page);
});

test("the gallery", async ({ page }) => {
  await page.goto("/gallery");
  await expect(heading(page, "Gallery")).toBeVisible();
  await check(page);
});

test("an empty Organization", async ({ page }) => {
  const root = await createOrganization(page);
  await check(page);
  await page.goto("/");
  await expect(heading(page, "Organizations")).toBeVisible();
  await page.getByText("Open a sample or import a file").click();
  await check(page);
  for (const path of ["workspaces", "deployments", "import", "settings", "you", "nowhere", "w/nothing/deployments"]) {
    await page.goto(`${root}/${path}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await check(page);
  }
  await createWorkspace(page, "Experiments");
  await check(page);
  await page.goto(page.url().replace(/deployments$/, "settings"));
  await expect(heading(page, "Workspace settings")).toBeVisible();
  await check(page);
});

test("the small sample's pages", async ({ page }) => {
  const root = await openSample(page);
  await check(page);
  for (const path of ["workspaces", "deployments", "deployments?q=nothing+fits", "settings", "you"]) {
    await page.goto(`${root}/${path}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await check(page);
  }
  await openWorkspace(page, "Marketing analytics");
  await check(page);
  await page.getByRole("link", { name: "Create a Deployment" }).click();
  await expect(heading(page, "Create a Deployment")).toBeVisible();
  await check(page);
  await page.getByRole("button", { name: "Create the Deployment" }).click();
  await expect(page.getByLabel("Name", { exact: true })).toHaveAttribute("aria-invalid", "true");
  await check(page);
});

test("a Deployment's tabs", async ({ page }) => {
  await openSample(page);
  await side(page, "All Deployments");
  await page.getByRole("link", { name: "attribution-prod", exact: true }).click();
  await expect(heading(page, "attribution-prod")).toBeVisible();
  await check(page);
  for (const tab of ["Environment", "Settings"]) {
    await page.getByRole("navigation", { name: "Deployment" }).getByRole("link", { name: tab }).click();
    await expect(page).toHaveTitle(new RegExp(`^${tab}`));
    await check(page);
  }
  await page.getByLabel("Name", { exact: true }).fill("changed");
  await check(page);
});

test("an import with its review", async ({ page }) => {
  await openSample(page);
  await side(page, "Import files");
  await drop(page, "Deployment files", [
    ...sixExamples.map(example),
    example("inspected.yaml"),
    upload("broken.yaml", "deployment:\n\tx: 1\n"),
    upload("missing.yaml", deploymentFile("one", "Nowhere")),
    upload("unknown.yaml", deploymentFile("two", "Data Platform", (text) => `${text}    colour: red\n`)),
  ]);
  await expect(fileLine(page, "broken.yaml")).toContainText("Refused");
  await check(page);
  await page.getByRole("button", { name: /^Apply/ }).click();
  await expect(page.getByText("files were applied.")).toBeVisible();
  await check(page);
});

test("what a Viewer sees", async ({ page }) => {
  await openSample(page, "small", "Viktor Lind");
  await check(page);
  await openWorkspace(page, "Marketing analytics");
  await check(page);
  const workspace = page.url();
  for (const path of ["settings", "new"]) {
    await page.goto(workspace.replace(/deployments$/, path));
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await check(page);
  }
});

test("open dialogs and menus", async ({ page }) => {
  await openSample(page);
  await side(page, "Workspaces");
  await page.getByRole("button", { name: "Create a Workspace" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Create the Workspace" }).click();
  await expect(dialog.getByLabel("Name")).toHaveAttribute("aria-invalid", "true");
  await check(page);
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await check(page);
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: /^Account/ }).click();
  await expect(page.getByRole("menu")).toBeVisible();
  await expectNoAxeViolations(page);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^Northwind Data/ }).click();
  await expect(page.getByRole("menu")).toBeVisible();
  await expectNoAxeViolations(page);
  await page.keyboard.press("Escape");

  await openWorkspace(page, "Finance reporting");
  await page.goto(page.url().replace(/deployments$/, "settings"));
  await page.getByRole("button", { name: "Delete the Workspace" }).click();
  await expect(dialog).toBeVisible();
  await check(page);
  await page.keyboard.press("Escape");
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole("button", { name: "Show the pages" }).click();
  await expect(page.getByRole("navigation", { name: "Pages" })).toBeInViewport();
  await expectNoAxeViolations(page);
});

test("a browser without IndexedDB", async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(window, "indexedDB", { value: undefined }));
  await createOrganization(page);
  await expect(page.getByText("Changes stay in memory until this tab closes")).toBeVisible();
  await check(page);
});

test("reading goes on", async ({ page }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/planisphere-worker-*.wasm", async (route) => {
    await held;
    await route.continue();
  });
  await createOrganization(page);
  await side(page, "Import files");
  await drop(page, "Deployment files", [upload("one.yaml", deploymentFile("one"))]);
  await expect(page.getByRole("progressbar")).toBeVisible();
  await check(page);
  release();
  await expect(fileLine(page, "one.yaml")).toContainText("Creates");
});
