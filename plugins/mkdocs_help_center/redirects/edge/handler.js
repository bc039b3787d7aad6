// The edge function itself. Netlify runs it before redirects and files, on the legacy shapes in
// `config` only; returning nothing lets the request go on as if it were not here.

const LANGUAGE_COOKIE = "nf_lang";
const MAX_HEADER = 1000;
let resolver;
const nearest = new Map();

/** The reader's language: the cookie of the language switcher, then what the browser prefers. */
export function readerLocale(headers) {
  const cookies = (headers.get("cookie") ?? "").slice(0, 4096).split(";");
  for (const cookie of cookies) {
    const [name, value = ""] = cookie.trim().split("=");
    if (name !== LANGUAGE_COOKIE) continue;
    const number = resolver.matchLocale(decode(value));
    if (number >= 0) return number;
  }
  const ranges = (headers.get("accept-language") ?? "").slice(0, MAX_HEADER).split(",")
    .map((range) => {
      const [tag, ...parameters] = range.trim().split(";");
      const weight = /^\s*q=([01](?:\.\d{0,3})?)\s*$/i.exec(parameters.at(0) ?? "");
      return { tag: tag.trim(), weight: weight ? Number(weight[1]) : 1 };
    })
    .filter(({ tag, weight }) => tag !== "" && weight > 0)
    .sort((one, other) => other.weight - one.weight);
  for (const { tag } of ranges) {
    const number = resolver.matchLocale(tag);
    if (number >= 0) return number;
  }
  return -1;
}

function redirect(answer) {
  const headers = new Headers({ location: answer.location });
  if (answer.language) {
    headers.set("vary", "Accept-Language, Cookie");
    headers.set("cache-control", "private, no-store");
  } else {
    headers.set("cache-control", "public, max-age=3600");
  }
  return new Response(null, { status: answer.status, headers });
}

/** The page that says in the reader's words that an article is gone, and names others. */
async function gone(answer, request, context) {
  const own = new URL(resolver.base + answer.page, request.url);
  const here = !answer.page || new URL(request.url).pathname === own.pathname;
  const page = here ? await context.next() : await fetch(own);
  const headers = new Headers(page.headers);
  headers.set("cache-control", "public, max-age=300");
  headers.set("x-robots-tag", "noindex");
  return new Response(page.body, { status: 410, headers });
}

/** The site's 404 page with the articles whose slugs are nearest. */
async function notFound(answer, request, context) {
  const response = await context.next();
  const type = response.headers.get("content-type") ?? "";
  if (response.status !== 404 || !type.includes("text/html")) return response;
  const html = await response.text();
  const links = await suggestions(answer.request, request).catch(() => []);
  const headers = new Headers(response.headers);
  headers.delete("content-length");
  headers.delete("etag");
  return new Response(withSuggestions(html, links), { status: 404, headers });
}

async function suggestions(read, request) {
  const number = read.wanted >= 0 ? read.wanted : resolver.index.default;
  const file = resolver.map.nearest[number];
  if (!file) return [];
  if (!nearest.has(number)) {
    const response = await fetch(new URL(resolver.base + file, request.url));
    if (!response.ok) return [];
    nearest.set(number, new Nearest(await response.json()));
  }
  return nearest.get(number).find(slugOf(read.rest.at(-1) ?? ""), 5);
}

export default async function handler(request, context) {
  if (request.method !== "GET" && request.method !== "HEAD") return undefined;
  resolver ??= new Resolver(MAP);
  const answer = resolver.resolve(new URL(request.url), () => readerLocale(request.headers));
  if (answer.status === 200) return undefined;
  if (answer.status === 410) return gone(answer, request, context);
  if (answer.status === 404) return notFound(answer, request, context);
  return redirect(answer);
}
