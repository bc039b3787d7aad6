// Open status pages stay current: they ask for our own status.json every minute, take what changed from a
// fresh copy of the page itself, and say when they last could.
import { prepare } from "./days.js";

const page = document.documentElement.lang;
const hours = new Intl.DateTimeFormat(page, { timeStyle: "medium" });
const board = document.querySelector("[data-status-board]");
const INTERVAL = 60_000;
const TIMEOUT = 10_000;

prepare(document);

const get = async (address, cache = "no-cache") => {
  const answer = await fetch(address, { cache, signal: AbortSignal.timeout(TIMEOUT) });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer;
};

// What must not change without the reader noticing: the incidents, their updates, and the maintenance.
const print = (data) =>
  JSON.stringify([...data.incidents, ...data.scheduled_maintenances].map((one) => [one.id, one.status, one.updated_at]));

// A maintenance begins and ends by the clock, also when nobody builds the site at that minute.
const running = (data, now) =>
  data.scheduled_maintenances.filter((one) => {
    const from = Date.parse(one.scheduled_for);
    const until = Date.parse(one.scheduled_until);
    return from <= now && (now < until || until <= from);
  });

class Board {
  constructor(element) {
    this.element = element;
    this.looks = JSON.parse(element.dataset.looks);
    this.asOf = element.querySelector("[data-as-of]");
    this.builtAt = Date.parse(this.asOf.dataset.asOf);
    this.seen = null;
  }

  find(selector) {
    return this.element.querySelector(selector);
  }

  async refresh() {
    if (document.hidden || this.asking) return;
    this.asking = true;
    try {
      const data = await (await get(this.element.dataset.json)).json();
      const seen = print(data);
      const changed = this.seen === null ? this.differs(data) : seen !== this.seen;
      this.seen = seen;
      if (changed || this.behind) await this.renew(data);
      this.show(data);
      this.asOf.textContent = this.asOf.dataset.refreshed.replace("{time}", hours.format(Date.now()));
    } catch {
      this.asOf.textContent = this.asOf.dataset.stale;
    } finally {
      this.asking = false;
    }
  }

  /** Whether the page was made before what `data` tells of: hosts and browsers keep pages. */
  differs(data) {
    if (Date.parse(data.page.updated_at) <= this.builtAt) return false;
    const told = [...data.incidents, ...data.scheduled_maintenances];
    const newest = Math.max(...told.map((one) => Date.parse(one.updated_at)), 0);
    const listed = new Set([...this.element.querySelectorAll("[data-open] .hc-incident__title a")].map((one) => one.pathname));
    const open = new Set(told.map((one) => new URL(one.shortlink, location.href).pathname));
    return newest > this.builtAt || open.size !== listed.size || [...open].some((path) => !listed.has(path));
  }

  /** The page again, as it is now; where that cannot be had a line says that there is news. */
  async renew(data) {
    try {
      const text = await (await get(location.pathname, "no-store")).text();
      const fresh = new DOMParser().parseFromString(text, "text/html").querySelector("[data-status-board]");
      const builtAt = Date.parse(fresh.querySelector("[data-as-of]").dataset.asOf);
      if (builtAt < Date.parse(data.page.updated_at)) throw new Error("older than its data");
      const live = fresh.querySelector("[data-status-live]");
      const focused = this.find("[data-status-live]").contains(document.activeElement)
        ? document.activeElement.getAttribute("href")
        : null;
      prepare(live);
      this.find("[data-status-live]").replaceWith(document.adoptNode(live));
      if (focused) this.find(`[data-status-live] a[href="${CSS.escape(focused)}"]`)?.focus();
      this.say(fresh.querySelector("[data-status-sentence]"));
      this.builtAt = builtAt;
      this.behind = false;
      this.find("[data-status-changed]").hidden = true;
      document.dispatchEvent(new Event("hc:status"));
    } catch {
      // A host may give the old page for a while: it is asked for again in a minute.
      this.behind = true;
      this.find("[data-status-changed]").hidden = false;
      this.sentence(data.status.description, data.incidents.length ? "danger" : "info");
    }
  }

  /** The sentence keeps its element, so that screen readers are told of the new one. */
  say(fresh) {
    const line = this.find("[data-status-sentence]");
    line.className = fresh.className;
    line.replaceChildren(...fresh.childNodes);
  }

  sentence(text, tone) {
    const line = this.find("[data-status-sentence]");
    const words = line.querySelector(".hc-state__text");
    if (words.textContent === text) return;
    line.className = `hc-state hc-state--${tone}`;
    line.querySelector("svg")?.remove();
    words.textContent = text;
  }

  show(data) {
    const planned = running(data, Date.now());
    const resting = new Set(planned.flatMap((one) => one.components.map((part) => part.id)));
    for (const part of data.components) {
      let state = part.status;
      if (state === "operational" && resting.has(part.id)) state = "under_maintenance";
      if (state === "under_maintenance" && !resting.has(part.id)) state = "operational";
      this.setState(part.id, state);
    }
    if (data.incidents.length) return;
    const { resting: words, good } = this.element.dataset;
    if (planned.length) this.sentence(words.replace("{title}", planned[0].name), "info");
    else if (this.rested || data.status.indicator === "maintenance") this.sentence(good, "good");
    this.rested = planned.length > 0;
  }

  setState(id, state) {
    const row = this.find(`[data-module="${CSS.escape(id)}"]`);
    if (!row || row.dataset.state === state || !this.looks[state]) return;
    row.dataset.state = state;
    const badge = document.createElement("span");
    badge.className = `hc-badge hc-badge--${this.looks[state][1]}`;
    badge.textContent = this.looks[state][0];
    row.querySelector("[data-module-state]").replaceChildren(badge);
  }
}

if (board) {
  const current = new Board(board);
  const refresh = () => current.refresh();
  refresh();
  setInterval(refresh, INTERVAL);
  document.addEventListener("visibilitychange", refresh);
}
