// Deployment files of the astro CLI: dropped or picked, previewed with every problem by its line, and applied.
import {
  apply,
  createOrganization,
  deploymentFile,
  downloadOrganization,
  drop,
  everythingStored,
  example,
  fact,
  fileLine,
  heading,
  openSample,
  pick,
  section,
  side,
  sixExamples,
  unpacked,
  upload,
} from "./support/app.ts";
import { type Page, expect, test } from "./support/test.ts";

const secrets = ["change-me-on-first-apply", "rotate-me"];

/** Opens a Deployment from the list across the Organization. */
async function open(page: Page, name: string, tab?: "Environment"): Promise<void> {
  await side(page, "All Deployments");
  await page.getByLabel("Filter Deployments").fill(name);
  await page.getByRole("table", { name: "Deployments" }).getByRole("link", { name, exact: true }).click();
  await expect(heading(page, name)).toBeVisible();
  if (tab) {
    await page.getByRole("navigation", { name: "Deployment" }).getByRole("link", { name: tab }).click();
  }
}

function variable(page: Page, key: string) {
  return page.getByRole("table", { name: "Environment variables" }).getByRole("row", { name: key }).getByRole("cell").nth(2);
}

function queue(page: Page, name: string) {
  return section(page, "Worker queues").locator("tbody").getByRole("row", { name }).getByRole("cell");
}

test("the six documented files import into the small sample without loss", async ({ page }) => {
  await openSample(page);
  await side(page, "Import files");
  await drop(page, "Deployment files", sixExamples.map(example));
  await expect(section(page, "6 files")).toContainText("All can be applied");
  for (const name of sixExamples) {
    await expect(fileLine(page, name)).toContainText("Creates");
    await expect(fileLine(page, name)).not.toContainText("Error");
  }
  await expect(fileLine(page, "queues-and-variables.yaml")).toContainText("1 secret is sealed by this device");
  await apply(page, 6);
  await page.reload();

  await open(page, "orders-etl");
  await expect(page.getByText("Nightly order loads")).toBeVisible();
  await expect(page.getByText("Runtime 11.8.0 (Airflow 2.9.3)")).toBeVisible();
  await expect(section(page, "Contact e-mails").getByRole("listitem")).toHaveText([
    "oncall@example.com",
    "data-leads@example.com",
  ]);

  await open(page, "sandbox");
  await expect(fact(page, "Development mode")).toHaveText("On");
  const sleeps = section(page, "Hibernation").getByRole("listitem");
  await expect(sleeps).toHaveCount(2);
  await expect(sleeps.nth(0)).toContainText("Weeknights (UTC)");
  await expect(sleeps.nth(0)).toContainText("Sleeps at 0 18 * * 1-5, wakes at 0 7 * * 1-5");
  await expect(sleeps.nth(1)).toContainText("Sleeps at 0 18 * * 5, wakes at 0 7 * * 1");
  await expect(queue(page, "default")).toHaveText(["default", "A5", "0", "3", "5", "15"]);

  await open(page, "feature-store");
  await expect(fact(page, "Cluster")).toHaveText("prod-frankfurt");
  await expect(fact(page, "Executor")).toHaveText("Kubernetes");
  await expect(fact(page, "Scheduler")).toContainText("Large");
  await expect(fact(page, "High availability")).toHaveText("On");
  await expect(fact(page, "CI/CD enforcement")).toHaveText("On");
  await expect(fact(page, "Default task Pod")).toHaveText("0.5 vCPU, 1Gi");
  await expect(fact(page, "Quota")).toHaveText("160 vCPU, 320Gi");
  await expect(fact(page, "Workload identity")).toHaveText("arn:aws:iam::111122223333:role/feature-store");
  await expect(section(page, "Worker queues")).toContainText("None");

  await open(page, "events-stream");
  await expect(fact(page, "Executor")).toHaveText("Astro");
  await expect(queue(page, "heavy")).toHaveText(["heavy", "A40", "1", "4", "40", "160"]);

  await open(page, "plant-floor");
  await expect(fact(page, "Remote execution")).toHaveText("198.51.100.0/24");
  await expect(fact(page, "Task log bucket")).toHaveText("s3://factory-airflow-logs");
  await expect(fact(page, "Task log address")).toHaveText("dag_id={{ ti.dag_id }}/attempt={{ try_number }}.log");

  await open(page, "warehouse-sync", "Environment");
  await expect(variable(page, "LOG_LEVEL")).toHaveText("INFO");
  await expect(variable(page, "WAREHOUSE_PASSWORD")).toHaveText("Secret, sealed on this device");
  await expect(variable(page, "VENDOR_API_KEY")).toContainText("Secret");
  await page.getByRole("navigation", { name: "Deployment" }).getByRole("link", { name: "Overview" }).click();
  await expect(queue(page, "bulk-copy")).toHaveText(["bulk-copy", "A20", "2", "20", "20", "400"]);
  await expect(queue(page, "model-training")).toHaveText(["model-training", "A160", "0", "2", "1", "2"]);
});

test("importing again changes nothing, and an edited file says what it would update", async ({ page }) => {
  await openSample(page);
  await pick(page, [example("celery-standard.yaml"), example("remote-execution.json")]);
  await apply(page, 2);

  await pick(page, [example("celery-standard.yaml")]);
  await expect(fileLine(page, "celery-standard.yaml")).toContainText("Changes nothing");
  await expect(page.getByRole("button", { name: "Apply", exact: true })).toHaveAttribute("aria-disabled", "true");

  const text = example("celery-standard.yaml").buffer.toString();
  await pick(page, [upload("edited.yaml", text.replace("Nightly order loads", "Hourly order loads"))]);
  await expect(fileLine(page, "edited.yaml")).toContainText("Updates");
  await expect(fileLine(page, "edited.yaml")).toContainText("Changes description.");
  await apply(page, 1);
  await open(page, "orders-etl");
  await expect(page.getByText("Hourly order loads")).toBeVisible();
});

test("YAML and JSON may come together, by the file dialog", async ({ page }) => {
  await openSample(page);
  await side(page, "Import files");
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.getByLabel("Deployment files").click(),
  ]);
  expect(chooser.isMultiple()).toBe(true);
  await chooser.setFiles([example("celery-standard.yaml"), example("kubernetes-dedicated.json")]);
  await expect(section(page, "2 files")).toContainText("All can be applied");
  await apply(page, 2);
});

const aliases = Array.from({ length: 9 }, (_, at) => `x${at + 1}: &x${at + 1} [${Array(9).fill(`*x${at}`).join(", ")}]`);

/** What is wrong with a file, where it stands, and what to do. */
const bad: { name: string; content: string | Buffer; line: number | null; words: RegExp; remedy: RegExp }[] = [
  { name: "empty.yaml", content: "", line: null, words: /has no content/, remedy: /\./ },
  { name: "prose.yaml", content: "just some prose", line: 1, words: /a single value/, remedy: /\./ },
  { name: "picture.yaml", content: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 0xff]), line: null, words: /not a text file/, remedy: /\./ },
  { name: "tab.yaml", content: "deployment:\n\tconfiguration:\n", line: 2, words: /found a tab used for indentation/, remedy: /Indent with spaces/ },
  { name: "broken.json", content: '{"deployment": {\n"a" 1}}', line: 2, words: /yaml: line 2/, remedy: /\./ },
  {
    name: "bomb.yaml",
    content: `x0: &x0 [a, a, a, a, a, a, a, a, a]\n${aliases.join("\n")}\ndeployment: *x9\n`,
    line: null,
    words: /excessive aliasing/,
    remedy: /Write the values out/,
  },
  { name: "huge.yaml", content: Buffer.alloc(2 * 1024 * 1024 + 1, "# x\n"), line: null, words: /2 MiB/, remedy: /\./ },
  {
    name: "wrong-type.yaml",
    content: deploymentFile("wrong-type", "Data Platform", (text) => text.replace("max_worker_count: 10", "max_worker_count: many")),
    line: 17,
    words: /max_worker_count/,
    remedy: /Give it/,
  },
  {
    name: "twice-a-key.yaml",
    content: deploymentFile("twice-a-key", "Data Platform", (text) => text.replace("        region", "        executor: ASTRO\n        region")),
    line: 14,
    words: /executor` is given twice, first on line 10/,
    remedy: /Keep one of the two/,
  },
  {
    name: "twice-a-queue.yaml",
    content: deploymentFile("twice-a-queue", "Data Platform", (text) => text + text.slice(text.indexOf("        - name: default"))),
    line: 21,
    words: /two queues are called `default`, the first on line 16/,
    remedy: /Rename one of the two/,
  },
  {
    name: "no-cluster.yaml",
    content: deploymentFile("no-cluster", "Data Platform", (text) =>
      text.replace("deployment_type: STANDARD", "deployment_type: DEDICATED\n        cluster_name: prod-oslo"),
    ),
    line: 13,
    words: /cluster_name: prod-oslo does not exist in organization/,
    remedy: /Create the cluster first/,
  },
  {
    name: "no-workspace.yaml",
    content: deploymentFile("no-workspace", "Nowhere"),
    line: 11,
    words: /Workspace `Nowhere` does not exist/,
    remedy: /Let the import create it, or correct the name/,
  },
];

test("bad files say what is wrong, where, and what to do, and the good ones of the same drop still apply", async ({ page }) => {
  await openSample(page);
  await side(page, "Import files");
  const unknown = deploymentFile("with-unknown-key", "Data Platform", (text) => text.replace("        region", "        colour: red\n        region"));
  await drop(page, "Deployment files", [
    ...bad.map(({ name, content }) => upload(name, content)),
    upload("good.yaml", deploymentFile("good-one")),
    upload("unknown-key.yaml", unknown),
  ]);
  await expect(section(page, `${bad.length + 2} files`)).toContainText("2 can be applied");
  for (const { name, line, words, remedy } of bad) {
    const item = fileLine(page, name);
    await expect(item, name).toContainText("Refused");
    const problem = (await item.getByRole("listitem").filter({ hasText: "Error" }).first().textContent()) ?? "";
    expect.soft(problem, name).toContain(line === null ? "Error, " : `Error, line ${line}: `);
    expect.soft(problem, name).toMatch(words);
    expect.soft(problem, name).toMatch(remedy);
  }
  const warned = fileLine(page, "unknown-key.yaml");
  await expect(warned).toContainText("Creates");
  await expect(warned.getByRole("listitem").filter({ hasText: "Warning" })).toContainText(/line 14.*`colour`/);
  await expect(fileLine(page, "good.yaml")).toContainText("Creates");

  await apply(page, 2);
  await side(page, "All Deployments");
  await expect(page.getByText("16 across the Workspaces that you can see")).toBeVisible();
  await page.reload();
  for (const name of ["good-one", "with-unknown-key"]) {
    await expect(page.getByRole("link", { name, exact: true })).toBeVisible();
  }
});

test("a missing Workspace can be created along with the Deployment", async ({ page }) => {
  await createOrganization(page);
  await pick(page, [
    upload("one.yaml", deploymentFile("one", "Analytics")),
    upload("two.yaml", deploymentFile("two", "Analytics")),
    upload("three.yaml", deploymentFile("three", "Data Platform")),
  ]);
  await expect(section(page, "3 files")).toContainText("1 can be applied");
  await expect(fileLine(page, "one.yaml")).toContainText("Workspace `Analytics` does not exist");
  await page.getByRole("checkbox", { name: "Create the missing Workspace Analytics" }).check();
  await expect(fileLine(page, "one.yaml")).toContainText("Creates");
  await expect(section(page, "3 files")).toContainText("All can be applied");
  await apply(page, 3);
  await side(page, "Workspaces");
  await expect(page.getByRole("row", { name: /Analytics/ })).toContainText("2");
  await page.getByRole("link", { name: "Analytics", exact: true }).click();
  await expect(page.getByRole("link", { name: "one", exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: "two", exact: true })).toBeVisible();
});

test("a Runtime past maintenance is refused with a way out, which lets it pass", async ({ page }) => {
  await createOrganization(page);
  await pick(page, [example("celery-standard.yaml")]);
  const line = fileLine(page, "celery-standard.yaml");
  await expect(line).toContainText("Refused");
  await expect(line.getByRole("listitem").filter({ hasText: "Error" })).toContainText(/11\.8\.0.*maintenance/);
  await expect(page.getByRole("button", { name: "Apply", exact: true })).toHaveAttribute("aria-disabled", "true");

  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Settings" }).last().click();
  await page.getByRole("switch", { name: "Allow Runtimes past maintenance" }).check();
  const plan = page.getByRole("complementary", { name: "Plan" });
  await plan.getByRole("button", { name: /^Apply/ }).click();
  await expect(plan).toContainText("Nothing is staged");
  await pick(page, [example("celery-standard.yaml")]);
  await expect(line).toContainText("Creates");
  await apply(page, 1);
  await open(page, "orders-etl");
});

test("reading can be cancelled, and nothing changes", async ({ page }) => {
  await createOrganization(page);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/planisphere-worker-*.wasm", async (route) => {
    await held;
    await route.continue();
  });
  await pick(page, [upload("one.yaml", deploymentFile("one")), upload("two.yaml", deploymentFile("two"))]);
  await expect(page.getByRole("progressbar", { name: "Reading the files" })).toBeVisible();
  await expect(page.getByText("0 of 2")).toBeVisible();
  await page.getByRole("button", { name: "Cancel" }).click();
  release();
  await expect(page.getByText("Reading was cancelled. Nothing was changed.")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Apply/ })).toHaveCount(0);
  // And the next drop is read as ever.
  await pick(page, [upload("one.yaml", deploymentFile("one"))]);
  await apply(page, 1);
});

test("a preview can be discarded", async ({ page }) => {
  await createOrganization(page);
  await pick(page, [upload("one.yaml", deploymentFile("one"))]);
  await page.getByRole("button", { name: "Discard" }).click();
  await expect(section(page, "1 file")).toHaveCount(0);
  await side(page, "All Deployments");
  await expect(page.getByRole("heading", { name: "No Deployments that you can see" })).toBeVisible();
});

test("the worker is loaded with the first import and not again", async ({ page }) => {
  const loaded: string[] = [];
  page.on("request", (request) => loaded.push(new URL(request.url()).pathname));
  const workers = () => loaded.filter((path) => path.includes("worker") && path.endsWith(".wasm"));
  await createOrganization(page);
  await side(page, "Import files");
  await expect(heading(page, "Import Deployment files")).toBeVisible();
  expect(loaded.filter((path) => path.includes("worker"))).toEqual([]);
  await pick(page, [upload("one.yaml", deploymentFile("one"))]);
  await apply(page, 1);
  expect(workers()).toHaveLength(1);
  await pick(page, [upload("two.yaml", deploymentFile("two"))]);
  await expect(fileLine(page, "two.yaml")).toContainText("Creates");
  expect(workers()).toHaveLength(1);
});

test("no clear text of an imported secret is anywhere", async ({ page }) => {
  await openSample(page);
  await pick(page, [example("queues-and-variables.yaml"), example("remote-execution.json")]);
  expect(await page.content()).not.toContain(secrets[0]);
  await apply(page, 2);

  const stored = await everythingStored(page);
  // The dump reads what is there, so what it does not find is not there.
  expect(stored).toContain("WAREHOUSE_PASSWORD");
  expect(stored).toContain("AGENT_SHARED_KEY");
  expect(stored).toContain("store blobs of 2");
  expect(stored).toContain("key extractable=false AES-GCM");
  await open(page, "warehouse-sync", "Environment");
  await expect(variable(page, "WAREHOUSE_PASSWORD")).toHaveText("Secret, sealed on this device");
  const shown = await page.content();
  const file = unpacked((await downloadOrganization(page)).bytes);
  expect(file.includes("WAREHOUSE_PASSWORD")).toBe(true);
  for (const secret of secrets) {
    for (const form of [secret, Buffer.from(secret).toString("base64"), Buffer.from(secret).toString("hex")]) {
      expect(stored.includes(form), `${form} on the disk`).toBe(false);
      expect(shown.includes(form), `${form} on the page`).toBe(false);
      expect(file.includes(form), `${form} in the file`).toBe(false);
    }
  }
});
