// The log in which Chromium keeps the newest changes of IndexedDB: whether a kill left a part of a record at its end.
// The format: https://github.com/google/leveldb/blob/main/doc/log_format.md
import { appendFileSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const BLOCK = 32_768;
/** The checksum, the length and the type. */
const HEADER = 7;
const WHOLE = 1;
const LAST = 4;
/** So many bytes of a torn record are there, and as many are missing: fewer than any later change has. */
const PART = 20;

/**
 * The newest log below a directory of databases, where there is one.
 * @param {string} databases
 * @returns {string | null}
 */
function newestLog(databases) {
  if (!existsSync(databases)) return null;
  const files = readdirSync(databases, { recursive: true, encoding: "utf8" });
  const logs = files.filter((name) => /\.leveldb\/\d+\.log$/.test(name)).sort();
  const newest = logs.at(-1);
  return newest ? join(databases, newest) : null;
}

/** Whether the last record of a log is not all there. @param {Buffer} log */
function isIncomplete(log) {
  let isWithin = false;
  let at = 0;
  while (at < log.length) {
    const left = BLOCK - (at % BLOCK);
    if (left < HEADER) {
      at += left;
      continue;
    }
    if (log.length - at < HEADER) return true;
    const type = log.readUInt8(at + 6);
    isWithin = type !== WHOLE && type !== LAST;
    at += HEADER + log.readUInt16LE(at + 4);
    if (at > log.length) return true;
  }
  return isWithin;
}

/** Whether a kill came while a record was written. @param {string} databases */
export function endsTorn(databases) {
  const path = newestLog(databases);
  return path !== null && isIncomplete(readFileSync(path));
}

/**
 * Leaves what a kill leaves in the middle of a write: the beginning of a record that nobody was told of. False where the
 * end of the log has no room for one, or is torn already.
 * @param {string} databases
 */
export function tear(databases) {
  const path = newestLog(databases);
  if (path === null) return false;
  const log = readFileSync(path);
  const room = BLOCK - (log.length % BLOCK) - HEADER;
  if (room < 2 * PART || isIncomplete(log)) return false;
  const record = Buffer.alloc(HEADER + PART);
  record.writeUInt16LE(2 * PART, 4);
  record.writeUInt8(WHOLE, 6);
  appendFileSync(path, record);
  return true;
}
