// Pictures for looking at. Taken with `cargo xtask pictures` only, so tests cost nothing otherwise.
import { join } from "node:path";
import type { Page } from "./test.ts";

const widths = [
  [1440, 900],
  [1024, 768],
  [390, 844],
] as const;

/** Takes the page at three widths in both themes, as `<name>-<width>-<theme>.png`; of a very long one a window only. */
export async function pictures(page: Page, name: string, { whole = true } = {}): Promise<void> {
  if (process.env.PICTURES !== "1") {
    return;
  }
  const before = page.viewportSize();
  for (const [width, height] of widths) {
    await page.setViewportSize({ width, height });
    // The frame keeps its height and `main` scrolls in it, so a whole page needs a taller window.
    const hidden = await page.evaluate(() => {
      const main = document.querySelector("main");
      return main ? main.scrollHeight - main.clientHeight : 0;
    });
    await page.setViewportSize({ width, height: whole ? Math.min(height + Math.max(hidden, 0), 6000) : height });
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      const path = join("tests", "e2e", "pictures", `${name}-${width}-${colorScheme}.png`);
      await page.screenshot({ path, fullPage: whole, animations: "disabled" });
    }
  }
  if (before) {
    await page.setViewportSize(before);
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
}
