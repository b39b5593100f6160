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

/** What somebody has read and found right: the lines of each address, in a file by the person's name. */
export class Golden {
  readonly #path: string;
  readonly #pages = new Map<string, string[]>();
  readonly #isWritten = Boolean(process.env["UPDATE_GOLDEN"]);

  constructor(name: string) {
    this.#path = `tests/e2e/golden/${name.toLowerCase().replace(" ", "-")}.txt`;
    if (this.#isWritten) {
      return;
    }
    expect(existsSync(this.#path), `${this.#path} is missing: run with UPDATE_GOLDEN=1 and read it`).toBe(true);
    for (const block of readFileSync(this.#path, "utf8").trimEnd().split("\n\n")) {
      const [head = "", ...lines] = block.split("\n");
      this.#pages.set(head, lines);
    }
  }

  /** Holds what the page offers to the file, once it has settled; with `UPDATE_GOLDEN=1` notes it instead. */
  async check(head: string, offered: () => Promise<string[]>): Promise<void> {
    if (this.#isWritten) {
      this.#pages.set(head, await offered());
      return;
    }
    await expect.poll(offered, { message: head }).toEqual(this.#pages.get(head));
  }

  /** Writes the file, if that is what is wanted. */
  end(): void {
    const blocks = [...this.#pages].map(([head, lines]) => [head, ...lines].join("\n"));
    if (this.#isWritten) {
      mkdirSync(dirname(this.#path), { recursive: true });
      writeFileSync(this.#path, `${blocks.join("\n\n")}\n`);
    }
    const unexplained = blocks.join("\n").split("\n").filter((line) => /^ {2}closed .*: $/.test(line));
    expect(unexplained, "what is closed says why").toEqual([]);
  }
}
