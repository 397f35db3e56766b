import type { Operation } from '../catalog/operation';
import { isSettled, isUncertain, type Exchange, type Outcome } from '../exchange';
import type { RunOptions } from './explorerParts';
import { unlessAborted } from '../common/unlessAborted';
import type { Running } from './runningRuns';
import { operationClass } from '../catalog/operationClass';

const never = new AbortController().signal;

interface Facts {
  /** The exchange for a caller that leaves before the run has begun. */
  unbegun(): Exchange;
  /** The current state of a run. */
  now(id: string): Exchange | undefined;
}

/** Joins a run that goes on: a second press means the same action, which must never be charged twice. */
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
  // The run goes on for the caller that began it; only this one leaves.
  const left = now();
  const mayBeDone = isUncertain(operationClass(operation));
  const sent = left.outcome.kind === 'running' || left.attempts.some(mayBeDone);
  return isSettled(left) ? left : { ...left, outcome: { kind: 'cancelled', sent } };
}
