// Guard rails: what is found, the badges that lead there, fixing through the plan, living with a finding, and who sees what.
import { actAs, createDeployment, createOrganization, heading, openSample, openWorkspace, section, side, toast } from "./support/app.ts";
import { expectNoAxeViolationsAtAnyWidth } from "./support/axe.ts";
import { pictures } from "./support/pictures.ts";
import { type Page, expect, test } from "./support/test.ts";

/** Goes to the guard rails. */
async function open(page: Page): Promise<void> {
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: /^Guard rails/ }).click();
  await expect(heading(page, "Guard rails")).toBeVisible();
}

test("findings stand by rule, the worst first, and lead to their thing", async ({ page }) => {
  test.slow();
  await openSample(page);
  await open(page);
  const rules = page.getByRole("main").getByRole("region");
  await expect(rules.first()).toContainText("Critical");
  const words = await rules.locator("header .status").allTextContents();
  const order = ["Critical", "Warning", "Info"];
  expect(words).toEqual([...words].sort((a, b) => order.indexOf(a) - order.indexOf(b)));
  await expect(page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: /^Guard rails \d+/ })).toBeVisible();

  const runtime = section(page, "A Runtime past its end");
  await expect(runtime).toContainText(/out of maintenance for \d+ days/);
  await expect(runtime.getByRole("button", { name: /^Fix/ })).toHaveCount(0);
  const name = await runtime.getByRole("row").nth(1).getByRole("link").first().textContent();
  await runtime.getByRole("row").nth(1).getByRole("link").first().click();
  await expect(heading(page, name ?? "")).toBeVisible();
  await expectNoAxeViolationsAtAnyWidth(page);
});

test("the page is accessible at any width and in both themes", async ({ page }) => {
  // Forty rows at two widths in two themes take axe their time.
  test.slow();
  await openSample(page);
  await open(page);
  await expect(page.getByRole("main").getByRole("region").first()).toBeVisible();
  await expectNoAxeViolationsAtAnyWidth(page);
  await pictures(page, "guard-rails");
});

test("filters are in the address and can be cleared", async ({ page }) => {
  const root = await openSample(page);
  await open(page);
  await page.getByLabel("Severity").selectOption("Critical");
  await expect(page).toHaveURL(`${root}/guard-rails?severity=CRITICAL`);
  await expect(section(page, "A secret in clear").or(section(page, "A Runtime past its end")).first()).toBeVisible();
  await expect(section(page, "A single owner")).toHaveCount(0);
  await page.reload();
  await expect(page.getByLabel("Severity")).toHaveValue("CRITICAL");
  await page.getByLabel("Filter findings").fill("no such thing at all");
  await page.getByRole("button", { name: "Clear the filter" }).click();
  await expect(page).toHaveURL(`${root}/guard-rails`);
  // What names nothing narrows nothing.
  await page.goto(`${root}/guard-rails?severity=%00&rule=<script>&q=`);
  await expect(page.getByRole("main").getByRole("region").first()).toBeVisible();
  await page.goto(`${root}/guard-rails?of=deployment:nobody`);
  await expect(page.getByRole("heading", { name: "Nothing fits the filter" })).toBeVisible();
});

test("a badge leads from a Deployment to its findings", async ({ page }) => {
  const root = await openSample(page);
  await side(page, "All Deployments");
  const marked = page.getByRole("row").filter({ has: page.getByRole("link", { name: /in the guard rails$/ }) }).first();
  const name = await marked.getByRole("link").first().textContent();
  await marked.getByRole("link", { name: /in the guard rails$/ }).click();
  await expect(page).toHaveURL(new RegExp(`${root}/guard-rails\\?of=deployment(:|%3A)`));
  await expect(page.getByText("About", { exact: true })).toBeVisible();
  const links = page.getByRole("main").getByRole("table").getByRole("link");
  await expect(links.first()).toBeVisible();
  for (const link of await links.all()) {
    await expect(link).toContainText(name ?? "");
  }
  await page.getByRole("button", { name: /^Remove About/ }).click();
  await expect(page).toHaveURL(`${root}/guard-rails`);
});

test("a fix goes into the plan, and once it is applied the finding is gone", async ({ page }) => {
  await createOrganization(page);
  await openWorkspace(page, "Data Platform");
  await createDeployment(page, "orders");
  const badge = page.getByRole("main").getByRole("link", { name: /in the guard rails$/ });
  await expect(badge).toContainText("Warning");
  await badge.click();
  const rule = section(page, "Production without high availability");
  await rule.getByRole("button", { name: "Fix orders" }).click();
  await expect(toast(page, "1 fix put into the plan")).toBeVisible();
  await expect(rule.getByRole("button", { name: "In the plan orders" })).toHaveAttribute("aria-disabled", "true");
  const plan = page.getByRole("complementary", { name: "Plan" });
  await expect(plan).toContainText("High availability");
  await plan.getByRole("button", { name: /^Apply/ }).click();
  await expect(rule).toHaveCount(0);
});

test("all findings of a rule are fixed in one plan", async ({ page }) => {
  await openSample(page);
  await open(page);
  const rule = section(page, "Production without high availability");
  const button = rule.getByRole("button", { name: /^Fix all \d+/ });
  await button.click();
  await expect(toast(page, /fixes put into the plan/)).toBeVisible();
  await expect(rule.getByRole("button", { name: /^In the plan/ }).first()).toBeVisible();
  await page.getByRole("complementary", { name: "Plan" }).getByRole("button", { name: /^Apply/ }).click();
  await expect(rule).toHaveCount(0);
});

test("a finding is accepted with a reason and a day, withdrawn, and both can be undone", async ({ page }) => {
  test.slow();
  await createOrganization(page);
  await open(page);
  const rule = section(page, "A single owner");
  await rule.getByRole("button", { name: /^Accept/ }).click();
  const dialog = page.getByRole("dialog", { name: "Accept a finding" });
  await expectNoAxeViolationsAtAnyWidth(page);
  await dialog.getByRole("button", { name: "Accept", exact: true }).click();
  await expect(dialog).toContainText("The reason is empty");
  await dialog.getByLabel("Reason").fill("x".repeat(501));
  await dialog.getByRole("button", { name: "Accept", exact: true }).click();
  await expect(dialog).toContainText("the limit is 500");
  await dialog.getByLabel("Reason").fill("A second owner comes in spring");
  await dialog.getByLabel("Until").fill("2001-01-01");
  await dialog.getByRole("button", { name: "Accept", exact: true }).click();
  await expect(dialog).toContainText("Choose a later time.");
  await dialog.getByLabel("Until").fill("");
  await dialog.getByRole("button", { name: "Accept", exact: true }).click();
  await expect(dialog).toContainText("Until is empty");
  await dialog.getByLabel("Until").fill("2099-12-31");
  await dialog.getByRole("button", { name: "Accept", exact: true }).click();
  await expect(toast(page, "Finding accepted")).toBeVisible();
  await expect(rule).toHaveCount(0);

  await page.getByRole("radio", { name: /^Accepted 1/ }).click();
  await expect(rule).toContainText("A second owner comes in spring");
  await rule.getByRole("button", { name: /^Withdraw/ }).click();
  await expect(toast(page, "It counts again")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Nothing is accepted" })).toBeVisible();
  await page.getByRole("region", { name: "Notifications" }).getByRole("button", { name: "Undo" }).last().click();
  await expect(rule).toContainText("A second owner comes in spring");
});

test("somebody who may not change a thing sees its findings with the reason, and of others nothing", async ({ page }) => {
  await openSample(page);
  await open(page);
  await expect(page.getByRole("main").getByRole("region").first()).toBeVisible();
  const all = await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: /^Guard rails/ }).textContent();
  await actAs(page, "Viktor Lind");
  await open(page);
  await expect(page.getByRole("main").getByRole("region").first()).toBeVisible();
  await expect.poll(() => page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: /^Guard rails/ }).textContent()).not.toBe(all);
  const fix = page.getByRole("button", { name: /^Fix / });
  await expect(fix.first()).toBeVisible();
  for (const button of await fix.all()) {
    await expect(button).toHaveAttribute("aria-disabled", "true");
  }
});
