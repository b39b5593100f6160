// "Can they do this on that?": the page, the ways to it from what is closed, and grants that are ready to apply.
import { actAs, heading, openSample, openWorkspace, organizationRoot, side, toast } from "./support/app.ts";
import { expectNoAxeViolationsAtAnyWidth } from "./support/axe.ts";
import { pictures } from "./support/pictures.ts";
import { follow, idsOf, nobody } from "./support/places.ts";
import { type Page, expect, test } from "./support/test.ts";

// axe at two widths, in both themes, takes a slow machine its time.
test.describe.configure({ timeout: 90_000 });

async function ask(page: Page, who: string, permission: string, on: string): Promise<void> {
  for (const [label, text] of [["Can", who], ["use", permission], ["on", on]] as const) {
    await page.getByRole("combobox", { name: label, exact: true }).fill(text);
    await page.getByRole("option").filter({ hasText: text }).first().click();
  }
}

test("a question is asked, answered with every path, and mended by the least grant", async ({ page }) => {
  await openSample(page);
  await side(page, "Why");
  await expect(heading(page, "Why")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Ask about an action on a thing" })).toBeVisible();
  await expectNoAxeViolationsAtAnyWidth(page);
  await ask(page, "Viktor Lind", "deployment.update", "attribution-prod");
  const verdict = page.getByRole("status").filter({ hasText: /^(Yes|No)\./ });
  await expect(verdict).toContainText("No.");
  const path = page.getByRole("listitem").filter({ hasText: "Viktor Lind" });
  await expect(path.filter({ hasText: "Workspace Viewer on Marketing analytics" })).toContainText("does not hold deployment.update");
  await expect(path.filter({ hasText: "Organization Member" }).first()).toBeVisible();

  const table = page.getByRole("table", { name: "What would allow it" });
  const first = table.getByRole("row").nth(1);
  await expect(first).toContainText("Ada Kim");
  await first.getByText("What it opens").click();
  await expect(first.getByRole("list")).toContainText("gains");
  await expectNoAxeViolationsAtAnyWidth(page);
  await pictures(page, "why");

  // The link says it all.
  await page.reload();
  await expect(verdict).toContainText("No.");
  await table.getByRole("button", { name: /^Apply/ }).first().click();
  await expect(toast(page, /^Done: /)).toBeVisible();
  await expect(verdict).toContainText("Yes. Viktor Lind may use deployment.update here");
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(verdict).toContainText("No.");
});

test("a gate is named before any grant", async ({ page }) => {
  await openSample(page);
  const ids = await idsOf(page, "Marketing analytics", "attribution-prod");
  const root = organizationRoot(page);
  await follow(page, `${root}/why?permission=organization.scim.provision&resource=organization`);
  await expect(page.getByText("Refused whatever roles say")).toBeVisible();
  // DAGs are asked about by id and tags.
  await follow(page, `${root}/why?permission=dag.airflow.dag.get&resource=deployment:${ids.deployment}&dag=etl_daily&tags=finance`);
  await expect(page.getByLabel("DAG id")).toHaveValue("etl_daily");
  await expect(page.getByLabel("DAG tags")).toHaveValue("finance");
  await expect(page.getByRole("status").filter({ hasText: /^Yes\./ })).toBeVisible();
});

test("what is closed leads to its reason, by pointer and by keyboard", async ({ page }) => {
  await openSample(page);
  await actAs(page, "Viktor Lind");
  await openWorkspace(page, "Marketing analytics");
  const create = page.getByRole("link", { name: "Create a Deployment" }).first();
  await create.hover();
  const tip = page.getByRole("tooltip");
  await expect(tip).toContainText("workspace.deployments.create");
  await tip.getByRole("link", { name: "Why" }).click();
  await expect(heading(page, "Why")).toBeVisible();
  await expect(page.getByRole("combobox", { name: "Can", exact: true })).toHaveValue("Viktor Lind");
  await expect(page.getByRole("combobox", { name: "use", exact: true })).toHaveValue("workspace.deployments.create");
  await expect(page.getByRole("combobox", { name: "on", exact: true })).toHaveValue("Marketing analytics");
  // He may see what would help, and not do it.
  const apply = page.getByRole("button", { name: /^Apply/ }).first();
  await expect(apply).toHaveAttribute("aria-disabled", "true");
  await expect(apply).toHaveAccessibleDescription(/\S/);

  // A press with the mouse keeps the tip, also while the pointer goes elsewhere.
  await page.goBack();
  await expect(create).toBeVisible();
  await create.click({ force: true });
  await page.mouse.move(600, 800);
  await expect(tip.getByRole("link", { name: "Why" })).toBeVisible();
  await page.keyboard.press("Escape");
  await create.focus();
  await page.keyboard.press("Enter");
  await expect(tip.getByRole("link", { name: "Why" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(create).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(tip.getByRole("link", { name: "Why" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(heading(page, "Why")).toBeVisible();
});

test("what does not exist, or is not theirs to see, is not found", async ({ page }) => {
  await openSample(page);
  const ids = await idsOf(page, "Marketing analytics", "attribution-prod");
  const root = organizationRoot(page);
  const forged = [
    `actor=user:${nobody}&permission=organization.get&resource=organization`,
    "actor=somebody",
    "permission=organization.everything",
    `resource=workspace:${nobody}`,
    "resource=planet",
  ];
  for (const query of forged) {
    await follow(page, `${root}/why?${query}`);
    await expect(heading(page, "Question not found"), query).toBeVisible();
  }
  await actAs(page, "Otto Berg");
  await follow(page, `${root}/why?permission=deployment.get&resource=deployment:${ids.deployment}`);
  await expect(heading(page, "Question not found")).toBeVisible();
  await page.getByRole("link", { name: "Ask another question" }).click();
  await expect(heading(page, "Why")).toBeVisible();
});
