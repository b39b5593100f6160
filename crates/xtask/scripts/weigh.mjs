// Prints one line per file: raw, gzip and brotli bytes and the path. Compresses as hosts do at their best level.
import { readFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

for (const path of process.argv.slice(2)) {
  const bytes = readFileSync(path);
  const brotli = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
  console.log(`${bytes.length} ${gzipSync(bytes, { level: 9 }).length} ${brotli.length} ${path}`);
}
