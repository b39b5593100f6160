// Usage: what things are reckoned at by the rate card, the card itself, the export, and who sees it.
import { actAs, createOrganization, dated, description, download, heading, openSample, organizationRoot, section, side } from "./support/app.ts";
import { expectNoAxeViolationsAtAnyWidth } from "./support/axe.ts";
import { pictures } from "./support/pictures.ts";
import { type Page, expect, test } from "./support/test.ts";

const plan = (page: Page) => page.getByRole("complementary", { name: "Plan" });

test("what is configured is reckoned by Workspace and cluster, and exported exactly", async ({ page }) => {
  test.slow();
  await openSample(page);
  await side(page, "Usage");
  await expect(heading(page, "Usage")).toBeVisible();
  await expect(page.getByText("These rates are an example")).toBeVisible();
  const table = page.getByRole("table", { name: "Workspaces" });
  await expect(table.getByRole("row", { name: /Marketing analytics/ })).toContainText(/\d\.\d\d/);
  await expect(page.getByRole("table", { name: "Clusters" }).getByRole("row")).toHaveCount(3);
  await expectNoAxeViolationsAtAnyWidth(page);
  await pictures(page, "usage");
  const file = await download(page, () => page.getByRole("button", { name: "Export as CSV" }).click());
  expect(file.name).toMatch(dated("Northwind Data configured cost", "csv"));
  const lines = file.bytes.toString().trim().split("\r\n");
  expect(lines[0]).toBe("kind,name,deployments,currency,idleHour,peakHour,idleMonth,peakMonth,rateCardVersion");
  const cents = (line: string, at: number) => Math.round(Number(line.split(",")[at]) * 1e6);
  const parts = lines.slice(1, -1);
  for (const column of [4, 5, 6, 7]) {
    const sum = parts.reduce((all, line) => all + cents(line, column), 0);
    expect(sum).toBe(cents(lines.at(-1) ?? "", column));
  }
});

test("the card is edited through the plan, has versions, and goes back to the example", async ({ page }) => {
  await openSample(page);
  await side(page, "Usage");
  await page.getByLabel("Small", { exact: true }).fill("1.25");
  await page.getByLabel("Currency").fill("EUR");
  await expect(plan(page)).toContainText(/Rate card/i);
  await plan(page).getByRole("button", { name: /^Apply/ }).click();
  await expect(section(page, "Rate card")).toContainText("Version 1.");
  await expect(page.getByText("These rates are an example")).toHaveCount(0);
  await expect(page.getByLabel("Small", { exact: true })).toHaveValue("1.25");
  await page.reload();
  await expect(page.getByLabel("Currency")).toHaveValue("EUR");
  await page.getByRole("button", { name: "Back to the example" }).click();
  await expect(page.getByLabel("Currency")).toHaveValue("USD");
  await plan(page).getByRole("button", { name: /^Apply/ }).click();
  await expect(page.getByText("These rates are an example")).toBeVisible();
});

test("a machine without a rate is named, and gets one", async ({ page }) => {
  await openSample(page);
  await side(page, "Usage");
  await page.getByRole("button", { name: "Take A5 off the card" }).click();
  await plan(page).getByRole("button", { name: /^Apply/ }).click();
  await expect(page.getByText("The sums lack workers on A5")).toBeVisible();
  await page.getByRole("button", { name: "Add a machine" }).click();
  await expect(page.getByLabel("Name of the machine")).toHaveValue("A5");
  await page.getByLabel("A5, an hour").fill("0.2");
  await plan(page).getByRole("button", { name: /^Apply/ }).click();
  await expect(page.getByText("The sums lack")).toHaveCount(0);
});

test("junk stays in its field with its own words, and the rest is staged all the same", async ({ page }) => {
  test.slow();
  await createOrganization(page);
  await side(page, "Usage");
  const junk = ["abc", "1,5", "-", "1e9", "0.1234567", "99999999999999999999", "<b>1</b>", "١", "  "];
  const field = page.getByLabel("Dedicated cluster");
  for (const text of junk) {
    await field.fill(text);
    await expect(field, text).toHaveAttribute("aria-invalid", "true");
    await expect(field).toHaveValue(text);
    expect((await description(field)).length).toBeGreaterThan(10);
  }
  await expect(plan(page)).toContainText("Nothing is staged");
  await page.getByLabel("Scheduler unit").fill("0.03");
  await expect(plan(page)).not.toContainText("Nothing is staged");
  await expect(field).toHaveValue("  ");
  // What reads as an amount and is none that counts is told by the core.
  await page.getByLabel("CPU of Pods").fill("-1");
  await expect(page.getByLabel("CPU of Pods")).toHaveAttribute("aria-invalid", "true");
  await expect.poll(() => description(page.getByLabel("CPU of Pods"))).toMatch(/allowed are 0 to/);
  await page.getByLabel("CPU of Pods").fill("0.2");
  for (const [text, words] of [["eleven", /no whole number/], ["101", /allowed are 0 to 100/], ["-1", /no whole number/]] as const) {
    await page.getByLabel("Sleep discount").fill(text);
    await expect.poll(() => description(page.getByLabel("Sleep discount"))).toMatch(words);
  }
  await page.getByLabel("Currency").fill("dollars");
  await expect.poll(() => description(page.getByLabel("Currency"))).toMatch(/no currency code/);
  await page.getByRole("button", { name: "Add a machine" }).click();
  await page.getByLabel("Name of the machine").fill("A5");
  await page.getByLabel("A5, an hour").last().fill("1");
  await expect.poll(() => description(page.getByLabel("A5, an hour").last())).toMatch(/on the card twice/);
  await expectNoAxeViolationsAtAnyWidth(page);
});

test("those who may see neither usage nor bills are told why", async ({ page }) => {
  await openSample(page);
  const root = organizationRoot(page);
  await actAs(page, "Viktor Lind");
  await page.goto(`${root}/usage`);
  await expect(page.getByRole("heading", { name: "Usage is not open to you" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("organization.usage.get");
});
