/** Does the work for all, a few at a time: each may hold a file open, and a process may hold only so many. */
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
