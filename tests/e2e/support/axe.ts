// Accessibility checks of a whole page, in both themes.
import { AxeBuilder } from "@axe-core/playwright";
import { type Page, expect } from "./test.ts";

/** axe finds nothing on the page, light and dark. `include` narrows it to a part of the page. */
export async function expectNoAxeViolations(page: Page, include?: string): Promise<void> {
  // The reason of a closed button shows where the pointer happens to rest, over the page and in no landmark.
  await page.mouse.move(0, 0);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const axe = new AxeBuilder({ page })
      // The app has no frames; without them this finds the same and opens no page of its own for each run.
      .setLegacyMode()
      .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]);
    const { violations } = await (include ? axe.include(include) : axe).analyze();
    const found = violations.map(({ id, help, nodes }) => ({
      id,
      help,
      nodes: nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary}`),
    }));
    expect(found, `axe, ${colorScheme}, ${page.url()}`).toEqual([]);
  }
}

/** The same at the usual width and at 390 px. */
export async function expectNoAxeViolationsAtAnyWidth(page: Page): Promise<void> {
  const before = page.viewportSize();
  for (const [width, height] of [[1440, 900], [390, 844]] as const) {
    await page.setViewportSize({ width, height });
    await expectNoAxeViolations(page);
  }
  if (before) {
    await page.setViewportSize(before);
  }
}
