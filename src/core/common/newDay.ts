import { dayOf } from './calendar';
import type { Disposable } from './event';

/** How often a new day is looked for, in milliseconds: a timer to midnight would oversleep on a machine that slept. */
const dayCheckMs = 60_000;

export interface NewDayOptions {
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** Calls again and again; returns what stops it. Default: the clock of this process, not kept alive by it. */
  readonly startTicking?: (tick: () => void, ms: number) => () => void;
}

/** Calls once a day has begun by the clock on the wall, within a minute, until disposed. */
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
