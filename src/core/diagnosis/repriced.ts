import { estimate, mostOf } from '../credits/estimate';
import type { Draft } from '../request/draft';
import { applyFix } from './applyFix';
import type { Diagnosis } from './diagnosis';
import type { Fix } from './fix';

/** Credits for a row or a request of an operation, where earlier answers have told it. */
export type LearnedPrice = (operationId: string) => number | undefined;

/** With what each change may cost as earlier answers have told it; where none has, and where the error itself tells it, as before. */
export const repriced = (diagnosis: Diagnosis, draft: Draft, learned: LearnedPrice): Diagnosis => ({
  ...diagnosis,
  fixes: diagnosis.fixes.map(fix => withPrice(fix, draft, learned)),
});

function withPrice(fix: Fix, draft: Draft, learned: LearnedPrice): Fix {
  if (!('upTo' in fix) || fix.kind === 'setSize') return fix;
  const next = applyFix(draft, fix);
  const price = learned(next.operationId);
  return price === undefined ? fix : { ...fix, upTo: mostOf(estimate(next, price)) };
}
