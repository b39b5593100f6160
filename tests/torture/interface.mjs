// Commands through the app's own interface: the same marks, written by clicks.

/** @typedef {import("playwright-core").Page} Page */

/** The app at its list of Workspaces. */
export class Interface {
  #page;

  /** @param {Page} page */
  constructor(page) {
    this.#page = page;
  }

  /**
   * Opens the app at the Organization of this key.
   * @param {import("playwright-core").BrowserContext} context
   * @param {string} origin
   * @param {string} key
   */
  static async open(context, origin, key) {
    const page = await context.newPage();
    await page.goto(`${origin}/o/${key}/workspaces`);
    await page.getByRole("heading", { level: 1, name: "Workspaces" }).waitFor();
    return new Interface(page);
  }

  /**
   * Creates Workspaces until the browser dies, which ends it with an error; each counts once its page shows.
   * @param {string} tab
   * @param {(mark: string) => void} acknowledge
   */
  async write(tab, acknowledge) {
    const page = this.#page;
    for (let number = 1; ; number += 1) {
      const mark = `mark ${tab} ${number}`;
      await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Workspaces" }).click();
      await page.getByRole("button", { name: "Create a Workspace" }).first().click();
      const dialog = page.getByRole("dialog", { name: "Create a Workspace" });
      await dialog.getByLabel("Name").fill(mark);
      await dialog.getByRole("button", { name: "Create the Workspace" }).click();
      await page.getByRole("heading", { level: 1, name: "Deployments" }).waitFor();
      await page.getByText("Saved on this device").waitFor();
      acknowledge(mark);
    }
  }
}
