import type { Steps } from './steps';

/** How many items are sorted or merged between two steps. */
const itemsInStep = 4_096;

/** Sorts as `toSorted` does, in steps: parts of the list, which are then merged. */
export function* sortedInSteps<T>(
  items: readonly T[],
  compare: (a: T, b: T) => number,
): Steps<T[]> {
  let parts: T[][] = [];
  for (let at = 0; at < items.length; at += itemsInStep) {
    parts.push(items.slice(at, at + itemsInStep).sort(compare));
    yield;
  }
  while (parts.length > 1) {
    const merged: T[][] = [];
    for (let at = 0; at < parts.length; at += 2)
      merged.push(yield* merge(parts[at] ?? [], parts[at + 1] ?? [], compare));
    parts = merged;
  }
  return parts[0] ?? [];
}

/** Of equal items those of the first list come first. */
function* merge<T>(
  one: readonly T[],
  other: readonly T[],
  compare: (a: T, b: T) => number,
): Steps<T[]> {
  const merged: T[] = [];
  for (let [i, j] = [0, 0]; i < one.length || j < other.length;) {
    if (merged.length % itemsInStep === 0) yield;
    const takesOther =
      i === one.length || (j < other.length && compare(one[i] as T, other[j] as T) > 0);
    merged.push((takesOther ? other[j++] : one[i++]) as T);
  }
  return merged;
}
