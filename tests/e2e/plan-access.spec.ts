// Access that is planned: roles in place, people of a Team, removing somebody, custom roles, sign-in and IP access go into
// the plan beside settings, and the plan says who can do more or less.
import { actAs, heading, openSample, organizationRoot, section, side, toast } from "./support/app.ts";
import { expectNoAxeViolations } from "./support/axe.ts";
import { follow, idsOf } from "./support/places.ts";
import { type Locator, type Page, expect, test } from "./support/test.ts";

test.describe.configure({ timeout: 90_000 });

function chip(page: Page): Locator {
  return page.getByRole("banner").getByRole("link", { name: /^Plan (\d|needs mending)/ });
}

async function intoThePlan(page: Page): Promise<void> {
  await page.getByRole("radiogroup", { name: "Changes here" }).getByRole("radio", { name: "Into the plan" }).click();
}

async function openPlan(page: Page): Promise<void> {
  await chip(page).click();
  await expect(heading(page, "Plan")).toBeVisible();
}

async function choose(page: Page, picker: Locator, name: string): Promise<void> {
  await picker.click();
  await page.getByRole("listbox").getByRole("option", { name: new RegExp(`^${name}`) }).first().click();
}

test("roles in place are planned together with a setting, and told by who gains what", async ({ page }) => {
  await openSample(page);
  const root = organizationRoot(page);
  const ids = await idsOf(page, "Marketing analytics", "attribution-staging");
  await follow(page, `${root}/w/${ids.workspace}/d/${ids.deployment}/settings`);
  await page.getByRole("combobox", { name: "Scheduler size" }).selectOption("LARGE");
  await follow(page, `${root}/w/${ids.workspace}/access`);
  await intoThePlan(page);
  await expectNoAxeViolations(page);
  const role = page.getByRole("combobox", { name: "Role of Viktor Lind" });
  const was = await role.inputValue();
  await choose(page, role, "Operator");
  await expect(toast(page, "Role of Viktor Lind added to the plan")).toBeVisible();
  await expect(page.getByRole("row", { name: /Viktor Lind/ })).toContainText("Planned: Workspace Operator");
  await expect(role).toHaveValue(was);
  await page.getByRole("button", { name: "Take the role of Omar Reyes" }).click();
  await expect(page.getByRole("row", { name: /Omar Reyes/ })).toContainText("Planned: none");
  await expect(role).toHaveValue(was);

  await openPlan(page);
  await expect(section(page, "Staged").getByRole("listitem")).toHaveCount(3);
  const access = section(page, "Who can do more, or less");
  await expect(access).toContainText(/Viktor Lind gains \d+ permissions on Workspace "Marketing analytics"/);
  await expect(access).toContainText(/Omar Reyes loses \d+ permissions on Workspace "Marketing analytics"/);
  await expect(section(page, "What changes")).toContainText("Scheduler size");
  await page.getByRole("button", { name: /^Apply \d/ }).click();
  await expect(toast(page, /^Plan of 3 changes applied/)).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(toast(page, "Undone")).toBeVisible();
  await follow(page, `${root}/w/${ids.workspace}/access`);
  await expect(role).toHaveValue(was);
});

test("at once stays at once, with Undo", async ({ page }) => {
  await openSample(page);
  await side(page, "Users");
  await page.getByRole("link", { name: "Mina Haddad", exact: true }).click();
  const role = section(page, "Organization role").getByRole("combobox");
  await choose(page, role, "Billing Admin");
  await expect(toast(page, "Organization role changed")).toBeVisible();
  await expect(chip(page)).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(role).toHaveValue("Member");
});

test("people of a Team come and go in the plan, and somebody is removed in it", async ({ page }) => {
  await openSample(page);
  await side(page, "Teams");
  const first = page.getByRole("main").getByRole("table").getByRole("link").first();
  const team = (await first.textContent()) ?? "";
  await first.click();
  await expect(heading(page, team)).toBeVisible();
  const before = await page.getByRole("table", { name: "Members" }).locator("tbody tr").count();
  await page.getByRole("button", { name: "Add people" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Add people" });
  await dialog.getByRole("checkbox").first().check();
  await dialog.getByRole("button", { name: "Add to the plan" }).click();
  await expect(dialog).toBeHidden();
  await intoThePlan(page);
  await page.getByRole("button", { name: /^Take .* out/ }).first().click();
  await expect(page.getByRole("table", { name: "Members" }).locator("tbody tr")).toHaveCount(before);

  await side(page, "Users");
  await page.getByRole("link", { name: "Otto Berg", exact: true }).click();
  await section(page, "Remove").getByRole("button", { name: "Add to the plan" }).click();
  await expect(toast(page, "Remove Otto Berg added to the plan")).toBeVisible();
  await openPlan(page);
  await expect(section(page, "Staged").getByRole("listitem")).toHaveCount(3);
  await expect(section(page, "What changes")).toContainText("Otto Berg");
  await expect(section(page, "What changes")).toContainText("Members");
  await page.getByRole("button", { name: /^Apply \d/ }).click();
  await expect(toast(page, /^Plan of \d+ changes applied/)).toBeVisible();
});

test("a custom role is defined, edited and deleted through the plan", async ({ page }) => {
  await openSample(page);
  await follow(page, `${organizationRoot(page)}/roles/new`);
  await page.getByLabel("Name", { exact: true }).fill("Planned reader");
  await page.getByRole("button", { name: "Add to the plan" }).click();
  // Refused as it would be at once, beside its field.
  await expect(page.getByRole("main")).toContainText(/permission/i);
  await page.getByLabel("Filter permissions").fill("deployment.get");
  await page.getByRole("checkbox", { name: /deployment\.get$/ }).check();
  await page.getByRole("button", { name: "Add to the plan" }).click();
  await expect(toast(page, "New role Planned reader added to the plan")).toBeVisible();
  await openPlan(page);
  await expect(section(page, "What changes")).toContainText("Planned reader");
  await page.getByRole("button", { name: "Apply 1 change" }).click();
  await expect(toast(page, "Plan of 1 change applied")).toBeVisible();
});

test("sign-in and IP access are planned, shown where they are set, and taken back there", async ({ page }) => {
  await openSample(page);
  const root = organizationRoot(page);
  await follow(page, `${root}/settings/authentication`);
  await page.getByRole("button", { name: "Add a connection" }).click();
  const connection = page.getByRole("dialog", { name: "Add an SSO connection" });
  await connection.getByLabel("Name").fill("Entra ID");
  await connection.getByRole("button", { name: "Add the connection" }).click();
  await expect(connection).toBeHidden();
  await intoThePlan(page);
  const sso = page.getByRole("switch", { name: "Require SSO" });
  await sso.click();
  await expect(page.getByText("was off")).toBeVisible();
  await expect(sso).toBeChecked();
  await expect(chip(page)).toContainText("1");
  await sso.click();
  await expect(chip(page)).toHaveCount(0);
  await sso.click();
  await page.getByRole("button", { name: "Add a domain" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a domain" });
  await dialog.getByLabel("Domain").fill("not a domain");
  await dialog.getByRole("button", { name: "Add to the plan" }).click();
  await expect(dialog.getByLabel("Domain")).toHaveAttribute("aria-invalid", "true");
  await dialog.getByLabel("Domain").fill("lab.example");
  await dialog.getByRole("button", { name: "Add to the plan" }).click();
  await expect(dialog).toBeHidden();
  await expectNoAxeViolations(page);
  await follow(page, `${root}/settings/ip-access`);
  await expect(page.getByRole("button", { name: "Add to the plan" })).toBeVisible();
  await openPlan(page);
  await expect(section(page, "What changes")).toContainText("lab.example (pending)");
  await expect(section(page, "What changes")).toContainText("SSO required");
  await page.getByRole("button", { name: "Apply 2 changes" }).click();
  await expect(toast(page, "Plan of 2 changes applied")).toBeVisible();
});

test("who may not change access cannot plan it", async ({ page }) => {
  await openSample(page);
  await actAs(page, "Viktor Lind");
  const ids = await idsOf(page, "Marketing analytics", "attribution-staging");
  await follow(page, `${organizationRoot(page)}/w/${ids.workspace}/access`);
  await expect(page.getByRole("combobox", { name: /^Role of/ }).first()).not.toBeEditable();
  await expect(page.getByRole("button", { name: "Give access" })).toHaveAttribute("aria-disabled", "true");
});
