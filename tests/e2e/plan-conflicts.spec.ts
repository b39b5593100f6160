// A plan that no longer fits: fields that somebody else changed, things that are gone, files and links that are no plan
// for here, a plan of which somebody may apply a part, and a plan that stays when somebody else acts.
import { gzipSync } from "node:zlib";
import { actAs, createOrganization, download, heading, openSample, organizationRoot, section, toast } from "./support/app.ts";
import { expectNoAxeViolationsAtAnyWidth } from "./support/axe.ts";
import { pictures } from "./support/pictures.ts";
import { follow, idsOf } from "./support/places.ts";
import { type Locator, type Page, expect, test } from "./support/test.ts";

test.describe.configure({ timeout: 90_000 });

const workspaceName = "Marketing analytics";
const deploymentName = "attribution-staging";

function chip(page: Page): Locator {
  return page.getByRole("banner").getByRole("link", { name: /^Plan (\d|needs mending)/ });
}

async function openPlan(page: Page): Promise<void> {
  await chip(page).click();
  await expect(heading(page, "Plan")).toBeVisible();
}

/** The line of a part in the list of what is staged. */
function part(page: Page, title: string | RegExp): Locator {
  return section(page, "Staged").getByRole("listitem").filter({ hasText: title });
}

async function settingsOf(page: Page, name = deploymentName): Promise<string> {
  const ids = await idsOf(page, workspaceName, name);
  const address = `${organizationRoot(page)}/w/${ids.workspace}/d/${ids.deployment}/settings`;
  await follow(page, address);
  await expect(section(page, "Execution")).toBeVisible();
  return address;
}

async function stageSize(page: Page, size: string): Promise<void> {
  await page.getByRole("combobox", { name: "Scheduler size" }).selectOption(size);
  await expect(chip(page)).toBeVisible();
}

async function apply(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Apply \d/ }).click();
  await expect(toast(page, /^Plan of \d+ changes? applied/)).toBeVisible();
}

async function shareAsFile(page: Page): Promise<Buffer> {
  await page.getByRole("button", { name: "Share" }).click();
  const dialog = page.getByRole("dialog", { name: "Share the plan" });
  const file = await download(page, () => dialog.getByRole("button", { name: "Download the plan" }).click());
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  return file.bytes;
}

async function discard(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Discard" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Discard the plan" }).click();
}

async function openFile(page: Page, buffer: Buffer, name = "plan.json"): Promise<void> {
  await page.getByLabel("A plan file").setInputFiles({ name, mimeType: "application/json", buffer });
}

/** Gives somebody a role in the Workspace through its access page, into the plan. */
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
  await expect(dialog).toBeHidden();
}

/** Deletes the Deployment on its settings page. */
async function deleteDeployment(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Delete the Deployment" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill(deploymentName);
  await dialog.getByRole("button", { name: "Delete the Deployment" }).click();
  await expect(dialog).toBeHidden();
}

for (const [choice, button, kept] of [
  ["the plan's value", "Keep what the plan wants", "LARGE"],
  ["the stored value", "Keep what is there now", "MEDIUM"],
] as const) {
  test(`a field that another tab changed shows both values, and ${choice} is kept`, async ({ page }) => {
    await openSample(page);
    const address = await settingsOf(page);
    await stageSize(page, "LARGE");
    await page.getByRole("switch", { name: "High availability" }).check();

    // The other tab begins without a plan: what this device keeps of one is not for it, once it is kept.
    const isKept = () => page.evaluate(() => Object.values(localStorage).some((text) => text.includes("isHighAvailability")));
    await expect.poll(isKept).toBe(true);
    const other = await page.context().newPage();
    await other.addInitScript(() => {
      for (const key of Object.keys(localStorage)) if (key.startsWith("planisphere.plan")) localStorage.removeItem(key);
    });
    await other.goto(address);
    await expect(chip(other)).toHaveCount(0);
    await other.getByRole("combobox", { name: "Scheduler size" }).selectOption("MEDIUM");
    await apply(other);
    await other.close();

    await expect(section(page, "Execution")).toContainText("This was changed elsewhere meanwhile, to “Medium”. Keep one of the two in the plan.");
    await openPlan(page);
    const line = part(page, /Execution|attribution/).first();
    await expect(line).toContainText("Refused");
    const row = line.getByRole("row", { name: /Scheduler size/ });
    await expect(row.getByRole("cell")).toHaveText(["Small", "Medium", "Large"]);
    await expect(page.getByRole("button", { name: "Apply", exact: true }).or(page.getByRole("button", { name: /^Apply \d/ }))).toHaveAttribute(
      "aria-disabled",
      "true",
    );
    await expectNoAxeViolationsAtAnyWidth(page);
    if (kept === "LARGE") await pictures(page, "plan-conflict");

    await line.getByRole("button", { name: button }).click();
    await expect(line).toContainText("Fits");
    await apply(page);
    await page.goto(address);
    await expect(page.getByRole("combobox", { name: "Scheduler size" })).toHaveValue(kept);
    await expect(page.getByRole("switch", { name: "High availability" })).toBeChecked();
  });
}

test("a plan about something since deleted says so, and the rest is applied", async ({ page }) => {
  await openSample(page);
  await stageRole(page, "Otto Berg", /^Viewer/);
  const address = await settingsOf(page);
  await stageSize(page, "LARGE");
  await openPlan(page);
  const file = await shareAsFile(page);
  await discard(page);

  await page.goto(address);
  await deleteDeployment(page);
  await follow(page, `${organizationRoot(page)}/plan`);
  await openFile(page, file);
  const shared = section(page, "A shared plan");
  await expect(shared).toContainText("1 of 2 parts cannot be applied by you now");
  await expect(shared).toContainText("The Deployment is not here: it was deleted, or you may not see it.");
  await shared.getByRole("button", { name: "Take over all of it, to mend it" }).click();

  await expect(section(page, "Staged").getByRole("listitem")).toHaveCount(2);
  await expect(section(page, "Staged")).toContainText("The Deployment is not here");
  await expectNoAxeViolationsAtAnyWidth(page);
  await pictures(page, "plan-gone");
  await page.getByRole("button", { name: "Apply what fits" }).click();
  await expect(toast(page, "What fits of the plan is applied")).toBeVisible();
  // What did not fit is still there to be looked at.
  await expect(section(page, "Staged").getByRole("listitem")).toHaveCount(1);
  await expect(part(page, /Execution|attribution/)).toContainText("Refused");
  await page.getByRole("button", { name: /^Take out/ }).click();
  await expect(page.getByText("Nothing is staged", { exact: true })).toBeVisible();
});

test("a staged plan survives that its thing goes, in this tab and after a reload", async ({ page }) => {
  await openSample(page);
  await stageRole(page, "Otto Berg", /^Viewer/);
  const address = await settingsOf(page);
  await stageSize(page, "LARGE");
  const other = await page.context().newPage();
  await other.goto(address);
  await deleteDeployment(other);
  await other.close();
  await openPlan(page);
  await expect(section(page, "Staged")).toContainText("The Deployment is not here");
  await expect(part(page, "A role for Otto Berg")).toContainText("Fits");
  await page.reload();
  await expect(section(page, "Staged")).toContainText("The Deployment is not here");
  await expect(section(page, "Who can do more, or less")).toContainText("Otto Berg gains");
});

test("what is no plan for here is answered, and nothing of it is staged", async ({ page }) => {
  await createOrganization(page);
  const root = organizationRoot(page);
  await page.goto(`${root}/w`);
  await openSampleBeside(page);
  await stageRole(page, "Otto Berg", /^Viewer/);
  await openPlan(page);
  const file = await shareAsFile(page);
  await discard(page);
  const text = file.toString();
  const alert = page.getByRole("alert");
  for (const [about, content, said] of [
    ["cut off", text.slice(0, text.length / 2), "This is no plan"],
    ["newer", text.replace('"planispherePlan": 1', '"planispherePlan": 2'), "This is a plan of form 2, and this version reads form 1"],
    ["another command", text.replace(/"assignWorkspaceRole"/i, '"launchRockets"'), "The plan is damaged"],
    ["five megabytes", "x".repeat(5 * 1024 * 1024), "This is no plan"],
    ["empty", "", "This is no plan"],
  ] as const) {
    await openFile(page, Buffer.from(content), `${about}.json`);
    await expect(alert, about).toContainText(said);
    await expect(section(page, "A shared plan")).toHaveCount(0);
  }
  const packed = (content: string) => gzipSync(Buffer.from(content)).toString("base64url");
  for (const [about, link, said] of [
    ["cut off", packed(text).slice(0, 60), "This is no plan"],
    ["no base64", "%%%", "This is no plan"],
    ["a bomb", packed(" ".repeat(40 * 1024 * 1024)), "This is no plan"],
  ] as const) {
    await page.goto(`${organizationRoot(page)}/plan#${link}`);
    await page.reload();
    await expect(alert, about).toContainText(said);
  }
  // In another Organization it names the one that it is about.
  await page.goto(`${root}/plan`);
  await openFile(page, file);
  await expect(section(page, "A shared plan")).toContainText("This plan is about the Organization “Northwind Data”");
  await expect(page.getByRole("button", { name: "Take it over" })).toHaveCount(0);
});

/** Opens the small sample beside an Organization that is there already. */
async function openSampleBeside(page: Page): Promise<void> {
  await page.goto("/");
  await page.getByText("Open a sample or import a file").click();
  await page.getByRole("button", { name: "Open the small sample" }).click();
  await expect(heading(page, "Who are you")).toBeVisible({ timeout: 20_000 });
  await page.getByLabel("Filter people").fill("Ada Kim");
  await page.getByRole("button", { name: "Act as Ada Kim", exact: true }).click();
  await expect(heading(page, "Northwind Data")).toBeVisible();
}

test("somebody who may apply a part of a shared plan is told which, and applies it", async ({ page }) => {
  await openSample(page);
  await settingsOf(page);
  await stageSize(page, "LARGE");
  await stageRole(page, "Otto Berg", /^Viewer/);
  await openPlan(page);
  const file = await shareAsFile(page);
  await discard(page);

  // An Operator configures Deployments and gives no roles.
  await actAs(page, "Omar Reyes");
  await follow(page, `${organizationRoot(page)}/plan`);
  await openFile(page, file);
  const shared = section(page, "A shared plan");
  await expect(shared).toContainText("Staged by Ada Kim");
  await expect(shared).toContainText("1 of 2 parts cannot be applied by you now");
  await expectNoAxeViolationsAtAnyWidth(page);
  await pictures(page, "plan-received-in-part");
  await shared.getByRole("button", { name: "Take over what fits" }).click();
  await expect(section(page, "Staged").getByRole("listitem")).toHaveCount(1);
  await expect(section(page, "Staged")).toContainText(/staged by Ada Kim/i);
  await apply(page);
});

test("a plan stays when somebody else acts, says whose it is, and is judged anew", async ({ page }) => {
  await openSample(page);
  await stageRole(page, "Otto Berg", /^Viewer/);
  await actAs(page, "Viktor Lind");
  await openPlan(page);
  await expect(page.getByText("Not all of it was staged by you")).toBeVisible();
  await expect(part(page, "A role for Otto Berg")).toContainText(/staged by Ada Kim/i);
  await expect(part(page, "A role for Otto Berg")).toContainText("Refused");
  await actAs(page, "Ada Kim");
  await openPlan(page);
  await expect(part(page, "A role for Otto Berg")).toContainText("Fits");
  await expect(page.getByText("Not all of it was staged by you")).toHaveCount(0);
  await apply(page);
});

test("while viewing as somebody the plan is kept, shown as they would meet it, and not applied", async ({ page }) => {
  await openSample(page);
  await stageRole(page, "Otto Berg", /^Viewer/);
  const root = organizationRoot(page);
  await follow(page, `${root}/view-as`);
  await page.getByRole("listitem").filter({ hasText: "Viktor Lind" }).getByRole("button", { name: /View as/ }).click();
  await expect(heading(page, "Northwind Data")).toBeVisible();
  await openPlan(page);
  await expect(part(page, "A role for Otto Berg")).toContainText("Refused");
  await expect(page.getByRole("button", { name: "Apply what fits" })).toHaveCount(0);
  await page.getByRole("button", { name: "Leave the view" }).click();
  await openPlan(page);
  await expect(part(page, "A role for Otto Berg")).toContainText("Fits");
});
