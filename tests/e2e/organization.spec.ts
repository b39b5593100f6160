// The Organization itself: overview, general settings through the plan, the tier, the catalogue, the product.
import { readFileSync } from "node:fs";
import {
  actAs,
  createOrganization,
  createWorkspace,
  description,
  download,
  fact,
  heading,
  openSample,
  organizationRoot,
  section,
  side,
  toast,
  upload,
} from "./support/app.ts";
import { expectNoAxeViolationsAtAnyWidth } from "./support/axe.ts";
import { holdDisk } from "./support/disk.ts";
import { pictures } from "./support/pictures.ts";
import { type Page, expect, test } from "./support/test.ts";

const plan = (page: Page) => page.getByRole("complementary", { name: "Plan" });

async function openSettings(page: Page, tab = "General"): Promise<void> {
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Settings" }).last().click();
  await expect(heading(page, "Organization settings")).toBeVisible();
  await page.getByRole("navigation", { name: "Organization settings" }).getByRole("link", { name: tab }).click();
}

/** Applies what is staged, and waits until nothing is. */
async function applyPlan(page: Page): Promise<void> {
  await plan(page).getByRole("button", { name: /^Apply/ }).click();
  await expect(plan(page)).toContainText("Nothing is staged");
}

test("the overview shows figures, findings, changes, cost and Runtimes", async ({ page }) => {
  test.slow();
  await openSample(page);
  await expect(fact(page, "Workspaces")).toContainText("6");
  await expect(fact(page, "Deployments")).toContainText("14");
  await expect(fact(page, "People")).toContainText("21");
  await expect(fact(page, "Need attention")).toContainText(/\d+ \d+ critical/);
  await expect(fact(page, "Configured cost, a month")).toContainText("USD, example rates");
  await expect(section(page, "Configured cost by Workspace")).toContainText("Nothing is metered");
  await expect(section(page, "Guard rails").getByRole("link", { name: /^\d+ findings$/ })).toBeVisible();
  await expect(section(page, "Runtime age")).toContainText("Past its end");
  await expect(section(page, "Recent changes").getByRole("listitem").first()).toBeVisible();
  await expectNoAxeViolationsAtAnyWidth(page);
  await pictures(page, "overview-small");
});

test("while it is read, the overview shows what its summary knows", async ({ page }) => {
  await createOrganization(page);
  // A new load of the page has nothing open.
  await page.goto("/");
  const overview = page.getByRole("region", { name: "Contoso Data" }).getByRole("link", { name: "Open", exact: true });
  await expect(overview).toBeVisible();
  const release = await holdDisk(page);
  await overview.click();
  const figures = page.locator('main [aria-busy="true"] .figures');
  await expect(figures).toContainText(/Workspaces\s*1\s*Deployments\s*0\s*Need attention\s*…\s*People\s*…/);
  await pictures(page, "opening");
  await release();
  await expect(page.locator("main [aria-busy=true]")).toHaveCount(0);
  await expect(heading(page, "Contoso Data")).toBeVisible();
  await expect(page.locator(".figures > div").filter({ hasText: "People" }).locator("dd")).toHaveText("1");
});

test("recent changes say who did what, and what somebody may not see is left out", async ({ page }) => {
  await openSample(page);
  await createWorkspace(page, "Experiments");
  await side(page, "Overview");
  const first = section(page, "Recent changes").getByRole("listitem").first();
  await expect(first).toContainText("Ada Kim created the Workspace Experiments");
  await first.getByRole("link", { name: "Experiments" }).click();
  await expect(heading(page, "Deployments")).toBeVisible();
  await side(page, "Overview");
  await actAs(page, "Viktor Lind");
  await expect(heading(page, "Northwind Data")).toBeVisible();
  await expect(section(page, "Recent changes")).not.toContainText("Experiments");
  await expect(fact(page, "Configured cost, a month")).toContainText("–");
});

test("settings are staged, shown in the plan, applied together and undone", async ({ page }) => {
  test.slow();
  await createOrganization(page);
  await openSettings(page);
  await page.getByRole("switch", { name: "Allow Runtimes past maintenance" }).check();
  await page.getByRole("switch", { name: "Support access" }).click();
  await page.getByLabel("Billing e-mail").fill("bills@contoso.example");
  await expect(page.getByText("was off")).toBeVisible();
  await expect(plan(page)).toContainText("3 changes");
  // Leaving and coming back keeps the draft.
  await side(page, "Overview");
  await openSettings(page);
  await expect(page.getByLabel("Billing e-mail")).toHaveValue("bills@contoso.example");
  await expectNoAxeViolationsAtAnyWidth(page);
  await pictures(page, "organization-settings");
  await applyPlan(page);
  await expect(page.getByLabel("Billing e-mail")).toHaveValue("bills@contoso.example");
  await expect(page.getByRole("switch", { name: "Allow Runtimes past maintenance" })).toBeChecked();
  await page.getByRole("region", { name: "Notifications" }).getByRole("button", { name: "Undo" }).last().click();
  await expect(page.getByRole("switch", { name: "Allow Runtimes past maintenance" })).not.toBeChecked();
});

for (const [about, text] of [
  ["no address", "not an address"],
  ["nothing", ""],
  ["markup", "<img src=x onerror=alert(1)>"],
  ["very much", `${"x".repeat(300)}@example.com`],
] as const) {
  test(`a billing e-mail of ${about} is refused beside its field and stays there`, async ({ page }) => {
    await createOrganization(page);
    await openSettings(page);
    const field = page.getByLabel("Billing e-mail");
    await field.fill(text);
    await expect(field).toHaveAttribute("aria-invalid", "true");
    expect((await description(field)).length).toBeGreaterThan(10);
    await expect(field).toHaveValue(text);
    await plan(page).getByRole("button", { name: "Discard" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Discard the plan" }).click();
    await expect(field).toHaveValue("grace@contoso.example");
  });
}

test("the product is chosen at founding and shown", async ({ page }) => {
  await page.goto("/new");
  await page.getByRole("radio", { name: "Hybrid" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Own Cloud");
  await page.getByLabel("Your name").fill("Grace Moreau");
  await page.getByLabel("E-mail").fill("grace@contoso.example");
  await page.getByRole("button", { name: "Create the Organization" }).click();
  await expect(heading(page, "Own Cloud")).toBeVisible();
  await expect(page.getByRole("main")).toContainText("Hybrid");
  await openSettings(page);
  await expect(section(page, "General")).toContainText("Hybrid");
});

test("another tier says what it opens and closes, and is staged", async ({ page }) => {
  test.slow();
  await openSample(page);
  await openSettings(page, "Plan");
  await expect(page.getByRole("table", { name: "What each tier has" }).getByRole("row")).toHaveCount(16);
  await expectNoAxeViolationsAtAnyWidth(page);
  await page.getByRole("radio", { name: "Developer" }).click();
  const outlook = section(page, "With Developer");
  await expect(outlook).toContainText("Teams: closed");
  await expect(outlook).toContainText("In use:");
  await expect(page.getByText("was Enterprise")).toBeVisible();
  await pictures(page, "organization-plan");
  await applyPlan(page);
  await expect(page.getByRole("radio", { name: "Developer" })).toBeChecked();
  await page.getByRole("radio", { name: "Enterprise" }).click();
  await expect(section(page, "With Enterprise")).toContainText("Custom roles");
  // The same again is no change.
  await page.getByRole("radio", { name: "Developer" }).click();
  await expect(plan(page)).toContainText("Nothing is staged");
});

test("only an owner changes the tier, and only they see what is in use", async ({ page }) => {
  await openSample(page);
  const root = organizationRoot(page);
  const table = page.getByRole("table", { name: "What each tier has" });
  const inUse = async (): Promise<number> => {
    await expect(table.getByRole("row")).toHaveCount(16);
    const last = await table.locator("tbody tr > :last-child").allTextContents();
    return last.filter((text) => /[1-9]/.test(text)).length;
  };
  await page.goto(`${root}/settings/plan`);
  expect(await inUse()).toBeGreaterThan(0);
  await actAs(page, "Viktor Lind");
  await page.goto(`${root}/settings/plan`);
  expect(await inUse()).toBe(0);
  await expect(page.getByRole("radio").first()).toBeVisible();
  for (const radio of await page.getByRole("radio").all()) {
    await expect(radio).toHaveAttribute("aria-disabled", "true");
  }
});

test("a catalogue file takes the place of the built-in one, lasts, and can be given up", async ({ page }) => {
  test.slow();
  await createOrganization(page);
  await openSettings(page);
  const catalogue = section(page, "Catalogue");
  await expect(catalogue).toContainText("Built in");
  const file = await download(page, () => catalogue.getByRole("button", { name: "Download the catalogue" }).click());
  const contents = JSON.parse(file.bytes.toString());
  contents.factsOf = "2027-01-31";
  contents.runtimes.unshift({ version: "3.9-1", airflowVersion: "3.9.0" });
  const take = (name: string, text: string) =>
    catalogue.getByLabel("A catalogue file").setInputFiles(upload(name, text));
  await take("mine.json", JSON.stringify(contents));
  await expect(toast(page, "Catalogue in use")).toBeVisible();
  await expect(catalogue).toContainText("mine.json");
  await expect(catalogue).toContainText("Facts as of 2027-01-31");
  await page.reload();
  await expect(catalogue).toContainText("mine.json");
  await expectNoAxeViolationsAtAnyWidth(page);
  await catalogue.getByRole("button", { name: "Back to the built-in one" }).click();
  await expect(catalogue).toContainText("Built in");
  await page.reload();
  await expect(catalogue).toContainText("Built in");
});

test("a broken catalogue file is answered with everything that is wrong, and nothing changes", async ({ page }) => {
  test.slow();
  await createOrganization(page);
  await openSettings(page);
  const catalogue = section(page, "Catalogue");
  const control = catalogue.getByLabel("A catalogue file");
  const file = await download(page, () => catalogue.getByRole("button", { name: "Download the catalogue" }).click());
  const contents = JSON.parse(file.bytes.toString());
  contents.factsOf = "yesterday";
  contents.workerMachines[0].cpu = 0;
  contents.workerMachines[1].name = contents.workerMachines[0].name;
  await control.setInputFiles(upload("values.json", JSON.stringify(contents)));
  await expect(catalogue.getByRole("alert")).toContainText("3 problems");
  await expect(catalogue.getByRole("alert")).toContainText("factsOf is `yesterday`");
  contents.runtimes[0].version = 3;
  contents.regions.standard.MARS = [];
  contents.more = true;
  await control.setInputFiles(upload("shapes.json", JSON.stringify(contents)));
  await expect(catalogue.getByRole("alert")).toContainText("3 problems");
  for (const [text, words] of [
    ["", "no JSON"],
    ["{", "no JSON"],
    ["[]", "no object"],
    ["{}", "factsOf is missing"],
    [readFileSync("package.json", "utf8"), "a catalogue has no"],
  ] as const) {
    await control.setInputFiles(upload("bad.json", text));
    await expect(catalogue.getByRole("alert")).toContainText(words);
  }
  await expectNoAxeViolationsAtAnyWidth(page);
  await expect(catalogue).toContainText("Built in");
});
