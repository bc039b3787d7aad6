// Regions: whether they are open now, their hours in the reader's own time, the reader's own region. The
// hours are intervals that the build worked out, so that no browser comes to another answer.
const MINUTE = 60_000;
const CHOICE = "hc-region";
const language = document.documentElement.lang;
const places = [...document.querySelectorAll("[data-regions]")];
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

const chosen = () => {
  try {
    return localStorage.getItem(CHOICE);
  } catch {
    return null;
  }
};

for (const link of document.querySelectorAll("[data-choose-region]")) {
  link.addEventListener("click", () => {
    try {
      localStorage.setItem(CHOICE, link.dataset.chooseRegion);
    } catch {
      // The link still leads there.
    }
  });
}

/** {open, change, from, until}: `change` is when it opens or closes, the stretch is the current or next. */
const stateOf = (region, file, now) => {
  const minute = now / MINUTE;
  if (minute < file.from || minute >= file.until) return null;
  let time = file.from;
  for (let index = 0; index + 1 < region.hours.length; index += 2) {
    const from = time + region.hours[index];
    const until = from + region.hours[index + 1];
    if (minute < until) {
      const open = minute >= from;
      // A team that never closes has one stretch, which ends where the file does.
      if (open && until >= file.until) return { open, always: true };
      return { open, change: (open ? until : from) * MINUTE, from: from * MINUTE, until: until * MINUTE };
    }
    time = until;
  }
  return null;
};

const distance = (milliseconds) => {
  const words = new Intl.RelativeTimeFormat(language, { numeric: "always" });
  const minutes = Math.max(1, Math.round(milliseconds / MINUTE));
  if (minutes < 90) return words.format(minutes, "minute");
  if (minutes < 36 * 60) return words.format(Math.round(minutes / 60), "hour");
  return words.format(Math.round(minutes / 1440), "day");
};

const inReadersTime = ({ from, until }) => {
  const style = { weekday: "short", hour: "numeric", minute: "2-digit" };
  return new Intl.DateTimeFormat(language, style).formatRange(from, until);
};

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);

/** When so many minutes of the team's working time have passed; null where the file does not reach that far. */
const afterWork = (region, file, now, minutes) => {
  let left = minutes * MINUTE;
  let time = file.from;
  for (let index = 0; index + 1 < region.hours.length; index += 2) {
    const from = Math.max((time + region.hours[index]) * MINUTE, now);
    time += region.hours[index] + region.hours[index + 1];
    const until = time * MINUTE;
    if (until <= now) continue;
    if (until - from >= left) return from + left;
    left -= until - from;
  }
  return null;
};

const showPromises = (place, region, file) => {
  const now = Date.now();
  if (now < file.from * MINUTE) return;
  const clock = new Intl.DateTimeFormat(language, { weekday: "long", day: "numeric", month: "long", hour: "numeric", minute: "2-digit" });
  for (const line of place.querySelectorAll("[data-promise]")) {
    const promise = region.first[line.dataset.promise];
    const [minutes, always] = promise ?? [];
    const by = promise && (always ? now + minutes * MINUTE : afterWork(region, file, now, minutes));
    const text = line.querySelector("[data-promise-by]");
    text.hidden = !by;
    if (!by) continue;
    const words = region.committed ? file.words.by_committed : file.words.by_average;
    text.textContent = fill(words, { time: clock.format(by), zone: (zone ?? "").replace(/_/g, " ") });
    text.dataset.by = new Date(by).toISOString();
  }
};

const find = (file, id) =>
  file.regions.find((one) => one.id === id) ?? file.regions.find((one) => one.formerIds.includes(id));

/** The reader's region: their own choice, else a guess from the time zone, said to be one. */
const regionOf = (file) => {
  const own = find(file, chosen());
  if (own) return { region: own, guessed: false };
  const guess = file.regions.find((one) => one.zones.includes(zone));
  return guess ? { region: guess, guessed: true } : null;
};

const showNow = (element, region, file) => {
  const now = Date.now();
  const state = stateOf(region, file, now);
  const line = element.querySelector("[data-hours-now]");
  if (!line) return;
  line.hidden = !state;
  if (!state) return;
  const badge = line.querySelector("[data-hours-badge]");
  badge.className = `hc-badge hc-badge--${state.open ? "good" : "neutral"}`;
  line.dataset.open = String(state.open);
  if (state.always) {
    badge.textContent = file.words.all_day;
    return;
  }
  badge.textContent = fill(state.open ? file.words.closes : file.words.opens, { in: distance(state.change - now) });
  const yours = fill(file.words.yours, { range: inReadersTime(state), zone: (zone ?? "").replace(/_/g, " ") });
  line.querySelector("[data-hours-yours]").textContent =
    region.always && !state.open ? `${file.words.always} · ${yours}` : yours;
  line.dataset.change = new Date(state.change).toISOString();
};

const showHelp = (element, file) => {
  const mine = regionOf(file);
  const line = element.querySelector("[data-help-region]");
  if (!mine || !line) return;
  const now = Date.now();
  const state = stateOf(mine.region, file, now);
  const link = document.createElement("a");
  link.href = mine.region.url;
  link.textContent = state && !state.always
    ? fill(state.open ? file.words.help_open : file.words.help_closed, {
        region: mine.region.name,
        in: distance(state.change - now),
      })
    : fill(file.words.help_region, { region: mine.region.name });
  line.replaceChildren(link);
  if (mine.guessed) line.append(` (${file.words.guessed})`);
  line.hidden = false;
  const contact = element.querySelector("[data-help-contact]");
  if (contact && !mine.guessed) contact.href = mine.region.contact;
};

const show = (place, file) => {
  const cards = [...place.querySelectorAll("[data-region]")];
  for (const card of cards) {
    const region = find(file, card.dataset.region);
    if (region) showNow(card, region, file);
  }
  const mine = regionOf(file);
  for (const card of cards) {
    const label = card.querySelector("[data-region-guess]");
    if (!label) continue;
    label.hidden = card.dataset.region !== mine?.region.id;
    label.textContent = mine?.guessed ? file.words.guess : file.words.chosen;
  }
  const sent = place.querySelector("[data-promises]");
  const answering = sent && find(file, sent.dataset.promises);
  // When a reply to what was sent just now is due: said once, since it does not move with the clock.
  if (answering && !("told" in sent.dataset)) {
    sent.dataset.told = "";
    showPromises(sent, answering, file);
  }
  // In a form a guess preselects and says so; what the page or the reader chose stays.
  const choice = place.querySelector("[data-region-choice]");
  if (choice && !choice.dataset.asked) {
    choice.dataset.asked = "";
    const field = choice.querySelector("select");
    const asked = find(file, new URLSearchParams(location.search).get("region") ?? "");
    const wanted = asked ?? mine?.region;
    const offered = [...(field?.options ?? [])].some((one) => one.value === wanted?.id);
    if (field && offered && (asked || !field.value)) {
      field.value = wanted.id;
      const note = choice.querySelector("[data-region-guess]");
      const guessed = !asked && mine.guessed;
      if (note && guessed) {
        note.textContent = file.words.guess;
        note.hidden = false;
        // Until the reader says something else it is no answer of theirs, and no draft keeps it.
        field.dataset.guessed = "";
        field.addEventListener("input", () => {
          delete field.dataset.guessed;
          note.hidden = true;
        });
      }
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
    // A region with a ticket system of its own cannot be chosen in the form: its link is marked.
    const elsewhere = mine && !field?.value && place.querySelector(`[data-external="${CSS.escape(mine.region.id)}"]`);
    if (elsewhere) {
      const label = document.createElement("span");
      label.className = "hc-regions__guess";
      label.textContent = mine.guessed ? file.words.guess : file.words.chosen;
      elsewhere.append(" ", label);
    }
  }
  if (place.matches("[data-help]")) showHelp(place, file);
};

const files = new Map();

const load = (address) => {
  if (!files.has(address)) {
    files.set(
      address,
      fetch(address, { signal: AbortSignal.timeout(10_000) }).then((answer) => {
        if (!answer.ok) throw new Error(String(answer.status));
        return answer.json();
      }),
    );
  }
  return files.get(address);
};

const begin = async (place) => {
  try {
    const file = await load(place.dataset.regions);
    show(place, file);
    setInterval(() => show(place, file), MINUTE);
  } catch {
    // The page states the region's own hours.
  }
};

// "Still need help?" stands at the end of every article: it is filled when a reader comes near.
const near = new IntersectionObserver(
  (entries) => {
    for (const entry of entries.filter((one) => one.isIntersecting)) {
      near.unobserve(entry.target);
      begin(entry.target);
    }
  },
  { rootMargin: "400px" },
);

for (const place of places) {
  if (place.matches("[data-help]")) near.observe(place);
  else begin(place);
}
