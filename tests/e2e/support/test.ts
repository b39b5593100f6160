// The `test` of every end-to-end test. It fails a test on anything that a page reports: a console error, an unhandled
// rejection, a panic, a Content-Security-Policy violation, in every tab of the test and in its workers.
import { type BrowserContext, type Locator, type Page, expect, test as base } from "@playwright/test";

export { expect };
export type { BrowserContext, Locator, Page };

export interface Reports {
  /** Expects a report that contains this text; the test fails if it does not come, as it does for any other report. */
  expect(text: string | RegExp): void;
  /** Watches a context that the test made itself. The test's own is watched already. */
  watch(context: BrowserContext): Promise<void>;
}

interface Fixtures {
  reports: Reports;
}

const violation = "content security policy violation:";

export const test = base.extend<Fixtures>({
  reports: [
    async ({ context }, use) => {
      const seen: string[] = [];
      const expected: (string | RegExp)[] = [];
      const reports: Reports = {
        expect: (text) => expected.push(text),
        watch: (other) => watch(other, seen),
      };
      await reports.watch(context);

      await use(reports);

      const fits = (report: string, text: string | RegExp) =>
        typeof text === "string" ? report.includes(text) : text.test(report);
      const missing = () => expected.filter((text) => !seen.some((report) => fits(report, text))).map(String);
      // A report comes in a task of its own, which the last step of a test may outrun.
      await expect.poll(missing, { message: "reports that were expected and did not come" }).toEqual([]);
      const unexpected = seen.filter((report) => !expected.some((text) => fits(report, text)));
      expect(unexpected, "what the pages reported").toEqual([]);
    },
    { auto: true },
  ],
});

async function watch(context: BrowserContext, seen: string[]): Promise<void> {
  context.on("console", (message) => {
    if (message.type() === "error" || message.type() === "assert") {
      const { url, lineNumber } = message.location();
      seen.push(`console ${message.type()}: ${message.text()} (${url}:${lineNumber})`);
    }
  });
  context.on("weberror", (error) => {
    const cause = error.error();
    seen.push(`uncaught: ${cause.stack ?? cause.message}`);
  });
  context.on("page", (page) => page.on("crash", () => seen.push(`the page ${page.url()} crashed`)));
  // The browser logs most violations by itself, but not all of them.
  await context.addInitScript((prefix) => {
    addEventListener("securitypolicyviolation", (event) => {
      console.error(`${prefix} ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
    });
  }, violation);
}
