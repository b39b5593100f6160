// API tokens at each scope: defining, changing roles, rotating, renaming, deleting, and what is refused.
import { actAs, description, heading, openSample, openWorkspace, section, side, toast } from "./support/app.ts";
import { expectNoAxeViolations } from "./support/axe.ts";
import { type Page, expect, test } from "./support/test.ts";

async function choose(page: Page, label: string | RegExp, option: string): Promise<void> {
  const input = page.getByRole("combobox", { name: label });
  await input.click();
  await input.fill(option);
  await page.getByRole("option", { name: option }).first().click();
}

async function startToken(page: Page): Promise<void> {
  await side(page, "API tokens");
  await page.getByRole("link", { name: "Define an API token" }).first().click();
  await expect(heading(page, "Define an API token")).toBeVisible();
}

async function defineToken(page: Page, name: string, role = "Member"): Promise<void> {
  await startToken(page);
  await page.getByLabel("Name", { exact: true }).fill(name);
  await choose(page, "Role in the Organization", role);
  await page.getByRole("button", { name: "Define the token" }).click();
  await expect(heading(page, name)).toBeVisible();
}

test("a token is defined, not issued, and the page says when it will be", async ({ page }) => {
  await openSample(page);
  await startToken(page);
  await page.getByLabel("Name", { exact: true }).fill("nightly-export");
  await choose(page, "Role in the Organization", "Billing Admin");
  await page.getByRole("button", { name: "Add a role" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a role" });
  await dialog.getByRole("combobox", { name: "Workspace" }).fill("Data Platform");
  await page.getByRole("option", { name: "Data Platform" }).click();
  await dialog.getByRole("combobox", { name: "Role" }).fill("Editor");
  await page.getByRole("option", { name: /^Editor/ }).click();
  await dialog.getByRole("button", { name: "Add the role" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("Workspace Editor")).toBeVisible();
  await page.getByRole("button", { name: "Define the token" }).click();

  await expect(heading(page, "nightly-export")).toBeVisible();
  const secret = section(page, "Secret");
  await expect(secret).toContainText("Defined, not issued");
  await expect(secret).toContainText("signed JWT");
  await expect(section(page, "Roles").getByRole("combobox", { name: "The Organization" })).toHaveValue("Billing Admin");
  await expect(section(page, "Roles").getByRole("combobox", { name: "Data Platform" })).toHaveValue("Editor");
  await secret.getByText("What the signed JWT will carry").click();
  await expect(secret).toContainText("organizationId:");

  await side(page, "API tokens");
  const row = page.getByRole("table", { name: "API tokens" }).getByRole("row", { name: /nightly-export/ });
  await expect(row).toContainText("Organization Billing Admin");
  await expect(row).toContainText("and 1 more");
  await expect(row).toContainText(/89 days left|90 days left/);
  await expect(row).toContainText("Not known here");
});

test("each refusal stands beside its field", async ({ page }) => {
  await openSample(page);
  await startToken(page);
  const define = page.getByRole("button", { name: "Define the token" });
  await define.click();
  await expect(page.getByText("No role is chosen. Choose one.")).toBeVisible();
  await choose(page, "Role in the Organization", "Member");
  await define.click();
  await expect.poll(() => description(page.getByLabel("Name", { exact: true }))).not.toBe("");
  await page.getByLabel("Name", { exact: true }).fill("long-lived");
  await page.getByLabel("Ends after").selectOption("other");
  await page.getByLabel("Number of days").fill("4000");
  await define.click();
  await expect(page.getByText(/a token lives 1 to 3650 days, not 4000/i)).toBeVisible();
  await page.getByLabel("Number of days").fill("3650");
  await define.click();
  await expect(heading(page, "long-lived")).toBeVisible();
});

test("roles change, and the one of its own scope is never taken", async ({ page }) => {
  await openSample(page);
  await defineToken(page, "deployer");
  const roles = section(page, "Roles");
  await roles.getByRole("button", { name: "Add a role" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a role" });
  await dialog.getByRole("combobox", { name: "Workspace" }).fill("Factory");
  await page.getByRole("option", { name: "Factory" }).click();
  await dialog.getByRole("combobox", { name: "Role" }).fill("Viewer");
  await page.getByRole("option", { name: /^Viewer/ }).click();
  await dialog.getByRole("button", { name: "Add the role" }).click();
  await expect(toast(page, "Role added")).toBeVisible();
  const factory = roles.getByRole("combobox", { name: "Factory" });
  await expect(factory).toHaveValue("Viewer");
  await factory.fill("Operator");
  await page.getByRole("option", { name: /^Operator/ }).click();
  await expect(toast(page, "Role changed")).toBeVisible();
  await expect(roles.getByRole("button", { name: /^Take .* on The Organization/ })).toHaveCount(0);
  await roles.getByRole("button", { name: "Take Workspace Operator on Factory" }).click();
  await expect(toast(page, "Role taken")).toBeVisible();
  await expect(factory).toHaveCount(0);
});

test("a token is renamed, rotated and deleted", async ({ page }) => {
  await openSample(page);
  await defineToken(page, "old-name");
  await page.getByLabel("Name", { exact: true }).fill("new-name");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(heading(page, "new-name")).toBeVisible();

  await page.getByRole("button", { name: "Rotate the token" }).first().click();
  const rotate = page.getByRole("dialog", { name: "Rotate this token" });
  await expect(rotate).toContainText("No secret was issued yet");
  await rotate.getByRole("button", { name: "Rotate the token" }).click();
  await expect(rotate).toBeHidden();
  await expect(section(page, "Secret")).toContainText("once, last");

  await page.getByRole("button", { name: "Delete the token" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete this token" });
  await dialog.getByLabel("Name").fill("new-name");
  await dialog.getByRole("button", { name: "Delete the token" }).click();
  await expect(toast(page, "API token deleted")).toBeVisible();
  await expect(page.getByRole("row", { name: /new-name/ })).toHaveCount(0);
});

test("Workspaces and Deployments have tokens of their own, and an attached one is managed at home", async ({ page }) => {
  await openSample(page);
  await openWorkspace(page, "Data Platform");
  const root = new URL(page.url()).pathname.replace(/\/deployments$/, "");
  await page.goto(`${root}/tokens/new`);
  await page.getByLabel("Name", { exact: true }).fill("ws-token");
  await choose(page, "Role in the Workspace", "Operator");
  await page.getByRole("button", { name: "Define the token" }).click();
  await expect(heading(page, "ws-token")).toBeVisible();
  await page.goto(`${root}/tokens`);
  await expect(page.getByRole("row", { name: /ws-token/ })).toContainText("Workspace Operator");

  await page.goto(`${root}/deployments`);
  await page.getByRole("main").getByRole("table").getByRole("link").first().click();
  await page.waitForURL(/\/d\//);
  const deployment = new URL(page.url()).pathname;
  const name = (await page.getByRole("heading", { level: 1 }).textContent()) ?? "";
  await page.goto(`${root}/tokens`);
  await page.getByRole("link", { name: "ws-token" }).click();
  await section(page, "Roles").getByRole("button", { name: "Add a role" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a role" });
  await dialog.getByRole("combobox", { name: "Deployment" }).fill(name);
  await page.getByRole("option", { name }).first().click();
  await dialog.getByRole("combobox", { name: "Role" }).fill("Admin");
  await page.getByRole("option", { name: /^Admin/ }).click();
  await dialog.getByRole("button", { name: "Add the role" }).click();
  await expect(toast(page, "Role added")).toBeVisible();

  await page.goto(`${deployment}/tokens`);
  await page.getByRole("link", { name: "ws-token" }).click();
  await expect(page.getByText("This token belongs to Data Platform")).toBeVisible();
  await expect(page.getByText("API token of Data Platform")).toBeVisible();
  await expect(page.getByText("holds a role in")).toBeVisible();
  await expect(page.getByRole("button", { name: "Rotate the token" })).toHaveAttribute("aria-disabled", "true");
  await expect(page.getByRole("button", { name: "Delete the token" })).toHaveAttribute("aria-disabled", "true");
});

test("the list says where each token belongs, what it holds and when it ends", async ({ page }) => {
  const root = await openSample(page);
  await side(page, "API tokens");
  const table = page.getByRole("table", { name: "API tokens" });
  await expect(table.getByRole("row", { name: /terraform/ })).toContainText("Organization Owner");
  await expect(table.getByRole("row", { name: /observability/ })).toContainText("and 2 more");
  await expect(table.getByRole("row", { name: /observability/ })).toContainText("Never");
  await expect(table.getByRole("row", { name: /attribution-deploy/ })).toContainText("Deployment attribution-prod");
  await page.getByLabel("Filter API tokens").fill("code deployer");
  await expect(page).toHaveURL(`${root}/tokens?q=code%20deployer`);
  await expect(table.getByRole("link")).toHaveText(["attribution-deploy"]);
  await table.getByRole("link").click();
  await expect(heading(page, "attribution-deploy")).toBeVisible();
  await expect(page).toHaveURL(/\/d\/[^/]+\/tokens\//);
});

test("who may not sees why, and an id that is none is not found", async ({ page }) => {
  const root = await openSample(page);
  await defineToken(page, "secretive");
  const address = page.url();
  await page.goto(`${root}/tokens/c0000000000000000000000zz`);
  await expect(heading(page, "API token not found")).toBeVisible();
  await page.goto(`${root}/w/nonsense/tokens`);
  await expect(heading(page, "Workspace not found")).toBeVisible();
  await page.goto(root);
  await actAs(page, "Haruto Sato");
  await page.goto(address);
  await expect(heading(page, "API token not found")).toBeVisible();
  await side(page, "API tokens");
  await expect(page.getByRole("link", { name: "Define an API token" }).first()).toHaveAttribute("aria-disabled", "true");
});

test("axe finds nothing on the pages of tokens", async ({ page }) => {
  await openSample(page);
  await defineToken(page, "checked");
  await expectNoAxeViolations(page);
  await startToken(page);
  await expectNoAxeViolations(page);
  await side(page, "API tokens");
  await expect(page.getByRole("table", { name: "API tokens" })).toBeVisible();
  await expectNoAxeViolations(page);
});
