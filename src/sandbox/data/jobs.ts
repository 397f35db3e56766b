import type { Employer } from './companies';
import { normalizedTitleOf } from './occupations';
import { largeTowns, smallTowns, type Place } from './places';
import type { Random } from './random';
import { posts } from './trades';
import type { Trade } from './trades/trade';
import * as words from './vocabulary';

export interface Pay {
  readonly min: number;
  readonly max: number | null;
  readonly currency: string;
  readonly period: string;
}

interface Skill {
  readonly name: string;
  readonly type: 'hard' | 'soft';
}

/** One invented job; `presentJob` makes of it what answers show. */
export interface Job {
  readonly id: string;
  readonly number: number;
  readonly employer: Employer;
  readonly title: string;
  readonly normalizedTitle: string;
  readonly summary: string;
  readonly places: readonly Place[];
  readonly pay: Pay | null;
  /** This and the next two: values as filters name them. */
  readonly workModel: string;
  readonly employmentType: string;
  readonly experienceLevel: string;
  readonly source: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly postedAt: number;
  readonly applyUrl: string;
  readonly mustSkills: readonly Skill[];
  readonly niceSkills: readonly Skill[];
  readonly education: readonly string[];
  readonly certifications: readonly string[];
  readonly tasks: readonly string[];
  readonly benefits: readonly string[];
  /** Whether a work permit is needed, a visa is sponsored, a clearance is needed; null: not stated. */
  readonly flags: readonly [boolean | null, boolean | null, boolean | null];
}

const day = 86_400_000;

/**
 * Makes jobs title by title. Each job takes the next large town and the next skills of its trade, every third one the
 * next terms of work, so that usual searches find something everywhere. Everything else is left to chance.
 */
export function makeJobs(
  random: Random,
  count: number,
  employers: readonly Employer[],
  now: number,
): readonly Job[] {
  return Array.from({ length: count }, (_, index) => {
    const post = posts[Math.floor((index * posts.length) / count)];
    if (!post) throw new Error('no post');
    return makeJob(random, index, post, random.pick(employers), now);
  });
}

function makeJob(
  random: Random,
  index: number,
  { title: base, trade }: (typeof posts)[number],
  employer: Employer,
  now: number,
): Job {
  const [workModel, employmentType] = termsOf(random, index);
  const experienceLevel = levelOf(random, trade);
  const title = titleOf(base, trade.level === undefined ? experienceLevel[0] : '', random);
  const places = placesOf(random, index);
  const createdAt = now - Math.floor(random.next() ** 2 * 120 * day) - 60_000;
  const mustSkills = mustSkillsOf(random, base, trade, index);
  const task = random.pick(trade.tasks);
  const factor =
    workModel[3] * employmentType[3] * experienceLevel[3] * (0.85 + random.next() * 0.3);
  const number = 10_000 + index;
  return {
    id: random.uuid(),
    number,
    employer,
    title,
    normalizedTitle: normalizedTitleOf(base),
    summary: `${employer.name} looks for ${article(base)} ${base}: ${task.toLowerCase()}.`,
    places,
    pay: random.below(10) < 7 ? payOf(random, trade.pay * factor, places[0]?.code ?? 'US') : null,
    workModel: workModel[0],
    employmentType: employmentType[0],
    experienceLevel: experienceLevel[0],
    source: employer.source,
    createdAt,
    updatedAt: createdAt + Math.floor(random.next() ** 3 * (now - createdAt)),
    postedAt: Math.floor((createdAt - random.below(3) * day) / day) * day,
    applyUrl: applyUrlOf(random, employer, number),
    mustSkills,
    ...requirementsOf(random, trade, mustSkills),
  };
}

function levelOf(random: Random, { level }: Trade): words.Choice {
  const given = words.experienceLevels.find(([value]) => value === level);
  return given ?? weighted(random, words.experienceLevels);
}

/** The skills that a job asks for, each once. */
const mustSkillsOf = (
  random: Random,
  base: string,
  trade: Trade,
  index: number,
): readonly Skill[] =>
  [...leadingSkills(base, trade, index), ...skills(random, trade, random.below(2))].filter(
    ({ name }, at, all) => all.findIndex(skill => skill.name === name) === at,
  );

/** Jobs of the test source lead to a practice form. */
const applyUrlOf = (random: Random, { source, slug }: Employer, number: number): string =>
  source === words.testSource
    ? words.formUrl(random.pick(words.formSlugs))
    : `https://${slug}.example/jobs/${number}/apply`;

/** What else the job asks for, and what it offers. */
const requirementsOf = (random: Random, trade: Trade, mustSkills: readonly Skill[]) => ({
  niceSkills: skills(random, trade, 1 + random.below(2)).filter(
    ({ name }) => !mustSkills.some(s => s.name === name),
  ),
  education: random.some(words.studies, random.below(2)),
  certifications: random.below(5) === 0 ? random.some(words.certificates, 1) : [],
  tasks: random.some(trade.tasks, 2 + random.below(3)),
  benefits: random.some(words.benefits, 1 + random.below(4)),
  flags: [stated(random), stated(random), stated(random)] as const,
});

const article = (title: string): string =>
  /^(?:[AEIO]|HR |SAP|SEO|NLP|HVAC|Under)/.test(title) ? 'an' : 'a';

function weighted(random: Random, choices: readonly words.Choice[]): words.Choice {
  let left = random.below(100);
  const found = choices.find(([, , share]) => (left -= share) < 0);
  return found ?? random.pick(choices);
}

const [fullTime, ...otherTypes] = words.employmentTypes;
/** A frequent title occurs with each of these types in each work model. */
const typesByTurn = otherTypes.slice(0, 3);

/** Work model and employment type: by turn for every third job, so that none is missing, else by chance. */
function termsOf(random: Random, index: number): readonly [words.Choice, words.Choice] {
  const model = weighted(random, words.workModels);
  const type = weighted(random, words.employmentTypes);
  const turn = index / 3;
  const nextModel = words.workModels[turn % words.workModels.length];
  const nextType = typesByTurn[Math.floor(turn / words.workModels.length) % typesByTurn.length];
  if (nextModel && nextType) return [nextModel, nextType];
  return [model, fullTime && typesByTurn.includes(type) ? fullTime : type];
}

const prefixes: Readonly<Record<string, string>> = {
  senior: 'Senior ',
  entry: 'Junior ',
  executive: 'Head ',
};

const leads: readonly string[] = ['Lead ', 'Lead ', 'Staff ', 'Principal '];

function titleOf(base: string, level: string, random: Random): string {
  const prefix = level === 'lead' ? random.pick(leads) : prefixes[level];
  const name = level === 'intern' ? `${base} Intern` : `${prefix ?? ''}${base}`;
  return random.below(3) === 0 ? name : `${name}, ${random.pick(words.teams)}`;
}

/** Two large towns by turn, and for about half of the jobs a smaller one. */
function placesOf(random: Random, index: number): readonly Place[] {
  const { length } = largeTowns;
  const turns = [index, index + Math.floor(length / 2)];
  const large = turns.flatMap(at => largeTowns[at % length] ?? []);
  return [...large, ...random.some(smallTowns, random.below(2))];
}

/** Skills that the title names, then a few of the trade's by turn. */
function leadingSkills(base: string, trade: Trade, index: number): readonly Skill[] {
  const { length } = trade.skills;
  const few = length < 12 ? 2 : 4;
  const named = trade.skills.filter(skill => ` ${base} `.includes(` ${skill} `));
  const turns = Array.from({ length: few }, (_, n) => index + Math.floor((n * length) / few));
  const leading = turns.flatMap(at => trade.skills[at % length] ?? []);
  return [...named, ...leading].map(name => ({ name, type: 'hard' }));
}

const stated = (random: Random): boolean | null => random.pick([true, false, null, null]);

const skills = (random: Random, trade: Trade, count: number): Skill[] => [
  ...random.some(trade.skills, count).map(name => ({ name, type: 'hard' as const })),
  ...random.some(words.softSkills, random.below(2)).map(name => ({ name, type: 'soft' as const })),
];

function payOf(random: Random, yearlyDollars: number, country: string): Pay {
  const currency = words.currencies[country] ?? 'EUR';
  const period = random.pick([
    'yearly',
    'yearly',
    'yearly',
    'yearly',
    'monthly',
    'hourly',
    'daily',
    'weekly',
  ]);
  const middle = yearlyDollars / (words.dollars[currency] ?? 1) / (words.perYear[period] ?? 1);
  const step = middle > 10_000 ? 500 : middle > 400 ? 10 : 0.5;
  const round = (amount: number): number => Math.round(amount / step) * step;
  return {
    min: round(middle * 0.9),
    max: random.below(8) === 0 ? null : round(middle * 1.15),
    currency,
    period,
  };
}

/** Pay in US dollars a year, which the salary filters compare; undefined: no pay is published. */
export function yearlyDollars(pay: Pay | null): { min: number; max: number } | undefined {
  if (!pay) return undefined;
  const factor = (words.dollars[pay.currency] ?? 1) * (words.perYear[pay.period] ?? 1);
  return { min: pay.min * factor, max: (pay.max ?? pay.min) * factor };
}
