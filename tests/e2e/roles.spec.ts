// Roles: comparing the built-in ones, defining custom ones, and each refusal beside its field.
import { actAs, description, heading, openSample, side, toast } from "./support/app.ts";
import { expectNoAxeViolations } from "./support/axe.ts";
import { type Page, expect, test } from "./support/test.ts";

async function startRole(page: Page): Promise<void> {
  await side(page, "Roles");
  await page.getByRole("link", { name: "Create a custom role" }).first().click();
  await expect(heading(page, "Create a custom role")).toBeVisible();
}

/** Defines a role from the Viewer template. Ends on its page. */
async function createRole(page: Page, name: string): Promise<void> {
  await startRole(page);
  await page.getByLabel("Name", { exact: true }).fill(name);
  await choose(page, "Start from", "Deployment Viewer");
  await page.getByRole("button", { name: "Create the role" }).click();
  await expect(heading(page, name)).toBeVisible();
}

async function choose(page: Page, label: string, option: string): Promise<void> {
  const input = page.getByRole("combobox", { name: label, exact: true });
  await input.click();
  await input.fill(option);
  await page.getByRole("option", { name: option }).first().click();
}

function opens(page: Page) {
  return page.getByRole("complementary", { name: "What this opens" });
}

test("built-in roles stand side by side, with a filter and a scope in the address", async ({ page }) => {
  const root = await openSample(page);
  await side(page, "Roles");
  const table = page.getByRole("table", { name: "Workspace roles and their permissions" });
  await expect(table.getByRole("columnheader")).toContainText(["Permission", "Accessor", "Viewer", "Editor", "Operator", "Owner"]);
  const row = table.getByRole("row", { name: /deployment\.deploys\.create/ });
  await expect(row.getByRole("cell")).toHaveText(["No", "No", "Yes, added by this role", "Yes", "Yes"]);

  await page.getByLabel("Filter permissions").fill("push code");
  await expect(table.getByRole("row", { name: /deployment\./ })).toHaveCount(1);
  await expect(page).toHaveURL(`${root}/roles?q=push%20code`);

  await page.getByLabel("Filter permissions").fill("");
  await page.getByRole("radio", { name: "DAG", exact: true }).check();
  await expect(page).toHaveURL(`${root}/roles?scope=dag`);
  const dags = page.getByRole("table", { name: "DAG roles and their permissions" });
  await expect(dags.getByRole("columnheader")).toHaveCount(3);
  await page.reload();
  await expect(dags).toBeVisible();

  await page.getByLabel("Filter permissions").fill("nothing fits this");
  await page.getByRole("button", { name: "Clear the filter" }).click();
  await expect(dags.getByRole("row").first()).toBeVisible();
});

test("a role is made from a template, says what it opens, and is listed", async ({ page }) => {
  await openSample(page);
  await startRole(page);
  await expect(opens(page)).toContainText("Nothing yet");
  await choose(page, "Start from", "Deployment Operator");
  await expect(opens(page)).toContainText(/\d+ permissions/);
  await page.getByLabel("Name", { exact: true }).fill("Night operator");
  await page.getByRole("button", { name: "Create the role" }).click();
  await expect(toast(page, "Role “Night operator” created")).toBeVisible();
  await expect(heading(page, "Night operator")).toBeVisible();
  await side(page, "Roles");
  const row = page.getByRole("table", { name: "Custom roles" }).getByRole("row", { name: /Night operator/ });
  await expect(row).toContainText("Deployments");
  await expect(row).toContainText("Nobody");
  await expect(row).toContainText("Every Workspace");
});

test("permissions are chosen by area, by filter and one by one", async ({ page }) => {
  await openSample(page);
  await startRole(page);
  await page.getByLabel("Filter permissions").fill("deployment.deploys");
  await page.getByRole("group", { name: "Code deploys" }).getByRole("checkbox").first().check();
  await expect(page.getByText(/3 of \d+ chosen/)).toBeVisible();
  await page.getByRole("checkbox", { name: /deployment\.deploys\.update/ }).uncheck();
  await expect(page.getByText(/2 of \d+ chosen/)).toBeVisible();
  await expect(opens(page)).toContainText("Push code");
  await page.getByLabel("Filter permissions").fill("deployment.update");
  await page.getByRole("checkbox", { name: /deployment\.update/ }).check();
  // What comes along is said, not chosen (access rule 30).
  await expect(opens(page)).toContainText("Comes along");
});

test("a role of DAGs offers permissions of DAGs only", async ({ page }) => {
  await openSample(page);
  await startRole(page);
  await page.getByRole("radio", { name: "DAGs", exact: true }).check();
  await expect(page.getByRole("checkbox", { name: /dag\.airflow\.dag\.get/ })).toBeVisible();
  await expect(page.getByRole("checkbox", { name: /deployment\.deploys/ })).toHaveCount(0);
});

test("each refusal stands beside its field", async ({ page }) => {
  await openSample(page);
  await createRole(page, "Reader");
  await startRole(page);
  const name = page.getByLabel("Name", { exact: true });
  const create = page.getByRole("button", { name: "Create the role" });
  await create.click();
  await expect.poll(() => description(name)).not.toBe("");
  await expect(page.getByText(/A role without permissions gives nothing/)).toBeVisible();

  await choose(page, "Start from", "Deployment Viewer");
  await name.fill("Reader");
  await create.click();
  await expect.poll(() => description(name)).toMatch(/Reader.*exists|taken|already/i);

  await name.fill("WORKSPACE_OWNER");
  await create.click();
  await expect.poll(() => description(name)).toContain("is the name of a built-in role");
  await expect(heading(page, "Create a custom role")).toBeVisible();
});

test("a role is edited, says who gains and loses, copied, and deleted by its name", async ({ page }) => {
  await openSample(page);
  await createRole(page, "Night watch");
  await page.getByRole("checkbox", { name: /deployment\.deploys\.create/ }).check();
  await expect(opens(page)).toContainText("Nobody holds this role");
  await expect(opens(page)).toContainText("Gain 1");
  await choose(page, "Workspaces", "Data Platform");
  await page.getByRole("button", { name: "Save the role" }).click();
  await expect(toast(page, "Role saved")).toBeVisible();
  await expect(page.getByRole("button", { name: "Save the role" })).toBeHidden();

  await page.getByRole("link", { name: "Copy the role" }).click();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Night watch (copy)");
  await expect(page.getByRole("checkbox", { name: /deployment\.deploys\.create/ })).toBeChecked();
  await page.goBack();
  await expect(heading(page, "Night watch")).toBeVisible();

  await page.getByRole("button", { name: "Delete the role" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete this role" });
  await dialog.getByLabel("Name").fill("Night watch");
  await dialog.getByRole("button", { name: "Delete the role" }).click();
  await expect(toast(page, "Role deleted")).toBeVisible();
  await expect(page.getByRole("table", { name: "Custom roles" }).getByText("Night watch")).toHaveCount(0);
});

test("a role that somebody holds says who, and is not deleted", async ({ page }) => {
  await openSample(page);
  await side(page, "Roles");
  const row = page.getByRole("table", { name: "Custom roles" }).getByRole("row", { name: /DAG runner/ });
  await expect(row).toContainText("DAGs");
  await expect(row).toContainText("Marketing analytics");
  await row.getByRole("link").click();
  await expect(heading(page, "DAG runner")).toBeVisible();
  const held = page.getByRole("table", { name: "Who holds it" });
  await expect(held.getByRole("row", { name: /ML platform/ })).toContainText("attribution-prod, DAGs with the tag team:ml");
  const button = page.getByRole("button", { name: "Delete the role" });
  await expect(button).toHaveAttribute("aria-disabled", "true");
  await expect.poll(() => description(button)).toContain("is still assigned to 1 Team");
  await expect(page.getByText("Still held by ML platform")).toBeVisible();
  await page.getByRole("checkbox", { name: /dag\.airflow\.dag\.update/ }).check();
  await expect(opens(page)).toContainText("1 holder, 2 people in all.");
  await held.getByRole("link", { name: "ML platform" }).click();
  await page.getByRole("dialog", { name: "Leave without saving?" }).getByRole("button", { name: "Leave" }).click();
  await expect(heading(page, "ML platform")).toBeVisible();
});

test("who may not sees why, and an id that is none is not found", async ({ page }) => {
  const root = await openSample(page);
  await createRole(page, "Reader");
  const address = page.url();
  await actAs(page, "Haruto Sato");
  await page.goto(address);
  await expect(heading(page, "Reader")).toBeVisible();
  await expect(page.getByLabel("Name", { exact: true })).toHaveAttribute("readonly");
  await expect(page.getByRole("button", { name: "Delete the role" })).toHaveAttribute("aria-disabled", "true");
  await page.goto(`${root}/roles/c0000000000000000000000zz`);
  await expect(heading(page, "Role not found")).toBeVisible();
  await page.goto(`${root}/roles/nonsense`);
  await expect(heading(page, "Role not found")).toBeVisible();
});

test("axe finds nothing on the pages of roles", async ({ page }) => {
  const root = await openSample(page);
  // The shortest of the tables: axe looks at every cell.
  await page.goto(`${root}/roles?scope=dag`);
  await expect(page.getByRole("table", { name: /DAG roles/ })).toBeVisible();
  await expectNoAxeViolations(page);
  await startRole(page);
  await page.getByRole("radio", { name: "DAGs", exact: true }).check();
  await page.getByRole("checkbox", { name: /dag\.airflow\.dag\.get/ }).check();
  await expectNoAxeViolations(page);
});
