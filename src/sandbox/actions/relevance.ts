import type { Job } from '../data/jobs';
import { countries, plain, type Place } from '../data/places';
import { emptyWords, synonyms } from '../data/synonyms';
import { employmentTypes, experienceLevels, workModels, type Choice } from '../data/vocabulary';

/**
 * What counts for relevance, the strongest first, after `search_description` of
 * https://jobo.world/docs/api-reference/jobs-search/search-jobs-via-structured-request-body
 */
const weights = { title: 8, alternative: 5, company: 4, skills: 3, summary: 1 } as const;
type Part = keyof typeof weights;
const everywhere: readonly Part[] = ['title', 'alternative', 'company', 'skills', 'summary'];
const titlesOnly: readonly Part[] = ['title', 'alternative'];

interface Query {
  readonly phrases: readonly RegExp[];
  /** Each term with the words that count as the same. */
  readonly terms: readonly (readonly string[])[];
  readonly plainTerms: readonly string[];
}

/** How well a job fits the best of the texts, 0 for not at all; undefined: the texts ask for nothing. */
export function relevanceTo(
  texts: readonly string[],
  titles: boolean,
): ((job: Job) => number) | undefined {
  const queries = texts
    .map(parseQuery)
    .filter(query => query.terms.length + query.phrases.length > 0);
  if (queries.length === 0) return undefined;
  const parts = titles ? titlesOnly : everywhere;
  return job => Math.max(...queries.map(query => relevance(job, query, parts)));
}

/** Words with the signs of "C++", "C#", ".NET" and "Node.js", but without the full stop of a sentence. */
function wordsOf(text: string): readonly string[] {
  // Most texts are ASCII, for which the faster expression does.
  const found = /[^ -~]/.test(text)
    ? plain(text).match(/[\p{L}\p{N}+#.]+/gu)
    : text.toLowerCase().match(/[a-z\d+#.]+/g);
  return (found ?? []).map(withoutEnd).filter(word => word !== '');
}

function withoutEnd(word: string): string {
  let end = word.length;
  while (word[end - 1] === '.') end -= 1;
  return end === word.length ? word : word.slice(0, end);
}

function parseQuery(text: string): Query {
  const phrases = [...text.matchAll(/"([^"]+)"/g)]
    .map(([, phrase]) => plain(phrase ?? ''))
    .filter(phrase => phrase !== '');
  const plainTerms = wordsOf(text.replace(/"[^"]*"?/g, ' ')).filter(word => !emptyWords.has(word));
  return {
    phrases: phrases.map(asWhole),
    terms: plainTerms.map(sameAs),
    plainTerms,
  };
}

/** The word, its spelling without an umlaut ("Muenchen"), its stems and its synonyms. */
function sameAs(term: string): readonly string[] {
  const stems = [term, ...stemsOf(term)];
  const folded = term.replace(/([aou])e/g, '$1');
  const told = [...stems, folded].flatMap(stem => synonyms.get(stem) ?? []);
  return [...new Set([...stems, folded, ...told])];
}

/** Endings that are taken off: nurses, agencies, marketing, recruitment, administration, accountancy. */
const endings: readonly (readonly [ending: RegExp, instead: string, shortest: number])[] = [
  [/ies$/, 'y', 3],
  [/(?<!s)s$/, '', 3],
  [/es$/, '', 4],
  [/ing$/, '', 4],
  [/ment$/, '', 5],
  [/ation$/, '', 5],
  [/ancy$/, '', 5],
];

const stemsOf = (term: string): readonly string[] =>
  endings.flatMap(([ending, instead, shortest]) => {
    const stem = term.replace(ending, instead);
    return stem !== term && stem.length >= shortest ? [stem] : [];
  });

/** Every word has to be found in some part of the job, every phrase in its title; else 0. */
function relevance(job: Job, { phrases, terms, plainTerms }: Query, parts: readonly Part[]) {
  if (!phrases.every(phrase => phrase.test(plain(job.title)))) return 0;
  const index = indexOf(job);
  let score = phrases.length * weights.title * 2;
  for (const [at, same] of terms.entries()) {
    const hits = scoreOf(index, same, parts) || scoreOf(index, joined(plainTerms, at), parts);
    if (hits === 0) return 0;
    score += hits;
  }
  return score;
}

/** Two words also match as one: "front end" finds "frontend". */
const joined = (terms: readonly string[], at: number): readonly string[] =>
  [terms.slice(at - 1, at + 1), terms.slice(at, at + 2)]
    .filter(pair => pair.length === 2)
    .map(pair => pair.join(''));

const scoreOf = (index: Index, same: readonly string[], parts: readonly Part[]): number =>
  parts.reduce(
    (sum, part) => (same.some(word => holds(index[part], word)) ? sum + weights[part] : sum),
    0,
  );

/** A text of up to two letters has to be a whole word, a longer one may be the beginning of a word. */
const holds = (text: string, word: string): boolean =>
  text.includes(word.length > 2 ? ` ${word}` : ` ${word} `);

const asWhole = (phrase: string): RegExp => {
  const escaped = phrase.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'u');
};

/** The words of each part of a job, with a blank before and after each word. */
type Index = Readonly<Record<Part, string>>;

/** Filled when a job is searched for the first time, so that the sandbox starts at once. */
const indexes = new WeakMap<Job, Index>();

function indexOf(job: Job): Index {
  const before = indexes.get(job);
  if (before) return before;
  const made: Index = {
    title: inTitle(job.title),
    alternative: inTitle(job.normalizedTitle.replaceAll('_', ' ')),
    company: spaced(`${job.employer.name} ${job.employer.slug}`),
    skills: job.mustSkills.map(({ name }) => spaced(name)).join(''),
    summary: [job.summary, ...surroundings(job)].map(spaced).join(''),
  };
  indexes.set(job, made);
  return made;
}

/** Texts already split into words; most texts stand in many jobs. */
const known = new Map<string, string>();

function spaced(text: string): string {
  const before = known.get(text);
  if (before !== undefined) return before;
  const made = ` ${wordsOf(text).join(' ')} `;
  known.set(text, made);
  return made;
}

/** Two neighbours also stand there as one word, so that "fullstack" finds "full stack". */
function inTitle(title: string): string {
  const words = wordsOf(title);
  const pairs = words.slice(1).map((word, at) => `${words[at]}${word}`);
  return ` ${[...words, ...pairs].join(' ')} `;
}

const shown = (choices: readonly Choice[], value: string): string =>
  choices.find(([input]) => input === value)?.[1] ?? '';

/** Place, field and terms of a job, which summaries of real jobs name, too. */
function surroundings({ employer, places, ...job }: Job): readonly string[] {
  return [
    ...places.map(placeWords),
    employer.industries.join(' '),
    employer.categories.join(' '),
    shown(workModels, job.workModel),
    shown(employmentTypes, job.employmentType),
    shown(experienceLevels, job.experienceLevel),
    ...job.education,
    job.flags[1] === true ? 'visa sponsorship' : '',
  ];
}

function placeWords({ city, region, code, aliases }: Place): string {
  const country = countries.find(place => place.code === code);
  return [city, region, ...aliases, country?.country, ...(country?.aliases ?? [])].join(' ');
}
