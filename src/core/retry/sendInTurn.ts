import type { Operation } from '../catalog/operation';
import type { Deadline, World } from '../common/world';
import type { HttpRequest } from '../transport/httpRequest';
import type { Answer, Destination, Limits, Transport } from '../transport/transport';
import { errorBody } from './errorBody';
import { waitFor, type Tally } from './nextStep';
import { retryAfterMs } from './retryAfter';
import { retryPolicy } from './retryPolicy';
import { scopeOf, type SharedLimits, type Turn } from './sharedLimits';

/** A request, its destination, and everything needed to send it. */
export interface Sending {
  readonly request: HttpRequest;
  readonly operation: Operation;
  readonly destination: Destination;
  readonly transport: Transport;
  readonly limits: Limits;
  readonly shared: SharedLimits;
  readonly world: World;
  readonly signal: AbortSignal;
  onProgress?(bytesIn: number): void;
}

export interface Sent {
  readonly answer: Answer;
  /** In epoch milliseconds. */
  readonly startedAt: number;
  /** Until when a 429 holds back all runs of this key. */
  readonly held?: Deadline;
}

/**
 * Sends one attempt. A 429 holds back all runs of this key before the next one has its turn.
 * @param run of its destination the key is read once: {@link readOnce}
 */
export async function sendInTurn(run: Sending, turn: Turn, tally: Tally): Promise<Sent> {
  const { world, signal, limits } = run;
  const startedAt = world.now();
  const onProgress = run.onProgress?.bind(run);
  try {
    const { destination } = run;
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

/** The wait that a 429 or 503 asks for, in ms; undefined for other answers and where none is named. */
export function serverWait(answer: Answer, now: number): number | undefined {
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

/** The scope of the shared limits for a destination; a key store that fails counts as no key. */
export async function scopeFor(destination: Destination, { group }: Operation): Promise<string> {
  const key = await keyAt(destination).catch(() => undefined);
  return scopeOf(key, destination.origin, group);
}

/** The destination with its key read once, when it is first asked for: all of an attempt is about the same key. */
export function readOnce(destination: Destination): Destination {
  let key: Promise<string | undefined> | undefined;
  return { ...destination, credential: () => (key ??= keyAt(destination)) };
}

/** Rejects also where the key store throws. */
const keyAt = async (destination: Destination) => destination.credential();
