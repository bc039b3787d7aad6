// Suggestions for words that the site does not know, from its own words.
import { alike } from "./ranking.js";

/** The words that search/vocabulary.py encoded: a map of word to how common it is. */
export function decodeWords(text) {
  const words = new Map();
  let previous = "";
  for (const [, shared, rest, common] of text.matchAll(/([0-9a-z])([^\d]*)(\d)/gu)) {
    previous = previous.slice(0, parseInt(shared, 36)) + rest;
    words.set(previous, Number(common));
  }
  return words;
}

/**
 * The known word that `word` was meant to be; null where it is known, "" where nothing is close.
 *
 * A word that has synonyms is known, and nobody means a word that says nothing.
 */
export function suggest(word, { known: words, stop, synonyms }) {
  if (words.has(word) || word.length < 4 || /[^\p{L}]/u.test(word)) return null;
  if (synonyms.some((group) => group.some((member) => alike(member, word)))) return null;
  const limit = word.length < 7 ? 1 : 2;
  let best = "";
  let bestCost = Infinity;
  for (const [known, common] of words) {
    // The last word may still be being typed.
    if (known.startsWith(word)) return null;
    if (Math.abs(known.length - word.length) > limit || stop.has(known)) continue;
    const distance = editDistance(word, known, limit);
    if (distance > limit) continue;
    // A slip in the first letter is rare; of equals the more common word is likelier.
    const cost = distance + (known[0] === word[0] ? 0 : 0.5) - common / 20;
    if (cost < bestCost) [best, bestCost] = [known, cost];
  }
  return best;
}

/** Insertions, deletions, changes and swaps of neighbours (optimal string alignment), up to `limit`. */
export function editDistance(one, other, limit) {
  let [before, last] = [[], Array.from({ length: other.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    let smallest = i;
    for (let j = 1; j <= other.length; j += 1) {
      const change = one[i - 1] === other[j - 1] ? 0 : 1;
      let cost = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + change);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        cost = Math.min(cost, before[j - 2] + 1);
      }
      row.push(cost);
      smallest = Math.min(smallest, cost);
    }
    if (smallest > limit) return limit + 1;
    [before, last] = [last, row];
  }
  return last[other.length];
}
