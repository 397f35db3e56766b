import { findOperation } from '../catalog/catalog';
import type { Exchange } from '../exchange';

/** Credits that one row (or request) of an operation cost in the latest answers, newest first. */
export type Observed = readonly number[];

const mostKept = 3;

/** In credits; no row or request costs this much. */
const absurd = 1_000_000;

/** Kept state is input: anything but prices is left out. */
export const parseObserved = (kept: unknown): Observed =>
  Array.isArray(kept) ? kept.filter(isPrice).slice(0, mostKept) : [];

const isPrice = (value: unknown): value is number =>
  typeof value === 'number' && value > 0 && value < absurd;

/** Adds the price that an answer shows; returns `before` itself if it shows none. */
export function observe(before: Observed, exchange: Exchange): Observed {
  const price = priceIn(exchange);
  return price === undefined ? before : [price, ...before].slice(0, mostKept);
}

/**
 * Credits for one row or request; undefined: not known. A price below the catalog's counts only if two answers in a row
 * agree, since jobs included in the plan may have covered part of a page; any other counts at once.
 */
export function learnedPrice([latest, before]: Observed, operationId: string): number | undefined {
  const amount = findOperation(operationId)?.price.amount ?? 0;
  if (latest === undefined) return undefined;
  return latest >= amount || latest === before ? latest : undefined;
}

function priceIn({ operationId, outcome, credits, attempts }: Exchange): number | undefined {
  const operation = findOperation(operationId);
  if (!operation || outcome.kind !== 'answered' || outcome.status >= 300) return undefined;
  const { charged, rows, settledLater } = credits;
  if (charged === undefined || charged <= 0 || settledLater) return undefined;
  // Jobs included in the plan are used up first, so the charge does not show the price of a row.
  if (attempts.at(-1)?.headers['x-quota-limit'] !== undefined) return undefined;
  const count = operation.price.unit === 'item' ? rows : 1;
  // Rounded up to ten-thousandths, since an estimate is an upper bound.
  const price = count ? Math.ceil((charged / count) * 10_000 - 1e-6) / 10_000 : undefined;
  return isPrice(price) ? price : undefined;
}
