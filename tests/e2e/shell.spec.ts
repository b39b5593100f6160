// What surrounds the app: the page that is served, its headers, its policy, its worker.
import { readFileSync } from "node:fs";
import { expectNoAxeViolations } from "./support/axe.ts";
import { pictures } from "./support/pictures.ts";
import { expect, test } from "./support/test.ts";

test("the app mounts under the policy", async ({ page }) => {
  const response = await page.goto("/");
  expect(response?.headers()["content-security-policy"]).toContain("require-trusted-types-for 'script'");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expectNoAxeViolations(page);
  await pictures(page, "first-visit");
});

test("a deep link opens the app", async ({ page }) => {
  const response = await page.goto("/account/settings");
  expect(response?.status()).toBe(200);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

test("every answer has the declared headers", async ({ request }) => {
  const declared = declaredHeaders();
  expect(declared.length).toBeGreaterThan(4);
  const page = await (await request.get("/")).text();
  const script = /src="?(\/assets\/start-[0-9a-f]+\.js)/.exec(page)?.[1] ?? "";
  for (const path of ["/", "/some/page", script, "/missing.js"]) {
    const headers = (await request.get(path)).headers();
    for (const [name, value] of declared) {
      expect(headers[name.toLowerCase()], `${name} of ${path}`).toBe(value);
    }
  }
  expect((await request.get("/")).headers()["cache-control"]).toBe("no-cache");
  expect((await request.get(script)).headers()["cache-control"]).toContain("immutable");
});

test("a file that is not there is not answered with the app", async ({ request }) => {
  for (const path of ["/missing.js", "/assets/missing.css", "/assets/missing", "/_headers"]) {
    expect((await request.get(path)).status(), path).toBe(404);
  }
});

test("an inline script is refused", async ({ page, reports }) => {
  reports.expect("content security policy violation: script-src-elem inline");
  reports.expect("Executing inline script violates the following Content Security Policy directive");
  await page.route("/", async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace("<body>", "<body><script>window.inlineRan = true</script>");
    await route.fulfill({ response, body });
  });
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  expect(await page.evaluate(() => "inlineRan" in window)).toBe(false);
});

test("markup from a string cannot bring a handler", async ({ page }) => {
  await page.goto("/");
  const outcome = await page.evaluate(() => {
    try {
      document.body.insertAdjacentHTML("beforeend", '<img src="x" onerror="window.handlerRan = true">');
      return "inserted";
    } catch (error) {
      return String(error);
    }
  });
  expect(outcome).toContain("refused by the page's policy");
});

test("an inline style is refused", async ({ page, reports }) => {
  reports.expect("content security policy violation: style-src-attr inline");
  reports.expect("Applying inline style violates the following Content Security Policy directive");
  await page.goto("/");
  const colour = await page.evaluate(() => {
    document.body.setAttribute("style", "color: rgb(1, 2, 3)");
    return getComputedStyle(document.body).color;
  });
  expect(colour).not.toBe("rgb(1, 2, 3)");
});

test("the worker loads on first use and answers", async ({ page }) => {
  const loaded: string[] = [];
  page.on("request", (request) => loaded.push(new URL(request.url()).pathname));
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  expect(loaded.filter((path) => path.includes("worker"))).toEqual([]);

  // Posted before the wasm is there, and refused once it is: nothing that is said early gets lost.
  const answers = await page.evaluate(async () => {
    const meta = document.querySelector<HTMLMetaElement>("meta[name=planisphere-worker]");
    const worker = new Worker(meta?.content ?? "", { type: "module" });
    try {
      return await new Promise<boolean[]>((resolve, reject) => {
        const answers: boolean[] = [];
        worker.onmessage = (event) => {
          answers.push(event.data instanceof Uint8Array && event.data.length > 0);
          if (answers.length === 2) {
            resolve(answers);
          }
        };
        worker.onerror = () => reject(new Error("the worker did not start"));
        worker.postMessage(["not a request"]);
      });
    } finally {
      worker.terminate();
    }
  });
  expect(answers, "ready, then the refusal").toEqual([true, true]);
  expect(loaded.filter((path) => /^\/assets\/planisphere-worker-[0-9a-f]{16}\.wasm$/.test(path))).toHaveLength(1);
});

function declaredHeaders(): [string, string][] {
  const everywhere = readFileSync("public/_headers", "utf8").split("/assets/*")[0] ?? "";
  return everywhere
    .split("\n")
    .filter((line) => line.startsWith("  "))
    .map((line) => {
      const at = line.indexOf(":");
      return [line.slice(0, at).trim(), line.slice(at + 1).trim()];
    });
}
