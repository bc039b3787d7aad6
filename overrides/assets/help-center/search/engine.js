// One search over one locale: our data and Pagefind's index, loaded once, when a reader begins to search.
import { alike, fold, rank } from "./ranking.js";
import { decodeWords, suggest } from "./spelling.js";

const EXCERPT = 28; // words
const WAIT = 15000; // ms; an index that hangs must not leave the reader waiting

const engines = new Map();

/** The engine of the search page at `url` ("/en/search/"). */
export function engineFor(url) {
  const address = new URL(url, location.href).pathname;
  if (!engines.has(address)) {
    const loading = withTimeout(load(address));
    loading.catch(() => engines.delete(address));
    engines.set(address, loading);
  }
  return engines.get(address);
}

/** Has the engine of the search page at `url` loaded anew: one does not ask again for what it could not get. */
export function forget(url) {
  engines.delete(new URL(url, location.href).pathname);
}

/**
 * What `use(engine)` gives. Where it fails, once more with an engine that is loaded anew: the first may be of a site
 * that was published anew since the page was opened.
 */
export async function withEngine(url, use) {
  const first = await engineFor(url);
  try {
    return await use(first);
  } catch {
    forget(url);
  }
  const second = await engineFor(url);
  try {
    return await use(second);
  } catch (error) {
    forget(url);
    throw error;
  }
}

// Pagefind goes on without a part of its index that does not come, as if no page had the words in it, and never
// asks for it again; it has no way to be told. A line that broke, or a site published anew since the page was
// opened, must not be "0 results": what was lost is seen where it is fetched.
const lost = [];
const fetchPart = globalThis.fetch;
globalThis.fetch = async (input, options) => {
  const isPart = /\.pf_index$/.test(input?.url ?? input);
  try {
    const response = await fetchPart(input, options);
    if (isPart && !response.ok) throw new Error(`search: ${response.status}`);
    return response;
  } catch (error) {
    if (isPart) lost.push(String(input?.url ?? input));
    throw error;
  }
};

function withTimeout(promise) {
  return Promise.race([
    promise,
    new Promise((_, reject) => setTimeout(() => reject(new Error("search: timeout")), WAIT)),
  ]);
}

/** The answer at `url`; a preview that is still making its index says 503 and when to come again. */
async function ready(url) {
  for (let tries = 0; ; tries += 1) {
    const response = await fetch(url);
    if (response.status !== 503 || tries === 4) return response;
    const seconds = Number(response.headers.get("Retry-After")) || 2;
    await new Promise((resolve) => setTimeout(resolve, Math.min(seconds, 3) * 1000));
  }
}

async function load(address) {
  const bundle = `${address}pagefind/`;
  const script = `${bundle}pagefind.js`;
  const [response, first] = await Promise.all([ready(`${address}search.json`), import(script).catch(() => null)]);
  if (!response.ok) throw new Error(`search: ${response.status}`);
  // A script that failed once fails for good under its name.
  const { createInstance } = first ?? (await import(`${script}?again`));
  const data = await response.json();
  data.stop = new Set(data.stop);
  data.known = decodeWords(data.words);
  // Without a worker: a second copy of the script would cost more than the few milliseconds here.
  const home = address.replace(/[^/]+\/search\/$/, "");
  const index = createInstance({ basePath: bundle, baseUrl: home, noWorker: true });
  await index.init(document.documentElement.lang);
  return new Engine(data, index, bundle);
}

class Engine {
  constructor(data, index, bundle) {
    this.data = data;
    this.bundle = bundle;
    this.index = index;
    this.answers = new Map();
    this.lostBefore = this.lost;
    this.language = document.documentElement.lang;
    this.plurals = new Intl.PluralRules(this.language);
  }

  /** A text of ours with its values; `count` chooses the plural form. */
  text(key, values = {}) {
    let text = this.data.texts[key] ?? key;
    if (typeof text === "object") {
      // Portuguese counts nothing as "one", and so would say "one result" of none.
      const form = values.count ? this.plurals.select(values.count) : "zero";
      text = text[form] ?? text.other;
    }
    return text.replace(/\{(\w+)\}/g, (all, name) => {
      const value = values[name] ?? all;
      return typeof value === "number" ? value.toLocaleString(this.language) : value;
    });
  }

  /** How many parts of this index were lost since the page was opened. */
  get lost() {
    return lost.filter((url) => url.includes(this.bundle)).length;
  }

  lookup(text) {
    if (!this.answers.has(text)) this.answers.set(text, this.lookUp(text));
    return this.answers.get(text);
  }

  async lookUp(text) {
    const { results } = await this.index.search(text);
    if (this.lost > this.lostBefore) throw new Error("search: a part of the index is missing");
    return results;
  }

  /** Every page for `question`, best first, with what was corrected and what is nowhere. */
  async search(question) {
    const quoted = question.trim().match(/^["“«](.+)["”»]$/);
    if (quoted) {
      const results = await this.lookup(`"${quoted[1]}"`);
      const found = results.map((page) => ({ id: page.id, page, places: page.words, score: page.score }));
      return { found, corrections: new Map(), missing: [] };
    }
    return rank(
      question,
      this.data,
      (text) => this.lookup(text),
      (word) => suggest(word, this.data),
    );
  }

  /** What a result shows: {url, title, type, status, date, excerpt}; the excerpt as [text, hit] pairs. */
  async describe(result) {
    const { meta, url, content } = await result.page.data();
    return {
      url,
      title: meta.title ?? url,
      type: meta.type ?? "",
      status: meta.status ?? "",
      date: meta.date ?? "",
      excerpt: excerptOf(content, result, meta.title ?? ""),
    };
  }

  /** For each facet its values, each with its pages: a map of maps of something that has `has(id)`. */
  facets() {
    this.facetPages ??= this.loadFacets().catch((error) => {
      this.facetPages = undefined;
      throw error;
    });
    return this.facetPages;
  }

  async loadFacets() {
    const response = await fetch(`${this.bundle}facets.json`);
    if (!response.ok) throw new Error(`search: ${response.status}`);
    const { ids, facets } = await response.json();
    const positionOf = positions(ids.split(" "));
    const pagesOf = (steps) => {
      let position = 0;
      const pages = new Set(steps.map((step) => (position += step)));
      return { has: (id) => pages.has(positionOf(id)) };
    };
    return new Map(
      Object.entries(facets).map(([name, values]) => [
        name,
        new Map(Object.entries(values).map(([value, steps]) => [value, pagesOf(steps)])),
      ]),
    );
  }

  /** How a facet's value is written for readers. */
  label(name, value) {
    if (name === "type") return this.text(`type.${value}`);
    if (name === "status") return this.text(`issue_status.${value.replaceAll("-", "_")}`);
    return value;
  }

  /** A day as the language writes it. */
  day(iso) {
    const date = new Date(`${iso}T00:00:00Z`);
    return date.toLocaleDateString(this.language, { dateStyle: "medium", timeZone: "UTC" });
  }
}

/** A function from a page's id ("en_12a7c0f") to its number, from the starts of hashes that tell them apart. */
function positions(starts) {
  const numbers = new Map(starts.map((start, number) => [start, number]));
  const lengths = [...new Set(starts.map((start) => start.length))];
  const known = new Map();
  return (id) => {
    if (!known.has(id)) {
      const hash = id.slice(id.lastIndexOf("_") + 1);
      const length = lengths.find((length) => numbers.has(hash.slice(0, length)));
      known.set(id, numbers.get(hash.slice(0, length)));
    }
    return known.get(id);
  };
}

/** The stretch of the text where most hits stand, the title's own words left out. */
function excerptOf(content, { places, terms = [] }, title) {
  const words = content.split(/\s+/);
  const skip = title.split(/\s+/).length;
  // Pagefind also finds what only begins like a word's stem ("página" for "pago"): no reader wants that marked.
  const meant = (place) => {
    const word = fold(words[place]).replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
    return !terms.length || terms.some((term) => alike(word, term) || word.includes(term));
  };
  const inside = [...new Set(places)].filter((place) => place >= skip && place < words.length);
  const good = inside.filter(meant);
  const hits = good.length ? good : inside;
  const marked = new Set(hits);
  let start = Math.min(skip, words.length);
  let most = 0;
  for (const hit of hits) {
    const from = Math.max(skip, hit - 4);
    const count = hits.filter((place) => place >= from && place < from + EXCERPT).length;
    if (count > most) [start, most] = [from, count];
  }
  const parts = start > skip ? [["… ", false]] : [];
  for (let place = start; place < Math.min(start + EXCERPT, words.length); place += 1) {
    if (marked.has(place)) parts.push(...hitParts(words[place]));
    else parts.push([words[place], false]);
    parts.push([" ", false]);
  }
  if (start + EXCERPT < words.length) parts.push(["…", false]);
  return parts;
}

/** A found word without the signs around it ("pedido." has a full stop that nobody looked for). */
function hitParts(word) {
  const [, before, inside, after] = word.match(/^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su);
  if (!inside) return [[word, true]];
  return [[before, false], [inside, true], [after, false]].filter(([text]) => text);
}

/** Tells the site's endpoint which words found nothing; e-mail addresses and numbers stay here. */
export function reportNothing(engine, question) {
  if (!engine.data.endpoint) return;
  const terms = scrub(question);
  if (!terms) return;
  const body = JSON.stringify({ locale: engine.language, terms });
  navigator.sendBeacon?.(engine.data.endpoint, new Blob([body], { type: "application/json" }));
}

/** The words of a question without what could name a person, an order or an account. */
export function scrub(question) {
  return fold(question)
    .replace(/\S+@\S+/g, " ")
    .replace(/\b(?:https?:|www\.)\S+/g, " ")
    .replace(/\S*\d\S*/g, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 200);
}
