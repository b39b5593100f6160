import { createDeployment, createOrganization, openWorkspace } from "./support/app.ts";
import { test } from "./support/test.ts";
test("perf", async ({ page }) => {
  test.setTimeout(120_000);
  await createOrganization(page);
  await openWorkspace(page, "Data Platform");
  await createDeployment(page, "orders-etl");
  await page.getByRole("navigation", { name: "Deployment" }).getByRole("link", { name: /^Environment/ }).click();
  await page.getByRole("button", { name: "Paste a .env" }).click();
  for (const n of [100, 500, 1000, 2000]) {
    const text = Array.from({ length: n }, (_, at) => `KEY_${String(at).padStart(5, "0")}=value ${at}`).join("\n");
    const ms = await page.getByLabel("Text of the .env").evaluate((area: HTMLTextAreaElement, text) => {
      const start = performance.now();
      area.value = text;
      const mid = performance.now();
      area.dispatchEvent(new Event("input", { bubbles: true }));
      const end = performance.now();
      area.scrollHeight;
      return [mid - start, end - mid, performance.now() - end];
    }, text);
    await page.waitForTimeout(50);
    const idle = await page.evaluate(() => new Promise<number>((go) => { const s = performance.now(); requestAnimationFrame(() => setTimeout(() => go(performance.now() - s))); }));
    console.log(n, ms.map(Math.round), Math.round(idle));
  }
});
