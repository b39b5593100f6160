// How people sign in, and where calls may come from: connections, domains, switches, the bypass link, IP ranges.
import {
  actAs,
  createOrganization,
  description,
  heading,
  openSample,
  organizationRoot,
  section,
  side,
  toast,
} from "./support/app.ts";
import { expectNoAxeViolations } from "./support/axe.ts";
import { type Page, expect, test } from "./support/test.ts";

async function openTab(page: Page, tab: "Authentication" | "IP access"): Promise<void> {
  await side(page, "Settings");
  await page.getByRole("navigation", { name: "Organization settings" }).getByRole("link", { name: tab }).click();
  await expect(page.getByRole("heading", { level: 2 }).first()).toBeVisible();
}

async function addConnection(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Add a connection" }).click();
  const dialog = page.getByRole("dialog", { name: "Add an SSO connection" });
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("button", { name: "Add the connection" }).click();
  await expect(dialog).toBeHidden();
}

async function addDomain(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Add a domain" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a domain" });
  await dialog.getByLabel("Domain").fill(name);
  await dialog.getByRole("button", { name: "Add the domain" }).click();
}

test("a connection gets a role for those who join, and goes by its name", async ({ page }) => {
  await openSample(page);
  await openTab(page, "Authentication");
  await addConnection(page, "Corporate login");
  const connections = section(page, "SSO connections");
  const membership = connections.getByLabel("Corporate login", { exact: true });
  await expect(membership).toHaveValue("ORGANIZATION_MEMBER");
  await membership.selectOption("invite");
  await expect(toast(page, "Automatic membership changed")).toBeVisible();
  await expect(membership).toHaveValue("invite");

  await page.getByRole("button", { name: "Add a connection" }).click();
  const dialog = page.getByRole("dialog", { name: "Add an SSO connection" });
  await dialog.getByLabel("Name").fill("Corporate login");
  await dialog.getByRole("button", { name: "Add the connection" }).click();
  await expect.poll(() => description(dialog.getByLabel("Name"))).not.toBe("");
  await dialog.getByRole("button", { name: "Cancel" }).click();

  await connections.getByRole("button", { name: "Delete Corporate login" }).click();
  const confirm = page.getByRole("dialog", { name: "Delete this connection" });
  await confirm.getByLabel("Name").fill("Corporate login");
  await confirm.getByRole("button", { name: "Delete the connection" }).click();
  await expect(toast(page, "Connection deleted")).toBeVisible();
  await expect(connections.getByLabel("Corporate login", { exact: true })).toHaveCount(0);
});

test("a domain is verified, then mapped; what is no domain is refused beside its field", async ({ page }) => {
  await openSample(page);
  await openTab(page, "Authentication");
  await addConnection(page, "Corporate login");
  await addDomain(page, "not a domain");
  const dialog = page.getByRole("dialog", { name: "Add a domain" });
  await expect.poll(() => description(dialog.getByLabel("Domain"))).toContain("is not a domain");
  await dialog.getByLabel("Domain").fill("Fabrikam.example");
  await dialog.getByRole("button", { name: "Add the domain" }).click();
  await expect(dialog).toBeHidden();

  const domains = section(page, "Managed domains");
  const mapping = domains.getByLabel("Connection of fabrikam.example");
  await expect(domains).toContainText("Pending");
  await expect(mapping).toHaveAttribute("aria-disabled", "true");
  await domains.getByRole("button", { name: "Verify" }).click();
  const verify = page.getByRole("dialog", { name: "Verify this domain" });
  await expect(verify).toContainText("here you confirm the record yourself");
  await verify.getByRole("button", { name: "The record is there" }).click();
  await expect(toast(page, "Domain verified")).toBeVisible();
  await mapping.selectOption({ label: "Corporate login" });
  await expect(toast(page, "Domain mapped")).toBeVisible();
  await expect(section(page, "SSO connections")).toContainText("fabrikam.example");

  await domains.getByRole("button", { name: "Remove fabrikam.example" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove the domain" }).click();
  await expect(toast(page, "Domain removed")).toBeVisible();
});

test("the bypass link is made once, made anew and deleted", async ({ page }) => {
  await openSample(page);
  await openTab(page, "Authentication");
  const login = section(page, "SSO-only login");
  await login.getByRole("button", { name: "Make a bypass link" }).click();
  await expect(toast(page, "Bypass link made")).toBeVisible();
  await login.getByRole("button", { name: "Make it anew" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Make it anew" }).click();
  await expect(toast(page, "Bypass link made anew")).toBeVisible();
  await login.getByRole("button", { name: "Delete the link" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete the link" }).click();
  await expect(login).toContainText("None");
});

test("switches say which plan they need", async ({ page }) => {
  await createOrganization(page, { plan: "Team" });
  await openTab(page, "Authentication");
  await expect(page.getByLabel("Require SSO")).toHaveAttribute("aria-disabled", "true");
  await expect(section(page, "SSO-only login")).toContainText(/Business/);
  await expect(section(page, "Provisioning")).toContainText(/Enterprise/);
});

test("the first ranges need one's own address; each bad range is named; an address can be tried", async ({ page }) => {
  await openSample(page);
  await openTab(page, "IP access");
  const add = page.getByRole("button", { name: "Add to the list" });
  const ranges = page.getByLabel("Ranges to add");
  const own = page.getByLabel("Your address");
  await ranges.fill("203.0.113.0/24");
  await add.click();
  await expect.poll(() => description(own)).toContain("Your address is missing");
  await own.fill("somewhere");
  await ranges.fill("203.0.113.0/24 banana");
  await add.click();
  await expect.poll(() => description(own)).toContain("`somewhere` is not an IP address");
  await expect.poll(() => description(ranges)).toContain("`banana` is not an address or range");
  await ranges.fill("203.0.113.0/24");

  await own.fill("198.51.100.7");
  await add.click();
  await expect.poll(() => description(ranges)).toContain("holds your own address `198.51.100.7`");
  await expect(page.getByText("Calls are taken from everywhere")).toBeVisible();

  await ranges.fill("198.51.100.0/24\n203.0.113.9/24, 10.0.0.0/40");
  await add.click();
  await expect.poll(() => description(ranges)).toContain("`203.0.113.9/24` is not the start of its range");
  await expect.poll(() => description(ranges)).toContain("`10.0.0.0/40` has no prefix length of 0 to 32");

  await ranges.fill("198.51.100.0/24 203.0.113.0/24");
  await add.click();
  await expect(toast(page, "2 ranges added")).toBeVisible();
  await expect(own).toHaveCount(0);

  const tried = page.getByLabel("Address to try");
  await tried.fill("203.0.113.50");
  await expect(page.getByText("Gets in", { exact: true })).toBeVisible();
  await tried.fill("192.0.2.1");
  await expect(page.getByText("Is refused: no range has it")).toBeVisible();

  await ranges.fill("203.0.113.0/24");
  await add.click();
  await expect.poll(() => description(ranges)).toContain("is already on the IP access list");

  await page.getByRole("button", { name: "Remove 203.0.113.0/24" }).click();
  await expect(toast(page, "203.0.113.0/24 removed")).toBeVisible();
  await page.getByRole("button", { name: "Remove all" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove all ranges" }).click();
  await expect(page.getByText("Calls are taken from everywhere")).toBeVisible();
});

test("who may not sees why", async ({ page }) => {
  await openSample(page);
  await actAs(page, "Haruto Sato");
  const root = organizationRoot(page);
  await page.goto(`${root}/settings/authentication`);
  await expect(heading(page, "Organization settings")).toBeVisible();
  await expect(page.getByRole("button", { name: "Add a connection" })).toHaveAttribute("aria-disabled", "true");
  await expect(page.getByLabel("SCIM")).toHaveAttribute("aria-disabled", "true");
  await expect(page.getByText("You may not see the SSO connections")).toBeVisible();
  await expect(page.getByText("You may not see the managed domains")).toBeVisible();
  await expect(page.locator(".switch-line").getByRole("link", { name: "Why" }).first()).toBeVisible();
  await page.goto(`${root}/settings/ip-access`);
  await expect(page.getByText("You may not see the IP access list")).toBeVisible();
});

test("axe finds nothing on the settings of authentication and IP access", async ({ page }) => {
  await openSample(page);
  await openTab(page, "Authentication");
  await expectNoAxeViolations(page);
  await openTab(page, "IP access");
  await expectNoAxeViolations(page);
});
