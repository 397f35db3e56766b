import type { Exchange } from '../exchange';

/** A profile's wallet, as the last answer that named a balance told it; no operation reads it. */
export interface Balance {
  readonly credits: number;
  /** When the answer came, ms since the epoch. */
  readonly at: number;
  readonly lastCharge?: { readonly credits: number; readonly operationId: string };
}

/**
 * The balance after an exchange, or the one before if the answer names none. Unknown is undefined, never 0.
 * @param now epoch milliseconds
 */
export function balanceAfter(
  before: Balance | undefined,
  { credits, operationId }: Exchange,
  now: number,
): Balance | undefined {
  const charge =
    credits.charged === undefined ? before?.lastCharge : { credits: credits.charged, operationId };
  if (credits.balance !== undefined) {
    return { credits: credits.balance, at: now, ...(charge && { lastCharge: charge }) };
  }
  return before && { ...before, ...(charge && { lastCharge: charge }) };
}
