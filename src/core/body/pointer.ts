/** The keys of a JSON pointer, RFC 6901 section 4. */
export const keysOf = (pointer: string): readonly string[] =>
  pointer
    .split('/')
    .slice(1)
    .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'));

/** The JSON pointer of keys. */
export const pointerOf = (keys: readonly string[]): string =>
  keys.map(key => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** The value at a place; undefined where nothing stands there. */
export function valueAt(value: unknown, keys: readonly string[]): unknown {
  let found = value;
  for (const key of keys) {
    if (!has(found, key)) return undefined;
    found = found[key];
  }
  return found;
}

/**
 * The value with `next` at that place and all else as it was; undefined takes the member or entry away. Containers that
 * are missing on the way are made; a text or a number on the way is left alone. A list takes no entry beyond the one
 * after its last.
 */
export function withValueAt(value: unknown, keys: readonly string[], next: unknown): unknown {
  /** What stands on the way, the outermost first. */
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

/** Whether something can stand there under a key. */
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
  // In its place: a body that was written in an order keeps it. `fromEntries` makes even `__proto__` a plain member.
  return Object.fromEntries(
    isThere
      ? members.map(([name, old]) => (name === key ? [name, inner] : [name, old]))
      : [...members, [key, inner]],
  );
}

const has = (value: unknown, key: string): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key);
