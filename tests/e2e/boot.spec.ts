// The boot script: its Trusted Types policy, value by value, and the theme before the first paint.
import { expect, test } from "./support/test.ts";

const markup: [string, boolean][] = [
  ["<main><h1>Planisphere</h1></main>", true],
  ['<a class="x" href="/workspaces">one &amp; two</a>', true],
  ['<button type="button" aria-controls="m" disabled>Go</button>', true],
  ['<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>', true],
  ["<!-- --><template></template>", true],
  ["<p>An iron condition = fine</p>", true],
  ["<script>1</script>", false],
  ["<SCRIPT src=x></SCRIPT>", false],
  ["<svg><script>1</script></svg>", false],
  ["</script>", false],
  ["<iframe srcdoc=x></iframe>", false],
  ["<object data=x></object>", false],
  ["<embed src=x>", false],
  ["<base href=//x>", false],
  ["<meta http-equiv=refresh content=0>", false],
  ["<link rel=stylesheet href=x>", false],
  ["<style>a{}</style>", false],
  ["<img src=x onerror=alert(1)>", false],
  ["<img src=x\nONERROR = alert(1)>", false],
  ["<img/onerror=alert(1)>", false],
  ['<a title=">" onclick="alert(1)">x</a>', false],
  ['<a href="javascript:alert(1)">x</a>', false],
  ['<a href="JaVaScRiPt:alert(1)">x</a>', false],
  ['<a href="java\nscript:alert(1)">x</a>', false],
  ['<a href="&#106;avascript:alert(1)">x</a>', false],
  ['<a href="&#x6a;avascript&colon;alert(1)">x</a>', false],
  ['<a href="java&Tab;script:alert(1)">x</a>', false],
  ['<a href="data:text/html,x">x</a>', false],
];

const scripts: [string, boolean][] = [
  ["/assets/worker.js", true],
  ["worker.js", true],
  ["https://example.org/worker.js", false],
  ["//example.org/worker.js", false],
  ["data:text/javascript,1", false],
  ["javascript:1", false],
];

test("markup passes the default policy or is refused", async ({ page }) => {
  await page.goto("/");
  const results = await page.evaluate(
    (values) =>
      values.map((value) => {
        try {
          return String(window.trustedTypes?.defaultPolicy?.createHTML(value)) === value;
        } catch {
          return false;
        }
      }),
    markup.map(([value]) => value),
  );
  expect(markup.map(([value], index) => [value, results[index]])).toEqual(markup);
});

test("script addresses of this origin pass, others are refused", async ({ page }) => {
  await page.goto("/");
  const own: [string, boolean][] = [[new URL("/assets/a.js", page.url()).href, true], [`blob:${page.url()}1`, false]];
  const all = [...scripts, ...own];
  const results = await page.evaluate(
    (values) =>
      values.map((value) => {
        try {
          return String(window.trustedTypes?.defaultPolicy?.createScriptURL(value)).startsWith(location.origin);
        } catch {
          return false;
        }
      }),
    all.map(([value]) => value),
  );
  expect(all.map(([value], index) => [value, results[index]])).toEqual(all);
});

test("text is never turned into a script, and no other policy can be made", async ({ page, reports }) => {
  reports.expect("content security policy violation: trusted-types");
  reports.expect(/policy (named )?"?'?other/i);
  await page.goto("/");
  const refused = await page.evaluate(() => {
    const tries = [
      () => window.trustedTypes?.defaultPolicy?.createScript("1"),
      () => window.trustedTypes?.createPolicy("other", {}),
    ];
    return tries.map((attempt) => {
      try {
        attempt();
        return false;
      } catch {
        return true;
      }
    });
  });
  expect(refused).toEqual([true, true]);
});

for (const [stored, shown] of [["light", "light"], ["dark", "dark"], ["pink", undefined], [undefined, undefined]] as const) {
  test(`the stored theme ${stored} shows as ${shown ?? "the system's"} before the first paint`, async ({ page }) => {
    await page.goto("/");
    await page.evaluate((theme) => {
      localStorage.clear();
      if (theme) {
        localStorage.setItem("planisphere.theme", theme);
      }
    }, stored);
    // Without the app's own code the attribute can come from the boot script only.
    await page.route("**/start-*.js", (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
    await page.reload();
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe(shown);
  });
}

test("a browser that cannot start the app says so", async ({ page, reports }) => {
  reports.expect("uncaught:");
  await page.route("**/planisphere-*.wasm", (route) => route.fulfill({ contentType: "application/wasm", body: "no wasm" }));
  await page.goto("/");
  await expect(page.getByRole("alert")).toContainText("could not start in this browser");
});
