// Clusters: the list and its address, creating one with its address plan, its settings in the plan, VPC peering, reports.
import {
  actAs,
  createOrganization,
  dated,
  description,
  heading,
  openSample,
  section,
  side,
  toast,
} from "./support/app.ts";
import { expectNoAxeViolationsAtAnyWidth } from "./support/axe.ts";
import { pictures } from "./support/pictures.ts";
import { type Page, expect, test } from "./support/test.ts";

function names(page: Page) {
  return page.getByRole("table", { name: "Clusters" }).locator("tbody tr td:first-child a");
}

async function openCluster(page: Page, name: string, tab?: string): Promise<void> {
  await side(page, "Clusters");
  await page.getByRole("table", { name: "Clusters" }).getByRole("link", { name, exact: true }).click();
  await expect(heading(page, name)).toBeVisible();
  if (tab) await page.getByRole("navigation", { name: "Cluster" }).getByRole("link", { name: tab }).click();
}

async function openForm(page: Page): Promise<void> {
  await side(page, "Clusters");
  await page.getByRole("link", { name: "Create a cluster" }).first().click();
  await expect(heading(page, "Create a cluster")).toBeVisible();
}

async function create(page: Page, name: string): Promise<void> {
  await openForm(page);
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Create the cluster" }).click();
  await expect(heading(page, name)).toBeVisible();
}

async function report(page: Page, status: string): Promise<void> {
  await page.getByRole("button", { name: "Report how it is" }).click();
  const dialog = page.getByRole("dialog", { name: "Report how the cluster is" });
  await dialog.getByLabel("Status").selectOption({ label: status });
  await dialog.getByRole("button", { name: "Write the report" }).click();
  await expect(dialog).toBeHidden();
}

test("the list holds clusters and the regions of standard ones, filtered and sorted by the address", async ({ page }) => {
  const root = await openSample(page);
  await side(page, "Clusters");
  await expect(page).toHaveTitle("Clusters · Planisphere");
  await expect(names(page).first()).toHaveText("marketing-virginia");
  await expect(names(page).nth(1)).toHaveText("prod-frankfurt");
  await expect(page.getByText(/2 of your own, and \d regions of standard clusters in use/)).toBeVisible();
  const row = page.getByRole("row", { name: /marketing-virginia/ });
  await expect(row.getByRole("cell").nth(1)).toHaveText("Created");
  await expect(row.getByRole("cell").nth(4)).toHaveText("3");
  await expect(row.getByRole("cell").nth(6)).toContainText("Marketing analytics");
  await expectNoAxeViolationsAtAnyWidth(page);
  await pictures(page, "clusters");

  await page.getByLabel("Filter clusters").fill("frankfurt");
  await expect(names(page)).toHaveText(["prod-frankfurt"]);
  await expect(page).toHaveURL(`${root}/clusters?q=frankfurt`);
  await page.getByLabel("Filter clusters").fill("");
  await page.getByLabel("Type").selectOption({ label: "Standard" });
  await expect(names(page).first()).toHaveText(/^Standard, /);
  await page.reload();
  await expect(page.getByLabel("Type")).toHaveValue("standard");
  await expect(names(page).first()).toHaveText(/^Standard, /);

  await page.goto(`${root}/clusters?sort=-deployments&type=dedicated`);
  await expect(names(page)).toHaveText(["marketing-virginia", "prod-frankfurt"]);
  await page.goto(`${root}/clusters?q=nothing+fits`);
  await page.getByRole("button", { name: "Clear the filter" }).click();
  await expect(names(page).first()).toHaveText("marketing-virginia");
});

test("the filtered list is downloaded as CSV", async ({ page }) => {
  await openSample(page);
  await side(page, "Clusters");
  await page.getByLabel("Filter clusters").fill("virginia");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download CSV" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(dated("Northwind Data clusters", "csv"));
  const parts: Buffer[] = [];
  for await (const part of await download.createReadStream()) parts.push(part as Buffer);
  const lines = Buffer.concat(parts).toString().trim().split("\r\n");
  expect(lines[0]).toBe("name,type,provider,region,status,deployments,tags,workspaces");
  expect(lines[1]).toBe("marketing-virginia,dedicated,GCP,us-east4,CREATED,3,,Marketing analytics");
});

test("a cluster is created, waits for a report, and is undone", async ({ page }) => {
  const root = await createOrganization(page);
  await openForm(page);
  await page.getByLabel("Name", { exact: true }).fill("eu-1");
  const region = page.getByRole("combobox", { name: "Region" });
  await region.fill("Ireland");
  await page.getByRole("option", { name: /eu-west-1/ }).click();
  await page.getByRole("button", { name: "Add a tag" }).click();
  await page.getByLabel("Key of tag 1").fill("team");
  await page.getByLabel("Value of tag 1").fill("data");
  await expectNoAxeViolationsAtAnyWidth(page);
  await pictures(page, "cluster-create");
  await page.getByRole("button", { name: "Create the cluster" }).click();
  await expect(heading(page, "eu-1")).toBeVisible();
  await expect(toast(page, "Cluster “eu-1” created")).toBeVisible();
  await expect(page.getByText("Creating, as reported")).toBeVisible();
  await expect(page.getByText("Nobody reported yet that it is there")).toBeVisible();
  await expect(section(page, "Reported")).toContainText("Not reported");

  // Nothing can change until somebody says that it is there.
  await page.getByRole("link", { name: "Settings" }).last().click();
  await expect(page.getByRole("button", { name: "Add a tag" })).toHaveAccessibleDescription(/takes no changes yet/);
  await report(page, "Created");
  await expect(page.getByText("Created, as reported")).toBeVisible();
  await expect(page.getByRole("button", { name: "Add a tag" })).not.toHaveAttribute("aria-disabled", "true");
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(page.getByText("Creating, as reported")).toBeVisible();
  await page.reload();
  await expect(page.getByText("Creating, as reported")).toBeVisible();
  await page.goto(`${root}/clusters`);
  await expect(names(page)).toHaveText(["eu-1"]);
});

test("ranges are judged while they are typed, and overlaps show in the picture", async ({ page }) => {
  await createOrganization(page);
  await openForm(page);
  await page.getByRole("radio", { name: "Google Cloud" }).click();
  const pods = page.getByRole("textbox", { name: "Pods" });
  await expect(pods).toHaveValue("100.64.0.0/16");
  const services = page.getByRole("textbox", { name: "Services" });
  await services.fill("100.64.8.0/22");
  await expect(services).toHaveAttribute("aria-invalid", "true");
  await expect.poll(() => description(services)).toContain("“Services” `100.64.8.0/22` overlaps “Pods” `100.64.0.0/16`");
  const plan = section(page, "Address plan");
  await expect(plan.getByText("Overlaps Pods", { exact: true })).toBeVisible();
  await expect(plan.getByText("Overlaps Services", { exact: true })).toBeVisible();
  await pictures(page, "cluster-overlap");

  // Sending says the same, and what was typed stays.
  await page.getByLabel("Name", { exact: true }).fill("gcp-1");
  await page.getByRole("button", { name: "Create the cluster" }).click();
  await expect(services).toHaveValue("100.64.8.0/22");
  await expect(heading(page, "Create a cluster")).toBeVisible();
  await services.fill("100.65.0.0/22");
  await expect(plan.getByText("Overlaps Pods", { exact: true })).toBeHidden();
  await expect(services).not.toHaveAttribute("aria-invalid", "true");
  await page.getByRole("button", { name: "Create the cluster" }).click();
  await expect(heading(page, "gcp-1")).toBeVisible();
});

for (const [about, range, words] of [
  ["nothing", "", /“Network” is missing/],
  ["letters", "<script>alert(1)</script>", /is not an address or range/],
  ["no prefix", "172.20.0.0", /has no prefix length/],
  ["host bits", "172.20.0.1/20", /not the start of its range, which is `172\.20\.0\.0\/20`/],
  ["a public range", "8.8.8.0/21", /lies in no private range/],
  ["a prefix one beyond the limit", "172.20.0.0/22", /prefix length \/22, allowed is \/21 or shorter/],
  ["a prefix beyond all", "172.20.0.0/33", /no prefix length of 0 to 32/],
  ["the newer protocol", "fd00::/64", /lies in no private range/],
] as const) {
  test(`a network range that is ${about} is refused beside its field`, async ({ page }) => {
    await createOrganization(page);
    await openForm(page);
    const control = page.getByRole("textbox", { name: "Network", exact: true });
    await control.fill(range);
    await expect(control).toHaveAttribute("aria-invalid", "true");
    await expect.poll(() => description(control)).toMatch(words);
    await control.fill("172.20.0.0/21");
    await expect(control).not.toHaveAttribute("aria-invalid", "true");
  });
}

test("every problem of a draft comes at once, and a taken name is refused", async ({ page }) => {
  await openSample(page);
  await openForm(page);
  await page.getByLabel("Name", { exact: true }).fill("prod-frankfurt");
  await page.getByRole("switch", { name: "Second region" }).click();
  await page.getByRole("button", { name: "Add a tag" }).click();
  await page.getByLabel("Value of tag 1").fill("v".repeat(257));
  await page.getByRole("button", { name: "Create the cluster" }).click();
  await expect.poll(() => description(page.getByLabel("Name", { exact: true }))).toMatch(/called `prod-frankfurt` is already there/);
  await expect(page.getByText(/“Region that takes over” is missing/)).toBeVisible();
  await expect.poll(() => description(page.getByLabel("Value of tag 1"))).toMatch(/the tag's key is empty.*257 characters, the limit is 256/i);
});

test("a second region has ranges and a picture of its own", async ({ page }) => {
  await createOrganization(page);
  await openForm(page);
  await page.getByLabel("Name", { exact: true }).fill("two-places");
  await page.getByRole("switch", { name: "Second region" }).click();
  const other = page.getByRole("combobox", { name: "Region that takes over" });
  await other.fill("eu-west-2");
  await page.getByRole("option", { name: /eu-west-2/ }).click();
  await page.getByRole("button", { name: "Create the cluster" }).click();
  await expect(heading(page, "two-places")).toBeVisible();
  await expect(section(page, "Address plan in eu-west-2")).toBeVisible();
  await report(page, "Created");
  await page.getByRole("navigation", { name: "Cluster" }).getByRole("link", { name: "Settings" }).click();
  await page.getByRole("button", { name: "Take it away" }).click();
  await expect(page.getByText("Only the operator could bring it back")).toBeVisible();
  await page.getByRole("button", { name: "Keep it" }).click();
  await expect(page.getByRole("button", { name: "Take it away" })).toBeVisible();
});

test("the overview shows the plan, what runs there and who may use it", async ({ page }) => {
  await openSample(page);
  await openCluster(page, "marketing-virginia");
  await expect(page).toHaveTitle("Overview, marketing-virginia · Planisphere");
  await expect(section(page, "Address plan")).toContainText("100.64.0.0/16");
  await expect(section(page, "Authorized Workspaces")).toContainText("Marketing analytics");
  const runs = section(page, "What runs here (3)");
  await expect(runs.getByRole("link")).toHaveText(["audience-sync", "bid-optimizer", "creative-render"]);
  await expectNoAxeViolationsAtAnyWidth(page);
  await pictures(page, "cluster");
  await runs.getByRole("link", { name: "audience-sync" }).click();
  await expect(heading(page, "audience-sync")).toBeVisible();
});

test("closing a cluster to a Workspace names the Deployments that would be left there", async ({ page }) => {
  await openSample(page);
  await openCluster(page, "prod-frankfurt", "Settings");
  const open = section(page, "Authorized Workspaces");
  await open.getByRole("radio", { name: "Only these" }).click();
  await open.getByRole("checkbox", { name: "Marketing analytics" }).check();
  await expect(open.getByText("1 Deployment of Workspaces that are not listed would be left here")).toBeVisible();
  await expect(open.getByRole("link", { name: "churn-training" })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Apply/ })).toHaveAttribute("aria-disabled", "true");
  await expectNoAxeViolationsAtAnyWidth(page);
  await pictures(page, "cluster-settings");

  await open.getByRole("checkbox", { name: "Machine Learning" }).check();
  await expect(open.getByText("The 2 Deployments that run here stay.")).toBeVisible();
  await page.getByRole("button", { name: /^Apply/ }).click();
  await expect(page.getByRole("button", { name: "Undo" })).toBeVisible();
  await page.reload();
  await expect(open.getByRole("checkbox", { name: "Machine Learning" })).toBeChecked();
  await expect(open.getByRole("checkbox", { name: "Factory" })).not.toBeChecked();

  await page.getByRole("navigation", { name: "Cluster" }).getByRole("link", { name: "Overview" }).click();
  await expect(section(page, "Authorized Workspaces")).toContainText("Machine Learning");
});

test("tags are staged, discarded and applied; the name is saved at once", async ({ page }) => {
  await openSample(page);
  await openCluster(page, "prod-frankfurt", "Settings");
  await page.getByRole("button", { name: "Add a tag" }).click();
  await page.getByLabel("Key of tag 1").fill("cost-centre");
  await page.getByLabel("Value of tag 1").fill("4711");
  await page.getByRole("button", { name: "Discard" }).click();
  await page.getByRole("button", { name: "Discard the plan" }).click();
  await expect(page.getByLabel("Key of tag 1")).toBeHidden();

  await page.getByRole("button", { name: "Add a tag" }).click();
  await page.getByLabel("Key of tag 1").fill("cost-centre");
  await page.getByRole("switch", { name: "Private egress" }).click();
  await page.getByRole("button", { name: /^Apply/ }).click();
  await expect(page.getByRole("button", { name: "Undo" })).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Key of tag 1")).toHaveValue("cost-centre");
  await expect(page.getByRole("switch", { name: "Private egress" })).toBeChecked();

  await page.getByRole("textbox", { name: "Name" }).fill("frankfurt");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(heading(page, "frankfurt")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(heading(page, "prod-frankfurt")).toBeVisible();
});

test("peering is requested with a live check of its range, reported and withdrawn", async ({ page }) => {
  await openSample(page);
  await openCluster(page, "prod-frankfurt", "VPC peering");
  await page.getByRole("textbox", { name: "Account" }).fill("123456789012");
  await page.getByRole("textbox", { name: "Network" }).fill("vpc-0a1b2c3d");
  await page.getByRole("textbox", { name: "Region" }).fill("eu-central-1");
  const range = page.getByRole("textbox", { name: "Range" });
  await range.fill("172.20.4.0/24");
  await expect(range).toHaveAttribute("aria-invalid", "true");
  await expect.poll(() => description(range)).toContain("overlaps the cluster's range “Network”");
  await range.fill("10.20.0.0/16");
  await expectNoAxeViolationsAtAnyWidth(page);
  await pictures(page, "cluster-peering");
  await page.getByRole("button", { name: "Request peering" }).click();
  await expect(toast(page, "Peering requested")).toBeVisible();
  const row = page.getByRole("row", { name: /vpc-0a1b2c3d/ });
  await expect(row).toContainText("Requested");
  await row.getByRole("button", { name: "Peering with vpc-0a1b2c3d" }).click();
  await page.getByRole("menuitem", { name: "Report as active" }).click();
  await expect(row).toContainText("Active");
  await row.getByRole("button", { name: "Peering with vpc-0a1b2c3d" }).click();
  await page.getByRole("menuitem", { name: /Withdraw/ }).click();
  await expect(row).toBeHidden();
  await page.reload();
  await expect(page.getByText("No peering was asked for.")).toBeVisible();
});

test("a cluster in use is not deleted, an empty one is once its name is typed", async ({ page }) => {
  await openSample(page);
  await openCluster(page, "prod-frankfurt", "Settings");
  const button = page.getByRole("button", { name: "Delete the cluster" });
  await expect(button).toHaveAttribute("aria-disabled", "true");
  await expect(button).toHaveAccessibleDescription(/still hosts 2 Deployments/);
  await expect(section(page, "Delete").getByRole("link")).toHaveText(["attribution-prod", "churn-training"]);

  await create(page, "short-lived");
  await page.getByRole("navigation", { name: "Cluster" }).getByRole("link", { name: "Settings" }).click();
  await page.getByRole("button", { name: "Delete the cluster" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete this cluster" });
  await dialog.getByLabel("Name").fill("short-lived");
  await dialog.getByRole("button", { name: "Delete the cluster" }).click();
  await expect(toast(page, "Cluster deleted")).toBeVisible();
  await expect(heading(page, "Clusters")).toBeVisible();
  await expect(page.getByRole("link", { name: "short-lived" })).toHaveCount(0);
});

test("a cluster can be staged and applied with the rest of the plan", async ({ page }) => {
  const root = await createOrganization(page);
  await openForm(page);
  await page.getByLabel("Name", { exact: true }).fill("planned-1");
  await page.getByRole("button", { name: "Add to the plan" }).click();
  await expect(page).toHaveURL(`${root}/clusters`);
  await expect(page.getByRole("link", { name: "planned-1" })).toHaveCount(0);
  await page.goto(`${root}/plan`);
  await page.getByRole("button", { name: /^Apply/ }).click();
  await expect(page.getByRole("button", { name: "Undo" })).toBeVisible();
  await page.goto(`${root}/clusters`);
  await expect(names(page)).toHaveText(["planned-1"]);
});

test("on a smaller plan dedicated clusters and lists of Workspaces say which tier they need", async ({ page }) => {
  await createOrganization(page, { plan: "Developer" });
  await openForm(page);
  const only = page.getByRole("radio", { name: "Only these" });
  await expect(only).toHaveAttribute("aria-disabled", "true");
  await expect(only).toHaveAccessibleDescription(/needs the Business plan/);
  await page.getByLabel("Name", { exact: true }).fill("too-big");
  await page.getByRole("button", { name: "Create the cluster" }).click();
  await expect(page.getByText(/dedicated clusters need the Team plan/i)).toBeVisible();
});

test("who may not change clusters sees them with the reason", async ({ page }) => {
  const root = await openSample(page);
  await actAs(page, "Viktor Lind");
  await side(page, "Clusters");
  await expect(page.getByRole("link", { name: "Create a cluster" })).toHaveAccessibleDescription(/organization\.clusters\.create/);
  await openCluster(page, "marketing-virginia", "Settings");
  await expect(page.getByRole("textbox", { name: "Name" })).toHaveAttribute("readonly");
  await expect(page.getByRole("button", { name: "Delete the cluster" })).toHaveAccessibleDescription(/organization\.clusters\.delete/);
  await expect(page.getByRole("button", { name: "Report how it is" })).toHaveAccessibleDescription(/organization\.clusters\.update/);
  await page.goto(`${root}/clusters/new`);
  await expect(page.getByRole("heading", { name: "You may not create clusters" })).toBeVisible();
  await page.goto(`${root}/clusters/nothing`);
  await expect(heading(page, "cluster not found")).toBeVisible();
});

test("what changes on a cluster goes through the plan, and is undone as one step", async ({ page }) => {
  await openSample(page);
  await openCluster(page, "prod-frankfurt", "Settings");
  const open = section(page, "Authorized Workspaces");
  await page.getByRole("button", { name: "Add a tag" }).click();
  await page.getByLabel("Key of tag 1").fill("cost-centre");
  await page.getByLabel("Value of tag 1").fill("4711");
  await page.getByRole("switch", { name: "Private egress" }).click();
  await open.getByRole("radio", { name: "Only these" }).click();
  await open.getByRole("checkbox", { name: "Marketing analytics" }).check();
  await open.getByRole("checkbox", { name: "Machine Learning" }).check();
  await expect(open.getByText("The 2 Deployments that run here stay.")).toBeVisible();
  const plan = page.getByRole("complementary", { name: "Plan" });
  await expect(plan).toContainText("cost-centre");
  await expect(plan).toContainText("Authorized Workspaces");
  await pictures(page, "cluster-settings-staged");
  await plan.getByRole("button", { name: "Apply 3 changes" }).click();
  await expect(toast(page, /applied/)).toBeVisible();
  await page.getByRole("navigation", { name: "Cluster" }).getByRole("link", { name: "Overview" }).click();
  await expect(section(page, "Tags")).toContainText("4711");
  await expect(section(page, "Authorized Workspaces").getByRole("listitem")).toHaveText(["Machine Learning", "Marketing analytics"]);
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(section(page, "Tags")).toHaveCount(0);
  await expect(section(page, "Authorized Workspaces")).toContainText("All Workspaces.");
});

test("a Workspace that is left out no longer finds the cluster in its form of a new Deployment", async ({ page }) => {
  const root = await openSample(page);
  await openCluster(page, "prod-frankfurt", "Settings");
  const open = section(page, "Authorized Workspaces");
  await open.getByRole("radio", { name: "Only these" }).click();
  await open.getByRole("checkbox", { name: "Marketing analytics" }).check();
  await open.getByRole("checkbox", { name: "Machine Learning" }).check();
  await page.getByRole("button", { name: /^Apply/ }).click();
  await expect(toast(page, /applied/)).toBeVisible();
  for (const [workspace, count] of [["Marketing analytics", 1], ["Playground", 0]] as const) {
    await page.goto(`${root}/workspaces`);
    await page.getByRole("table", { name: "Workspaces" }).getByRole("link", { name: workspace, exact: true }).click();
    await page.getByRole("link", { name: "Create a Deployment" }).first().click();
    await expect(page.getByRole("combobox", { name: "Cluster" }).getByRole("option", { name: /prod-frankfurt/ })).toHaveCount(count);
  }
});

test("a peering is requested through the plan and undone", async ({ page }) => {
  await openSample(page);
  await openCluster(page, "prod-frankfurt", "VPC peering");
  await page.getByRole("textbox", { name: "Account" }).fill("123456789012");
  await page.getByRole("textbox", { name: "Network" }).fill("vpc-1");
  await page.getByRole("textbox", { name: "Region" }).fill("eu-central-1");
  await page.getByRole("textbox", { name: "Range" }).fill("10.20.0.0/16");
  await page.getByRole("button", { name: "Add to the plan" }).click();
  await expect(page.getByText("No peering was asked for.")).toBeVisible();
  await expect(page.getByRole("complementary", { name: "Plan" })).toContainText("vpc-1");
  await page.getByRole("button", { name: /^Apply/ }).click();
  await expect(toast(page, /applied/)).toBeVisible();
  await expect(page.getByRole("row", { name: /vpc-1/ })).toContainText("Requested");
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(page.getByText("No peering was asked for.")).toBeVisible();
});

test("g c leads to the clusters, and the list of keys says so", async ({ page }) => {
  const root = await openSample(page);
  await page.keyboard.press("g");
  await page.keyboard.press("c");
  await expect(page).toHaveURL(`${root}/clusters`);
  await page.keyboard.press("?");
  const keys = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(keys.getByText("Clusters", { exact: true })).toBeVisible();
});

test("a Deployment leads to its cluster from its networking and from its overview", async ({ page }) => {
  await openSample(page);
  await openCluster(page, "marketing-virginia");
  await page.getByRole("link", { name: "audience-sync" }).click();
  await expect(heading(page, "audience-sync")).toBeVisible();
  await page.getByRole("link", { name: "marketing-virginia" }).click();
  await expect(heading(page, "marketing-virginia")).toBeVisible();
  await page.getByRole("link", { name: "audience-sync" }).click();
  await page.getByRole("navigation", { name: "Deployment" }).getByRole("link", { name: "Settings" }).click();
  await section(page, "Networking").getByRole("link", { name: "marketing-virginia" }).click();
  await expect(heading(page, "marketing-virginia")).toBeVisible();
});
