// Viewing the product as somebody else: everything as they see it, nothing changed, and every address for every persona.
import { actAs, heading, openSample, openWorkspace, organizationRoot, side, toast } from "./support/app.ts";
import { expectNoAxeViolationsAtAnyWidth } from "./support/axe.ts";
import { Golden, offers } from "./support/offers.ts";
import { pictures } from "./support/pictures.ts";
import { follow, idsOf, nobody, places, settledHeading } from "./support/places.ts";
import { type Page, expect, test } from "./support/test.ts";

// axe at two widths, in both themes, takes a slow machine its time.
test.describe.configure({ timeout: 90_000 });

/** Everybody in the small sample who stands for a way of holding roles, and whether the Workspace is theirs to see. */
const personas: [name: string, seesWorkspace: boolean][] = [
  ["Ada Kim", true],
  ["Bruno Costa", false],
  ["Mina Haddad", false],
  ["Wanda Novak", true],
  ["Omar Reyes", true],
  ["Elif Demir", true],
  ["Viktor Lind", true],
  ["Aroha Ngata", true],
  ["Otto Berg", false],
  ["Dana Iqbal", true],
  ["Vera Castillo", true],
  ["Dario Greco", true],
];

const strip = (page: Page) => page.getByText(/^Viewing as/);

async function viewAs(page: Page, name: string): Promise<void> {
  await follow(page, `${organizationRoot(page)}/view-as`);
  await expect(heading(page, "View as somebody")).toBeVisible();
  await page.getByLabel("Filter users, Teams and tokens").fill(name);
  const line = page.getByRole("listitem").filter({ has: page.getByText(name, { exact: true }) });
  await line.getByRole("button", { name: "View as" }).first().click();
  await expect(strip(page)).toContainText(name);
}

async function leave(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Leave the view" }).click();
  await expect(strip(page)).toHaveCount(0);
}

test("an Owner sees what another sees, changes nothing, and leaves", async ({ page }) => {
  await openSample(page);
  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("menuitem", { name: "View as somebody" }).click();
  await expect(heading(page, "View as somebody")).toBeVisible();
  await expectNoAxeViolationsAtAnyWidth(page);
  await pictures(page, "view-as");

  await viewAs(page, "Wanda Novak");
  await expect(strip(page)).toContainText("read only");
  await side(page, "Workspaces");
  await expect(page.getByRole("link", { name: "Factory", exact: true })).toHaveCount(0);
  const create = page.getByRole("button", { name: "Create a Workspace" }).first();
  await expect(create).toHaveAttribute("aria-disabled", "true");

  // What she may do shows as hers, and is refused all the same.
  await openWorkspace(page, "Marketing analytics");
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Settings" }).first().click();
  await page.getByLabel("Name", { exact: true }).fill("Renamed from a view");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("alert")).toContainText("You are viewing as `Wanda Novak`, which changes nothing");
  await expectNoAxeViolationsAtAnyWidth(page);
  await pictures(page, "view-as-strip");

  // A draft would be asked about.
  await page.getByLabel("Name", { exact: true }).fill("Marketing analytics");
  await leave(page);
  await side(page, "Workspaces");
  await expect(page.getByRole("link", { name: "Factory", exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: "Marketing analytics", exact: true })).toBeVisible();
});

test("a view outlasts a reload, ends with leaving, and a Team's made-up member is in no list", async ({ page }) => {
  await openSample(page);
  const users = page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: /^Users/ });
  const counted = await users.textContent();
  await viewAs(page, "ML platform");
  await expect(users).toHaveText(counted ?? "");
  await side(page, "Users");
  await expect(page.getByRole("table", { name: "Users" }).getByRole("row").filter({ hasText: "Ada Kim" })).toHaveCount(1);
  await expect(page.getByText("A member of ML platform")).toHaveCount(0);
  await page.reload();
  await expect(strip(page)).toContainText("ML platform");
  await leave(page);
  await page.reload();
  await expect(heading(page, "Users")).toBeVisible();
  await expect(strip(page)).toHaveCount(0);
});

test("only an Organization Owner may", async ({ page }) => {
  await openSample(page);
  await actAs(page, "Wanda Novak");
  await page.getByRole("button", { name: /^Account/ }).click();
  const item = page.getByRole("menuitem", { name: /View as somebody/ });
  await expect(item).toHaveAttribute("aria-disabled", "true");
  await expect(item).toContainText("Only an Organization Owner");
  await page.keyboard.press("Escape");
  await follow(page, `${organizationRoot(page)}/view-as`);
  const button = page.getByRole("button", { name: "View as" }).first();
  await expect(button).toHaveAttribute("aria-disabled", "true");
  await expect(button).toHaveAccessibleDescription(/Only an Organization Owner/);
});

test("another tab follows whom this device acts as", async ({ page, context }) => {
  await openSample(page);
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(heading(other, "Northwind Data")).toBeVisible();
  await actAs(page, "Otto Berg");
  await side(other, "Workspaces");
  await expect(other.getByRole("heading", { name: "No Workspaces that you can see" })).toBeVisible();
});

test("the dashboard shows only what the person may see", async ({ page }) => {
  await openSample(page);
  await page.goto("/");
  await expect(page.getByRole("link", { name: "Factory" })).toBeVisible();
  await page.goBack();
  await actAs(page, "Wanda Novak");
  await page.goto("/");
  await expect(page.getByRole("link", { name: "Marketing analytics" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Factory" })).toHaveCount(0);
});

test.describe("every address", () => {
  test.describe.configure({ timeout: 300_000 });

  for (const [name, seesWorkspace] of personas) {
    test(`as ${name}`, async ({ page }) => {
      // What guard rails find depends on the day.
      await page.clock.setFixedTime(new Date("2026-11-21T12:00:00Z"));
      await openSample(page);
      const root = organizationRoot(page);
      const ids = await idsOf(page, "Marketing analytics", "attribution-prod");
      const seen = new Map<string, string>();
      await viewAs(page, name);
      for (const [pattern, address] of places(ids)) {
        await follow(page, root + address);
        seen.set(pattern, await settledHeading(page));
        await expect(strip(page)).toContainText(name);
      }
      await leave(page);

      // Whoever acts as them meets the same pages.
      await follow(page, root);
      if (name !== "Ada Kim") {
        await actAs(page, name);
      }
      const golden = new Golden(name);
      for (const [pattern, address] of places(ids)) {
        await follow(page, root + address);
        await expect.poll(() => settledHeading(page), { message: address }).toBe(seen.get(pattern));
        const shown = (address || "/").replace(ids.workspace, "WORKSPACE").replace(ids.deployment, "DEPLOYMENT");
        await golden.check(`${shown}: ${seen.get(pattern)}`, () => offers(page));
        const isMissing = seen.get(pattern)?.endsWith("not found");
        if (address.includes(nobody)) {
          expect(isMissing, address).toBe(true);
        } else if (address.startsWith(`/w/${ids.workspace}`) && !seesWorkspace) {
          expect(isMissing, address).toBe(true);
        } else if (!address.startsWith("/w/")) {
          expect(isMissing, address).toBe(false);
        }
      }
      golden.end();
    });
  }
});

test("a view ends with the right to look", async ({ page, context }) => {
  await openSample(page);
  await viewAs(page, "Viktor Lind");
  const other = await context.newPage();
  await other.goto(organizationRoot(page));
  await actAs(other, "Wanda Novak");
  await expect(strip(page)).toHaveCount(0);
  await expect(toast(page, /./)).toHaveCount(0);
});
