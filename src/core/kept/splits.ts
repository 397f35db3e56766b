import {
  mostRecent,
  parseBalances,
  parseKeyChanges,
  parsePrices,
  parseProfiles,
  parseRecent,
} from './keptValues';

/** Where a thing stands in the value of its key; empty if the value is one thing. */
export type Path = readonly string[];

export interface Thing {
  readonly path: Path;
  readonly value: unknown;
}

/** How a value is split into the things that windows change independently of each other, and joined again. */
export interface Split {
  /** Oldest first. Anything of the wrong shape is left out. */
  readonly things: (value: unknown) => readonly Thing[];
  /** @param things oldest first */
  readonly join: (things: readonly Thing[]) => unknown;
  /** The paths of the oldest things beyond the limit. */
  readonly surplus?: (things: readonly Thing[]) => readonly Path[];
}

/** A value that only changes as a whole. */
const whole: Split = {
  things: value => (value === undefined ? [] : [{ path: [], value }]),
  join: things => things.at(-1)?.value,
};

const named = (parse: (value: unknown) => Readonly<Record<string, unknown>>): Split => ({
  things: value =>
    Object.entries(parse(value)).map(([name, each]) => ({ path: [name], value: each })),
  join: things => parse(Object.fromEntries(things.map(({ path, value }) => [path[0], value]))),
});

const profiles: Split = {
  things: value => parseProfiles(value).map(each => ({ path: [each.name], value: each })),
  join: things => parseProfiles(things.map(({ value }) => value)),
};

const prices: Split = {
  things: value =>
    Object.entries(parsePrices(value)).flatMap(([profile, operations]) =>
      Object.entries(operations).map(([id, each]) => ({ path: [profile, id], value: each })),
    ),
  join: things =>
    parsePrices(
      Object.fromEntries(
        byName(things).map(([profile, several]) => [
          profile,
          Object.fromEntries(several.map(({ path, value }) => [path[1], value])),
        ]),
      ),
    ),
};

/** Each value is a thing, because two windows may send different ones. The list has the newest first. */
const recent: Split = {
  things: value =>
    Object.entries(parseRecent(value)).flatMap(([name, texts]) =>
      texts.toReversed().map(text => ({ path: [name, text], value: true })),
    ),
  join: things =>
    parseRecent(
      Object.fromEntries(
        byName(things).map(([name, several]) => [
          name,
          several
            .map(({ path }) => path[1])
            .reverse()
            .slice(0, mostRecent),
        ]),
      ),
    ),
  surplus: things =>
    byName(things).flatMap(([, several]) => several.slice(0, -mostRecent).map(({ path }) => path)),
};

function byName(things: readonly Thing[]): readonly (readonly [string, readonly Thing[]])[] {
  const names = new Map<string, Thing[]>();
  for (const thing of things) {
    const [name = ''] = thing.path;
    const several = names.get(name);
    if (several) several.push(thing);
    else names.set(name, [thing]);
  }
  return [...names];
}

const splits = new Map<string, Split>([
  ['jobo.profiles', profiles],
  ['jobo.prices', prices],
  ['jobo.recent', recent],
  ['jobo.balances', named(parseBalances)],
  ['jobo.keyChanges', named(parseKeyChanges)],
]);

export const splitOf = (key: string): Split => splits.get(key) ?? whole;

/** Whether the value of the key is split into several things. */
export const hasSeveral = (key: string): boolean => splits.has(key);
