import { idempotencyHeader, takesIdempotencyKey } from '../catalog/idempotencyKey';
import { isUncertain, type Attempt, type Outcome, type StopReason } from '../exchange';
import { unlessAborted } from '../common/unlessAborted';
import { errorBody, saysPaused } from './errorBody';
import type { Step, Tally } from './nextStep';
import { countAnswer, emptyTally, nextStep } from './nextStep';
import { attemptOf, outcomeOf, waitingFor } from './outcome';
import type { WaitControls } from './pause';
import { pause } from './pause';
import type { RetryBudget, RetryBudgetMember } from './retryBudget';
import type { RetrySettings } from './retryPolicy';
import { operationClass } from '../catalog/operationClass';
import { readOnce, scopeFor, sendInTurn, serverWait, type Sending, type Sent } from './sendInTurn';
import type { Turn } from './sharedLimits';
import type { Answer, Destination } from '../transport/transport';
import type { Deadline } from '../common/world';

/** Everything that sending one run with its retries needs. */
export interface Run extends Sending {
  readonly settings: RetrySettings;
  readonly budget: RetryBudget;
  /** Decides whether an attempt may be sent with the key that it has read; absent: with any key. */
  readonly admission?: {
    /** @param nth how many attempts went before this one */
    permits(key: string | undefined, nth: number): boolean;
    /** Asked after `permits` said no; may wait for the person's answer. False: the run is refused. */
    admit(): Promise<boolean>;
  };
  /** When the first attempt may leave, in epoch milliseconds; at once if that has passed. */
  readonly notBefore?: number | undefined;
  /** Called before every attempt, at every wait, and once with the outcome that ends the run. */
  report(progress: { readonly attempts: readonly Attempt[]; readonly outcome: Outcome }): void;
  onWait?(controls: WaitControls): void;
}

export interface RunResult {
  readonly attempts: readonly Attempt[];
  readonly outcome: Outcome;
  /** The last answer received, with its content, even if the run was stopped or cancelled after it. */
  readonly answer?: Extract<Answer, { kind: 'answered' }>;
}

/** Sends a request as often as the table allows. Resolves for every outcome; rejects only for a bug. */
export async function runAttempts(run: Run): Promise<RunResult> {
  const member = run.budget.join(run.destination.origin);
  let attempts: readonly Attempt[] = [];
  let tally = emptyTally;
  let last: RunResult['answer'];
  /** The answer to the attempt before. */
  let before: Answer | undefined;
  const end = (outcome: Outcome): RunResult => {
    run.report({ attempts, outcome });
    return { attempts, outcome, ...(last && { answer: last }) };
  };
  try {
    let waited = await putOff(run);
    for (;;) {
      if (waited === 'cancelled') return end(cancelled(run, attempts));
      const sent = await sendNext(run, attempts, waited, tally);
      if ('kind' in sent) return end(sent);
      const { answer, startedAt, held } = sent;
      tally = countAnswer(tally, answer);
      if (answer.kind === 'answered') last = answer;
      const step = decide(run, answer, tally, member);
      const attempt = attemptOf(answer, startedAt, step);
      if (attempt) attempts = [...attempts, attempt];
      if (step.kind === 'stop') return end(stopped(run, attempts, step.because, answer, before));
      before = answer;
      if (step.kind === 'wait') waited = await waitBefore(run, attempts, step, answer, held);
    }
  } finally {
    member.leave();
  }
}

/** Sends the next attempt once it has its turn and its key is permitted; otherwise tells how the run ends. */
async function sendNext(
  run: Run,
  attempts: readonly Attempt[],
  waited: Waited,
  tally: Tally,
): Promise<Sent | Outcome> {
  for (;;) {
    const turn = await takeTurn(run, attempts, waited);
    if (turn === undefined || run.signal.aborted) {
      turn?.done();
      return cancelled(run, attempts);
    }
    const destination = await permitted(run, turn, attempts.length);
    if (destination === 'readAgain') continue;
    if (destination === 'refused') return { kind: 'refused', reason: 'notConfirmed' };
    if (destination === 'aborted') return cancelled(run, attempts);
    run.report({ attempts, outcome: { kind: 'running' } });
    return sendInTurn({ ...run, destination }, turn, tally);
  }
}

/** The outcome of a run that ends with this answer. If the attempt could not be saved, the answer before it decides. */
function stopped(
  run: Run,
  attempts: readonly Attempt[],
  because: StopReason | undefined,
  answer: Answer,
  before: Answer | undefined,
): Outcome {
  const isUnsaved = answer.kind === 'failed' && answer.reason === 'notRecorded';
  const outcome =
    isUnsaved && before ? outcomeOf(before, 'notRecorded') : outcomeOf(answer, because);
  return outcome.kind === 'cancelled' ? cancelled(run, attempts) : outcome;
}

async function waitBefore(
  run: Run,
  attempts: readonly Attempt[],
  step: Extract<Step, { kind: 'wait' }>,
  answer: Answer,
  held: Deadline | undefined,
): Promise<Waited | 'cancelled'> {
  const { world, signal } = run;
  const status = answer.kind === 'answered' ? answer.status : undefined;
  const outcome = waitingFor(step, attempts.length + 1, world.now(), status);
  run.report({ attempts, outcome });
  const ended = await pause(world, step.ms, step.reason, signal, run.onWait?.bind(run));
  return ended === 'cancelled' ? ended : { passed: held, now: ended === 'now' };
}

const cancelled = ({ operation }: Run, attempts: readonly Attempt[]): Outcome => ({
  kind: 'cancelled',
  sent: attempts.some(isUncertain(operationClass(operation))),
});

/** The hold that a run has waited out by itself: the shared gate must not make it wait for that again. */
interface Waited {
  readonly passed: Deadline | undefined;
  /** The person ended the wait: this attempt goes out at once. */
  readonly now: boolean;
}

/** Waits until the time that the person chose, which overrides a hold that the key had when it was chosen. */
async function putOff(run: Run): Promise<Waited | 'cancelled'> {
  const { world, signal, shared, notBefore = 0 } = run;
  const ms = notBefore - world.now();
  if (!(ms > 0)) return { passed: undefined, now: false };
  const until = new Date(notBefore).toISOString();
  run.report({ attempts: [], outcome: { kind: 'scheduled', until, reason: 'person' } });
  const scoped = scopeFor(run.destination, run.operation).then(scope => shared.held(scope));
  const ended = await pause(world, ms, 'person', signal, run.onWait?.bind(run));
  if (ended === 'cancelled') return ended;
  const passed = await unlessAborted(signal, scoped);
  return passed === 'aborted' ? 'cancelled' : { passed, now: ended === 'now' };
}

/** Waits while a 429 holds back this key; undefined if the run was ended meanwhile. */
async function takeTurn(
  run: Run,
  attempts: readonly Attempt[],
  { passed, now }: Waited,
): Promise<Turn | undefined> {
  const { shared, world, signal } = run;
  if (!shared.closed || now) return { done: () => undefined };
  const scope = await unlessAborted(signal, scopeFor(run.destination, run.operation));
  if (scope === 'aborted') return undefined;
  const tell = (ms: number, ahead: number): void => {
    const next = attempts.length + 1;
    const scheduled = ms > run.settings.longestSilentWaitMs;
    const step = { ms, reason: 'sharedLimit', of: next, scheduled, paused: false, ahead } as const;
    run.report({ attempts, outcome: waitingFor(step, next, world.now(), undefined) });
  };
  return shared.turn(scope, {
    world,
    signal,
    passed,
    pause: (ms, ahead) => {
      tell(ms, ahead);
      return pause(world, ms, 'sharedLimit', signal, run.onWait?.bind(run));
    },
    queued: ahead => {
      tell(0, ahead);
    },
  });
}

/**
 * The destination, with exactly the key that was permitted. If the person must be asked first, the run gives up its
 * turn meanwhile, since that may take long, and reads the key again afterwards, since it may have changed.
 */
async function permitted(
  { destination, admission, signal }: Run,
  turn: Turn,
  nth: number,
): Promise<Destination | 'readAgain' | 'refused' | 'aborted'> {
  const once = readOnce(destination);
  const key = await unlessAborted(
    signal,
    once.credential().catch(() => undefined),
  );
  if (!signal.aborted && (!admission || admission.permits(key, nth))) return once;
  turn.done();
  if (signal.aborted || !admission) return 'aborted';
  const admitted = await unlessAborted(signal, admission.admit());
  if (admitted === 'aborted') return 'aborted';
  return admitted ? 'readAgain' : 'refused';
}

function decide(run: Run, answer: Answer, tally: Tally, member: RetryBudgetMember): Step {
  const { operation, settings, world, request } = run;
  const facts = {
    class: operationClass(operation),
    keyed:
      request.headers[idempotencyHeader.toLowerCase()] !== undefined &&
      takesIdempotencyKey(operation),
    paused: operation.state === 'unavailable' || saysPaused(errorBody(answer)),
    settings,
  };
  const step = nextStep(answer, tally, facts, serverWait(answer, world.now()), () =>
    world.random(),
  );
  if (step.kind === 'wait' && step.budgeted && !member.take(world.monotonic())) {
    return { kind: 'stop', because: 'budget' };
  }
  return step;
}
