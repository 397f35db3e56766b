import type { Operation } from '../catalog/operation';
import type { Deadline, World } from '../common/world';
import type { HttpRequest } from '../transport/httpRequest';
import type { Answer, Destination, Limits, Transport } from '../transport/transport';
import { errorBody } from './errorBody';
import { waitFor, type Tally } from './nextStep';
import { retryAfterMs } from './retryAfter';
import { retryPolicy } from './retryPolicy';
import { scopeOf, type SharedLimits, type Turn } from './sharedLimits';

/** What is sent where, and with what it is sent. */
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

/** The key is read once for this attempt; a 429 holds back all runs of the same key before the next one may go. */
export async function sendInTurn(run: Sending, turn: Turn, tally: Tally): Promise<Sent> {
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

/** For how long the server says that nobody may ask, in milliseconds. */
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

export async function scopeFor(destination: Destination, { group }: Operation): Promise<string> {
  return scopeOf(await readOnce(destination).catch(() => undefined), destination.origin, group);
}

/** A key store that fails must not become an unhandled rejection where nobody asks for the key. */
export function readOnce(destination: Destination): Promise<string | undefined> {
  const credential = Promise.resolve().then(() => destination.credential());
  credential.catch(() => undefined);
  return credential;
}
