// What a page offers to the person who looks at it: each control, and for a closed one why.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { type Page, expect } from "./test.ts";

/** The controls in the page's main part, one line each, repeated ones once. */
export async function offers(page: Page): Promise<string[]> {
  const lines = await page.getByRole("main").evaluate((main) => {
    const plain = (text: string | null | undefined): string => (text ?? "").replace(/\s+/g, " ").trim();
    const textOf = (ids: string | null): string =>
      plain((ids ?? "").split(" ").map((id) => document.getElementById(id)?.textContent).join(" "));
    const nameOf = (control: Element): string =>
      plain(control.getAttribute("aria-label")) ||
      textOf(control.getAttribute("aria-labelledby")) ||
      plain((control as HTMLInputElement).labels?.[0]?.textContent) ||
      plain((control as HTMLElement).innerText);
    // A browser reads the second only where the first says nothing.
    const aboutOf = (control: Element): string =>
      textOf(control.getAttribute("aria-describedby")) || plain(control.getAttribute("aria-description"));
    const controls = main.querySelectorAll("button, a[aria-disabled], a.button, input, select, textarea");
    return [...controls].filter((control) => control.checkVisibility()).map((control) => {
      const readOnly = control.hasAttribute("readonly");
      const isClosed = control.getAttribute("aria-disabled") === "true" || readOnly;
      return isClosed ? `  closed   ${nameOf(control)}: ${aboutOf(control)}` : `  offered  ${nameOf(control)}`;
    });
  });
  return [...new Set(lines)];
}

/** Holds a text to the file that somebody has read; `UPDATE_GOLDEN=1` writes it anew. */
export function expectGolden(path: string, text: string): void {
  if (process.env["UPDATE_GOLDEN"]) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  expect(existsSync(path), `${path} is missing: run with UPDATE_GOLDEN=1 and read what it holds`).toBe(true);
  expect(text).toBe(readFileSync(path, "utf8"));
}
