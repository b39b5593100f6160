// A published copy: `?source=` opens the file of an Organization from another address, to read, without a trace on this
// device, and says what is wrong when something else comes.
import { gzipSync } from "node:zlib";
import { expectNoAxeViolations } from "./support/axe.ts";
import { chooseAs, createOrganization, createWorkspace, downloadOrganization, heading, organizationRoot, side } from "./support/app.ts";
import { pictures } from "./support/pictures.ts";
import { type Page, expect, test } from "./support/test.ts";

const small = "/samples/small.planisphere";

/** Everything that this device keeps of the site. */
async function traces(page: Page): Promise<unknown> {
  return page.evaluate(async () => ({
    databases: (await indexedDB.databases()).map(({ name }) => name),
    local: Object.keys(localStorage),
  }));
}

const nothing = { databases: [], local: [] };

test("a published copy opens to read, on every page, and touches nothing on this device", async ({ page }) => {
  test.setTimeout(90_000);
  await page.goto(`/?source=${small}`);
  // It has one owner, so nobody is asked as whom to look.
  await expect(heading(page, "Northwind Data")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Account/ })).toHaveAccessibleName(/Ada Kim/);
  const notice = page.getByRole("status").filter({ hasText: "This is a published copy" });
  await expect(notice).toContainText(small);
  await expect(page.getByText("Read only", { exact: true })).toBeVisible();
  await expectNoAxeViolations(page);
  await pictures(page, "published");

  const source = () => new URL(page.url()).searchParams.get("source");
  expect(source()).toBe(small);
  for (const name of ["Workspaces", "All Deployments", "Clusters", "Users", "Teams"]) {
    await side(page, name);
    await expect(heading(page, name)).toBeVisible();
    await expect.poll(source).toBe(small);
  }
  // The table writes its own words into the address; the source stays beside them.
  await side(page, "All Deployments");
  await page.getByRole("searchbox").first().fill("billing");
  await expect.poll(() => new URL(page.url()).searchParams.get("q")).toBe("billing");
  await expect.poll(source).toBe(small);
  await page.goBack();
  await expect.poll(source).toBe(small);

  // A change is refused with the reason and the way out.
  await side(page, "Workspaces");
  const create = page.getByRole("button", { name: "Create a Workspace" }).first();
  await expect(create).toHaveAttribute("aria-disabled", "true");
  await expect(create).toHaveAccessibleDescription(/published copy.*keep a copy on this device/i);

  // Nor is anything staged, which would be kept on this device.
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: /^Guard rails/ }).click();
  const fix = page.getByRole("main").getByRole("button", { name: /^Fix / });
  await expect(fix.first()).toHaveAccessibleDescription(/published copy/);
  for (const isClosed of await fix.evaluateAll((all) => all.map((button) => button.getAttribute("aria-disabled")))) {
    expect(isClosed).toBe("true");
  }
  await side(page, "Workspaces");
  await expect(heading(page, "Workspaces")).toBeVisible();

  // The address alone brings the same page again.
  await page.reload();
  await expect(heading(page, "Workspaces")).toBeVisible();
  // Somebody else is a menu away, and the tab remembers who looks.
  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("menuitem", { name: "Act as somebody else" }).click();
  await chooseAs(page, "Viktor Lind");
  await expect(heading(page, "Northwind Data")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("button", { name: /^Account/ })).toHaveAccessibleName(/Viktor Lind/);
  expect(await traces(page)).toEqual(nothing);
});

test("a copy is kept on this device when somebody asks for it, and can be changed there", async ({ page }) => {
  await page.goto(`/?source=${small}`);
  await page.getByRole("button", { name: "Keep a copy on this device" }).click();
  const dialog = page.getByRole("dialog", { name: "Import an Organization" });
  await expect(dialog).toContainText("Northwind Data");
  await dialog.getByRole("button", { name: "Import the Organization" }).click();
  await expect(heading(page, "Who are you")).toBeVisible();
  await expect.poll(() => new URL(page.url()).search).toBe("");
  await chooseAs(page, "Ada Kim", "Organization Owner");
  await expect(heading(page, "Northwind Data")).toBeVisible();
  await expect(page.getByText("Saved on this device")).toBeVisible();
  await side(page, "Workspaces");
  await expect(page.getByRole("button", { name: "Create a Workspace" }).first()).not.toHaveAttribute("aria-disabled", "true");
});

test("a link of a list leads to the same published copy in another tab", async ({ page }) => {
  await page.goto(`/?source=${small}`);
  await side(page, "Audit log");
  await expect(heading(page, "Audit log")).toBeVisible();
  const row = page.locator("a[href^='?row=']").first();
  const [other] = await Promise.all([page.context().waitForEvent("page"), row.click({ modifiers: ["ControlOrMeta"] })]);
  await expect(heading(other, "Audit log")).toBeVisible();
  const words = new URL(other.url()).searchParams;
  expect(words.get("source")).toBe(small);
  expect(words.get("row")).toMatch(/^\d/);
  await expect(other.getByText("This is a published copy")).toBeVisible();
  expect(await traces(other)).toEqual(nothing);
});

test("a word of the address that only begins like the source is none", async ({ page }) => {
  await page.goto(`/?source=${small}`);
  await expect(heading(page, "Northwind Data")).toBeVisible();
  const root = organizationRoot(page);
  // As a script of the page would: within the router, without the source.
  await page.evaluate((address) => {
    const link = document.createElement("a");
    link.href = address;
    document.querySelector("main")?.append(link);
    link.click();
  }, `${root}/workspaces?sources=none`);
  await expect(heading(page, "Workspaces")).toBeVisible();
  await expect.poll(() => new URL(page.url()).searchParams.get("source")).toBe(small);
  expect(new URL(page.url()).searchParams.get("sources")).toBe("none");
});

test("a published copy shows at a moment of its past", async ({ page, browser, baseURL, reports }) => {
  await createOrganization(page, { organization: "Contoso Data", workspace: "First" });
  await createWorkspace(page, "Second");
  const { bytes } = await downloadOrganization(page);
  const elsewhere = await browser.newContext({ baseURL });
  await reports.watch(elsewhere);
  const other = await elsewhere.newPage();
  await other.route("https://files.example/**", (route) =>
    route.fulfill({ body: bytes, headers: { "access-control-allow-origin": "*", "content-type": "application/octet-stream" } }),
  );
  await other.goto("/?source=https://files.example/contoso.planisphere&at=1");
  const strip = other.getByRole("region", { name: "Time machine" });
  await expect(strip).toContainText("You are looking at");
  await side(other, "Workspaces");
  const workspace = (name: string) => other.getByRole("table", { name: "Workspaces" }).getByRole("link", { name, exact: true });
  await expect(workspace("First")).toBeVisible();
  await expect(workspace("Second")).toHaveCount(0);
  const words = () => new URL(other.url()).searchParams;
  expect([words().get("source"), words().get("at")]).toEqual(["https://files.example/contoso.planisphere", "1"]);
  await other.reload();
  await expect(workspace("First")).toBeVisible();
  await expect(workspace("Second")).toHaveCount(0);
  await other.getByRole("button", { name: "Back to now" }).first().click();
  await expect(workspace("Second")).toBeVisible();
  expect([words().get("source"), words().get("at")]).toEqual(["https://files.example/contoso.planisphere", null]);
  expect(await traces(other)).toEqual(nothing);
  await elsewhere.close();
});

for (const [about, breakIt, words] of [
  ["keeps no data", () => Object.defineProperty(window, "indexedDB", { value: undefined }), /keeps no data for this site/],
  [
    "has no room left",
    () => {
      IDBObjectStore.prototype.add = () => {
        throw new DOMException("no room", "QuotaExceededError");
      };
    },
    /no room left for this site/,
  ],
] as const) {
  test(`a browser that ${about} says that it keeps no copy, and the published one stays`, async ({ page }) => {
    await page.addInitScript(breakIt);
    await page.goto(`/?source=${small}`);
    await page.getByRole("button", { name: "Keep a copy on this device" }).click();
    const dialog = page.getByRole("dialog", { name: "Import an Organization" });
    const refused = dialog.getByRole("alert");
    const button = dialog.getByRole("button", { name: "Import the Organization" });
    await expect(refused.or(button)).toBeVisible();
    if (await button.isVisible()) await button.click();
    await expect(refused).toContainText(words);
    await dialog.getByRole("button", { name: "Cancel" }).last().click();
    await expect(heading(page, "Northwind Data")).toBeVisible();
    expect(new URL(page.url()).searchParams.get("source")).toBe(small);
  });
}

test("the way out of a published copy leads to what is on this device", async ({ page }) => {
  await createOrganization(page, { organization: "Contoso Data" });
  await page.goto(`/?source=${small}`);
  await page.getByRole("link", { name: "Planisphere, all Organizations" }).click();
  await expect(page.getByText("1 on this device")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Contoso Data" })).toBeVisible();
  expect(new URL(page.url()).search).toBe("");
});

test("a file that the app wrote opens from another origin over https", async ({ page, browser, baseURL, reports }) => {
  await createOrganization(page, { organization: "Contoso Data", workspace: "Billing" });
  const { bytes } = await downloadOrganization(page);
  const elsewhere = await browser.newContext({ baseURL });
  await reports.watch(elsewhere);
  const other = await elsewhere.newPage();
  const address = "https://files.example/contoso.planisphere?version=3&of=us";
  await other.route("https://files.example/**", (route) =>
    route.fulfill({ body: bytes, headers: { "access-control-allow-origin": "*", "content-type": "application/octet-stream" } }),
  );
  await other.goto(`/?source=${encodeURIComponent(address)}`);
  await expect(heading(other, "Contoso Data")).toBeVisible();
  expect(new URL(other.url()).searchParams.get("source")).toBe(address);
  await side(other, "Workspaces");
  await expect(other.getByRole("link", { name: "Billing", exact: true })).toBeVisible();
  expect(new URL(other.url()).searchParams.get("source")).toBe(address);
  expect(await traces(other)).toEqual(nothing);
  await elsewhere.close();
});

const refused: [string, { status?: number; body?: string | Buffer; type?: string }, RegExp][] = [
  ["a page of a web server", { body: "<!doctype html><title>Hello</title>", type: "text/html" }, /something else.*text\/html/i],
  ["no such file", { status: 404, body: "gone" }, /the server answered 404/i],
  ["nothing", { body: "" }, /answer is empty/i],
  ["a file that was cut", { body: "planisphere organization 2\n" }, /ends too early/i],
  ["plain JSON", { body: JSON.stringify({ about: "The current state of an Organization, for reading." }) }, /readable form.*cannot be opened/i],
  ["zeros that were compressed", { body: gzipSync(Buffer.alloc(20 * 1024 * 1024)) }, /not an exported Organization/i],
];

for (const [name, { status = 200, body = "", type = "application/octet-stream" }, words] of refused) {
  test(`an address that answers with ${name} says what is wrong`, async ({ page, reports }) => {
    if (status >= 400) reports.expect(/404/);
    await page.route("https://files.example/**", (route) =>
      route.fulfill({ status, body, headers: { "access-control-allow-origin": "*", "content-type": type } }),
    );
    await page.goto("/?source=https://files.example/some.planisphere");
    await expect(heading(page, "The published copy cannot be opened")).toBeVisible();
    await expect(page.getByRole("alert")).toContainText(words);
    await expect(page.getByRole("button", { name: "Try again" })).toBeVisible();
    expect(await traces(page)).toEqual(nothing);
    await page.getByRole("link", { name: "Organizations on this device" }).click();
    await expect(heading(page, "Welcome to Planisphere")).toBeVisible();
  });
}

test("an address that is not over https, or holds a password, is not asked", async ({ page }) => {
  for (const [source, words] of [
    ["http://files.example/some.planisphere", /over https/],
    ["https://ada:lovelace@files.example/some.planisphere", /a name or a password/],
    ["javascript:alert(1)", /over https/],
  ] as const) {
    await page.goto(`/?source=${encodeURIComponent(source)}`);
    await expect(page.getByRole("alert")).toContainText(words);
  }
  await expectNoAxeViolations(page);
  await pictures(page, "published-refused");
});

test("a slow answer shows that it is on its way and can be cancelled", async ({ page }) => {
  await page.route("https://files.example/**", async () => {
    // Never answered: the person ends it.
  });
  await page.goto("/?source=https://files.example/some.planisphere");
  await expect(heading(page, "Opening a published copy")).toBeVisible();
  await expect(page.getByRole("progressbar")).toBeVisible();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("alert")).toContainText("It was cancelled");
  expect(await traces(page)).toEqual(nothing);
});
