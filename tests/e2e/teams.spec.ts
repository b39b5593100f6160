// Teams: creating, people, roles at every scope, deleting with what members lose, and what others may not.
import { actAs, description, heading, openSample, section, side, toast } from "./support/app.ts";
import { expectNoAxeViolations } from "./support/axe.ts";
import { pictures } from "./support/pictures.ts";
import { type Locator, type Page, expect, test } from "./support/test.ts";

async function teams(page: Page): Promise<void> {
  await side(page, "Teams");
  await expect(heading(page, "Teams")).toBeVisible();
}

/** Creates a Team of these people through the dialog. Ends on its page. */
async function createTeam(page: Page, name: string, people: string[] = []): Promise<void> {
  await teams(page);
  await page.getByRole("button", { name: "Create a Team" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Create a Team" });
  await dialog.getByLabel("Name", { exact: true }).fill(name);
  for (const person of people) {
    await dialog.getByLabel("Filter people").fill(person);
    await dialog.getByRole("checkbox", { name: person }).check();
  }
  await dialog.getByRole("button", { name: "Create the Team" }).click();
  await expect(heading(page, name)).toBeVisible();
}

async function giveRole(page: Page, place: string, role: string): Promise<void> {
  await page.getByRole("button", { name: "Give a role" }).click();
  const dialog = page.getByRole("dialog", { name: "Give a role" });
  await dialog.getByRole("combobox", { name: "Workspace" }).fill(place);
  await page.getByRole("listbox").getByRole("option", { name: place }).click();
  await chooseRole(dialog.getByRole("combobox", { name: "Role" }), role);
  await dialog.getByRole("button", { name: "Give the role" }).click();
  await expect(dialog).toBeHidden();
}

async function chooseRole(picker: Locator, name: string): Promise<void> {
  await picker.click();
  await picker.page().getByRole("listbox").getByRole("option", { name: new RegExp(`^${name}`) }).click();
}

function members(page: Page): Locator {
  return page.getByRole("table", { name: "Members" }).getByRole("link");
}

test("a Team is created with people, listed, opened and kept", async ({ page }) => {
  await openSample(page);
  await createTeam(page, "Analysts", ["Jonas Weber", "Zoë de Vries"]);
  await expect(toast(page, "Team created")).toBeVisible();
  await expect(page).toHaveTitle("Analysts, Teams · Planisphere");
  await expect(members(page)).toHaveText(["Jonas Weber", "Zoë de Vries"]);
  await teams(page);
  const row = page.getByRole("row", { name: /Analysts/ });
  await expect(row.getByRole("cell").nth(1)).toContainText("2");
  await page.reload();
  await page.getByRole("link", { name: "Analysts" }).click();
  await expect(members(page)).toHaveCount(2);
});

for (const [about, name, words] of [
  ["no name", "  ", /the Team's name is empty/i],
  ["a name that is taken, case aside", "analysts", /already there\. Choose another name/],
] as const) {
  test(`a Team with ${about} is refused beside the field`, async ({ page }) => {
    await openSample(page);
    await createTeam(page, "Analysts");
    await teams(page);
    await page.getByRole("button", { name: "Create a Team" }).click();
    const dialog = page.getByRole("dialog", { name: "Create a Team" });
    await dialog.getByLabel("Name", { exact: true }).fill(name);
    await dialog.getByRole("button", { name: "Create the Team" }).click();
    const field = dialog.getByLabel("Name", { exact: true });
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await expect.poll(() => description(field)).toMatch(words);
    await expect(field).toHaveValue(name);
  });
}

test("people are added several at once and taken out, with Undo", async ({ page }) => {
  await openSample(page);
  await createTeam(page, "Analysts");
  await expect(page.getByRole("heading", { name: "Nobody is in it yet" })).toBeVisible();
  await page.getByRole("button", { name: "Add people" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Add people" });
  for (const person of ["Omar Reyes", "Elif Demir"]) {
    await dialog.getByLabel("Filter people").fill(person);
    await dialog.getByRole("checkbox", { name: person }).check();
  }
  await expect(dialog.getByRole("button", { name: "Remove Omar Reyes" })).toBeVisible();
  await pictures(page, "team-add-people", { whole: false });
  await dialog.getByRole("button", { name: "Add 2 people" }).click();
  await expect(members(page)).toHaveText(["Elif Demir", "Omar Reyes"]);

  await page.getByRole("button", { name: "Take Elif Demir out of the Team" }).click();
  await expect(members(page)).toHaveText(["Omar Reyes"]);
  await expect(toast(page, "Taken out of the Team")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(members(page)).toHaveText(["Elif Demir", "Omar Reyes"]);
});

test("adding nobody is refused", async ({ page }) => {
  await openSample(page);
  await createTeam(page, "Analysts");
  await page.getByRole("button", { name: "Add people" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Add people" });
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await expect(dialog.getByRole("alert")).toContainText("Choose at least one person");
});

test("a Team's roles reach its members, on its page and on theirs", async ({ page }) => {
  await openSample(page);
  await createTeam(page, "Analysts", ["Zoë de Vries"]);
  await giveRole(page, "Playground", "Operator");
  const roles = page.getByRole("table", { name: "Roles of the Team" });
  await expect(roles.getByRole("row", { name: /Playground.*Operator/ })).toBeVisible();
  await expectNoAxeViolations(page);
  await pictures(page, "team");

  await chooseRole(section(page, "Organization role").getByRole("combobox"), "Billing Admin");
  await expect(toast(page, "Organization role changed")).toBeVisible();

  await members(page).first().click();
  await expect(heading(page, "Zoë de Vries")).toBeVisible();
  const reach = page.getByRole("table", { name: "What they reach" });
  await expect(reach.getByRole("row", { name: /Playground.*Operator.*Analysts/ })).toBeVisible();
  await expect(section(page, "Organization role")).toContainText("Billing Admin through the Team Analysts");
  await section(page, "Teams").getByRole("link", { name: "Analysts" }).click();
  await expect(heading(page, "Analysts")).toBeVisible();
  await page.getByRole("button", { name: "Take Operator on Playground" }).click();
  await expect(roles.getByRole("row", { name: /Playground/ })).toHaveCount(0);
});

test("a Team is renamed, and deleted after its name and what members lose", async ({ page }) => {
  await openSample(page);
  await createTeam(page, "Analysts", ["Zoë de Vries"]);
  await giveRole(page, "Playground", "Operator");
  await page.getByLabel("Name", { exact: true }).fill("Reporting");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(heading(page, "Reporting")).toBeVisible();

  const address = page.url();
  await page.getByRole("button", { name: "Delete the Team" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete this Team" });
  await expect(dialog.getByRole("list", { name: "What its members lose" })).toContainText(
    /Zoë de Vries loses \d+ permissions on Workspace "Playground"/,
  );
  await dialog.getByLabel("Name").fill("Reporting");
  await dialog.getByRole("button", { name: "Delete the Team" }).click();
  await expect(heading(page, "Teams")).toBeVisible();
  await expect(page.getByRole("table", { name: "Teams" })).not.toContainText("Reporting");
  await page.goto(address);
  await expect(heading(page, "Team Reporting is gone")).toBeVisible();
});

test("a Viewer sees Teams, and every control with the reason why not", async ({ page }) => {
  await openSample(page);
  await createTeam(page, "Analysts", ["Zoë de Vries"]);
  await giveRole(page, "Finance reporting", "Operator");
  await actAs(page, "Viktor Lind");
  await teams(page);
  const create = page.getByRole("button", { name: "Create a Team" });
  await expect(create).toHaveAttribute("aria-disabled", "true");
  await expect.poll(() => description(create)).toContain("organization.teams.create");
  await page.getByRole("link", { name: "Analysts" }).click();
  for (const name of ["Add people", "Delete the Team", "Take Zoë de Vries out of the Team"]) {
    const control = page.getByRole("button", { name });
    await expect(control).toHaveAttribute("aria-disabled", "true");
    await expect.poll(() => description(control)).toMatch(/organization\.teams\.(update|delete)/);
  }
  await expect(page.getByLabel("Name", { exact: true })).toHaveAttribute("readonly", "");
  // Viktor may not look into this Workspace.
  await expect(page.getByRole("table", { name: "Roles of the Team" })).not.toContainText("Finance reporting");
});

test("a forged address of a Team reads as not found", async ({ page }) => {
  const root = await openSample(page);
  for (const id of ["nothing", `c${"0".repeat(24)}`]) {
    await page.goto(`${root}/teams/${id}`);
    await expect(heading(page, "Team not found")).toBeVisible();
  }
  await page.getByRole("link", { name: "All Teams" }).click();
  await expect(heading(page, "Teams")).toBeVisible();
  await expectNoAxeViolations(page);
  await pictures(page, "teams");
});

test("a Team of the identity provider is changed there, but for its roles", async ({ page }) => {
  await openSample(page, "large");
  await side(page, "Teams");
  const create = page.getByRole("button", { name: "Create a Team" });
  await expect(create).toHaveAccessibleDescription(/While SCIM is on, the identity provider creates Teams. Make the change there/);
  await page.getByLabel("Filter Teams").fill("On call");
  await page.getByRole("table", { name: "Teams" }).getByRole("link", { name: "On call", exact: true }).click();
  await expect(heading(page, "On call")).toBeVisible();
  await expect(page.getByText("The identity provider owns this Team")).toBeVisible();
  for (const field of ["Name", "Description"]) {
    await expect(page.getByLabel(field, { exact: true })).toHaveAttribute("readonly");
    await expect(page.getByLabel(field, { exact: true })).toHaveAccessibleDescription(/identity provider/);
  }
  for (const name of ["Add people", "Delete the Team"]) {
    await expect(page.getByRole("button", { name })).toHaveAttribute("aria-disabled", "true");
    await expect(page.getByRole("button", { name })).toHaveAccessibleDescription(/identity provider/);
  }
  await expect(page.getByRole("button", { name: "Give a role" })).not.toHaveAttribute("aria-disabled");
});
