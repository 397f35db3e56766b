/** The keys of a JSON pointer, RFC 6901 section 4. */
export const keysOf = (pointer: string): readonly string[] =>
  pointer
    .split('/')
    .slice(1)
    .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'));

/** The JSON pointer that these keys make. */
export const pointerOf = (keys: readonly string[]): string =>
  keys.map(key => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** The value at a place; undefined if there is none. */
export function valueAt(value: unknown, keys: readonly string[]): unknown {
  let found = value;
  for (const key of keys) {
    if (!has(found, key)) return undefined;
    found = found[key];
  }
  return found;
}

/**
 * A copy of the value with `next` at a place; undefined removes the member or entry. Objects missing on the way are
 * made. The value is returned as it is if a scalar is in the way, or if a list would get a gap.
 */
export function withValueAt(value: unknown, keys: readonly string[], next: unknown): unknown {
  /** The containers on the way, outermost first. */
  const way: unknown[] = [];
  let at = value;
  for (const key of keys) {
    if (!takes(at, key)) return value;
    way.push(at);
    at = has(at, key) ? at[key] : undefined;
  }
  return way.reduceRight(
    (inner, around, depth) => replacedIn(around, keys[depth] ?? '', inner),
    next,
  );
}

/** Whether the value can hold something under this key. */
function takes(value: unknown, key: string): boolean {
  if (Array.isArray(value)) return indexOf(key) <= value.length;
  return value === undefined || (typeof value === 'object' && value !== null);
}

const indexOf = (key: string): number => (/^(0|[1-9]\d*)$/.test(key) ? Number(key) : Infinity);

function replacedIn(around: unknown, key: string, inner: unknown): unknown {
  if (Array.isArray(around)) {
    const entries: unknown[] = [...(around as unknown[])];
    if (inner === undefined) entries.splice(indexOf(key), 1);
    else entries[indexOf(key)] = inner;
    return entries;
  }
  const members = Object.entries(around ?? {});
  const others = members.filter(([name]) => name !== key);
  if (inner === undefined) return Object.fromEntries(others);
  const isThere = others.length < members.length;
  // The members keep their order. `fromEntries` makes even `__proto__` a plain member.
  return Object.fromEntries(
    isThere
      ? members.map(([name, old]) => (name === key ? [name, inner] : [name, old]))
      : [...members, [key, inner]],
  );
}

const has = (value: unknown, key: string): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key);
