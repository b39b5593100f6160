// A log that is long enough to be folded into chunks with a snapshot, made from few files.
import { randomBytes } from "node:crypto";
import { type UploadFile, apply, deploymentFile, pick, section, upload } from "./app.ts";
import { type Page, expect } from "./test.ts";

/** Files that are long enough together for the log to be folded. */
export function longFiles(prefix: string): UploadFile[] {
  return Array.from({ length: 14 }, (_, at) => {
    const variables = Array.from(
      { length: 20 },
      (_, at) => `        - is_secret: false\n          key: NOISE_${at}\n          value: "${randomBytes(3_000).toString("base64")}"\n`,
    );
    const text = deploymentFile(`${prefix}-${at}`, "Data Platform", (text) =>
      text.replace("deployment:\n", `deployment:\n    environment_variables:\n${variables.join("")}`),
    );
    return upload(`${prefix}-${at}.yaml`, text);
  });
}

/** Imports them. */
export async function importLong(page: Page, prefix: string): Promise<void> {
  await pick(page, longFiles(prefix));
  await expect(section(page, "14 files")).toContainText("All can be applied");
  await apply(page, 14);
}
