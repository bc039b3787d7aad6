// Draws mermaid diagrams with the site's own copy of the library, if it has one: put mermaid's
// `dist/mermaid.min.js` (MIT) beside this file, in the site's theme folder. Without it, or where a
// diagram is wrong, the source stays.
const LIBRARY = "./mermaid.min.js";
let library;
let drawn = 0;

function load() {
  library ??= new Promise((resolve, reject) => {
    // The build writes a fingerprint into the name of every file that is there.
    if (!/\.[0-9a-f]{8}\.js$/.test(LIBRARY)) return reject(new Error("no library"));
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

// A Content-Security-Policy without 'unsafe-inline' ignores <style> and style="": the same rules are set
// through the object model, which it allows, in a shadow root of the diagram's own.
function place(svg, source) {
  const figure = document.createElement("div");
  figure.className = "hc-diagram";
  const root = figure.attachShadow({ mode: "open" });
  const parsed = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  if (parsed.nodeName !== "svg") throw new Error("no drawing");
  const rules = new CSSStyleSheet();
  rules.replaceSync([...parsed.querySelectorAll("style")].map((one) => one.textContent).join("\n"));
  for (const one of parsed.querySelectorAll("style, script")) one.remove();
  const drawing = document.importNode(parsed, true);
  for (const one of [drawing, ...drawing.querySelectorAll("[style]")]) {
    const css = one.getAttribute("style");
    one.removeAttribute("style");
    if (css) one.style.cssText = css;
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
  try {
    const mermaid = await load();
    const { svg } = await mermaid.render(`hc-diagram-${(drawn += 1)}`, source.textContent);
    place(svg, source);
  } catch {
    // The source is what the reader has then.
  }
}
