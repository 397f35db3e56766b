import assert from 'node:assert/strict';

/** In milliseconds, the quickest of some tries: what else the machine does meanwhile counts least there. */
function quickest(work: () => unknown): number {
  const tries = Array.from({ length: 5 }, () => {
    const began = performance.now();
    work();
    return performance.now() - began;
  });
  return Math.min(...tries);
}

/** A busy machine is given as many more chances to be quick; what grows with the square is never quick enough. */
const rounds = 8;

/**
 * That the time of a work grows with its length and not with the square of it: the mark is half-way between the two, so that
 * neither the machine's speed nor what else it does decides.
 * @param prepare what the work needs for a length
 */
export function assertLinear(
  [short, long]: readonly [number, number],
  prepare: (length: number) => () => unknown,
): void {
  const [shortWork, longWork] = [prepare(short), prepare(long)];
  const mark = (long / short) ** 1.5;
  let [before, after] = [Infinity, Infinity];
  for (let round = 0; round < rounds; round += 1) {
    before = Math.min(before, quickest(shortWork));
    after = Math.min(after, quickest(longWork));
    if (after < before * mark) return;
  }
  assert.fail(`${before} ms for ${short}, ${after} ms for ${long}`);
}
