// Names that look like markup, run from right to left, or are very long: stored and shown as they are, everywhere.
import {
  apply,
  createOrganization,
  createWorkspace,
  deploymentFile,
  fileLine,
  heading,
  openWorkspace,
  pick,
  section,
  side,
  toast,
  upload,
} from "./support/app.ts";
import { type Page, expect, test } from "./support/test.ts";

/** At most 50 characters, so that they fit Organizations and Workspaces too. */
const hostile = [
  "<script>window.ran = 1</script>",
  "<img src=x onerror=window.ran=1>",
  '"><svg/onload=window.ran=1>',
  "{{ 7 * 7 }} ${7*7} %00 %s",
  "../../etc/passwd?q=a&b=c#d",
  "&amp; &lt; &#x41;",
  "قاعدة البيانات (v2)",
  "abc תזמון fdp.exe",
  "🚀 launch 👩‍👩‍👧‍👦 🏳️‍🌈",
  "e\u0301 ﬁ İstanbul ß",
  "__proto__",
  "W".repeat(50),
];
const long = `${"long 🦒 لمدة ".repeat(60)}`.slice(0, 499).trimEnd().padEnd(500, ".");
const unbroken = "n".repeat(500);

/** Nothing ran, and the page is no wider than its window. */
async function expectSound(page: Page): Promise<void> {
  expect(await page.evaluate(() => "ran" in window), page.url()).toBe(false);
  const { scroll, inner } = await page.evaluate(() => ({
    scroll: document.documentElement.scrollWidth,
    inner: window.innerWidth,
  }));
  expect(scroll, `${page.url()} at ${inner}`).toBeLessThanOrEqual(inner);
  const over = await page.evaluate(() => {
    const main = document.querySelector("main");
    return main ? main.scrollWidth - main.clientWidth : 0;
  });
  expect(over, `main of ${page.url()} at ${await page.evaluate(() => window.innerWidth)}`).toBeLessThanOrEqual(0);
}

/** The same at the narrowest and the usual width. */
async function expectSoundAtAllWidths(page: Page): Promise<void> {
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 844 });
    await expectSound(page);
  }
}

const quoted = (name: string) => `'${name.replaceAll("'", "''")}'`;

for (const name of hostile) {
  test(`an Organization, a Workspace and a person called ${JSON.stringify(name)}`, async ({ page }) => {
    await createOrganization(page, { organization: name, workspace: name, person: name });
    const shown = await page.getByRole("heading", { level: 1 }).textContent();
    expect(shown).toBe(name);
    await expect.poll(() => page.title()).toContain(name.replace(/\s+/g, " "));
    await expectSoundAtAllWidths(page);
    await openWorkspace(page, name);
    await expectSoundAtAllWidths(page);
    await page.getByRole("button", { name: /^Account of/ }).click();
    await page.getByRole("menuitem", { name: "Act as somebody else" }).click();
    await expect(page.getByRole("listitem").filter({ hasText: "Organization Owner" })).toContainText(name);
    await expectSoundAtAllWidths(page);
    await page.goto("/");
    await expect(page.getByRole("heading", { level: 2, name })).toBeVisible();
    await expectSoundAtAllWidths(page);
  });
}

test("Deployments of every such name, imported, listed, opened and renamed", async ({ page }) => {
  test.slow();
  const names = [...hostile, long, unbroken];
  await createOrganization(page);
  const files = names.map((name, at) =>
    upload(
      `file-${at}.yaml`,
      deploymentFile("x", "Data Platform", (text) =>
        text.replace("name: x", `name: ${quoted(name)}\n        description: ${quoted(name)}`),
      ),
    ),
  );
  await pick(page, files);
  await expect(section(page, `${names.length} files`)).toContainText("All can be applied");
  await expectSoundAtAllWidths(page);
  await apply(page, names.length);
  await side(page, "All Deployments");
  await expect(page.getByText(`${names.length} across`)).toBeVisible();
  await expectSoundAtAllWidths(page);
  await page.reload();
  const links = page.getByRole("table", { name: "Deployments" }).locator("tbody td:first-child a");
  await expect(links).toHaveCount(names.length);
  expect(new Set(await links.allTextContents())).toEqual(new Set(names));

  for (const name of [hostile[0]!, hostile[7]!, long, unbroken]) {
    await side(page, "All Deployments");
    await page.getByLabel("Filter Deployments").fill(name);
    await links.first().click();
    await expect(page.getByRole("navigation", { name: "Deployment" })).toBeVisible();
    await expect.poll(() => page.getByRole("heading", { level: 1 }).textContent()).toBe(name);
    await expectSoundAtAllWidths(page);
    await page.getByRole("navigation", { name: "Deployment" }).getByRole("link", { name: "Settings" }).click();
    await expect(page.getByLabel("Name", { exact: true })).toHaveValue(name);
    await expectSoundAtAllWidths(page);
    await page.getByRole("button", { name: "Delete the Deployment" }).click();
    await expect(page.getByRole("dialog")).toContainText(name);
    await expectSoundAtAllWidths(page);
    await page.keyboard.press("Escape");
  }
});

test("file names and messages with markup are text", async ({ page }) => {
  await createOrganization(page);
  await pick(page, [
    upload("<img src=x onerror=window.ran=1>.yaml", "<script>window.ran = 1</script>"),
    upload(`${"long".repeat(60)}.yaml`, deploymentFile("<b>bold</b>", "<i>nowhere</i>")),
  ]);
  await expect(fileLine(page, "<img src=x onerror=window.ran=1>.yaml")).toContainText("Refused");
  await expect(page.getByText("Workspace `<i>nowhere</i>` does not exist")).toBeVisible();
  await expectSoundAtAllWidths(page);
});

test("toasts, tips and conflicts show such names as text", async ({ page }) => {
  await createOrganization(page);
  await openWorkspace(page, "Data Platform");
  await page.getByRole("link", { name: "Create a Deployment" }).first().click();
  await page.getByLabel("Name", { exact: true }).fill("<img src=x onerror=window.ran=1>");
  await page.getByRole("button", { name: "Create the Deployment" }).click();
  await expect(toast(page, "Deployment “<img src=x onerror=window.ran=1>” created")).toBeVisible();
  await createWorkspace(page, unbroken.slice(0, 50));
  await expectSoundAtAllWidths(page);
  await expect(heading(page, "Deployments")).toBeVisible();
});
