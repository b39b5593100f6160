// Organizations of the hybrid product: clusters that are imported, their node pools as they are reported, and Deployments
// on them, created, changed through the plan, undone and deleted.
import {
  createOrganization,
  createWorkspace,
  description,
  fact,
  heading,
  openWorkspace,
  organizationRoot,
  section,
  side,
  toast,
} from "./support/app.ts";
import { expectNoAxeViolationsAtAnyWidth } from "./support/axe.ts";
import { pictures } from "./support/pictures.ts";
import { type Locator, type Page, expect, test } from "./support/test.ts";

test.describe.configure({ timeout: 120_000 });

function plan(page: Page): Locator {
  return page.getByRole("complementary", { name: "Plan" });
}

/** Chooses what begins with this among options that say more after it. */
async function choose(select: Locator, name: string): Promise<void> {
  const value = await select.getByRole("option", { name: new RegExp(`^${name}\\b`) }).getAttribute("value");
  await select.selectOption(value);
}

/** Founds a hybrid Organization and opens the form that imports a cluster. */
async function openImport(page: Page): Promise<string> {
  const root = await createOrganization(page, { product: "Hybrid" });
  await side(page, "Clusters");
  await page.getByRole("link", { name: "Create a cluster" }).first().click();
  await expect(heading(page, "Create a cluster")).toBeVisible();
  return root;
}

function pool(page: Page, name: string): Locator {
  return page.getByRole("group", { name, exact: true });
}

async function chooseMachine(page: Page, pool: Locator, machine: string): Promise<void> {
  await pool.getByRole("combobox", { name: "Machine of its nodes" }).fill(machine);
  await page.getByRole("option", { name: new RegExp(`^${machine.replaceAll(".", "\\.")}\\b`) }).first().click();
}

async function chooseDatabase(page: Page, machine: string): Promise<void> {
  await page.getByRole("combobox", { name: "Database machine" }).fill(machine);
  await page.getByRole("option", { name: machine, exact: true }).click();
}

/** Imports a cluster on AWS with the pools `default` and `heavy`, and ends on its page. */
async function importCluster(page: Page, name = "own-1"): Promise<string> {
  const root = await openImport(page);
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("textbox", { name: "Account" }).fill("123456789012");
  await chooseDatabase(page, "db.m6g.large");
  await chooseMachine(page, pool(page, "Node pool default"), "m5.xlarge");
  await page.getByRole("button", { name: "Add a node pool" }).click();
  await pool(page, "New node pool").getByLabel("Pool", { exact: true }).fill("heavy");
  await chooseMachine(page, pool(page, "Node pool heavy"), "r6i.4xlarge");
  await pool(page, "Node pool heavy").getByLabel("The most nodes").fill("8");
  await page.getByRole("button", { name: "Import the cluster" }).click();
  await expect(heading(page, name)).toBeVisible();
  return root;
}

async function openForm(page: Page): Promise<void> {
  await openWorkspace(page, "Data Platform");
  await page.getByRole("link", { name: "Create a Deployment" }).first().click();
  await expect(heading(page, "Create a Deployment")).toBeVisible();
}

/** Creates a Deployment with the defaults on the only cluster, and ends on its settings. */
async function createHybrid(page: Page, name = "orders"): Promise<void> {
  await importCluster(page);
  await openForm(page);
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Create the Deployment" }).click();
  await expect(heading(page, name)).toBeVisible();
  await page.getByRole("navigation", { name: "Deployment" }).getByRole("link", { name: "Settings" }).click();
  await expect(section(page, "Execution")).toBeVisible();
}

function cells(page: Page, queue: string): Locator {
  return section(page, "Worker queues").getByRole("row", { name: new RegExp(`^${queue}`) }).getByRole("cell");
}

test("a hybrid cluster is imported with everything that is told of it", async ({ page }) => {
  await openImport(page);
  await expect(page.getByRole("radio", { name: "Hybrid, import" })).toBeChecked();
  await expect(section(page, "Disaster recovery")).toHaveCount(0);
  await expect(page.getByRole("switch", { name: "Private egress" })).toHaveCount(0);
  await page.getByRole("radio", { name: "Azure" }).click();
  await page.getByLabel("Name", { exact: true }).fill("azure-own");
  await page.getByLabel("Subscription").fill("5a0c-subscription");
  await page.getByLabel("Tenant").fill("7f1e-tenant");
  await chooseDatabase(page, "Standard_D4ds_v4");
  await chooseMachine(page, pool(page, "Node pool default"), "Standard_D8_v5");
  await expect(pool(page, "Node pool default")).toContainText("A worker gets 6 vCPU, 30.5 GiB");
  await page.getByRole("button", { name: "Add a tag" }).click();
  await page.getByLabel("Key of tag 1").fill("team");
  await page.getByLabel("Value of tag 1").fill("data");
  await page.getByRole("radio", { name: "Only these" }).click();
  await page.getByRole("checkbox", { name: "Data Platform" }).check();
  await expectNoAxeViolationsAtAnyWidth(page);
  await pictures(page, "hybrid-import");
  await page.getByRole("button", { name: "Import the cluster" }).click();
  await expect(heading(page, "azure-own")).toBeVisible();
  await expect(toast(page, "Cluster “azure-own” imported")).toBeVisible();
  await expect(page.getByText("Created, as reported")).toBeVisible();
  await expect(fact(page, "Type")).toHaveText("hybrid");
  await expect(fact(page, "Subscription")).toHaveText("5a0c-subscription");
  await expect(fact(page, "Tenant")).toHaveText("7f1e-tenant");
  await expect(fact(page, "Database machine")).toHaveText("Standard_D4ds_v4");
  await expect(fact(page, "Second region")).toHaveCount(0);
  await expect(section(page, "Node pools").getByRole("row").nth(1).getByRole("cell")).toHaveText([
    /^default Default$/, "Standard_D8_v5", "6 vCPU, 30.5 GiB", "up to 20 nodes",
  ]);
  await expect(section(page, "Authorized Workspaces")).toContainText("Data Platform");
  await expectNoAxeViolationsAtAnyWidth(page);
  await pictures(page, "hybrid-cluster");
});

test("an import is undone", async ({ page }) => {
  await importCluster(page);
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(heading(page, "Cluster own-1 is gone")).toBeVisible();
});

test("an import is staged, and applied with the rest of the plan", async ({ page }) => {
  const root = await openImport(page);
  await page.getByLabel("Name", { exact: true }).fill("planned-own");
  await chooseDatabase(page, "db.r5.large");
  await chooseMachine(page, pool(page, "Node pool default"), "m5.xlarge");
  await page.getByRole("button", { name: "Add to the plan" }).click();
  await expect(page).toHaveURL(`${root}/clusters`);
  await page.goto(`${root}/plan`);
  await expect(section(page, "Staged").getByRole("listitem")).toContainText("Import the cluster planned-own");
  await page.getByRole("button", { name: /^Apply/ }).click();
  await expect(toast(page, /applied/)).toBeVisible();
  await side(page, "Clusters");
  await expect(page.getByRole("link", { name: "planned-own" })).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(page.getByRole("link", { name: "planned-own" })).toHaveCount(0);
});

test("every problem of an import stands beside its field", async ({ page }) => {
  await openImport(page);
  await page.getByRole("button", { name: "Add a node pool" }).click();
  await pool(page, "New node pool").getByLabel("Pool", { exact: true }).fill("default");
  const second = pool(page, "Node pool default").nth(1);
  await second.getByLabel("The most nodes").fill("101");
  await page.getByRole("button", { name: "Import the cluster" }).click();
  await expect.poll(() => description(page.getByLabel("Name", { exact: true }))).toMatch(/cluster's name is empty/i);
  await expect.poll(() => description(page.getByRole("combobox", { name: "Database machine" }))).toMatch(/Database machine” is missing/);
  const first = pool(page, "Node pool default").first();
  await expect.poll(() => description(first.getByRole("combobox"))).toMatch(/Machine of its nodes” is missing/);
  await expect.poll(() => description(second.getByLabel("Pool", { exact: true }))).toMatch(/`default` is there twice/);
  await expect.poll(() => description(second.getByLabel("The most nodes"))).toMatch(/is 101, allowed are 2 to 100/);
  await pictures(page, "hybrid-import-problems");
});

for (const [count, words] of [
  ["1", /is 1, allowed are 2 to 100/],
  ["2", null],
  ["100", null],
  ["101", /is 101, allowed are 2 to 100/],
  ["", /are no number/],
] as const) {
  test(`“${count}” as the most nodes of a pool is ${words ? "refused" : "taken"}`, async ({ page }) => {
    await openImport(page);
    await page.getByLabel("Name", { exact: true }).fill("own-1");
    await chooseDatabase(page, "db.m6g.large");
    await chooseMachine(page, pool(page, "Node pool default"), "m5.xlarge");
    const nodes = pool(page, "Node pool default").getByLabel("The most nodes");
    await nodes.fill(count);
    await page.getByRole("button", { name: "Import the cluster" }).click();
    if (words) {
      await expect(nodes).toHaveAttribute("aria-invalid", "true");
      await expect.poll(() => description(nodes)).toMatch(words);
    } else {
      await expect(heading(page, "own-1")).toBeVisible();
    }
  });
}

test("ten pools stand beside the default one, and an eleventh is not offered", async ({ page }) => {
  await openImport(page);
  await page.getByLabel("Name", { exact: true }).fill("crowded");
  await chooseDatabase(page, "db.m6g.large");
  await chooseMachine(page, pool(page, "Node pool default"), "m5.xlarge");
  const add = page.getByRole("button", { name: "Add a node pool" });
  for (let number = 1; number <= 10; number += 1) {
    await expect(add).not.toHaveAttribute("aria-disabled", "true");
    await add.click();
    await pool(page, "New node pool").getByLabel("Pool", { exact: true }).fill(`pool-${number}`);
    await chooseMachine(page, pool(page, `Node pool pool-${number}`), "m5.xlarge");
  }
  await expect(add).toHaveAttribute("aria-disabled", "true");
  await expect(add).toHaveAccessibleDescription(/at most 11 node pools/);
  const remove = page.getByRole("button", { name: "Remove the pool default" });
  await expect(remove).toHaveAccessibleDescription(/Make another pool the default first/);
  await page.getByRole("button", { name: "Import the cluster" }).click();
  await expect(heading(page, "crowded")).toBeVisible();
  await expect(section(page, "Node pools").getByRole("row")).toHaveCount(12);
});

test("node pools and the database machine change by a report, a used pool stays, and the report is undone", async ({ page }) => {
  await createHybrid(page);
  await section(page, "Networking").getByRole("link", { name: "own-1" }).click();
  await expect(heading(page, "own-1")).toBeVisible();
  await expect(section(page, "What runs here (1)").getByRole("link")).toHaveText(["orders"]);
  await page.getByRole("button", { name: "Report how it is" }).click();
  const dialog = page.getByRole("dialog", { name: "Report how the cluster is" });
  await expect(dialog.getByRole("combobox", { name: "Database machine" })).toHaveValue("db.m6g.large");
  await chooseDatabase(page, "db.r5.2xlarge");
  const heavy = dialog.getByRole("group", { name: "Node pool heavy", exact: true });
  await heavy.getByLabel("The most nodes").fill("30");
  await dialog.getByRole("button", { name: "Add a node pool" }).click();
  await dialog.getByRole("group", { name: "New node pool", exact: true }).getByLabel("Pool", { exact: true }).fill("light");
  await chooseMachine(page, dialog.getByRole("group", { name: "Node pool light", exact: true }), "c6i.xlarge");
  await pictures(page, "hybrid-report", { whole: false });

  // The default one is in use: making another the default does not free it.
  await heavy.getByRole("radio", { name: "Default" }).check();
  await dialog.getByRole("button", { name: "Remove the pool default" }).click();
  await dialog.getByRole("button", { name: "Write the report" }).click();
  await expect(dialog.getByText("The node pool `default` is used by the Deployment `orders`. Move its worker queues to another pool first.")).toBeVisible();
  await dialog.getByRole("button", { name: "Cancel" }).click();

  await page.getByRole("button", { name: "Report how it is" }).click();
  await expect(dialog.getByRole("group", { name: /^Node pool / })).toHaveCount(2);
  await chooseDatabase(page, "db.r5.2xlarge");
  await heavy.getByLabel("The most nodes").fill("30");
  await heavy.getByRole("radio", { name: "Default" }).check();
  await dialog.getByRole("button", { name: "Write the report" }).click();
  await expect(dialog).toBeHidden();
  await expect(fact(page, "Database machine")).toHaveText("db.r5.2xlarge");
  const pools = section(page, "Node pools");
  await expect(pools.getByRole("row", { name: /^heavy Default/ }).getByRole("cell").last()).toHaveText("up to 30 nodes");
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(pools.getByRole("row", { name: /^default Default/ })).toBeVisible();
  await expect(fact(page, "Database machine")).toHaveText("db.m6g.large");
});

test("only its Workspaces change on a hybrid cluster, through the plan, and that is undone", async ({ page }) => {
  await createHybrid(page);
  await createWorkspace(page, "Experiments");
  await side(page, "Clusters");
  await page.getByRole("link", { name: "own-1" }).click();
  await page.getByRole("navigation", { name: "Cluster" }).getByRole("link", { name: "VPC peering" }).click();
  await expect(page.getByText("Peered in your own cloud account")).toBeVisible();
  await page.getByRole("navigation", { name: "Cluster" }).getByRole("link", { name: "Settings" }).click();
  for (const control of [page.getByRole("textbox", { name: "Name" }), page.getByRole("button", { name: "Add a tag" })]) {
    await expect(control).toHaveAccessibleDescription(/only the Workspaces that may use it can change/);
  }
  await expect(section(page, "Disaster recovery")).toHaveCount(0);
  const open = section(page, "Authorized Workspaces");
  await open.getByRole("radio", { name: "Only these" }).click();
  await open.getByRole("checkbox", { name: "Experiments" }).check();
  await expect(open.getByText("1 Deployment of Workspaces that are not listed would be left here")).toBeVisible();
  await expect(plan(page).getByRole("button", { name: /^Apply/ })).toHaveAttribute("aria-disabled", "true");
  await open.getByRole("checkbox", { name: "Data Platform" }).check();
  await expect(open.getByText("The Deployment that runs here stays.")).toBeVisible();
  await expectNoAxeViolationsAtAnyWidth(page);
  await pictures(page, "hybrid-cluster-settings");
  await plan(page).getByRole("button", { name: /^Apply/ }).click();
  await expect(toast(page, /applied/)).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(open.getByRole("radio", { name: "All Workspaces" })).toBeChecked();
});

test("a new Deployment starts on the only cluster, and offers what hybrid ones have", async ({ page }) => {
  await importCluster(page);
  await openForm(page);
  await expect(page.getByRole("combobox", { name: "Cluster" })).toContainText("own-1");
  for (const gone of ["High availability", "Development mode", "Remote execution"]) {
    await expect(page.getByRole("switch", { name: gone })).toHaveCount(0);
  }
  await expect(page.getByRole("combobox", { name: "Scheduler size" })).toHaveCount(0);
  await expect(page.getByRole("radio", { name: "Astro" })).toHaveAccessibleDescription(/Not on hybrid clusters/);
  await page.getByText("Queues, resources, delivery and more").click();
  await expect(section(page, "Resources")).toHaveCount(0);
  await expect(page.getByRole("switch", { name: "DAG deploys" })).not.toBeChecked();
  await expect(section(page, "Worker queue")).toContainText("default: 0 to 10 workers in the node pool default, 16 tasks each.");
  await expect(cells(page, "default")).toHaveText([/^default/, /^default m5\.xlarge, 2 vCPU, 14\.5 GiB a worker/, "0", "10", "16", "160", /./]);

  await page.getByLabel("Name", { exact: true }).fill("orders");
  await page.getByLabel("Scheduler", { exact: true }).fill("24");
  await page.getByLabel("Schedulers").fill("4");
  await choose(section(page, "Worker queues").getByRole("combobox", { name: "Node pool" }), "heavy");
  await section(page, "Worker queues").getByLabel("Tasks each").fill("256");
  await expectNoAxeViolationsAtAnyWidth(page);
  await pictures(page, "hybrid-deployment-create");
  await page.getByRole("button", { name: "Create the Deployment" }).click();
  await expect(heading(page, "orders")).toBeVisible();
  await expect(fact(page, "Scheduler")).toHaveText("24 AU, 4 schedulers");
  await expect(section(page, "Worker queues").getByRole("row").nth(1).getByRole("cell")).toHaveText([
    "default", "heavy", "0", "10", "256", "2,560",
  ]);
  await expect(fact(page, "High availability")).toHaveCount(0);
  await expect(section(page, "Cost")).toContainText("Without its workers: they run on machines of your own cloud.");
  await expectNoAxeViolationsAtAnyWidth(page);
  await pictures(page, "hybrid-deployment");
});

test("creating a hybrid Deployment is undone", async ({ page }) => {
  await importCluster(page);
  await openForm(page);
  await page.getByLabel("Name", { exact: true }).fill("orders");
  await page.getByRole("button", { name: "Create the Deployment" }).click();
  await expect(heading(page, "orders")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(heading(page, "Deployment orders is gone")).toBeVisible();
});

for (const [field, typed, words] of [
  ["Scheduler", "4", /scheduler\.au is 4, allowed are 5 to 24/i],
  ["Scheduler", "5", null],
  ["Scheduler", "24", null],
  ["Scheduler", "25", /scheduler\.au is 25, allowed are 5 to 24/i],
  ["Schedulers", "0", /scheduler\.replicas is 0, allowed are 1 to 4/i],
  ["Schedulers", "1", null],
  ["Schedulers", "4", null],
  ["Schedulers", "5", /scheduler\.replicas is 5, allowed are 1 to 4/i],
  ["Tasks each", "0", /is 0, allowed are 1 to 256/],
  ["Tasks each", "256", null],
  ["Tasks each", "257", /is 257, allowed are 1 to 256/],
] as const) {
  test(`“${typed}” as ${field.toLowerCase()} on a hybrid cluster is ${words ? "refused" : "taken"}`, async ({ page }) => {
    await importCluster(page);
    await openForm(page);
    await page.getByText("Queues, resources, delivery and more").click();
    await page.getByLabel("Name", { exact: true }).fill("orders");
    const control = page.getByLabel(field, { exact: true });
    await control.fill(typed);
    if (words) {
      await expect(control).toHaveAttribute("aria-invalid", "true");
      await expect.poll(() => description(control)).toMatch(words);
    } else {
      await expect(section(page, "What it costs")).toContainText("Per hour, idle");
      await expect(control).not.toHaveAttribute("aria-invalid");
    }
  });
}

test("a hybrid Deployment changes through the plan, is undone, and is deleted", async ({ page }) => {
  await createHybrid(page);
  const links = page.getByRole("navigation", { name: "Sections" });
  await expect(links.getByRole("link")).toHaveText([
    "Name", "Execution", "Worker queues", "Runtime", "Delivery", "Contacts", "Networking", "Log forwarding", "Danger",
  ]);
  for (const gone of ["Resources", "Development and hibernation", "Remote execution"]) {
    await expect(section(page, gone)).toHaveCount(0);
  }
  await expect(page.getByRole("switch", { name: "High availability" })).toHaveCount(0);
  await expect(page.getByRole("radio", { name: "Astro" })).toHaveAccessibleDescription(/Not on hybrid clusters/);
  await page.getByLabel("Scheduler", { exact: true }).fill("10");
  await expect(section(page, "Execution")).toContainText("was 5");
  await expect(section(page, "Execution")).toContainText("1.0 vCPU, 3.750 GiB each");
  const queues = section(page, "Worker queues");
  await queues.getByRole("button", { name: "Add a queue" }).click();
  await queues.getByLabel("Queue name").fill("nightly");
  await choose(queues.getByRole("combobox", { name: "Node pool" }), "heavy");
  await expect(queues).toContainText("Up to 8 nodes, shared");
  await expect(cells(page, "nightly")).toHaveText([/^nightly/, /^heavy r6i\.4xlarge, 14 vCPU, 126\.5 GiB a worker/, "0", "10", "16", "160", ""]);
  await expect(queues.getByLabel("Ephemeral storage")).toHaveCount(0);
  await page.mouse.move(0, 0);
  await expectNoAxeViolationsAtAnyWidth(page);
  await pictures(page, "hybrid-deployment-settings");
  await plan(page).getByRole("button", { name: /^Apply/ }).click();
  await expect(toast(page, /applied/)).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Scheduler", { exact: true })).toHaveValue("10");
  await expect(cells(page, "nightly").first()).toBeVisible();

  await page.getByLabel("Schedulers").fill("2");
  await plan(page).getByRole("button", { name: /^Apply/ }).click();
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(page.getByLabel("Schedulers")).toHaveValue("1");

  const danger = section(page, "Danger");
  await danger.getByRole("button", { name: "Delete the Deployment" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("orders");
  await dialog.getByRole("button", { name: "Delete the Deployment" }).click();
  await expect(toast(page, "Deployment “orders” deleted")).toBeVisible();
});

test("Kubernetes on a hybrid cluster takes a node pool for its Pods, and Celery has its queues back", async ({ page }) => {
  await createHybrid(page);
  await page.getByRole("radio", { name: "Kubernetes" }).check({ force: true });
  const of = page.getByRole("combobox", { name: "Node pool of task Pods" });
  await expect(of).toContainText("default");
  await choose(of, "heavy");
  await expect(section(page, "Worker queues")).toContainText("None: Kubernetes runs every task in a Pod of its own.");
  await pictures(page, "hybrid-deployment-kubernetes");
  await plan(page).getByRole("button", { name: /^Apply/ }).click();
  await expect(toast(page, /applied/)).toBeVisible();
  await choose(of, "default");
  await expect(section(page, "Execution")).toContainText("was heavy");
  await plan(page).getByRole("button", { name: /^Apply/ }).click();
  await expect(section(page, "Execution")).not.toContainText("was heavy");
  await page.getByRole("navigation", { name: "Deployment" }).getByRole("link", { name: "Overview" }).click();
  await expect(fact(page, "Node pool of task Pods")).toHaveText("default");
  await page.getByRole("navigation", { name: "Deployment" }).getByRole("link", { name: "Settings" }).click();
  await page.getByRole("radio", { name: "Celery" }).check({ force: true });
  await expect(cells(page, "default")).toHaveText([/^default/, /^default m5\.xlarge/, "0", "10", "16", "160", /./]);
  await plan(page).getByRole("button", { name: /^Apply/ }).click();
  await expect(plan(page)).toContainText("Nothing is staged");
});

test("in a hybrid Organization a dedicated cluster is still created, and the pages say which is which", async ({ page }) => {
  await importCluster(page);
  await side(page, "Clusters");
  await page.getByRole("link", { name: "Create a cluster" }).first().click();
  await page.getByRole("radio", { name: "Dedicated", exact: true }).click();
  await expect(section(page, "Node pools")).toHaveCount(0);
  await expect(page.getByRole("textbox", { name: "Account" })).toHaveCount(0);
  await page.getByLabel("Name", { exact: true }).fill("theirs");
  await page.getByRole("button", { name: "Create the cluster" }).click();
  await expect(heading(page, "theirs")).toBeVisible();
  await page.goto(`${organizationRoot(page)}/clusters`);
  await expect(page.getByRole("row", { name: /own-1/ })).toContainText("hybrid");
  await expect(page.getByRole("row", { name: /theirs/ })).toContainText("dedicated");
  await page.getByRole("combobox", { name: "Type" }).selectOption({ label: "Hybrid" });
  await expect(page.getByRole("link", { name: "theirs" })).toHaveCount(0);
  await pictures(page, "hybrid-clusters");
});

test("a hosted Organization is offered no hybrid cluster", async ({ page }) => {
  await createOrganization(page);
  await side(page, "Clusters");
  await page.getByRole("link", { name: "Create a cluster" }).first().click();
  await expect(page.getByRole("radio", { name: "Hybrid, import" })).toHaveCount(0);
  await expect(section(page, "Node pools")).toHaveCount(0);
});
