import { randomUUID } from 'node:crypto';
import type { Operation } from '../catalog/operation';
import type { Exchange, Outcome } from '../exchange';
import type { Draft } from '../request/draft';
import { beginRun } from './beginRun';
import type { ExplorerParts, RunOptions } from './explorerParts';

/** Half of a longer text may be half of a key, which nobody would recognise. */
export const noOperation = (id: string): string =>
  `There is no operation "${id.length > 80 ? '…' : id}" in the catalog.`;

/** Of a run of which nothing may be kept. */
export const emptyDraft = ({ id }: Operation): Draft => ({
  operationId: id,
  path: {},
  query: {},
  headers: {},
});

/** A run that ended before it began: nothing of it is kept, nor told to anybody but who asked for it. */
export function unbegun(
  parts: ExplorerParts,
  operation: Operation,
  options: Pick<RunOptions, 'profile' | 'purpose'>,
  kind: 'cancelled' | 'interrupted',
): Exchange {
  const exchange = beginRun(parts, randomUUID(), emptyDraft(operation), operation, options);
  return { ...exchange, outcome: { kind, sent: false } };
}

/** An abort gives no reason: the window closes, the key was removed before anything was sent, or it was cancelled. */
export function endOf(
  outcome: Outcome,
  { isClosing, keyGone }: { readonly isClosing: boolean; readonly keyGone: boolean },
): Outcome {
  if (outcome.kind !== 'cancelled') return outcome;
  if (isClosing) return { kind: 'interrupted', sent: outcome.sent };
  return keyGone && !outcome.sent ? { kind: 'refused', reason: 'noKey' } : outcome;
}
