// Users: the list, inviting many, joining, one user's page with everything they reach, switching off and removing.
import {
  actAs,
  description,
  heading,
  openSample,
  organizationRoot,
  section,
  side,
  toast,
} from "./support/app.ts";
import { expectNoAxeViolations } from "./support/axe.ts";
import { pictures } from "./support/pictures.ts";
import { type Locator, type Page, expect, test } from "./support/test.ts";

/** Opens the list of users. */
async function users(page: Page): Promise<void> {
  await side(page, "Users");
  await expect(heading(page, "Users")).toBeVisible();
}

/** Opens one user from the list. */
async function openUser(page: Page, name: string): Promise<void> {
  await users(page);
  await page.getByLabel("Filter users").fill(name);
  await page.getByRole("link", { name, exact: true }).click();
  await expect(heading(page, name)).toBeVisible();
}

function row(page: Page, name: string): Locator {
  return page.getByRole("table", { name: "Users" }).getByRole("row").filter({ has: page.getByText(name, { exact: true }) });
}

/** Opens the dialog and types addresses. */
async function invite(page: Page, addresses: string): Promise<Locator> {
  await page.getByRole("button", { name: "Invite people" }).click();
  const dialog = page.getByRole("dialog", { name: "Invite people" });
  await dialog.getByLabel("E-mail addresses").fill(addresses);
  return dialog;
}

/** Chooses a role in a picker. */
async function chooseRole(picker: Locator, name: string): Promise<void> {
  await picker.click();
  await picker.page().getByRole("listbox").getByRole("option", { name: new RegExp(`^${name}`) }).click();
}

test("the list shows everybody with role, Workspaces and last change, and narrows by facets in the address", async ({ page }) => {
  const root = await openSample(page);
  await users(page);
  await expect(page).toHaveTitle("Users · Planisphere");
  const ada = row(page, "Ada Kim");
  await expect(ada).toContainText("Owner");
  await expect(ada).toContainText("Active");
  await expect(row(page, "Otto Berg")).toContainText("Never");

  await page.getByLabel("Organization role").selectOption({ label: "Billing Admin" });
  await expect(page).toHaveURL(`${root}/users?role=ORGANIZATION_BILLING_ADMIN`);
  await expect(row(page, "Bruno Costa")).toBeVisible();
  await expect(row(page, "Ada Kim")).toHaveCount(0);
  await page.getByLabel("Filter users").fill("costa");
  await expect(page).toHaveURL(`${root}/users?q=costa&role=ORGANIZATION_BILLING_ADMIN`);
  await page.reload();
  await expect(page.getByLabel("Filter users")).toHaveValue("costa");
  await expect(row(page, "Bruno Costa")).toBeVisible();
  await page.getByLabel("Filter users").fill("nobody");
  await page.getByRole("button", { name: "Clear the filter" }).click();
  await expect(row(page, "Ada Kim")).toBeVisible();

  const head = page.getByRole("columnheader", { name: "Workspaces" });
  await head.getByRole("button").click();
  await head.getByRole("button").click();
  await expect(head).toHaveAttribute("aria-sort", "descending");
  await expect(page.getByRole("table", { name: "Users" }).locator("tbody tr").first()).toContainText("Ada Kim");
});

test("many addresses are invited at once or not at all, and each bad one is named", async ({ page }) => {
  await openSample(page);
  await users(page);
  const dialog = await invite(page, "one@contoso.example, two@contoso.example\nnot-an-address; ada.kim@northwind.example One@contoso.example");
  await expect(dialog.getByRole("button", { name: "Invite 5 people" })).toBeVisible();
  await dialog.getByRole("button", { name: "Invite 5 people" }).click();
  const bad = dialog.getByRole("list", { name: "Addresses that cannot be invited" });
  await expect(bad.getByRole("listitem")).toHaveCount(3);
  await expect(bad).toContainText("not-an-address");
  await expect(bad).toContainText("ada.kim@northwind.example");
  await expect(bad).toContainText("is in the Organization already. Leave it out.");
  await expect(bad).toContainText("is named twice. Name it once.");
  await expect.poll(() => description(dialog.getByLabel("E-mail addresses"))).toContain("3 of 5 addresses cannot be invited, so nobody was.");
  await expectNoAxeViolations(page);
  await pictures(page, "users-invite-errors");

  await dialog.getByLabel("E-mail addresses").fill("one@contoso.example two@contoso.example");
  await chooseRole(dialog.getByRole("combobox", { name: "Organization role" }), "Billing Admin");
  await dialog.getByRole("button", { name: "Invite 2 people" }).click();
  await expect(toast(page, "2 people invited")).toBeVisible();
  await expect(row(page, "one@contoso.example")).toContainText("Invited");
  await expect(row(page, "two@contoso.example")).toContainText("Billing Admin");
  await page.reload();
  await expect(row(page, "one@contoso.example")).toContainText("Invited");
});

test("an invite without an address is refused", async ({ page }) => {
  await openSample(page);
  await users(page);
  const dialog = await invite(page, "  ,\n");
  await dialog.getByRole("button", { name: "Invite", exact: true }).click();
  await expect.poll(() => description(dialog.getByLabel("E-mail addresses"))).toContain("No address is named.");
  await expect(dialog.getByLabel("E-mail addresses")).toHaveAttribute("aria-invalid", "true");
});

test("an invite is sent again, accepted for the person, and withdrawn", async ({ page }) => {
  await openSample(page);
  await users(page);
  const dialog = await invite(page, "new.one@contoso.example new.two@contoso.example");
  await dialog.getByRole("button", { name: "Invite 2 people" }).click();
  await expect(dialog).toBeHidden();

  await page.getByRole("button", { name: "Invite of new.one@contoso.example" }).click();
  await page.getByRole("menuitem", { name: /^Send again/ }).click();
  await expect(toast(page, "Invite sent again")).toBeVisible();

  await page.getByRole("button", { name: "Invite of new.one@contoso.example" }).click();
  await page.getByRole("menuitem", { name: /^Mark as joined/ }).click();
  const joined = page.getByRole("dialog", { name: /has joined/ });
  await joined.getByRole("button", { name: "Mark as joined" }).click();
  await expect(joined.getByLabel("Their name")).toHaveAttribute("aria-invalid", "true");
  await joined.getByLabel("Their name").fill("Nova One");
  await joined.getByRole("button", { name: "Mark as joined" }).click();
  await expect(row(page, "Nova One")).toContainText("Active");

  await page.getByRole("button", { name: "Invite of new.two@contoso.example" }).click();
  await page.getByRole("menuitem", { name: "Withdraw the invite" }).click();
  await expect(row(page, "new.two@contoso.example")).toHaveCount(0);

  await actAs(page, "Nova One");
  await expect(page.getByRole("button", { name: "Account of Nova One" })).toBeVisible();
});

test("an Organization role is changed and taken back, and the last Owner keeps it", async ({ page }) => {
  await openSample(page);
  await openUser(page, "Mina Haddad");
  const role = section(page, "Organization role").getByRole("combobox");
  await expect(role).toHaveValue("Member");
  await chooseRole(role, "Billing Admin");
  await expect(toast(page, "Organization role changed")).toBeVisible();
  await expect(role).toHaveValue("Billing Admin");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(role).toHaveValue("Member");

  await openUser(page, "Ada Kim");
  const own = section(page, "Organization role");
  await expect(own.getByRole("combobox")).toHaveValue("Owner");
  await expect(own).toContainText("This is the last active Organization Owner. Make somebody else Organization Owner first.");
  await expect(own.getByRole("combobox")).toHaveAttribute("readonly", "");
  for (const name of ["Switch off", "Ban", "Leave the Organization"]) {
    await expect(page.getByRole("button", { name })).toHaveAttribute("aria-disabled", "true");
  }

  await openUser(page, "Mina Haddad");
  await chooseRole(section(page, "Organization role").getByRole("combobox"), "Owner");
  const dialog = page.getByRole("dialog", { name: "Change the role" });
  await expect(dialog.getByRole("list", { name: "New owners" })).toHaveText("Mina Haddad");
  await dialog.getByRole("button", { name: "Change the role" }).click();
  await expect(section(page, "What they reach")).toContainText("Every Workspace");
  await openUser(page, "Ada Kim");
  await expect(page.getByRole("button", { name: "Switch off" })).not.toHaveAttribute("aria-disabled", "true");

  // One's own role downwards: nobody gives it back to themselves.
  await chooseRole(section(page, "Organization role").getByRole("combobox"), "Member");
  await expect(dialog).toContainText("You lose this yourself");
  await expect(dialog).toContainText("You cannot take it back yourself afterwards.");
  await dialog.getByRole("button", { name: "Change the role" }).click();
  await expect(section(page, "Organization role").getByRole("combobox")).toHaveValue("Member");
  await expect(page.locator(".toast").last()).toContainText("Organization role changed");
  await expect(page.locator(".toast").last().getByRole("button", { name: "Undo" })).toHaveCount(0);
});

test("on a phone an invite has its menu, and a time says what it is of", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openSample(page);
  await page.goto(`${organizationRoot(page)}/users?q=ines`);
  const line = page.getByRole("table", { name: "Users" }).getByRole("row").filter({ hasText: "ines.moreau" });
  await expect(line.getByText("Last change: ")).toBeVisible();
  await line.getByRole("button").click();
  await expect(page.getByRole("menuitem", { name: /^Send again/ })).toBeVisible();
});

test("banning asks first, with what is lost", async ({ page }) => {
  await openSample(page);
  await openUser(page, "Wanda Novak");
  await page.getByRole("button", { name: "Ban", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Ban Wanda Novak" });
  await expect(dialog.getByRole("list", { name: "What they lose" })).toContainText("Marketing analytics");
  await dialog.getByRole("button", { name: "Ban", exact: true }).click();
  await expect(toast(page, "Banned")).toBeVisible();
  await expect(section(page, "State")).toContainText("Banned");
});

test("a draft of the profile is asked about before a link of the app leaves it", async ({ page }) => {
  await openSample(page);
  await openUser(page, "Mina Haddad");
  await page.getByLabel("Full name").fill("Mina Haddad-Lind");
  await side(page, "Teams");
  const dialog = page.getByRole("dialog", { name: "Leave without saving?" });
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByLabel("Full name")).toHaveValue("Mina Haddad-Lind");
  await side(page, "Teams");
  await dialog.getByRole("button", { name: "Leave" }).click();
  await expect(heading(page, "Teams")).toBeVisible();
});

test("the page of a user shows what they reach and through what, and gives and takes roles", async ({ page }) => {
  await openSample(page);
  await openUser(page, "Priya Natarajan");
  const reach = page.getByRole("table", { name: "What they reach" });
  await expect(reach.getByRole("row", { name: /The Organization.*Member.*Their own/ })).toBeVisible();
  await expect(reach.getByRole("row", { name: /Data Platform.*Owner.*Their own/ })).toBeVisible();
  await expectNoAxeViolations(page);
  await pictures(page, "user");

  await page.getByRole("button", { name: "Give a role" }).click();
  const dialog = page.getByRole("dialog", { name: "Give a role" });
  await dialog.getByRole("button", { name: "Give the role" }).click();
  await expect(dialog.getByRole("combobox", { name: "Workspace" })).toHaveAttribute("aria-invalid", "true");
  await dialog.getByRole("combobox", { name: "Workspace" }).fill("Play");
  await page.getByRole("listbox").getByRole("option", { name: "Playground" }).click();
  await chooseRole(dialog.getByRole("combobox", { name: "Role" }), "Operator");
  await dialog.getByRole("button", { name: "Give the role" }).click();
  await expect(toast(page, "Role given")).toBeVisible();
  await expect(reach.getByRole("row", { name: /Playground.*Operator/ })).toBeVisible();

  await page.getByRole("button", { name: "Take Operator on Playground" }).click();
  await expect(reach.getByRole("row", { name: /Playground/ })).toHaveCount(0);
  await reach.getByRole("link", { name: "Data Platform" }).click();
  await expect(heading(page, "Deployments")).toBeVisible();
});

test("a profile is edited by an Owner, and each bad value is refused beside its field", async ({ page }) => {
  await openSample(page);
  await openUser(page, "Mina Haddad");
  const profile = section(page, "Profile");
  await profile.getByLabel("Full name").fill("Mina H. Haddad");
  await profile.getByRole("button", { name: "Save" }).click();
  await expect(heading(page, "Mina H. Haddad")).toBeVisible();
  await expect(toast(page, "Profile saved")).toBeVisible();
  for (const [address, words] of [
    ["no address", /is not an e-mail address/],
    ["Ada.Kim@northwind.example", /has the address `Ada.Kim@northwind.example` already/],
  ] as const) {
    await profile.getByLabel("E-mail address").fill(address);
    await profile.getByRole("button", { name: "Save" }).click();
    await expect(profile.getByLabel("E-mail address")).toHaveAttribute("aria-invalid", "true");
    await expect.poll(() => description(profile.getByLabel("E-mail address"))).toMatch(words);
  }
  await profile.getByRole("button", { name: "Discard" }).click();
  await expect(profile.getByLabel("E-mail address")).toHaveValue("mina.haddad@northwind.example");
});

test("a role on one DAG brings along what it needs, and says where it gives nothing", async ({ page }) => {
  await openSample(page);
  await openUser(page, "Otto Berg");
  await page.getByRole("button", { name: "Give a role" }).click();
  const dialog = page.getByRole("dialog", { name: "Give a role" });
  await dialog.getByRole("radio", { name: "One DAG" }).check();
  await dialog.getByRole("combobox", { name: "Deployment" }).fill("attribution-prod");
  await page.getByRole("listbox").getByRole("option", { name: /^attribution-prod/ }).click();
  await chooseRole(dialog.getByRole("combobox", { name: "Role" }), "Viewer");
  await dialog.getByRole("button", { name: "Give the role" }).click();
  await expect(dialog.getByLabel("DAG id")).toHaveAttribute("aria-invalid", "true");
  await dialog.getByLabel("DAG id").fill("daily_spend");
  await expectNoAxeViolations(page);
  await pictures(page, "user-give-role", { whole: false });
  await dialog.getByRole("button", { name: "Give the role" }).click();
  await expect(toast(page, "Role given")).toBeVisible();
  const reach = page.getByRole("table", { name: "What they reach" });
  await expect(reach.getByRole("row", { name: /DAG daily_spend.*in attribution-prod.*Viewer/ })).toBeVisible();
  await expect(reach.getByRole("row", { name: /attribution-prod.*Accessor/ })).toBeVisible();
  await expect(reach.getByRole("row", { name: /^Marketing analytics Accessor/ })).toBeVisible();
});

test("somebody is switched off, on and removed, after what they lose and their name", async ({ page }) => {
  await openSample(page);
  const root = organizationRoot(page);
  await openUser(page, "Jonas Weber");
  const address = page.url();
  await page.getByRole("button", { name: "Switch off" }).click();
  await expect(section(page, "State")).toContainText("Inactive");
  await page.getByRole("button", { name: "Switch on" }).click();
  await expect(section(page, "State")).toContainText("Active");

  await page.getByRole("button", { name: "Remove from the Organization" }).click();
  const dialog = page.getByRole("dialog", { name: "Remove from the Organization" });
  const losses = dialog.getByRole("list", { name: "What they lose" });
  await expect(losses).toContainText(/permissions on the Organization/);
  await expect(losses).toContainText(/permissions on Workspace "Data Platform"/);
  const confirm = dialog.getByRole("button", { name: "Remove from the Organization" });
  await expect(confirm).toHaveAttribute("aria-disabled", "true");
  await pictures(page, "user-remove", { whole: false });
  await dialog.getByLabel("Name").fill("Jonas Weber");
  await confirm.click();
  await expect(heading(page, "Users")).toBeVisible();
  await expect(page).toHaveURL(`${root}/users`);
  await expect(row(page, "Jonas Weber")).toHaveCount(0);
  await page.goto(address);
  await expect(heading(page, "User Jonas Weber is gone")).toBeVisible();
});

test("a plain Member sees people, and every control with the reason why not", async ({ page }) => {
  await openSample(page, "small", "Mina Haddad");
  await users(page);
  const button = page.getByRole("button", { name: "Invite people" });
  await expect(button).toHaveAttribute("aria-disabled", "true");
  await expect.poll(() => description(button)).toContain("organization.users.create");
  await openUser(page, "Priya Natarajan");
  for (const name of ["Switch off", "Ban", "Remove from the Organization"]) {
    const control = page.getByRole("button", { name });
    await expect(control).toHaveAttribute("aria-disabled", "true");
    await expect.poll(() => description(control)).toMatch(/organization\.users\.(update|delete)/);
  }
  await expect(section(page, "Organization role").getByRole("combobox")).toHaveAttribute("readonly", "");
  // A Workspace that Mina cannot look into does not show.
  await expect(page.getByRole("table", { name: "What they reach" })).not.toContainText("Machine Learning");
});

test("a forged or stale address of a user reads as not found", async ({ page }) => {
  const root = await openSample(page);
  for (const id of ["nobody", `c${"0".repeat(24)}`]) {
    await page.goto(`${root}/users/${id}`);
    await expect(heading(page, "User not found")).toBeVisible();
  }
  await page.getByRole("link", { name: "All users" }).click();
  await expect(heading(page, "Users")).toBeVisible();
  await expectNoAxeViolations(page);
  await pictures(page, "users");
});

test("five thousand users are windowed and filtered at once", async ({ page }) => {
  await openSample(page, "large");
  await users(page);
  await expect(page.getByText("5,000 of 5,000")).toBeVisible();
  const rows = page.getByRole("table", { name: "Users" }).locator("tbody tr:not(.pad-row)");
  expect(await rows.count()).toBeLessThan(80);
  await page.getByRole("main").evaluate((main) => main.scrollTo(0, main.scrollHeight));
  await expect(rows.first()).toBeVisible();
  await pictures(page, "users-large", { whole: false });
  await page.getByLabel("Organization role").selectOption({ label: "Owner" });
  await expect(page.getByText("1 of 5,000")).toBeVisible();
});
