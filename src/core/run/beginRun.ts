import type { Operation } from '../catalog/operation';
import type { Exchange } from '../exchange';
import type { ExplorerParts, RunOptions } from './explorerParts';
import { orAbsent } from '../common/orAbsent';
import type { Draft } from '../request/draft';
import { begin } from './conclude';

/** The exchange of a run before anything is sent, with the balance that is known. */
export function beginRun(
  parts: ExplorerParts,
  id: string,
  draft: Draft,
  operation: Operation,
  { profile, purpose }: Pick<RunOptions, 'profile' | 'purpose'>,
): Exchange {
  const balanceBefore = orAbsent(() => parts.balanceOf(profile), parts.failed);
  const origin = parts.originOf(profile);
  const exchange = begin(draft, operation, { id, profile, origin, now: parts.world.now() });
  return { ...exchange, ...(purpose && { purpose }), ...(balanceBefore && { balanceBefore }) };
}
