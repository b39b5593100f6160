// Everything with the keyboard alone: the skip link, menus, dialogs, forms, and the keys of the app.
import { createOrganization, heading, openSample, openWorkspace, organizationRoot, side } from "./support/app.ts";
import { type Page, expect, test } from "./support/test.ts";

test.describe.configure({ timeout: 120_000 });

/** Presses Tab until the control that has this role and name has the focus. */
async function tabTo(page: Page, role: Parameters<Page["getByRole"]>[0], name: string): Promise<void> {
  const target = page.getByRole(role, { name, exact: true }).first();
  await expect(target).toBeAttached();
  for (let steps = 0; steps < 80; steps += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) {
      return;
    }
    await page.keyboard.press("Tab");
  }
  throw new Error(`${role} “${name}” is not reached by the Tab key`);
}

test("the skip link comes first and leads past the bars", async ({ page }) => {
  await createOrganization(page);
  await page.reload();
  await expect(heading(page, "Contoso Data")).toBeVisible();
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to content" });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("main").getByRole("link", { name: "Import files" }).first()).toBeFocused();
});

test("an Organization, a Workspace and a Deployment are created with the keyboard alone", async ({ page }) => {
  await page.goto("/");
  await expect(heading(page, "Welcome to Planisphere")).toBeVisible();
  await tabTo(page, "link", "Create an Organization");
  await page.keyboard.press("Enter");
  // The first field has the focus.
  await expect(page.getByLabel("Name", { exact: true })).toBeFocused();
  await page.keyboard.type("Contoso Data");
  await tabTo(page, "textbox", "Your name");
  await page.keyboard.type("Grace Moreau");
  await page.keyboard.press("Tab");
  await page.keyboard.type("grace@contoso.example");
  await page.keyboard.press("Enter");
  await expect(heading(page, "Contoso Data")).toBeVisible();

  // The key presses the main action of the page, which follows its heading.
  await expect(page.getByRole("button", { name: "Create a Workspace" }).first()).toBeVisible();
  await page.keyboard.press("c");
  const dialog = page.getByRole("dialog", { name: "Create a Workspace" });
  await expect(dialog.getByLabel("Name")).toBeFocused();
  await page.keyboard.type("Experiments");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "No Deployments yet" })).toBeVisible();

  await page.keyboard.press("c");
  await expect(page.getByLabel("Name", { exact: true })).toBeFocused();
  await page.keyboard.type("orders-etl");
  // The executor by arrows, the Runtime by typing, a switch by the space bar.
  await tabTo(page, "combobox", "Region");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("us-west-2");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("combobox", { name: "Region" })).toHaveValue("us-west-2");
  await tabTo(page, "radio", "Celery");
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("radio", { name: "Celery" })).not.toBeChecked();
  await page.keyboard.press("ArrowLeft");
  await expect(page.getByRole("radio", { name: "Celery" })).toBeChecked();
  await tabTo(page, "switch", "Development mode");
  await page.keyboard.press("Space");
  await tabTo(page, "button", "Create the Deployment");
  await page.keyboard.press("Enter");
  await expect(heading(page, "orders-etl")).toBeVisible();
  await expect(page.getByText("AWS us-west-2")).toBeVisible();
});

test("Enter in a text field sends the form", async ({ page }) => {
  await createOrganization(page);
  await page.goto(`${organizationRoot(page)}/workspaces`);
  await page.getByRole("link", { name: "Data Platform", exact: true }).click();
  // A key goes to the page that is there.
  await expect(page.getByRole("link", { name: "Create a Deployment" }).first()).toBeVisible();
  await page.keyboard.press("c");
  await page.getByLabel("Name", { exact: true }).fill("by-enter");
  await page.keyboard.press("Enter");
  await expect(heading(page, "by-enter")).toBeVisible();
});

test("a menu opens, moves, closes and gives the focus back", async ({ page }) => {
  await openSample(page);
  const button = page.getByRole("button", { name: /^Northwind Data/ });
  await button.focus();
  await page.keyboard.press("Enter");
  const menu = page.getByRole("menu", { name: "Switch Organization" });
  await expect(menu).toBeVisible();
  await expect(button).toHaveAttribute("aria-expanded", "true");
  const items = menu.locator("[role^=menuitem]");
  await expect(items.first()).toBeFocused();
  await page.keyboard.press("End");
  await expect(items.last()).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(items.first()).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(items.last()).toBeFocused();
  await page.keyboard.press("Home");
  await page.keyboard.press("c");
  await expect(menu.getByRole("menuitem", { name: "Create an Organization" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(menu).toBeHidden();
  await expect(button).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(menu).toBeVisible();
});

test("a dialog keeps the focus, closes with Escape and gives the focus back", async ({ page }) => {
  await openSample(page);
  await side(page, "Workspaces");
  const button = page.getByRole("button", { name: "Create a Workspace" });
  await button.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Create a Workspace" });
  await expect(dialog.getByLabel("Name")).toBeFocused();
  for (let steps = 0; steps < 12; steps += 1) {
    await page.keyboard.press("Tab");
    const inside = await page.evaluate(() => {
      const active = document.activeElement;
      return active === document.body || active?.closest("dialog") !== null;
    });
    expect(inside).toBe(true);
  }
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(button).toBeFocused();
});

test("the keys of the app go places, focus the filter and list themselves", async ({ page }) => {
  const root = await openSample(page);
  const go = async (letter: string) => {
    await page.keyboard.press("g");
    await page.keyboard.press(letter);
  };
  await go("d");
  await expect(page).toHaveURL(`${root}/deployments`);
  await go("w");
  await expect(page).toHaveURL(`${root}/workspaces`);
  await expect(page.getByLabel("Filter Workspaces")).toBeVisible();
  await page.keyboard.press("/");
  await expect(page.getByLabel("Filter Workspaces")).toBeFocused();
  // While somebody types, letters are letters.
  await page.keyboard.type("g d?");
  await expect(page.getByLabel("Filter Workspaces")).toHaveValue("g d?");
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.keyboard.press("Escape");
  await expect(page.getByLabel("Filter Workspaces")).toHaveValue("");
  await page.getByLabel("Filter Workspaces").blur();

  await page.keyboard.press("?");
  const dialog = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(dialog).toContainText("Import Deployment files");
  await expect(dialog).toContainText("Audit log");
  await expect(dialog).toContainText("On the slider of the time machine: a commit back or on");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await go("i");
  await expect(page).toHaveURL(`${root}/import`);
  await go("s");
  await expect(page).toHaveURL(`${root}/settings`);
  await go("a");
  await expect(page).toHaveURL(`${root}/audit`);
  await go("o");
  await expect(page).toHaveURL(root);
  await go("p");
  await expect(heading(page, "Personal settings")).toBeVisible();
});

test("whoever saves or discards a form goes on at the head of its card", async ({ page }) => {
  const root = await createOrganization(page, { organization: "Contoso Data" });
  await openWorkspace(page, "Data Platform");
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Settings" }).first().click();
  const title = page.getByRole("heading", { level: 2, name: "Name and description" });
  const about = page.getByRole("textbox", { name: "Description" });
  for (const [name, text] of [["Save", "Orders and returns"], ["Discard", "Something else"]] as const) {
    await about.fill(text);
    await page.getByRole("button", { name, exact: true }).focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("button", { name, exact: true })).toBeHidden();
    await expect(title).toBeFocused();
  }
  await page.keyboard.press("Tab");
  await expect(page.getByLabel("Name", { exact: true })).toBeFocused();

  // Enter in a field leaves the focus there.
  await page.goto(`${root}/settings`);
  const name = page.getByLabel("Name", { exact: true });
  await name.fill("Contoso Works");
  await name.press("Enter");
  await expect(page.getByRole("button", { name: "Save", exact: true })).toBeHidden();
  await expect(name).toBeFocused();
});

test("a row is opened, and a column sorted, with the keyboard", async ({ page }) => {
  await openSample(page);
  await side(page, "Workspaces");
  await tabTo(page, "button", "Deployments");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("columnheader", { name: "Deployments" })).toHaveAttribute("aria-sort", "ascending");
  await tabTo(page, "link", "Factory");
  await page.keyboard.press("Enter");
  await expect(page).toHaveTitle("Deployments, Factory · Planisphere");
});

test("a new page starts at its heading or its first field", async ({ page }) => {
  await openSample(page);
  for (const [link, title] of [["Workspaces", "Workspaces"], ["All Deployments", "All Deployments"]] as const) {
    await side(page, link);
    await expect(heading(page, title)).toBeVisible();
    const within = await page.evaluate(() => document.activeElement !== null && document.activeElement !== document.body);
    expect(within, `the focus after going to ${title}`).toBe(true);
  }
});
