// In the page of `cargo xtask bench storage`: ours and theirs by turns, each timed on its own.
import Dexie from "./dexie.mjs";

const answer = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const timed = async (work) => {
  const began = performance.now();
  await work();
  return performance.now() - began;
};

/** The bytes of the newest commit. */
async function newestCommit() {
  const database = await answer(indexedDB.open("planisphere"));
  const rows = await answer(database.transaction("commits").objectStore("commits").getAll());
  database.close();
  const row = rows.at(-1);
  return new Uint8Array(row.buffer ?? row);
}

/** A command, from the wish to the acknowledgement, and a put of as many bytes into a database of its own. */
async function commits(count) {
  await page.write("mark bench 0");
  await page.write("mark bench 1");
  const bytes = await newestCommit();
  const request = indexedDB.open("bench");
  request.onupgradeneeded = () => request.result.createObjectStore("rows");
  const database = await answer(request);
  const put = (number) =>
    new Promise((resolve, reject) => {
      const transaction = database.transaction("rows", "readwrite", { durability: "strict" });
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
      transaction.objectStore("rows").put(bytes, number);
    });
  const ours = [];
  const peer = [];
  const warm = 30;
  for (let number = 0; number < warm + count; number += 1) {
    const [one, other] = [await timed(() => page.write(`mark bench ${number + 2}`)), await timed(() => put(number))];
    if (number < warm) continue;
    ours.push(one);
    peer.push(other);
  }
  database.close();
  return { ours, peer, bytes: bytes.length };
}

/** How long a table of Dexie takes to put records. @param {object[]} records */
async function bulkPut(records) {
  const table = new Dexie("peer");
  table.version(1).stores({ deployments: "id" });
  await table.open();
  const took = await timed(() => table.deployments.bulkPut(records));
  await table.delete();
  return took;
}

/** Records that are as many as they should be. @param {string} text */
function tenThousand(text) {
  const records = JSON.parse(text);
  if (records.length !== 10_000) throw new Error(`${records.length} Deployments`);
  return records;
}

/** 10,000 Deployments from their commands to the disk, and the same records put into a table of Dexie. */
async function imports(count) {
  await page.open(await page.found("Contoso Data"));
  await page.prepare();
  const records = tenThousand(page.prepare_import(10_000));
  const [ours, peer] = [[], []];
  for (let round = 0; round < count; round += 1) {
    let handle = "";
    const imported = await timed(async () => (handle = await page.import_prepared()));
    await page.take_away(handle);
    const put = await bulkPut(records);
    // The first round pays for what every later one finds ready.
    if (round === 0) continue;
    ours.push(imported);
    peer.push(put);
  }
  return { ours, peer };
}

/** The large sample taken in, its log alone put down, and its Deployments put into a table of Dexie. Leaves it open. */
async function samples(count) {
  await page.open(await page.take_sample());
  await page.prepare();
  const records = tenThousand(page.deployments());
  const [taken, stored, peer] = [[], [], []];
  let key = "";
  for (let round = 0; round < count; round += 1) {
    let handle = "";
    const put = await timed(async () => (handle = await page.put_down()));
    await page.take_away(handle);
    const theirs = await bulkPut(records);
    await page.remove_all();
    const whole = await timed(async () => (key = await page.take_sample()));
    if (round === 0) continue;
    stored.push(put);
    peer.push(theirs);
    taken.push(whole);
  }
  await page.open(key);
  return { taken, stored, peer };
}

globalThis.measure = { commits, imports, samples };
