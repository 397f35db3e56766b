/** Why an attempt is followed by a wait. */
export type WaitReason =
  | 'server' // Retry-After, to the letter
  | 'serverAndBackoff' // a repeated 429: Retry-After plus growing jitter
  | 'backoff'
  | 'maintenance' // 503 without Retry-After: evenly random 30–60 s
  | 'sharedLimit' // another run of this key was told to wait
  | 'person'; // who sends chose the time

/** What the loop takes from outside, so that a test sleeps for nothing and throws its own dice. */
export interface World {
  /** Wall clock, milliseconds since 1970. */
  now(): number;
  /** Milliseconds of a clock that nobody can set. */
  monotonic(): number;
  /** Evenly in [0, 1). */
  random(): number;
  /** Never resolves early. An abort rejects or resolves, at once; what follows looks at the signal. */
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

/** A correction of the wall clock is smaller than this; a larger lead of it means that the machine slept. */
const sleepMs = 2_000;

/** Milliseconds left. Time slept through counts; a wall clock that is corrected or set back does not. */
export function remainingMs(deadline: Deadline, clock: Clock): number {
  const left = deadline.monotonic - clock.monotonic();
  const leftOnWall = deadline.wall - clock.now();
  return left - leftOnWall > sleepMs ? Math.max(0, leftOnWall) : Math.max(0, left);
}

/** Short enough that a machine that wakes up goes on soon, and far below the overflow of `setTimeout`. */
const sliceMs = 10_000;

/** A wait on a clock and a timer. */
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
