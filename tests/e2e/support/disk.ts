// The browser's database past the app: what was asked of it, what is in it, and damage done to it.
import type { Page } from "./test.ts";

/** A transaction that could write, as the app asked for it. */
export interface Asked {
  stores: string[];
  durability: string;
}

/** Notes every writing transaction of the page from its start on. */
export async function noteTransactions(page: Page): Promise<() => Promise<Asked[]>> {
  await page.addInitScript(() => {
    const asked: Asked[] = [];
    Object.assign(window, { askedTransactions: asked });
    const original = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (stores, mode, options) {
      if (mode === "readwrite") {
        asked.push({ stores: [...(typeof stores === "string" ? [stores] : stores)], durability: options?.durability ?? "default" });
      }
      return original.call(this, stores, mode, options);
    };
  });
  return () => page.evaluate(() => (window as unknown as { askedTransactions: Asked[] }).askedTransactions.splice(0));
}

/** Opens the database of the app at a later version, as a newer build does, and holds it. Resolves with its version. */
export async function upgradeDatabase(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const found = (await indexedDB.databases()).find(({ name }) => name === "planisphere");
    const version = (found?.version ?? 0) + 1;
    await new Promise((resolve, reject) => {
      const request = indexedDB.open("planisphere", version);
      request.onsuccess = resolve;
      request.onerror = () => reject(request.error);
    });
    return version;
  });
}

/** The rows of a log in the browser, apart from the summary. */
export type LogStore = "snapshots" | "chunks" | "commits";

/** A row of one store, by its key, with its bytes in base64. */
export interface Row {
  store: LogStore;
  key: (string | number)[];
  bytes: string;
}

/** Every row of every log. */
export async function logRows(page: Page): Promise<Row[]> {
  return page.evaluate(async () => {
    const answer = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await answer(indexedDB.open("planisphere"));
    const rows = [];
    for (const store of ["snapshots", "chunks", "commits"] as const) {
      const from = database.transaction(store).objectStore(store);
      const [keys, values] = await Promise.all([answer(from.getAllKeys()), answer(from.getAll())]);
      for (const [at, key] of keys.entries()) {
        const value: unknown = values[at];
        const bytes = value instanceof ArrayBuffer ? new Uint8Array(value) : (value as Uint8Array);
        const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
        rows.push({ store, key: key as (string | number)[], bytes: btoa(letters) });
      }
    }
    database.close();
    return rows;
  });
}

/** Puts a row in place of what is stored under its key, or nothing. In the form in which the app stores bytes. */
export async function putRow(page: Page, { store, key }: Row, bytes: Buffer | null): Promise<void> {
  await page.evaluate(
    async ({ store, key, base64 }) => {
      const answer = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      const database = await answer(indexedDB.open("planisphere"));
      const rows = database.transaction(store, "readwrite").objectStore(store);
      const before: unknown = await answer(rows.get(key));
      if (base64 === null) {
        await answer(rows.delete(key));
      } else {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        await answer(rows.put(before instanceof ArrayBuffer ? bytes.buffer : bytes, key));
      }
      database.close();
    },
    { store, key, base64: bytes && bytes.toString("base64") },
  );
}

/** Keeps every store for itself, so that whatever the app asks of the disk waits. Resolves with what lets it go. */
export async function holdDisk(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open("planisphere");
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const held = { goesOn: true };
    Object.assign(window, { heldDisk: held });
    await new Promise<void>((resolve) => {
      const transaction = database.transaction([...database.objectStoreNames], "readwrite");
      transaction.oncomplete = () => database.close();
      // A transaction lives as long as it is asked something.
      const again = () => {
        resolve();
        if (held.goesOn) transaction.objectStore("organizations").count().onsuccess = again;
      };
      transaction.objectStore("organizations").count().onsuccess = again;
    });
  });
  return () =>
    page.evaluate(() => {
      (window as unknown as { heldDisk: { goesOn: boolean } }).heldDisk.goesOn = false;
    });
}

/** Makes the page a newer build: its schema is one higher than that of the others. Before its first address. */
export async function asNewerBuild(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const original = IDBFactory.prototype.open;
    IDBFactory.prototype.open = function (name, version) {
      return original.call(this, name, version && version + 1);
    };
  });
}

/** Puts something that is no secret in place of every sealed one. */
export async function spoilSecrets(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const answer = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await answer(indexedDB.open("planisphere"));
    const secrets = database.transaction("blobs", "readwrite").objectStore("blobs");
    for (const key of await answer(secrets.getAllKeys())) await answer(secrets.put("spoilt", key));
    database.close();
  });
}
