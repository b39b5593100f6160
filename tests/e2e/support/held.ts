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
