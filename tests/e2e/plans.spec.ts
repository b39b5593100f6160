// The plan: staging from several forms, what it says beside them, applying as one step, sharing, and what moved on.
import { readFile } from "node:fs/promises";
import { actAs, heading, openSample, organizationRoot, section, toast } from "./support/app.ts";
import { expectNoAxeViolationsAtAnyWidth } from "./support/axe.ts";
import { pictures } from "./support/pictures.ts";
import { follow, idsOf } from "./support/places.ts";
import { type Locator, type Page, expect, test } from "./support/test.ts";

test.describe.configure({ timeout: 90_000 });

const workspaceName = "Marketing analytics";
const deploymentName = "attribution-prod";

function chip(page: Page): Locator {
  return page.getByRole("banner").getByRole("link", { name: /^Plan \d/ });
}

async function openPlan(page: Page): Promise<void> {
  await chip(page).click();
  await expect(heading(page, "Plan")).toBeVisible();
}

/** Stages a role of somebody in the Workspace and stays on its access page. */
async function stageRole(page: Page, person: string, role: RegExp): Promise<void> {
  const ids = await idsOf(page, workspaceName, deploymentName);
  await follow(page, `${organizationRoot(page)}/w/${ids.workspace}/access`);
  await page.getByRole("button", { name: "Give access" }).click();
  const dialog = page.getByRole("dialog", { name: "Give access" });
  await dialog.getByRole("combobox", { name: "Who" }).fill(person);
  await page.getByRole("option", { name: new RegExp(person) }).click();
  await dialog.getByRole("combobox", { name: "Role" }).click();
  await page.getByRole("option", { name: role }).first().click();
  await dialog.getByRole("button", { name: "Add to the plan" }).click();
  await expect(toast(page, `A role for ${person} added to the plan`)).toBeVisible();
  await expect(dialog).toBeHidden();
}

test("without anything staged the page says how a plan begins", async ({ page }) => {
  const root = await openSample(page);
  await follow(page, `${root}/plan`);
  await expect(heading(page, "Plan")).toBeVisible();
  await expect(page.getByText("Nothing is staged", { exact: true })).toBeVisible();
  await expect(chip(page)).toHaveCount(0);
  await expectNoAxeViolationsAtAnyWidth(page);
});

test("a staged role changes nothing until the plan is applied, and is undone as one step", async ({ page }) => {
  await openSample(page);
  await stageRole(page, "Otto Berg", /^Viewer/);
  await expect(page.getByRole("row", { name: /Otto Berg/ })).toHaveCount(0);
  await expect(chip(page)).toContainText("1");
  const access = page.url();

  await page.reload();
  await openPlan(page);
  await expect(section(page, "Staged")).toContainText("A role for Otto Berg");
  await expect(section(page, "What changes")).toContainText("Role on Workspace");
  await expect(section(page, "Who can do more, or less")).toContainText(/Otto Berg gains \d+ permissions on Workspace "Marketing analytics"/);
  await expectNoAxeViolationsAtAnyWidth(page);
  await pictures(page, "plan");

  await page.getByRole("button", { name: "Apply 1 change" }).click();
  await expect(toast(page, "Plan of 1 change applied")).toBeVisible();
  await expect(chip(page)).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(toast(page, "Undone")).toBeVisible();
  await page.goto(access);
  await expect(page.getByRole("row", { name: /Omar Reyes/ })).toHaveCount(1);
  await expect(page.getByRole("row", { name: /Otto Berg/ })).toHaveCount(0);
});

test("a part is taken out, and the whole is discarded after a question", async ({ page }) => {
  await openSample(page);
  await stageRole(page, "Otto Berg", /^Viewer/);
  await stageRole(page, "Elif Demir", /^Operator/);
  await openPlan(page);
  await page.getByRole("button", { name: "Take out A role for Otto Berg" }).click();
  await expect(section(page, "Staged").getByRole("listitem")).toHaveCount(1);
  await page.getByRole("button", { name: "Discard" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Discard the plan" }).click();
  await expect(page.getByText("Nothing is staged", { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByText("Nothing is staged", { exact: true })).toBeVisible();
});

test("a plan travels as a link and as a file, and somebody who may not apply it is told so", async ({ page }) => {
  await openSample(page);
  await stageRole(page, "Otto Berg", /^Viewer/);
  await openPlan(page);
  await page.getByRole("button", { name: "Share" }).click();
  const dialog = page.getByRole("dialog", { name: "Share the plan" });
  const link = await dialog.getByText(/\/plan#/).textContent();
  const download = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Download the plan" }).click();
  const file = await readFile(await (await download).path());
  expect(JSON.parse(file.toString())).toMatchObject({ planispherePlan: 1, parts: [{ title: "A role for Otto Berg" }] });
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Discard" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Discard the plan" }).click();

  await actAs(page, "Viktor Lind");
  await page.goto(link ?? "");
  const shared = section(page, "A shared plan");
  await expect(shared).toContainText("Staged by Ada Kim");
  await expect(shared).toContainText("Nothing of it can be applied by you now");

  await actAs(page, "Ada Kim");
  await page.goto(link ?? "");
  await page.reload();
  await expect(shared).toContainText("It fits, and you may apply all of it");
  await shared.getByRole("button", { name: "Take it over" }).click();
  await page.getByRole("button", { name: "Apply 1 change" }).click();
  await expect(toast(page, "Plan of 1 change applied")).toBeVisible();

  await page.getByLabel("A plan file").setInputFiles({ name: "again.json", mimeType: "application/json", buffer: file });
  await expect(shared).toContainText("Everything is already as it says");
});

test("a file that is no plan, and a broken link, are refused with a way out", async ({ page }) => {
  const root = await openSample(page);
  await follow(page, `${root}/plan`);
  for (const [name, text, said] of [
    ["junk.json", "not a plan", "This is no plan"],
    ["other.json", '{"planispherePlan":99}', "This is a plan of form 99"],
    ["cut.json", '{"planispherePlan":1,"parts":[', "This is no plan"],
    ["half.json", '{"planispherePlan":1,"parts":[]}', "The plan is damaged"],
  ] as const) {
    await page.getByLabel("A plan file").setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
    await expect(page.getByRole("alert")).toContainText(said);
  }
  await page.goto(`${root}/plan#AAAA`);
  await page.reload();
  await expect(page.getByRole("alert")).toContainText("This is no plan");
});
