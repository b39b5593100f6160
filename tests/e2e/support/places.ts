// Every address of an Organization, as the small sample fills it. The list is held against the one that the app reads.
import { readFileSync } from "node:fs";
import { type Page, expect } from "./test.ts";
import { heading, organizationRoot } from "./app.ts";

/** Ids that stand in addresses. */
export interface Ids {
  workspace: string;
  deployment: string;
}

/** Goes to an address without loading the page anew, as a link does. */
export async function follow(page: Page, address: string): Promise<void> {
  await page.evaluate((address) => {
    history.pushState({}, "", address);
    dispatchEvent(new PopStateEvent("popstate"));
  }, address);
}

/** The ids behind two names that the person may see. */
export async function idsOf(page: Page, workspace: string, deployment: string): Promise<Ids> {
  const root = organizationRoot(page);
  await follow(page, `${root}/workspaces`);
  await page.getByRole("table", { name: "Workspaces" }).getByRole("link", { name: workspace, exact: true }).click();
  await page.getByRole("link", { name: deployment, exact: true }).click();
  await expect(heading(page, deployment)).toBeVisible();
  const found = /\/w\/([^/]+)\/d\/([^/]+)/.exec(page.url());
  return { workspace: found?.[1] ?? "", deployment: found?.[2] ?? "" };
}

/** An id that nobody has. */
export const nobody = `c${"0".repeat(23)}1`;

/** Every address below an Organization's root, by the pattern in the app's own list. */
export function places(ids: Ids): Map<string, string> {
  const source = readFileSync("src/paths/address.rs", "utf8");
  const list = /let \(page, workspace, deployment\) = match \*rest \{([\s\S]*?)\n {8}\};/.exec(source)?.[1] ?? "";
  const patterns = [...list.matchAll(/^ {12}\[([^\]]*)\] =>/gm)].map((found) => found[1] ?? "");
  expect(patterns.length).toBeGreaterThan(12);
  const found = new Map<string, string>();
  for (const pattern of patterns) {
    const parts = pattern.split(",").map((part) => part.trim());
    let isDeployment = false;
    const address = parts.map((part, index) => {
      if (part.startsWith('"')) {
        return part.slice(1, -1);
      }
      const before = parts[index - 1];
      isDeployment ||= before === '"d"';
      return before === '"w"' ? ids.workspace : before === '"d"' ? ids.deployment : nobody;
    });
    found.set(pattern, pattern === "" ? "" : `/${address.join("/")}`);
  }
  return found;
}

/** The heading of the page once it has settled. */
export async function settledHeading(page: Page): Promise<string> {
  await expect(page.locator("main [aria-busy=true]")).toHaveCount(0);
  const title = page.getByRole("main").getByRole("heading", { level: 1 });
  await expect(title).toBeVisible();
  return (await title.innerText()).trim();
}
