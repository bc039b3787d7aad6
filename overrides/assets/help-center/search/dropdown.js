// Results while typing, below the search field of header, home and 404 page (ARIA combobox pattern).
import { engineFor, withEngine } from "./engine.js";

const SHOWN = 6;
const PAUSE = 200; // ms without a key before a search: each half-typed word would load a part of the index

let made = 0;

/** Gives `field`, in a form that leads to the search page, a list of results. */
export function attach(field) {
  if (field.dataset.searchReady) return;
  field.dataset.searchReady = "";
  const box = new Dropdown(field);
  if (document.activeElement === field) box.open();
}

class Dropdown {
  constructor(field) {
    this.field = field;
    this.form = field.form;
    this.asked = "";
    made += 1;
    this.list = document.createElement("ul");
    this.list.className = "hc-found";
    this.list.id = `hc-found-${made}`;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", field.getAttribute("aria-label") ?? field.labels?.[0]?.textContent ?? "");
    this.list.hidden = true;
    this.status = document.createElement("p");
    this.status.className = "hc-sr";
    this.status.setAttribute("role", "status");
    this.form.append(this.list, this.status);
    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-expanded": "false",
      "aria-controls": this.list.id,
      "aria-autocomplete": "list",
    })) {
      field.setAttribute(name, value);
    }
    field.addEventListener("input", () => this.later());
    field.addEventListener("focus", () => this.open());
    field.addEventListener("keydown", (event) => this.key(event));
    this.form.addEventListener("focusout", (event) => {
      if (!this.form.contains(event.relatedTarget)) this.close();
    });
    // A press on a result must not take the focus from the field before it is a click.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    engineFor(this.form.action).catch(() => {});
    if (field.value.trim()) this.later();
  }

  get options() {
    return [...this.list.querySelectorAll("[role=option]")];
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.search(), PAUSE);
  }

  async search() {
    const question = this.field.value.trim();
    if (question === this.asked) return this.open();
    this.asked = question;
    if (question.length < 2) {
      this.list.replaceChildren();
      return this.close();
    }
    try {
      await withEngine(this.form.action, async (engine) => {
        if (question !== this.asked) return;
        const { found } = await engine.search(withoutBeginning(question));
        const shown = await Promise.all(found.slice(0, SHOWN).map((result) => engine.describe(result)));
        if (question === this.asked) this.show(engine, question, found.length, shown);
      });
    } catch {
      // The form still leads to the search page, and the same words typed again ask anew.
      if (question !== this.asked) return;
      this.asked = "";
      this.close();
    }
  }

  show(engine, question, total, results) {
    const items = results.map((result) =>
      this.option(result.url, result.title, engine.text(`type.${result.type}`), result.excerpt),
    );
    const all = new URL(this.form.action, location.href);
    all.searchParams.set("q", question);
    const words = total
      ? engine.text("search.all_results", { count: total })
      : engine.text("search.nothing_short", { query: question });
    const last = this.option(all.href, words, "");
    last.classList.add("hc-found__all");
    this.list.replaceChildren(...items, last);
    this.status.textContent = total ? engine.text("search.count", { count: total }) : words;
    this.open();
  }

  option(url, title, kind, excerpt = []) {
    const item = document.createElement("li");
    item.setAttribute("role", "none");
    // The link is the option: one inside of it would be a control within a control.
    const link = document.createElement("a");
    link.setAttribute("role", "option");
    link.id = `${this.list.id}-${Math.random().toString(36).slice(2)}`;
    link.setAttribute("aria-selected", "false");
    link.href = url;
    link.tabIndex = -1;
    link.append(part("span", "hc-found__title", title));
    if (excerpt.length) {
      const line = part("span", "hc-found__excerpt");
      for (const [text, hit] of excerpt) line.append(hit ? part("mark", "", text) : text);
      link.append(" ", line);
    }
    if (kind) link.append(" ", part("span", "hc-found__type", kind));
    item.append(link);
    return item;
  }

  open() {
    const wanted = this.options.length > 0 && this.field.value.trim() === this.asked;
    if (!wanted || document.activeElement !== this.field) return;
    this.list.hidden = false;
    this.field.setAttribute("aria-expanded", "true");
  }

  close() {
    this.list.hidden = true;
    this.field.setAttribute("aria-expanded", "false");
    this.choose(-1);
  }

  choose(number) {
    this.options.forEach((option, index) => {
      option.setAttribute("aria-selected", String(index === number));
      if (index === number) option.scrollIntoView({ block: "nearest" });
    });
    const chosen = this.options[number];
    if (chosen) this.field.setAttribute("aria-activedescendant", chosen.id);
    else this.field.removeAttribute("aria-activedescendant");
  }

  key(event) {
    const options = this.options;
    const now = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.close();
    } else if (event.key === "Enter" && now >= 0 && !this.list.hidden) {
      event.preventDefault();
      options[now].click();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && options.length) {
      event.preventDefault();
      if (this.list.hidden) return this.open();
      const step = event.key === "ArrowDown" ? 1 : -1;
      const next = now + step;
      this.choose(next >= options.length ? -1 : next < -1 ? options.length - 1 : next);
    }
  }
}

function part(name, classes, text = "") {
  const made = document.createElement(name);
  if (classes) made.className = classes;
  made.textContent = text;
  return made;
}

/** `question` without a last word of one or two letters: it may be the beginning of nearly any word. */
function withoutBeginning(question) {
  return question.replace(/\s+\p{L}{1,2}$/u, "");
}
