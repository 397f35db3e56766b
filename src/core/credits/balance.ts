import type { Exchange } from '../exchange';

/** What is known of one profile's wallet. No operation reads it, so it is as old as the last answer that told it. */
export interface Balance {
  readonly credits: number;
  /** When the answer came, ms since the epoch. */
  readonly at: number;
  readonly lastCharge?: { readonly credits: number; readonly operationId: string };
}

/** The balance after an exchange; the one before where the answer told nothing. Never 0 for want of knowledge. */
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
