// Open status pages stay current: they ask for our own status.json, and say when they last could.
const page = document.documentElement.lang;
const clock = new Intl.DateTimeFormat(page, { dateStyle: "medium", timeStyle: "short" });
const hours = new Intl.DateTimeFormat(page, { timeStyle: "medium" });
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

// Times are printed in UTC; readers elsewhere get their own beside it.
if (!["UTC", "Etc/UTC", undefined].includes(zone)) {
  for (const time of document.querySelectorAll("time[data-local]")) {
    time.append(` (${clock.format(new Date(time.dateTime))}, ${zone.replace(/_/g, " ")})`);
  }
  for (const range of document.querySelectorAll("[data-local-range]")) {
    const [from, until] = range.dataset.localRange.split("/").map((one) => new Date(one));
    const text = until ? clock.formatRange(from, until) : clock.format(from);
    range.append(` (${text}, ${zone.replace(/_/g, " ")})`);
  }
}

// The days of a module: one stop of the Tab key, the arrows walk, and the day is told in words below.
for (const days of document.querySelectorAll("[data-days]")) {
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
    const now = shown.indexOf(document.activeElement);
    const next = shown[Math.min(Math.max(now + step, 0), shown.length - 1)];
    event.preventDefault();
    for (const stop of stops) stop.tabIndex = stop === next ? 0 : -1;
    next.focus();
  });
}

const board = document.querySelector("[data-status-board]");
const INTERVAL = 60_000;

if (board) {
  const looks = JSON.parse(board.dataset.looks);
  const asOf = board.querySelector("[data-as-of]");
  const changed = board.querySelector("[data-status-changed]");
  let first = null;

  // What must not change without the reader noticing: the incidents, their updates, and the maintenance.
  const print = (data) =>
    JSON.stringify(
      [...data.incidents, ...data.scheduled_maintenances].map((one) => [one.id, one.status, one.updated_at]),
    );

  const show = (data) => {
    // A maintenance begins and ends by the clock, also when nobody builds the site at that minute.
    const now = Date.now();
    const planned = data.scheduled_maintenances.filter(
      (one) => Date.parse(one.scheduled_for) <= now && now < Date.parse(one.scheduled_until),
    );
    const resting = new Set(planned.flatMap((one) => one.components.map((part) => part.id)));
    for (const part of data.components) {
      const row = board.querySelector(`[data-module="${CSS.escape(part.id)}"]`);
      if (!row) continue;
      let state = part.status;
      if (state === "operational" && resting.has(part.id)) state = "under_maintenance";
      if (state === "under_maintenance" && !resting.has(part.id)) state = "operational";
      if (row.dataset.state === state || !looks[state]) continue;
      row.dataset.state = state;
      const badge = document.createElement("span");
      badge.className = `hc-badge hc-badge--${looks[state][1]}`;
      badge.textContent = looks[state][0];
      row.querySelector("[data-module-state]").replaceChildren(badge);
    }
    const seen = print(data);
    first ??= seen;
    // The page may be older than the first answer: then its own time says so.
    const older = Date.parse(data.page.updated_at) > Date.parse(asOf.dataset.asOf) && pageDiffers(data);
    if (seen !== first || older) changed.hidden = false;
    asOf.textContent = asOf.dataset.refreshed.replace("{time}", hours.format(now));
  };

  const pageDiffers = (data) => {
    const listed = new Set([...document.querySelectorAll(".hc-incident__title a")].map((one) => one.pathname));
    return [...data.incidents, ...data.scheduled_maintenances].some(
      (one) => !listed.has(new URL(one.shortlink, location.href).pathname),
    );
  };

  const refresh = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(board.dataset.json, { cache: "no-cache", signal: AbortSignal.timeout(10_000) });
      if (!answer.ok) throw new Error(String(answer.status));
      show(await answer.json());
    } catch {
      asOf.textContent = asOf.dataset.stale;
    }
  };

  refresh();
  setInterval(refresh, INTERVAL);
  document.addEventListener("visibilitychange", refresh);
}
