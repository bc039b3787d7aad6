// The keys that forgive how a URL was typed: the same as in urls.py.

const SAFE_KEY = /^[a-z0-9]+(?:[-_][a-z0-9]+)*$/;
const ENCODED_RUN = /(?:%[0-9a-f]{2})+/gi;

function decodeRun(run) {
  try {
    return decodeURIComponent(run);
  } catch {
    // Not UTF-8: old browsers sent Latin-1.
    return run.replace(/%(..)/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  }
}

export function decode(segment) {
  return segment.includes("%") ? segment.replace(ENCODED_RUN, decodeRun) : segment;
}

export function splitPath(path) {
  return path.split("/").filter((part) => part !== "").map(decode);
}

export function slugKey(text) {
  if (SAFE_KEY.test(text)) return text;
  let key = text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  key = key.replace(/['’‘`"]+/g, "").replace(/\.(?:html?|md|markdown)$/, "");
  return key.replace(/[^a-z0-9_.\u{80}-\u{10ffff}]+/gu, "-").replace(/^[-._]+|[-._]+$/g, "");
}

export function pathKey(segments) {
  return segments.map(slugKey).join("/");
}
