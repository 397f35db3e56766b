/** Does the work for all items, at most 32 at a time: each may open a file, and a process may open only so many. */
export async function inPortions<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const done: R[] = [];
  for (let start = 0; start < items.length; start += size)
    done.push(...(await Promise.all(items.slice(start, start + size).map(work))));
  return done;
}

const size = 32;
