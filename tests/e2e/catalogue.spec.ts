// What a catalogue file of somebody's own no longer offers: it is kept everywhere, the page says so, and nothing new goes there.
import { download, heading, openSample, openWorkspace, section, side, toast, upload } from "./support/app.ts";
import { expectNoAxeViolationsAtAnyWidth } from "./support/axe.ts";
import { pictures } from "./support/pictures.ts";
import { type Page, expect, test } from "./support/test.ts";

test.describe.configure({ timeout: 90_000 });

interface Region {
  code: string;
}

interface Contents {
  factsOf: string;
  runtimes: { version: string }[];
  workerMachines: { name: string }[];
  regions: Record<"standard" | "dedicated" | "hybrid", Record<string, Region[]>>;
}

/** Takes a changed copy of the catalogue in use in its place. */
async function take(page: Page, change: (contents: Contents) => void): Promise<void> {
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Settings" }).last().click();
  const catalogue = section(page, "Catalogue");
  const file = await download(page, () => catalogue.getByRole("button", { name: "Download the catalogue" }).click());
  const contents = JSON.parse(file.bytes.toString()) as Contents;
  change(contents);
  await catalogue.getByLabel("A catalogue file").setInputFiles(upload("later.json", JSON.stringify(contents)));
  await expect(toast(page, "Catalogue in use")).toBeVisible();
}

function without(regions: Record<string, Region[]>, code: string): void {
  for (const [provider, list] of Object.entries(regions)) {
    regions[provider] = list.filter((region) => region.code !== code);
  }
}

async function openSettings(page: Page, name: string): Promise<void> {
  await side(page, "All Deployments");
  await page.getByRole("table", { name: "Deployments" }).getByRole("link", { name, exact: true }).click();
  await page.getByRole("navigation", { name: "Deployment" }).getByRole("link", { name: "Settings" }).click();
  await expect(section(page, "Execution")).toBeVisible();
}

test("a region of dedicated clusters that is gone stays on the cluster, and its pages say so", async ({ page }) => {
  const root = await openSample(page);
  await take(page, (contents) => without(contents.regions.dedicated, "eu-central-1"));
  await side(page, "Clusters");
  await expect(page.getByRole("row", { name: /prod-frankfurt/ })).toContainText("AWS eu-central-1 no longer offered");
  await pictures(page, "catalogue-gone-clusters");
  await page.getByRole("link", { name: "prod-frankfurt" }).click();
  await expect(page.getByText("The catalogue no longer offers eu-central-1", { exact: true })).toBeVisible();
  await expect(page.getByText("eu-central-1, no longer offered")).toBeVisible();
  await expectNoAxeViolationsAtAnyWidth(page);
  await pictures(page, "catalogue-gone-cluster");

  // What else there is to change on it still changes.
  await page.getByRole("navigation", { name: "Cluster" }).getByRole("link", { name: "Settings" }).click();
  await expect(page.getByText("The catalogue no longer offers eu-central-1", { exact: true })).toBeVisible();
  await page.getByRole("switch", { name: "Private egress" }).click();
  await page.getByRole("button", { name: /^Apply/ }).click();
  await expect(toast(page, /applied/)).toBeVisible();

  // So does a Deployment there, whose networking says it too, and a new one may still go to the cluster.
  await openSettings(page, "attribution-prod");
  await expect(section(page, "Networking")).toContainText("The catalogue no longer offers eu-central-1, where the cluster stands.");
  await page.getByLabel("Workload identity", { exact: true }).fill("arn:aws:iam::1:role/x");
  await page.getByRole("button", { name: /^Apply/ }).click();
  await expect(toast(page, /applied/).last()).toBeVisible();
  await page.goto(`${root}/clusters/new`);
  await expect(heading(page, "Create a cluster")).toBeVisible();
  await page.getByRole("combobox", { name: "Region" }).fill("eu-central-1");
  await expect(page.getByText("No region of that name for this type and provider")).toBeVisible();
});

test("a region of standard clusters that is gone stays on the Deployment and on the Workspace's default", async ({ page }) => {
  await openSample(page);
  let region = "";
  await openSettings(page, "attribution-staging");
  const runsOn = section(page, "Networking").getByText(/, standard$/);
  region = /^\S+(?: \S+)* (\S+), standard$/.exec((await runsOn.textContent()) ?? "")?.[1] ?? "";
  expect(region).not.toBe("");
  await take(page, (contents) => without(contents.regions.standard, region));
  await side(page, "Clusters");
  await expect(page.getByRole("row", { name: new RegExp(`^Standard, ${region}`) })).toContainText("no longer offered");
  await openSettings(page, "attribution-staging");
  const networking = section(page, "Networking");
  await expect(networking).toContainText(`Region is \`${region}\`, which is no longer offered. The Deployment stays there; a new one cannot be created there.`);
  await page.getByRole("combobox", { name: "Scheduler size" }).selectOption("MEDIUM");
  await page.getByRole("button", { name: /^Apply/ }).click();
  await expect(toast(page, /applied/)).toBeVisible();
  await expect(networking).toContainText(region);
  await pictures(page, "catalogue-gone-region");
});

test("a Runtime that is gone stays, and says so, and no form offers it", async ({ page }) => {
  await openSample(page);
  await openSettings(page, "attribution-prod");
  const block = section(page, "Runtime and upgrades");
  const version = /Runtime (\S+), Airflow/.exec((await block.textContent()) ?? "")?.[1] ?? "";
  expect(version).not.toBe("");
  await take(page, (contents) => {
    contents.runtimes = contents.runtimes.filter((release) => release.version !== version);
  });
  await openSettings(page, "attribution-prod");
  await expect(block).toContainText(`Runtime \`${version}\` is not in the catalogue. It stays until an image with another Runtime is deployed.`);
  await page.getByRole("switch", { name: "High availability" }).click();
  await page.getByRole("button", { name: /^Apply/ }).click();
  await expect(toast(page, /applied/)).toBeVisible();
  await expect(block).toContainText(`Runtime ${version}`);
  await openWorkspace(page, "Playground");
  await page.getByRole("link", { name: "Create a Deployment" }).first().click();
  await page.getByRole("combobox", { name: "Runtime" }).fill(version);
  await expect(page.getByRole("option", { name: version, exact: true })).toHaveCount(0);
});
