// Where an old URL leads: the same steps in the same order as lookup.py, over the map that
// edge_map.py writes. Tests hold the two together; change both or neither.

const LANGUAGE = /^([a-z]{2,3})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?$/;
const MAX_URL = 8192;

function afterDashes(segment) {
  const at = segment.lastIndexOf("--");
  return at < 0 ? null : [segment.slice(0, at), segment.slice(at + 2)];
}

function unpack(lines) {
  return lines === "" ? [] : lines.split("\n");
}

/** Tables made from the map: what lookup.py's Index holds. */
class Index {
  constructor(map) {
    this.codes = map.codes;
    this.keys = map.codes.map(slugKey);
    this.default = map.default;
    this.destinations = [];
    this.exact = new Map();
    this.pages = new Map();
    this.pageEnds = new Set();
    this.slugs = new Map();
    this.ids = new Map();
    this.#addArticles(map);
    this.#addOthers(map);
    this.shortIds = this.#named(map.shortIds);
    this.groupIds = this.#named(map.groupIds);
    this.legacySlugs = this.#named(map.legacySlugs);
    for (const [key, found] of this.#named(map.slugs)) this.slugs.set(key, found);
    for (const [name, found] of this.#named(map.ids)) this.ids.set(name, found[0]);
  }

  #folded = null;

  /** One line a text: its section, its slugs in the order of the locales, its ids. */
  #addArticles(map) {
    for (const line of unpack(map.articles)) {
      const [section, ids, ...slugs] = line.split("\t");
      const urls = slugs.map((slug, n) =>
        slug === "" ? "" : `${map.codes[n]}/${section}/${slug}${map.suffix}`);
      const destination = this.#add(urls, "");
      urls.forEach((url, number) => {
        if (url === "") return;
        this.exact.set(url, destination);
        const key = `${number}/${slugKey(slugs[number])}`;
        if (!this.slugs.has(key)) this.slugs.set(key, [destination]);
      });
      if (ids !== "") for (const name of ids.split(" ")) this.ids.set(name, destination);
    }
  }

  /** Further destinations: pages that are no articles, and ids whose languages differ from their text's. */
  #addOthers(map) {
    for (const line of unpack(map.others)) {
      const [kind, neutral, ...given] = line.split("\t");
      // A star: the same path below every language.
      const urls = kind[1] === "*" ? map.codes.map((code) => `${code}/${given[0]}`) : given;
      const destination = this.#add(urls, neutral);
      if (kind[0] !== "p") continue;
      for (const url of [...urls, neutral]) {
        if (url === "") continue;
        if (!this.exact.has(url)) this.exact.set(url, destination);
        const key = pathKey(splitPath(url));
        if (!this.pages.has(key)) this.pages.set(key, destination);
        this.pageEnds.add(key.slice(key.lastIndexOf("/") + 1));
      }
    }
  }

  #add(urls, neutral) {
    const destination = { urls, neutral };
    this.destinations.push(destination);
    return destination;
  }

  #named(lines) {
    return new Map(unpack(lines).map((line) => {
      const [name, numbers] = line.split("\t");
      return [name, numbers.split(" ").map((number) => this.destinations[number])];
    }));
  }

  /** An id in the wrong case, where only one id can be meant. */
  folded(name) {
    if (this.#folded === null) {
      this.#folded = new Map();
      for (const [known, destination] of this.ids) {
        const key = known.toLowerCase();
        this.#folded.set(key, this.#folded.has(key) ? null : destination);
      }
    }
    return this.#folded.get(name.toLowerCase()) ?? undefined;
  }
}

/** Resolves URLs of one site; `map` is what edge_map.py writes. */
export class Resolver {
  constructor(map) {
    this.map = map;
    this.index = new Index(map);
    this.base = map.base;
    this.prefixes = new Set(map.prefixes);
    this.sections = new Map(Object.entries(map.sections));
    this.rules = new Map(Object.entries(map.rules));
    this.moved = new Map(Object.entries(map.moved));
    this.gone = map.gone;
    this.goneIds = new Map(Object.entries(map.goneIds));
    this.goneSlugs = new Map(Object.entries(map.goneSlugs));
    const codes = map.codes.map((code, number) => [code.toLowerCase().replaceAll("_", "-"), number]);
    codes.reverse();
    this.locales = new Map(codes);
    this.languages = new Map(codes.map(([code, number]) => [code.split("-")[0], number]));
    const everywhere = map.codes.map((_, number) => number);
    this.defaultFirst = [map.default, ...everywhere.filter((number) => number !== map.default)];
    this.steps = [
      this.page, this.language, this.replaced, this.id, this.movedRule, this.slug, this.otherSlug,
      this.legacySlug, this.rule, this.pageInAnyLanguage, this.otherSection, this.goneArticle,
    ];
  }

  /** The number of the site's locale that a language code means; -1 for none. */
  matchLocale(text) {
    const code = text.toLowerCase().replaceAll("_", "-");
    if (this.locales.has(code)) return this.locales.get(code);
    const language = LANGUAGE.exec(code);
    return language ? this.languages.get(language[1]) ?? -1 : -1;
  }

  /**
   * Where `url` (a URL object) leads: `{status, location, path, wanted, found, language}`.
   * `readerLocale()` is the number of the reader's language, for the root and bare sections only.
   */
  resolve(url, readerLocale = () => -1) {
    const request = this.read(url);
    let found;
    for (const step of this.steps) if ((found = step.call(this, request))) break;
    if (!found) return { status: 404, location: this.base + request.path, request, how: "nothing" };
    if (found.language && request.wanted < 0) found.hint = readerLocale();
    return this.answer(request, found);
  }

  read(url) {
    let { pathname: path, search, hash } = url;
    const text = (path + search + hash).slice(0, MAX_URL);
    if (text.length === MAX_URL) {
      const parts = /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(text);
      [path, search, hash] = [parts[1], parts[2] ?? "", parts[3] ?? ""];
    }
    if (this.base !== "/" && path.startsWith(this.base)) path = path.slice(this.base.length);
    else if (`${path}/` === this.base) path = "";
    else path = path.slice(1);
    let segments = splitPath(path);
    if (segments.at(-1)?.toLowerCase() === "index.html") segments.pop();
    const { asked, query } = this.readQuery(search.slice(1));
    let pathLocale = -1;
    if (segments.length && (pathLocale = this.matchLocale(segments[0])) >= 0) segments = segments.slice(1);
    let start = 0;
    while (start < segments.length && this.prefixes.has(segments[start].toLowerCase())) start += 1;
    const section = start < segments.length ? this.sections.get(segments[start].toLowerCase()) ?? "" : "";
    const rest = segments.slice(section ? start + 1 : start);
    return {
      path, query, fragment: hash.slice(1), pathLocale, queryLocale: asked,
      wanted: asked >= 0 ? asked : pathLocale, words: segments, section, rest,
      slug: section && rest.length ? rest.at(-1) : "",
    };
  }

  /** The locale that `?locale=` asks for, and the query without it and without empty parts. */
  readQuery(search) {
    let asked = -1;
    const kept = [];
    for (const part of search.split("&")) {
      const at = part.indexOf("=");
      const name = at < 0 ? part : part.slice(0, at);
      if (name.toLowerCase() === "locale") {
        if (asked < 0) asked = this.matchLocale(decode(at < 0 ? "" : part.slice(at + 1)));
      } else if (part !== "" && part !== "?") kept.push(part);
    }
    return { asked, query: kept.join("&") };
  }

  order(request) {
    if (request.wanted < 0) return this.defaultFirst;
    return [...new Set([request.wanted, request.pathLocale, ...this.defaultFirst])].filter((n) => n >= 0);
  }

  localeKey(number) {
    return number >= 0 ? this.index.keys[number] : "";
  }

  pathKeys(request, localeKey) {
    const section = request.section ? [request.section] : [];
    return [
      pathKey([localeKey, ...request.words]),
      pathKey([localeKey, ...section, ...request.rest]),
    ];
  }

  slugKeys(request) {
    if (request.slug === "") return [];
    const keys = [slugKey(request.slug)];
    const parts = afterDashes(request.slug);
    if (parts) keys.push(slugKey(parts[0]));
    return keys.filter((key) => key !== "");
  }

  ids(request) {
    const found = [];
    for (const segment of [...request.rest].reverse()) {
      const parts = afterDashes(segment);
      if (!parts) {
        found.push(segment);
        continue;
      }
      const name = /^[A-Za-z0-9_-]+/.exec(parts[1])?.[0];
      if (!name) continue;
      if (request.section === "known-issues" || parts[0].toLowerCase() === "ki") found.push(`ki-${name}`);
      found.push(name);
    }
    return found;
  }

  page(request) {
    const { exact } = this.index;
    let destination = exact.get(request.path) ?? exact.get(`${request.path}/`);
    if (!destination) {
      if (request.pathLocale < 0 && request.words.length === 0) return null;
      destination = this.pageOf(request, this.localeKey(request.pathLocale));
    }
    return destination ? { destination, hint: request.pathLocale, page: true } : null;
  }

  pageOf(request, localeKey) {
    const last = request.words.at(-1);
    if (last?.includes("--")) return undefined;
    const end = last === undefined ? "" : slugKey(last);
    if (end && !this.index.pageEnds.has(end) && request.rest.length) return undefined;
    const [written, today] = this.pathKeys(request, localeKey);
    return this.index.pages.get(written) ?? this.index.pages.get(today);
  }

  language(request) {
    if (request.pathLocale >= 0 || request.rest.length || (request.words.length && !request.section)) return null;
    for (const number of this.defaultFirst) {
      const key = this.localeKey(number);
      const destination = this.index.pages.get(request.section ? `${key}/${request.section}` : key);
      if (destination) return { destination, hint: -1, language: true };
    }
    return null;
  }

  *archived(request, numbers, slugs) {
    for (const name of this.ids(request)) {
      for (const number of numbers) {
        const gone = this.goneIds.get(`${number}/${name}`);
        if (gone !== undefined) yield this.gone[gone];
      }
    }
    if (!slugs) return;
    for (const key of this.slugKeys(request)) {
      for (const number of numbers) {
        const gone = this.goneSlugs.get(`${number}/${key}`);
        if (gone !== undefined) yield this.gone[gone];
      }
    }
  }

  successor(request, numbers, slugs) {
    for (const gone of this.archived(request, numbers, slugs)) {
      if (gone.rule) return this.follow(gone.rule, gone.locale);
    }
    return null;
  }

  replaced(request) {
    return this.successor(request, request.wanted >= 0 ? [request.wanted] : this.defaultFirst, false);
  }

  id(request) {
    const { rest } = request;
    if (!request.section && rest.length === 2 && rest[0] === "a") {
      const short = this.index.ids.get(rest[1]) ?? this.index.shortIds.get(rest[1])?.[0] ??
        this.index.folded(rest[1]);
      return short ? { destination: short, hint: -1 } : null;
    }
    for (const name of this.ids(request)) {
      // A track or category only after "--", since some of their ids are words.
      const destination = this.index.ids.get(name) ?? this.index.folded(name) ??
        (request.rest.includes(name) ? undefined : this.index.groupIds.get(name)?.[0]);
      if (destination) return { destination, hint: this.languageOf(request, destination) };
    }
    return null;
  }

  languageOf(request, destination) {
    if (request.wanted >= 0) return request.wanted;
    for (const key of this.slugKeys(request)) {
      for (const table of [this.index.slugs, this.index.legacySlugs]) {
        for (const number of this.defaultFirst) {
          if (table.get(`${number}/${key}`)?.includes(destination)) return number;
        }
      }
    }
    return -1;
  }

  named(request, table, numbers, section) {
    for (const key of this.slugKeys(request)) {
      for (const number of numbers) {
        for (const destination of table.get(`${number}/${key}`) ?? []) {
          if (!section || destination.urls[number].split("/")[1] === section) {
            return { destination, hint: number };
          }
        }
      }
    }
    return null;
  }

  slug(request) {
    if (request.wanted < 0) return null;
    return this.named(request, this.index.slugs, [request.wanted], request.section);
  }

  otherSlug(request) {
    return this.named(request, this.index.slugs, this.order(request), request.section);
  }

  legacySlug(request) {
    return this.named(request, this.index.legacySlugs, this.order(request), request.section);
  }

  otherSection(request) {
    const numbers = this.order(request);
    return this.named(request, this.index.slugs, numbers, "") ??
      this.named(request, this.index.legacySlugs, numbers, "");
  }

  movedRule(request) {
    return this.ruled(request, this.moved);
  }

  rule(request) {
    return this.ruled(request, this.rules);
  }

  ruled(request, table) {
    if (table.size === 0) return null;
    const parts = new Set(request.query === "" ? [] : request.query.split("&"));
    const keys = this.pathKeys(request, this.localeKey(request.pathLocale));
    if (request.pathLocale >= 0) keys.push(...this.pathKeys(request, ""));
    for (const key of new Set(keys)) {
      for (const rule of table.get(key) ?? []) {
        if ((rule.wanted === -1 || rule.wanted === request.queryLocale) &&
            rule.required.every((part) => parts.has(part))) {
          return this.follow(rule, rule.locale);
        }
      }
    }
    return null;
  }

  follow(rule, hint) {
    return { destination: this.index.destinations[rule.to] ?? null, hint, rule };
  }

  pageInAnyLanguage(request) {
    if (request.words.length === 0) return null;
    for (const number of this.order(request)) {
      const destination = this.pageOf(request, this.localeKey(number));
      if (destination) return { destination, hint: -1, page: true };
    }
    return null;
  }

  goneArticle(request) {
    const numbers = this.order(request);
    const found = this.successor(request, numbers, true);
    if (found) return found;
    for (const gone of this.archived(request, numbers, true)) return { gone };
    return null;
  }

  choose(destination, wanted) {
    const { urls } = destination;
    if (wanted >= 0 && urls[wanted]) return wanted;
    if (urls[this.index.default]) return this.index.default;
    return urls.findIndex((url) => url !== "");
  }

  answer(request, found) {
    const { rule } = found;
    if (found.gone || rule?.status === 410) {
      return { status: 410, location: this.base + request.path, request, page: found.gone?.page ?? rule?.page };
    }
    if (rule?.external) return { status: rule.status, location: rule.external, request };
    const { destination } = found;
    const number = this.choose(destination, request.wanted >= 0 ? request.wanted : found.hint);
    const path = number >= 0 ? destination.urls[number] : destination.neutral;
    const missing = request.wanted >= 0 && number >= 0 && number !== request.wanted;
    let status = rule ? rule.status : 301;
    const language = Boolean(found.language) && request.wanted < 0;
    if (language) status = 302;
    else if (path === request.path && !missing && found.page) status = 200;
    let fragment = rule?.fragment || request.fragment;
    if (missing) fragment = `missing-${this.index.codes[request.wanted]}`;
    const location = this.base + path + (request.query ? `?${request.query}` : "") +
      (fragment ? `#${fragment}` : "");
    return { status, location, path, request, found: number, language };
  }
}
