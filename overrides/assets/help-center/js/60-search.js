// Search is loaded when somebody begins to search, never before.
for (const field of document.querySelectorAll("[data-search-field]")) {
  // The search page shows its results below.
  if (field.closest("[data-search-page]")) continue;
  const begin = () => import("./search/dropdown.js").then(({ attach }) => attach(field), () => {});
  field.addEventListener("focus", begin, { once: true });
  if (document.activeElement === field) begin();
}

const results = document.querySelector("[data-search-page]");
if (results) import("./search/page.js").then(({ start }) => start(results)).catch(() => {});
