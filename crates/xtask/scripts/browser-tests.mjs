// Opens the page of wasm-bindgen's test runner and prints what it shows, until the tests are over.
// Arguments: the page's address, the browser's program. Ends with 0 when tests passed, 1 when one failed, 3 when none ran.
import { chromium } from "playwright-core";

const [, , address, executablePath] = process.argv;
const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
});
let ended = 1;
try {
  const page = await browser.newPage();
  const reports = [];
  page.on("console", (message) => {
    if (message.type() === "error") {
      reports.push(message.text());
    } else if (message.text().startsWith("measured ")) {
      console.log(message.text());
    }
  });
  page.on("pageerror", (error) => reports.push(error.stack ?? error.message));
  await page.goto(address);
  // The runner writes its result line last, whether tests failed or not; a page that cannot start writes none.
  const over = page.waitForFunction(
    () => /test result: |no tests to run/.test(document.getElementById("output")?.textContent ?? ""),
    undefined,
    { timeout: 300_000, polling: 100 },
  );
  await over.catch(() => undefined);
  const output = (await page.locator("#output").textContent()) ?? "";
  console.log(output.trimEnd());
  const [, count] = /test result: ok\. (\d+) passed/.exec(output) ?? [];
  if (count === "0" || output.includes("no tests to run")) {
    ended = 3;
  } else if (count) {
    ended = 0;
  } else {
    console.log(reports.join("\n"));
  }
} finally {
  await browser.close();
}
process.exitCode = ended;
