// Serves the page that commits, and beside it, on the same origin and so on the same database, the app itself.
import { createReadStream, existsSync } from "node:fs";
import { createServer, request } from "node:http";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL("page", import.meta.url));
const kinds = new Map([
  [".html", "text/html"],
  [".js", "text/javascript"],
  [".mjs", "text/javascript"],
  [".wasm", "application/wasm"],
]);

/**
 * @param {string} built where wasm-bindgen wrote the page's wasm and script
 * @param {string | undefined} app where the app is served
 * @param {Map<string, string>} more other files of the page, by name
 * @returns {Promise<{ origin: string, end: () => void }>}
 */
export async function serve(built, app, more = new Map()) {
  const server = createServer((asked, answer) => {
    const { pathname } = new URL(asked.url ?? "/", "http://localhost");
    if (!pathname.startsWith("/torture/")) {
      return app ? pass(app, asked, answer) : void answer.writeHead(404).end();
    }
    const name = pathname.slice("/torture/".length) || "index.html";
    const places = [join(here, name), join(built, name), more.get(name)];
    const file = places.find((path) => path && /^\w+\.\w+$/.test(name) && existsSync(path));
    if (!file) return void answer.writeHead(404).end();
    answer.writeHead(200, { "content-type": kinds.get(extname(file)) ?? "text/plain" });
    createReadStream(file).pipe(answer);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const place = server.address();
  if (!place || typeof place === "string") throw new Error("the server has no port");
  const end = () => {
    server.close();
    server.closeAllConnections();
  };
  return { origin: `http://127.0.0.1:${place.port}`, end };
}

/**
 * @param {string} app
 * @param {import("node:http").IncomingMessage} asked
 * @param {import("node:http").ServerResponse} answer
 */
function pass(app, asked, answer) {
  const onward = request(new URL(asked.url ?? "/", app), { method: asked.method }, (got) => {
    answer.writeHead(got.statusCode ?? 502, got.headers);
    got.pipe(answer);
  });
  onward.on("error", () => answer.writeHead(502).end());
  asked.pipe(onward);
}
