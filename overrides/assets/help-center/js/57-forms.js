// Forms: checked before they are sent, sent without leaving the page, and nothing that was typed is lost.
// Without this the browser's own checks hold and the form is sent as any other.
const CARD = /(?:\d[ -]?){13,19}/g;
const SECRET = /(?:pass(?:word|wd)?|senha|contrase(?:ñ|n)a|app-?token|app-?key|api[ _-]?key|secret)["']?\s*[:=]\s*\S{6,}/i;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** Whether a text holds a card number: 13 to 19 digits that pass the Luhn check. */
const hasCard = (text) =>
  (text.match(CARD) ?? []).some((found) => {
    const digits = [...found.replace(/\D/g, "")].reverse().map(Number);
    const sum = digits.reduce((total, digit, place) => {
      const doubled = place % 2 ? digit * 2 : digit;
      return total + (doubled > 9 ? doubled - 9 : doubled);
    }, 0);
    return digits.length >= 13 && sum % 10 === 0 && new Set(digits).size > 2;
  });

const keep = (key, value) => {
  try {
    if (value === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, value);
  } catch {
    // Storage may be forbidden: the page itself still holds what was typed.
  }
};

const kept = (key) => {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
};

class Form {
  constructor(form) {
    this.form = form;
    this.alert = form.querySelector("[data-form-alert]");
    this.words = JSON.parse(form.dataset.words ?? this.alert?.dataset.words ?? "{}");
    this.key = `hc-draft:${form.getAttribute("name")}`;
    form.noValidate = true;
    form.addEventListener("submit", (event) => this.submit(event));
    form.addEventListener("input", (event) => this.typed(event.target));
    form.addEventListener("change", (event) => {
      this.choose();
      this.typed(event.target);
    });
    if ("draft" in form.dataset) this.restore();
    this.fromAddress();
    this.choose();
  }

  text(key, values = {}) {
    return (this.words[key] ?? "").replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
  }

  /** Which kinds of request there are, and where they go, depends on the region; what is asked on the kind. */
  choose() {
    const region = this.form.elements.region?.selectedOptions?.[0];
    if (region?.dataset.thanks) {
      // Netlify shows the page that a form is sent to; any other endpoint keeps its own address.
      if ("postsToNext" in this.form.dataset) this.form.action = region.dataset.thanks;
      this.form.dataset.next = region.dataset.thanks;
    }
    const types = region?.dataset.types?.split(" ");
    for (const input of this.form.querySelectorAll("[name=type]")) {
      input.disabled = Boolean(types && !types.includes(input.value));
      if (input.disabled) input.checked = false;
    }
    const chosen = this.form.querySelector("[name=type]:checked")?.value;
    // Hidden without a style, too: a field that cannot be filled in only asks to be.
    for (const kind of this.form.querySelectorAll("[data-type]")) {
      kind.disabled = kind.hidden = kind.dataset.type !== chosen;
    }
  }

  /** The fields that a reader fills in; of radio buttons one a group, which can be chosen if any can. */
  get fields() {
    const found = new Map();
    for (const field of this.form.elements) {
      if (!field.name || field.type === "hidden" || field.name === "bot-field") continue;
      if (found.get(field.name)?.matches(":disabled") ?? true) found.set(field.name, field);
    }
    return [...found.values()];
  }

  /** The field of that name, or all radio buttons of the group. */
  parts(name) {
    return [...this.form.elements].filter((one) => one.name === name);
  }

  valueOf(field) {
    const found = field.type === "radio" ? this.parts(field.name).find((one) => one.checked) : field;
    return (found?.value ?? "").trim();
  }

  problemOf(field) {
    const value = this.valueOf(field);
    if ((field.required || "needed" in field.dataset) && !value) {
      return this.text(field.type === "radio" || field.localName === "select" ? "choose" : "required");
    }
    if (!value || field.type === "file") return "";
    if (field.type === "email" && !EMAIL.test(value)) return this.text("email");
    const minimum = Number(field.dataset.minimum ?? 0);
    if (value.length < minimum) return this.text("too_short", { minimum });
    if (field.type === "radio" || field.localName === "select") return "";
    if (hasCard(value)) return this.text("card");
    if (SECRET.test(value)) return this.text("secret");
    return "";
  }

  place(field) {
    return field.closest(".hc-field")?.querySelector("[data-error]");
  }

  mark(field, problem) {
    const place = this.place(field);
    if (place) {
      place.textContent = problem;
      place.hidden = !problem;
    }
    for (const one of this.parts(field.name)) {
      if (problem) one.setAttribute("aria-invalid", "true");
      else one.removeAttribute("aria-invalid");
    }
  }

  filesProblem() {
    const files = [...this.form.querySelectorAll("input[type=file]")].flatMap((one) => [...one.files]);
    const limit = Number(this.form.dataset.maxMegabytes ?? 0);
    const size = files.reduce((sum, file) => sum + file.size, 0);
    return limit && size > limit * 1_000_000 ? this.text("too_large", { size: limit }) : "";
  }

  check() {
    const wrong = [];
    for (const field of this.fields.filter((one) => !one.matches(":disabled"))) {
      const problem = this.problemOf(field);
      this.mark(field, problem);
      if (problem) wrong.push([field, problem]);
    }
    const files = this.filesProblem();
    const first = this.form.querySelector("input[type=file]");
    if (first) this.mark(first, files);
    if (files) wrong.push([first, files]);
    return wrong;
  }

  typed(field) {
    if (field.getAttribute?.("aria-invalid")) this.mark(field, this.problemOf(field));
    if ("draft" in this.form.dataset) this.save();
  }

  /** Answers to another kind of request are kept, too: the reader may come back to it. */
  save() {
    const typed = this.fields
      .filter((field) => field.type !== "file" && !("guessed" in field.dataset))
      .map((field) => [field.name, this.valueOf(field)])
      .filter(([, value]) => value);
    keep(this.key, typed.length ? JSON.stringify(typed) : null);
  }

  restore() {
    let typed;
    try {
      typed = JSON.parse(kept(this.key) ?? "[]");
    } catch {
      return;
    }
    let restored = 0;
    for (const [name, value] of typed) {
      const parts = this.parts(name);
      const radio = parts.find((one) => one.type === "radio" && one.value === value);
      if (radio) radio.checked = true;
      else if (parts[0] && parts[0].type !== "radio" && !parts[0].value) parts[0].value = value;
      else continue;
      restored += 1;
    }
    if (!restored) return;
    // What else looks at the form learns of it.
    this.form.dispatchEvent(new Event("change", { bubbles: true }));
    const discard = document.createElement("button");
    discard.type = "button";
    discard.className = "hc-button";
    discard.textContent = this.text("discard");
    discard.addEventListener("click", () => {
      keep(this.key, null);
      this.form.reset();
      this.form.dispatchEvent(new Event("change", { bubbles: true }));
      this.say("");
    });
    this.say("info", this.text("restored"), discard);
  }

  /** `?ticket=123` fills the field of that name. */
  fromAddress() {
    for (const name of (this.form.dataset.fromAddress ?? "").split(" ").filter(Boolean)) {
      const value = new URLSearchParams(location.search).get(name);
      const field = this.form.elements[name];
      if (value && field) field.value = value.slice(0, 100);
    }
  }

  say(tone, ...parts) {
    if (!this.alert) return;
    this.alert.className = `hc-form__alert${tone ? ` hc-form__alert--${tone}` : ""}`;
    this.alert.replaceChildren();
    for (const part of parts) this.alert.append(part, " ");
    this.alert.hidden = !parts.length;
  }

  sayWrong(wrong) {
    const many = wrong.length > 1;
    const title = document.createElement("p");
    title.textContent = this.text(many ? "wrong_many" : "wrong_one", { count: wrong.length });
    const list = document.createElement("ul");
    for (const [field, problem] of wrong) {
      const item = document.createElement("li");
      const link = document.createElement("a");
      const label = field.closest("fieldset.hc-choice")?.querySelector("legend") ?? field.labels?.[0];
      link.href = `#${field.id || field.closest("[id]")?.id}`;
      link.textContent = `${label?.firstChild?.textContent.trim() ?? field.name}: ${problem}`;
      link.addEventListener("click", (event) => {
        event.preventDefault();
        field.focus();
      });
      item.append(link);
      list.append(item);
    }
    this.say("", title, list);
    wrong[0][0].focus();
  }

  async submit(event) {
    event.preventDefault();
    if (this.busy) return;
    const wrong = this.check();
    if (wrong.length) {
      this.sayWrong(wrong);
      return;
    }
    // Another host may keep its answer from scripts, which would look like a failure of a ticket that did
    // arrive. It gets the form as any browser sends one; the draft stays until the page after it.
    if (new URL(this.form.action, location.href).origin !== location.origin) {
      this.busy = true;
      addEventListener("pageshow", () => (this.busy = false), { once: true });
      HTMLFormElement.prototype.submit.call(this.form);
      return;
    }
    const button = this.form.querySelector("[type=submit]");
    const label = button.textContent;
    this.busy = true;
    button.setAttribute("aria-disabled", "true");
    if (this.text("sending")) button.textContent = this.text("sending");
    try {
      const body = new FormData(this.form);
      // Netlify takes multipart forms only where there are files.
      const plain = this.form.enctype !== "multipart/form-data";
      const answer = await fetch(this.form.action, {
        method: "POST",
        body: plain ? new URLSearchParams([...body].filter(([, value]) => typeof value === "string")) : body,
        headers: { Accept: "text/html, application/json" },
        signal: AbortSignal.timeout(60_000),
      });
      if (!answer.ok) throw new Error(String(answer.status));
      keep(this.key, null);
      this.done();
    } catch {
      this.say("", this.text(navigator.onLine ? "failed" : "offline"));
      this.alert?.focus();
    } finally {
      this.busy = false;
      button.removeAttribute("aria-disabled");
      button.textContent = label;
    }
  }

  done() {
    const thanks = this.form.dataset.thanks;
    if (thanks) {
      const words = document.createElement("p");
      words.className = "hc-form__alert hc-form__alert--good";
      words.setAttribute("role", "status");
      words.tabIndex = -1;
      words.textContent = thanks;
      this.form.replaceChildren(words);
      words.focus();
      return;
    }
    location.assign(new URL(this.form.dataset.next, location.href));
  }
}

// The page after a form: what was sent is no draft any more.
for (const place of document.querySelectorAll("[data-sent]")) keep(`hc-draft:${place.dataset.sent}`, null);
for (const form of document.querySelectorAll("form[data-form]")) new Form(form);
