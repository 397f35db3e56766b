import { findOperation } from '../catalog/catalog';
import type { Exchange } from '../exchange';

/** What one row (or one request) of an operation took in the latest answers, in credits; newest first. */
export type Observed = readonly number[];

const mostKept = 3;

/** No row and no request costs that much, in credits. */
const absurd = 1_000_000;

/** What is kept is input: anything but prices is left out. */
export const parseObserved = (kept: unknown): Observed =>
  Array.isArray(kept) ? kept.filter(isPrice).slice(0, mostKept) : [];

const isPrice = (value: unknown): value is number =>
  typeof value === 'number' && value > 0 && value < absurd;

/** What an answer teaches of its operation's price; the same value where it teaches nothing. */
export function observe(before: Observed, exchange: Exchange): Observed {
  const price = priceIn(exchange);
  return price === undefined ? before : [price, ...before].slice(0, mostKept);
}

/**
 * Credits for one, as far as it is known. A price above the catalog's counts at once; one below it only when two answers
 * in a row agree, as jobs included in the plan may have covered a part of one page.
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
  // Included jobs come first: what is charged then says nothing of a row.
  if (attempts.at(-1)?.headers['x-quota-limit'] !== undefined) return undefined;
  const count = operation.price.unit === 'item' ? rows : 1;
  // Counted in ten-thousandths, upwards: what it may cost is an upper bound.
  const price = count ? Math.ceil((charged / count) * 10_000 - 1e-6) / 10_000 : undefined;
  return isPrice(price) ? price : undefined;
}
