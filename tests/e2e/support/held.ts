// Work of the page that waits in the middle, until the test lets it go on.
import { type Page, expect } from "./test.ts";

/** From now on the next keys that the page makes of passphrases wait. Before the page's first address. */
export async function holdKeys(page: Page): Promise<{ hold: () => Promise<void>; waiting: () => Promise<void>; release: () => Promise<void> }> {
  await page.addInitScript(() => {
    const held: (() => void)[] = [];
    const state = { holds: false, held };
    Object.assign(window, { heldKeys: state });
    const original = SubtleCrypto.prototype.deriveKey;
    SubtleCrypto.prototype.deriveKey = async function (...given) {
      if (state.holds) await new Promise<void>((resolve) => held.push(resolve));
      return original.apply(this, given);
    };
  });
  const state = () => (window as unknown as { heldKeys: { holds: boolean; held: (() => void)[] } }).heldKeys;
  return {
    hold: () => page.evaluate(`(${state})().holds = true`),
    waiting: () => expect.poll(() => page.evaluate(`(${state})().held.length`)).toBe(1),
    release: () => page.evaluate(`{ const state = (${state})(); state.holds = false; state.held.splice(0).forEach((go) => go()); }`),
  };
}

/** Keeps everybody from writing to the database of the app, until it is called off. */
export async function holdWriting(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open("planisphere");
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const rows = database.transaction(database.objectStoreNames, "readwrite").objectStore("organizations");
          const state = { holds: true };
          Object.assign(window, { heldWriting: state });
          // A transaction lives as long as it is asked something.
          const ask = () => {
            if (state.holds) rows.count().onsuccess = ask;
            else database.close();
          };
          ask();
          resolve();
        };
      }),
  );
  return () =>
    page.evaluate(() => {
      (window as unknown as { heldWriting: { holds: boolean } }).heldWriting.holds = false;
    });
}
