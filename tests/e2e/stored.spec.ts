// What every version of the app ever stored opens in this one. The files are the collection in tests/stored.
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createDeployment, createOrganization, createWorkspace, heading, side } from "./support/app.ts";
import { readStored, restoreDatabase, storedDatabase } from "./support/stored.ts";
import { expect, test } from "./support/test.ts";

const folder = join(import.meta.dirname, "../stored");
const files = readdirSync(folder).filter((name) => name.startsWith("indexeddb-"));

test("there is a stored database of every schema", () => {
  expect(files.map((name) => name.replace(/\D/g, "")).sort()).toEqual(["1", "2"]);
});

for (const name of files) {
  test(`the stored database ${name} opens, goes on, and is brought to this schema`, async ({ page }) => {
    const stored = readStored(join(folder, name));
    // A page of the site without the app, which would make a database of its own.
    await page.route("**/blank", (route) =>
      route.fulfill({ contentType: "text/html", body: '<!doctype html><title>Blank</title><link rel="icon" href="data:,">' }),
    );
    await page.goto("/blank");
    await restoreDatabase(page, stored);
    const summary = JSON.parse(stored.stores.organizations?.[0]?.value as string) as { organization_id: string };
    await page.goto(`/o/${summary.organization_id}`);
    await expect(heading(page, "Contoso Data")).toBeVisible();
    await side(page, "All Deployments");
    await expect(page.getByRole("link", { name: "orders-etl", exact: true })).toBeVisible();
    await createWorkspace(page, "After the upgrade");
    await page.reload();
    await side(page, "Workspaces");
    for (const workspace of ["Data Platform", "Experiments", "After the upgrade"]) {
      await expect(page.getByRole("link", { name: workspace, exact: true })).toBeVisible();
    }
    await expect(page.getByText("Saved on this device")).toBeVisible();
    const now = await storedDatabase(page);
    expect(now.schema).toBe(2);
    // What was written once is never written again.
    for (const row of stored.stores.commits ?? []) expect(now.stores.commits).toContainEqual(row);
  });
}

// `STORE=1 npx playwright test stored.spec.ts` adds a file of this schema to the collection.
if (process.env.STORE) {
  test("a database of this schema is added to the collection", async ({ page }) => {
    await createOrganization(page, { organization: "Contoso Data" });
    await createWorkspace(page, "Experiments");
    await createDeployment(page, "orders-etl");
    await side(page, "Workspaces");
    const stored = await storedDatabase(page);
    writeFileSync(join(folder, `indexeddb-${stored.schema}.json`), `${JSON.stringify(stored, null, 1)}\n`);
  });
}
