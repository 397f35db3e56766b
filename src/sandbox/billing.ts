import type { Operation } from '../core/catalog/operation';
import type { Account } from './accounts';
import { refuse, type Refused } from './answer';
import { quotaHeaders } from './reply';
import type { Charge, Short } from './wallet';

/** The most that the call can cost; undefined: it is free. @param size rows asked for; undefined: the default */
export function worstCase(
  { price, group }: Operation,
  account: Account,
  size: number | undefined,
): Charge | undefined {
  if (price.amount === 0 || account.side === 'test') return undefined;
  if (group === 'feed' && account.feed === 'unlimited') return undefined;
  if (price.unit === 'request') return { amount: price.amount, units: 1, includable: false };
  return {
    amount: price.amount,
    units: size ?? price.sizedBy?.default ?? 1,
    includable: price.sizedBy?.member !== 'batch_size' || group === 'feed',
  };
}

const mostRows: Readonly<Record<string, number>> = { page_size: 100, batch_size: 1_000 };

/** Rows asked for, read before the request is checked; undefined, which means the default, for no sensible number. */
export function requestedSize(
  { price }: Operation,
  query: Readonly<Record<string, unknown>>,
  body: unknown,
): number | undefined {
  const member = price.sizedBy?.member;
  if (member === undefined) return undefined;
  const value = { ...query, ...(typeof body === 'object' ? body : undefined) }[member];
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1) return undefined;
  return Math.min(value, mostRows[member] ?? value);
}

export const tooShort = ({ required, balance, quota }: Short): Refused =>
  refuse(
    402,
    `This request needs up to ${required} credits and the wallet holds ${balance}. Ask for fewer rows or top up.`,
    {
      headers: {
        'X-Credits-Required': String(required),
        'X-Credits-Balance': String(balance),
        ...quotaHeaders(quota),
      },
      members: { credits_required: required, credits_balance: balance },
    },
  );
