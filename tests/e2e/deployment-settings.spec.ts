// The settings of a Deployment: staged in the plan, applied, taken back; limits and junk in each field; hibernation with its
// week; what the catalogue no longer maintains; somebody who may not.
import {
  actAs,
  createOrganization,
  description,
  download,
  heading,
  openSample,
  openWorkspace,
  section,
  side,
  toast,
  upload,
} from "./support/app.ts";
import { expectNoAxeViolations } from "./support/axe.ts";
import { pictures } from "./support/pictures.ts";
import { type Locator, type Page, expect, test } from "./support/test.ts";

function plan(page: Page): Locator {
  return page.getByRole("complementary", { name: "Plan" });
}

async function openSettings(page: Page, name: string): Promise<void> {
  await side(page, "All Deployments");
  await page.getByRole("table", { name: "Deployments" }).getByRole("link", { name, exact: true }).click();
  await page.getByRole("navigation", { name: "Deployment" }).getByRole("link", { name: "Settings" }).click();
  await expect(section(page, "Execution")).toBeVisible();
}

async function apply(page: Page): Promise<void> {
  await plan(page).getByRole("button", { name: /^Apply/ }).click();
}

/** The row of a queue. */
function queue(page: Page, name: string): Locator {
  return section(page, "Worker queues").getByRole("row", { name: new RegExp(`^${name}`) });
}

test("a change is staged with what it costs and does, applied, and taken back", async ({ page }) => {
  await openSample(page);
  await openSettings(page, "attribution-staging");
  const size = page.getByRole("combobox", { name: "Scheduler size" });
  await expect(size).toHaveValue("SMALL");
  await size.selectOption("MEDIUM");
  await expect(section(page, "Execution").getByText("was Small")).toBeVisible();
  await expect(section(page, "Execution")).toContainText("Components restart, and running tasks have 24 hours to finish.");
  await expect(plan(page)).toContainText("Medium");
  await expect(plan(page)).toContainText("$0.50");
  await page.getByRole("switch", { name: "High availability" }).check();
  await expectNoAxeViolations(page);
  await pictures(page, "deployment-settings-staged");
  await apply(page);
  await expect(toast(page, /applied/)).toBeVisible();
  await expect(section(page, "Execution").getByText("was Small")).toBeHidden();
  await page.reload();
  await expect(size).toHaveValue("MEDIUM");
  await size.selectOption("SMALL");
  await apply(page);
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(size).toHaveValue("MEDIUM");
});

test("choosing what is stored again takes the change out of the plan", async ({ page }) => {
  await openSample(page);
  await openSettings(page, "attribution-staging");
  await page.getByRole("switch", { name: "High availability" }).check();
  await expect(plan(page).getByRole("button", { name: /^Apply/ })).toBeVisible();
  await page.getByRole("switch", { name: "High availability" }).uncheck();
  await expect(plan(page)).toContainText("Nothing is staged");
});

test("a queue is added, edited with its curve, and another is removed and put back", async ({ page }) => {
  await openSample(page);
  await openSettings(page, "attribution-prod");
  const queues = section(page, "Worker queues");
  await queues.getByRole("button", { name: "Add a queue" }).click();
  await expect(queue(page, "queue-2")).toContainText("new");
  await queues.getByLabel("Queue name").fill("ml-training");
  await queues.getByRole("combobox", { name: "Machine" }).selectOption("A40");
  await expect(queues.getByLabel("Tasks each")).toHaveValue("40");
  await queues.getByLabel("Most workers").fill("4");
  await queues.getByLabel("Tasks each").fill("2");
  await expect(queue(page, "ml-training").getByRole("cell")).toHaveText([/^ml-training/, /^A40/, "0", "4", "2", "8", ""]);
  await expect(queues.getByText(/up to 4 workers, which run 8 tasks at once/)).toBeVisible();
  await queues.getByText("As a table").click();
  await expect(queues.getByRole("table").last().getByRole("row", { name: "8 4 8 0" })).toBeVisible();

  await queues.getByRole("button", { name: "Remove queue heavy" }).click();
  await expect(queue(page, "heavy")).toContainText("removed");
  await expect(queues).toContainText("Heavy goes: its running tasks may be interrupted");
  await queues.getByRole("button", { name: "Put back" }).click();
  await expect(queue(page, "heavy")).not.toContainText("removed");
  const remove = queues.getByRole("button", { name: "Remove queue default" });
  await expect(remove).toHaveAttribute("aria-disabled", "true");
  await expect(remove).toHaveAccessibleDescription(/has one called default/);
  // A tip under the pointer would stand beside every landmark.
  await page.mouse.move(0, 0);
  await expectNoAxeViolations(page);

  await apply(page);
  await expect(toast(page, /applied/)).toBeVisible();
  await expect(queue(page, "ml-training")).not.toContainText("new");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(queue(page, "ml-training")).toHaveCount(0);
});

for (const [field, typed, words] of [
  ["Most workers", "101", /allowed are 1 to 100/],
  ["Most workers", "0", /allowed are 1 to 100/],
  ["Fewest workers", "11", /above “Most workers” 10/],
  ["Tasks each", "16", /allowed are 1 to 15/],
  ["Tasks each", "many", /`many` is no whole number that fits here\. Use digits/],
  ["Most workers", "99999999999999999999", /is no whole number that fits here/],
  ["Most workers", "", /No number is given/],
  ["Ephemeral storage", "9Gi", /the least is `10Gi`/],
  ["Ephemeral storage", "101Gi", /the most is `100Gi`/],
  ["Ephemeral storage", "lots", /`lots`, which is no amount/],
] as const) {
  test(`“${typed}” as ${field.toLowerCase()} of a queue is answered beside the field`, async ({ page }) => {
    await openSample(page);
    await openSettings(page, "attribution-staging");
    const control = section(page, "Worker queues").getByLabel(field, { exact: true });
    await control.fill(typed);
    await expect(control).toHaveAttribute("aria-invalid", "true");
    await expect.poll(() => description(control)).toMatch(words);
    await expect(control).toHaveValue(typed);
  });
}

for (const [field, good] of [
  ["Most workers", "100"],
  ["Most workers", "1"],
  ["Fewest workers", "10"],
  ["Tasks each", "15"],
  ["Ephemeral storage", "100Gi"],
] as const) {
  test(`“${good}” as ${field.toLowerCase()} of a queue is within its limit`, async ({ page }) => {
    await openSample(page);
    await openSettings(page, "attribution-staging");
    const control = section(page, "Worker queues").getByLabel(field, { exact: true });
    await control.fill(good);
    await expect(plan(page).getByRole("button", { name: "Apply 1 change" })).not.toHaveAttribute("aria-disabled");
    await expect(control).not.toHaveAttribute("aria-invalid");
  });
}

test("memory follows CPU, and an amount beyond the quota is refused", async ({ page }) => {
  await openSample(page);
  await openSettings(page, "attribution-staging");
  const cpu = page.getByLabel("Default task Pod, CPU");
  await cpu.fill("0.5");
  await expect(page.getByLabel("Default task Pod, memory")).toHaveValue("1Gi");
  await page.getByLabel("Default task Pod, memory").fill("4Gi");
  await expect(cpu).toHaveValue("2");
  await cpu.fill("11");
  await expect.poll(() => description(cpu)).toMatch(/the most is `10`/);
  await cpu.fill("0.2");
  await expect.poll(() => description(cpu)).toMatch(/the least is `0\.25`/);
  await cpu.fill("half");
  await expect.poll(() => description(cpu)).toMatch(/`half`, which is no amount/);
  await expect(cpu).toHaveValue("half");
});

test("an executor without queues drops them, and going back brings them back", async ({ page }) => {
  await openSample(page);
  await openSettings(page, "attribution-prod");
  await page.getByRole("radio", { name: "Kubernetes" }).check({ force: true });
  const queues = section(page, "Worker queues");
  await expect(queues).toContainText("None: Kubernetes runs every task in a Pod of its own.");
  await expect(queue(page, "heavy")).toContainText("removed");
  await expect(plan(page).getByRole("button", { name: /^Apply/ })).not.toHaveAttribute("aria-disabled");
  await page.getByRole("radio", { name: "Celery" }).check({ force: true });
  await expect(plan(page)).toContainText("Nothing is staged");
  await expect(queue(page, "heavy")).not.toContainText("removed");
});

test("hibernation shows its week, and a cron that never comes is refused with the reason", async ({ page }) => {
  await openSample(page);
  await openSettings(page, "airflow-3-trial");
  const block = section(page, "Development and hibernation");
  await expect(block).toContainText("Asleep for 112 of 168 h.");
  await block.getByText("Every change in words").click();
  await expect(block.getByRole("listitem").filter({ hasText: /17:00: goes to sleep/ }).first()).toBeVisible();
  await expectNoAxeViolations(page);
  await pictures(page, "deployment-settings-hibernation");

  const sleeps = block.getByLabel("Sleeps at");
  await sleeps.fill("0 0 30 2 *");
  await expect(sleeps).toHaveAttribute("aria-invalid", "true");
  await expect.poll(() => description(sleeps)).toMatch(/which never comes/);
  await expect(block).toContainText("It never comes");
  await expect(plan(page).getByRole("button", { name: /^Apply/ })).toHaveAttribute("aria-disabled", "true");
  await sleeps.fill("every night");
  await expect.poll(() => description(sleeps)).toMatch(/no cron expression of five fields/);
  await expect(sleeps).toHaveValue("every night");
  await sleeps.fill("0 22 * * *");
  await expect(block).toContainText("Asleep for 77 of 168 h.");
  await block.getByRole("button", { name: "Add weekends" }).click();
  await expect(block.getByLabel("Sleeps at")).toHaveCount(2);
  await block.getByRole("button", { name: "Remove schedule 2" }).click();
  await apply(page);
  await expect(toast(page, /applied/)).toBeVisible();
  await page.reload();
  await expect(block.getByLabel("Sleeps at")).toHaveValue("0 22 * * *");
});

test("an override until a time is made at once and removed, and one in the past is refused", async ({ page }) => {
  await openSample(page);
  await openSettings(page, "airflow-3-trial");
  const block = section(page, "Development and hibernation");
  const until = block.getByLabel("Override until");
  await until.fill("2020-01-01T08:00");
  await block.getByRole("button", { name: "Override now" }).click();
  await expect(until).toHaveAttribute("aria-invalid", "true");
  await expect.poll(() => description(until)).toMatch(/Choose a later time/);
  await block.getByRole("radio", { name: "Keep asleep" }).check({ force: true });
  await until.fill("2090-01-01T08:00");
  await block.getByRole("button", { name: "Override now" }).click();
  await expect(toast(page, "Hibernation overridden")).toBeVisible();
  await expect(block).toContainText("Asleep until 2090-01-01T08:00:00Z");
  await expect(block).toContainText("Asleep all week.");
  await block.getByRole("button", { name: "Remove now" }).click();
  await expect(block).toContainText("Asleep for 112 of 168 h.");
});

test("development mode cannot be turned on later, and hibernation says whom it is for", async ({ page }) => {
  await openSample(page);
  await openSettings(page, "attribution-prod");
  const mode = page.getByRole("switch", { name: "Development mode" });
  await expect(mode).toHaveAttribute("aria-disabled", "true");
  await expect(section(page, "Development and hibernation")).toContainText("Not a development Deployment");
  // DAG deploys are fixed while CI/CD is enforced.
  const dags = page.getByRole("switch", { name: "DAG deploys" });
  await expect(dags).toHaveAttribute("aria-disabled", "true");
  await page.getByRole("switch", { name: "Enforce CI/CD" }).uncheck();
  await expect(dags).not.toHaveAttribute("aria-disabled");
});

test("a Runtime past its maintenance stays, says so, and names where it can go", async ({ page }) => {
  await openSample(page);
  await openSettings(page, "warehouse-vacuum");
  const block = section(page, "Runtime and upgrades");
  await expect(block).toContainText("Runtime `11.8.0` has been out of maintenance since 2025-10-31.");
  await expect(block).toContainText("It stays until an image with another Runtime is deployed.");
  await expect(block).toContainText("Runtime 13.9.0, Airflow 2.11.2");
  await block.getByText(/^All \d+ versions to go to$/).click();
  await expect(block.getByRole("row", { name: /^3\.1-13/ })).toContainText("12.0.0 or newer first");
  // Another setting is applied all the same.
  await page.getByRole("switch", { name: "High availability" }).check();
  await apply(page);
  await expect(toast(page, /applied/)).toBeVisible();
  await expect(block).toContainText("Runtime 11.8.0, Airflow 2.9.3");
});

test("a machine that the catalogue no longer offers stays until another is chosen, and says so", async ({ page }) => {
  await openSample(page);
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Settings" }).last().click();
  const catalogue = section(page, "Catalogue");
  const file = await download(page, () => catalogue.getByRole("button", { name: "Download the catalogue" }).click());
  const contents = JSON.parse(file.bytes.toString());
  contents.workerMachines = contents.workerMachines.filter((machine: { name: string }) => machine.name !== "A5");
  await catalogue.getByLabel("A catalogue file").setInputFiles(upload("later.json", JSON.stringify(contents)));
  await expect(toast(page, "Catalogue in use")).toBeVisible();

  await openSettings(page, "attribution-staging");
  const queues = section(page, "Worker queues");
  await expect(queue(page, "default")).toContainText("A5 no longer offered");
  await expect(queues).toContainText("It stays until you choose another.");
  await queues.getByLabel("Most workers").fill("8");
  await apply(page);
  await expect(toast(page, /applied/)).toBeVisible();
  await expect(queue(page, "default")).toContainText("A5 no longer offered");
  await queues.getByRole("combobox", { name: "Machine" }).selectOption("A10");
  await expect(queue(page, "default")).toContainText("A10 2 vCPU, 4 GiB");
});

test("contact e-mails are checked one by one", async ({ page }) => {
  await openSample(page);
  await openSettings(page, "attribution-prod");
  const emails = page.getByLabel("Contact e-mails");
  await emails.fill("growth-oncall@northwind.example\nnobody");
  await expect(emails).toHaveAttribute("aria-invalid", "true");
  await expect.poll(() => description(emails)).toContain("nobody");
  await emails.fill("growth-oncall@northwind.example\nads@northwind.example");
  await expect(emails).not.toHaveAttribute("aria-invalid");
  await apply(page);
  await expect(toast(page, /applied/)).toBeVisible();
});

test("enforcing CI/CD says which plan has it", async ({ page }) => {
  await createOrganization(page, { plan: "Team" });
  await openWorkspace(page, "Data Platform");
  await page.getByRole("link", { name: "Create a Deployment" }).first().click();
  await page.getByLabel("Name", { exact: true }).fill("orders");
  await page.getByRole("button", { name: "Create the Deployment" }).click();
  await expect(heading(page, "orders")).toBeVisible();
  await openSettings(page, "orders");
  const enforce = page.getByRole("switch", { name: "Enforce CI/CD" });
  await expect(enforce).toHaveAttribute("aria-disabled", "true");
  await expect(section(page, "Delivery")).toContainText("Business");
});

test("a Viewer sees every setting, closed, with the reason", async ({ page }) => {
  await openSample(page);
  await actAs(page, "Viktor Lind");
  await openSettings(page, "attribution-prod");
  for (const control of [
    page.getByRole("combobox", { name: "Scheduler size" }),
    page.getByRole("switch", { name: "High availability" }),
    section(page, "Worker queues").getByRole("button", { name: "Add a queue" }),
  ]) {
    await expect(control).toHaveAttribute("aria-disabled", "true");
  }
  await expect(section(page, "Worker queues").getByLabel("Most workers")).toHaveAttribute("readonly");
  await expect(page.getByLabel("Contact e-mails")).toHaveAttribute("readonly");
  await expect(page.getByRole("combobox", { name: "Scheduler size" })).toHaveAccessibleDescription(/Ask an owner for the role/);
  await expect(plan(page)).toContainText("Nothing is staged");
});

test("a new Deployment takes queues, resources and schedules, and says what it costs", async ({ page }) => {
  await openSample(page);
  await openWorkspace(page, "Playground");
  await page.getByRole("link", { name: "Create a Deployment" }).first().click();
  await expect(section(page, "What it costs")).toContainText("Known once it has a name that fits.");
  await page.getByLabel("Name", { exact: true }).fill("everything");
  await expect(section(page, "What it costs")).toContainText("$0.35");
  await page.getByRole("switch", { name: "Development mode" }).check();
  await page.getByText("Queues, resources, delivery and more").click();
  await section(page, "Worker queues").getByLabel("Most workers").fill("3");
  await section(page, "Hibernation").getByRole("button", { name: "Add nights" }).click();
  await expect(section(page, "Hibernation")).toContainText("Asleep for 112 of 168 h.");
  await page.getByLabel("Quota, CPU").fill("20");
  await expect(page.getByLabel("Quota, memory")).toHaveValue("40Gi");
  await page.getByLabel("Contact e-mails").fill("me@northwind.example");
  await expectNoAxeViolations(page);
  await pictures(page, "deployment-create-all");
  await page.getByRole("button", { name: "Create the Deployment" }).click();
  await expect(heading(page, "everything")).toBeVisible();
  await expect(section(page, "Worker queues").getByRole("row").nth(1).getByRole("cell")).toHaveText([
    "default", "A5", "0", "3", "5", "15",
  ]);
  await expect(section(page, "Hibernation")).toContainText("Asleep for 112 of 168 h.");
  await expect(section(page, "Cost")).toContainText("Per hour, asleep");
  await pictures(page, "deployment-overview");
});

test("a new Deployment can be added to the plan instead", async ({ page }) => {
  await openSample(page);
  await openWorkspace(page, "Playground");
  await page.getByRole("link", { name: "Create a Deployment" }).first().click();
  await page.getByLabel("Name", { exact: true }).fill("planned");
  await page.getByRole("button", { name: "Add to the plan" }).click();
  await expect(toast(page, "New Deployment “planned” added to the plan")).toBeVisible();
  await openSettings(page, "attribution-staging");
  await expect(plan(page)).toContainText("planned");
});

test("a link leads to each section, and the page stays where it is", async ({ page }) => {
  await openSample(page);
  await openSettings(page, "attribution-staging");
  await page.getByRole("combobox", { name: "Scheduler size" }).selectOption("MEDIUM");
  const links = page.getByRole("navigation", { name: "Sections" });
  await links.getByRole("link", { name: "Networking" }).click();
  await expect(section(page, "Networking")).toBeInViewport();
  await expect(heading(page, "attribution-staging")).toHaveCount(1);
  await links.getByRole("link", { name: "Danger" }).click();
  await expect(section(page, "Danger")).toBeInViewport();
  await expect(page.getByRole("combobox", { name: "Scheduler size" })).toHaveValue("MEDIUM");
});
