// The articles whose slugs are nearest to what someone typed; nearest.py does the same.
// Used by the edge function and, on other hosts, by the 404 page.

const MINIMUM = 0.3;
const MAX_LENGTH = 120;

function pieces(key) {
  const text = `-${key}-`;
  const found = new Set();
  for (let start = 0; start + 3 <= text.length; start += 1) found.add(text.slice(start, start + 3));
  return found;
}

/** The slug in a URL's last segment, without an id. */
export function slugOf(segment) {
  const at = segment.lastIndexOf("--");
  return slugKey(at > 0 ? segment.slice(0, at) : segment);
}

/** Finds similar slugs among `[url, title]` pairs, which stay in their order for ties. */
export class Nearest {
  constructor(pairs) {
    this.pairs = pairs;
    this.sizes = [];
    this.postings = new Map();
    pairs.forEach(([url], number) => {
      const key = slugKey(url.replace(/\/$/, "").split("/").at(-1)).slice(0, MAX_LENGTH);
      const parts = pieces(key);
      this.sizes.push(parts.size);
      for (const part of parts) {
        const numbers = this.postings.get(part);
        if (numbers) numbers.push(number);
        else this.postings.set(part, [number]);
      }
    });
  }

  /** The `count` nearest pairs, best first; fewer where fewer are alike. */
  find(key, count) {
    if (key === "") return [];
    const parts = pieces(key.slice(0, MAX_LENGTH));
    const shared = new Map();
    for (const part of parts) {
      for (const number of this.postings.get(part) ?? []) {
        shared.set(number, (shared.get(number) ?? 0) + 1);
      }
    }
    return [...shared]
      .map(([number, common]) => [2 * common / (parts.size + this.sizes[number]), number])
      .filter(([score]) => score >= MINIMUM)
      .sort((one, other) => other[0] - one[0] || one[1] - other[1])
      .slice(0, count)
      .map(([, number]) => this.pairs[number]);
  }
}

function escapeHtml(text) {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** `html` with the links in the place that the 404 page keeps for them. */
export function withSuggestions(html, links) {
  if (links.length === 0) return html;
  const items = links.map(([url, title]) => `<li><a href="${escapeHtml(url)}">${escapeHtml(title)}</a></li>`);
  return html
    .replace(/(<[a-z]+ [^>]*id="hc-nearest"[^>]*?) hidden(?:="")?/, (_, start) => start)
    .replace("<!--hc-nearest-->", () => items.join(""));
}
