/**
 * What the clock of the machine says now, in ms since 1970 with fractions, the same in every process: `Date.now()` with what
 * `performance` tells below a millisecond. The origin that a process took when it began may be off by now.
 */
export function createClock(): () => number {
  const before = Date.now();
  let now = before;
  while (now === before) now = Date.now();
  const skew = now - (performance.timeOrigin + performance.now());
  return () => performance.timeOrigin + performance.now() + skew;
}
