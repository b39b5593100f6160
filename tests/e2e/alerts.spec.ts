// Alerts and notification channels: each type is created, changed through the plan, undone and deleted; who is told;
// junk, and what somebody may not do.
import {
  actAs, createOrganization, description, everythingStored, heading, openSample, openWorkspace, section, side, toast,
} from "./support/app.ts";
import { expectNoAxeViolationsAtAnyWidth } from "./support/axe.ts";
import { pictures } from "./support/pictures.ts";
import { type Locator, type Page, expect, test } from "./support/test.ts";

const MARKETING = "Marketing analytics";

async function alerts(page: Page, workspace = MARKETING): Promise<void> {
  await openWorkspace(page, workspace);
  await side(page, "Alerts");
  await expect(heading(page, "Alerts")).toBeVisible();
}

async function channels(page: Page): Promise<void> {
  await side(page, "Alerts");
  await page.getByRole("navigation", { name: "Alerts" }).getByRole("link", { name: "Notification channels" }).click();
  await expect(heading(page, "Notification channels")).toBeVisible();
}

function alertTable(page: Page): Locator {
  return page.getByRole("table", { name: "Alerts", exact: true });
}

function channelTable(page: Page): Locator {
  return page.getByRole("table", { name: "Notification channels", exact: true });
}

async function pick(field: Locator, text: string): Promise<void> {
  await field.fill(text);
  await field.page().getByRole("listbox").getByRole("option").first().click();
}

async function applyPlan(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Apply \d+ change/ }).click();
  await expect(toast(page, /^Plan of \d+ changes? applied/)).toBeVisible();
}

async function startAlert(page: Page, name: string, about: string): Promise<void> {
  await side(page, "Alerts");
  await page.getByRole("link", { name: "Create an alert" }).click();
  await expect(heading(page, "Create an alert")).toBeVisible();
  await page.getByLabel("Name", { exact: true }).fill(name);
  await pick(page.getByRole("combobox", { name: "Deployment" }), "crm-export");
  await page.getByLabel("About", { exact: true }).selectOption(about);
}

async function createAlert(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Create the alert" }).click();
  await expect(toast(page, `${name} created`)).toBeVisible();
  await expect(heading(page, name)).toBeVisible();
}

async function createChannel(page: Page, name: string, type: string, fill: () => Promise<void>): Promise<void> {
  await channels(page);
  await page.getByRole("link", { name: "Create a channel" }).click();
  await expect(heading(page, "Create a notification channel")).toBeVisible();
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("radio", { name: type, exact: true }).click();
  await fill();
  await page.getByRole("button", { name: "Create the channel" }).click();
  await expect(toast(page, `${name} created`)).toBeVisible();
  await expect(heading(page, name)).toBeVisible();
}

test("the sample's alerts are listed, and the one that reaches nobody says so and is mended by the plan", async ({ page }) => {
  await openSample(page);
  await alerts(page);
  await expect(alertTable(page).locator("tbody td:first-child").getByRole("link")).toHaveText([
    "Attribution not ready by eight", "Audience sync failed", "CRM export failed",
  ]);
  const mute = alertTable(page).getByRole("row", { name: /Audience sync/ });
  await expect(mute).toContainText("Reaches nobody");
  await expect(mute.getByRole("link", { name: "in the guard rails" })).toHaveAttribute("href", /guard-rails\?.*alert/);
  await expectNoAxeViolationsAtAnyWidth(page);
  await pictures(page, "alerts");
  await page.getByLabel("Filter alerts").fill("critical");
  await expect(alertTable(page).getByRole("link")).toHaveText(["Attribution not ready by eight"]);
  await page.getByLabel("Filter alerts").fill("");
  await page.getByRole("link", { name: "Audience sync failed" }).click();
  await expect(page.getByText("It reaches nobody", { exact: true })).toBeVisible();
  await page.getByRole("checkbox", { name: /Marketing on call/ }).check();
  await applyPlan(page);
  await expect(page.getByText("It reaches nobody", { exact: true })).toBeHidden();
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(page.getByText("It reaches nobody", { exact: true })).toBeVisible();
});

test("a timeliness alert shows its days, its deadline and its DAGs, and a change of each goes through the plan", async ({ page }) => {
  await openSample(page);
  await alerts(page);
  await page.getByRole("link", { name: "Attribution not ready by eight" }).click();
  await expect(page.getByLabel("Has to have succeeded by")).toHaveValue("08:00");
  await expect(page.getByRole("checkbox", { name: "Saturday" })).not.toBeChecked();
  await expect(page.getByLabel(/^Names of condition 1/)).toHaveValue("attribution");
  await page.getByRole("checkbox", { name: "Saturday" }).check();
  await page.getByLabel("Has to have succeeded by").fill("25:00");
  await expect.poll(() => description(page.getByLabel("Has to have succeeded by"))).toMatch(/no time of the day/);
  await page.getByLabel("Has to have succeeded by").fill("09:30");
  await page.getByLabel("A success counts for the last").fill("59");
  await expect.poll(() => description(page.getByLabel("A success counts for the last"))).toMatch(/60 to 86400/);
  await page.getByLabel("A success counts for the last").fill("86401");
  await expect.poll(() => description(page.getByLabel("A success counts for the last"))).toMatch(/allowed are 60 to 86400/);
  await page.getByLabel("A success counts for the last").fill("86400");
  await expectNoAxeViolationsAtAnyWidth(page);
  await pictures(page, "alert");
  await applyPlan(page);
  await page.reload();
  await expect(page.getByLabel("Has to have succeeded by")).toHaveValue("09:30");
  await expect(page.getByRole("checkbox", { name: "Saturday" })).toBeChecked();
});

test("alerts about failures and durations are created, changed, undone and deleted with Undo", async ({ page }) => {
  await openSample(page);
  await alerts(page);
  await startAlert(page, "Loads too slow", "Task duration");
  await page.getByRole("button", { name: "Create the alert" }).click();
  await expect(page.getByRole("main")).toContainText("Missing fields: “A task takes longer than”");
  await page.getByLabel("A task takes longer than").fill("an hour");
  await expect(page.getByRole("button", { name: "Create the alert" })).toHaveAttribute("aria-disabled", "true");
  await page.getByLabel("A task takes longer than").fill("5400");
  await expect.poll(() => description(page.getByLabel("A task takes longer than"))).toContain("1 h 30 min");
  await page.getByRole("button", { name: "Add a condition" }).click();
  await page.getByLabel("What condition 1 looks at").selectOption("Task id");
  await page.getByLabel(/^Names of condition 1/).fill("load_contacts\nload_consent");
  await page.getByRole("checkbox", { name: /Marketing on call/ }).check();
  await pictures(page, "alert-create");
  await expectNoAxeViolationsAtAnyWidth(page);
  await createAlert(page, "Loads too slow");
  await page.getByRole("radio", { name: "Critical" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Loads far too slow");
  await applyPlan(page);
  await expect(heading(page, "Loads far too slow")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(heading(page, "Loads too slow")).toBeVisible();
  await page.getByRole("button", { name: "Delete the alert" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete this alert" });
  await expect(dialog).toContainText("Marketing on call");
  await dialog.getByRole("button", { name: "Delete the alert" }).click();
  await expect(alertTable(page)).not.toContainText("Loads too slow");
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(alertTable(page)).toContainText("Loads too slow");
});

test("an alert with a name that is too long or with none is refused beside the field", async ({ page }) => {
  await openSample(page);
  await alerts(page);
  await startAlert(page, "n".repeat(257), "DAG failure");
  await page.getByRole("button", { name: "Create the alert" }).click();
  await expect.poll(() => description(page.getByLabel("Name", { exact: true }))).toMatch(/257 characters, the limit is 256/);
  await page.getByLabel("Name", { exact: true }).fill("  ");
  await page.getByRole("button", { name: "Create the alert" }).click();
  await expect.poll(() => description(page.getByLabel("Name", { exact: true }))).toMatch(/name is empty/);
});

test("a channel of each type is created; credentials are sealed and only replaced", async ({ page }) => {
  await openSample(page);
  await alerts(page);
  await createChannel(page, "Mail the desk", "E-mail", async () => {
    await page.getByLabel("Recipients").fill("desk@northwind.example\nnobody");
    await page.getByRole("button", { name: "Create the channel" }).click();
    await expect.poll(() => description(page.getByLabel("Recipients"))).toMatch(/nobody/);
    await page.getByLabel("Recipients").fill("desk@northwind.example\nnight@northwind.example");
  });
  await createChannel(page, "Slack", "Slack", async () => {
    await page.getByLabel("Webhook address").fill("https://hooks.slack.example/T0/B0/verysecret");
  });
  await createChannel(page, "Pager", "PagerDuty", async () => {
    await page.getByLabel("Integration key").fill("pager-key-of-northwind");
  });
  await createChannel(page, "Genie", "Opsgenie", async () => {
    await page.getByLabel("API key").fill("genie-key-of-northwind");
  });
  await createChannel(page, "Repair", "DAG trigger", async () => {
    await page.getByLabel("DAG id").fill("repair");
    await page.getByRole("button", { name: "Create the channel" }).click();
    await expect(page.getByRole("main")).toContainText("Missing fields: “API token”, “Deployment”");
    await pick(page.getByRole("combobox", { name: "Deployment" }), "crm-export");
    await page.getByLabel("API token").fill("token-of-the-repair");
  });
  await page.getByRole("button", { name: "Replace" }).click();
  await page.getByLabel("API token").fill("another-token-of-it");
  await page.getByLabel("DAG id").fill("repair_all");
  await pictures(page, "channel");
  await applyPlan(page);
  await page.reload();
  await expect(page.getByLabel("DAG id")).toHaveValue("repair_all");
  await expect(page.getByText("Sealed on this device")).toBeVisible();
  const stored = await everythingStored(page);
  for (const secret of ["verysecret", "pager-key-of", "genie-key-of", "token-of-the-repair", "another-token"]) {
    expect(stored).not.toContain(secret);
  }
  await channels(page);
  await expect(channelTable(page).getByRole("link")).toHaveText(["Genie", "Mail the desk", "Marketing on call", "Pager", "Repair", "Slack"]);
  await expectNoAxeViolationsAtAnyWidth(page);
  await pictures(page, "channels");
});

test("a channel that alerts use stays; it is shared, renamed and undone", async ({ page }) => {
  await openSample(page);
  await alerts(page);
  await channels(page);
  await channelTable(page).getByRole("link", { name: "Marketing on call" }).click();
  await expect(page.getByRole("list", { name: "Alerts that use it" }).getByRole("link")).toHaveCount(2);
  const remove = page.getByRole("button", { name: "Delete the channel" });
  await expect(remove).toHaveAttribute("aria-disabled", "true");
  await expect.poll(() => description(remove)).toMatch(/2 alerts use the channel/);
  await expectNoAxeViolationsAtAnyWidth(page);
  await page.getByRole("switch", { name: "Shared" }).click();
  await expect.poll(() => description(page.getByRole("switch", { name: "Shared" }))).toMatch(/2 alerts use the channel/);
  await page.getByRole("switch", { name: "Shared" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Marketing night shift");
  await applyPlan(page);
  await expect(heading(page, "Marketing night shift")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(heading(page, "Marketing on call")).toBeVisible();
});

test("an empty Workspace says what alerts and channels are for", async ({ page }) => {
  await createOrganization(page);
  await alerts(page, "Data Platform");
  await expect(page.getByRole("heading", { name: "No alerts yet" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Create an alert" })).toHaveAttribute("aria-disabled", "true");
  await channels(page);
  await expect(page.getByRole("heading", { name: "No notification channels yet" })).toBeVisible();
});

test("a Viewer reads rules and reasons and may not change them, and an outsider finds nothing", async ({ page }) => {
  await openSample(page);
  await alerts(page);
  const list = page.url();
  await page.getByRole("link", { name: "CRM export failed" }).click();
  await expect(heading(page, "CRM export failed")).toBeVisible();
  const address = page.url();
  await actAs(page, "Viktor Lind");
  await page.goto(list);
  const create = page.getByRole("link", { name: "Create an alert" });
  await expect(create).toHaveAttribute("aria-disabled", "true");
  await page.goto(address);
  await expect(heading(page, "CRM export failed")).toBeVisible();
  await expect(page.getByText("You can read this, and not change it")).toBeVisible();
  await expect(section(page, "Who is told").getByRole("checkbox").first()).toHaveAttribute("aria-disabled", "true");
  await expect(page.getByRole("button", { name: "Delete the alert" })).toHaveAttribute("aria-disabled", "true");
  await actAs(page, "Otto Berg");
  await page.goto(address);
  await expect(heading(page, "Workspace not found")).toBeVisible();
});
