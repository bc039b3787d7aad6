// A whole listing in the browser: search in it, sort it, combine its filters; all of it in the URL.
const STEP = 50;

let data;

async function load(address) {
  const response = await fetch(address, { signal: AbortSignal.timeout(15_000) });
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}

/** The list's data, asked for once; again where it could not be had. */
export function prepare(form) {
  data ??= load(form.dataset.list).catch((error) => {
    data = undefined;
    throw error;
  });
  return data;
}

/** Takes over the form and the list below it. */
export async function start(form) {
  const list = new Listing(form, await prepare(form));
  // What was typed or chosen while the data was on its way counts.
  const { q, sort } = form.elements;
  const meanwhile = [q.value, sort.value];
  list.read();
  if (meanwhile.some(Boolean)) {
    [q.value, sort.value] = meanwhile;
    list.change();
  }
  form.addEventListener("input", () => list.change());
  addEventListener("popstate", () => list.read());
}

function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

class Listing {
  constructor(form, data) {
    this.form = form;
    this.data = data;
    this.language = document.documentElement.lang;
    this.plurals = new Intl.PluralRules(this.language);
    this.folded = data.rows.map(([title]) => fold(title));
    // What is printed is not narrowed: the rows take its place.
    this.rows = document.querySelector("[data-list-rows]");
    this.printed = document.querySelectorAll("[data-list-printed]");
    this.pages = document.querySelector(".hc-pagination");
    this.status = form.querySelector("[role=status]");
    this.day = new Intl.DateTimeFormat(this.language, { dateStyle: "medium", timeZone: "UTC" });
    this.selects = new Map();
    const button = form.querySelector("[data-narrow-more]");
    const [kind, key] = location.pathname.replace(data.base, "").split("/");
    for (const [name, [label, values]] of Object.entries(data.facets)) {
      if (data.aside.includes(name) && name !== kind) continue;
      button.parentElement.before(this.select(name, label, values));
    }
    // Whoever pressed the button goes on in what it brought; who came by a link stays where they are.
    const pressed = document.activeElement === button;
    button.parentElement.remove();
    if (pressed) this.selects.values().next().value?.focus();
    // What the links above do, the form does too, and together.
    const links = kind === "category" ? ".hc-filters" : ".hc-filters, .hc-categories";
    for (const one of document.querySelectorAll(links)) one.hidden = true;
    // The page's own narrowing, /issue/backlog/ or /category/checkout/, is where it starts.
    this.own = data.facets[kind]?.[1].some(([value]) => value === key) ? { [kind]: key } : {};
  }

  select(name, label, values) {
    const field = document.createElement("p");
    field.className = "hc-narrow__field";
    const title = document.createElement("label");
    title.textContent = label;
    title.htmlFor = `hc-narrow-${name}`;
    const select = document.createElement("select");
    select.className = "hc-narrow__input";
    select.id = title.htmlFor;
    select.name = name;
    select.append(new Option(this.data.texts.all, ""));
    for (const [key, text] of values) select.append(new Option(text, key));
    this.selects.set(name, select);
    field.append(title, select);
    return field;
  }

  /** Fills the form from the URL. */
  read() {
    const parameters = new URLSearchParams(location.search);
    this.form.elements.q.value = parameters.get("q") ?? "";
    this.form.elements.sort.value = parameters.get("sort") ?? "";
    for (const [name, select] of this.selects) select.value = parameters.get(name) ?? this.own[name] ?? "";
    this.show();
  }

  change() {
    const parameters = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) {
      if (value !== (this.own[name] ?? "")) parameters.set(name, value);
    }
    const text = parameters.toString();
    history.replaceState(null, "", text ? `?${text}` : location.pathname);
    this.show();
  }

  /** Which rows the form leaves; a facet's own choice can be left out, for its counts. */
  left(without = "") {
    const words = fold(this.form.elements.q.value).split(/\s+/).filter(Boolean);
    const wanted = [...this.selects]
      .filter(([name, select]) => select.value && name !== without)
      .map(([name, select]) => [name, this.data.facets[name][1].findIndex(([key]) => key === select.value)]);
    return this.data.rows.filter(
      ([, , , , facets], number) =>
        words.every((word) => this.folded[number].includes(word)) &&
        wanted.every(([name, position]) => facets[name]?.includes(position)),
    );
  }

  show() {
    const untouched =
      !this.form.elements.q.value &&
      !this.form.elements.sort.value &&
      [...this.selects].every(([name, select]) => select.value === (this.own[name] ?? ""));
    this.count();
    if (this.pages) this.pages.hidden = !untouched;
    for (const part of this.printed) part.hidden = !untouched;
    this.rows.hidden = untouched;
    this.rows.replaceChildren();
    if (untouched) {
      this.button?.remove();
      this.status.textContent = "";
      return;
    }
    const rows = this.sorted(this.left());
    this.add(rows, 0);
    this.status.textContent = rows.length ? this.text("count", rows.length) : this.data.texts.none;
  }

  sorted(rows) {
    const order = this.form.elements.sort.value;
    const compare = {
      newest: (a, b) => b[2].localeCompare(a[2]),
      oldest: (a, b) => a[2].localeCompare(b[2]),
      title: (a, b) => a[0].localeCompare(b[0], this.language, { numeric: true }),
    }[order];
    return compare ? rows.toSorted(compare) : rows;
  }

  /** The number that each value would leave stands behind it. */
  count() {
    for (const [name, select] of this.selects) {
      const counts = new Map();
      for (const [, , , , facets] of this.left(name)) {
        for (const position of facets[name] ?? []) counts.set(position, (counts.get(position) ?? 0) + 1);
      }
      this.data.facets[name][1].forEach(([, label], position) => {
        const number = counts.get(position) ?? 0;
        select.options[position + 1].textContent = `${label} (${number.toLocaleString(this.language, { useGrouping: "always" })})`;
        select.options[position + 1].disabled = !number && select.selectedIndex !== position + 1;
      });
    }
  }

  add(rows, from) {
    this.button?.remove();
    const items = rows.slice(from, from + STEP).map((row) => this.item(row));
    this.rows.append(...items);
    if (from) items[0].querySelector("a").focus();
    if (from + STEP >= rows.length) return;
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.className = "hc-button";
    this.button.textContent = this.data.texts.more;
    this.button.addEventListener("click", () => this.add(rows, from + STEP));
    this.rows.after(this.button);
  }

  /** What an article belongs to, where a filter knows. */
  group(facets) {
    for (const name of ["module", "team", "category"]) {
      const values = this.data.facets[name]?.[1];
      if (values && facets[name]) return facets[name].map((position) => values[position][1]).join(", ");
    }
    return "";
  }

  item([title, slug, day, badge, facets]) {
    const item = document.createElement("li");
    item.className = "hc-row";
    if (day) {
      const date = document.createElement("p");
      date.className = "hc-row__date";
      const time = document.createElement("time");
      time.dateTime = day;
      time.textContent = this.day.format(new Date(`${day}T00:00:00Z`));
      date.append(time);
      item.append(date);
    }
    const text = document.createElement("div");
    text.className = "hc-row__text";
    const link = document.createElement("a");
    link.className = "hc-row__link";
    link.href = `${this.data.base}${slug}/`;
    link.textContent = title;
    text.append(link);
    const group = this.group(facets);
    if (group) {
      const line = document.createElement("p");
      line.className = "hc-row__group";
      line.textContent = group;
      text.append(line);
    }
    item.append(text);
    if (badge) {
      const state = document.createElement("p");
      state.className = "hc-row__badges";
      const mark = document.createElement("span");
      mark.className = `hc-badge hc-badge--${badge[0]}`;
      mark.textContent = badge[1];
      const icon = document.querySelector(`[data-list-printed] .hc-badge--${badge[0]} .hc-icon`);
      if (icon) mark.prepend(icon.cloneNode(true));
      state.append(mark);
      item.append(state);
    }
    return item;
  }

  text(key, count) {
    const forms = this.data.texts[key];
    const text = typeof forms === "string" ? forms : (forms[this.plurals.select(count)] ?? forms.other);
    return text.replace("{count}", count.toLocaleString(this.language, { useGrouping: "always" }));
  }
}
