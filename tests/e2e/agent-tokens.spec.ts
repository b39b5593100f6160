// Agent tokens: defined and deleted on a Deployment with remote execution, and closed on all others.
import { actAs, description, example, heading, openSample, openWorkspace, pick, section, toast } from "./support/app.ts";
import { expectNoAxeViolationsAtAnyWidth } from "./support/axe.ts";
import { pictures } from "./support/pictures.ts";
import { type Page, expect, test } from "./support/test.ts";

/** Brings the Deployment with remote execution and opens its tokens. */
async function openRemote(page: Page): Promise<string> {
  await openSample(page);
  await pick(page, [example("remote-execution.json")]);
  await page.getByRole("button", { name: /^Apply/ }).click();
  await expect(page.getByText("1 file was applied.")).toBeVisible();
  await openWorkspace(page, "Factory");
  await page.getByRole("link", { name: "plant-floor" }).click();
  await expect(heading(page, "plant-floor")).toBeVisible();
  const address = page.url();
  await page.goto(`${address}/tokens`);
  await expect(section(page, "Agent tokens")).toBeVisible();
  return address;
}

async function define(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Define an agent token" }).click();
  const dialog = page.getByRole("dialog", { name: "Define an agent token" });
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("button", { name: "Define the token" }).click();
}

test("an agent token is defined, listed, kept and deleted once its name is typed", async ({ page }) => {
  await openRemote(page);
  await define(page, "hall-3");
  await expect(toast(page, "Agent token defined")).toBeVisible();
  const row = page.getByRole("row", { name: /hall-3/ });
  await expect(row).toContainText("Defined, not issued");
  await expectNoAxeViolationsAtAnyWidth(page);
  await pictures(page, "agent-tokens");
  await page.reload();
  await expect(row).toBeVisible();
  await row.getByRole("button", { name: "Delete the agent token hall-3" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete this agent token" });
  await dialog.getByLabel("Name").fill("hall-3");
  await dialog.getByRole("button", { name: "Delete the token" }).click();
  await expect(toast(page, "Agent token deleted")).toBeVisible();
  await expect(row).toBeHidden();
});

for (const [about, name, words] of [
  ["no name", "  ", /name is empty/],
  ["a name over 256 characters", "n".repeat(257), /257 characters, the limit is 256/],
] as const) {
  test(`${about} is refused beside the field`, async ({ page }) => {
    await openRemote(page);
    await define(page, name);
    const control = page.getByRole("dialog").getByLabel("Name");
    await expect(control).toHaveAttribute("aria-invalid", "true");
    await expect.poll(() => description(control)).toMatch(words);
  });
}

for (const [days, words] of [
  ["0", /1 to 3650|1 to 3,650/],
  ["3651", /1 to 3650|1 to 3,650/],
] as const) {
  test(`a lifetime of ${days} days is refused`, async ({ page }) => {
    await openRemote(page);
    await page.getByRole("button", { name: "Define an agent token" }).click();
    const dialog = page.getByRole("dialog", { name: "Define an agent token" });
    await dialog.getByLabel("Name").fill("hall-3");
    await dialog.getByLabel("Ends after").selectOption({ label: "Another number of days" });
    await dialog.getByLabel("Number of days").fill(days);
    await dialog.getByRole("button", { name: "Define the token" }).click();
    await expect(dialog.getByText(words).first()).toBeVisible();
    await dialog.getByLabel("Number of days").fill("3650");
    await dialog.getByRole("button", { name: "Define the token" }).click();
    await expect(toast(page, "Agent token defined")).toBeVisible();
  });
}

test("a Deployment without remote execution says why it has none", async ({ page }) => {
  await openSample(page);
  await openWorkspace(page, "Playground");
  await page.getByRole("link", { name: "airflow-3-trial" }).click();
  await expect(heading(page, "airflow-3-trial")).toBeVisible();
  await page.goto(`${page.url()}/tokens`);
  const button = page.getByRole("button", { name: "Define an agent token" });
  await expect(button).toHaveAttribute("aria-disabled", "true");
  await expect(button).toHaveAccessibleDescription(/need a Deployment with remote execution/);
});

test("who may not know of the Deployment finds no agent tokens", async ({ page }) => {
  const address = await openRemote(page);
  await actAs(page, "Viktor Lind");
  await page.goto(`${address}/tokens`);
  await expect(heading(page, "Deployment not found")).toBeVisible();
});
