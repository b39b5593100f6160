// The time machine: any page at any moment, read only; two moments side by side; and bringing things back by a plan.
import {
  actAs,
  chooseAs,
  createDeployment,
  createOrganization,
  createWorkspace,
  downloadOrganization,
  heading,
  importOrganization,
  openSample,
  openWorkspace,
  organizationRoot,
  side,
  toast,
} from "./support/app.ts";
import { expectNoAxeViolationsAtAnyWidth } from "./support/axe.ts";
import { holdDisk, logRows, putRow } from "./support/disk.ts";
import { pictures } from "./support/pictures.ts";
import { follow, idsOf, places, settledHeading } from "./support/places.ts";
import { type Page, expect, test } from "./support/test.ts";

// axe at two widths, in both themes, takes a slow machine its time.
test.describe.configure({ timeout: 90_000 });

const strip = (page: Page) => page.getByRole("region", { name: "Time machine" });
const slider = (page: Page) => page.getByRole("slider", { name: "Moment, by the commits of the log" });
const link = (page: Page, name: string) =>
  page.getByRole("table", { name: "Workspaces" }).getByRole("link", { name, exact: true });

async function lookBack(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Look into the past" }).click();
  await expect(strip(page)).toContainText("You are looking at");
}

async function viewAs(page: Page, name: string): Promise<void> {
  await follow(page, `${organizationRoot(page)}/view-as`);
  await page.getByLabel("Filter users, Teams and tokens").fill(name);
  const line = page.getByRole("listitem").filter({ has: page.getByText(name, { exact: true }) });
  await line.getByRole("button", { name: "View as" }).first().click();
  await expect(page.getByText(/^Viewing as/)).toContainText(name);
}

test("the past is looked at, step by step, and left", async ({ page }) => {
  await createOrganization(page);
  await createWorkspace(page, "Newer");
  await side(page, "Workspaces");
  await expect(link(page, "Newer")).toBeVisible();

  await lookBack(page);
  await expect(page).toHaveURL(/[?&]at=/);
  await expect(strip(page)).toContainText("created the Workspace Newer");
  await expect(link(page, "Newer")).toBeVisible();
  await expectNoAxeViolationsAtAnyWidth(page);
  await pictures(page, "time-machine");

  await page.getByRole("button", { name: "Previous commit" }).click();
  await expect(link(page, "Newer")).toHaveCount(0);
  await expect(link(page, "Data Platform")).toBeVisible();
  await page.getByRole("button", { name: "Next commit" }).click();
  await expect(link(page, "Newer")).toBeVisible();
  await slider(page).focus();
  await page.keyboard.press("Home");
  await expect(link(page, "Newer")).toHaveCount(0);

  // Nothing can be changed, and everything says why.
  const create = page.getByRole("button", { name: "Create a Workspace" }).first();
  await expect(create).toHaveAttribute("aria-disabled", "true");
  await expect(create).toHaveAccessibleDescription(/You are looking at the past, where nothing can be changed/);
  await page.getByRole("button", { name: "Back to now" }).last().click();
  await expect(strip(page)).toHaveCount(0);
  await expect(link(page, "Newer")).toBeVisible();
  await expect(create).not.toHaveAttribute("aria-disabled", "true");
});

test("the moment stands in the address: links, a reload and Back keep it", async ({ page }) => {
  await openSample(page);
  await side(page, "Workspaces");
  await expect(heading(page, "Workspaces")).toBeVisible();
  await lookBack(page);
  await slider(page).focus();
  await page.keyboard.press("Home");
  await expect(strip(page)).toContainText("Commit 1 of");
  await side(page, "Users");
  await expect(page).toHaveURL(/\/users\?at=/);
  await expect(heading(page, "Users")).toBeVisible();
  await expect(strip(page)).toContainText("Commit 1 of");
  await page.reload();
  await expect(strip(page)).toContainText("Commit 1 of");
  await page.keyboard.press("g");
  await page.keyboard.press("w");
  await expect(page).toHaveURL(/\/workspaces\?at=/);
  await expect(strip(page)).toContainText("Commit 1 of");
  await page.goBack();
  await expect(page).toHaveURL(/\/users\?at=/);
  await page.goBack();
  await page.goBack();
  await expect(page).not.toHaveURL(/at=/);
  await expect(strip(page)).toHaveCount(0);
  await side(page, "Teams");
  await expect(page).not.toHaveURL(/at=/);
});

test("a day and a time are picked, and what names no moment is told", async ({ page }) => {
  await openSample(page);
  const root = organizationRoot(page);
  await lookBack(page);
  await page.getByLabel("Day and time").fill("2000-01-01T00:00:00");
  await page.getByLabel("Day and time").blur();
  await expect(strip(page)).toContainText("Commit 1 of");
  await follow(page, `${root}/users?at=tomorrow`);
  await expect(page.getByRole("main").getByText("The address names no moment")).toBeVisible();
  await expect(page.getByRole("main").getByRole("button", { name: "Back to now" })).toBeVisible();
  await page.getByRole("main").getByRole("button", { name: "Back to now" }).click();
  await expect(heading(page, "Users")).toBeVisible();
});

test("a day is typed digit by digit, and taken when the person is done", async ({ page }) => {
  await createOrganization(page);
  await createWorkspace(page, "Second");
  await lookBack(page);
  const field = page.getByLabel("Day and time");
  await field.fill("2031-05-01T10:20:30");
  await field.press("Enter");
  await expect(page).toHaveURL(/at=2031-05-01T10/);
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  const shown = await field.inputValue();
  expect(shown).not.toContain("2031-05-01");
  const before = page.url();

  // The month comes first, then the day. After its first digit nothing may have jumped.
  await field.focus();
  await page.keyboard.type("07");
  await page.keyboard.type("1");
  await expect(field).toHaveValue(/-07-01T/);
  expect(page.url()).toBe(before);
  await page.keyboard.type("5");
  await expect(field).toHaveValue(/-07-15T/);
  expect(page.url()).toBe(before);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/at=\d{4}-07-15T/);
  // What was typed stands as long as the field has the focus; then the time of the commit that was reached.
  await expect(strip(page)).toContainText("Commit 1 of");
  await expect(field).toHaveValue(/-07-15T/);
  await page.keyboard.press("Tab");
  while (await field.evaluate((element) => element === document.activeElement)) await page.keyboard.press("Tab");
  await expect(field).not.toHaveValue(/-07-15T/);
  await expect(page).toHaveURL(/at=\d{4}-07-15T/);
});

test("whoever comes back to now stands at the clock and hears it", async ({ page }) => {
  await createOrganization(page);
  await side(page, "Workspaces");
  const clock = page.getByRole("button", { name: "Look into the past" });
  await lookBack(page);
  await strip(page).getByRole("button", { name: "Back to now" }).focus();
  await page.keyboard.press("Enter");
  await expect(clock).toBeFocused();
  await expect(page.getByRole("status").filter({ hasText: "You are back at now" })).toHaveCount(1);
  await lookBack(page);
  await expect(page.getByRole("status").filter({ hasText: "You are back at now" })).toHaveCount(0);
  await follow(page, `${organizationRoot(page)}/users?at=tomorrow`);
  await expect(strip(page)).toContainText("The address names no moment");
  await page.getByRole("main").getByRole("button", { name: "Back to now" }).focus();
  await page.keyboard.press("Enter");
  await expect(clock).toBeFocused();
});

test("the access of today decides what is seen of the past", async ({ page }) => {
  await openSample(page);
  await actAs(page, "Wanda Novak");
  await side(page, "Workspaces");
  await expect(link(page, "Marketing analytics")).toBeVisible();
  await lookBack(page);
  await expect(link(page, "Marketing analytics")).toBeVisible();
  await expect(link(page, "Factory")).toHaveCount(0);
});

test("two moments are compared, and one thing and one field are brought back by the plan", async ({ page }) => {
  const root = await createOrganization(page);
  await createWorkspace(page, "Gone soon");
  await createDeployment(page, "etl");
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Settings" }).first().click();
  await page.getByLabel("Name", { exact: true }).fill("Renamed");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(toast(page, /./).first()).toBeVisible();

  // The first commit is the Organization itself, with its first Workspace.
  await follow(page, `${root}/compare?from=1`);
  await expect(heading(page, "Compare")).toBeVisible();
  const differs = page.getByRole("region", { name: "What differs" });
  await expect(differs).toContainText("Renamed");
  await expect(differs).toContainText("etl");
  await expectNoAxeViolationsAtAnyWidth(page);
  await pictures(page, "compare");

  await follow(page, `${root}/compare?from=2`);
  const name = differs.locator(".field-change").filter({ hasText: "Gone soon" });
  await expect(name).toBeVisible();
  await name.getByRole("button", { name: /^Restore/ }).click();
  await expect(toast(page, /Restore .* added to the plan/)).toBeVisible();
  await follow(page, `${root}/plan`);
  await expect(page.getByRole("main")).toContainText("Gone soon");
  await page.getByRole("button", { name: /^Apply/ }).first().click();
  await openWorkspace(page, "Gone soon");
});

test("a comparison offers what would be accepted, and closes the rest with the reason", async ({ page }) => {
  const root = await createOrganization(page);
  await openWorkspace(page, "Data Platform");
  await createDeployment(page, "etl");
  await page.keyboard.press("Control+z");
  await expect(toast(page, /^Undone: created the Deployment etl/)).toBeVisible();
  await createWorkspace(page, "Newer");

  // At the second commit the Deployment was there, and the Workspace was not.
  await follow(page, `${root}/compare?from=2`);
  const differs = page.getByRole("region", { name: "What differs" });
  const back = differs.getByRole("button", { name: /^Bring back[ :]+Deployment etl$/ });
  await expect(back).toHaveAttribute("aria-disabled", "true");
  await expect(back).toHaveAccessibleDescription(/the namespace, the history and the sealed secrets .* went along/);
  const out = differs.getByRole("button", { name: /^Take out again[ :]+Workspace Newer$/ });
  await expect(out).not.toHaveAttribute("aria-disabled", "true");
  await out.click();
  await expect(out).toHaveAttribute("aria-disabled", "true");
  await expect(out).toHaveAccessibleDescription("The plan does that already.");
});

test("a comparison says between what access is compared", async ({ page }) => {
  const root = await createOrganization(page);
  await createWorkspace(page, "Newer");
  const access = page.getByRole("region", { name: "Who can do more, or less" });
  await follow(page, `${root}/compare?from=1`);
  await expect(access).toContainText("The roles held at the first moment beside those held now");
  await expect(access).toContainText("Nobody can do more or less by their roles now than at the first moment.");
  // Where nothing differs nobody asks.
  await follow(page, `${root}/compare?from=2`);
  await expect(page.getByRole("region", { name: "What differs" })).toContainText("Nothing differs.");
  await expect(access).toHaveCount(0);
});

test("two far moments of a large Organization fold into kinds", async ({ page }) => {
  test.setTimeout(180_000);
  const root = await openSample(page, "large");
  await follow(page, `${root}/compare?from=1`);
  const differs = page.getByRole("region", { name: "What differs" });
  const deployments = differs.locator("details").filter({ hasText: /^Deployments: / });
  await expect(deployments).toBeVisible({ timeout: 60_000 });
  expect(await page.locator("main *").count()).toBeLessThan(3_000);
  await expect(deployments.locator(".change")).toHaveCount(0);
  await deployments.locator("summary").click();
  await expect(deployments.locator(".change")).toHaveCount(20);
  await deployments.getByRole("button", { name: "Show 20 more of Deployments" }).click();
  await expect(deployments.locator(".change")).toHaveCount(40);
  const access = page.getByRole("region", { name: "Who can do more, or less" });
  await expect(access.getByRole("listitem")).toHaveCount(20);
  await access.getByRole("button", { name: "Show 20 more whose access differs" }).click();
  await expect(access.getByRole("listitem")).toHaveCount(40);
});

test("the strip tells the time that was asked for, and the commit it stands at", async ({ page }) => {
  await page.clock.setFixedTime(new Date("2026-11-21T12:00:00Z"));
  await openSample(page);
  const root = organizationRoot(page);
  await follow(page, `${root}/workspaces?at=2026-11-20T12:00:00Z`);
  await expect(strip(page)).toContainText(/You are looking at Nov 20, 2026, 12:00:00/);
  await expect(strip(page)).toContainText(/Commit [\d,]+ of [\d,]+, of Oct 30, 2026/);
  // Nothing is known of what comes, and nothing was before the log.
  await follow(page, `${root}/workspaces?at=2031-05-01T00:00:00Z`);
  await expect(strip(page)).toContainText(/You are looking at Nov 21, 2026, 12:00:00/);
  await follow(page, `${root}/workspaces?at=2001-05-01T00:00:00Z`);
  await expect(strip(page)).not.toContainText("2001");
  // A step along the log is at the time of its commit.
  await page.getByRole("button", { name: "Next commit" }).click();
  await expect(strip(page)).toContainText(/Commit 2 of [\d,]+: /);
});

test("guard rails and idle notes judge by the moment that shows", async ({ page }) => {
  // By this clock nobody did anything for months; at the fifth commit everybody had just come.
  await page.clock.setFixedTime(new Date("2027-06-01T12:00:00Z"));
  const root = await openSample(page);
  const main = page.getByRole("main");
  await expect(main).toContainText(/\d+ idle for 90 d/);
  await follow(page, `${root}?at=5`);
  await expect(strip(page)).toContainText("Commit 5 of");
  await expect(main).not.toContainText("idle for 90 d");
  await strip(page).getByRole("button", { name: "Back to now" }).click();
  await expect(main).toContainText(/\d+ idle for 90 d/);
});

test("another copy on this device is compared with this one", async ({ page }) => {
  await createOrganization(page);
  const file = await downloadOrganization(page);
  await createWorkspace(page, "Only here");
  await importOrganization(page, file);
  await expect(heading(page, "Who are you")).toBeVisible();
  await chooseAs(page, "Grace Moreau");
  await expect(heading(page, "Contoso Data")).toBeVisible();
  const root = organizationRoot(page);
  await follow(page, `${root}/compare`);
  await page.getByLabel("Compare with").selectOption({ index: 1 });
  await expect(page.getByRole("region", { name: "What differs" })).toContainText("Only here");
});

test("the audit log lists what had happened by then", async ({ page }) => {
  await createOrganization(page);
  await createWorkspace(page, "Newer");
  await side(page, "Audit log");
  const lines = page.getByRole("table", { name: "Audit log" }).locator("tbody tr:not(.pad-row)");
  const newest = lines.filter({ hasText: "Created the Workspace Newer" });
  await expect(newest).toHaveCount(1);
  await lookBack(page);
  await expect(newest).toHaveCount(1);
  await page.getByRole("button", { name: "Previous commit" }).click();
  await expect(newest).toHaveCount(0);
  await expect(lines.filter({ hasText: "Founded the Organization" })).toHaveCount(1);
  await page.getByRole("button", { name: "Next commit" }).click();
  await expect(newest).toHaveCount(1);
});

test("a comparison through the eyes of a Team tells what its members may see", async ({ page }) => {
  const root = await openSample(page);
  await viewAs(page, "ML platform");
  await follow(page, `${root}/compare?from=1`);
  const differs = page.getByRole("region", { name: "What differs" });
  await expect(differs.locator(".thing").filter({ hasText: "Workspace Machine Learning" })).toBeVisible();
  await expect(differs).not.toContainText("Factory");
});

test("of two copies that are on their way the one that was chosen last is compared", async ({ page }) => {
  await createOrganization(page);
  const file = await downloadOrganization(page);
  await createWorkspace(page, "Only here");
  for (const _ of [1, 2]) {
    await importOrganization(page, file);
    await expect(heading(page, "Who are you")).toBeVisible();
    await chooseAs(page, "Grace Moreau");
    await expect(heading(page, "Contoso Data")).toBeVisible();
  }
  // Of three copies one is open, one is the first, and the log of the third is damaged.
  const root = organizationRoot(page);
  const rows = (await logRows(page)).filter(({ store }) => store === "commits");
  const handles = [...new Set(rows.map(({ key }) => String(key[0])))];
  const lengthOf = (handle: string) => rows.filter(({ key }) => key[0] === handle).length;
  const longest = [...handles].sort((a, b) => lengthOf(b) - lengthOf(a))[0] ?? "";
  const harmed = handles.find((handle) => handle !== longest && !root.endsWith(handle)) ?? "";
  const row = rows.filter(({ key }) => key[0] === harmed).at(-1);
  expect(row).toBeDefined();
  await putRow(page, row!, Buffer.from("no frame"));

  await follow(page, `${root}/compare`);
  const choice = page.getByLabel("Compare with");
  const differs = page.getByRole("region", { name: "What differs" });
  const failed = page.getByRole("main").getByRole("alert").filter({ hasText: /damaged/ });
  await choice.selectOption(harmed);
  await expect(failed).toBeVisible();
  await choice.selectOption(longest);
  await expect(differs).toContainText("Only here");
  await expect(failed).toHaveCount(0);

  // Both are asked for at once; the damaged one is read twice, and so comes last.
  await choice.selectOption("");
  await expect(differs).not.toContainText("Only here");
  const release = await holdDisk(page);
  await choice.selectOption(harmed);
  await choice.selectOption(longest);
  await release();
  await expect(differs).toContainText("Only here");
  // What was asked of the disk before this is answered.
  await logRows(page);
  await expect(failed).toHaveCount(0);
  await expect(differs).toContainText("Only here");
});

test("whoever loses the right to view as somebody sees the moment as themselves", async ({ page, context }) => {
  const root = await openSample(page);
  await viewAs(page, "Wanda Novak");
  await side(page, "Workspaces");
  await lookBack(page);
  await expect(link(page, "Marketing analytics")).toBeVisible();
  await expect(link(page, "Data Platform")).toHaveCount(0);
  // In another tab the device begins to act as somebody who owns nothing and reads the Workspace "Data Platform".
  const other = await context.newPage();
  await other.goto(root);
  await expect(heading(other, "Northwind Data")).toBeVisible();
  await actAs(other, "Zoë de Vries");
  await other.close();
  await expect(link(page, "Data Platform")).toBeVisible();
  await expect(page.getByText(/^Viewing as/)).toHaveCount(0);
  await expect(strip(page)).toContainText("You are looking at");
});

test("what is staged does not show in the past, and a shared plan is not taken over there", async ({ page }) => {
  const root = await openSample(page);
  const ids = await idsOf(page, "Marketing analytics", "attribution-prod");
  const access = `${root}/w/${ids.workspace}/access`;
  await follow(page, access);
  await page.getByRole("radiogroup", { name: "Changes here" }).getByRole("radio", { name: "Into the plan" }).click();
  await page.getByRole("combobox", { name: "Role of Viktor Lind" }).click();
  await page.getByRole("listbox").getByRole("option", { name: /^Operator/ }).first().click();
  const planned = page.locator(".planned-role");
  await expect(planned).toHaveCount(1);
  await page.locator(".plan-chip").click();
  await page.getByRole("button", { name: "Share" }).click();
  const shared = (await page.getByRole("dialog", { name: "Share the plan" }).getByText(/\/plan#/).textContent()) ?? "";
  await page.keyboard.press("Escape");
  await follow(page, access);
  await expect(planned).toHaveCount(1);
  await lookBack(page);
  await expect(planned).toHaveCount(0);
  const at = new URL(page.url()).searchParams.get("at") ?? "";
  await strip(page).getByRole("button", { name: "Back to now" }).click();
  await expect(planned).toHaveCount(1);
  await page.locator(".plan-chip").click();
  await page.getByRole("button", { name: "Discard" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Discard the plan" }).click();

  await page.goto(shared.replace("#", `?at=${encodeURIComponent(at)}#`));
  await expect(strip(page)).toContainText("You are looking at");
  const take = page.getByRole("region", { name: "A shared plan" }).getByRole("button", { name: /^Take/ });
  await expect(take).toHaveAttribute("aria-disabled", "true");
  await expect(take).toHaveAccessibleDescription(/You are looking at the past/);
  await take.evaluate((button) => (button as HTMLElement).click());
  await strip(page).getByRole("button", { name: "Back to now" }).click();
  await expect(take).not.toHaveAttribute("aria-disabled", "true");
  await page.getByRole("button", { name: "Put it away" }).click();
  await expect(page.getByText("Nothing is staged", { exact: true })).toBeVisible();
});

test("every address in the past", async ({ page }) => {
  test.setTimeout(300_000);
  await page.clock.setFixedTime(new Date("2026-11-21T12:00:00Z"));
  await openSample(page);
  const root = organizationRoot(page);
  const ids = await idsOf(page, "Marketing analytics", "attribution-prod");
  await lookBack(page);
  await slider(page).focus();
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowLeft");
  const at = new URL(page.url()).searchParams.get("at") ?? "";
  expect(at).not.toBe("");
  let pressed = 0;
  for (const [, address] of places(ids)) {
    await follow(page, `${root}${address}?at=${at}`);
    expect(await settledHeading(page)).not.toBe("");
    await expect(strip(page)).toContainText("You are looking at");
    const main = page.getByRole("main");
    // Whatever would change something is closed. Downloads change nothing.
    const changing = main.locator("button.btn.primary, button.btn.danger").filter({ hasNotText: "Download" });
    for (const button of await changing.all()) {
      if (await button.isVisible()) await expect(button).toHaveAttribute("aria-disabled", "true");
    }
    // So is whatever puts something into the plan, and pressing it does nothing.
    const staging = main.getByRole("button", { name: /^(Fix|Add to the plan|Restore|Bring back|Take|Stage)/ });
    for (const isOpen of await staging.evaluateAll((all) => all.map((button) => button.getAttribute("aria-disabled") !== "true"))) {
      expect(isOpen, `a button that stages at ${address}`).toBe(false);
    }
    pressed += await staging.evaluateAll((all) => all.map((button) => (button as HTMLElement).click()).length);
  }
  expect(pressed).toBeGreaterThan(0);
  await follow(page, `${root}/plan`);
  await expect(page.getByText("Nothing is staged", { exact: true })).toBeVisible();
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("planisphere.plan.")))).toEqual([]);
});
