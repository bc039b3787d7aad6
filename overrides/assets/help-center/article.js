// What a script adds to an article's text, each part loaded only where the page has something for it.
// Texts come in data- attributes, in the page's language; without a script everything is readable.
const parts = [
  [".hc-datatable", () => import("./article/data-table.js")],
  [".hc-lightbox", () => import("./article/lightbox.js")],
  [".hc-video", () => import("./article/video.js")],
  [".highlight[data-copy]", () => import("./article/copy-code.js")],
  [".hc-account", () => import("./article/account-name.js")],
  ["pre.mermaid", () => import("./article/diagram.js")],
];

for (const [selector, load] of parts) {
  const found = document.querySelectorAll(selector);
  if (found.length) load().then((module) => found.forEach(module.enhance));
}

// A link from elsewhere may spell an anchor with accents or other hyphens than the heading has.
function findAnchor() {
  let wanted = location.hash.slice(1);
  try {
    wanted = decodeURIComponent(wanted);
  } catch {
    return;
  }
  if (!wanted || document.getElementById(wanted)) return;
  const plain = wanted.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const slug = plain.replace(/[^a-z0-9_]+/g, "-").replace(/^[-_]+|[-_]+$/g, "");
  if (document.getElementById(slug)) location.replace(`#${slug}`);
}

findAnchor();
addEventListener("hashchange", findAnchor);
