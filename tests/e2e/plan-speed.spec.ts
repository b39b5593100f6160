// What one key costs on the large sample: in a settings form with a plan, on the guard rails page, in the filter of the
// Deployments list with its badges. With MEASURE=1 it prints the times of this machine and this build; without, it holds
// that a key costs no more on ten thousand Deployments than a small multiple of what it costs on a small Organization.
import { heading, openSample, organizationRoot, section, side } from "./support/app.ts";
import { follow } from "./support/places.ts";
import { type Locator, type Page, expect, test } from "./support/test.ts";

test.describe.configure({ timeout: 180_000 });

/** The middle of several keys, in milliseconds of the main thread: from the event to the end of the work that it starts. */
async function perKey(page: Page, field: Locator, keys = "abcdefghi"): Promise<number> {
  await field.click();
  const times: number[] = [];
  for (const key of keys) {
    const time = await field.evaluate((element, key) => {
      const input = element as HTMLInputElement | HTMLTextAreaElement;
      const text = input.value + key;
      const setter = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(input), "value")?.set;
      setter?.call(input, text);
      performance.mark("key");
      input.dispatchEvent(new Event("input", { bubbles: true }));
      // Effects of the app run in microtasks; a message comes after all of them.
      return new Promise<number>((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.measure("key", "key").duration);
        port2.postMessage(undefined);
      });
    }, key);
    times.push(time);
  }
  times.sort((one, other) => one - other);
  return times[Math.floor(times.length / 2)] ?? 0;
}

async function settings(page: Page): Promise<Locator> {
  await side(page, "All Deployments");
  await page.getByRole("table", { name: "Deployments" }).locator("tbody a").first().click();
  await page.getByRole("navigation", { name: "Deployment" }).getByRole("link", { name: "Settings" }).click();
  await expect(section(page, "Execution")).toBeVisible();
  await page.getByLabel("Add a contact").or(page.getByLabel("Contact e-mails")).first().scrollIntoViewIfNeeded();
  return page.getByLabel("Workload identity").or(page.getByLabel("Fewest workers")).first();
}

for (const sample of ["small", "large"] as const) {
  test(`a key costs little in the ${sample} sample`, async ({ page }) => {
    await openSample(page, sample);
    const field = await settings(page);
    const key = await perKey(page, field, "123412341");
    await follow(page, `${organizationRoot(page)}/guard-rails`);
    await expect(heading(page, "Guard rails")).toBeVisible();
    await side(page, "All Deployments");
    const filter = await perKey(page, page.getByLabel("Filter Deployments"), "attributi");
    test.info().annotations.push({ type: "measured", description: `${sample}: settings ${key} ms, list ${filter} ms` });
    if (process.env.MEASURE === "1") {
      console.log(`${sample}: a key in settings ${key.toFixed(1)} ms, in the list's filter ${filter.toFixed(1)} ms`);
    }
    expect(key).toBeLessThan(2_000);
    expect(filter).toBeLessThan(2_000);
  });
}
