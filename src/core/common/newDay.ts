import { dayOf } from './calendar';
import type { Disposable } from './event';

/** How often to check for a new day (ms). A timer to midnight would be late on a machine that slept. */
const dayCheckMs = 60_000;

export interface NewDayOptions {
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** Starts an interval; returns what stops it. Default: `setInterval`, which does not keep the process alive. */
  readonly startTicking?: (tick: () => void, ms: number) => () => void;
}

/** Calls `begun` within a minute after a new local day has begun, until it is disposed. */
export function onNewDay(
  begun: () => void,
  { now = Date.now, startTicking = ticking }: NewDayOptions = {},
): Disposable {
  let day = dayOf(now());
  const stop = startTicking(() => {
    const today = dayOf(now());
    if (today === day) return;
    day = today;
    begun();
  }, dayCheckMs);
  return { dispose: stop };
}

const ticking = (tick: () => void, ms: number) => {
  const timer = setInterval(tick, ms).unref();
  return () => clearInterval(timer);
};
