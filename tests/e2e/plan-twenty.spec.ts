// A plan of more than twenty changes of every kind: shared as a file, taken over, and applied as one step.
import { download, openSample, side, toast } from "./support/app.ts";
import { expectNoAxeViolationsAtAnyWidth } from "./support/axe.ts";
import { pictures } from "./support/pictures.ts";
import { takeOver, twentyChanges } from "./support/plans.ts";
import { expect, test } from "./support/test.ts";

test("a plan with twenty changes of every kind is read, taken over and applied as one step", async ({ page }) => {
  test.slow();
  const root = await openSample(page);
  await page.goto(`${root}/settings`);
  await page.getByLabel("Billing e-mail").fill("bills@northwind.example");
  await page.goto(`${root}/plan`);
  await page.getByRole("button", { name: "Share" }).click();
  const dialog = page.getByRole("dialog", { name: "Share the plan" });
  const { bytes } = await download(page, () => dialog.getByRole("button", { name: "Download the plan" }).click());
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Discard" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Discard the plan" }).click();
  const file = await twentyChanges(page, bytes);
  await page.getByLabel("A plan file").setInputFiles({ name: "plan.json", mimeType: "application/json", buffer: file });
  const shared = page.getByRole("region", { name: "A shared plan", exact: true });
  await expect(shared).toContainText("It fits, and you may apply all of it");
  await expectNoAxeViolationsAtAnyWidth(page);
  await pictures(page, "plan-twenty-received");
  await takeOver(page, file);
  await expectNoAxeViolationsAtAnyWidth(page);
  await pictures(page, "plan-twenty");

  await side(page, "All Deployments");
  await page.getByRole("link", { name: "attribution-staging", exact: true }).click();
  await page.getByRole("navigation", { name: "Deployment" }).getByRole("link", { name: "Settings" }).click();
  const panel = page.getByRole("complementary", { name: "Plan" });
  await expect(panel).toContainText("24 changes");
  await pictures(page, "plan-twenty-beside", { whole: false });
  await panel.getByRole("button", { name: /^Apply \d+ changes$/ }).click();
  await expect(toast(page, /^Plan of \d+ changes applied/)).toBeVisible();
  await expect(panel).toContainText("Nothing is staged");
  await side(page, "Workspaces");
  await expect(page.getByRole("link", { name: "Forecasting", exact: true })).toBeVisible();
});
