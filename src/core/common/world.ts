/** Why an attempt is followed by a wait. */
export type WaitReason =
  | 'server' // Retry-After, to the letter
  | 'serverAndBackoff' // a repeated 429: Retry-After plus growing jitter
  | 'backoff'
  | 'maintenance' // 503 without Retry-After: evenly random 30–60 s
  | 'sharedLimit' // another run with this key was told to wait
  | 'person'; // the user chose the time

/** Clock, chance and waiting, passed in so that a test decides about them. */
export interface World {
  /** Wall clock, milliseconds since 1970. */
  now(): number;
  /** Milliseconds of a clock that nobody can set back or forward. */
  monotonic(): number;
  /** A number in [0, 1), evenly distributed. */
  random(): number;
  /** Waits at least `ms`. On abort it settles at once, either way; callers check the signal. */
  wait(ms: number, reason: WaitReason, signal: AbortSignal): Promise<void>;
}

type Clock = Pick<World, 'now' | 'monotonic'>;

/** A moment in the future on both clocks. */
export interface Deadline {
  readonly wall: number;
  readonly monotonic: number;
}

export const deadlineIn = (ms: number, clock: Clock): Deadline => ({
  wall: clock.now() + ms,
  monotonic: clock.monotonic() + ms,
});

/** If the wall clock gains more than this (ms), the machine slept; a correction of the clock is smaller. */
const sleepMs = 2_000;

/** Milliseconds left. Time asleep counts; a correction of the wall clock does not. */
export function remainingMs(deadline: Deadline, clock: Clock): number {
  const left = deadline.monotonic - clock.monotonic();
  const leftOnWall = deadline.wall - clock.now();
  return left - leftOnWall > sleepMs ? Math.max(0, leftOnWall) : Math.max(0, left);
}

/** The longest timer (ms): short, so that a machine that wakes up goes on soon, and `setTimeout` cannot overflow. */
const sliceMs = 10_000;

/** Makes a `wait` from a clock and a timer; an abort rejects it with an `AbortError`. */
export function waiter(
  clock: Clock,
  startTimer: (run: () => void, ms: number) => () => void,
): World['wait'] {
  return (ms, _reason, signal) =>
    new Promise((resolve, reject) => {
      const deadline = deadlineIn(ms, clock);
      let stopTimer = (): void => undefined;
      const abort = (): void => {
        stopTimer();
        reject(new DOMException('The wait was ended.', 'AbortError'));
      };
      const step = (): void => {
        const left = remainingMs(deadline, clock);
        if (left > 0) {
          stopTimer = startTimer(step, Math.ceil(Math.min(left, sliceMs)));
          return;
        }
        signal.removeEventListener('abort', abort);
        resolve();
      };
      if (signal.aborted) {
        abort();
        return;
      }
      signal.addEventListener('abort', abort, { once: true });
      step();
    });
}

const clock: Clock = { now: () => Date.now(), monotonic: () => performance.now() };

export const realWorld: World = {
  ...clock,
  random: () => Math.random(),
  wait: waiter(clock, (run, ms) => {
    const timer = setTimeout(run, ms);
    return () => {
      clearTimeout(timer);
    };
  }),
};
