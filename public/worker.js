// Starts the worker's wasm. The build renames both files after their content and writes the names in here.
// Messages that arrive while the wasm loads are kept and handed over, so a caller may post at once.
import init from "./planisphere-worker.js";

const early = [];
const keep = (event) => {
  event.stopImmediatePropagation();
  early.push(event);
};
self.addEventListener("message", keep);

await init({ module_or_path: new URL("./planisphere-worker_bg.wasm", import.meta.url) });

self.removeEventListener("message", keep);
for (const event of early) {
  self.dispatchEvent(new MessageEvent("message", { data: event.data, ports: [...event.ports] }));
}
