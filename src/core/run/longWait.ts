import type { Exchange } from '../exchange';

/** In milliseconds; the person has probably left during a longer wait. */
const longWaitMs = 30_000;

/** Whether the run waited long before one of its attempts; a wait cut short by *Send now* counts for what it lasted. */
export function sleptLong({ startedAt, attempts }: Exchange): boolean {
  let end = Date.parse(startedAt);
  return attempts.some(attempt => {
    const start = Date.parse(attempt.startedAt);
    const slept = start - end;
    end = start + attempt.durationMs;
    return slept > longWaitMs;
  });
}
