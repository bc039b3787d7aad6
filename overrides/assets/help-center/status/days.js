// Times in the reader's own zone, and the days of a module by keyboard.
const page = document.documentElement.lang;
const clock = new Intl.DateTimeFormat(page, { dateStyle: "medium", timeStyle: "short" });
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

// Times are printed in UTC; readers elsewhere get their own beside it.
const tellTimes = (root) => {
  if (["UTC", "Etc/UTC", undefined].includes(zone)) return;
  const place = zone.replace(/_/g, " ");
  for (const time of root.querySelectorAll("time[data-local]")) {
    time.append(` (${clock.format(new Date(time.dateTime))}, ${place})`);
  }
  for (const range of root.querySelectorAll("[data-local-range]")) {
    const [from, until] = range.dataset.localRange.split("/").map((one) => new Date(one));
    range.append(` (${until ? clock.formatRange(from, until) : clock.format(from)}, ${place})`);
  }
};

// One stop of the Tab key a module; the arrows walk, and the day is told in words below.
const walkDays = (days) => {
  const told = days.parentElement.querySelector("[data-day-text]");
  const summary = told?.textContent;
  const stops = [...days.children].map((day) => day.querySelector("a") ?? day);
  const tell = (stop) => {
    if (told) told.textContent = stop ? stop.title : summary;
  };
  for (const stop of stops) {
    stop.tabIndex = -1;
    if (stop.localName === "span") {
      stop.setAttribute("role", "img");
      stop.setAttribute("aria-label", stop.title);
    }
  }
  if (stops.length) stops.at(-1).tabIndex = 0;
  days.addEventListener("focusin", (event) => tell(event.target.closest("a, .hc-day")));
  days.addEventListener("pointerover", (event) => tell(event.target.querySelector?.("a") ?? event.target.closest("a, .hc-day")));
  days.addEventListener("pointerleave", () => tell(null));
  days.addEventListener("focusout", () => tell(null));
  days.addEventListener("keydown", (event) => {
    const back = getComputedStyle(days).direction === "rtl" ? 1 : -1;
    const step = { ArrowLeft: back, ArrowRight: -back, Home: -Infinity, End: Infinity }[event.key];
    if (!step) return;
    const shown = stops.filter((stop) => stop.getClientRects().length);
    const next = shown[Math.min(Math.max(shown.indexOf(document.activeElement) + step, 0), shown.length - 1)];
    event.preventDefault();
    for (const stop of stops) stop.tabIndex = stop === next ? 0 : -1;
    next.focus();
  });
};

/** Times and days below `root`, once. */
export const prepare = (root) => {
  tellTimes(root);
  for (const days of root.querySelectorAll("[data-days]")) walkDays(days);
};
