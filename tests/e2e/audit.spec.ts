// The audit log: who did what to what, each field before and after, filters in the address, the retention of the plan,
// exports, whether the log is whole, what was refused, and the history of one thing.
import {
  actAs, createDeployment, createOrganization, createWorkspace, dated, download, everythingStored, heading, openSample, openWorkspace,
  organizationRoot, section, side, toast,
} from "./support/app.ts";
import { expectNoAxeViolationsAtAnyWidth } from "./support/axe.ts";
import { pictures } from "./support/pictures.ts";
import { type Locator, type Page, expect, test } from "./support/test.ts";

// axe at two widths, in both themes, takes a slow machine its time.
test.describe.configure({ timeout: 90_000 });

const log = (page: Page): Locator => page.getByRole("table", { name: "Audit log" });
const lines = (page: Page): Locator => log(page).locator("tbody tr:not(.pad-row)");
const line = (page: Page, text: string | RegExp): Locator => lines(page).filter({ hasText: text });
const opened = (page: Page): Locator => page.getByRole("dialog");
const plan = (page: Page): Locator => page.getByRole("complementary", { name: "Plan" });

/** What one field of the opened record held and holds. */
async function field(page: Page, name: string): Promise<string[]> {
  const row = opened(page).getByRole("row").filter({ has: page.getByRole("rowheader", { name, exact: true }) });
  return row.getByRole("cell").allInnerTexts();
}

async function openLog(page: Page): Promise<void> {
  await side(page, "Audit log");
  await expect(heading(page, "Audit log")).toBeVisible();
}

/** Exports what shows. */
async function exported(page: Page, form: "As CSV" | "As NDJSON"): Promise<{ name: string; bytes: Buffer }> {
  await page.getByRole("button", { name: "Export" }).click();
  return download(page, () => page.getByRole("menuitem", { name: form }).click());
}

/** Gives the Workspace that is open another description, at once. */
async function describe(page: Page, text: string): Promise<void> {
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Settings" }).first().click();
  await expect(heading(page, "Workspace settings")).toBeVisible();
  await page.getByRole("textbox", { name: "Description" }).fill(text);
  await page.getByRole("button", { name: "Save" }).first().click();
  await expect(toast(page, "Workspace saved")).toBeVisible();
}

test("each change is listed, and opens to what each field held before and after", async ({ page }) => {
  await createOrganization(page);
  await openWorkspace(page, "Data Platform");
  await createDeployment(page, "orders-etl");
  await openWorkspace(page, "Data Platform");
  await describe(page, "Where data is made");
  await openLog(page);
  const changed = line(page, "Changed the Workspace Data Platform");
  await expect(changed).toContainText("Grace Moreau");
  await expect(changed).toContainText("Description");
  await expect(changed).toContainText("Edit");
  await expect(changed).toContainText(/Chromium \d+ on Linux/);
  await expect(line(page, "Created the Deployment orders-etl")).toHaveCount(1);
  await expect(line(page, "Founded the Organization Contoso Data")).toHaveCount(1);
  // The newest comes first.
  await expect(lines(page).first()).toContainText("Changed the Workspace");

  await changed.getByRole("link").click();
  await expect(opened(page)).toContainText("workspaceEdited");
  await expect.poll(() => field(page, "Description")).toEqual(["empty", "Where data is made"]);
  await expect(opened(page)).toContainText(/Chromium \d+ on Linux/);
  await expectNoAxeViolationsAtAnyWidth(page);
  await pictures(page, "audit-record");
  // The address names it, and the one before is a press away.
  await page.reload();
  await expect(opened(page)).toContainText("workspaceEdited");
  await opened(page).getByRole("button", { name: "Older" }).click();
  await expect(opened(page)).toContainText("deploymentCreated");
  await expect.poll(() => field(page, "Executor")).toHaveLength(2);
  await page.keyboard.press("Escape");
  await expect(opened(page)).toBeHidden();
  await expectNoAxeViolationsAtAnyWidth(page);
  await pictures(page, "audit");
});

test("the list follows what is committed, here and in another tab", async ({ page }) => {
  const root = await createOrganization(page).then(() => organizationRoot(page));
  await createWorkspace(page, "Finance");
  await openLog(page);
  await expect(line(page, "Created the Workspace Finance")).toHaveCount(1);
  await page.keyboard.press("ControlOrMeta+z");
  await expect(line(page, "Deleted the Workspace Finance")).toHaveCount(1);
  const other = await page.context().newPage();
  await other.goto(`${root}/workspaces`);
  await createWorkspace(other, "Marketing");
  await expect(line(page, "Created the Workspace Marketing")).toHaveCount(1);
});

test("filters stand in the address and fit each other", async ({ page }) => {
  await createOrganization(page);
  await openWorkspace(page, "Data Platform");
  await createDeployment(page, "orders-etl");
  await createWorkspace(page, "Finance");
  await openLog(page);
  // Until the log is read, its table holds placeholders.
  await expect(line(page, "Created the Workspace Finance")).toHaveCount(1);
  const all = await lines(page).count();
  await page.getByLabel("Kind").selectOption({ label: "Deployment" });
  await expect(lines(page)).toHaveCount(1);
  await page.getByLabel("Kind").selectOption({ label: "Any kind" });
  await page.getByLabel("Filter the audit log").fill("workspace finance");
  await expect(lines(page)).toHaveCount(1);
  await page.reload();
  await expect(page.getByLabel("Filter the audit log")).toHaveValue("workspace finance");
  await expect(lines(page)).toHaveCount(1);
  await page.getByLabel("Cause").selectOption({ label: "Import" });
  await expect(page.getByText("Nothing fits the filter")).toBeVisible();
  await page.getByRole("button", { name: "Clear the filter" }).click();
  await expect(lines(page)).toHaveCount(all);
  await page.getByLabel("Who", { exact: true }).selectOption({ label: "Grace Moreau" });
  await page.getByLabel("Time").selectOption({ label: "Last 24 hours" });
  await expect(lines(page)).toHaveCount(all);
  await expect(page).toHaveURL(/who=user-c\w+/);
});

test("the plan decides how far back it reaches, and what reaches further is refused", async ({ page }) => {
  await createOrganization(page, { plan: "Developer" });
  const root = organizationRoot(page);
  await openLog(page);
  await expect(page.getByText("The Developer plan lists and exports the last 7 days.")).toBeVisible();
  const day = (back: number) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel("Time").selectOption({ label: "Between two days" });
  await page.getByLabel("From, in UTC").fill(day(3));
  await expect(line(page, "Founded the Organization")).toHaveCount(1);
  await page.getByLabel("From, in UTC").fill(day(30));
  await expect(page.getByText("This window is refused")).toBeVisible();
  await expect(page.getByRole("main")).toContainText("the Developer plan keeps 7 days");
  await expect(line(page, "Founded the Organization")).toHaveCount(0);
  await page.getByLabel("From, in UTC").fill(day(1));
  await page.getByLabel("Until, in UTC").fill(day(2));
  await expect(page.getByText("The last day is before the first.")).toBeVisible();
  await page.goto(`${root}/audit`);
  await expect(line(page, "Founded the Organization")).toHaveCount(1);
});

test("what shows is exported, one record of JSON a line or as a table that no spreadsheet runs", async ({ page }) => {
  await createOrganization(page);
  await openWorkspace(page, "Data Platform");
  await describe(page, "=HYPERLINK(\"x\")");
  await createWorkspace(page, "=1+1");
  await openLog(page);
  await page.getByLabel("Kind").selectOption({ label: "Workspace" });
  await expect(lines(page)).toHaveCount(3);
  const json = await exported(page, "As NDJSON");
  expect(json.name).toMatch(dated("Contoso Data audit log", "ndjson"));
  const records = json.bytes.toString().trimEnd().split("\n").map((text) => JSON.parse(text));
  expect(records).toHaveLength(4);
  const end = records.pop();
  expect(end.end).toMatchObject({ records: 3, refusedAttempts: 0 });
  expect(end.end.logHash).toMatch(/^[0-9a-f]{64}$/);
  for (const record of records) {
    expect(record).toMatchObject({ subjectType: "USER", subjectName: "Grace Moreau", sourceIp: null, resourceType: "Workspace" });
    expect(record.userAgent).toMatch(/Chromium/);
    expect(record.organizationId).toMatch(/^c\w{24}$/);
    expect(record.timestamp).toMatch(/^\d{4}-\d\d-\d\dT[\d:]{8}Z$/);
  }
  // The oldest comes first.
  expect(records.map((record) => record.action)).toEqual(["workspaceCreated", "workspaceEdited", "workspaceCreated"]);
  expect(records[1].changes[0].fields).toContainEqual({ field: "description", before: "", after: "=HYPERLINK(\"x\")" });

  const table = await exported(page, "As CSV");
  expect(table.name).toMatch(dated("Contoso Data audit log", "csv"));
  const text = table.bytes.toString();
  expect(text.split("\r\n")[0]).toMatch(/^timestamp,organizationId,subjectType,subjectId/);
  expect(text).toContain("\"'=1+1\"");
  for (const row of text.trimEnd().split("\r\n")) {
    expect(row).not.toMatch(/(^|,)"?[=+@]/);
  }
});

test("the chain is recomputed, and the page says what that proves", async ({ page }) => {
  await createOrganization(page);
  await createWorkspace(page, "Finance");
  await openLog(page);
  const proof = section(page, "Is the log whole");
  await expect(proof).toContainText("Nobody outside vouches for the end of the chain.");
  await proof.getByRole("button", { name: "Verify the log" }).click();
  await expect(proof).toContainText("All 2 commits are as they were written");
  const shown = (await proof.locator("code").first().innerText()).trim();
  const json = await exported(page, "As NDJSON");
  const end = JSON.parse(json.bytes.toString().trimEnd().split("\n").at(-1) ?? "");
  expect(end.end).toMatchObject({ logCommits: 2, logHash: shown });
  await expectNoAxeViolationsAtAnyWidth(page);
  await pictures(page, "audit-verified");
});

test("of a secret it tells that it was set and replaced, and nothing else", async ({ page }) => {
  await createOrganization(page);
  await openWorkspace(page, "Data Platform");
  await createDeployment(page, "orders-etl");
  await page.getByRole("navigation", { name: "Deployment" }).getByRole("link", { name: /^Environment/ }).click();
  await page.getByRole("button", { name: "Add a variable" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Add a variable" });
  await dialog.getByLabel("Key").fill("DB_PASSWORD");
  await dialog.getByLabel("Value").fill("hunter2-and-more");
  await dialog.getByRole("switch", { name: "Secret" }).click();
  await dialog.getByRole("button", { name: "Stage it" }).click();
  await plan(page).getByRole("button", { name: /^Apply/ }).click();
  await expect(plan(page)).toContainText("Nothing is staged");
  await page.getByRole("link", { name: "History" }).click();
  await expect(heading(page, "History of orders-etl")).toBeVisible();
  const history = page.getByRole("table", { name: "History" }).locator("tbody tr:not(.pad-row)");
  await expect(history).toHaveCount(2);
  await expect(history.first()).toContainText("Plan");
  await history.first().getByRole("link").click();
  await expect.poll(() => field(page, "Variable DB_PASSWORD")).toEqual(["nothing", "set"]);
  await expect(page.locator("body")).not.toContainText("hunter2");
  await page.keyboard.press("Escape");
  await openLog(page);
  const json = await exported(page, "As NDJSON");
  expect(json.bytes.toString()).not.toContain("hunter2");
  expect(await everythingStored(page)).not.toContain("hunter2");
});

test("what is refused is kept apart, and exported where somebody asks for it", async ({ page }) => {
  await createOrganization(page);
  await side(page, "Workspaces");
  await page.getByRole("button", { name: "Create a Workspace" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Create a Workspace" });
  await dialog.getByLabel("Name").fill("Data Platform");
  await dialog.getByRole("button", { name: "Create the Workspace" }).click();
  await expect(dialog).toContainText("already there");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await openLog(page);
  await expect(line(page, "Founded the Organization")).toHaveCount(1);
  await expect(line(page, "refused")).toHaveCount(0);
  await page.getByRole("navigation", { name: "Audit log" }).getByRole("link", { name: "Refused attempts" }).click();
  const refused = page.getByRole("table", { name: "Refused attempts" }).locator("tbody tr:not(.pad-row)");
  await expect(refused).toHaveCount(1);
  await expect(refused).toContainText("Grace Moreau");
  await expect(refused).toContainText("Create Workspace Data Platform");
  // Names stand for themselves, and the reason is there in full.
  await expect(refused.locator("code")).toHaveText(["Data Platform"]);
  await expect(refused).not.toContainText("`");
  const reason = refused.getByRole("cell").last();
  await expect(reason).toContainText(/already there.*\./);
  expect(await reason.evaluate((cell) => cell.scrollWidth <= cell.clientWidth)).toBe(true);
  await expect(refused).toContainText("Breaks a rule");
  await expectNoAxeViolationsAtAnyWidth(page);
  await pictures(page, "audit-refused");
  await page.reload();
  await expect(refused).toHaveCount(1);

  await openLog(page);
  expect((await exported(page, "As NDJSON")).bytes.toString()).not.toContain("\"refused\":true");
  await page.getByRole("button", { name: "Export" }).click();
  await page.getByRole("menuitem", { name: "Put refused attempts in" }).click();
  expect((await exported(page, "As NDJSON")).bytes.toString()).toContain("\"refused\":true");
});

test("who may not read the log sees the history of what they may read, and no other names", async ({ page }) => {
  await openSample(page);
  const root = organizationRoot(page);
  await openWorkspace(page, "Marketing analytics");
  await describe(page, "Campaigns and their costs");
  await actAs(page, "Viktor Lind");
  await page.goto(`${root}/audit`);
  await expect(page.getByText("You may not see this list")).toBeVisible();
  await expect(page.getByRole("main")).toContainText("organization.auditLogs.get");
  await page.getByRole("button", { name: "Export" }).click();
  await expect(page.getByRole("menuitem", { name: "As CSV" })).toHaveAttribute("aria-disabled", "true");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Verify the log" })).toHaveCount(0);
  await page.goto(`${root}/audit/refused`);
  await expect(page.getByText("You may not see this list")).toBeVisible();
  await openWorkspace(page, "Marketing analytics");
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Settings" }).first().click();
  await page.getByRole("link", { name: "History" }).click();
  await expect(heading(page, "History of Marketing analytics")).toBeVisible();
  const history = page.getByRole("table", { name: "History" }).locator("tbody tr:not(.pad-row)");
  await expect(history.first()).toContainText("Changed the Workspace Marketing analytics");
  // From where somebody works is told to those alone who may read the audit log.
  await expect(history.first()).not.toContainText("Chromium");
  // Other Workspaces are no part of it.
  await expect(page.getByRole("table", { name: "History" })).not.toContainText("Factory");
  await history.first().getByRole("link").click();
  await expect.poll(async () => (await field(page, "Description"))[1]).toBe("Campaigns and their costs");
  await expectNoAxeViolationsAtAnyWidth(page);
  await pictures(page, "audit-history");
});

test("the log of the large sample is listed and filtered", async ({ page }) => {
  test.slow();
  await openSample(page, "large");
  await createWorkspace(page, "Audited");
  await openLog(page);
  await expect(line(page, "Created the Workspace Audited")).toHaveCount(1);
  await page.getByLabel("Filter the audit log").fill("audited");
  await expect(lines(page)).toHaveCount(1);
  await page.getByLabel("Filter the audit log").fill("");
  // A window of them is drawn, and all of them are exported.
  const count = page.getByText(/^[\d,]+ of [\d,]+$/);
  await expect(count).not.toHaveText(/^1 of/);
  const all = Number(((await count.innerText()).split(" ")[0] ?? "").replace(",", ""));
  expect(await lines(page).count()).toBeLessThan(200);
  await pictures(page, "audit-large");
  const json = await exported(page, "As NDJSON");
  expect(json.bytes.toString().trimEnd().split("\n")).toHaveLength(all + 1);
});
