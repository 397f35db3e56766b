import { requestedSize } from '../price/requestedSize';
import type { Shortfall } from './affordable';
import { headersOf, type Evidence } from './evidence';

/** The figures of a 402, with the page size that was asked for; undefined if one of them is not known. */
export function shortfallOf(evidence: Evidence): Shortfall | undefined {
  const { exchange, error, draft, operation } = evidence;
  const { required = error.required, balance = error.balance } = exchange.credits;
  const size = draft && requestedSize(draft, operation)?.rows;
  // A cursor carries its own size, which cannot be changed.
  if (required === undefined || balance === undefined || typeof size !== 'number') return undefined;
  // The plan includes jobs only; other rows are always paid from the wallet.
  const rowsAreJobs = operation.id !== 'getCareerSiteFeed';
  const left = headersOf(evidence)['x-quota-remaining']?.trim() ?? '';
  return {
    required,
    balance,
    size,
    ...(rowsAreJobs && /^\d{1,9}$/.test(left) && { included: Number(left) }),
  };
}
