/** The keys of a JSON pointer, RFC 6901. */
export const keysOf = (pointer: string): readonly string[] =>
  pointer
    .split('/')
    .slice(1)
    .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'));

/** The JSON pointer of keys. */
export const pointerOf = (keys: readonly string[]): string =>
  keys.map(key => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** The value at a place; undefined where nothing stands there. */
export const valueAt = (value: unknown, [key, ...rest]: readonly string[]): unknown =>
  key === undefined ? value : valueAt(has(value, key) ? value[key] : undefined, rest);

/**
 * The value with `next` at that place and all else as it was; undefined takes the member or entry away. Containers that
 * are missing on the way are made; a text or a number on the way is left alone. A list takes no entry beyond the one
 * after its last.
 */
export function withValueAt(
  value: unknown,
  [key, ...rest]: readonly string[],
  next: unknown,
): unknown {
  if (key === undefined) return next;
  const index = /^(0|[1-9]\d*)$/.test(key) ? Number(key) : undefined;
  if (Array.isArray(value)) {
    if (index === undefined || index > value.length) return value;
    const entries: unknown[] = [...(value as unknown[])];
    const inner = withValueAt(entries[index], rest, next);
    if (inner === undefined) entries.splice(index, 1);
    else entries[index] = inner;
    return entries;
  }
  if (value !== undefined && (typeof value !== 'object' || value === null)) return value;
  const members = Object.entries(value ?? {});
  const inner = withValueAt(has(value, key) ? value[key] : undefined, rest, next);
  const others = members.filter(([name]) => name !== key);
  if (inner === undefined) return Object.fromEntries(others);
  const kept = others.length < members.length;
  // In its place: a body that was written in an order keeps it. `fromEntries` makes even `__proto__` a plain member.
  return Object.fromEntries(
    kept
      ? members.map(([name, old]) => (name === key ? [name, inner] : [name, old]))
      : [...members, [key, inner]],
  );
}

const has = (value: unknown, key: string): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key);
