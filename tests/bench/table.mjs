// The rows of a measurement: printed as a table, and as JSON in the form that `bench access` has, with the spread.

/** @typedef {{ ours: number[], peer: number[] }} Samples in milliseconds */
/** @typedef {{ low: number, high: number, samples: number }} Spread the tenth and the ninetieth of a hundred */

export class Table {
  /** @type {{ name: string, ours: number, peer: number, unit: "ms", ratio: number, expected: string, holds: boolean, ours_spread: Spread, peer_spread: Spread }[]} */
  rows = [];
  /** What it was measured with. */
  about = {};

  /**
   * Ours beside a peer's. The ratio is ours to theirs where it may be no more than something, else theirs to ours.
   * @param {string} name
   * @param {Samples} samples
   * @param {{ atMost?: number, timesAsFast?: number }} wanted
   */
  beside(name, samples, { atMost, timesAsFast }) {
    const ours = at(samples.ours, 0.5);
    const peer = at(samples.peer, 0.5);
    const ratio = atMost === undefined ? peer / ours : ours / peer;
    this.rows.push({
      name,
      ours,
      peer,
      unit: "ms",
      ratio,
      expected: atMost !== undefined ? `at most ${atMost} times` : timesAsFast ? `at least ${timesAsFast} times as fast` : "",
      holds: atMost !== undefined ? ratio <= atMost : timesAsFast === undefined || ratio >= timesAsFast,
      ours_spread: spread(samples.ours),
      peer_spread: spread(samples.peer),
    });
  }

  print() {
    for (const row of this.rows) {
      const told = (/** @type {number} */ median, /** @type {Spread} */ { low, high, samples }) =>
        `${median.toFixed(2)} ms (${low.toFixed(2)} to ${high.toFixed(2)}, ${samples} samples)`;
      console.log(row.name);
      console.log(`  ours ${told(row.ours, row.ours_spread)}, theirs ${told(row.peer, row.peer_spread)}`);
      const expected = row.expected ? `, expected ${row.expected}${row.holds ? "" : ": DOES NOT HOLD"}` : "";
      console.log(`  ratio ${row.ratio.toFixed(2)}${expected}`);
    }
  }

  json() {
    return `${JSON.stringify({ rows: this.rows, about: this.about }, null, 2)}\n`;
  }
}

/**
 * @param {number[]} samples
 * @param {number} part
 */
function at(samples, part) {
  const sorted = [...samples].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
}

/**
 * @param {number[]} samples
 * @returns {Spread}
 */
function spread(samples) {
  return { low: at(samples, 0.1), high: at(samples, 0.9), samples: samples.length };
}
