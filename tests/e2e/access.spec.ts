// Who has access to a Workspace and to a Deployment: giving, changing and taking roles, and the review of access.
import { actAs, dated, download, heading, openSample, openWorkspace, organizationRoot, toast } from "./support/app.ts";
import { expectNoAxeViolationsAtAnyWidth } from "./support/axe.ts";
import { pictures } from "./support/pictures.ts";
import { follow, idsOf, nobody } from "./support/places.ts";
import type { Locator } from "@playwright/test";
import { type Page, expect, test } from "./support/test.ts";

// axe at two widths, in both themes, takes a slow machine its time.
test.describe.configure({ timeout: 90_000 });

const workspaceName = "Marketing analytics";
const deploymentName = "attribution-prod";

/** The line of somebody in the table of users. */
function line(page: Page, name: string, table = "Users with access"): Locator {
  return page.getByRole("table", { name: table }).getByRole("row").filter({ hasText: name });
}

function role(page: Page, name: string): Locator {
  return page.getByRole("combobox", { name: `Role of ${name}`, exact: true });
}

async function choose(page: Page, control: Locator, option: string | RegExp): Promise<void> {
  await control.click();
  await page.getByRole("option", { name: option }).first().click();
}

async function openAccess(page: Page): Promise<string> {
  const ids = await idsOf(page, workspaceName, deploymentName);
  const address = `${organizationRoot(page)}/w/${ids.workspace}/access`;
  await follow(page, address);
  await expect(heading(page, "Access")).toBeVisible();
  return address;
}

async function openDeploymentAccess(page: Page): Promise<string> {
  const ids = await idsOf(page, workspaceName, deploymentName);
  const address = `${organizationRoot(page)}/w/${ids.workspace}/d/${ids.deployment}/access`;
  await follow(page, address);
  await expect(page.getByRole("region", { name: "Users", exact: true })).toBeVisible();
  return address;
}

test("a Workspace's access lists everybody with the role and its source", async ({ page }) => {
  await openSample(page);
  await openWorkspace(page, workspaceName);
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Access", exact: true }).click();
  await expect(heading(page, "Access")).toBeVisible();
  await expect(role(page, "Omar Reyes")).toHaveValue("Operator");
  await expect(line(page, "Ada Kim")).toContainText("Organization Owner, through the Organization");
  await expect(page.getByText(/^May give roles here:/)).toContainText("Wanda Novak");
  await expect(line(page, "Otto Berg")).toHaveCount(0);

  await page.getByLabel("Filter users, Teams and tokens").fill("viktor");
  await expect(line(page, "Omar Reyes")).toHaveCount(0);
  await expect(line(page, "Viktor Lind")).toHaveCount(1);
  await expect(page).toHaveURL(/q=viktor/);
  await page.getByLabel("Filter users, Teams and tokens").fill("");
  await expectNoAxeViolationsAtAnyWidth(page);
  await pictures(page, "workspace-access");
});

test("a role is given, changed, taken, and each of it undone", async ({ page }) => {
  await openSample(page);
  await openAccess(page);
  await page.getByRole("button", { name: "Give access" }).click();
  const dialog = page.getByRole("dialog", { name: "Give access" });
  await dialog.getByRole("button", { name: "Give the role" }).click();
  await expect(dialog).toContainText("Nobody is chosen.");
  await expect(dialog).toContainText("No role is chosen.");
  await dialog.getByRole("combobox", { name: "Who" }).fill("Otto");
  await page.getByRole("option", { name: /Otto Berg/ }).click();
  await choose(page, dialog.getByRole("combobox", { name: "Role" }), /^Viewer/);
  await dialog.getByRole("button", { name: "Give the role" }).click();
  await expect(toast(page, "Otto Berg has access")).toBeVisible();
  await expect(role(page, "Otto Berg")).toHaveValue("Viewer");

  await choose(page, role(page, "Otto Berg"), /^Operator/);
  await expect(toast(page, "Role of Otto Berg changed")).toBeVisible();
  await expect(role(page, "Otto Berg")).toHaveValue("Operator");
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(role(page, "Otto Berg")).toHaveValue("Viewer");

  await page.getByRole("button", { name: "Take the role of Otto Berg" }).click();
  await expect(line(page, "Otto Berg")).toHaveCount(0);
  await page.reload();
  await expect(line(page, "Omar Reyes")).toHaveCount(1);
  await expect(line(page, "Otto Berg")).toHaveCount(0);
});

test("what somebody may not give is disabled with the reason", async ({ page }) => {
  await openSample(page);
  const access = await openAccess(page);
  for (const [name, may] of [["Wanda Novak", true], ["Omar Reyes", false], ["Elif Demir", false], ["Viktor Lind", false]] as const) {
    await actAs(page, name);
    await follow(page, access);
    const give = page.getByRole("button", { name: "Give access" });
    await expect(give).toBeVisible();
    if (may) {
      await expect(give).not.toHaveAttribute("aria-disabled");
    } else if (name === "Omar Reyes") {
      // An Operator manages tokens, and nobody else.
      await expect(role(page, "Viktor Lind")).toHaveAttribute("readonly");
      await expect(role(page, "Viktor Lind")).toHaveAccessibleDescription(/workspace\.users\.update/);
    } else {
      await expect(give).toHaveAttribute("aria-disabled", "true");
      await expect(give).toHaveAccessibleDescription(/workspace\.users\.create/);
    }
  }
});

test("an id that leads nowhere, and a Workspace that is not theirs, are not found", async ({ page }) => {
  await openSample(page);
  const access = await openAccess(page);
  const root = organizationRoot(page);
  await follow(page, `${root}/w/${nobody}/access`);
  await expect(heading(page, "Workspace not found")).toBeVisible();
  await follow(page, `${root}/w/x/access/review`);
  await expect(heading(page, "Workspace not found")).toBeVisible();
  await actAs(page, "Otto Berg");
  for (const address of [access, `${access}/review`]) {
    await follow(page, address);
    await expect(heading(page, "Workspace not found")).toBeVisible();
  }
});

test("on a Deployment, roles and DAG roles by id and by tag", async ({ page }) => {
  await openSample(page);
  await openDeploymentAccess(page);
  await page.getByRole("button", { name: "Give access" }).click();
  const dialog = page.getByRole("dialog", { name: "Give access" });
  await dialog.getByRole("combobox", { name: "Who" }).fill("Otto");
  await page.getByRole("option", { name: /Otto Berg/ }).click();
  await choose(page, dialog.getByRole("combobox", { name: "Role" }), /^Admin/);
  await dialog.getByRole("button", { name: "Give the role" }).click();
  await expect(role(page, "Otto Berg")).toHaveValue("Admin");
  await expectNoAxeViolationsAtAnyWidth(page);
  await pictures(page, "deployment-access");

  await page.getByRole("button", { name: "Give access" }).click();
  await dialog.getByRole("combobox", { name: "Who" }).fill("Mina");
  await page.getByRole("option", { name: /Mina Haddad/ }).click();
  await dialog.getByRole("radio", { name: "DAGs with a tag" }).check();
  await dialog.getByLabel("DAG tag").fill("finance");
  await choose(page, dialog.getByRole("combobox", { name: "Role" }), /^Viewer/);
  await dialog.getByRole("button", { name: "Give the role" }).click();
  await expect(toast(page, "Mina Haddad has access")).toBeVisible();
  const dags = page.getByRole("table", { name: "DAG roles" });
  await expect(dags.getByRole("row").filter({ hasText: "finance" })).toContainText("Mina Haddad");
  // The parents came with it.
  await expect(role(page, "Mina Haddad")).toHaveValue("Accessor");
  await page.getByRole("button", { name: "Take the role of Mina Haddad on finance" }).click();
  await expect(dags.getByRole("row").filter({ hasText: "finance" })).toHaveCount(0);
});

test("a review marks, applies as one, undoes as one, and exports what no spreadsheet runs", async ({ page }) => {
  await openSample(page);
  const access = await openAccess(page);
  await page.getByRole("link", { name: "Review access" }).click();
  await expect(heading(page, "Access review")).toBeVisible();
  const grants = page.getByRole("table", { name: "Grants under review" });
  const decision = (name: string) => grants.getByRole("row").filter({ hasText: name });
  const apply = page.getByRole("button", { name: "Apply removals" });
  await expect(apply).toHaveAttribute("aria-disabled", "true");
  await expect(apply).toHaveAccessibleDescription("Nothing is marked for removal.");
  // What comes from elsewhere cannot be taken here.
  await expect(decision("Ada Kim").getByRole("radio", { name: "Remove" }).first()).toHaveAttribute("aria-disabled", "true");

  await decision("Viktor Lind").getByRole("radio", { name: "Remove" }).check();
  await decision("Elif Demir").getByRole("radio", { name: "Remove" }).first().check();
  await decision("Omar Reyes").getByRole("radio", { name: "Keep" }).check();
  await page.getByRole("button", { name: "Keep the rest" }).click();
  await expect(page.getByText(/2 to remove/)).toBeVisible();
  await expectNoAxeViolationsAtAnyWidth(page);
  await pictures(page, "access-review");
  await apply.click();
  const dialog = page.getByRole("dialog", { name: "Remove the marked grants" });
  await expect(dialog).toContainText("Viktor Lind");
  await dialog.getByRole("button", { name: "Remove the grants" }).click();
  await expect(toast(page, "2 grants removed")).toBeVisible();
  await expect(decision("Viktor Lind")).toHaveCount(0);

  const { name, bytes } = await download(page, () => page.getByRole("button", { name: "Export CSV" }).click());
  expect(name).toMatch(dated(`Northwind Data access review ${workspaceName}`, "csv"));
  const text = bytes.toString("utf8");
  expect(text).toContain("Decision,Reviewer");
  expect(text).toMatch(/user,Viktor Lind,[^\n]*,removed,ada\.kim@northwind\.example,/);
  expect(text).toMatch(/user,Omar Reyes,[^\n]*,keep,/);
  expect(text).not.toMatch(/(^|,)[=+@-]/m);

  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(decision("Viktor Lind")).toHaveCount(1);
  // Hers, and the one through her Team.
  await expect(decision("Elif Demir")).toHaveCount(2);
  await follow(page, access);
  await expect(role(page, "Viktor Lind")).toHaveValue("Viewer");
});

test("taking a role asks first where other roles go with it, and names them", async ({ page }) => {
  await openSample(page);
  await openDeploymentAccess(page);
  const take = page.getByRole("button", { name: "Take the role of ML platform", exact: true });
  await take.click();
  const dialog = page.getByRole("dialog", { name: "Take the role" });
  await expect(dialog.getByRole("list", { name: "Roles that go with it" })).toContainText("team:ml");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(take).toBeVisible();
  await take.click();
  await dialog.getByRole("button", { name: "Take the role" }).click();
  await expect(toast(page, "Role of ML platform taken, and 1 more role with it")).toBeVisible();
  await expect(take).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(take).toBeVisible();
  await expect(page.getByRole("table", { name: "DAG roles" })).toContainText("team:ml");
});

test("a review keeps only the lines that are shown, and decisions are not lost by a link", async ({ page }) => {
  await openSample(page);
  await openAccess(page);
  await page.getByRole("link", { name: "Review access" }).click();
  const grants = page.getByRole("table", { name: "Grants under review" });
  await expect(grants.getByRole("columnheader", { name: "Last active in the Organization" })).toBeVisible();
  await page.getByLabel("Filter grants").fill("viktor");
  await page.getByRole("button", { name: "Keep the rest of those shown" }).click();
  await expect(page.getByText(/ 1 decided, 0 to remove/)).toBeVisible();

  await page.getByRole("link", { name: "Back to access" }).click();
  const dialog = page.getByRole("dialog", { name: "Leave without saving?" });
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByText(/ 1 decided, 0 to remove/)).toBeVisible();
  await page.goBack();
  await expect(dialog).toBeVisible();
  await expect(page).toHaveURL(/\/review\?q=viktor$/);
  await dialog.getByRole("button", { name: "Leave" }).click();
  await expect(heading(page, "Access")).toBeVisible();
  await expect(page).toHaveURL(/\/access$/);
});

test("who may only enter the Workspace has no access to its Deployments", async ({ page }) => {
  await openSample(page);
  await openAccess(page);
  await expect(line(page, "Aroha Ngata")).toHaveCount(1);
  await openDeploymentAccess(page);
  await expect(line(page, "Ada Kim")).toHaveCount(1);
  await expect(line(page, "Aroha Ngata")).toHaveCount(0);
  await page.getByRole("link", { name: "Review access" }).click();
  await expect(page.getByRole("heading", { name: "Access review" })).toBeVisible();
  await expect(line(page, "Aroha Ngata", "Grants under review")).toHaveCount(0);
});
