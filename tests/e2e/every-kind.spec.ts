// Every kind of thing of Workspaces, Deployments and the Organization: made at once and undone, made again through the
// plan, changed through the plan, and the change undone. Then settings that are always there, and what has no way back.
// A catalogue file is taken and given up in organization.spec.ts: it belongs to the device, and no plan holds it.
import {
  createDeployment, createOrganization, everythingStored, example, heading, openSample, openWorkspace, organizationRoot,
  pick as pickFiles, section, side, toast,
} from "./support/app.ts";
import { follow } from "./support/places.ts";
import { type Locator, type Page, expect, test } from "./support/test.ts";

test.describe.configure({ timeout: 90_000 });

const MARKETING = "Marketing analytics";
const STAGE = "Add to the plan";

function plan(page: Page): Locator {
  return page.getByRole("complementary", { name: "Plan" });
}

/** The notice that says this. */
function notice(page: Page, text: string | RegExp): Locator {
  return page.getByRole("region", { name: "Notifications" }).locator(".toast").filter({ hasText: text }).last();
}

/** Takes back what a notice tells of. */
async function undo(page: Page, told: string | RegExp): Promise<void> {
  await notice(page, told).getByRole("button", { name: "Undo" }).click();
  await expect(notice(page, "Undone")).toBeVisible();
}

/** Applies all that is staged, on the plan's own page. */
async function applyOnPlanPage(page: Page): Promise<void> {
  await follow(page, `${organizationRoot(page)}/plan`);
  await expect(heading(page, "Plan")).toBeVisible();
  await page.getByRole("button", { name: /^Apply \d+ change/ }).click();
  await expect(notice(page, /^Plan of \d+ changes? applied/)).toBeVisible();
}

/** Applies it from the panel beside the form. */
async function applyBeside(page: Page): Promise<void> {
  await plan(page).getByRole("button", { name: /^Apply \d+ change/ }).click();
  await expect(notice(page, /^Plan of \d+ changes? applied/)).toBeVisible();
  await expect(plan(page)).toContainText("Nothing is staged");
}

async function choose(field: Locator, text: string): Promise<void> {
  await field.fill(text);
  await field.page().getByRole("listbox").getByRole("option").first().click();
}

/** A thing with a page of its own. */
interface Kind {
  /** What it is. */
  kind: string;
  /** Opens what it is made in. */
  open: (page: Page) => Promise<void>;
  /** Goes to the list. */
  list: (page: Page) => Promise<void>;
  /** Its name, as the list has it. */
  name: string;
  /** Fills the form. */
  fill: (page: Page) => Promise<void>;
  /** The button that makes it at once. */
  press: string;
  /** What is told then. */
  told: string;
  /** Changes it, in its form. */
  change: (page: Page) => Promise<void>;
  /** Expects it changed, or as it was made. */
  expect: (page: Page, changed: boolean) => Promise<void>;
}

/** A text field that a kind changes. */
function text(label: string, first: string, then: string): Pick<Kind, "change" | "expect"> {
  return {
    change: async (page) => page.getByLabel(label, { exact: true }).fill(then),
    expect: async (page, changed) =>
      expect(page.getByLabel(label, { exact: true })).toHaveValue(changed ? then : first),
  };
}

function environmentObject(
  kind: string,
  label: string,
  name: string,
  fill: (page: Page) => Promise<void>,
  change: Pick<Kind, "change" | "expect">,
): Kind {
  return {
    kind,
    name,
    open: async (page) => {
      await openSample(page);
      await openWorkspace(page, MARKETING);
    },
    list: async (page) => {
      await side(page, "Environment");
      await expect(heading(page, "Environment")).toBeVisible();
    },
    fill: async (page) => {
      await page.getByRole("link", { name: "Create an object" }).click();
      await page.getByRole("radio", { name: kind, exact: true }).click();
      await page.getByLabel(label, { exact: true }).fill(name);
      await fill(page);
    },
    press: "Create the object",
    told: `${name} created`,
    ...change,
  };
}

function alert(about: string, fill: (page: Page) => Promise<void>, change: Pick<Kind, "change" | "expect">): Kind {
  const name = `About ${about}`;
  return {
    kind: `An alert about: ${about}`,
    name,
    open: async (page) => {
      await openSample(page);
      await openWorkspace(page, MARKETING);
    },
    list: async (page) => {
      await side(page, "Alerts");
      await expect(heading(page, "Alerts")).toBeVisible();
    },
    fill: async (page) => {
      await page.getByRole("link", { name: "Create an alert" }).click();
      await page.getByLabel("Name", { exact: true }).fill(name);
      await choose(page.getByRole("combobox", { name: "Deployment" }), "crm-export");
      await page.getByLabel("About", { exact: true }).selectOption(about);
      await page.getByRole("checkbox", { name: /Marketing on call/ }).check();
      await fill(page);
    },
    press: "Create the alert",
    told: `${name} created`,
    ...change,
  };
}

const severity: Pick<Kind, "change" | "expect"> = {
  change: async (page) => page.getByRole("radio", { name: "Critical" }).click(),
  expect: async (page, changed) =>
    expect(page.getByRole("radio", { name: changed ? "Critical" : "Warning" })).toBeChecked(),
};

function channel(type: string, fill: (page: Page) => Promise<void>, change: Pick<Kind, "change" | "expect">): Kind {
  const name = `Through ${type}`;
  return {
    kind: `A notification channel: ${type}`,
    name,
    open: async (page) => {
      await openSample(page);
      await openWorkspace(page, MARKETING);
    },
    list: async (page) => {
      await side(page, "Alerts");
      await page.getByRole("navigation", { name: "Alerts" }).getByRole("link", { name: "Notification channels" }).click();
      await expect(heading(page, "Notification channels")).toBeVisible();
    },
    fill: async (page) => {
      await page.getByRole("link", { name: "Create a channel" }).click();
      await page.getByLabel("Name", { exact: true }).fill(name);
      await page.getByRole("radio", { name: type, exact: true }).click();
      await fill(page);
    },
    press: "Create the channel",
    told: `${name} created`,
    ...change,
  };
}

/** A new one is shared with the Deployments below. */
const shared: Pick<Kind, "change" | "expect"> = {
  change: async (page) => page.getByRole("switch", { name: "Shared" }).click(),
  expect: async (page, changed) => expect(page.getByRole("switch", { name: "Shared" })).toBeChecked({ checked: !changed }),
};

const nothing = async (): Promise<void> => {};

const kinds: Kind[] = [
  environmentObject(
    "Connection",
    "Connection id",
    "ledger",
    async (page) => {
      await choose(page.getByRole("combobox", { name: "Connection type" }), "PostgreSQL");
      await page.getByLabel("Host", { exact: true }).fill("ledger.northwind.example");
      await page.getByLabel("Password", { exact: true }).fill("s3cr3t-of-the-ledger");
    },
    text("Host", "ledger.northwind.example", "ledger-2.northwind.example"),
  ),
  environmentObject(
    "Airflow variable",
    "Key",
    "greeting",
    async (page) => page.getByLabel("Value", { exact: true }).fill("hello"),
    text("Value", "hello", "good morning"),
  ),
  environmentObject(
    "Environment variable",
    "Key",
    "GREETING",
    async (page) => page.getByLabel("Value", { exact: true }).fill("hello"),
    text("Value", "hello", "good morning"),
  ),
  environmentObject(
    "Metrics export",
    "Name",
    "grafana",
    async (page) => page.getByLabel("Endpoint", { exact: true }).fill("https://metrics.example.com/write"),
    text("Endpoint", "https://metrics.example.com/write", "https://metrics.example.com/other"),
  ),
  alert("DAG failure", nothing, severity),
  alert("DAG success", nothing, severity),
  alert("Task failure", nothing, severity),
  alert(
    "DAG duration",
    async (page) => page.getByLabel("A DAG run takes longer than").fill("3600"),
    text("A DAG run takes longer than", "3600", "7200"),
  ),
  alert(
    "Task duration",
    async (page) => page.getByLabel("A task takes longer than").fill("600"),
    text("A task takes longer than", "600", "900"),
  ),
  alert(
    "DAG timeliness",
    async (page) => {
      await page.getByLabel("Has to have succeeded by").fill("08:30");
      await page.getByRole("checkbox", { name: "Monday" }).check();
      await page.getByLabel("A success counts for the last").fill("3600");
    },
    text("Has to have succeeded by", "08:30", "09:15"),
  ),
  channel(
    "E-mail",
    async (page) => page.getByLabel("Recipients").fill("desk@northwind.example"),
    text("Recipients", "desk@northwind.example", "night@northwind.example"),
  ),
  channel("Slack", async (page) => page.getByLabel("Webhook address").fill("https://hooks.slack.example/T0/B0/x"), shared),
  channel("PagerDuty", async (page) => page.getByLabel("Integration key").fill("pager-key-of-northwind"), shared),
  channel("Opsgenie", async (page) => page.getByLabel("API key").fill("genie-key-of-northwind"), shared),
  channel(
    "DAG trigger",
    async (page) => {
      await page.getByLabel("DAG id").fill("repair");
      await choose(page.getByRole("combobox", { name: "Deployment" }), "crm-export");
      await page.getByLabel("API token").fill("token-of-the-repair");
    },
    text("DAG id", "repair", "repair_all"),
  ),
  {
    kind: "A Deployment",
    name: "nightly",
    open: async (page) => {
      await openSample(page);
      await openWorkspace(page, "Playground");
    },
    list: async (page) => {
      await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: /^Deployments/ }).click();
      await expect(heading(page, "Deployments")).toBeVisible();
    },
    fill: async (page) => {
      await page.getByRole("link", { name: "Create a Deployment" }).first().click();
      await page.getByLabel("Name", { exact: true }).fill("nightly");
    },
    press: "Create the Deployment",
    told: "Deployment “nightly” created",
    change: async (page) => {
      await page.getByRole("navigation", { name: "Deployment" }).getByRole("link", { name: "Settings" }).click();
      await page.getByRole("combobox", { name: "Scheduler size" }).selectOption("MEDIUM");
    },
    expect: async (page, changed) =>
      expect(page.getByRole("combobox", { name: "Scheduler size" })).toHaveValue(changed ? "MEDIUM" : "SMALL"),
  },
];

for (const it of kinds) {
  test(`${it.kind} is made and undone, made and changed through the plan, and the change undone`, async ({ page }) => {
    await it.open(page);
    const link = page.getByRole("main").getByRole("link", { name: it.name, exact: true });
    await it.list(page);
    await it.fill(page);
    await page.getByRole("button", { name: it.press }).click();
    await expect(notice(page, it.told)).toBeVisible();
    await undo(page, it.told);
    await it.list(page);
    await expect(link).toHaveCount(0);

    await it.fill(page);
    await page.getByRole("button", { name: STAGE }).click();
    await it.list(page);
    await expect(link).toHaveCount(0);
    await applyOnPlanPage(page);
    await openAgain(page, it);
    await link.click();
    await expect(heading(page, it.name)).toBeVisible();
    await it.change(page);
    await applyBeside(page);
    await it.expect(page, true);
    await undo(page, /^Plan of \d+ changes? applied/);
    await it.expect(page, false);
  });
}

/** The plan's page lies outside of a Workspace; its list is reached as a person would. */
async function openAgain(page: Page, it: Kind): Promise<void> {
  await openWorkspace(page, it.kind === "A Deployment" ? "Playground" : MARKETING);
  await it.list(page);
}

test("a Workspace is made and undone, changed through the plan, and the change undone", async ({ page }) => {
  await openSample(page);
  const make = async () => {
    await side(page, "Workspaces");
    await page.getByRole("button", { name: "Create a Workspace" }).first().click();
    const dialog = page.getByRole("dialog", { name: "Create a Workspace" });
    await dialog.getByLabel("Name").fill("Trial run");
    await dialog.getByRole("button", { name: "Create the Workspace" }).click();
    await expect(notice(page, "Workspace created")).toBeVisible();
  };
  await make();
  await undo(page, "Workspace created");
  await side(page, "Workspaces");
  await expect(page.getByRole("link", { name: "Trial run" })).toHaveCount(0);
  await make();
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Settings" }).first().click();
  const enforce = section(page, "New Deployments").getByRole("switch", { name: "Enforce CI/CD" });
  await enforce.click();
  await applyBeside(page);
  await expect(enforce).toBeChecked();
  await undo(page, /^Plan of 1 change applied/);
  await expect(enforce).not.toBeChecked();
});

test("a link, values of its own and an exclusion of an environment object go through the plan and back", async ({ page }) => {
  await openSample(page);
  await openWorkspace(page, MARKETING);
  await side(page, "Environment");
  const row = page.getByRole("table", { name: "Environment objects" }).getByRole("row", { name: /warehouse/ });
  await expect(row).toContainText("All Deployments");
  await row.getByRole("link").click();
  const gets = section(page, "Who gets it");
  await gets.getByLabel("What crm-export gets").selectOption("Does not get it");
  await gets.getByLabel("What audience-sync gets").selectOption("Gets it with values of its own");
  const own = gets.getByRole("group", { name: "Values of its own in audience-sync" });
  await own.getByLabel("Host", { exact: true }).fill("replica.northwind.example");
  await applyBeside(page);
  await side(page, "Environment");
  await expect(row).toContainText("All Deployments but 1, 1 with its own");
  await undo(page, /^Plan of \d+ changes? applied/);
  await expect(row).toContainText("All Deployments");
  await expect(row).not.toContainText("but 1");
  await expect(row).not.toContainText("with its own");
});

for (const secret of [false, true]) {
  test(`${secret ? "a secret" : "a plain"} environment variable is staged, undone, changed and the change undone`, async ({ page }) => {
    await createOrganization(page);
    await openWorkspace(page, "Data Platform");
    await createDeployment(page, "orders-etl");
    await page.getByRole("navigation", { name: "Deployment" }).getByRole("link", { name: /^Environment/ }).click();
    const table = page.getByRole("table", { name: "Environment variables" });
    const row = table.locator("tbody tr").filter({ has: page.getByText("DB_PASS", { exact: true }) });
    const add = async () => {
      await page.getByRole("button", { name: "Add a variable" }).first().click();
      const dialog = page.getByRole("dialog", { name: "Add a variable" });
      await dialog.getByLabel("Key").fill("DB_PASS");
      await dialog.getByLabel("Value").fill("first-value-of-it");
      if (secret) await dialog.getByRole("switch", { name: "Secret" }).click();
      await dialog.getByRole("button", { name: "Stage it" }).click();
      await applyBeside(page);
      await expect(row).toBeVisible();
    };
    await add();
    await undo(page, "Plan of 1 change applied");
    await expect(row).toHaveCount(0);
    await add();
    await row.getByRole("button", { name: "Edit DB_PASS" }).click();
    const dialog = page.getByRole("dialog", { name: "Edit DB_PASS" });
    await dialog.getByLabel("Value").fill("second-value-of-it");
    await dialog.getByRole("button", { name: "Stage it" }).click();
    await applyBeside(page);
    await undo(page, "Plan of 1 change applied");
    await expect(row).toContainText(secret ? "Secret, sealed on this device" : "first-value-of-it");
    if (secret) {
      expect(await everythingStored(page)).not.toContain("value-of-it");
    }
  });
}

/** A setting of something that is there. */
interface Setting {
  name: string;
  open: (page: Page) => Promise<void>;
  change: (page: Page) => Promise<void>;
  expect: (page: Page, changed: boolean) => Promise<void>;
}

async function organizationSettings(page: Page, tab = "General"): Promise<void> {
  await openSample(page);
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Settings" }).last().click();
  await expect(heading(page, "Organization settings")).toBeVisible();
  await page.getByRole("navigation", { name: "Organization settings" }).getByRole("link", { name: tab }).click();
}

async function deploymentSettings(page: Page, name: string): Promise<void> {
  await openSample(page);
  await side(page, "All Deployments");
  await page.getByRole("table", { name: "Deployments" }).getByRole("link", { name, exact: true }).click();
  await page.getByRole("navigation", { name: "Deployment" }).getByRole("link", { name: "Settings" }).click();
  await expect(section(page, "Execution")).toBeVisible();
}

const settings: Setting[] = [
  {
    name: "support access",
    open: async (page) => organizationSettings(page),
    change: async (page) => page.getByRole("switch", { name: "Support access" }).click(),
    expect: async (page, changed) => {
      // On in the sample.
      await expect(page.getByRole("switch", { name: "Support access" })).toBeChecked({ checked: !changed });
    },
  },
  {
    name: "the billing e-mail",
    open: async (page) => organizationSettings(page),
    change: async (page) => page.getByLabel("Billing e-mail").fill("bills@northwind.example"),
    expect: async (page, changed) => {
      const field = page.getByLabel("Billing e-mail");
      await (changed ? expect(field) : expect(field).not).toHaveValue("bills@northwind.example");
    },
  },
  {
    name: "the tier",
    open: async (page) => organizationSettings(page, "Plan"),
    change: async (page) => page.getByRole("radio", { name: "Business" }).click(),
    expect: async (page, changed) =>
      expect(page.getByRole("radio", { name: changed ? "Business" : "Enterprise" })).toBeChecked(),
  },
  {
    name: "the rate card",
    open: async (page) => {
      await openSample(page);
      await side(page, "Usage");
    },
    change: async (page) => page.getByLabel("Small", { exact: true }).fill("1.25"),
    expect: async (page, changed) => {
      const small = page.getByLabel("Small", { exact: true });
      await (changed ? expect(small) : expect(small).not).toHaveValue("1.25");
    },
  },
  {
    name: "contact e-mails",
    open: async (page) => deploymentSettings(page, "attribution-prod"),
    change: async (page) => page.getByLabel("Contact e-mails").fill("ads@northwind.example"),
    expect: async (page, changed) => {
      const emails = page.getByLabel("Contact e-mails");
      await (changed ? expect(emails) : expect(emails).not).toHaveValue("ads@northwind.example");
    },
  },
  {
    name: "log forwarding",
    open: async (page) => deploymentSettings(page, "crm-export"),
    change: async (page) => {
      const logs = section(page, "Log forwarding");
      await logs.getByLabel("Destination").selectOption({ label: "Datadog" });
      await logs.getByRole("textbox", { name: "Address" }).fill("https://intake.example");
      await logs.getByRole("textbox", { name: "Credential variable" }).fill("DATADOG_KEY");
      await logs.getByRole("switch", { name: "Forward logs" }).click();
    },
    expect: async (page, changed) => {
      const address = section(page, "Log forwarding").getByRole("textbox", { name: "Address" });
      await (changed ? expect(address).toHaveValue("https://intake.example") : expect(address).toBeHidden());
    },
  },
  {
    name: "an override of hibernation",
    open: async (page) => deploymentSettings(page, "airflow-3-trial"),
    change: async (page) => {
      const block = section(page, "Development and hibernation");
      await block.getByRole("radio", { name: "Keep asleep" }).check({ force: true });
      await block.getByLabel("Override until").fill("2090-01-01T08:00");
      await block.getByRole("button", { name: STAGE }).click();
    },
    expect: async (page, changed) => {
      const block = section(page, "Development and hibernation");
      await (changed
        ? expect(block).toContainText("Asleep until 2090-01-01T08:00:00Z")
        : expect(block.getByLabel("Override until")).toBeVisible());
    },
  },
];

for (const it of settings) {
  test(`${it.name} changes through the plan, and the change is undone`, async ({ page }) => {
    await it.open(page);
    await it.expect(page, false);
    await it.change(page);
    await applyBeside(page);
    await it.expect(page, true);
    await undo(page, /^Plan of \d+ changes? applied/);
    await it.expect(page, false);
  });
}

test("a transfer goes through the plan and is undone", async ({ page }) => {
  await deploymentSettings(page, "attribution-prod");
  const danger = section(page, "Danger");
  await choose(page.getByRole("combobox", { name: "Transfer to another Workspace" }), "Machine Learning");
  await danger.getByRole("button", { name: STAGE }).first().click();
  await expect(notice(page, "Transfer of attribution-prod added to the plan")).toBeVisible();
  await applyOnPlanPage(page);
  const deployment = page.getByRole("main").getByRole("link", { name: "attribution-prod", exact: true });
  await openWorkspace(page, "Machine Learning");
  await expect(deployment).toBeVisible();
  await undo(page, /^Plan of \d+ changes? applied/);
  await expect(deployment).toHaveCount(0);
  await openWorkspace(page, MARKETING);
  await expect(deployment).toBeVisible();
});

test("a deploy and a rollback go through the plan, stay, and say why; a description is undone", async ({ page }) => {
  await createOrganization(page);
  await openWorkspace(page, "Data Platform");
  await createDeployment(page, "orders-etl");
  await page.getByRole("navigation", { name: "Deployment" }).getByRole("link", { name: "Deploys" }).click();
  const tab = page.url();
  const rows = page.getByRole("table", { name: "Deploys" }).locator("tbody tr:not(.pad-row)");
  const stays = /It cannot be undone: what was deployed stays in the history/;
  const dialog = (name: string | RegExp) => page.getByRole("dialog", { name });
  for (const tag of ["v1", "v2"]) {
    await page.getByRole("button", { name: "Record a deploy" }).first().click();
    await dialog("Record a deploy").getByLabel("Tag").fill(tag);
    await dialog("Record a deploy").getByLabel("Version of the DAGs").fill(`2026-${tag}`);
    const how = tag === "v1" ? "Record the deploy" : STAGE;
    await dialog("Record a deploy").getByRole("button", { name: how }).click();
    if (tag === "v2") {
      await applyOnPlanPage(page);
      await follow(page, new URL(tab).pathname);
    }
    await expect(notice(page, stays)).toBeVisible();
  }
  await expect(rows).toHaveCount(2);
  await rows.nth(1).getByRole("link").click();
  const detail = dialog(/:v1$/);
  await detail.getByLabel("Description").fill("the very first");
  await detail.getByRole("button", { name: "Save the description" }).click();
  await expect(notice(page, "Deploy described")).toBeVisible();
  await detail.getByRole("button", { name: "Roll back to it" }).click();
  await dialog(/^Roll back to .*:v1$/).getByRole("button", { name: STAGE }).click();
  await expect(rows).toHaveCount(2);
  await undo(page, "Deploy described");
  await expect(rows.nth(1)).not.toContainText("the very first");
  await applyOnPlanPage(page);
  await expect(notice(page, /^Plan of .*It cannot be undone: what was deployed stays/)).toBeVisible();
  await follow(page, new URL(tab).pathname);
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(0)).toContainText("Rollback");
});

test("an agent token is defined and undone; its deletion has no way back and says why", async ({ page }) => {
  await openSample(page);
  await pickFiles(page, [example("remote-execution.json")]);
  await page.getByRole("button", { name: /^Apply/ }).click();
  await expect(page.getByText("1 file was applied.")).toBeVisible();
  await openWorkspace(page, "Factory");
  await page.getByRole("link", { name: "plant-floor" }).click();
  await expect(heading(page, "plant-floor")).toBeVisible();
  await follow(page, `${new URL(page.url()).pathname}/tokens`);
  const row = page.getByRole("row", { name: /hall-3/ });
  const define = async () => {
    await page.getByRole("button", { name: "Define an agent token" }).click();
    const dialog = page.getByRole("dialog", { name: "Define an agent token" });
    await dialog.getByLabel("Name").fill("hall-3");
    await dialog.getByRole("button", { name: "Define the token" }).click();
    await expect(row).toBeVisible();
  };
  await define();
  await undo(page, "Agent token defined");
  await expect(row).toBeHidden();
  await define();
  await row.getByRole("button", { name: "Delete the agent token hall-3" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete this agent token" });
  await dialog.getByLabel("Name").fill("hall-3");
  await dialog.getByRole("button", { name: "Delete the token" }).click();
  await expect(notice(page, "It cannot be undone: the secret of a token does not come back")).toBeVisible();
});

test("a deletion goes through the plan and back, and one that the plan makes impossible says so at once", async ({ page }) => {
  await openSample(page);
  await openWorkspace(page, MARKETING);
  await side(page, "Alerts");
  const alerts = page.getByRole("table", { name: "Alerts", exact: true });
  await alerts.getByRole("link", { name: "Attribution not ready by eight" }).click();
  await page.getByRole("button", { name: STAGE }).click();
  await expect(notice(page, "Deletion of Attribution not ready by eight added to the plan")).toBeVisible();
  // Once more is refused here, and not first on the plan's page.
  await page.getByRole("button", { name: STAGE }).click();
  await expect(section(page, "Delete")).toContainText(/not found|not there|does not exist/i);
  await applyOnPlanPage(page);
  await undo(page, /^Plan of 1 change applied/);
  await openWorkspace(page, MARKETING);
  await side(page, "Alerts");
  await expect(alerts).toContainText("Attribution not ready by eight");
  await expect(toast(page, "Undone").last()).toBeVisible();
});
