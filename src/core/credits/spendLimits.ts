import { mostOf, type Estimate } from '../price/estimate';
import { sum } from './ledger';

/** In credits; 0: no limit. */
export interface SpendLimits {
  readonly run: number;
  readonly session: number;
  readonly day: number;
}

/** Credits that may have been spent so far; runs on their way and unknown charges count with their estimate. */
export interface Spending {
  readonly session: number;
  readonly day: number;
}

export type Limit = keyof SpendLimits;

/**
 * The limits that a run may exceed.
 * @param unchecked limits whose spending so far is unknown: they count as reached
 */
export function limitsOver(
  estimate: Estimate,
  { session, day }: Spending,
  limits: SpendLimits,
  unchecked: readonly Limit[] = [],
): readonly Limit[] {
  const most = mostOf(estimate);
  if (most === 0) return [];
  const after = { run: most, session: sum([session, most]), day: sum([day, most]) };
  return (['run', 'session', 'day'] as const).filter(
    limit => limits[limit] > 0 && (after[limit] > limits[limit] || unchecked.includes(limit)),
  );
}
