// Deployments: created with the documented defaults or refused with words, edited, deleted, and found among ten thousand.
import {
  actAs,
  createOrganization,
  description,
  download,
  fact,
  heading,
  openSample,
  openWorkspace,
  section,
  side,
  toast,
} from "./support/app.ts";
import { type Page, expect, test } from "./support/test.ts";

function rows(page: Page) {
  return page.getByRole("table", { name: "Deployments" }).locator("tbody tr:not(.pad-row)");
}

function names(page: Page) {
  return rows(page).locator("td:first-child a");
}

/** Opens the form in the first Workspace of a new Organization. */
async function openForm(page: Page): Promise<void> {
  await createOrganization(page);
  await openWorkspace(page, "Data Platform");
  await page.getByRole("link", { name: "Create a Deployment" }).first().click();
  await expect(heading(page, "Create a Deployment")).toBeVisible();
}

async function submit(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Create the Deployment" }).click();
}

async function choose(page: Page, control: string, option: string): Promise<void> {
  const box = page.getByRole("combobox", { name: control });
  await box.fill(option);
  await page.getByRole("option", { name: option }).first().click();
}

async function openTab(page: Page, name: "Overview" | "Environment" | "Settings"): Promise<void> {
  await page.getByRole("navigation", { name: "Deployment" }).getByRole("link", { name }).click();
}

test("the form starts with the documented defaults, and they are created", async ({ page }) => {
  await openForm(page);
  await expect(page.getByRole("radio", { name: "Celery" })).toBeChecked();
  await expect(page.getByRole("combobox", { name: "Scheduler size" })).toHaveValue("SMALL");
  await expect(page.getByRole("combobox", { name: "Runtime" })).toHaveValue("3.1-13");
  await expect(page.getByRole("switch", { name: "High availability" })).not.toBeChecked();
  await expect(page.getByRole("switch", { name: "Development mode" })).not.toBeChecked();
  await expect(section(page, "Worker queue")).toContainText("0 to 10 workers of A5");
  await page.getByLabel("Name", { exact: true }).fill("orders-etl");
  await submit(page);

  await expect(heading(page, "orders-etl")).toBeVisible();
  await expect(toast(page, "Deployment “orders-etl” created")).toBeVisible();
  await expect(page).toHaveTitle("Overview, orders-etl · Planisphere");
  const queue = section(page, "Worker queues").getByRole("row").nth(1);
  await expect(queue.getByRole("cell")).toHaveText(["default", "A5", "0", "10", "5", "50"]);
  await expect(fact(page, "Executor")).toHaveText("Celery");
  await expect(fact(page, "Scheduler")).toHaveText("Small, 1 scheduler");
  await expect(fact(page, "High availability")).toHaveText("Off");
  await expect(fact(page, "DAG deploys")).toHaveText("On");
  await expect(page.getByText("Runtime 3.1-13 (Airflow 3.1)")).toBeVisible();
  await page.reload();
  await expect(heading(page, "orders-etl")).toBeVisible();
  await expect(fact(page, "Executor")).toHaveText("Celery");
});

test("a standard region of each provider can be chosen", async ({ page }) => {
  await openForm(page);
  await page.getByLabel("Name", { exact: true }).fill("in-europe");
  await page.getByRole("radio", { name: "Azure" }).check({ force: true });
  await choose(page, "Region", "westeurope");
  await submit(page);
  await expect(heading(page, "in-europe")).toBeVisible();
  await expect(page.getByText(/Azure westeurope, Standard/i)).toBeVisible();
  await side(page, "All Deployments");
  await expect(page.getByRole("row", { name: /in-europe/ })).toContainText("Azure westeurope");
});

test("changing the provider offers that provider's regions only", async ({ page }) => {
  await openForm(page);
  await page.getByRole("radio", { name: "Google" }).or(page.getByRole("radio", { name: "GCP" })).check({ force: true });
  const region = page.getByRole("combobox", { name: "Region" });
  await region.fill("us-east-1");
  await expect(page.getByText("No standard region of that name")).toBeVisible();
  await region.press("Escape");
  await region.fill("us-central1");
  await expect(page.getByRole("option", { name: "us-central1" })).toBeVisible();
});

test("a cluster of the Organization can be chosen, and only in a Workspace that may use it", async ({ page }) => {
  await openSample(page);
  await openWorkspace(page, "Machine Learning");
  await page.getByRole("link", { name: "Create a Deployment" }).first().click();
  const cluster = page.getByRole("combobox", { name: "Cluster" });
  await expect(cluster.getByRole("option", { name: /prod-frankfurt/ })).toHaveCount(1);
  await expect(cluster.getByRole("option", { name: /marketing-virginia/ })).toHaveCount(0);
  await cluster.selectOption({ label: "prod-frankfurt, AWS eu-central-1" });
  await expect(page.getByRole("combobox", { name: "Region" })).toHaveCount(0);
  await page.getByLabel("Name", { exact: true }).fill("embeddings");
  await submit(page);
  await expect(heading(page, "embeddings")).toBeVisible();
  await expect(fact(page, "Cluster")).toHaveText("prod-frankfurt");
  await expect(page.getByText(/AWS eu-central-1, Dedicated/i)).toBeVisible();
});

test("the Kubernetes executor comes without queues", async ({ page }) => {
  await openForm(page);
  await page.getByLabel("Name", { exact: true }).fill("pods");
  await page.getByRole("radio", { name: "Kubernetes" }).check({ force: true });
  await expect(section(page, "Worker queue")).toContainText("None: Kubernetes runs every task in a Pod of its own");
  await submit(page);
  await expect(fact(page, "Executor")).toHaveText("Kubernetes");
  await expect(section(page, "Worker queues")).toContainText("None");
});

test("the Astro executor with Airflow 2 is refused beside the field, and passes with Airflow 3", async ({ page }) => {
  await openForm(page);
  await page.getByLabel("Name", { exact: true }).fill("agents");
  await page.getByRole("radio", { name: "Astro" }).check({ force: true });
  await choose(page, "Runtime", "13.9.0");
  await submit(page);
  const group = page.getByRole("radiogroup", { name: "Executor" });
  await expect(group).toHaveAttribute("aria-invalid", "true");
  await expect.poll(() => description(group)).toMatch(/ASTRO.*Airflow 3/);
  await choose(page, "Runtime", "3.1-12");
  await submit(page);
  await expect(heading(page, "agents")).toBeVisible();
  await expect(fact(page, "Executor")).toHaveText("Astro");
});

test("development mode refuses high availability and a larger scheduler with words", async ({ page }) => {
  await openForm(page);
  await page.getByLabel("Name", { exact: true }).fill("sandbox");
  const availability = page.getByRole("switch", { name: "High availability" });
  const size = page.getByRole("combobox", { name: "Scheduler size" });
  await page.getByRole("switch", { name: "Development mode" }).check();
  await availability.check();
  await size.selectOption("MEDIUM");
  await submit(page);
  await expect(availability).toHaveAttribute("aria-invalid", "true");
  await expect.poll(() => description(availability)).toContain("Turn one of the two off");
  await expect.poll(() => description(size)).toContain("“Development mode” needs SMALL");
  await availability.uncheck();
  await size.selectOption("SMALL");
  await submit(page);
  await expect(heading(page, "sandbox")).toBeVisible();
  await expect(fact(page, "Development mode")).toHaveText("On");
});

test("an empty name and a taken name are refused beside the field", async ({ page }) => {
  await openForm(page);
  const name = page.getByLabel("Name", { exact: true });
  await submit(page);
  await expect(name).toHaveAttribute("aria-invalid", "true");
  await expect.poll(() => description(name)).toMatch(/name is empty\. Enter/);
  await name.fill("orders-etl");
  await submit(page);
  await expect(heading(page, "orders-etl")).toBeVisible();
  await openWorkspace(page, "Data Platform");
  await page.getByRole("link", { name: "Create a Deployment" }).first().click();
  await name.fill("orders-etl");
  await submit(page);
  await expect(name).toHaveAttribute("aria-invalid", "true");
  await expect.poll(() => description(name)).toContain("A Deployment called `orders-etl` is already there");
  await name.fill("n".repeat(501));
  await submit(page);
  await expect(name).toHaveAccessibleDescription(/has 501 characters, the limit is 500/);
});

test("name and description are changed, and Undo brings the old ones back", async ({ page }) => {
  await openSample(page);
  await side(page, "All Deployments");
  await names(page).filter({ hasText: "crm-export" }).click();
  await openTab(page, "Settings");
  await page.getByLabel("Name", { exact: true }).fill("crm-sync");
  await page.getByRole("textbox", { name: "Description" }).fill("Both ways");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(toast(page, "Deployment saved")).toBeVisible();
  await expect(heading(page, "crm-sync")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(heading(page, "crm-export")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Description" })).toHaveValue("Contacts and consent to the CRM, every hour");
  await page.reload();
  await expect(heading(page, "crm-export")).toBeVisible();
});

test("a Deployment is deleted once its name is typed, and its Workspace may then go", async ({ page }) => {
  await openSample(page);
  await openWorkspace(page, "Playground");
  const workspace = page.url();
  await names(page).first().click();
  const address = page.url();
  await openTab(page, "Settings");
  await page.getByRole("button", { name: "Delete the Deployment" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete this Deployment" });
  await dialog.getByLabel("Name").fill("airflow-3-trial");
  await dialog.getByRole("button", { name: "Delete the Deployment" }).click();
  await expect(page).toHaveURL(workspace);
  await expect(toast(page, "Deployment “airflow-3-trial” deleted")).toBeVisible();
  await expect(page.getByRole("heading", { name: "No Deployments yet" })).toBeVisible();
  await page.goto(address);
  await expect(heading(page, "Deployment airflow-3-trial is gone")).toBeVisible();
  await page.goto(workspace.replace(/deployments$/, "settings"));
  await expect(page.getByRole("button", { name: "Delete the Workspace" })).not.toHaveAttribute("aria-disabled");
});

test("the list across the Organization holds what the person may see", async ({ page }) => {
  const root = await openSample(page);
  await side(page, "All Deployments");
  await expect(page.getByText("14 across the Workspaces that you can see")).toBeVisible();
  await expect(names(page)).toHaveCount(14);
  await page.getByLabel("Filter Deployments").fill("kubernetes");
  await expect(names(page)).toHaveText(["attribution-nightly", "consent-ledger", "creative-render"]);
  await page.getByRole("columnheader", { name: "Runtime" }).getByRole("button").click();
  await expect(page).toHaveURL(`${root}/deployments?q=kubernetes&sort=runtime`);
  await page.reload();
  await expect(names(page).first()).toHaveText("attribution-nightly");

  await actAs(page, "Lucía Ferrer");
  await side(page, "All Deployments");
  await expect(names(page)).toHaveText(["line-telemetry"]);
});

test("a Viewer reads a Deployment and cannot change it", async ({ page }) => {
  await openSample(page);
  await actAs(page, "Viktor Lind");
  await side(page, "All Deployments");
  await names(page).filter({ hasText: "attribution-prod" }).click();
  await openTab(page, "Settings");
  await expect(page.getByLabel("Name", { exact: true })).toHaveAttribute("readonly");
  const button = page.getByRole("button", { name: "Delete the Deployment" });
  await expect(button).toHaveAttribute("aria-disabled", "true");
  await expect(button).toHaveAccessibleDescription(/Ask an owner for the role/);
});

test("ten thousand Deployments scroll and answer the filter with a window of rows", async ({ page }) => {
  await openSample(page, "large");
  await side(page, "All Deployments");
  await expect(page.getByText("10,000 across the Workspaces that you can see")).toBeVisible();
  const table = page.getByRole("table", { name: "Deployments" });
  await expect(table).toHaveAttribute("aria-rowcount", "10001");
  await expect(rows(page).first()).toBeVisible();
  expect(await rows(page).count()).toBeLessThan(80);
  const first = (await names(page).first().textContent()) ?? "";

  // To the middle and to the end: other rows, still few of them, and the room of all.
  const main = page.getByRole("main");
  for (const part of [0.5, 1]) {
    await main.evaluate((element, part) => element.scrollTo(0, element.scrollHeight * part), part);
    await expect(names(page).filter({ hasText: new RegExp(`^${first}$`) })).toHaveCount(0);
    const visible = () =>
      names(page).evaluateAll(
        (links) =>
          links.filter((link) => {
            const { top, bottom } = link.getBoundingClientRect();
            return top > 0 && bottom < innerHeight;
          }).length,
      );
    await expect.poll(visible).toBeGreaterThan(5);
    expect(await rows(page).count()).toBeLessThan(80);
  }

  await main.evaluate((element) => element.scrollTo(0, 0));
  await expect(names(page).first()).toHaveText(first);
  const started = Date.now();
  await page.getByLabel("Filter Deployments").fill(first);
  await expect(names(page).first()).toHaveText(first);
  await expect(rows(page)).not.toHaveCount(0);
  await expect(page.getByText(/^\d+ of 10,000$/)).toBeVisible();
  expect(Date.now() - started).toBeLessThan(2_000);
});

test("on a trial the form begins with the five workers that are created, and so does another queue", async ({ page }) => {
  const root = await createOrganization(page);
  // Nobody chooses a trial from a list, so it comes with a plan that somebody shared.
  await page.goto(`${root}/settings/plan`);
  await page.getByRole("radio", { name: "Team" }).click();
  await page.goto(`${root}/plan`);
  await page.getByRole("button", { name: "Share" }).click();
  const file = await download(page, () => page.getByRole("button", { name: "Download the plan" }).click());
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Discard" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Discard the plan" }).click();
  const trial = file.bytes.toString().replace('"plan": "TEAM"', '"plan": "TRIAL"');
  await page.getByLabel("A plan file").setInputFiles({ name: "trial.json", mimeType: "application/json", buffer: Buffer.from(trial) });
  await section(page, "A shared plan").getByRole("button", { name: "Take it over" }).click();
  await page.getByRole("button", { name: "Apply 1 change" }).click();
  await expect(toast(page, "Plan of 1 change applied")).toBeVisible();

  await openWorkspace(page, "Data Platform");
  await page.getByRole("link", { name: "Create a Deployment" }).first().click();
  await page.getByLabel("Name", { exact: true }).fill("tried");
  await expect(section(page, "Worker queue")).toContainText("default: 0 to 5 workers of A5, 5 tasks each.");
  await page.getByText("Queues, resources, delivery and more").click();
  const queues = section(page, "Worker queues");
  await expect(queues.getByLabel("Most workers")).toHaveValue("5");
  await expect.poll(() => description(queues.getByLabel("Most workers"))).toContain("1 to 5");
  await queues.getByRole("button", { name: "Add a queue" }).click();
  await expect(queues.getByLabel("Most workers")).toHaveValue("5");
  await page.getByRole("button", { name: "Create the Deployment" }).click();
  await expect(heading(page, "tried")).toBeVisible();
  await expect(queues.getByRole("row").nth(1).getByRole("cell").nth(3)).toHaveText("5");
});
