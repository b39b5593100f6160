// Starts the page's wasm and offers what it can do to the script that drives it.
import init, * as page from "./torture.js";

let going = false;
/** How often a command gave up because other tabs were first fifty times; it says so, and is tried again. */
let crowded = 0;

async function isWritten(write) {
  try {
    await write();
    return true;
  } catch (error) {
    if (!String(error).includes("Other tabs kept writing first")) throw error;
    return false;
  }
}

const answer = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = (event) => {
      // One row that cannot be read leaves the others to be asked for.
      event.preventDefault();
      reject(request.error);
    };
  });

/** Goes through the stores of the database, past the app's own connection. */
async function eachStore(look) {
  const database = await answer(indexedDB.open("planisphere"));
  try {
    for (const name of database.objectStoreNames) await look(name, database.transaction(name).objectStore(name));
  } finally {
    database.close();
  }
}

/** How many rows each store has. */
async function rows() {
  const counts = {};
  await eachStore(async (name, store) => (counts[name] = await answer(store.count())));
  return counts;
}

/** What each store answers to being read, key by key: where something cannot be read, the browser's own words. */
async function answers() {
  const told = [];
  const read = async (name, store) => {
    const keys = await answer(store.getAllKeys());
    told.push(`${name}: ${keys.length} keys`);
    for (const key of keys) {
      const words = await answer(store.get(key)).then(() => undefined, String);
      if (words) told.push(`${name} ${JSON.stringify(key)}: ${words}`);
    }
  };
  await eachStore((name, store) => read(name, store).catch((error) => told.push(`${name}: ${error}`)));
  return told;
}

/**
 * Commits until told to stop, or until the browser dies. `acknowledge` is a binding of the debugging protocol: what it is
 * given is recorded outside the browser.
 */
async function run(tab, { many, most, pause }) {
  going = true;
  for (let number = 1; going && number <= most; number += 1) {
    const mark = `mark ${tab} ${number}`;
    // Some commands are many as one commit.
    const isLong = many > 0 && number % 2 === 0;
    while (!(await isWritten(() => (isLong ? page.write_many(mark, many) : page.write(mark))))) crowded += 1;
    globalThis.acknowledge(mark);
    if (pause > 0) await new Promise((resolve) => setTimeout(resolve, Math.random() * pause));
  }
}

/** Puts the whole log down under other keys, as an import does, until the browser dies. */
async function copy() {
  await page.prepare();
  for (;;) globalThis.acknowledge(`copy ${await page.put_down()}`);
}

// Tells that the log is being folded: from the first chunk until the transaction ends.
const { add } = IDBObjectStore.prototype;
IDBObjectStore.prototype.add = function (...given) {
  if (this.name === "chunks") globalThis.folding?.("");
  return add.apply(this, given);
};

await init();
globalThis.page = { ...page, rows, answers, run, copy, stop: () => (going = false), crowded: () => crowded };
