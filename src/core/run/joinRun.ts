import type { Operation } from '../catalog/operation';
import { isSettled, isUncertain, type Exchange, type Outcome } from '../exchange';
import type { RunOptions } from './explorerParts';
import { unlessAborted } from '../common/unlessAborted';
import type { Running } from './runningRuns';
import { operationClass } from '../catalog/operationClass';

const never = new AbortController().signal;

interface Facts {
  /** What is told to who leaves before there is a run. */
  unbegun(): Exchange;
  /** A run as it stands. */
  now(id: string): Exchange | undefined;
}

/** A second press while the first still runs means the same action: never two charges. */
export async function joinRun(
  { started, done }: Running,
  operation: Operation,
  { onStart, signal = never }: RunOptions,
  facts: Facts,
): Promise<Exchange> {
  const begun = await unlessAborted(signal, Promise.race([started, done]));
  const none: Outcome = { kind: 'cancelled', sent: false };
  if (begun === 'aborted') return { ...facts.unbegun(), outcome: none };
  const now = () => facts.now(begun.id) ?? begun;
  onStart?.(now());
  const ended = await unlessAborted(signal, done);
  if (ended !== 'aborted') return ended;
  // It goes on for whoever began it; only who joined has left.
  const left = now();
  const mayBeDone = isUncertain(operationClass(operation));
  const sent = left.outcome.kind === 'running' || left.attempts.some(mayBeDone);
  return isSettled(left) ? left : { ...left, outcome: { kind: 'cancelled', sent } };
}
