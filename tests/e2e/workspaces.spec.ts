// Workspaces: the list and its address, creating, editing with Undo, deleting, and what other roles see.
import {
  actAs,
  createOrganization,
  createWorkspace,
  description,
  heading,
  openSample,
  openWorkspace,
  side,
  toast,
} from "./support/app.ts";
import { type Page, expect, test } from "./support/test.ts";

/** Names in the first column, as shown. */
function names(page: Page) {
  return page.getByRole("table", { name: "Workspaces" }).locator("tbody tr td:first-child a");
}

async function openSettings(page: Page, workspace: string): Promise<void> {
  await openWorkspace(page, workspace);
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Settings" }).first().click();
  await expect(heading(page, "Workspace settings")).toBeVisible();
}

test("the list shows every Workspace with its Deployments", async ({ page }) => {
  await openSample(page);
  await side(page, "Workspaces");
  await expect(page).toHaveTitle("Workspaces · Planisphere");
  await expect(names(page)).toHaveText([
    "Data Platform",
    "Factory",
    "Finance reporting",
    "Machine Learning",
    "Marketing analytics",
    "Playground",
  ]);
  const row = page.getByRole("row", { name: /Marketing analytics/ });
  await expect(row.getByRole("cell").nth(2)).toHaveText("10");
});

test("the filter is in the address and survives a reload, a link and Back", async ({ page }) => {
  const root = await openSample(page);
  await side(page, "Workspaces");
  await page.getByLabel("Filter Workspaces").fill("plat");
  await expect(names(page)).toHaveText(["Data Platform"]);
  await expect(page).toHaveURL(`${root}/workspaces?q=plat`);
  await expect(page.getByText("1 of 6")).toBeVisible();

  await page.reload();
  await expect(page.getByLabel("Filter Workspaces")).toHaveValue("plat");
  await expect(names(page)).toHaveText(["Data Platform"]);

  await names(page).first().click();
  await expect(heading(page, "Deployments")).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(`${root}/workspaces?q=plat`);
  await expect(page.getByLabel("Filter Workspaces")).toHaveValue("plat");
  await expect(names(page)).toHaveText(["Data Platform"]);

  // A letter is no step of the history: Back goes to the page before.
  await page.goBack();
  await expect(heading(page, "Northwind Data")).toBeVisible();
});

test("a filter that nothing fits says so and can be cleared", async ({ page }) => {
  const root = await openSample(page);
  await page.goto(`${root}/workspaces?q=nothing+fits`);
  await expect(page.getByRole("heading", { name: "Nothing fits the filter" })).toBeVisible();
  await page.getByRole("button", { name: "Clear the filter" }).click();
  await expect(names(page)).toHaveCount(6);
  await expect(page).toHaveURL(`${root}/workspaces`);
});

test("the order is in the address, and a second press turns it", async ({ page }) => {
  const root = await openSample(page);
  await side(page, "Workspaces");
  const head = page.getByRole("columnheader", { name: "Deployments" });
  await head.getByRole("button").click();
  await expect(page).toHaveURL(`${root}/workspaces?sort=deployments`);
  await expect(head).toHaveAttribute("aria-sort", "ascending");
  await expect(names(page).first()).toHaveText("Finance reporting");
  await head.getByRole("button").click();
  await expect(page).toHaveURL(`${root}/workspaces?sort=-deployments`);
  await expect(head).toHaveAttribute("aria-sort", "descending");
  await expect(names(page).first()).toHaveText("Marketing analytics");
  await page.reload();
  await expect(names(page).first()).toHaveText("Marketing analytics");
  await expect(head).toHaveAttribute("aria-sort", "descending");
});

test("a Workspace is created, opened and kept", async ({ page }) => {
  await createOrganization(page);
  await createWorkspace(page, "Experiments");
  await expect(toast(page, "Workspace created")).toBeVisible();
  await expect(page.getByRole("heading", { name: "No Deployments yet" })).toBeVisible();
  await expect(page).toHaveTitle("Deployments, Experiments · Planisphere");
  await page.reload();
  await expect(page.getByRole("button", { name: /^Experiments/ })).toBeVisible();
  await side(page, "Workspaces");
  await expect(names(page)).toHaveText(["Data Platform", "Experiments"]);
});

for (const [about, name, words] of [
  ["no name", "  ", /name is empty\. Enter/],
  ["a name over 50 characters", "n".repeat(51), /has 51 characters, the limit is 50\. Shorten it to 50/],
  ["a name that is taken", "Data Platform", /A Workspace called `Data Platform` is already there\. Choose another name/],
] as const) {
  test(`${about} is refused beside the field, and what was typed stays`, async ({ page }) => {
    await createOrganization(page);
    await side(page, "Workspaces");
    await page.getByRole("button", { name: "Create a Workspace" }).click();
    const dialog = page.getByRole("dialog", { name: "Create a Workspace" });
    const control = dialog.getByLabel("Name");
    await control.fill(name);
    await dialog.getByRole("button", { name: "Create the Workspace" }).click();
    await expect(control).toHaveAttribute("aria-invalid", "true");
    await expect.poll(() => description(control)).toMatch(words);
    await expect(control).toHaveValue(name);
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await expect(names(page)).toHaveText(["Data Platform"]);
  });
}

test("name and description are changed, and Undo brings the old ones back", async ({ page }) => {
  await openSample(page);
  await openSettings(page, "Playground");
  await page.getByLabel("Name", { exact: true }).fill("Sandbox");
  await page.getByRole("textbox", { name: "Description" }).fill("Anything goes");
  await expect(page.getByText("was Playground")).toBeVisible();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(toast(page, "Workspace saved")).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Pages" })).toContainText("Sandbox");
  await expect(page.getByRole("button", { name: "Save" })).toBeHidden();

  await page.getByRole("button", { name: "Undo" }).click();
  await expect(toast(page, "Undone")).toBeVisible();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Playground");
  await expect(page.getByRole("textbox", { name: "Description" })).toHaveValue("Try things here; nobody is paged");
  await page.reload();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Playground");
});

test("a draft can be discarded, and a taken name is refused beside the field", async ({ page }) => {
  await openSample(page);
  await openSettings(page, "Playground");
  const control = page.getByLabel("Name", { exact: true });
  await control.fill("Factory");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(control).toHaveAttribute("aria-invalid", "true");
  await expect.poll(() => description(control)).toContain("A Workspace called `Factory` is already there");
  await page.getByRole("button", { name: "Discard" }).click();
  await expect(control).toHaveValue("Playground");
  await expect(control).not.toHaveAttribute("aria-invalid");
});

test("a Workspace that holds Deployments cannot be deleted, and the button says why", async ({ page }) => {
  await openSample(page);
  await openSettings(page, "Playground");
  const button = page.getByRole("button", { name: "Delete the Workspace" });
  await expect(button).toHaveAttribute("aria-disabled", "true");
  await expect(button).toHaveAccessibleDescription(/still holds 1 Deployment\. Delete its Deployments first/);
  // The keyboard reaches the button, and the reason shows.
  await button.focus();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Tab");
  await expect(button).toBeFocused();
  await expect(page.getByRole("tooltip")).toContainText("still holds 1 Deployment");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeHidden();
});

test("an empty Workspace is deleted once its name is typed", async ({ page }) => {
  const root = await openSample(page);
  await openSettings(page, "Finance reporting");
  await page.getByRole("button", { name: "Delete the Workspace" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete this Workspace" });
  const confirm = dialog.getByRole("button", { name: "Delete the Workspace" });
  await expect(confirm).toHaveAttribute("aria-disabled", "true");
  await dialog.getByLabel("Name").fill("Finance reporting");
  await confirm.click();
  await expect(page).toHaveURL(`${root}/workspaces`);
  await expect(toast(page, "Workspace deleted")).toBeVisible();
  await expect(names(page)).toHaveCount(5);
  await page.reload();
  await expect(names(page)).toHaveCount(5);
});

test("a Viewer sees every action with the reason why it is closed", async ({ page }) => {
  await openSample(page);
  await actAs(page, "Viktor Lind");
  await side(page, "Workspaces");
  // A role on one of its Deployments opens Data Platform too.
  await expect(names(page)).toHaveText(["Data Platform", "Marketing analytics"]);
  const create = page.getByRole("button", { name: "Create a Workspace" });
  await expect(create).toHaveAttribute("aria-disabled", "true");
  await expect(create).toHaveAccessibleDescription(/organization\.workspaces\.create.*Ask an owner for the role/);

  await names(page).last().click();
  const deploy = page.getByRole("link", { name: "Create a Deployment" });
  await expect(deploy).toHaveAttribute("aria-disabled", "true");
  await expect(deploy).toHaveAccessibleDescription(/workspace\.deployments\.create.*Ask an owner for the role/);

  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Settings" }).first().click();
  await expect(page.getByLabel("Name", { exact: true })).toHaveAttribute("readonly");
  await expect(page.getByRole("button", { name: "Delete the Workspace" })).toHaveAttribute("aria-disabled", "true");
  // By the address too.
  await page.goto(page.url().replace(/settings$/, "new"));
  await expect(page.getByRole("heading", { name: "You may not create Deployments here" })).toBeVisible();
});

test("a person without a role in a Workspace does not find it", async ({ page }) => {
  await openSample(page);
  await openWorkspace(page, "Factory");
  const address = page.url();
  await actAs(page, "Viktor Lind");
  for (const place of [address, address.replace(/deployments$/, "settings"), address.replace(/deployments$/, "new")]) {
    await page.goto(place);
    await expect(heading(page, "Workspace not found")).toBeVisible();
    await expect(page.getByText("Factory")).toHaveCount(0);
  }
  await actAs(page, "Otto Berg");
  await side(page, "Workspaces");
  await expect(page.getByRole("heading", { name: "No Workspaces that you can see" })).toBeVisible();
});
