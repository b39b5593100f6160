// Two tabs of one browser: what one does shows in the other, and nothing is lost when both write.
import {
  apply,
  createDeployment,
  createOrganization,
  createWorkspace,
  deploymentFile,
  description,
  download,
  heading,
  openSample,
  openWorkspace,
  pick,
  section,
  side,
  toast,
  upload,
} from "./support/app.ts";
import { type Page, expect, test } from "./support/test.ts";

/** A second tab of the same browser at the address of the first. */
async function beside(page: Page, address = page.url()): Promise<Page> {
  const other = await page.context().newPage();
  await other.goto(address);
  await expect(heading(other, /./)).toBeVisible();
  return other;
}

function workspaces(page: Page) {
  return page.getByRole("table", { name: "Workspaces" }).locator("tbody tr td:first-child a");
}

/** Prepares an import that creates a Workspace and a Deployment per name, each in a commit of its own. */
async function prepare(page: Page, names: string[]): Promise<void> {
  await pick(page, names.map((name) => upload(`${name}.yaml`, deploymentFile(`in ${name}`, name))));
  await page.getByRole("checkbox", { name: /^Create the missing Workspaces/ }).check();
  await expect(section(page, "10 files")).toContainText("All can be applied");
}

test("a change in one tab is in the other within a second", async ({ page }) => {
  await createOrganization(page);
  await side(page, "Workspaces");
  const other = await beside(page);
  await expect(workspaces(other)).toHaveText(["Data Platform"]);
  await createWorkspace(page, "Experiments");
  await expect(workspaces(other)).toHaveText(["Data Platform", "Experiments"], { timeout: 1_000 });

  await side(page, "Workspaces");
  await openWorkspace(other, "Experiments");
  await createDeployment(other, "orders-etl");
  await expect(page.getByRole("row", { name: /Experiments/ }).getByRole("cell").nth(2)).toHaveText("1", { timeout: 1_000 });
});

test("what two tabs write at once is all there, in both and on the disk", async ({ page }) => {
  await createOrganization(page);
  const other = await beside(page);
  const names = (tab: string) => Array.from({ length: 10 }, (_, at) => `${tab} ${at + 10}`);
  await prepare(page, names("Left"));
  await prepare(other, names("Right"));
  await Promise.all([apply(page, 10), apply(other, 10)]);
  const expected = ["Data Platform", ...names("Left"), ...names("Right")];
  for (const tab of [page, other]) {
    await side(tab, "Workspaces");
    await expect(workspaces(tab)).toHaveText(expected);
    await tab.reload();
    await expect(workspaces(tab)).toHaveText(expected);
    await side(tab, "All Deployments");
    await expect(tab.getByText("20 across the Workspaces that you can see")).toBeVisible();
  }
});

test("of two tabs that create the same Workspace one is told that it is there", async ({ page }) => {
  await createOrganization(page);
  await side(page, "Workspaces");
  const other = await beside(page);
  const dialogs = await Promise.all(
    [page, other].map(async (tab) => {
      await tab.getByRole("button", { name: "Create a Workspace" }).click();
      const dialog = tab.getByRole("dialog", { name: "Create a Workspace" });
      await dialog.getByLabel("Name").fill("Experiments");
      return dialog;
    }),
  );
  await Promise.all(dialogs.map((dialog) => dialog.getByRole("button", { name: "Create the Workspace" }).click()));
  // One of them stays open, with the reason beside the field.
  await expect.poll(async () => (await Promise.all(dialogs.map((dialog) => dialog.isVisible()))).filter(Boolean).length).toBe(1);
  const left = (await dialogs[0]?.isVisible()) ? dialogs[0] : dialogs[1];
  await expect.poll(() => description(left!.getByLabel("Name"))).toContain("A Workspace called `Experiments` is already there");
  await page.reload();
  await page.goto(page.url().replace(/\/w\/.*|\/workspaces/, "/workspaces"));
  await expect(workspaces(page)).toHaveText(["Data Platform", "Experiments"]);
});

test("the second of two different renames of one Workspace is told of the conflict", async ({ page }) => {
  await openSample(page);
  await openWorkspace(page, "Playground");
  await page.goto(page.url().replace(/deployments$/, "settings"));
  const other = await beside(page);
  const name = (tab: Page) => tab.getByLabel("Name", { exact: true });
  await name(other).fill("Sandpit");
  await name(page).fill("Sandbox");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(toast(page, "Workspace saved")).toBeVisible();

  // What the other tab's author typed stays, and so does what they saw.
  await expect(other.getByRole("navigation", { name: "Pages" })).toContainText("Sandbox");
  await expect(name(other)).toHaveValue("Sandpit");
  await other.getByRole("button", { name: "Save" }).click();
  await expect(other.getByRole("alert")).toContainText("Name is now “Sandbox”, you wrote “Sandpit”");
  await expect(name(page)).toHaveValue("Sandbox");
  await page.reload();
  await expect(name(page)).toHaveValue("Sandbox");

  // Who has seen both decides: saving again keeps one's own.
  await other.getByRole("button", { name: "Save" }).click();
  await expect(toast(other, "Workspace saved")).toBeVisible();
  await expect(name(page)).toHaveValue("Sandpit");
});

test("renames of different fields both hold", async ({ page }) => {
  await openSample(page);
  await openWorkspace(page, "Playground");
  await page.goto(page.url().replace(/deployments$/, "settings"));
  const other = await beside(page);
  await other.getByRole("textbox", { name: "Description" }).fill("For everybody");
  await page.getByLabel("Name", { exact: true }).fill("Sandbox");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(toast(page, "Workspace saved")).toBeVisible();
  await other.getByRole("button", { name: "Save" }).click();
  await expect(toast(other, "Workspace saved")).toBeVisible();
  for (const tab of [page, other]) {
    await tab.reload();
    await expect(tab.getByLabel("Name", { exact: true })).toHaveValue("Sandbox");
    await expect(tab.getByRole("textbox", { name: "Description" })).toHaveValue("For everybody");
  }
});

test("a draft in one tab survives what the other does", async ({ page }) => {
  await createOrganization(page);
  await openWorkspace(page, "Data Platform");
  const other = await beside(page);
  await other.getByRole("link", { name: "Create a Deployment" }).first().click();
  await other.getByLabel("Name", { exact: true }).fill("half-typed");
  await createWorkspace(page, "Experiments");
  await expect(other.getByRole("link", { name: /^Workspaces/ })).toContainText("2");
  await expect(other.getByLabel("Name", { exact: true })).toHaveValue("half-typed");
  await other.getByRole("button", { name: "Create the Deployment" }).click();
  await expect(heading(other, "half-typed")).toBeVisible();
});

test("a Deployment that the other tab deletes says that it is gone", async ({ page }) => {
  await createOrganization(page);
  await openWorkspace(page, "Data Platform");
  await createDeployment(page, "short-lived");
  const other = await beside(page);
  await page.getByRole("navigation", { name: "Deployment" }).getByRole("link", { name: "Settings" }).click();
  await page.getByRole("button", { name: "Delete the Deployment" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("short-lived");
  await dialog.getByRole("button", { name: "Delete the Deployment" }).click();
  await expect(heading(other, "Deployment short-lived is gone")).toBeVisible({ timeout: 1_000 });
});

test("a new Organization, a removed one and a theme reach the other tab", async ({ page }) => {
  await page.goto("/");
  const other = await beside(page);
  await createOrganization(page, { organization: "Contoso Data" });
  await expect(other.getByRole("region", { name: "Contoso Data" })).toBeVisible();
  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await expect(other.locator("html")).toHaveAttribute("data-theme", "dark");

  await other.getByRole("button", { name: "More for Contoso Data" }).click();
  await other.getByRole("menuitem", { name: "Remove from this device" }).click();
  const dialog = other.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Contoso Data");
  await dialog.getByRole("button", { name: "Remove the Organization" }).click();
  await expect(heading(other, "Welcome to Planisphere")).toBeVisible();
  await expect(heading(page, "Organization not found")).toBeVisible();
});

test("a catalogue file that one tab takes in is in use in the other, and so is the way back", async ({ page }) => {
  const root = await openSample(page);
  await openWorkspace(page, "Playground");
  await page.getByRole("link", { name: "Create a Deployment" }).first().click();
  await page.getByLabel("Name", { exact: true }).fill("half-typed");
  const machine = page.getByRole("combobox", { name: "Machine" });
  await page.getByText("Queues, resources, delivery and more").click();
  await expect(machine).toContainText("A5");
  const other = await beside(page, `${root}/settings`);
  const catalogue = section(other, "Catalogue");
  const file = await download(other, () => catalogue.getByRole("button", { name: "Download the catalogue" }).click());
  const contents = JSON.parse(file.bytes.toString());
  contents.workerMachines = contents.workerMachines.filter((it: { name: string }) => it.name !== "A5");
  await catalogue.getByLabel("A catalogue file").setInputFiles(upload("later.json", JSON.stringify(contents)));
  await expect(toast(other, "Catalogue in use")).toBeVisible();

  // Nothing was opened again and nothing typed is lost; the choice follows, and what was chosen says so.
  await expect(machine.getByRole("option", { name: /A5.*no longer offered/ })).toHaveCount(1);
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("half-typed");
  await catalogue.getByRole("button", { name: "Back to the built-in one" }).click();
  await expect(machine.getByRole("option", { name: /no longer offered/ })).toHaveCount(0);
});
