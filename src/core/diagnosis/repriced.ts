import { estimate, mostOf } from '../price/estimate';
import type { Draft } from '../request/draft';
import { applyFix } from './applyFix';
import type { Diagnosis } from './diagnosis';
import type { Fix } from './fix';

/** Credits for one row or request of an operation, by earlier answers; undefined: not known. */
export type PriceOf = (operationId: string) => number | 'notBilled' | undefined;

/** Prices each change by the learned price, except `setSize`, whose price the error itself tells. */
export const repriced = (diagnosis: Diagnosis, draft: Draft, priceOf: PriceOf): Diagnosis => ({
  ...diagnosis,
  fixes: diagnosis.fixes.map(fix => withPrice(fix, draft, priceOf)),
  ...(priceOf(draft.operationId) === 'notBilled' && { notBilled: true }),
});

function withPrice(fix: Fix, draft: Draft, priceOf: PriceOf): Fix {
  if (!('upTo' in fix) || fix.kind === 'setSize') return fix;
  const next = applyFix(draft, fix);
  const price = priceOf(next.operationId);
  if (price === 'notBilled') return { ...fix, upTo: 0, price };
  const most = estimate(next, price);
  return { ...fix, upTo: mostOf(most), ...(most.kind === 'unknown' && { price: 'unknown' }) };
}
