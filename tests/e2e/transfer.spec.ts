// The danger zone of a Deployment and where its logs go: what a transfer ends, and what the plan stages.
import { createDeployment, createOrganization, createWorkspace, description, heading, openSample, openWorkspace, section, toast } from "./support/app.ts";
import { type Page, expect, test } from "./support/test.ts";

async function openSettings(page: Page, workspace: string, name: string): Promise<void> {
  await openWorkspace(page, workspace);
  await page.getByRole("link", { name, exact: true }).click();
  await expect(heading(page, name)).toBeVisible();
  await page.getByRole("navigation", { name: "Deployment" }).getByRole("link", { name: "Settings" }).click();
  await expect(section(page, "Danger")).toBeVisible();
}

async function choose(page: Page, workspace: string): Promise<void> {
  const target = page.getByRole("combobox", { name: "Transfer to another Workspace" });
  await target.fill(workspace);
  await page.getByRole("option", { name: workspace }).click();
}

test("a transfer names what it ends, moves the Deployment, and its old address leads nowhere", async ({ page }) => {
  await openSample(page);
  await openSettings(page, "Marketing analytics", "attribution-prod");
  const old = page.url();
  await choose(page, "Machine Learning");
  const danger = section(page, "Danger");
  await expect(danger.getByText(/reach it no longer/)).toBeVisible();
  await expect(danger.getByText(/It stays on prod-frankfurt/)).toBeVisible();
  await expect(danger.getByText(/alerts? comes? along/)).toBeVisible();
  await danger.getByRole("button", { name: "Transfer the Deployment" }).click();
  await expect(toast(page, "Deployment transferred")).toBeVisible();
  await expect(heading(page, "attribution-prod")).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Pages" })).toContainText("Machine Learning");
  await page.goto(old);
  await expect(heading(page, "Deployment not found")).toBeVisible();
});

test("a Workspace that the cluster is not open to is closed, with the reason", async ({ page }) => {
  await openSample(page);
  await openSettings(page, "Marketing analytics", "audience-sync");
  const target = page.getByRole("combobox", { name: "Transfer to another Workspace" });
  await target.fill("Playground");
  const option = page.getByRole("option", { name: /Playground/ });
  await expect(option).toHaveAttribute("aria-disabled", "true");
  await expect(option).toContainText(/cluster `marketing-virginia` is not open to that Workspace/);
});

test("a name that is taken there is refused before anything happens", async ({ page }) => {
  await createOrganization(page);
  await createWorkspace(page, "Second");
  await createDeployment(page, "same-name");
  await openWorkspace(page, "Data Platform");
  await createDeployment(page, "same-name");
  await page.getByRole("navigation", { name: "Deployment" }).getByRole("link", { name: "Settings" }).click();
  await page.getByRole("combobox", { name: "Transfer to another Workspace" }).fill("Second");
  await expect(page.getByRole("option", { name: /Second/ })).toContainText(/already in that Workspace/);
});

test("log forwarding is staged, judged while it is typed, and applied", async ({ page }) => {
  await openSample(page);
  await openSettings(page, "Marketing analytics", "crm-export");
  const logs = section(page, "Log forwarding");
  await logs.getByLabel("Destination").selectOption({ label: "Datadog" });
  const address = logs.getByRole("textbox", { name: "Address" });
  for (const junk of ["datadog", "http://intake.example", "https://", "https://me:secret@intake.example", "x".repeat(501)]) {
    await address.fill(junk);
    await expect(address).toHaveAttribute("aria-invalid", "true");
    await expect(address).toHaveValue(junk);
  }
  await address.fill("https://intake.example");
  await expect(address).not.toHaveAttribute("aria-invalid", "true");
  const key = logs.getByRole("textbox", { name: "Credential variable" });
  await key.fill("9 lives");
  await expect(key).toHaveAttribute("aria-invalid", "true");
  await expect.poll(() => description(key)).toMatch(/no variable key/);
  await key.fill("DATADOG_KEY");
  await logs.getByRole("switch", { name: "Forward logs" }).click();
  await page.getByRole("button", { name: /^Apply/ }).click();
  await expect(page.getByRole("button", { name: "Undo" })).toBeVisible();
  await page.reload();
  await expect(address).toHaveValue("https://intake.example");
  await expect(logs.getByRole("switch", { name: "Forward logs" })).toBeChecked();
  await logs.getByRole("button", { name: "Remove the destination" }).click();
  await expect(address).toBeHidden();
});

test("on a smaller plan forwarding cannot be turned on, and says which one it needs", async ({ page }) => {
  await createOrganization(page, { plan: "Team" });
  await openWorkspace(page, "Data Platform");
  await createDeployment(page, "etl");
  await page.getByRole("navigation", { name: "Deployment" }).getByRole("link", { name: "Settings" }).click();
  const forward = page.getByRole("switch", { name: "Forward logs" });
  await expect(forward).toHaveAttribute("aria-disabled", "true");
  await expect(forward).toHaveAccessibleDescription(/Business/);
});
