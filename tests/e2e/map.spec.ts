// The access map: what is lit, the matrix, the table, the keyboard, the files, and the large sample.
import { readFileSync } from "node:fs";
import { actAs, heading, openSample, side } from "./support/app.ts";
import { type Page, expect, test } from "./support/test.ts";

/** What the page says of the chosen reach. */
function said(page: Page) {
  return page.locator(".map-said");
}

async function choose(page: Page, who: string): Promise<void> {
  await page.getByRole("combobox", { name: "Who" }).fill(who);
  await page.getByRole("option", { name: new RegExp(`^${who}`) }).first().click();
}

test("a chosen person lights up what they reach, and the address keeps the choice", async ({ page }) => {
  await openSample(page);
  await side(page, "Access map");
  await expect(heading(page, "Access map")).toBeVisible();
  await expect(said(page)).toHaveText(/^\d+ Deployments\. Nobody is chosen\.$/);
  await expect(page.getByRole("link", { name: /Marketing analytics on .*: \d+ Deployments?, 0 reached/ }).first()).toBeVisible();
  await choose(page, "Ada Kim");
  await expect(said(page)).toHaveText(/^Ada Kim: (\d+) of \1 Deployments\.$/);
  await expect(page).toHaveURL(/who=user/);
  await page.reload();
  await expect(said(page)).toHaveText(/^Ada Kim: (\d+) of \1 Deployments\.$/);
  await choose(page, "Workspace Operator");
  await expect(said(page)).toHaveText(/^Workspace Operator: /);
});

test("a permission narrows what counts as reached", async ({ page }) => {
  const root = await openSample(page);
  await page.goto(`${root}/map?who=role:WORKSPACE_MEMBER`);
  await expect(said(page)).toHaveText(/^Workspace Viewer: [1-9]/);
  await page.goto(`${root}/map?who=role:WORKSPACE_MEMBER&may=deployment.delete`);
  await expect(said(page)).toHaveText(/^Workspace Viewer: 0 of /);
});

test("the arrow keys walk from cell to cell", async ({ page }) => {
  const root = await openSample(page);
  await page.goto(`${root}/map`);
  const first = page.getByRole("rowheader", { name: /Data Platform/ }).getByRole("link");
  await first.focus();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("rowheader", { name: /Factory/ }).getByRole("link")).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("link", { name: /^Factory on / }).first()).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(heading(page, "Deployments")).toBeVisible();
});

test("map and matrix leave as files that hold every cell", async ({ page }) => {
  const root = await openSample(page);
  await page.goto(`${root}/map?who=role:WORKSPACE_OWNER`);
  const drawing = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export SVG" }).click();
  const svg = readFileSync(await (await drawing).path(), "utf8");
  expect(svg).toContain("Access map: Workspace Owner");
  expect(svg).toContain("Marketing analytics");
  const lines = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export CSV" }).click();
  const csv = readFileSync(await (await lines).path(), "utf8");
  expect(csv.split("\r\n")[0]).toBe("Workspace,Cluster,Kind,Deployment,Reached");
  expect(csv).toMatch(/Marketing analytics,.*,yes/);
  await page.getByRole("radio", { name: "Matrix" }).check();
  const cells = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export CSV" }).click();
  const matrix = readFileSync(await (await cells).path(), "utf8");
  expect(matrix).toMatch(/^Who,Kind,E-mail,Data Platform,/);
  expect(matrix).toMatch(/Ada Kim,User,ada\.kim@northwind\.example,Owner,/);
});

test("the matrix shows effective roles, in Workspaces and on the Deployments of one", async ({ page }) => {
  const root = await openSample(page);
  await page.goto(`${root}/map?show=matrix`);
  const ada = page.getByRole("row", { name: /Ada Kim/ });
  await expect(ada.getByRole("cell").first()).toHaveText(/^Owner/);
  await page.getByLabel("Against").selectOption({ label: "Marketing analytics" });
  await expect(page.getByRole("columnheader").nth(1)).toBeVisible();
  await expect(ada.getByRole("cell").first()).toHaveText(/^Owner/);
  await page.getByRole("searchbox").fill("nobody at all");
  await expect(page.getByText("Nobody of that name")).toBeVisible();
});

test("pointing at a Team lights up its reach, and pressing keeps it lit", async ({ page }) => {
  const root = await openSample(page);
  await page.goto(`${root}/map`);
  const team = page.getByRole("group", { name: "Teams" }).getByRole("button", { name: "ML platform" });
  await team.hover();
  await expect(said(page)).toHaveText(/^ML platform: [1-9]\d* of 14 Deployments/);
  await page.getByRole("heading", { level: 1 }).hover();
  await expect(said(page)).toHaveText(/Nobody is chosen/);
  await team.focus();
  await page.keyboard.press("Enter");
  await expect(team).toHaveAttribute("aria-pressed", "true");
  await expect(page).toHaveURL(/who=team/);
  await expect(said(page)).toHaveText(/^ML platform: /);
  await page.keyboard.press("Enter");
  await expect(said(page)).toHaveText(/Nobody is chosen/);
});

test("the table holds what the map shows", async ({ page }) => {
  const root = await openSample(page);
  await page.goto(`${root}/map?show=table&who=role:WORKSPACE_OWNER`);
  const row = page.getByRole("row", { name: /Marketing analytics/ }).first();
  await expect(row.getByRole("cell").last()).toHaveText(/^[1-9]/);
});

test("somebody with one Workspace sees a map of one Workspace", async ({ page }) => {
  await openSample(page);
  await actAs(page, "Haruto Sato");
  await side(page, "Access map");
  await expect(page.getByRole("rowheader")).toHaveCount(1);
  await expect(page.getByRole("rowheader", { name: /Marketing analytics/ })).toBeVisible();
});

test("ten thousand Deployments and five thousand people stay smooth", async ({ page }) => {
  test.setTimeout(120_000);
  const root = await openSample(page, "large");
  await page.goto(`${root}/map?who=role:WORKSPACE_OWNER`);
  await expect(said(page)).toHaveText(/of 10,000 Deployments/, { timeout: 30_000 });
  // Two shapes a cell, however many Deployments: the page stays small enough to scroll.
  const nodes = await page.evaluate(() => document.querySelectorAll(".map path").length);
  expect(nodes).toBeLessThan(10_000);
  await page.goto(`${root}/map?show=matrix`);
  await expect(page.getByRole("row").nth(5)).toBeVisible({ timeout: 30_000 });
  expect(await page.getByRole("row").count()).toBeLessThan(120);
});
