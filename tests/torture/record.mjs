// What was acknowledged, kept outside the browser, and what that asks of a log.
import { appendFileSync, closeSync, fsyncSync, openSync } from "node:fs";

/** @typedef {{ sequence: number, hash: string, is_replay: boolean, marks: string[] }} Report what the page found stored */

/** The acknowledgements of one profile. */
export class Record {
  /** @type {Map<string, number>} the last number of each tab */
  #last = new Map();
  /** @type {Set<string>} the keys of whole logs that were put down */
  #copies = new Set();
  #file;
  /** How many commands were acknowledged. */
  count = 0;

  /** @param {string} path */
  constructor(path) {
    this.#file = openSync(path, "a");
  }

  /**
   * On this disk before it counts.
   * @param {string} mark
   */
  acknowledge(mark) {
    appendFileSync(this.#file, `${mark}\n`);
    fsyncSync(this.#file);
    if (mark.startsWith("copy ")) return void this.#copies.add(mark.slice("copy ".length));
    const { tab, number } = parsed(mark);
    this.#last.set(tab, number);
    this.count += 1;
  }

  /** How many whole logs were put down. */
  get copies() {
    return this.#copies.size;
  }

  end() {
    closeSync(this.#file);
  }

  /**
   * What is wrong with a log, if anything: every acknowledged command is in it, once and in the order of its tab, and
   * the app shows what it says.
   * @param {Report} report
   * @param {{ [key: string]: string | null }} copies what is wrong with each log on the device
   * @returns {string[]}
   */
  problems(report, copies) {
    /** @type {Map<string, number>} */
    const stored = new Map();
    const problems = [];
    for (const mark of report.marks) {
      const { tab, number } = parsed(mark);
      const before = stored.get(tab) ?? 0;
      if (number !== before + 1) problems.push(`${mark} follows number ${before} of its tab`);
      stored.set(tab, number);
    }
    for (const [tab, number] of this.#last) {
      const kept = stored.get(tab) ?? 0;
      if (kept < number) problems.push(`tab ${tab}: ${number} commands were acknowledged and ${kept} are stored`);
    }
    if (!report.is_replay) problems.push("the app shows something else than a replay of the log gives");
    for (const [key, what] of Object.entries(copies)) if (what) problems.push(`${key}: ${what}`);
    for (const key of this.#copies) if (!(key in copies)) problems.push(`the copy ${key} was acknowledged and is gone`);
    return problems;
  }
}

/**
 * @param {string} mark
 * @returns {{ tab: string, number: number }}
 */
function parsed(mark) {
  const [, tab = "", number = ""] = mark.split(" ");
  return { tab, number: Number(number) };
}
