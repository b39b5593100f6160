// The first visit: the three ways to start, what is kept afterwards, and what belongs to the person.
import {
  createOrganization,
  description,
  downloadOrganization,
  heading,
  importOrganization,
  openSample,
  organizationRoot,
  pickOrganization,
  side,
  unpacked,
} from "./support/app.ts";
import { expect, test } from "./support/test.ts";

test("the first visit offers three ways to start", async ({ page }) => {
  await page.goto("/");
  await expect(heading(page, "Welcome to Planisphere")).toBeVisible();
  await expect(page).toHaveTitle("Welcome · Planisphere");
  await expect(page.getByRole("link", { name: "Create an Organization" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Open the small sample" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Open the large sample" })).toBeVisible();
  await expect(page.getByLabel("An Organization file")).toBeVisible();
});

test("an Organization is created with its owner and a first Workspace, and is there after a reload", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("link", { name: "Create an Organization" }).click();
  await expect(heading(page, "Create an Organization")).toBeVisible();
  await expect(page.getByRole("radio", { name: "Enterprise" })).toBeChecked();
  await page.getByLabel("Name", { exact: true }).fill("Contoso Data");
  await page.getByLabel("First Workspace").fill("Data Platform");
  await page.getByLabel("Your name").fill("Grace Moreau");
  await page.getByLabel("E-mail").fill("grace@contoso.example");
  await page.getByRole("button", { name: "Create the Organization" }).click();

  await expect(heading(page, "Contoso Data")).toBeVisible();
  await expect(page).toHaveTitle("Contoso Data · Planisphere");
  await expect(page.getByText("Enterprise plan")).toBeVisible();
  await expect(page.getByText("Saved on this device")).toBeVisible();

  await page.reload();
  await expect(heading(page, "Contoso Data")).toBeVisible();
  await side(page, "Workspaces");
  await expect(page.getByRole("table", { name: "Workspaces" }).getByRole("link", { name: "Data Platform" })).toBeVisible();
  await page.getByRole("button", { name: "Account of Grace Moreau" }).click();
  await page.getByRole("menuitem", { name: "Act as somebody else" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "Grace Moreau" })).toContainText("Organization Owner");
});

test("what is missing is said beside each field, and nothing is created", async ({ page }) => {
  await page.goto("/new");
  await page.getByLabel("First Workspace").fill(" ");
  await page.getByRole("button", { name: "Create the Organization" }).click();
  const fields: [string, RegExp][] = [
    ["Name", /The Organization's name is empty\. Enter/],
    ["First Workspace", /The Workspace's name is empty\. Enter/],
    ["Your name", /The name is empty\. Enter/],
    ["E-mail", /not an e-mail address\. Write it like/],
  ];
  for (const [label, words] of fields) {
    const control = page.getByLabel(label, { exact: true });
    await expect(control, label).toHaveAttribute("aria-invalid", "true");
    await expect.poll(() => description(control), label).toMatch(words);
  }
  await page.goto("/");
  await expect(heading(page, "Welcome to Planisphere")).toBeVisible();
});

test("a name over 50 characters is refused with its length", async ({ page }) => {
  await page.goto("/new");
  await page.getByLabel("Name", { exact: true }).fill("n".repeat(51));
  await page.getByRole("button", { name: "Create the Organization" }).click();
  await expect(page.getByLabel("Name", { exact: true })).toHaveAttribute("aria-invalid", "true");
  await expect.poll(() => description(page.getByLabel("Name", { exact: true }))).toContain("has 51 characters, the limit is 50");
});

test("the dashboard lists every Organization with its Workspaces, and the switcher moves between them", async ({ page }) => {
  const first = await createOrganization(page, { organization: "Contoso Data", workspace: "Billing" });
  // The second form knows the person already.
  await page.goto("/new");
  await expect(page.getByLabel("Your name")).toHaveValue("Grace Moreau");
  const second = await createOrganization(page, { organization: "Fabrikam", workspace: "Research" });
  expect(second).not.toBe(first);

  await page.getByRole("link", { name: "Planisphere, all Organizations" }).click();
  await expect(heading(page, "Organizations")).toBeVisible();
  for (const [organization, workspace] of [["Contoso Data", "Billing"], ["Fabrikam", "Research"]] as const) {
    const card = page.getByRole("region", { name: organization });
    await expect(card.getByRole("link", { name: workspace })).toBeVisible();
    await expect(card).toContainText("0 Deployments");
  }

  await page.getByRole("region", { name: "Fabrikam" }).getByRole("link", { name: "Open" }).click();
  await expect(heading(page, "Fabrikam")).toBeVisible();
  await page.getByRole("button", { name: /^Fabrikam/ }).click();
  await page.getByRole("menu", { name: "Switch Organization" }).getByText("Contoso Data").click();
  await expect(heading(page, "Contoso Data")).toBeVisible();
  await expect(page).toHaveURL(first);
  await page.goBack();
  await expect(heading(page, "Fabrikam")).toBeVisible();
});

test("the small sample opens, and who acts there is asked first", async ({ page }) => {
  await openSample(page);
  await expect(page.getByRole("button", { name: "Account of Ada Kim" })).toBeVisible();
  await expect(page.getByRole("link", { name: /Workspaces/ }).first()).toContainText("6");
  await expect(page.getByRole("link", { name: /All Deployments/ }).first()).toContainText("14");
  // The choice is kept.
  await page.reload();
  await expect(heading(page, "Northwind Data")).toBeVisible();
  await expect(page.getByRole("button", { name: "Account of Ada Kim" })).toBeVisible();
});

test("opening the same sample again goes on where it was left", async ({ page }) => {
  const root = await openSample(page);
  await page.goto("/");
  await page.getByText("Open a sample or import a file").click();
  await page.getByRole("button", { name: "Open the small sample" }).click();
  await expect(heading(page, "Northwind Data")).toBeVisible();
  expect(organizationRoot(page)).toBe(root);
  await page.goto("/");
  await expect(page.getByText("1 on this device")).toBeVisible();
});

test("a downloaded Organization opens on another device as the same one", async ({ page, browser, baseURL, reports }) => {
  await createOrganization(page, { organization: "Contoso Data", workspace: "Billing" });
  const file = await downloadOrganization(page);
  expect(file.name).toMatch(/^contoso.*\.planisphere$/i);

  const elsewhere = await browser.newContext({ baseURL });
  await reports.watch(elsewhere);
  const other = await elsewhere.newPage();
  await importOrganization(other, file);
  await expect(heading(other, "Who are you")).toBeVisible();
  await other.getByRole("button", { name: "Act as Grace Moreau" }).click();
  await expect(heading(other, "Contoso Data")).toBeVisible();
  expect(organizationRoot(other)).toBe(organizationRoot(page));
  await side(other, "Workspaces");
  await expect(other.getByRole("link", { name: "Billing", exact: true })).toBeVisible();
  await elsewhere.close();
});

for (const [name, change, words] of [
  ["no Organization at all", () => Buffer.from("hello"), "is not an exported Organization"],
  ["nothing", () => Buffer.alloc(0), "is not an exported Organization"],
  ["one that ends early", (bytes: Buffer) => bytes.subarray(0, bytes.length - 40), "ends too early"],
  ["one that was changed", (bytes: Buffer) => flipped(bytes), "was changed after it was written"],
] as const) {
  test(`a file that is ${name} is refused with words`, async ({ page }) => {
    await createOrganization(page);
    const { bytes } = await downloadOrganization(page);
    const dialog = await pickOrganization(page, { name: "broken.planisphere", bytes: change(unpacked(bytes)) });
    await expect(dialog.getByRole("alert")).toContainText(words);
    await expect(dialog.getByRole("alert")).toContainText("It was not imported");
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText("1 on this device")).toBeVisible();
  });
}

/** The bytes with one letter of the Organization's name changed. */
function flipped(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  const at = copy.indexOf("Contoso");
  expect(at).toBeGreaterThan(0);
  copy[at] = "K".charCodeAt(0);
  return copy;
}

test("an Organization is removed from the device once its name is typed", async ({ page }) => {
  const root = await createOrganization(page, { organization: "Contoso Data" });
  await page.goto("/");
  await page.getByRole("button", { name: "More for Contoso Data" }).click();
  await page.getByRole("menuitem", { name: "Remove from this device" }).click();
  const dialog = page.getByRole("dialog", { name: "Remove this Organization from the device" });
  const remove = dialog.getByRole("button", { name: "Remove the Organization" });
  await expect(remove).toHaveAttribute("aria-disabled", "true");
  // A gated button takes the press and does nothing.
  await remove.click({ force: true });
  await expect(dialog).toBeVisible();
  await dialog.getByLabel("Name").fill("Contoso");
  await expect(remove).toHaveAttribute("aria-disabled", "true");
  await dialog.getByLabel("Name").fill("Contoso Data");
  await remove.click();
  await expect(heading(page, "Welcome to Planisphere")).toBeVisible();
  await page.goto(root);
  await expect(heading(page, "Organization not found")).toBeVisible();
});

test("an address that leads nowhere says so and leads on", async ({ page }) => {
  await page.goto("/nowhere");
  await expect(heading(page, "Page not found")).toBeVisible();
  await page.getByRole("link", { name: "All Organizations", exact: true }).click();
  await expect(heading(page, "Welcome to Planisphere")).toBeVisible();
});

test("name and e-mail of the person are kept and filled in", async ({ page }) => {
  await page.goto("/settings");
  await page.getByLabel("Name", { exact: true }).fill("Grace Moreau");
  await page.getByLabel("E-mail").fill("grace@contoso.example");
  await page.reload();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Grace Moreau");
  await page.goto("/new");
  await expect(page.getByLabel("Your name")).toHaveValue("Grace Moreau");
  await expect(page.getByLabel("E-mail")).toHaveValue("grace@contoso.example");
});

test("the chosen time zone changes the times that are shown", async ({ page }) => {
  await openSample(page);
  const root = organizationRoot(page);
  await page.goto(`${root}/settings`);
  const created = page.getByRole("time").first();
  await expect(created).toContainText("UTC");
  const inUtc = await created.textContent();

  await page.goto("/settings");
  const zone = page.getByRole("combobox", { name: "Time zone" });
  await zone.fill("Tokyo");
  await page.getByRole("option", { name: "Asia/Tokyo" }).click();
  await page.reload();
  await expect(zone).toHaveValue("Asia/Tokyo");
  await page.goto(`${root}/settings`);
  await expect(created).toContainText("GMT+9");
  expect(await created.textContent()).not.toBe(inUtc);
});

for (const [choice, shown] of [["Light", "light"], ["Dark", "dark"]] as const) {
  test(`the theme ${choice} survives a reload, and stands before the first paint`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: shown === "light" ? "dark" : "light" });
    await page.goto("/settings");
    await page.getByRole("radio", { name: choice }).check({ force: true });
    const scheme = () => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
    await expect.poll(scheme).toBe(shown);
    // What the first script of the document leaves, before anything of the app runs.
    await page.addInitScript(() => {
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          if (entry.name === "first-paint") {
            document.documentElement.setAttribute("data-at-first-paint", document.documentElement.dataset.theme ?? "none");
          }
        }
      }).observe({ type: "paint", buffered: true });
    });
    await page.reload();
    await expect(page.getByRole("radio", { name: choice })).toBeChecked();
    await expect(page.locator("html")).toHaveAttribute("data-at-first-paint", shown);
    await expect.poll(scheme).toBe(shown);
    await page.getByRole("radio", { name: "As the system" }).check({ force: true });
    await expect(page.locator("html")).not.toHaveAttribute("data-theme");
  });
}

test("the theme is chosen in the account menu too, in an Organization", async ({ page }) => {
  await createOrganization(page);
  await page.getByRole("button", { name: "Account of Grace Moreau" }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});
