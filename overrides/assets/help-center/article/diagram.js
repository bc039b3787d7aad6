// Draws mermaid diagrams with the site's own copy of the library, if it has one: put mermaid's
// `dist/mermaid.min.js` (MIT) beside this file, in the site's theme folder. Without it, or where a
// diagram is wrong, the source stays.
const LIBRARY = "./mermaid.min.js";
// The build writes a fingerprint into the name of every file that is there.
const HAS_LIBRARY = /\.[0-9a-f]{8}\.js$/.test(LIBRARY);
let library;
let drawn = 0;
let queue = Promise.resolve();

function load() {
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = new URL(LIBRARY, import.meta.url).href;
    script.onload = () => {
      const dark = getComputedStyle(document.documentElement).colorScheme === "dark" ||
        (!document.documentElement.dataset.mdColorScheme &&
          matchMedia("(prefers-color-scheme: dark)").matches);
      window.mermaid.initialize({
        startOnLoad: false,
        securityLevel: "strict",
        theme: dark ? "dark" : "neutral",
        htmlLabels: false,
        flowchart: { htmlLabels: false },
        fontFamily: getComputedStyle(document.body).fontFamily,
      });
      resolve(window.mermaid);
    };
    script.onerror = reject;
    document.head.append(script);
  });
  return library;
}

// A Content-Security-Policy without 'unsafe-inline' ignores <style> and style="". While mermaid draws and
// measures, both go through the object model, which the policy allows. Returns what `work` returns and
// the rules that it wanted.
async function drawWithoutInlineStyles(work) {
  const { setAttribute } = Element.prototype;
  const { insertBefore } = Node.prototype;
  const before = document.adoptedStyleSheets;
  let css = "";
  Element.prototype.setAttribute = function set(name, value) {
    if (name === "style" && this.style) this.style.cssText = value;
    else setAttribute.call(this, name, value);
  };
  Node.prototype.insertBefore = function insert(node, child) {
    if (node?.nodeName?.toLowerCase() !== "style") return insertBefore.call(this, node, child);
    css += node.textContent;
    const rules = new CSSStyleSheet();
    rules.replaceSync(node.textContent);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, rules];
    return node;
  };
  try {
    return { svg: (await work()).svg, css };
  } finally {
    Element.prototype.setAttribute = setAttribute;
    Node.prototype.insertBefore = insertBefore;
    document.adoptedStyleSheets = before;
  }
}

// The drawing lives in a shadow root of its own, so that its rules and the page's leave each other alone.
function place({ svg, css }, source) {
  const figure = document.createElement("div");
  figure.className = "hc-diagram";
  const root = figure.attachShadow({ mode: "open" });
  const inert = svg.replaceAll(' style="', ' data-style="');
  const parsed = new DOMParser().parseFromString(inert, "image/svg+xml").documentElement;
  if (parsed.nodeName !== "svg") throw new Error("no drawing");
  const rules = new CSSStyleSheet();
  rules.replaceSync(css);
  for (const one of parsed.querySelectorAll("style, script")) one.remove();
  const drawing = document.importNode(parsed, true);
  for (const one of [drawing, ...drawing.querySelectorAll("[data-style]")]) {
    if (one.dataset.style) one.style.cssText = one.dataset.style;
    delete one.dataset.style;
  }
  drawing.setAttribute("role", "img");
  drawing.setAttribute("aria-label", source.getAttribute("aria-label"));
  root.adoptedStyleSheets = [rules];
  root.append(drawing);
  const details = document.createElement("details");
  const summary = document.createElement("summary");
  summary.textContent = source.getAttribute("aria-label");
  source.replaceWith(figure, details);
  details.append(summary, source);
}

export async function enhance(source) {
  if (!HAS_LIBRARY) return;
  try {
    const mermaid = await load();
    // One after the other: they share the page's prototypes while they are drawn.
    const id = `hc-diagram-${(drawn += 1)}`;
    const drawing = queue.then(() =>
      drawWithoutInlineStyles(() => mermaid.render(id, source.textContent)));
    queue = drawing.catch(() => {});
    place(await drawing, source);
  } catch (error) {
    console.info("A diagram stays source:", error.message); // the reader has that, then
  }
}
