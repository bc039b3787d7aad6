// Light or dark: the toggle turns what is shown around and remembers it on this device.
const root = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");

for (const toggle of document.querySelectorAll("[data-scheme-toggle]")) {
  toggle.addEventListener("click", () => {
    const shown = root.dataset.mdColorScheme ?? (dark.matches ? "slate" : "default");
    const next = shown === "slate" ? "default" : "slate";
    // What the system wants anyway needs no memory: then the page follows the system again.
    const system = (next === "slate") === dark.matches;
    if (system) delete root.dataset.mdColorScheme;
    else root.dataset.mdColorScheme = next;
    try {
      if (system) localStorage.removeItem("hc-scheme");
      else localStorage.setItem("hc-scheme", next);
    } catch {
      // Storage may be forbidden: the choice then holds for this page.
    }
  });
}
