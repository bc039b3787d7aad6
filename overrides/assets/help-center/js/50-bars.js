// A bar that can be dismissed: <div data-bar="key"> with a button [data-dismiss]. What was dismissed stays
// away on this device until its key changes.
for (const bar of document.querySelectorAll("[data-bar]")) {
  const key = `hc-bar:${bar.dataset.bar}`;
  const button = bar.querySelector("[data-dismiss]");
  try {
    if (localStorage.getItem(key)) bar.hidden = true;
  } catch {
    // Storage may be forbidden: the bar then comes back on the next page.
  }
  button?.addEventListener("click", () => {
    bar.hidden = true;
    try {
      localStorage.setItem(key, "1");
    } catch {
      // As above.
    }
  });
}
