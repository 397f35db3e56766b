import type { Balance } from '../credits/balance';
import type { Observed } from '../credits/learned';
import { isDraft } from '../history/draftShape';
import { draftInKnownWords } from '../history/newerWords';
import { liveProfile, parseOrigin, sandboxProfile, type Profile } from '../profiles';
import type { Draft } from '../request/draft';
import {
  isAmount,
  isMoment,
  isNumber,
  isRecord,
  isShallow,
  isText,
  listOf,
  nameIn,
  optional,
  shapeOf,
  type Is,
} from '../common/shape';

/**
 * Reads back what windows keep: another version, another program or a damaged disk may have written it. Wrong members
 * are left out, and the others stay. Names of `Object.prototype` are names like others.
 */
const membersOf = <T>(value: unknown, parse: (each: unknown) => T | undefined) =>
  Object.fromEntries(
    Object.entries(isRecord(value) ? value : {}).flatMap(([name, each]) => {
      const parsed = parse(each);
      return parsed === undefined ? [] : [[name, parsed]];
    }),
  ) as Readonly<Record<string, T>>;

const itemsOf = <T>(value: unknown, is: Is<T>): readonly T[] =>
  Array.isArray(value) ? value.filter(is) : [];

const only =
  <T>(is: Is<T>) =>
  (value: unknown): T | undefined =>
    is(value) ? value : undefined;

const hasProfileShape = shapeOf<Profile>({
  name: isText,
  origin: isText,
  kind: nameIn<Profile['kind']>({ own: 1, live: 1, sandbox: 1 }),
});
const reserved: readonly string[] = [liveProfile.name, sandboxProfile.name];

/** The user's own profiles. One with an invalid origin is left out: it would send the key elsewhere, or nowhere. */
export function parseProfiles(value: unknown): readonly Profile[] {
  const byName = new Map<string, Profile>();
  for (const { name, origin } of itemsOf(value, hasProfileShape)) {
    const parsed = parseOrigin(origin);
    if (name === '' || reserved.includes(name) || !parsed.ok) continue;
    byName.delete(name);
    byName.set(name, { name, origin: parsed.origin, kind: 'own' });
  }
  return [...byName.values()];
}

type Prices = Readonly<Record<string, Readonly<Record<string, Observed>>>>;

const isObserved: Is<Observed> = (value): value is Observed =>
  listOf(isAmount)(value) && value.length > 0;

export const parsePrices = (value: unknown): Prices =>
  membersOf(value, operations => {
    const known = membersOf(operations, only(isObserved));
    return Object.keys(known).length > 0 ? known : undefined;
  });

export const parseBalances = (value: unknown): Readonly<Record<string, Balance>> =>
  membersOf(
    value,
    only(
      shapeOf<Balance>({
        credits: isNumber,
        at: isMoment,
        lastCharge: optional(shapeOf({ credits: isNumber, operationId: isText })),
      }),
    ),
  );

export const parseKeyChanges = (value: unknown): Readonly<Record<string, number>> =>
  membersOf(value, only(isMoment));

/** How many recent values of a name are suggested. */
export const mostRecent = 8;

export const parseRecent = (value: unknown): Readonly<Record<string, readonly string[]>> =>
  membersOf(value, texts => {
    const good = [...new Set(itemsOf(texts, isText))].filter(text => text !== '');
    return good.length > 0 ? good.slice(0, mostRecent) : undefined;
  });

/** No draft that a form can show is nested deeper. */
const deepestDraft = 500;

/** Undefined for anything that is no draft of this operation. */
export const parseDraft = (value: unknown, operationId: string): Draft | undefined =>
  isShallow(value, deepestDraft)
    ? [value, draftInKnownWords(value)]
        .filter(isDraft)
        .find(draft => draft.operationId === operationId)
    : undefined;

export const parseText = only(isText);

export const parseTexts = (value: unknown): readonly string[] => itemsOf(value, isText);

/** Milliseconds since the epoch; 0 for anything else. */
export const parseTime = (value: unknown): number => (isMoment(value) ? value : 0);

export interface SessionKept {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly since: number;
  /** Id of the process that starts the extension hosts: another one after the editor was restarted. */
  readonly editor: number;
}
export const parseSession = only(
  shapeOf<SessionKept>({ id: isText, since: isMoment, editor: isNumber }),
);
