// Runs before anything else, before the first paint. It does two things and nothing more:
// the Trusted Types policy through which every markup string of the page has to pass, and the colour theme.
// It is a plain script, so that it blocks; the Content-Security-Policy is in `_headers`.
(() => {
  "use strict";

  // Leptos builds static markup through innerHTML and never needs any of these.
  const element = /<\/?(?:[a-z0-9]+:)?(?:script|iframe|frame|frameset|object|embed|applet|base|meta|link|style|portal)\b/i;
  const handler = /[\s"'/]on[a-z]+\s*=/i;
  const scheme = /(?:javascript|vbscript):|data:text\/html|srcdoc\s*=/i;

  // What the HTML parser would make of character references and of the white space that it ignores inside a URL.
  const named = { colon: ":", tab: "", newline: "", sol: "/", equals: "=" };
  const decoded = (markup) =>
    markup
      .replace(/&#x([0-9a-f]+);?/gi, (_, digits) => character(parseInt(digits, 16)))
      .replace(/&#([0-9]+);?/g, (_, digits) => character(parseInt(digits, 10)))
      .replace(/&(colon|tab|newline|sol|equals);/gi, (_, name) => named[name.toLowerCase()]);
  const character = (code) => (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "");
  const withoutSpace = (text) => text.replace(/[\u0000-\u0020\u007f-\u00a0]/g, "");

  const createHTML = (markup) => {
    const text = String(markup);
    if (element.test(text) || handler.test(text) || scheme.test(withoutSpace(decoded(text)))) {
      throw new TypeError("markup refused by the page's policy");
    }
    return text;
  };

  const createScriptURL = (url) => {
    const target = new URL(String(url), location.href);
    const http = target.protocol === "http:" || target.protocol === "https:";
    if (!http || target.origin !== location.origin) {
      throw new TypeError("script address refused by the page's policy");
    }
    return target.href;
  };

  if (window.trustedTypes) {
    window.trustedTypes.createPolicy("default", { createHTML, createScriptURL });
  }

  // Storage can be forbidden altogether; then the system's theme it is.
  try {
    const theme = localStorage.getItem("planisphere.theme");
    if (theme === "light" || theme === "dark") {
      document.documentElement.dataset.theme = theme;
    }
  } catch {
    delete document.documentElement.dataset.theme;
  }
})();
