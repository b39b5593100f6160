// The database of this site as a file: written to the collection of what every version ever stored, and put back as it was.
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";

/** A value of a row; bytes stand in base64. */
type Value = string | number | { bytes: string } | Value[];

interface Row {
  key: IDBValidKey;
  value: Value;
}

/** Everything in the database but the key of the device, which cannot be read. */
export interface StoredDatabase {
  format: "planisphere database";
  schema: number;
  stores: Record<string, Row[]>;
}

export function readStored(path: string): StoredDatabase {
  return JSON.parse(readFileSync(path, "utf8")) as StoredDatabase;
}

/** The database as the page has it now. */
export async function storedDatabase(page: Page): Promise<StoredDatabase> {
  const text = await page.evaluate(async () => {
    type Value = string | number | { bytes: string } | Value[];
    const answer = <T,>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const encoded = (value: unknown): Value => {
      if (value instanceof Uint8Array) {
        return { bytes: btoa(Array.from(value, (byte) => String.fromCharCode(byte)).join("")) };
      }
      return Array.isArray(value) ? value.map(encoded) : (value as string | number);
    };
    const database = await answer(indexedDB.open("planisphere"));
    const stores: Record<string, { key: IDBValidKey; value: Value }[]> = {};
    for (const name of database.objectStoreNames) {
      const store = database.transaction(name).objectStore(name);
      const [keys, values] = await Promise.all([answer(store.getAllKeys()), answer(store.getAll())]);
      stores[name] = name === "keys" ? [] : keys.map((key, at) => ({ key, value: encoded(values[at]) }));
    }
    const schema = database.version;
    database.close();
    return JSON.stringify({ format: "planisphere database", schema, stores });
  });
  return JSON.parse(text) as StoredDatabase;
}

/** Makes the database of a page of this site that does not run the app. */
export async function restoreDatabase(page: Page, file: StoredDatabase): Promise<void> {
  await page.evaluate(async (text: string) => {
    type Value = string | number | { bytes: string } | Value[];
    const file = JSON.parse(text) as { schema: number; stores: Record<string, { key: IDBValidKey; value: Value }[]> };
    const decoded = (value: Value): unknown => {
      if (Array.isArray(value)) return value.map(decoded);
      return typeof value === "object" ? Uint8Array.from(atob(value.bytes), (letter) => letter.charCodeAt(0)) : value;
    };
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open("planisphere", file.schema);
      request.onupgradeneeded = () => {
        for (const name of Object.keys(file.stores)) request.result.createObjectStore(name);
      };
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const transaction = database.transaction(Object.keys(file.stores), "readwrite");
    for (const [name, rows] of Object.entries(file.stores)) {
      for (const { key, value } of rows) transaction.objectStore(name).add(decoded(value), key);
    }
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
    database.close();
  }, JSON.stringify(file));
}
