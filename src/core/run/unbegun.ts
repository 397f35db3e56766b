import { randomUUID } from 'node:crypto';
import type { Operation } from '../catalog/operation';
import type { Exchange } from '../exchange';
import type { Draft } from '../request/draft';
import { beginRun } from './beginRun';
import type { ExplorerParts, RunOptions } from './explorerParts';

/** A long id is left out whole: it may contain a key, and half a key would not be recognised. */
export const noOperation = (id: string): string =>
  `There is no operation "${id.length > 80 ? '…' : id}" in the catalog.`;

/** The draft of a run of which nothing may be kept. */
export const emptyDraft = ({ id }: Operation): Draft => ({
  operationId: id,
  path: {},
  query: {},
  headers: {},
});

/** The exchange of a run that ended before it began: only its caller sees it, and nothing of it is kept. */
export function unbegun(
  parts: ExplorerParts,
  operation: Operation,
  options: Pick<RunOptions, 'profile' | 'purpose'>,
  kind: 'cancelled' | 'interrupted',
): Exchange {
  const exchange = beginRun(parts, randomUUID(), emptyDraft(operation), operation, options);
  return { ...exchange, outcome: { kind, sent: false } };
}
