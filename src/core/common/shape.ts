/** Checks the shape of a value that was read back: files and kept state are untrusted input. */
export type Is<T> = (value: unknown) => value is T;

export const isText: Is<string> = value => typeof value === 'string';
export const isFlag: Is<boolean> = value => typeof value === 'boolean';
export const isTrue: Is<true> = value => value === true;
export const isAnything: Is<unknown> = (value): value is unknown => value !== undefined;

/** Finite only: JSON may hold 1e999, which is read as Infinity. */
export const isNumber: Is<number> = (value): value is number => Number.isFinite(value);
export const isAmount: Is<number> = (value): value is number => isNumber(value) && value >= 0;

/** Milliseconds since the epoch, within the range of `Date`. */
export const isMoment: Is<number> = (value): value is number => isAmount(value) && value <= 8.64e15;

/** ISO 8601 with a year of four digits, so that times sort as text. */
export const isTime: Is<string> = (value): value is string =>
  isText(value) && /^\d{4}-\d\d-\d\dT/.test(value) && !Number.isNaN(Date.parse(value));

export const isUrl: Is<string> = (value): value is string => isText(value) && URL.canParse(value);

export const optional =
  <T>(is: Is<T>): Is<T | undefined> =>
  (value): value is T | undefined =>
    value === undefined || is(value);

export const listOf =
  <T>(is: Is<T>): Is<readonly T[]> =>
  (value): value is readonly T[] =>
    Array.isArray(value) && value.every(is);

/** One of the names of a table. In a table the compiler sees that no name is missing. */
export const nameIn =
  <K extends string>(names: Readonly<Record<K, unknown>>): Is<K> =>
  (value): value is K =>
    isText(value) && Object.hasOwn(names, value);

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const recordOf =
  <T>(is: Is<T>): Is<Readonly<Record<string, T>>> =>
  (value): value is Readonly<Record<string, T>> =>
    isRecord(value) && Object.values(value).every(is);

/** The check for each member. */
export type Members<T> = { readonly [K in keyof T]-?: Is<T[K]> };

/** An object with these members. Others may stand beside them, written by a newer version. */
export const shapeOf =
  <T extends object>(members: Members<T>, checks = Object.entries<Is<unknown>>(members)): Is<T> =>
  (value): value is T =>
    isRecord(value) && checks.every(([name, is]) => is(ownOf(value, name)));

/** A member of the object itself, never one inherited from `Object.prototype`. */
export const ownOf = <T>(value: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(value, name) ? value[name] : undefined;

/** An object of a union that is told apart by `kind`. */
export const kindOf =
  <T extends { readonly kind: string }>(kinds: {
    readonly [K in T['kind']]: Members<Omit<Extract<T, { readonly kind: K }>, 'kind'>>;
  }): Is<T> =>
  (value): value is T => {
    if (!isRecord(value)) return false;
    const kind = ownOf(value, 'kind');
    return nameIn(kinds)(kind) && shapeOf(kinds[kind])(value);
  };

/** Whether the value has at most `depth` levels, so that printing or comparing it may recurse. */
export function isShallow(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return depth > 0 && Object.values(value).every(each => isShallow(each, depth - 1));
}
