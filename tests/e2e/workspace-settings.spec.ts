// A Workspace's settings: what new Deployments start with, staged in the plan, and what speaks against deleting it.
import { createOrganization, openSample, openWorkspace, heading, section, side } from "./support/app.ts";
import { expectNoAxeViolationsAtAnyWidth } from "./support/axe.ts";
import { pictures } from "./support/pictures.ts";
import { type Page, expect, test } from "./support/test.ts";

async function openSettings(page: Page, workspace: string): Promise<void> {
  await openWorkspace(page, workspace);
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Settings" }).first().click();
  await expect(heading(page, "Workspace settings")).toBeVisible();
}

test("defaults are staged, applied, kept and undone", async ({ page }) => {
  await openSample(page);
  await openSettings(page, "Playground");
  const defaults = section(page, "New Deployments");
  await defaults.getByRole("switch", { name: "Enforce CI/CD" }).click();
  await expect(defaults.getByText("was off")).toBeVisible();
  const where = defaults.getByLabel("Where they run");
  await where.selectOption((await where.locator("option", { hasText: "prod-frankfurt" }).getAttribute("value")) ?? "");
  await expect(defaults.getByText("was no default")).toBeVisible();
  await expectNoAxeViolationsAtAnyWidth(page);
  await pictures(page, "workspace-settings");
  // The draft stays while somebody looks elsewhere.
  await side(page, "Clusters");
  await page.goBack();
  await expect(defaults.getByRole("switch", { name: "Enforce CI/CD" })).toBeChecked();
  await page.getByRole("button", { name: /^Apply/ }).click();
  await expect(page.getByRole("button", { name: "Undo" })).toBeVisible();
  await expect(defaults.getByText("was off")).toBeHidden();
  await page.reload();
  await expect(defaults.getByRole("switch", { name: "Enforce CI/CD" })).toBeChecked();
  await expect(defaults.getByLabel("Where they run").locator("option:checked")).toHaveText(/prod-frankfurt/);
});

test("a region of standard clusters can be the default, and a cluster that is not open is not offered", async ({ page }) => {
  await openSample(page);
  await openSettings(page, "Playground");
  const defaults = section(page, "New Deployments");
  const where = defaults.getByLabel("Where they run");
  await expect(where.locator("option", { hasText: "marketing-virginia" })).toHaveCount(0);
  await where.selectOption({ value: "standard" });
  await defaults.getByRole("radio", { name: "Google Cloud" }).click();
  const region = defaults.getByRole("combobox", { name: "Region" });
  await region.fill("us-east4");
  await page.getByRole("option", { name: /us-east4/ }).click();
  await page.getByRole("button", { name: /^Apply/ }).click();
  await expect(page.getByRole("button", { name: "Undo" })).toBeVisible();
  await page.reload();
  await expect(region).toHaveValue(/us-east4/);
  await page.getByRole("combobox", { name: "Where they run" }).selectOption({ value: "nothing" });
  await expect(defaults.getByText("was Google Cloud us-east4")).toBeVisible();
  await page.getByRole("button", { name: "Discard" }).click();
  await page.getByRole("button", { name: "Discard the plan" }).click();
  await expect(region).toHaveValue(/us-east4/);
});

test("enforcing CI/CD by default says which tier it needs", async ({ page }) => {
  await createOrganization(page, { plan: "Team" });
  await openSettings(page, "Data Platform");
  const enforce = page.getByRole("switch", { name: "Enforce CI/CD" });
  await expect(enforce).toHaveAttribute("aria-disabled", "true");
  await expect(enforce).toHaveAccessibleDescription(/needs the Business plan/);
});

test("what speaks against deleting a Workspace stands there by name", async ({ page }) => {
  await openSample(page);
  await openSettings(page, "Playground");
  const danger = section(page, "Delete");
  await expect(danger.getByRole("link", { name: "airflow-3-trial" })).toBeVisible();
});
