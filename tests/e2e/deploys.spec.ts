// Deploys: recorded by hand, told apart by what they brought, described, returned to with the consequences, and refused.
import { actAs, createDeployment, createOrganization, openSample, openWorkspace, toast } from "./support/app.ts";
import { expectNoAxeViolationsAtAnyWidth } from "./support/axe.ts";
import { pictures } from "./support/pictures.ts";
import { type Locator, type Page, expect, test } from "./support/test.ts";

function rows(page: Page): Locator {
  return page.getByRole("table", { name: "Deploys" }).locator("tbody tr:not(.pad-row)");
}

async function openNew(page: Page): Promise<void> {
  await createOrganization(page);
  await openWorkspace(page, "Data Platform");
  await createDeployment(page, "orders-etl");
  await page.getByRole("navigation", { name: "Deployment" }).getByRole("link", { name: "Deploys" }).click();
}

function dialog(page: Page, name: string | RegExp = "Record a deploy"): Locator {
  return page.getByRole("dialog", { name });
}

interface Recorded {
  tag?: string;
  kind?: string;
  dags?: string;
  ended?: string;
  about?: string;
}

async function record(page: Page, { tag, kind, dags, ended, about }: Recorded): Promise<void> {
  await page.getByRole("button", { name: "Record a deploy" }).first().click();
  if (kind) await dialog(page).getByRole("radio", { name: kind, exact: true }).check({ force: true });
  if (tag) await dialog(page).getByLabel("Tag").fill(tag);
  if (ended) await dialog(page).getByRole("radio", { name: ended }).check({ force: true });
  if (dags) await dialog(page).getByLabel("Version of the DAGs").fill(dags);
  if (about) await dialog(page).getByLabel("Description").fill(about);
  await dialog(page).getByRole("button", { name: "Record the deploy" }).click();
}

test("deploys are recorded, described and returned to, with the consequences first", async ({ page }) => {
  await openNew(page);
  await expect(page.getByText("No deploys yet")).toBeVisible();
  await expectNoAxeViolationsAtAnyWidth(page);
  await record(page, { tag: "v1", dags: "2026-01", about: "first one" });
  await expect(toast(page, "Deploy recorded")).toBeVisible();
  await record(page, { tag: "v2", dags: "2026-02" });
  await expect(rows(page)).toHaveCount(2);
  await expect(rows(page).nth(0)).toContainText("v2");
  await expect(rows(page).nth(0)).toContainText("Current");
  await expect(rows(page).nth(0)).toContainText("Recorded by hand");
  await expect(rows(page).nth(0)).toContainText("Grace Moreau");
  await expect(rows(page).nth(1)).toContainText("first one");
  await expect(rows(page).nth(1)).not.toContainText("Current");
  await pictures(page, "deploys");
  await expectNoAxeViolationsAtAnyWidth(page);

  await rows(page).nth(1).getByRole("link").click();
  const detail = dialog(page, /:v1$/);
  const differences = detail.getByRole("table", { name: "What differs from what runs now" });
  await expect(differences.getByRole("row").filter({ hasText: "Image" })).toContainText(":v2");
  await expect(differences.getByRole("row").filter({ hasText: "DAG version" })).toContainText("2026-01");
  await expect(page).toHaveURL(/\?deploy=c/);
  await page.reload();
  await expect(detail).toBeVisible();
  await expectNoAxeViolationsAtAnyWidth(page);
  await pictures(page, "deploy-detail");
  await detail.getByLabel("Description").fill("the very first");
  await detail.getByRole("button", { name: "Save the description" }).click();
  await expect(toast(page, "Deploy described")).toBeVisible();

  await detail.getByRole("button", { name: "Roll back to it" }).click();
  const rollback = dialog(page, /^Roll back to .*:v1$/);
  await expect(rollback).toContainText("Variables, queues and resources stay as they are.");
  await expect(rollback).toContainText("Components restart, and running tasks have 24 hours to finish.");
  await pictures(page, "deploy-rollback");
  await expectNoAxeViolationsAtAnyWidth(page);
  await rollback.getByRole("button", { name: "Roll back" }).click();
  await expect(toast(page, /^Rolled back to .*:v1\. It cannot be undone: what was deployed stays/)).toBeVisible();
  await expect(rows(page)).toHaveCount(3);
  await expect(rows(page).nth(0)).toContainText("Rollback");
  await expect(rows(page).nth(0)).toContainText("Current");
  await expect(rows(page).nth(0)).toContainText("v1");
});

test("a deploy in progress is ended later, and a failed one cannot be returned to", async ({ page }) => {
  await openNew(page);
  await record(page, { tag: "v1", ended: "In progress" });
  await expect(rows(page).nth(0)).toContainText("In progress");
  await rows(page).nth(0).getByRole("link").click();
  await dialog(page, /:v1$/).getByRole("button", { name: "Tell how it ended" }).click();
  const finish = dialog(page, "How did the deploy end");
  // What it uploaded has a version.
  await finish.getByRole("button", { name: "End the deploy" }).click();
  await expect(finish.getByLabel("Version of the DAGs")).toHaveAttribute("aria-invalid", "true");
  await finish.getByRole("radio", { name: "It failed" }).check({ force: true });
  await finish.getByRole("button", { name: "End the deploy" }).click();
  await expect(rows(page).nth(0)).toContainText("Failed");
  await rows(page).nth(0).getByRole("link").click();
  const back = dialog(page, /:v1$/).getByRole("button", { name: "Roll back to it" });
  await expect(back).toHaveAttribute("aria-disabled", "true");
  await expect(back).toHaveAccessibleDescription(/only DEPLOYED ones can return/);
});

test("bundles and DAGs are told apart, and what is missing is named", async ({ page }) => {
  await openNew(page);
  await record(page, { kind: "DAGs", dags: "7" });
  await expect(rows(page).nth(0)).toContainText("DAGs 7");
  await record(page, { kind: "Bundle" });
  await expect(dialog(page)).toContainText("Missing fields: “Mount path”, “Bundle type”");
  await dialog(page).getByLabel("Mount path").fill("/dbt");
  await dialog(page).getByLabel("Bundle type").fill("dbt");
  await dialog(page).getByLabel("Version of the bundle").fill("1");
  await dialog(page).getByRole("button", { name: "Record the deploy" }).click();
  await expect(rows(page).nth(0)).toContainText("dbt at /dbt");
  // A commit without a repository, and a description that is too long.
  await record(page, { kind: "DAGs", dags: "8", about: "x".repeat(501) });
  await expect(dialog(page).getByLabel("Description")).toHaveAttribute("aria-invalid", "true");
  await expect(dialog(page).getByLabel("Description")).toHaveValue("x".repeat(501));
  await dialog(page).getByLabel("Description").fill("fine");
  await dialog(page).getByText("The commit it was made from").click();
  await dialog(page).getByLabel(/^Commit/).fill("abc123");
  await dialog(page).getByRole("button", { name: "Record the deploy" }).click();
  await expect(dialog(page).getByLabel(/^Commit/)).toHaveAttribute("aria-invalid", "true");
  await dialog(page).getByLabel("Repository").fill("https://git.example/dags.git");
  await dialog(page).getByRole("button", { name: "Record the deploy" }).click();
  await expect(rows(page)).toHaveCount(3);
  await page.getByLabel("Filter deploys").fill("dbt");
  await expect(rows(page)).toHaveCount(1);
});

test("who may not deploy sees why", async ({ page }) => {
  await openSample(page);
  await actAs(page, "Viktor Lind");
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "All Deployments" }).click();
  await page.getByRole("table", { name: "Deployments" }).locator("tbody a.row-link").first().click();
  await page.getByRole("navigation", { name: "Deployment" }).getByRole("link", { name: "Deploys" }).click();
  const button = page.getByRole("button", { name: "Record a deploy" }).first();
  await expect(button).toHaveAttribute("aria-disabled", "true");
  await expect(button).toHaveAccessibleDescription(/deployment\.deploys\.create/);
});
