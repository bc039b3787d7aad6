// Lines above every page: <div data-bar="key">. One with [data-dismiss] stays away on this device until its
// key changes; one with data-from and data-until shows and hides itself on time; one with data-regions is for
// readers who chose one of them. Major incidents ([data-live]) are asked for again: pages live longer than
// the state that they were built with.
const holder = document.querySelector(".hc-bars");
const FRESH = 60_000;
const LONGEST = 2_000_000_000; // ms that a timer can wait

const stored = (area, key) => {
  try {
    return area.getItem(key);
  } catch {
    // Storage may be forbidden: a bar then comes back on the next page.
    return null;
  }
};

const store = (area, key, value) => {
  try {
    area.setItem(key, value);
  } catch {
    // As above.
  }
};

const attach = (bar) => {
  const key = `hc-bar:${bar.dataset.bar}`;
  const from = Date.parse(bar.dataset.from ?? "");
  const until = Date.parse(bar.dataset.until ?? "");
  const regions = bar.dataset.regions?.split(" ");

  const update = () => {
    const now = Date.now();
    bar.hidden =
      Boolean(stored(localStorage, key)) ||
      now < from ||
      now >= until ||
      Boolean(regions && !regions.includes(stored(localStorage, "hc-region") ?? ""));
    const next = [from, until].filter((moment) => moment > now);
    if (next.length) setTimeout(update, Math.min(Math.min(...next) - now, LONGEST));
  };

  bar.querySelector("[data-dismiss]")?.addEventListener("click", () => {
    bar.hidden = true;
    store(localStorage, key, "1");
  });
  update();
};

for (const bar of document.querySelectorAll("[data-bar]")) attach(bar);

const live = async (address) => {
  const known = JSON.parse(stored(sessionStorage, "hc-status") ?? "null");
  if (known && known.address === address && Date.now() - known.at < FRESH) return known.data;
  const answer = await fetch(address, { cache: "no-cache", signal: AbortSignal.timeout(10_000) });
  if (!answer.ok) throw new Error(String(answer.status));
  const data = await answer.json();
  store(sessionStorage, "hc-status", JSON.stringify({ address, at: Date.now(), data }));
  return data;
};

const draw = ({ key, text, url }) => {
  const bar = document.createElement("div");
  bar.className = "hc-bar hc-bar--danger";
  bar.dataset.bar = key;
  bar.dataset.live = "";
  const words = document.createElement("p");
  words.className = "hc-bar__text";
  words.append(`${text} `);
  const link = document.createElement("a");
  link.href = new URL(url, location.href).href;
  link.textContent = holder.dataset.more;
  words.append(link);
  const close = document.createElement("button");
  close.type = "button";
  close.className = "hc-bar__close";
  close.dataset.dismiss = "";
  close.setAttribute("aria-label", holder.dataset.close);
  close.textContent = "×";
  bar.append(words, close);
  return bar;
};

const refresh = async () => {
  const { bars, state, text } = await live(holder.dataset.statusNow);
  const wanted = new Map(bars.map((bar) => [bar.key, bar]));
  for (const bar of holder.querySelectorAll("[data-live]")) {
    if (!wanted.delete(bar.dataset.bar)) bar.remove();
  }
  for (const data of wanted.values()) {
    const bar = draw(data);
    holder.prepend(bar);
    attach(bar);
  }
  for (const line of document.querySelectorAll("[data-status-line]")) {
    line.className = `hc-statusline hc-statusline--${state}`;
    line.querySelector("[data-status-text]").textContent = text;
  }
  for (const dot of document.querySelectorAll("[data-status-dot]")) dot.dataset.statusDot = state;
};

if (holder?.dataset.statusNow) {
  const begin = () => refresh().catch(() => {}); // What was built stays.
  if (window.requestIdleCallback) requestIdleCallback(begin, { timeout: 5000 });
  else setTimeout(begin, 1000);
  // A page that stays open learns of a major incident, too.
  const again = () => document.hidden || begin();
  setInterval(again, 2 * FRESH);
  document.addEventListener("visibilitychange", again);
}
