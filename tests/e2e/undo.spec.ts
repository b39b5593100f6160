// Undo and redo of one's own changes: by toast, by the keyboard, and after a reload, when only the log knows.
import { actAs, createOrganization, createWorkspace, heading, openSample, openWorkspace, organizationRoot, side, toast } from "./support/app.ts";
import { holdDisk } from "./support/disk.ts";
import { follow } from "./support/places.ts";
import { type Page, expect, test } from "./support/test.ts";

const link = (page: Page, name: string) =>
  page.getByRole("table", { name: "Workspaces" }).getByRole("link", { name, exact: true });

test("the keyboard takes back one's own changes one by one, and does them again", async ({ page }) => {
  await createOrganization(page);
  await createWorkspace(page, "First");
  await createWorkspace(page, "Second");
  await side(page, "Workspaces");
  await expect(link(page, "Second")).toBeVisible();

  await page.keyboard.press("Control+z");
  await expect(toast(page, "Undone: created the Workspace Second")).toBeVisible();
  await expect(link(page, "Second")).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await expect(link(page, "First")).toHaveCount(0);

  await page.keyboard.press("Control+y");
  await expect(link(page, "First")).toBeVisible();
  await page.keyboard.press("Control+Shift+z");
  await expect(link(page, "Second")).toBeVisible();
  await page.keyboard.press("Control+y");
  await expect(toast(page, "Nothing that you undid in the last 12 hours is left to redo")).toBeVisible();
});

test("after a reload the log tells what comes next", async ({ page }) => {
  await createOrganization(page);
  await createWorkspace(page, "Kept");
  await side(page, "Workspaces");
  await expect(link(page, "Kept")).toBeVisible();
  await page.reload();
  await expect(link(page, "Kept")).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(link(page, "Kept")).toHaveCount(0);
  await page.reload();
  await expect(link(page, "Data Platform")).toBeVisible();
  await expect(link(page, "Kept")).toHaveCount(0);
  await page.keyboard.press("Control+y");
  await expect(link(page, "Kept")).toBeVisible();
});

test("what has no way back says why, and a text field keeps its own undo", async ({ page }) => {
  await createOrganization(page);
  await side(page, "Workspaces");
  await expect(heading(page, "Workspaces")).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(toast(page, /cannot be undone: the Organization is the log itself/)).toBeVisible();

  await createWorkspace(page, "Typed");
  await side(page, "Workspaces");
  const filter = page.getByLabel("Filter").first();
  await filter.fill("Ty");
  await filter.press("Control+z");
  await filter.fill("");
  await filter.blur();
  // Whatever was taken back by now could be done again. There is nothing.
  await page.keyboard.press("Control+y");
  await expect(toast(page, "Nothing that you undid in the last 12 hours is left to redo")).toBeVisible();
  await expect(toast(page, /^Undone/)).toHaveCount(0);
  await expect(link(page, "Typed")).toBeVisible();
});

test("two undos in one breath take back two changes", async ({ page }) => {
  await createOrganization(page);
  await createWorkspace(page, "First");
  await createWorkspace(page, "Second");
  await side(page, "Workspaces");
  await expect(link(page, "Second")).toBeVisible();
  await page.evaluate(() => {
    for (let time = 0; time < 2; time += 1) {
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "z", ctrlKey: true, bubbles: true, cancelable: true }));
    }
  });
  await expect(toast(page, "Undone: created the Workspace Second")).toBeVisible();
  await expect(toast(page, "Undone: created the Workspace First")).toBeVisible();
  await expect(link(page, "First")).toHaveCount(0);
  await expect(link(page, "Second")).toHaveCount(0);
  await expect(link(page, "Data Platform")).toBeVisible();
});

test("whoever waits for the log to be read is told so", async ({ page }) => {
  await createOrganization(page);
  await createWorkspace(page, "Kept");
  await side(page, "Workspaces");
  await page.reload();
  await expect(link(page, "Kept")).toBeVisible();
  const release = await holdDisk(page);
  await page.keyboard.press("Control+z");
  await expect(toast(page, "Reading the log for your latest change")).toBeVisible();
  await release();
  await expect(toast(page, "Undone: created the Workspace Kept")).toBeVisible();
  await expect(toast(page, "Reading the log for your latest change")).toHaveCount(0);
});

test("where nothing can be changed, an undo says why and is no failure to save", async ({ page }) => {
  await page.goto("/?source=/samples/small.planisphere");
  await expect(heading(page, "Northwind Data")).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(toast(page, /This is a published copy, which nobody changes here/)).toBeVisible();
  await expect(page.getByText("Read only", { exact: true })).toBeVisible();
  await expect(page.getByText("Not saved", { exact: true })).toHaveCount(0);
});

test("everybody takes back only what is their own", async ({ page }) => {
  await openSample(page);
  await createWorkspace(page, "By Ada");
  await actAs(page, "Otto Berg");
  await page.keyboard.press("Control+z");
  await expect(toast(page, "Nothing that you changed in the last 12 hours is left to undo")).toBeVisible();
  await actAs(page, "Ada Kim");
  await page.keyboard.press("Control+z");
  await expect(toast(page, "Undone: created the Workspace By Ada")).toBeVisible();
});

test("the toast offers undo, then redo", async ({ page }) => {
  await createOrganization(page);
  await createWorkspace(page, "Toasted");
  const root = organizationRoot(page);
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(toast(page, "Undone")).toBeVisible();
  await page.getByRole("button", { name: "Redo", exact: true }).click();
  await expect(toast(page, "Done again")).toBeVisible();
  await page.goto(`${root}/workspaces`);
  await expect(link(page, "Toasted")).toBeVisible();
});

test("the list of shortcuts has both", async ({ page }) => {
  await createOrganization(page);
  await page.keyboard.press("?");
  const dialog = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(dialog.getByText("Undo your latest change")).toBeVisible();
  await expect(dialog.getByText("Redo what you undid")).toBeVisible();
});

test("what was changed since is not overridden, and the toast says what and by whom", async ({ page, context }) => {
  await createOrganization(page);
  await createWorkspace(page, "Shared");
  // The toast stays while the pointer is on it.
  await page.getByRole("button", { name: "Undo", exact: true }).hover();
  const other = await context.newPage();
  await other.goto(page.url().replace(/\/deployments$/, "/settings"));
  await other.getByRole("textbox", { name: "Description" }).fill("Others work here");
  await other.getByRole("button", { name: "Save" }).click();
  await expect(toast(other, "Workspace saved")).toBeVisible();
  await other.close();
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(toast(page, /Since then .*Shared.*Others work here.*Grace Moreau.* did that/)).toBeVisible();
  await side(page, "Workspaces");
  await expect(link(page, "Shared")).toBeVisible();
});

test("a change that is stuck is told once and then passed over", async ({ page }) => {
  await openSample(page);
  await createWorkspace(page, "First");
  await openWorkspace(page, "Marketing analytics");
  const settings = new URL(page.url()).pathname.replace(/\/deployments$/, "/settings");
  const describe = async (text: string): Promise<void> => {
    await follow(page, settings);
    await page.getByRole("textbox", { name: "Description" }).fill(text);
    const save = page.getByRole("button", { name: "Save" });
    await save.click();
    // What it tells of the first save may still show.
    await expect(save).toHaveCount(0);
  };
  await describe("By Ada");
  await actAs(page, "Wanda Novak");
  await describe("By Wanda");
  await actAs(page, "Ada Kim");
  await side(page, "Workspaces");
  await expect(link(page, "First")).toBeVisible();

  await page.keyboard.press("Control+z");
  await expect(toast(page, /Since then .*escription went from .*By Ada.* to .*By Wanda.* Press again for the change before it\./)).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(toast(page, "Undone: created the Workspace First")).toBeVisible();
  await expect(link(page, "First")).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await expect(toast(page, "Nothing that you changed in the last 12 hours is left to undo")).toBeVisible();
  await page.keyboard.press("Control+y");
  await expect(link(page, "First")).toBeVisible();
});

test("the page of what was undone says so, and leads back", async ({ page }) => {
  await createOrganization(page);
  await createWorkspace(page, "Toasted");
  const here = page.url();
  await page.keyboard.press("Control+z");
  await expect(heading(page, "Workspace Toasted is gone")).toBeVisible();
  const main = page.getByRole("main");
  await expect(main).toContainText(/You undid its creation (just now|\d+ min ago)/);
  await expect(main.getByRole("link", { name: "All Workspaces" })).toBeVisible();
  // The log tells it, not the page.
  await page.reload();
  await expect(heading(page, "Workspace Toasted is gone")).toBeVisible();
  await main.getByRole("button", { name: "Redo its creation" }).click();
  await expect(heading(page, "Deployments")).toBeVisible();
  expect(page.url()).toBe(here);
  // The button went with the page, and the keyboard goes on at the new one's beginning.
  await expect(heading(page, "Deployments")).toBeFocused();
  // What is there again is not gone for what was never in it.
  await page.goto(here.replace("/deployments", "/d/nothing"));
  await expect(heading(page, "Deployment not found")).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(heading(page, "Workspace Toasted is gone")).toBeVisible();
  await createWorkspace(page, "Another");
  // After another change of one's own nothing is left to redo.
  await page.goto(here);
  await expect(heading(page, "Workspace Toasted is gone")).toBeVisible();
  await expect(main.getByRole("button", { name: "Redo its creation" })).toHaveCount(0);
  await page.goto(here.replace(/\/w\/\w+/, "/w/nothing"));
  await expect(heading(page, "Workspace not found")).toBeVisible();
});

test("what was changed long ago is not taken back by a key", async ({ page }) => {
  await openSample(page);
  await page.keyboard.press("ControlOrMeta+z");
  await expect(toast(page, "Nothing that you changed in the last 12 hours is left to undo")).toBeVisible();
});
