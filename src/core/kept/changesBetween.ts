import { isDeepStrictEqual } from 'node:util';
import type { Path, Split, Thing } from './splits';

/** The path as text, for keys of maps. */
export const idOf = (path: Path): string => JSON.stringify(path);

/** Compares a new value with the one before: which things are new or changed, and which are gone. */
export function changesBetween(
  split: Split,
  before: unknown,
  after: unknown,
): { readonly put: readonly Thing[]; readonly gone: readonly Path[] } {
  const old = split.things(before);
  const now = split.things(after);
  const was = new Map(old.map(each => [idOf(each.path), each]));
  const ids = new Set(now.map(({ path }) => idOf(path)));
  const [lastBefore, lastNow] = [lastOf(old), lastOf(now)];
  const put = now.filter(each => {
    const id = idOf(each.path);
    const known = was.get(id);
    // A thing that was there before is the latest now, such as a value that was sent once more.
    const isMoved = lastNow.has(id) && !lastBefore.has(id);
    return !known || isMoved || !isDeepStrictEqual(known.value, each.value);
  });
  return { put, gone: old.filter(({ path }) => !ids.has(idOf(path))).map(({ path }) => path) };
}

/** The ids of the latest thing under each parent path. */
const lastOf = (things: readonly Thing[]): ReadonlySet<string> =>
  new Set(new Map(things.map(({ path }) => [idOf(path.slice(0, -1)), idOf(path)])).values());
