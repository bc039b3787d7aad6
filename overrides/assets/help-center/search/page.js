// The search page: results, facets and corrections, all of it in the URL.
import { engineFor, forget, reportNothing, withEngine } from "./engine.js";

const STEP = 10;
const FACETS = ["type", "module", "status", "year"];
const FACET_SHOWN = 8;

/** Takes over the search page's form and what is around it. */
export async function start(root) {
  const form = root.querySelector("form");
  const field = form.elements.q;
  const state = stateOf(location.search);
  const page = new ResultsPage(root, form, field);
  let timer;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    page.ask({ query: field.value.trim(), facets: {} });
  });
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => page.type({ query: field.value.trim(), facets: page.state.facets }), 250);
  });
  addEventListener("popstate", () => {
    page.typing = false;
    const now = stateOf(location.search);
    field.value = now.query;
    page.show(now);
  });
  // Who was quicker than this script keeps what they wrote.
  const typed = field.value.trim();
  if (typed && typed !== state.query) return page.type({ query: typed, facets: {} });
  field.value = state.query;
  if (state.query) await page.show(state);
}

function stateOf(search) {
  const parameters = new URLSearchParams(search);
  const facets = {};
  for (const name of FACETS) {
    const values = parameters.getAll(name);
    if (values.length) facets[name] = values;
  }
  return { query: (parameters.get("q") ?? "").trim(), facets };
}

function addressOf(state) {
  const parameters = new URLSearchParams();
  if (state.query) parameters.set("q", state.query);
  for (const [name, values] of Object.entries(state.facets)) {
    for (const value of values) parameters.append(name, value);
  }
  const text = parameters.toString();
  return text ? `?${text}` : location.pathname;
}

class ResultsPage {
  constructor(root, form, field) {
    this.root = root;
    this.form = form;
    this.field = field;
    this.state = { query: "", facets: {} };
    this.status = root.querySelector("[data-search-status]");
    this.results = root.querySelector("[data-search-results]");
    // A template of one's own may do without facets.
    this.narrowing = root.querySelector("[data-search-narrow]") ?? element("details");
    this.facets = root.querySelector("[data-search-facets]") ?? element("div");
    // Beside the results where there is room, one line above them on a phone.
    this.narrowing.open = matchMedia("(min-width: 60rem)").matches;
    this.notes = root.querySelector("[data-search-notes]");
    this.empty = root.querySelector("[data-search-empty]");
    this.browse = root.querySelector("[data-search-browse]");
    this.reported = "";
    this.typing = false;
    this.answer = undefined;
  }

  /** What is being typed is one entry of the history, whatever words it passes through. */
  type(state) {
    this.enter(state, this.typing);
    this.typing = true;
    return this.show(state);
  }

  /** What is asked, or narrowed, stays in the history. */
  ask(state) {
    this.enter(state, this.typing);
    this.typing = false;
    return this.show(state);
  }

  enter(state, replaces) {
    const address = addressOf(state);
    const same = address === (location.search || location.pathname);
    if (same || replaces) history.replaceState(null, "", address);
    else history.pushState(null, "", address);
  }

  show(state) {
    // An answer that stands or is on its way is not drawn again: Enter after what was typed replaced the
    // result that was being pressed, and a press on what is gone is no click.
    if (this.answer && JSON.stringify(state) === JSON.stringify(this.state)) return this.answer;
    this.state = state;
    this.answer = undefined;
    if (!state.query) return this.clear();
    this.answer = this.find(state);
    return this.answer;
  }

  async find(state) {
    this.results.setAttribute("aria-busy", "true");
    try {
      await withEngine(this.form.action, async (engine) => {
        if (state !== this.state) return;
        const answer = await engine.search(state.query);
        if (state === this.state) await this.list(engine, answer, state);
      });
    } catch {
      if (state === this.state) this.fail();
    } finally {
      if (state === this.state) this.rest();
    }
  }

  /** What is printed without a script is still there, and is what helps now. */
  fail() {
    this.answer = undefined; // the next press tries again
    this.clear();
    this.status.textContent = this.root.dataset.failed;
  }

  /** Nothing more is on its way. */
  rest() {
    this.results.removeAttribute("aria-busy");
    document.documentElement.classList.remove("asked");
  }

  clear() {
    this.rest();
    this.noMore();
    this.status.textContent = "";
    this.results.replaceChildren();
    this.facets.replaceChildren();
    this.narrowing.hidden = true;
    this.notes.replaceChildren();
    this.empty.hidden = true;
    this.browse.hidden = false;
  }

  /** Shows an answer, unless another question was asked while its parts were on their way. */
  async list(engine, { found, corrections }, state) {
    const { query, facets } = state;
    const chosen = Object.keys(facets).length > 0;
    const narrowed = chosen ? await this.narrow(engine, found, facets) : found;
    // Asked for beside what the results show, and drawn with them where it is there in time. Where it cannot
    // be had nothing can be narrowed, and what was found is still of use.
    const groups = this.groups(engine, found, facets).catch(() => []);
    const shown = await Promise.all(narrowed.slice(0, STEP).map((result) => engine.describe(result)));
    if (state !== this.state) return;
    const note = corrections.size ? this.correction(engine, query, corrections) : null;
    this.notes.replaceChildren(...(note ? [note] : []));
    this.results.replaceChildren(...shown.map((result) => this.item(engine, result)));
    this.status.textContent = engine.text("search.count_for", { count: narrowed.length, query });
    document.title = `${query} · ${this.root.dataset.title}`;
    this.empty.hidden = narrowed.length > 0;
    this.browse.hidden = narrowed.length > 0;
    this.more(engine, narrowed, STEP);
    if (!found.length && this.reported !== query) {
      this.reported = query;
      reportNothing(engine, query);
    }
    if (!narrowed.length) this.elsewhere(engine, query);
    // Its line stands above the results on a phone: where it is still to come its place is kept, so that
    // no result moves away from the finger that is about to touch it.
    if (this.narrowing.hidden && (found.length > 1 || chosen)) {
      this.narrowing.classList.add("coming");
      this.narrowing.hidden = false;
    }
    const drawn = await groups;
    if (state === this.state) this.draw(drawn, chosen);
  }

  async narrow(engine, found, chosen, without = "") {
    const all = await engine.facets();
    return found.filter(({ id }) =>
      Object.entries(chosen).every(
        ([name, values]) => name === without || values.some((value) => all.get(name)?.get(value)?.has(id)),
      ),
    );
  }

  item(engine, result) {
    const item = element("li", "hc-row");
    const text = element("div", "hc-row__text");
    const link = element("a", "hc-row__link", result.title);
    link.href = result.url;
    const excerpt = element("p", "hc-row__excerpt");
    for (const [part, hit] of result.excerpt) excerpt.append(hit ? element("mark", "", part) : part);
    const about = [engine.text(`type.${result.type}`)];
    if (result.status) about.push(engine.label("status", result.status));
    if (result.date) about.push(engine.day(result.date));
    text.append(link, excerpt, element("p", "hc-results__about", about.join(" · ")));
    item.append(text);
    return item;
  }

  /** Takes the button for more away; what it has asked for is not added any more. */
  noMore() {
    this.button?.remove();
    this.button = undefined;
  }

  more(engine, found, from) {
    this.noMore();
    if (from >= found.length) return;
    const button = element("button", "hc-button", engine.text("search.more"));
    button.type = "button";
    this.button = button;
    let asked = false;
    button.addEventListener("click", async () => {
      if (asked) return;
      asked = true;
      try {
        const next = await Promise.all(found.slice(from, from + STEP).map((result) => engine.describe(result)));
        // Another question may have been asked meanwhile.
        if (this.button !== button) return;
        const items = next.map((result) => this.item(engine, result));
        this.results.append(...items);
        this.more(engine, found, from + STEP);
        items[0].querySelector("a").focus();
      } catch {
        forget(this.form.action);
        if (this.button !== button) return;
        this.answer = undefined;
        this.show({ ...this.state });
      }
    });
    this.results.after(button);
  }

  correction(engine, query, corrections) {
    const fixed = [...corrections].map(([, word]) => word).join(" ");
    const note = element("p", "hc-note hc-note--info", engine.text("search.corrected", { words: fixed }));
    note.append(" ");
    const exact = element("a", "", engine.text("search.exactly", { query }));
    exact.href = addressOf({ query: `"${query.replaceAll('"', "")}"`, facets: {} });
    note.append(exact);
    return note;
  }

  elsewhere(engine, query) {
    const list = this.empty.querySelector("[data-search-others]");
    const items = Object.entries(engine.data.others)
      .filter(([, [, url]]) => url)
      .map(([code, [name, url]]) => {
        const item = element("li");
        const link = element("a", "", name);
        link.href = `${url}?${new URLSearchParams({ q: query })}`;
        link.lang = link.hreflang = code;
        item.append(link);
        if (list) this.count(engine, link, url, query);
        return item;
      });
    list?.replaceChildren(...items);
  }

  /** How much another language has. Its index is asked only here, where this language has nothing. */
  async count(engine, link, url, query) {
    try {
      const { found } = await (await engineFor(url)).search(query);
      const count = found.length.toLocaleString(engine.language);
      if (query === this.state.query && found.length) link.append(` (${count})`);
    } catch {
      // The link leads there all the same.
    }
  }

  /** What narrows `found`: a group of choices for each facet that tells its pages apart. */
  async groups(engine, found, facets) {
    // Where nothing is found nothing is narrowed, and nothing loaded for it.
    const all = found.length || Object.keys(facets).length ? await engine.facets() : new Map();
    const groups = [];
    for (const name of FACETS) {
      const values = all.get(name);
      if (!values) continue;
      const pages = await this.narrow(engine, found, facets, name);
      const counts = [...values]
        .map(([value, ids]) => [value, pages.filter(({ id }) => ids.has(id)).length])
        .filter(([value, count]) => count || facets[name]?.includes(value));
      counts.sort(name === "year" ? (a, b) => b[0].localeCompare(a[0]) : (a, b) => b[1] - a[1]);
      // A facet with one value narrows nothing.
      if (counts.length > 1 || facets[name]) groups.push(this.group(engine, name, counts, facets[name] ?? []));
    }
    return groups;
  }

  draw(groups, chosen) {
    const focused = document.activeElement?.dataset?.facet;
    this.facets.replaceChildren(...groups);
    this.narrowing.classList.remove("coming");
    this.narrowing.hidden = !groups.length;
    if (chosen) this.narrowing.open = true;
    if (focused) [...this.facets.querySelectorAll("input")].find((one) => one.dataset.facet === focused)?.focus();
  }

  group(engine, name, counts, chosen) {
    const group = element("fieldset", "hc-facet");
    group.append(element("legend", "", engine.text(`search.facet_${name}`)));
    const rest = element("details");
    rest.append(element("summary", "", engine.text("search.facet_more", { count: counts.length - FACET_SHOWN })));
    counts.forEach(([value, count], number) => {
      const choice = this.choice(engine, name, value, count, chosen.includes(value));
      (number < FACET_SHOWN ? group : rest).append(choice);
      if (number >= FACET_SHOWN && chosen.includes(value)) rest.open = true;
    });
    if (counts.length > FACET_SHOWN) group.append(rest);
    return group;
  }

  choice(engine, name, value, count, checked) {
    const label = element("label", "hc-facet__value");
    const box = element("input");
    box.type = "checkbox";
    box.checked = checked;
    box.dataset.facet = `${name}:${value}`;
    box.addEventListener("change", () => {
      const old = this.state.facets[name] ?? [];
      const values = box.checked ? [...old, value] : old.filter((one) => one !== value);
      const { [name]: _, ...facets } = this.state.facets;
      if (values.length) facets[name] = values;
      this.typing = false;
      this.ask({ query: this.state.query, facets });
    });
    label.append(box, element("span", "", engine.label(name, value)));
    label.append(element("span", "hc-chip__count", count.toLocaleString(engine.language)));
    return label;
  }
}

function element(name, classes = "", text = "") {
  const made = document.createElement(name);
  if (classes) made.className = classes;
  if (text) made.textContent = text;
  return made;
}
