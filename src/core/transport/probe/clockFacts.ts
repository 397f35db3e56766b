import type { ClockFacts } from './connectionReport';

/** In ms: `Date` names whole seconds, rounded down. */
const second = 1_000;

/**
 * Compares this machine's clock with an answer's `Date`, which was made between the sending and the first byte.
 * @param sentAt epoch ms when the request was sent
 * @param tookMs from then to the first byte
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
