import { writeJson } from '../body/writeJson';
import type { Draft } from './draft';

/**
 * Applies the changes from `before` to `asked` to the current draft, which somebody else may have changed meanwhile.
 */
export const rebased = (asked: Draft, before: Draft, now: Draft): Draft => ({
  ...now,
  path: merged(asked.path, before.path, now.path),
  query: merged(asked.query, before.query, now.query),
  headers: merged(asked.headers, before.headers, now.headers),
  ...(asked.files && { files: { ...now.files, ...asked.files } }),
});

function merged<T>(
  asked: Readonly<Record<string, T>>,
  before: Readonly<Record<string, T>>,
  now: Readonly<Record<string, T>>,
): Readonly<Record<string, T>> {
  const changed = Object.entries(asked).filter(
    ([name, value]) => !Object.hasOwn(before, name) || !isSame(value, before[name]),
  );
  return { ...now, ...Object.fromEntries(changed) };
}

function isSame(one: unknown, other: unknown): boolean {
  const [a, b] = [writeJson(one, { sorted: true }), writeJson(other, { sorted: true })];
  return a.ok && b.ok && a.text === b.text;
}
