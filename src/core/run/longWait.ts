import type { Exchange } from '../exchange';

/** A wait longer than this, in milliseconds, is one that nobody sits through. */
const longWaitMs = 30_000;

/** Whether the run slept long before one of its attempts; a wait that *Send now* cut short counts as far as it went. */
export function sleptLong({ startedAt, attempts }: Exchange): boolean {
  let end = Date.parse(startedAt);
  return attempts.some(attempt => {
    const start = Date.parse(attempt.startedAt);
    const slept = start - end;
    end = start + attempt.durationMs;
    return slept > longWaitMs;
  });
}
