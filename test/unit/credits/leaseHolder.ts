import assert from 'node:assert/strict';
import type { Estimate } from '../../../src/core/price/estimate';
import {
  accountOf,
  closeLease,
  grantLease,
  reserve,
  settle,
  type Clock,
  type Lease,
  type LeaseTerms,
  type Payer,
} from '../../../src/core/credits/lease';

export const payer: Payer = { profile: 'Live', origin: 'https://one.example' };
export const others: readonly Payer[] = [
  { profile: 'Second', origin: 'https://one.example' },
  { profile: 'Live', origin: 'https://two.example' },
];
export const upTo = (credits: number): Estimate => ({ kind: 'upTo', credits });
export const clockAt = (ms: number, wall = ms): Clock => ({ now: () => wall, monotonic: () => ms });
export const start = clockAt(0);

export const grant = (amount: number, terms: Partial<LeaseTerms> = {}): Lease =>
  grantLease({ id: 'lease', payer, amount, ...terms }) ?? assert.fail('no amount');

/** One lease, held as its holder does: each answer's lease takes the place of the one before. */
export class Holder {
  lease: Lease;

  constructor(lease: Lease) {
    this.lease = lease;
  }

  reserve(id: string, estimate: Estimate | number, by = payer, clock = start): string {
    const run = {
      id,
      payer: by,
      estimate: typeof estimate === 'number' ? upTo(estimate) : estimate,
    };
    const { lease, answer } = reserve(this.lease, run, clock);
    this.lease = lease;
    if (answer.kind === 'reserved') return 'reserved';
    return answer.reason === 'ended' ? answer.end : answer.reason;
  }

  settle(id: string, charged: number | 'unknown'): void {
    this.lease = settle(this.lease, id, charged);
  }

  close(): void {
    this.lease = closeLease(this.lease);
  }

  get account() {
    return accountOf(this.lease);
  }
}

export const held = (amount: number, terms?: Partial<LeaseTerms>) =>
  new Holder(grant(amount, terms));
