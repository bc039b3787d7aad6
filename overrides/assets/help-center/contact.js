// Beside the ticket form: what may already answer it is offered while the reader writes.
const form = document.querySelector("form[data-form]");
const box = document.querySelector("[data-suggest]");
const list = box.querySelector("[data-suggest-list]");
const status = box.querySelector("[data-suggest-status]");
const solved = box.querySelector("[data-suggest-solved]");
const words = JSON.parse(form.dataset.words);
const quiet = status.textContent;
const SHOWN = 5;
let asked = "";
let timer;

const question = () => {
  // The sentence says it best; a long description holds words of everything.
  const subject = form.elements.subject.value.trim();
  return subject.length > 8 ? subject : `${subject} ${form.elements.description.value.trim().slice(0, 160)}`.trim();
};

const show = (items) => {
  list.replaceChildren(...items);
  solved.hidden = !items.length;
};

const suggest = async () => {
  const text = question();
  if (text === asked) return;
  asked = text;
  if (text.length < 4) {
    show([]);
    status.textContent = quiet;
    return;
  }
  status.textContent = words.searching;
  try {
    const { engineFor } = await import("./search/engine.js");
    const engine = await engineFor(box.dataset.search);
    const { found } = await engine.search(text);
    const shown = await Promise.all(found.slice(0, SHOWN).map((one) => engine.describe(one)));
    if (text !== asked) return;
    show(
      shown.map((one) => {
        const item = document.createElement("li");
        const link = document.createElement("a");
        link.href = one.url;
        link.textContent = one.title;
        if (one.type) {
          const type = document.createElement("span");
          type.className = "hc-muted";
          type.textContent = ` ${engine.label("type", one.type)}`;
          link.append(type);
        }
        item.append(link);
        return item;
      }),
    );
    status.textContent = shown.length ? "" : words.none_found;
  } catch {
    // The next word asks again: an index may be on its way.
    asked = "";
    show([]);
    status.textContent = quiet;
  }
};

if (box.dataset.search) {
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(suggest, 400);
  };
  for (const field of [form.elements.subject, form.elements.description]) field.addEventListener("input", soon);
  // Begun with the reader, so that the first word need not wait for it.
  form.addEventListener("focusin", () => import("./search/engine.js").catch(() => {}), { once: true });
  // A draft that is brought back is no typing.
  form.addEventListener("change", soon);
  if (question()) suggest();
}

// Incidents that were opened after this page was built.
const incidents = async () => {
  const answer = await fetch(box.dataset.status, { cache: "no-cache", signal: AbortSignal.timeout(10_000) });
  if (!answer.ok) return;
  const data = await answer.json();
  const place = box.querySelector("[data-suggest-incidents]");
  if (!data.incidents.length) {
    place.replaceChildren();
    return;
  }
  const title = document.createElement("h3");
  title.textContent = box.dataset.incidentsTitle;
  const items = document.createElement("ul");
  items.className = "hc-links";
  for (const one of data.incidents) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = new URL(new URL(one.shortlink, location.href).pathname, location.href).href;
    link.textContent = one.name;
    item.append(link);
    items.append(item);
  }
  place.replaceChildren(title, items);
};

if (box.dataset.status) incidents().catch(() => {});
