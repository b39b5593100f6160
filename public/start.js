// Starts the app's wasm. The build renames both files after their content and writes the names in here.
import init from "./planisphere.js";

try {
  await init({ module_or_path: new URL("./planisphere_bg.wasm", import.meta.url) });
} catch (error) {
  const message = document.createElement("p");
  message.setAttribute("role", "alert");
  message.textContent =
    "Planisphere could not start in this browser. Use a current Firefox, Chrome, Edge or Safari, then reload.";
  document.body.prepend(message);
  throw error;
}
