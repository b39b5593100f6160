// Deployments whose tasks run on agents in somebody's own network: created, changed through the plan, undone, with their tokens.
import { description, fact, heading, openSample, openWorkspace, section, toast } from "./support/app.ts";
import { expectNoAxeViolationsAtAnyWidth } from "./support/axe.ts";
import { pictures } from "./support/pictures.ts";
import { type Locator, type Page, expect, test } from "./support/test.ts";

test.describe.configure({ timeout: 90_000 });

function plan(page: Page): Locator {
  return page.getByRole("complementary", { name: "Plan" });
}

async function openForm(page: Page): Promise<void> {
  await openSample(page);
  await openWorkspace(page, "Playground");
  await page.getByRole("link", { name: "Create a Deployment" }).first().click();
  await expect(heading(page, "Create a Deployment")).toBeVisible();
  await page.getByText("Queues, resources, delivery and more").click();
}

/** Puts the form on a dedicated cluster with the executor of agents, and turns remote execution on. */
async function chooseRemote(page: Page): Promise<void> {
  const cluster = page.getByRole("combobox", { name: "Cluster" });
  await cluster.selectOption(await cluster.getByRole("option", { name: /^prod-frankfurt/ }).getAttribute("value"));
  await page.getByRole("radio", { name: "Astro" }).check({ force: true });
  await page.getByRole("switch", { name: "Remote execution" }).check();
}

async function createRemote(page: Page): Promise<void> {
  await openForm(page);
  await page.getByLabel("Name", { exact: true }).fill("plant-floor");
  await chooseRemote(page);
  await page.getByLabel("Agents may call from").fill("198.51.100.0/24");
  await page.getByLabel("Task log bucket").fill("s3://floor-logs");
  await page.getByLabel("Task log address").fill("dag_id={{ ti.dag_id }}.log");
}

test("remote execution asks for a dedicated cluster and its executor, and then takes no queues", async ({ page }) => {
  await openForm(page);
  const remote = page.getByRole("switch", { name: "Remote execution" });
  await expect(remote).toHaveAccessibleDescription(/Needs a dedicated cluster and the Astro executor/);
  await page.getByLabel("Name", { exact: true }).fill("plant-floor");
  await expect(page.getByLabel("Quota, CPU")).toHaveValue("10");
  await chooseRemote(page);
  await expect(page.getByLabel("Quota, CPU")).toHaveValue("");
  await expect(section(page, "Worker queue")).toContainText("None: remote agents run the tasks.");
  const ranges = page.getByLabel("Agents may call from");
  await ranges.fill("198.51.100.0");
  await expect(ranges).toHaveAttribute("aria-invalid", "true");
  await expect.poll(() => description(ranges)).toMatch(/is no address range/);
  await ranges.fill("198.51.100.0/24");
  await expect(ranges).not.toHaveAttribute("aria-invalid");
  await expectNoAxeViolationsAtAnyWidth(page);
  await pictures(page, "remote-create");
  // Another executor takes it away, and its fields with it.
  await page.getByRole("radio", { name: "Celery" }).check({ force: true });
  await expect(ranges).toHaveCount(0);
  await expect(page.getByLabel("Quota, CPU")).toHaveValue("10");
});

test("it is created and undone", async ({ page }) => {
  await createRemote(page);
  await page.getByRole("button", { name: "Create the Deployment" }).click();
  await expect(heading(page, "plant-floor")).toBeVisible();
  await expect(fact(page, "Remote execution")).toHaveText("198.51.100.0/24");
  await expect(fact(page, "Task log bucket")).toHaveText("s3://floor-logs");
  await expect(fact(page, "Task log address")).toHaveText("dag_id={{ ti.dag_id }}.log");
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(heading(page, "Deployment plant-floor is gone")).toBeVisible();
});

test("who may call and where task logs are change through the plan, and are undone", async ({ page }) => {
  await createRemote(page);
  await page.getByRole("button", { name: "Create the Deployment" }).click();
  await expect(heading(page, "plant-floor")).toBeVisible();
  await page.getByRole("navigation", { name: "Deployment" }).getByRole("link", { name: "Settings" }).click();
  const block = section(page, "Remote execution");
  await expect(block.getByRole("switch", { name: "Remote execution" })).toHaveAccessibleDescription(/Only chosen when a Deployment is created/);
  for (const closed of ["Celery", "Kubernetes"]) {
    await expect(page.getByRole("radio", { name: closed })).toHaveAccessibleDescription(/Remote execution needs Astro/);
  }
  const ranges = block.getByLabel("Agents may call from");
  await ranges.fill("198.51.100.0/33");
  await expect(ranges).toHaveAttribute("aria-invalid", "true");
  await expect(plan(page).getByRole("button", { name: /^Apply/ })).toHaveAttribute("aria-disabled", "true");
  await ranges.fill("198.51.100.0/24\n2001:db8::/32");
  await block.getByLabel("Task log bucket").fill("s3://other-logs");
  await block.getByLabel("Task log address").fill("");
  await expect(plan(page)).toContainText("s3://other-logs");
  await page.mouse.move(0, 0);
  await expectNoAxeViolationsAtAnyWidth(page);
  await pictures(page, "remote-settings");
  await plan(page).getByRole("button", { name: /^Apply/ }).click();
  await expect(toast(page, /applied/)).toBeVisible();
  await page.reload();
  await expect(ranges).toHaveValue("198.51.100.0/24\n2001:db8::/32");
  await expect(block.getByLabel("Task log bucket")).toHaveValue("s3://other-logs");
  await block.getByLabel("Task log bucket").fill("s3://third");
  await plan(page).getByRole("button", { name: /^Apply/ }).click();
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(block.getByLabel("Task log bucket")).toHaveValue("s3://other-logs");
});

test("an agent token of a remote Deployment is defined, undone, and goes with the Deployment", async ({ page }) => {
  await createRemote(page);
  await page.getByRole("button", { name: "Create the Deployment" }).click();
  await expect(heading(page, "plant-floor")).toBeVisible();
  const address = page.url();
  await page.goto(`${address}/tokens`);
  await page.getByRole("button", { name: "Define an agent token" }).click();
  const dialog = page.getByRole("dialog", { name: "Define an agent token" });
  await dialog.getByLabel("Name").fill("hall-3");
  await dialog.getByRole("button", { name: "Define the token" }).click();
  await expect(page.getByRole("row", { name: /hall-3/ })).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(page.getByRole("row", { name: /hall-3/ })).toHaveCount(0);
});
