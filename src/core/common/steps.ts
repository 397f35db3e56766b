/** Work that can pause at each `yield` and returns its result at the end. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Does the work in one go, if it is little or if somebody waits for it. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Maps the items by `change`, with a step before each. */
export function* mapped<T, R>(items: readonly T[], change: (item: T) => R): Steps<R[]> {
  const all: R[] = [];
  for (const item of items) {
    yield;
    all.push(change(item));
  }
  return all;
}
