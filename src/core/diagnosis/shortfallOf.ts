import { requestedSize } from '../price/requestedSize';
import type { Shortfall } from './affordable';
import { headersOf, type Evidence } from './evidence';

/** The figures of a 402 with the size that was asked for; undefined where one of them is not known. */
export function shortfallOf(evidence: Evidence): Shortfall | undefined {
  const { exchange, error, draft, operation } = evidence;
  const { required = error.required, balance = error.balance } = exchange.credits;
  const size = draft && requestedSize(draft, operation)?.rows;
  // Beside a cursor the size is the cursor's own and cannot be changed.
  if (required === undefined || balance === undefined || typeof size !== 'number') return undefined;
  // The plan includes jobs; other rows are paid from the wallet, whatever is left.
  const rowsAreJobs = operation.id !== 'getCareerSiteFeed';
  const left = headersOf(evidence)['x-quota-remaining']?.trim() ?? '';
  return {
    required,
    balance,
    size,
    ...(rowsAreJobs && /^\d{1,9}$/.test(left) && { included: Number(left) }),
  };
}
