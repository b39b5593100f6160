// Environment objects: each kind is created, changed through the plan, undone and deleted; what each Deployment gets;
// junk, and what somebody may not do.
import {
  actAs, createOrganization, description, everythingStored, heading, openSample, openWorkspace, section, side, toast,
} from "./support/app.ts";
import { expectNoAxeViolationsAtAnyWidth } from "./support/axe.ts";
import { pictures } from "./support/pictures.ts";
import { type Locator, type Page, expect, test } from "./support/test.ts";

const MARKETING = "Marketing analytics";

async function environment(page: Page, workspace = MARKETING): Promise<void> {
  await openWorkspace(page, workspace);
  await side(page, "Environment");
  await expect(heading(page, "Environment")).toBeVisible();
}

function objects(page: Page): Locator {
  return page.getByRole("table", { name: "Environment objects", exact: true });
}

async function open(page: Page, key: string | RegExp, reach: RegExp = /./): Promise<void> {
  await objects(page).getByRole("row", { name: reach }).getByRole("link", { name: key, exact: true }).click();
  await expect(heading(page, key)).toBeVisible();
}

async function startCreating(page: Page, kind: string, label: string, key: string): Promise<void> {
  await page.getByRole("link", { name: "Create an object" }).click();
  await expect(heading(page, "Create an environment object")).toBeVisible();
  await page.getByRole("radio", { name: kind, exact: true }).click();
  await page.getByLabel(label, { exact: true }).fill(key);
}

async function pick(field: Locator, text: string): Promise<void> {
  await field.fill(text);
  await field.page().getByRole("listbox").getByRole("option").first().click();
}

async function create(page: Page, key: string): Promise<void> {
  await page.getByRole("button", { name: "Create the object" }).click();
  await expect(toast(page, `${key} created`)).toBeVisible();
  await expect(heading(page, key)).toBeVisible();
}

async function applyPlan(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Apply \d+ change/ }).click();
  await expect(toast(page, /^Plan of \d+ changes? applied/)).toBeVisible();
}

test("the sample's objects are listed with kind and reach, filtered by word and kind", async ({ page }) => {
  await openSample(page);
  await environment(page);
  await expect(objects(page).getByRole("link")).toHaveText(["batch_size", "batch_size", "metrics", "warehouse"]);
  await expect(objects(page).getByRole("row", { name: /warehouse/ })).toContainText("All Deployments");
  await expect(objects(page)).toContainText("Only creative-render");
  await expectNoAxeViolationsAtAnyWidth(page);
  await pictures(page, "environment");
  await page.getByLabel("Kind", { exact: true }).selectOption("Connection");
  await expect(objects(page).getByRole("link")).toHaveText(["warehouse"]);
  await page.reload();
  await expect(objects(page).getByRole("link")).toHaveText(["warehouse"]);
  await page.getByLabel("Kind", { exact: true }).selectOption("Every kind");
  await page.getByLabel("Filter environment objects").fill("nothing has this");
  await page.getByRole("button", { name: "Clear the filter" }).click();
  await expect(objects(page).getByRole("link")).toHaveCount(4);
});

test("a connection has the fields of its type; its password is sealed and only replaced", async ({ page }) => {
  await openSample(page);
  await environment(page);
  await startCreating(page, "Connection", "Connection id", "ledger");
  await expect(page.getByLabel("Host", { exact: true })).toHaveCount(0);
  await pick(page.getByRole("combobox", { name: "Connection type" }), "Snowflake");
  await expect(page.getByLabel("Host", { exact: true })).toHaveCount(0);
  await expect(page.getByLabel("Schema", { exact: true })).toBeVisible();
  await pick(page.getByRole("combobox", { name: "Connection type" }), "PostgreSQL");
  await page.getByLabel("Host", { exact: true }).fill("ledger.northwind.example");
  await page.getByLabel("Database", { exact: true }).fill("ledger");
  await page.getByLabel("Port", { exact: true }).fill("5432");
  await page.getByLabel("Password", { exact: true }).fill("s3cr3t-of-the-ledger");
  await expectNoAxeViolationsAtAnyWidth(page);
  await pictures(page, "environment-create");
  await create(page, "ledger");
  await expect(page.getByText("PostgreSQL connection")).toBeVisible();
  await expect(page.getByText("Sealed on this device")).toBeVisible();
  await expect(page.getByText("No Deployment", { exact: true })).toBeVisible();
  expect(await everythingStored(page)).not.toContain("s3cr3t-of-the-ledger");

  // A replaced password goes through the plan, and another field beside it keeps what is sealed.
  await page.getByRole("button", { name: "Replace" }).click();
  await page.getByLabel("Password", { exact: true }).fill("an0ther-one");
  await page.getByLabel("Host", { exact: true }).fill("ledger-2.northwind.example");
  await expect(page.getByText("was ledger.northwind.example")).toBeVisible();
  await applyPlan(page);
  await page.reload();
  await expect(page.getByLabel("Host", { exact: true })).toHaveValue("ledger-2.northwind.example");
  await expect(page.getByText("Sealed on this device")).toBeVisible();
  expect(await everythingStored(page)).not.toContain("an0ther-one");

  // With a secret in it nothing can be taken back, so its name is typed.
  await page.getByRole("button", { name: "Delete the object" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete this environment object" });
  await expect(dialog).toContainText("No Deployment gets it.");
  await dialog.getByRole("textbox").fill("ledger");
  await dialog.getByRole("button", { name: "Delete the object" }).click();
  await expect(toast(page, "Environment object deleted")).toBeVisible();
  await expect(objects(page)).not.toContainText("ledger");
});

test("a variable is created, changed through the plan, undone and deleted with Undo", async ({ page }) => {
  await openSample(page);
  await environment(page);
  await startCreating(page, "Airflow variable", "Key", "greeting");
  await page.getByLabel("Value", { exact: true }).fill("hello");
  await create(page, "greeting");
  await page.getByLabel("Value", { exact: true }).fill("good morning");
  await applyPlan(page);
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(toast(page, "Undone")).toBeVisible();
  await expect(page.getByLabel("Value", { exact: true })).toHaveValue("hello");
  await page.getByRole("button", { name: "Delete the object" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete the object" }).click();
  await expect(heading(page, "Environment")).toBeVisible();
  await expect(objects(page)).not.toContainText("greeting");
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(objects(page)).toContainText("greeting");
});

test("a secret variable stays secret, and a metrics export asks for what its authentication needs", async ({ page }) => {
  await openSample(page);
  await environment(page);
  await startCreating(page, "Environment variable", "Key", "API_KEY");
  await page.getByRole("switch", { name: "Secret" }).click();
  await page.getByLabel("Value", { exact: true }).fill("line one\nline two of the key");
  await create(page, "API_KEY");
  await expect(page.getByText("Sealed on this device")).toBeVisible();
  expect(await everythingStored(page)).not.toContain("line two of the key");

  await side(page, "Environment");
  await startCreating(page, "Metrics export", "Name", "grafana");
  await page.getByLabel("Endpoint", { exact: true }).fill("not an address");
  await page.getByLabel("Authentication", { exact: true }).selectOption("User name and password");
  await page.getByRole("button", { name: "Create the object" }).click();
  await expect(page.getByRole("main")).toContainText("Missing fields: username, password");
  await expect.poll(() => description(page.getByLabel("Endpoint", { exact: true }))).toMatch(/which is no address/);
  await page.getByLabel("Endpoint", { exact: true }).fill("https://metrics.example.com/write");
  await page.getByLabel("User name", { exact: true }).fill("airflow");
  await page.getByLabel("Password", { exact: true }).fill("pa55-of-grafana");
  await page.getByLabel("Headers", { exact: true }).fill("no colon here");
  await expect.poll(() => description(page.getByLabel("Headers", { exact: true }))).toContain("Line 1 has no name before a colon");
  await page.getByLabel("Headers", { exact: true }).fill("X-Scope-OrgID: airflow");
  await create(page, "grafana");
  await page.getByLabel("Labels", { exact: true }).fill("team: data\nstage: prod");
  await applyPlan(page);
  await page.reload();
  await expect(page.getByLabel("Labels", { exact: true })).toHaveValue("stage: prod\nteam: data");
});

test("an object reaches all or chosen Deployments, with values of their own, and each shows what it gets", async ({ page }) => {
  await openSample(page);
  await environment(page);
  await open(page, "warehouse");
  const gets = section(page, "Who gets it");
  await gets.getByLabel("What crm-export gets").selectOption("Does not get it");
  await gets.getByLabel("What audience-sync gets").selectOption("Gets it with values of its own");
  const own = gets.getByRole("group", { name: "Values of its own in audience-sync" });
  await own.getByLabel("Host", { exact: true }).fill("replica.northwind.example");
  await expectNoAxeViolationsAtAnyWidth(page);
  await pictures(page, "environment-object");
  await applyPlan(page);
  await side(page, "Environment");
  await expect(objects(page).getByRole("row", { name: /warehouse/ })).toContainText("All Deployments but 1, 1 with its own");

  await page.getByRole("link", { name: "By Deployment" }).click();
  const reached = page.getByRole("table", { name: "Environment objects that reach it" });
  await pick(page.getByRole("combobox", { name: "Deployment" }), "audience-sync");
  await expect(reached.getByRole("row", { name: /warehouse/ })).toContainText("replica.northwind.example");
  await expect(reached.getByRole("row", { name: /warehouse/ })).toContainText("own host");
  await expectNoAxeViolationsAtAnyWidth(page);
  await pictures(page, "environment-resolved");
  await pick(page.getByRole("combobox", { name: "Deployment" }), "crm-export");
  await expect(reached.getByRole("row", { name: /batch_size/ })).toContainText("50");
  await expect(reached).not.toContainText("warehouse");
  await pick(page.getByRole("combobox", { name: "Deployment" }), "creative-render");
  await expect(reached.getByRole("row", { name: /batch_size/ })).toContainText("This Deployment");
});

test("the plan keeps the draft of an object, and discarding gives the stored values back", async ({ page }) => {
  await openSample(page);
  await environment(page);
  await open(page, "warehouse");
  await page.getByLabel("Host", { exact: true }).fill("elsewhere.example");
  await page.getByLabel("Port", { exact: true }).fill("70000");
  await expect.poll(() => description(page.getByLabel("Port", { exact: true }))).toContain("allowed are 1 to 65535");
  await page.getByLabel("Port", { exact: true }).fill("not a port");
  await expect.poll(() => description(page.getByLabel("Port", { exact: true }))).toContain("is no whole number");
  await page.getByLabel("Port", { exact: true }).fill("5433");
  await side(page, "Environment");
  await open(page, "warehouse");
  await expect(page.getByLabel("Host", { exact: true })).toHaveValue("elsewhere.example");
  await page.getByRole("button", { name: "Discard", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Discard the plan" }).click();
  await expect(page.getByLabel("Host", { exact: true })).toHaveValue("warehouse.northwind.example");
  await expect(page.getByLabel("Port", { exact: true })).toHaveValue("5432");
});

test("junk is refused beside its field, and nothing typed is lost", async ({ page }) => {
  await openSample(page);
  await environment(page);
  await startCreating(page, "Connection", "Connection id", " ");
  await page.getByRole("button", { name: "Create the object" }).click();
  await expect(page.getByLabel("Connection id", { exact: true })).toHaveAccessibleDescription(/key is empty/i);
  await page.getByLabel("Connection id", { exact: true }).fill("warehouse");
  await pick(page.getByRole("combobox", { name: "Connection type" }), "PostgreSQL");
  await page.getByLabel("Extra", { exact: true }).fill("{'a': 1}");
  await page.getByRole("button", { name: "Create the object" }).click();
  await expect(page.getByLabel("Connection id", { exact: true })).toHaveAccessibleDescription(/already there/);
  await expect(page.getByLabel("Extra", { exact: true })).toHaveAccessibleDescription(/no JSON object/);
  await page.getByLabel("Port", { exact: true }).fill("5e3");
  await expect(page.getByRole("button", { name: "Create the object" })).toHaveAttribute("aria-disabled", "true");
  await page.getByLabel("Port", { exact: true }).fill("");
  await page.getByLabel("Connection id", { exact: true }).fill("k".repeat(257));
  await page.getByRole("button", { name: "Create the object" }).click();
  await expect(page.getByLabel("Connection id", { exact: true })).toHaveAccessibleDescription(/257 characters, the limit is 256/);
  await expect(page.getByLabel("Extra", { exact: true })).toHaveValue("{'a': 1}");
});

test("a value of a megabyte is kept, and shows in short", async ({ page }) => {
  await openSample(page);
  await environment(page);
  await startCreating(page, "Airflow variable", "Key", "large");
  await page.getByLabel("Value", { exact: true }).fill("x".repeat(1_000_000));
  await create(page, "large");
  await side(page, "Environment");
  await expect(objects(page).getByRole("row", { name: /large/ })).toContainText("xxx…");
  await open(page, "large");
  expect((await page.getByLabel("Value", { exact: true }).inputValue()).length).toBe(1_000_000);
});

test("an object of one Deployment has no links", async ({ page }) => {
  await openSample(page);
  await environment(page);
  await open(page, "batch_size", /^(?!.*Only)/);
  await expect(section(page, "Who gets it")).toBeVisible();
  await page.goBack();
  await open(page, "batch_size", /Only creative-render/);
  await expect(section(page, "Who gets it")).toHaveCount(0);
});

test("an empty Workspace says what to do", async ({ page }) => {
  await createOrganization(page);
  await environment(page, "Data Platform");
  await expect(page.getByRole("heading", { name: "No environment objects yet" })).toBeVisible();
  await expectNoAxeViolationsAtAnyWidth(page);
  await page.getByRole("link", { name: "By Deployment" }).click();
  await expect(page.getByRole("heading", { name: "No Deployments that you can see here" })).toBeVisible();
});

test("an Editor reads and may not change, a Viewer may not see the list, and an outsider finds nothing", async ({ page }) => {
  await openSample(page);
  await environment(page);
  const list = page.url();
  await open(page, "warehouse");
  const address = page.url();
  await actAs(page, "Elif Demir");
  await page.goto(address);
  await expect(heading(page, "warehouse")).toBeVisible();
  await expect(page.getByText("You can read this, and not change it")).toBeVisible();
  await expect(page.getByLabel("Host", { exact: true })).toHaveAttribute("readonly");
  const remove = page.getByRole("button", { name: "Delete the object" });
  await expect(remove).toHaveAttribute("aria-disabled", "true");
  await expect.poll(() => description(remove)).toContain("workspace.envObjects.delete");
  await actAs(page, "Viktor Lind");
  await page.goto(list);
  await expect(page.getByRole("heading", { name: "You may not see this list" })).toBeVisible();
  await page.goto(address);
  await expect(heading(page, "Environment object not found")).toBeVisible();
  await actAs(page, "Otto Berg");
  await page.goto(address);
  await expect(heading(page, "Workspace not found")).toBeVisible();
});
