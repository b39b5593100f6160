// End-to-end tests against the release bundle under the product's own response headers.
// `cargo xtask test` and `cargo xtask pictures` pass BASE_URL and CHROMIUM; by hand, `npx playwright test` starts a
// server on the last release bundle and takes Playwright's browser or the system's.
import { existsSync } from "node:fs";
import { chromium, defineConfig } from "@playwright/test";

const port = 4173;
const baseURL = process.env.BASE_URL ?? `http://127.0.0.1:${port}`;
const candidates = [
  process.env.CHROMIUM,
  "/usr/bin/chromium-headless-shell",
  chromium.executablePath(),
  "/usr/bin/chromium",
  "/usr/bin/google-chrome",
];
const executablePath = candidates.find((path) => path && existsSync(path));

export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "tests/e2e/results",
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  // A machine that others use too may be several times slower; a test that is fine never waits that long.
  timeout: 60_000,
  expect: { timeout: 20_000 },
  reporter: [["list"]],
  use: {
    baseURL,
    locale: "en-US",
    timezoneId: "UTC",
    // Recording a trace of every test costs a tenth of the time and more, so it is asked for. What a failure always leaves is
    // a picture, and the page in words.
    trace: process.env.TRACE ? "retain-on-failure" : "off",
    screenshot: "only-on-failure",
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      executablePath,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        // No test lives as long as it takes the optimising compiler to pay for itself; it costs a tenth and more.
        "--js-flags=--no-wasm-dynamic-tiering,--no-wasm-tier-up",
      ],
    },
  },
  webServer: process.env.BASE_URL
    ? undefined
    : {
        command: `cargo xtask serve --release --no-build --port ${port}`,
        url: baseURL,
        reuseExistingServer: true,
        timeout: 60_000,
      },
});
