// What a person does in the app, by role and label, for tests that are about something else.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { Locator } from "@playwright/test";
import { type Page, expect } from "./test.ts";

/** A file as a person has it on their disk. */
export interface UploadFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** The address of the Organization that the page is in: `/o/<key>`. */
export function organizationRoot(page: Page): string {
  const found = /^\/o\/[^/]+/.exec(new URL(page.url()).pathname);
  if (!found) {
    throw new Error(`${page.url()} is no page of an Organization`);
  }
  return found[0];
}

export function heading(page: Page, name: string | RegExp): Locator {
  return page.getByRole("heading", { level: 1, name });
}

export interface Founding {
  organization?: string;
  person?: string;
  email?: string;
  workspace?: string;
  /** As its control names it; Enterprise unless said. */
  plan?: string;
  /** As its control names it; Hosted unless said. */
  product?: string;
}

/** Creates an Organization through the form and stands on its overview. Returns its root. */
export async function createOrganization(page: Page, founding: Founding = {}): Promise<string> {
  const name = founding.organization ?? "Contoso Data";
  await page.goto("/new");
  await page.getByLabel("Name", { exact: true }).fill(name);
  if (founding.plan) await page.getByRole("radio", { name: founding.plan, exact: true }).click();
  if (founding.product) await page.getByRole("radio", { name: founding.product, exact: true }).click();
  await page.getByLabel("First Workspace").fill(founding.workspace ?? "Data Platform");
  await page.getByLabel("Your name").fill(founding.person ?? "Grace Moreau");
  await page.getByLabel("E-mail").fill(founding.email ?? "grace@contoso.example");
  await page.getByRole("button", { name: "Create the Organization" }).click();
  await expect(heading(page, name)).toBeVisible();
  return organizationRoot(page);
}

/** Opens a sample from the first visit's page and acts as one of its people. Returns its root. */
export async function openSample(page: Page, sample: "small" | "large" = "small", person = "Ada Kim"): Promise<string> {
  await page.goto("/");
  await page.getByRole("button", { name: `Open the ${sample} sample` }).click();
  // Replaying ten thousand Deployments takes a slow machine its time.
  await expect(heading(page, "Who are you")).toBeVisible({ timeout: 20_000 });
  // Five thousand people have some names twice.
  await chooseAs(page, person, person === "Ada Kim" ? "Organization Owner" : "");
  await expect(heading(page, sample === "small" ? "Northwind Data" : "Meridian Group")).toBeVisible();
  return organizationRoot(page);
}

/** Becomes somebody else, through the account menu. Ends on the overview. */
export async function actAs(page: Page, person: string): Promise<void> {
  const root = organizationRoot(page);
  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("menuitem", { name: "Act as somebody else" }).click();
  await chooseAs(page, person);
  await expect(page).toHaveURL(root);
}

/** Chooses one of the people whom the page lists. */
export async function chooseAs(page: Page, person: string, roles: string | RegExp = ""): Promise<void> {
  await page.getByLabel("Filter people").fill(person);
  const button = page.getByRole("button", { name: `Act as ${person}`, exact: true });
  await page.getByRole("listitem").filter({ has: button, hasText: roles }).getByRole("button").click();
}

/** Follows a link of the side bar. */
export async function side(page: Page, name: string): Promise<void> {
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name }).click();
}

/** Opens a Workspace from the list. */
export async function openWorkspace(page: Page, name: string): Promise<void> {
  await side(page, "Workspaces");
  await page.getByRole("table", { name: "Workspaces" }).getByRole("link", { name, exact: true }).click();
  await expect(heading(page, "Deployments")).toBeVisible();
}

/** Creates a Workspace through the dialog of the list. Ends in the new Workspace. */
export async function createWorkspace(page: Page, name: string): Promise<void> {
  await side(page, "Workspaces");
  await expect(heading(page, "Workspaces")).toBeVisible();
  await page.getByRole("button", { name: "Create a Workspace" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Create a Workspace" });
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("button", { name: "Create the Workspace" }).click();
  await expect(dialog).toBeHidden();
  await expect(heading(page, "Deployments")).toBeVisible();
}

/** Creates a Deployment with the defaults in the Workspace that is open. Ends on its overview. */
export async function createDeployment(page: Page, name: string): Promise<void> {
  await page.getByRole("link", { name: "Create a Deployment" }).first().click();
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Create the Deployment" }).click();
  await expect(heading(page, name)).toBeVisible();
}

/** The toast that says this. */
export function toast(page: Page, text: string | RegExp): Locator {
  return page.getByRole("region", { name: "Notifications" }).getByText(text);
}

/** The value beside a label in a list of facts. */
export function fact(page: Page, label: string): Locator {
  return page.getByRole("term").filter({ hasText: new RegExp(`^${label}$`) }).locator("xpath=following-sibling::dd[1]");
}

/** What a field says about itself: its hint and its error. */
export async function description(control: Locator): Promise<string> {
  return control.evaluate((element) =>
    (element.getAttribute("aria-describedby") ?? "")
      .split(" ")
      .map((id) => document.getElementById(id)?.textContent ?? "")
      .join(" "),
  );
}

/** The block of a section, by its title. */
export function section(page: Page, name: string): Locator {
  return page.getByRole("region", { name, exact: true });
}

/** One of the example files of the documentation, as the crate that reads them keeps it. */
export function example(name: string): UploadFile {
  const path = join("crates", "as-code", "tests", "examples", name);
  return upload(name, readFileSync(path));
}

/** The six examples whose names this document gives. */
export const sixExamples = [
  "astro-two-queues.yaml",
  "celery-standard.yaml",
  "development-hibernating.yaml",
  "kubernetes-dedicated.json",
  "queues-and-variables.yaml",
  "remote-execution.json",
] as const;

export function upload(name: string, content: string | Buffer): UploadFile {
  const mimeType = name.endsWith(".json") ? "application/json" : "application/yaml";
  return { name, mimeType, buffer: Buffer.from(content) };
}

/** A Deployment file in YAML with the fewest keys; `change` edits its text. */
export function deploymentFile(name: string, workspace = "Data Platform", change = (text: string) => text): string {
  return change(`deployment:
    configuration:
        name: ${name}
        runtime_version: 3.1-12
        dag_deploy_enabled: true
        ci_cd_enforcement: false
        scheduler_size: SMALL
        is_high_availability: false
        is_development_mode: false
        executor: CELERY
        workspace_name: ${workspace}
        deployment_type: STANDARD
        cloud_provider: AWS
        region: us-east-1
    worker_queues:
        - name: default
          max_worker_count: 10
          min_worker_count: 0
          worker_concurrency: 5
          worker_type: A5
`);
}

/** Goes to the page that takes Deployment files and picks some. */
export async function pick(page: Page, files: UploadFile[]): Promise<void> {
  await side(page, "Import files");
  await page.getByLabel("Deployment files").setInputFiles(files);
}

/** Drops files onto the control of this label, as from the system's file manager. */
export async function drop(page: Page, label: string, files: UploadFile[]): Promise<void> {
  const parts = files.map(({ name, mimeType, buffer }) => ({ name, mimeType, base64: buffer.toString("base64") }));
  const transfer = await page.evaluateHandle((parts) => {
    const transfer = new DataTransfer();
    for (const { name, mimeType, base64 } of parts) {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      transfer.items.add(new File([bytes], name, { type: mimeType }));
    }
    return transfer;
  }, parts);
  const zone = page.getByLabel(label);
  await zone.dispatchEvent("dragover", { dataTransfer: transfer });
  await zone.dispatchEvent("drop", { dataTransfer: transfer });
}

/** Applies the files of the preview, of which so many can be. */
export async function apply(page: Page, count: number): Promise<void> {
  await page.getByRole("button", { name: count === 1 ? "Apply 1 file" : `Apply ${count} files` }).click();
  const done = count === 1 ? "1 file was applied." : `${count} files were applied.`;
  await expect(page.getByRole("main").getByText(done)).toBeVisible();
}

/** The line of one file in the preview. */
export function fileLine(page: Page, file: string): Locator {
  return page.getByRole("listitem").filter({ has: page.getByText(file, { exact: true }) });
}

/** What a record of an Organization is called as a file. */
export function dated(name: string, extension: string): RegExp {
  return new RegExp(`^${name} \\d{4}-\\d{2}-\\d{2}\\.${extension}$`);
}

/** Presses something that hands out a file, and gives that file. */
export async function download(page: Page, press: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const [file] = await Promise.all([page.waitForEvent("download"), press()]);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

/** The dialog that downloads an Organization, once it has read it. */
export async function exportDialog(page: Page): Promise<Locator> {
  const dialog = page.getByRole("dialog", { name: /^Download / });
  await expect(dialog.getByText("Changes", { exact: true })).toBeVisible();
  return dialog;
}

/** Answers the dialog that is open with what it offers first, or with the secrets sealed by a passphrase. */
export async function takeFile(page: Page, passphrase?: string): Promise<{ name: string; bytes: Buffer }> {
  const dialog = await exportDialog(page);
  if (passphrase !== undefined) {
    await dialog.getByRole("radio", { name: "Sealed by a passphrase" }).check({ force: true });
    await dialog.getByLabel("Passphrase", { exact: true }).fill(passphrase);
    await dialog.getByLabel("Passphrase again").fill(passphrase);
  }
  return download(page, () => dialog.getByRole("button", { name: "Download", exact: true }).click());
}

/** Downloads the open Organization from its settings, with its secrets where a passphrase is given. */
export async function downloadOrganization(page: Page, passphrase?: string): Promise<{ name: string; bytes: Buffer }> {
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Settings" }).last().click();
  await expect(heading(page, "Organization settings")).toBeVisible();
  // A reminder of a backup offers the same.
  await section(page, "Download").getByRole("button", { name: "Download the Organization" }).click();
  return takeFile(page, passphrase);
}

/** The plain bytes of a downloaded Organization, however it is packed. */
export function unpacked(bytes: Buffer): Buffer {
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
}

/** Picks a downloaded Organization on the first visit's page. Returns the dialog that says what is inside. */
export async function pickOrganization(page: Page, file: { name: string; bytes: Buffer }): Promise<Locator> {
  await page.goto("/");
  const control = page.getByLabel("An Organization file");
  await expect(heading(page, /./)).toBeVisible();
  if (!(await control.isVisible())) {
    await page.getByText("Open a sample or import a file").click();
  }
  await control.setInputFiles({ name: file.name, mimeType: "application/octet-stream", buffer: file.bytes });
  return page.getByRole("dialog", { name: "Import an Organization" });
}

/** Imports a downloaded Organization, with its secrets where a passphrase is given. */
export async function importOrganization(
  page: Page,
  file: { name: string; bytes: Buffer },
  passphrase?: string,
): Promise<void> {
  const dialog = await pickOrganization(page, file);
  if (passphrase !== undefined) {
    await dialog.getByLabel("Passphrase of its secrets").fill(passphrase);
  }
  await dialog.getByRole("button", { name: "Import the Organization" }).click();
  await expect(dialog).toBeHidden();
}

/** Everything that the origin keeps in this browser, as one text: bytes as Latin-1 and as UTF-16. */
export async function everythingStored(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const parts: string[] = [];
    const walk = (value: unknown): void => {
      if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
        const bytes = value instanceof ArrayBuffer ? new Uint8Array(value) : new Uint8Array(value.buffer);
        parts.push(new TextDecoder("latin1").decode(bytes), new TextDecoder("utf-16le").decode(bytes));
      } else if (value instanceof CryptoKey) {
        parts.push(`key extractable=${value.extractable} ${value.algorithm.name}`);
      } else if (typeof value === "object" && value !== null) {
        for (const [key, inner] of Object.entries(value)) {
          parts.push(key);
          walk(inner);
        }
      } else {
        parts.push(String(value));
      }
    };
    const answer = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    for (const { name } of await indexedDB.databases()) {
      // The one that renews the browser's log is there for a moment and holds nothing; to open it would make it anew.
      if (name === "planisphere renewal") continue;
      const database = await answer(indexedDB.open(name ?? ""));
      for (const store of database.objectStoreNames) {
        const rows = database.transaction(store).objectStore(store);
        const [keys, values] = await Promise.all([answer(rows.getAllKeys()), answer(rows.getAll())]);
        parts.push(`store ${store} of ${values.length}`);
        walk(keys);
        walk(values);
      }
      database.close();
    }
    walk({ ...localStorage });
    walk({ ...sessionStorage });
    return parts.join("\n");
  });
}
