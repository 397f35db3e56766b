import type { Operation } from '../catalog/operation';
import { isUncertain, type Attempt, type Outcome } from '../exchange';
import { unlessAborted } from '../common/unlessAborted';
import type { HttpRequest } from '../transport/httpRequest';
import { errorBody, saysPaused } from './errorBody';
import type { Step, Tally } from './nextStep';
import { countAnswer, emptyTally, nextStep, waitFor } from './nextStep';
import { attemptOf, outcomeOf, waitingFor } from './outcome';
import type { WaitControls } from './pause';
import { pause } from './pause';
import { retryAfterMs } from './retryAfter';
import type { RetryBudget, RetryBudgetMember } from './retryBudget';
import type { RetrySettings } from './retryPolicy';
import { retryPolicy } from './retryPolicy';
import { operationClass } from '../catalog/operationClass';
import type { SharedLimits, Turn } from './sharedLimits';
import { scopeOf } from './sharedLimits';
import type { Answer, Destination, Limits, Transport } from '../transport/transport';
import type { Deadline, World } from '../common/world';

export interface Run {
  readonly request: HttpRequest;
  readonly operation: Operation;
  readonly destination: Destination;
  readonly transport: Transport;
  readonly settings: RetrySettings;
  readonly limits: Limits;
  readonly shared: SharedLimits;
  readonly budget: RetryBudget;
  readonly world: World;
  readonly signal: AbortSignal;
  /** Whether attempts may leave, by the keys that they find; absent: with any. */
  readonly admission?: {
    /** @param nth how many attempts went before this one */
    permits(key: string | undefined, nth: number): boolean;
    /** For what was not permitted; may ask the person, for as long as that takes. */
    admit(): Promise<boolean>;
  };
  /** When the first attempt may leave, in epoch milliseconds; a moment that has passed is now. */
  readonly notBefore?: number | undefined;
  /** Before and after every attempt, at every wait, and once with the outcome that ends the run. */
  report(progress: { readonly attempts: readonly Attempt[]; readonly outcome: Outcome }): void;
  onWait?(controls: WaitControls): void;
  onProgress?(bytesIn: number): void;
}

export interface RunResult {
  readonly attempts: readonly Attempt[];
  readonly outcome: Outcome;
  /** The last answer that came, with its content, also where retrying stopped or was ended. */
  readonly answer?: Extract<Answer, { kind: 'answered' }>;
}

/** Sends a request as often as the table allows. Resolves for every outcome; rejects only for a bug. */
export async function runAttempts(run: Run): Promise<RunResult> {
  const { world, signal } = run;
  const member = run.budget.join(run.destination.origin);
  let attempts: readonly Attempt[] = [];
  let tally = emptyTally;
  let last: RunResult['answer'];
  /** What the attempt before came to. */
  let before: Answer | undefined;
  /** How far this run has waited of its own: the gate of all runs must not make it wait for that twice. */
  let waited: Waited;
  const end = (outcome: Outcome): RunResult => {
    run.report({ attempts, outcome });
    return { attempts, outcome, ...(last && { answer: last }) };
  };
  try {
    const began = await putOff(run);
    if (began === 'cancelled') return end(cancelled(run, attempts));
    waited = began;
    for (;;) {
      const turn = await takeTurn(run, attempts, waited);
      if (turn === undefined || signal.aborted) {
        turn?.done();
        return end(cancelled(run, attempts));
      }
      const destination = await permitted(run, turn, attempts.length);
      if (destination === 'readAgain') continue;
      if (destination === 'refused') return end({ kind: 'refused', reason: 'notConfirmed' });
      if (destination === 'aborted') return end(cancelled(run, attempts));
      run.report({ attempts, outcome: { kind: 'running' } });
      const { answer, startedAt, held } = await sendInTurn({ ...run, destination }, turn, tally);
      tally = countAnswer(tally, answer);
      if (answer.kind === 'answered') last = answer;
      const step = decide(run, answer, tally, member);
      const attempt = attemptOf(answer, startedAt, step);
      if (attempt) attempts = [...attempts, attempt];
      if (step.kind === 'stop') {
        const unsaved = answer.kind === 'failed' && answer.reason === 'notRecorded';
        const outcome =
          unsaved && before
            ? outcomeOf(before, 'notRecorded') // What came of the attempts stays true.
            : outcomeOf(answer, step.because);
        return end(outcome.kind === 'cancelled' ? cancelled(run, attempts) : outcome);
      }
      before = answer;
      if (step.kind === 'otherWay') continue;
      const status = answer.kind === 'answered' ? answer.status : undefined;
      const outcome = waitingFor(step, attempts.length + 1, world.now(), status);
      run.report({ attempts, outcome });
      const ended = await pause(world, step.ms, step.reason, signal, run.onWait?.bind(run));
      if (ended === 'cancelled') return end(cancelled(run, attempts));
      waited = { passed: held, now: ended === 'now' };
    }
  } finally {
    member.leave();
  }
}

const cancelled = ({ operation }: Run, attempts: readonly Attempt[]): Outcome => ({
  kind: 'cancelled',
  sent: attempts.some(isUncertain(operationClass(operation))),
});

interface Waited {
  readonly passed: Deadline | undefined;
  /** The person ended the wait: this attempt goes out at once. */
  readonly now: boolean;
}

/** Waits for the time that the person chose; it stands above what this key had been told before it was chosen. */
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

/** Waits while another run of this key has been told to wait. */
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
 * Where the next attempt goes, with the key that it was permitted to go with and no other. Who has to be asked first has
 * no turn meanwhile, which may take long, and looks for the key again afterwards: it may have changed.
 */
async function permitted(
  { destination, admission, signal }: Run,
  turn: Turn,
  nth: number,
): Promise<Destination | 'readAgain' | 'refused' | 'aborted'> {
  const credential = readOnce(destination);
  const key = await unlessAborted(
    signal,
    credential.catch(() => undefined),
  );
  if (!signal.aborted && (!admission || admission.permits(key, nth)))
    return { ...destination, credential: () => credential };
  turn.done();
  if (signal.aborted || !admission) return 'aborted';
  const admitted = await unlessAborted(signal, admission.admit());
  if (admitted === 'aborted') return 'aborted';
  return admitted ? 'readAgain' : 'refused';
}

/** The key is read once for this attempt; a 429 holds back all runs of the same key before the next one may go. */
export async function sendInTurn(
  run: Pick<
    Run,
    'request' | 'operation' | 'destination' | 'transport' | 'limits' | 'shared' | 'world' | 'signal'
  > & { onProgress?(bytesIn: number): void },
  turn: Turn,
  tally: Tally,
): Promise<{ answer: Answer; startedAt: number; held?: Deadline }> {
  const { world, signal, limits } = run;
  const startedAt = world.now();
  const onProgress = run.onProgress?.bind(run);
  try {
    const { profile, origin } = run.destination;
    const credential = readOnce(run.destination);
    const destination: Destination = { profile, origin, credential: () => credential };
    const options = { signal, limits, ...(onProgress && { onProgress }) };
    const answer = await run.transport.send(run.request, destination, options);
    if (answer.kind === 'answered' && answer.status === 429) {
      const scope = await scopeFor(destination, run.operation);
      const n = tally.limitedInARow + 1;
      const { ms } = waitFor(retryPolicy.limited, n, serverWait(answer, world.now()), () => 0);
      return { answer, startedAt, held: run.shared.hold(scope, ms, world) };
    }
    return { answer, startedAt };
  } finally {
    turn.done();
  }
}

function decide(run: Run, answer: Answer, tally: Tally, member: RetryBudgetMember): Step {
  const { operation, settings, world, request } = run;
  const facts = {
    class: operationClass(operation),
    keyed: request.headers['idempotency-key'] !== undefined && takesIdempotencyKey(operation),
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

const takesIdempotencyKey = ({ parameters }: Operation): boolean =>
  parameters.some(
    ({ in: place, name }) => place === 'header' && name.toLowerCase() === 'idempotency-key',
  );

function serverWait(answer: Answer, now: number): number | undefined {
  if (answer.kind !== 'answered' || (answer.status !== 429 && answer.status !== 503))
    return undefined;
  const values = answer.rawHeaders.filter(([name]) => name.toLowerCase() === 'retry-after');
  const facts = {
    values: values.map(([, value]) => value),
    date: answer.headers['date'],
    bodySeconds: errorBody(answer).retry_after_seconds,
  };
  return retryAfterMs(facts, now);
}

export async function scopeFor(destination: Destination, { group }: Operation): Promise<string> {
  return scopeOf(await readOnce(destination).catch(() => undefined), destination.origin, group);
}

/** A key store that fails must not become an unhandled rejection where nobody asks for the key. */
function readOnce(destination: Destination): Promise<string | undefined> {
  const credential = Promise.resolve().then(() => destination.credential());
  credential.catch(() => undefined);
  return credential;
}
