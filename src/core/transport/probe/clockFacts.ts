import type { ClockFacts } from './connectionReport';

/** `Date` tells full seconds, cut off. */
const second = 1_000;

/**
 * Compares the clock of this machine with the `Date` of an answer, made somewhere between the sending and the first byte.
 * @param sentAt Wall clock when the request was sent. @param tookMs From there to the first byte.
 */
export function clockFacts(
  date: string | undefined,
  sentAt: number,
  tookMs: number,
): ClockFacts | undefined {
  const told = date === undefined ? Number.NaN : Date.parse(date);
  if (Number.isNaN(told)) return undefined;
  return {
    aheadMs: told + second / 2 - (sentAt + tookMs / 2),
    withinMs: (second + tookMs) / 2,
  };
}
