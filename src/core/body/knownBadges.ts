import type { BodyBadge } from './badge';

type Fact = 'number' | 'string';
type Facts<B> = { readonly [M in Exclude<keyof B, 'code'>]-?: Fact };

/** The facts that each badge has, and their types. */
const facts: {
  readonly [K in BodyBadge['code']]: Facts<Extract<BodyBadge, { readonly code: K }>>;
} = {
  incomplete: { bytes: 'number' },
  partShown: { held: 'number', bytes: 'number' },
  unknownCoding: { coding: 'string' },
  noCoding: { coding: 'string' },
  wrongCoding: { coding: 'string' },
  otherCoding: { coding: 'string', found: 'string' },
  noTrailer: {},
  noEnd: {},
  junkAfterBody: { status: 'number' },
  unknownCharset: { charset: 'string' },
  otherCharset: { charset: 'string', found: 'string' },
  notJson: { line: 'number', column: 'number' },
  notUtf8: { bytes: 'number' },
  tooDeep: {},
  html: {},
  sniffed: {},
  duplicateMembers: { name: 'string', count: 'number' },
};

/** Facts that a badge may leave out. */
const optional: ReadonlySet<string> = new Set(['status']);

/** The badges that this version knows. Rows are files, which other versions may have written, too. */
export const knownBadges = (kept: unknown): readonly BodyBadge[] =>
  Array.isArray(kept) ? kept.filter(isKnown) : [];

function isKnown(badge: unknown): badge is BodyBadge {
  if (typeof badge !== 'object' || badge === null) return false;
  const told = new Map<string, unknown>(Object.entries(badge));
  const code = told.get('code');
  if (typeof code !== 'string' || !Object.hasOwn(facts, code)) return false;
  return Object.entries<Fact>(facts[code as BodyBadge['code']]).every(([name, type]) => {
    const value = told.get(name);
    return typeof value === type || (value === undefined && optional.has(name));
  });
}
