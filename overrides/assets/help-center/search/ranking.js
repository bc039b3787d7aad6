// Joins Pagefind's answers to single words into one ranking. Pagefind wants every word of a query on a
// page; people's questions hold words that their article has not.
//
// Chosen on the questions of tests/search/questions.yml that are not kept out of tuning; `python
// benchmarks/search.py --quality` prints how those and the others do.
const SYNONYM = 0.8; // what a synonym counts of the word that was typed
const CORRECTED = 0.9; // what a corrected word counts
const FLOOR = 0.5; // a page that has a word at all gets this share of the best page's points for it
const NEAR = { words: 6, weight: 0.6 }; // neighbours in the question that are neighbours on the page
const EARLY = { words: 40, weight: 0.7 }; // an article says first what it is about: half as much 40 words on

// Words in more than an eighth and a quarter of all articles: they rank little and weigh much to load.
const COMMON = 7;
const VERY_COMMON = 8;

/** Lower case without accents. */
export function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** The folded words of a question, all of them and in order. */
function everyWord(question, data) {
  const inside = data.inside.replace(/[\]\\^-]/g, "\\$&");
  const ends = new RegExp(`^[${inside}:]+|[${inside}:]+$`, "g");
  const split = new RegExp(`[^\\p{L}\\p{N}${inside}]+`, "u");
  return fold(question)
    .split(split)
    .map((word) => word.replace(ends, "").replace(/^ki-+(?=\d)/, ""))
    .filter(Boolean);
}

/** The words to look for, without those that say nothing unless there are no others. */
export function wordsOf(question, data) {
  const unique = [...new Set(everyWord(question, data))];
  const meaning = unique.filter((word) => !data.stop.has(word) && (word.length > 1 || /\d/.test(word)));
  const telling = meaning.filter((word) => !(data.known.get(word) >= VERY_COMMON));
  if (telling.length >= 3) return telling;
  return meaning.length ? meaning : unique;
}

/** Whether two words are forms of one: equal but for an ending. */
export function alike(one, other) {
  if (one === other) return true;
  const short = Math.min(one.length, other.length);
  if (short <= 3 || Math.abs(one.length - other.length) > 2) return false;
  const stem = Math.max(4, short - 1);
  return one.slice(0, stem) === other.slice(0, stem);
}

/** The other members of the groups that `word` is in; a phrase counts where the question has it whole. */
export function synonymsOf(word, question, { synonyms: groups, known }) {
  if (known.get(word) >= COMMON) return [];
  const found = new Set();
  for (const group of groups) {
    const hit = group.some((member) =>
      member.includes(" ")
        ? question.includes(` ${member} `) && member.split(" ").includes(word)
        : alike(member, word),
    );
    if (!hit) continue;
    for (const member of group) {
      if (!alike(member, word) && !member.split(" ").includes(word)) found.add(member);
    }
  }
  return [...found].filter((member) => !(known.get(member) >= VERY_COMMON));
}

/**
 * The pages for a question, best first, as {id, page, places, terms, score}.
 *
 * `lookup(text)` gives Pagefind's results; `correct(word)` a known word for one that is not, or null.
 * `corrections` in the answer holds what was corrected, `missing` what is nowhere.
 */
export async function rank(question, data, lookup, correct) {
  const words = wordsOf(question, data);
  const whole = ` ${everyWord(question, data).join(" ")} `;
  const pages = new Map();
  const corrections = new Map();
  const missing = [];
  let possible = 0;
  const answers = await Promise.all(words.map((word) => variantsOf(word, whole, data, lookup, correct)));
  words.forEach((word, place) => {
    const { variants, corrected } = answers[place];
    if (corrected) corrections.set(word, corrected);
    if (!variants.some(([results]) => results.length)) missing.push(word);
    const { best, scores } = scoreWord(variants, data.articles);
    possible += best;
    for (const [id, { page, score, weight }] of scores) {
      const entry = pages.get(id) ?? { id, page, points: 0, covered: 0, hits: [] };
      entry.points += score;
      entry.covered += weight;
      entry.hits.push({ place, weight, words: page.words });
      pages.set(id, entry);
    }
  });
  const terms = [...new Set(answers.flatMap((answer) => answer.terms.flatMap((term) => term.split(" "))))];
  const found = [...pages.values()].map((entry) => ({
    terms,
    id: entry.id,
    page: entry.page,
    places: entry.hits.flatMap((hit) => hit.words),
    score:
      (entry.points + NEAR.weight * nearness(entry.hits) + EARLY.weight * earliness(entry.hits)) *
      (entry.covered / possible),
  }));
  found.sort((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1));
  return { found, corrections, missing };
}

async function variantsOf(word, question, data, lookup, correct) {
  const wanted = correct(word);
  // Quoted, Pagefind finds a word and its forms. Unquoted it also finds words that start like it, and where
  // there are none, what shares but the first letters.
  const exact = (await lookup(`"${word}"`)).length > 0;
  const corrected = exact || !wanted ? null : wanted;
  const others = synonymsOf(corrected ?? word, question, data);
  const results = await lookup(corrected ?? word);
  const meant = exact || corrected || (await isOn(results[0], word));
  const typed = [[meant ? results : [], corrected ? CORRECTED : 1]];
  const similar = await Promise.all(others.map(async (other) => [await lookup(other), SYNONYM]));
  return { variants: [...typed, ...similar], corrected, terms: [corrected ?? word, ...others] };
}

/** Whether something on the page of `result` starts with `word`, but for an ending; a code has none. */
async function isOn(result, word) {
  const start = /\d/.test(word) ? word : word.slice(0, Math.max(4, word.length - 2));
  return Boolean(result) && fold((await result.data()).content).includes(start);
}

/** The points of each page for one word: those of its best variant. `best` is what was to be had. */
function scoreWord(variants, total) {
  const rarity = (count) => Math.log(1 + (total - count + 0.5) / (count + 0.5));
  const typed = variants[0][0].length;
  const scores = new Map();
  let best = 0;
  variants.forEach(([results, factor], number) => {
    if (!results.length) return;
    // A rare synonym of a common word must not make the word count as rare.
    const own = rarity(results.length);
    const weight = factor * (number && typed ? Math.min(own, rarity(typed)) : own);
    const top = results[0].score || 1;
    best = Math.max(best, weight);
    for (const page of results) {
      const score = (FLOOR + (1 - FLOOR) * (page.score / top)) * weight;
      if (!(scores.get(page.id)?.score >= score)) scores.set(page.id, { page, score, weight });
    }
  });
  return { best, scores };
}

/** How much of the question stands early on the page, in its title or its summary. */
function earliness(hits) {
  let sum = 0;
  for (const { words, weight } of hits) {
    sum += weight / (1 + words.reduce((first, word) => Math.min(first, word), Infinity) / EARLY.words);
  }
  return sum;
}

/** How much of the question stands together on the page. */
function nearness(hits) {
  let sum = 0;
  for (let number = 1; number < hits.length; number += 1) {
    const [before, after] = [hits[number - 1], hits[number]];
    if (after.place - before.place > 2) continue;
    const distance = closest(before.words, after.words);
    if (distance > NEAR.words) continue;
    sum += Math.min(before.weight, after.weight) * (1 - (distance - 1) / (NEAR.words + 1));
  }
  return sum;
}

function closest(some, others) {
  let best = Infinity;
  for (const one of some) {
    for (const other of others) {
      const distance = Math.abs(one - other);
      if (distance && distance < best) best = distance;
    }
  }
  return best;
}
