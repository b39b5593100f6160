// Environment variables: added, edited, deleted and pasted in a plan, secrets that never come back, and what is refused.
import { actAs, createDeployment, createOrganization, download, everythingStored, openSample, openWorkspace, toast } from "./support/app.ts";
import { expectNoAxeViolationsAtAnyWidth } from "./support/axe.ts";
import { pictures } from "./support/pictures.ts";
import { type Locator, type Page, expect, test } from "./support/test.ts";

function table(page: Page): Locator {
  return page.getByRole("table", { name: "Environment variables" });
}

function row(page: Page, key: string): Locator {
  return table(page).locator("tbody tr").filter({ has: page.getByText(key, { exact: true }) });
}

function plan(page: Page): Locator {
  return page.getByRole("complementary", { name: "Plan" });
}

/** Opens the Environment tab of a Deployment in a new Organization. */
async function openNew(page: Page): Promise<void> {
  await createOrganization(page);
  await openWorkspace(page, "Data Platform");
  await createDeployment(page, "orders-etl");
  await openTab(page);
}

async function openTab(page: Page): Promise<void> {
  await page.getByRole("navigation", { name: "Deployment" }).getByRole("link", { name: /^Environment/ }).click();
  await expect(page.getByRole("button", { name: "Paste a .env" })).toBeVisible();
}

async function add(page: Page, key: string, value: string, { secret = false } = {}): Promise<Locator> {
  await page.getByRole("button", { name: "Add a variable" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Add a variable" });
  await dialog.getByLabel("Key").fill(key);
  await dialog.getByLabel("Value").fill(value);
  if (secret) await dialog.getByRole("switch", { name: "Secret" }).click();
  await dialog.getByRole("button", { name: "Stage it" }).click();
  return dialog;
}

async function paste(page: Page, text: string): Promise<Locator> {
  await page.getByRole("button", { name: "Paste a .env" }).click();
  const dialog = page.getByRole("dialog", { name: "Paste a .env" });
  await dialog.getByLabel("Text of the .env").fill(text);
  return dialog;
}

/** Pastes beside any field, as with the keyboard. */
async function pasteIntoPage(page: Page, text: string): Promise<Locator> {
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
  return page.getByRole("dialog", { name: "Paste a .env" });
}

async function applyPlan(page: Page): Promise<void> {
  await plan(page).getByRole("button", { name: /^Apply/ }).click();
  await expect(plan(page)).toContainText("Nothing is staged");
}

test("variables are added, changed and deleted in a plan, and every step can be taken back", async ({ page }) => {
  await openNew(page);
  await expect(page.getByText("No environment variables")).toBeVisible();
  await expectNoAxeViolationsAtAnyWidth(page);
  await add(page, "LOG_LEVEL", "INFO");
  await add(page, "REGION", "eu");
  await expect(row(page, "LOG_LEVEL")).toContainText("new");
  await expect(plan(page)).toContainText("2 changes");
  await row(page, "REGION").getByRole("button", { name: "Undo what is staged for REGION" }).click();
  await expect(row(page, "REGION")).toHaveCount(0);
  await applyPlan(page);
  await expect(row(page, "LOG_LEVEL")).toContainText("INFO");
  await expect(row(page, "LOG_LEVEL")).not.toContainText("new");

  await row(page, "LOG_LEVEL").getByRole("button", { name: "Edit LOG_LEVEL" }).click();
  const dialog = page.getByRole("dialog", { name: "Edit LOG_LEVEL" });
  await expect(dialog.getByLabel("Key")).not.toBeEditable();
  await dialog.getByLabel("Value").fill("DEBUG");
  await dialog.getByRole("button", { name: "Stage it" }).click();
  await expect(row(page, "LOG_LEVEL")).toContainText("DEBUG");
  await expect(row(page, "LOG_LEVEL")).toContainText("was INFO");
  await expect(row(page, "LOG_LEVEL")).toHaveClass(/changed/);
  // What can be done is at hand on narrow windows too.
  await page.setViewportSize({ width: 390, height: 844 });
  await row(page, "LOG_LEVEL").getByRole("button", { name: "Edit LOG_LEVEL" }).click({ trial: true });
  await page.setViewportSize({ width: 1440, height: 900 });
  await pictures(page, "variables-staged");
  // What equals the stored value is no change.
  await row(page, "LOG_LEVEL").getByRole("button", { name: "Edit LOG_LEVEL" }).click();
  await dialog.getByLabel("Value").fill("INFO");
  await dialog.getByRole("button", { name: "Stage it" }).click();
  await expect(plan(page)).toContainText("Nothing is staged");

  await row(page, "LOG_LEVEL").getByRole("button", { name: "Delete LOG_LEVEL" }).click();
  await expect(row(page, "LOG_LEVEL")).toContainText("deleted");
  await page.reload();
  await expect(row(page, "LOG_LEVEL")).toContainText("deleted");
  await applyPlan(page);
  await expect(row(page, "LOG_LEVEL")).toHaveCount(0);
});

test("a secret is sealed, stays secret, and its text is nowhere again", async ({ page }) => {
  await openNew(page);
  const secret = "correct-horse-battery";
  const dialog = await add(page, "DB_PASSWORD", secret, { secret: true });
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("main")).not.toContainText(secret);
  await applyPlan(page);
  await expect(row(page, "DB_PASSWORD")).toContainText("Secret, sealed on this device");
  expect(await page.locator("body").textContent()).not.toContain(secret);
  expect(await everythingStored(page)).not.toContain(secret);

  await row(page, "DB_PASSWORD").getByRole("button", { name: "Edit DB_PASSWORD" }).click();
  const edit = page.getByRole("dialog", { name: "Edit DB_PASSWORD" });
  await expect(edit.getByLabel("Value")).toHaveValue("");
  await expect(edit).toContainText("cannot be read");
  const onlyOneWay = edit.getByRole("switch", { name: "Secret" });
  await onlyOneWay.click({ force: true });
  await expect(onlyOneWay).toBeChecked();
  await expect(edit).toContainText("stored as a secret and stays one");
  // Left empty it stays what it is.
  await edit.getByRole("button", { name: "Stage it" }).click();
  await expect(edit).toBeHidden();
  await expect(plan(page)).toContainText("Nothing is staged");

  const file = await download(page, async () => {
    await page.getByRole("button", { name: "More about variables" }).click();
    await page.getByRole("menuitem", { name: "Download as .env" }).click();
  });
  expect(file.name).toBe("orders-etl.env");
  expect(file.bytes.toString()).toBe("# DB_PASSWORD is secret and left out\n");
  await expect(toast(page, /Downloaded without 1 secret/)).toBeVisible();
});

test("a plain value that looks like a secret says so and becomes one", async ({ page }) => {
  await openNew(page);
  await add(page, "API_TOKEN", "hunter2");
  await expect(row(page, "API_TOKEN")).toContainText("Looks secret");
  await applyPlan(page);
  await row(page, "API_TOKEN").getByRole("checkbox").check();
  const chosen = page.getByRole("group", { name: "Selected variables" });
  await chosen.getByRole("button", { name: "Make secret" }).click();
  await expect(row(page, "API_TOKEN")).toContainText("Secret, sealed once it is applied");
  await expect(row(page, "API_TOKEN")).toContainText("was hunter2");
  await applyPlan(page);
  await expect(row(page, "API_TOKEN")).toContainText("Secret, sealed on this device");
});

test("a pasted .env shows what it would do, line by line, before it is staged", async ({ page }) => {
  await openNew(page);
  await add(page, "LOG_LEVEL", "INFO");
  await applyPlan(page);
  const dialog = await paste(
    page,
    [
      "# settings",
      "export LOG_LEVEL=DEBUG # louder",
      "REGION='eu west'",
      'CERT="-----BEGIN',
      'CERTIFICATE-----"',
      "DB_PASSWORD=s3cret-text",
      "1BAD=x",
      "no equals here",
      "REGION=us",
      "AIRFLOW__METRICS__STATSD_ON=False",
      'OPEN="never closed',
    ].join("\n"),
  );
  await expect(dialog.getByRole("status")).toHaveText("4 new, 1 changed, 1 given again further down, 3 lines refused, 1 secret");
  const refused = dialog.getByRole("list", { name: "Lines that are not taken over" });
  await expect(refused).toContainText("Line 7: The key is `1BAD`, which is no variable key.");
  await expect(refused).toContainText("Line 8: No `=` in this line.");
  await expect(refused).toContainText("Line 11: The quote that opens here is never closed.");
  await expect(refused).toContainText("Line 3: REGION stands again on line 9, which counts.");
  const lines = dialog.getByRole("table", { name: "Variables of the .env" });
  await expect(lines.getByRole("row").filter({ hasText: "DB_PASSWORD" })).toContainText("Suggested");
  await expect(lines).not.toContainText("s3cret-text");
  await expect(lines.getByRole("row").filter({ hasText: "STATSD_ON" })).toContainText("System");
  await pictures(page, "variables-paste");
  await dialog.getByRole("checkbox", { name: "REGION is secret" }).check();
  await dialog.getByRole("button", { name: "Stage 5 variables" }).click();
  await expect(toast(page, "5 variables staged")).toBeVisible();
  await expect(row(page, "LOG_LEVEL")).toContainText("was INFO");
  await expect(row(page, "REGION")).toContainText("Secret, sealed once it is applied");
  await expect(row(page, "AIRFLOW__METRICS__STATSD_ON")).toContainText("System");
  await expect(page.getByRole("main")).not.toContainText("s3cret-text");
  await applyPlan(page);
  await expect(row(page, "CERT")).toContainText("BEGIN");
  expect(await everythingStored(page)).not.toContain("s3cret-text");
  await expectNoAxeViolationsAtAnyWidth(page);
});

test("pasting into the page opens the preview, and a dropped file is read", async ({ page }) => {
  await openNew(page);
  await page.getByRole("heading", { level: 1 }).click();
  const dialog = await pasteIntoPage(page, "A=1\nB=2\n");
  await expect(dialog.getByRole("status")).toContainText("2 new");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Paste a .env" }).click();
  await dialog.getByLabel(".env files").setInputFiles({ name: "prod.env", mimeType: "text/plain", buffer: Buffer.from("C=3\n") });
  await expect(dialog.getByRole("status")).toContainText("1 new");
  await dialog.getByRole("button", { name: "Stage 1 variable" }).click();
  await expect(row(page, "C")).toContainText("3");
});

test("junk stays in the form with its error, and nothing is staged or lost", async ({ page }) => {
  await openNew(page);
  const dialog = page.getByRole("dialog", { name: "Add a variable" });
  await page.getByRole("button", { name: "Add a variable" }).first().click();
  await dialog.getByRole("button", { name: "Stage it" }).click();
  await expect(dialog).toContainText("Enter a key.");
  for (const key of ["1A", "A B", "A-B", "Ä", "A=B", "A\u202eB"]) {
    await dialog.getByLabel("Key").fill(key);
    await expect(dialog).toContainText("This is no variable key.");
  }
  await dialog.getByLabel("Key").fill("BIG");
  const big = "x".repeat(1 << 20);
  await dialog.getByLabel("Value").fill(big);
  await expect(dialog).toContainText("The value takes 1,048,576 bytes, with its key at most 131,070 fit.");
  await dialog.getByRole("button", { name: "Stage it" }).click();
  await expect(dialog).toBeVisible();
  await expect(dialog.getByLabel("Value")).toHaveValue(big);
  await dialog.getByLabel("Value").fill("y".repeat(131_070 - 3));
  await dialog.getByRole("button", { name: "Stage it" }).click();
  await expect(dialog).toBeHidden();
  await expect(row(page, "BIG")).toContainText("new");
  await add(page, "BIG", "again");
  await expect(dialog).toContainText("BIG is there already.");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  // A pasted megabyte is refused by its line.
  const pasted = await pasteIntoPage(page, `HUGE=${big}\nFINE=1`);
  await expect(pasted.getByRole("list", { name: "Lines that are not taken over" })).toContainText("Line 1: `HUGE` takes 1048580 bytes");
  await pasted.getByRole("button", { name: "Stage 1 variable" }).click();
  await expect(row(page, "FINE")).toContainText("new");
});

test("ten thousand variables are pasted, searched, selected and deleted", async ({ page }) => {
  test.setTimeout(90_000);
  await openNew(page);
  const text = Array.from({ length: 10_000 }, (_, at) => `KEY_${String(at).padStart(5, "0")}=value ${at}`).join("\n");
  const dialog = await pasteIntoPage(page, text);
  await expect(dialog.getByRole("status")).toContainText("10,000 new");
  await expect(dialog).toContainText("10,000 lines");
  expect(await dialog.getByRole("row").count()).toBeLessThan(120);
  await dialog.getByRole("button", { name: "Stage 10,000 variables" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("10,000 staged", { exact: true })).toBeVisible({ timeout: 20_000 });
  expect(await table(page).getByRole("row").count()).toBeLessThan(120);
  await plan(page).getByRole("button", { name: /^Apply/ }).click();
  await expect(plan(page)).toContainText("Nothing is staged", { timeout: 30_000 });
  await page.getByLabel("Filter variables").fill("KEY_0999");
  await expect(table(page).getByRole("row")).toHaveCount(11);
  await table(page).getByRole("checkbox", { name: "Select all rows" }).check();
  const chosen = page.getByRole("group", { name: "Selected variables" });
  await expect(chosen).toContainText("10 selected");
  await chosen.getByRole("button", { name: "Delete" }).click();
  await expect(plan(page)).toContainText("10 changes");
  await applyPlan(page);
  await page.getByLabel("Filter variables").fill("");
  await expect(page.getByText("9,990 variables")).toBeVisible();
});

test("who may not change a Deployment sees its variables, and why nothing can be changed", async ({ page }) => {
  await openSample(page);
  const root = new URL(page.url()).pathname;
  await actAs(page, "Viktor Lind");
  await page.goto(root);
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "All Deployments" }).click();
  await page.getByRole("table", { name: "Deployments" }).locator("tbody a.row-link").first().click();
  await page.getByRole("navigation", { name: "Deployment" }).getByRole("link", { name: /^Environment/ }).click();
  for (const name of ["Paste a .env", "Add a variable"]) {
    const button = page.getByRole("button", { name }).first();
    await expect(button).toHaveAttribute("aria-disabled", "true");
    await expect(button).toHaveAccessibleDescription(/deployment\.update/);
  }
});

test("system variables are explained", async ({ page }) => {
  await openNew(page);
  await page.getByRole("button", { name: "More about variables" }).click();
  await page.getByRole("menuitem", { name: "System variables" }).click();
  const dialog = page.getByRole("dialog", { name: "System variables" });
  const line = dialog.getByRole("row").filter({ hasText: "AIRFLOW__METRICS__STATSD_ON" });
  await expect(line).toContainText("A value of your own has no effect.");
  await expectNoAxeViolationsAtAnyWidth(page);
  await dialog.getByRole("button", { name: "Close" }).last().click();
  await page.getByRole("button", { name: "Add a variable" }).first().click();
  const form = page.getByRole("dialog", { name: "Add a variable" });
  await form.getByLabel("Key").fill("AIRFLOW__CORE__FERNET_KEY");
  await expect(form).toContainText("takes its place and can break the Deployment");
  await expect(form).toContainText("It sets fernet_key in the section [core] of Airflow's configuration.");
  await form.getByLabel("Key").fill("AIRFLOW_CONN_WAREHOUSE");
  await expect(form).toContainText("Airflow reads it as the connection warehouse.");
});
