import type { Charge } from '../exchange';
import { amountOf } from '../price/amount';

/** Header spellings, newest first: those of https://jobo.world/docs/authentication, then those of an older copy of that page. */
const spellings = {
  charged: ['x-credits-deducted', 'x-credits-used'],
  balance: ['x-credits-balance', 'x-credits-remaining'],
  required: ['x-credits-required'],
} as const;

/**
 * Credits as an answer tells them; a figure that it does not name stays absent. An error's body wins over its headers.
 * Fractions are possible.
 */
export function readCharge(
  headers: Readonly<Record<string, string>>,
  error?: Pick<Charge, 'balance' | 'required'>,
): Charge {
  const charged = fromHeaders(headers, spellings.charged);
  const balance = error?.balance ?? fromHeaders(headers, spellings.balance);
  const required = error?.required ?? fromHeaders(headers, spellings.required);
  const charge: { -readonly [figure in keyof Charge]: Charge[figure] } = {};
  if (charged !== undefined) charge.charged = charged;
  if (balance !== undefined) charge.balance = balance;
  if (required !== undefined) charge.required = required;
  return charge;
}

function fromHeaders(
  headers: Readonly<Record<string, string>>,
  names: readonly string[],
): number | undefined {
  for (const name of names) {
    const amount = amountOf(headers[name]);
    if (amount !== undefined) return amount;
  }
  return undefined;
}
