import { findOperation } from '../catalog/catalog';
import type { Draft } from '../request/draft';
import { mostRows } from './mostRows';

/** What a run may cost at most, before it is sent. */
export type Estimate =
  | { readonly kind: 'free' }
  | {
      readonly kind: 'upTo';
      readonly credits: number;
      /** Credits for one row or request, as earlier answers charged it; absent: the catalog's price is used. */
      readonly learned?: number;
    }
  /** No price is published; `assumed`: the closest guess, in credits. */
  | { readonly kind: 'unknown'; readonly assumed: number };

/**
 * The highest cost; credits are rounded up to four decimals.
 * @param learned credits for one row or request, if earlier answers told it
 */
export function estimate(draft: Draft, learned?: number): Estimate {
  const operation = findOperation(draft.operationId);
  if (!operation || operation.price.amount === 0) return { kind: 'free' };
  const { amount, published } = operation.price;
  const rows = mostRows(draft, operation);
  const credits = Math.ceil((learned ?? amount) * rows * 10_000 - 1e-6) / 10_000;
  if (learned !== undefined) return { kind: 'upTo', credits, learned };
  return published ? { kind: 'upTo', credits } : { kind: 'unknown', assumed: credits };
}

/** The estimate for the spending guard: never below the catalog's price, which the next row may cost again. */
export function guardedEstimate(draft: Draft, learned?: number): Estimate {
  const listed = estimate(draft);
  const lately = estimate(draft, learned);
  return mostOf(lately) > mostOf(listed) ? lately : listed;
}

/** The most that a run may cost, in credits; if no price is published, the assumed figure. */
export function mostOf(estimate: Estimate): number {
  switch (estimate.kind) {
    case 'free':
      return 0;
    case 'upTo':
      return estimate.credits;
    case 'unknown':
      return estimate.assumed;
  }
}
