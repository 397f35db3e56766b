import type { Employer } from './companies';
import { normalizedTitleOf } from './occupations';
import { plain, towns, type Place } from './places';
import type { Random } from './random';
import { trades, type Trade } from './trades';
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

/** One invented job, before it is put into the words of an answer. */
export interface Job {
  readonly id: string;
  readonly number: number;
  readonly employer: Employer;
  readonly title: string;
  readonly normalizedTitle: string;
  readonly summary: string;
  readonly places: readonly Place[];
  readonly pay: Pay | null;
  /** Input values, as filters name them. */
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
  /** Work permit needed, visa sponsored, clearance needed; null: not stated. */
  readonly flags: readonly [boolean | null, boolean | null, boolean | null];
  /** Plain words that a search looks through, by how much a hit counts. */
  readonly words: Readonly<
    Record<'title' | 'alternative' | 'company' | 'skills' | 'summary', readonly string[]>
  >;
}

const day = 86_400_000;

export const wordsOf = (text: string): readonly string[] =>
  plain(text).match(/[\p{L}\p{N}+#.]+/gu) ?? [];

export function makeJobs(
  random: Random,
  count: number,
  employers: readonly Employer[],
  now: number,
): readonly Job[] {
  return Array.from({ length: count }, (_, index) =>
    makeJob(random, index, random.pick(employers), now),
  );
}

function makeJob(random: Random, index: number, employer: Employer, now: number): Job {
  const trade = random.pick(trades);
  const base = random.pick(trade.titles);
  const workModel = weighted(random, words.workModels);
  const employmentType = weighted(random, words.employmentTypes);
  const experienceLevel = weighted(random, words.experienceLevels);
  const title = titleOf(base, experienceLevel[0], random);
  const places = random.some(towns, random.below(8) === 0 ? 2 : 1);
  const createdAt = now - Math.floor(random.next() ** 2 * 120 * day) - 60_000;
  const mustSkills = skills(random, trade, 2 + random.below(3));
  const task = random.pick(trade.tasks);
  const summary = `${employer.name} looks for a ${base.toLowerCase()}: ${task.toLowerCase()}.`;
  const factor =
    workModel[3] * employmentType[3] * experienceLevel[3] * (0.85 + random.next() * 0.3);
  const normalizedTitle = normalizedTitleOf(base);
  const number = 10_000 + index;
  return {
    id: random.uuid(),
    number,
    employer,
    title,
    normalizedTitle,
    summary,
    places,
    pay: random.below(10) < 7 ? payOf(random, trade.pay * factor, places[0]?.code ?? 'US') : null,
    workModel: workModel[0],
    employmentType: employmentType[0],
    experienceLevel: experienceLevel[0],
    source: employer.source,
    createdAt,
    updatedAt: createdAt + Math.floor(random.next() ** 3 * (now - createdAt)),
    postedAt: Math.floor((createdAt - random.below(3) * day) / day) * day,
    applyUrl:
      employer.source === words.testSource
        ? words.formUrl(random.pick(words.formSlugs))
        : `https://${employer.slug}.example/jobs/${number}/apply`,
    mustSkills,
    niceSkills: skills(random, trade, 1 + random.below(2)).filter(
      ({ name }) => !mustSkills.some(s => s.name === name),
    ),
    education: random.some(words.studies, random.below(2)),
    certifications: random.below(5) === 0 ? random.some(words.certificates, 1) : [],
    tasks: random.some(trade.tasks, 2 + random.below(3)),
    benefits: random.some(words.benefits, 1 + random.below(4)),
    flags: [stated(random), stated(random), stated(random)],
    words: {
      title: wordsOf(title),
      alternative: wordsOf(normalizedTitle.replaceAll('_', ' ')),
      company: wordsOf(employer.name),
      skills: mustSkills.flatMap(skill => wordsOf(skill.name)),
      summary: wordsOf(summary),
    },
  };
}

function weighted(random: Random, choices: readonly words.Choice[]): words.Choice {
  let left = random.below(100);
  const found = choices.find(([, , share]) => (left -= share) < 0);
  return found ?? random.pick(choices);
}

const prefixes: Readonly<Record<string, string>> = {
  senior: 'Senior ',
  lead: 'Lead ',
  entry: 'Junior ',
  executive: 'Head ',
};

function titleOf(base: string, level: string, random: Random): string {
  const name = level === 'intern' ? `${base} Intern` : `${prefixes[level] ?? ''}${base}`;
  return random.below(3) === 0 ? name : `${name}, ${random.pick(words.teams)}`;
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

/** A year's pay in US dollars, as the salary filters compare it; undefined without published pay. */
export function yearlyDollars(pay: Pay | null): { min: number; max: number } | undefined {
  if (!pay) return undefined;
  const factor = (words.dollars[pay.currency] ?? 1) * (words.perYear[pay.period] ?? 1);
  return { min: pay.min * factor, max: (pay.max ?? pay.min) * factor };
}
