// Chance that a seed repeats: the same seed makes the same rounds.

/** @typedef {{ below: (limit: number) => number, between: (least: number, most: number) => number, pick: <T>(from: T[]) => T }} Random */

/**
 * @param {number} seed
 * @returns {Random}
 */
export function random(seed) {
  let state = seed >>> 0;
  // Mulberry32: small, and good enough to choose moments.
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (/** @type {number} */ limit) => Math.floor(next() * limit);
  return {
    below,
    between: (least, most) => least + below(most - least + 1),
    pick: (from) => /** @type {any} */ (from[below(from.length)]),
  };
}
