import { findOperation } from '../catalog/catalog';
import type { Draft } from '../request/draft';
import { mostRows } from './mostRows';

/** What a run may cost at most, before it is sent. */
export type Estimate =
  | { readonly kind: 'free' }
  | {
      readonly kind: 'upTo';
      readonly credits: number;
      /** Credits for one, as earlier answers took them; absent: the catalog's price. */
      readonly learned?: number;
    }
  /** No price is published; `assumed` is what comes next to one, in credits. */
  | { readonly kind: 'unknown'; readonly assumed: number };

/** @param learned credits for a row or a request, where earlier answers have told it */
export function estimate(draft: Draft, learned?: number): Estimate {
  const operation = findOperation(draft.operationId);
  if (!operation || operation.price.amount === 0) return { kind: 'free' };
  const { amount, published } = operation.price;
  const rows = mostRows(draft, operation);
  const credits = Math.ceil((learned ?? amount) * rows * 10_000 - 1e-6) / 10_000;
  if (learned !== undefined) return { kind: 'upTo', credits, learned };
  return published ? { kind: 'upTo', credits } : { kind: 'unknown', assumed: credits };
}

/** What a guard counts with: never less than by the catalog, as the next row may be taken at its price again. */
export function guardedEstimate(draft: Draft, learned?: number): Estimate {
  const listed = estimate(draft);
  const lately = estimate(draft, learned);
  return mostOf(lately) > mostOf(listed) ? lately : listed;
}

/** The figure that a guard counts with, in credits. */
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
