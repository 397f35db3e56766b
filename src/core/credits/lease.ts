import { remainingMs, type Deadline, type World } from '../common/world';
import { amountOf } from '../price/amount';
import { mostOf, type Estimate } from '../price/estimate';
import { creditsOf, partsOf } from './parts';

/** Who pays for a run. A profile of the same name at another address is another wallet. */
export interface Payer {
  readonly profile: string;
  readonly origin: string;
}

/** `overcharged`: a run took more than it had reserved, so that no price can be trusted any more. */
type LeaseEnd = 'closed' | 'expired' | 'overcharged';

/** A run whose charge is not known yet. */
interface LeasedRun {
  readonly reserved: bigint;
  /** It has ended without an answer that tells its charge. */
  readonly isOver: boolean;
}

/**
 * Credits that a person has set aside for many runs, with one question. A value: each function below returns the next one,
 * and whoever holds it puts that in its place before anything else has its turn (no `await` in between). Then runs side by
 * side cannot both take what is enough for one.
 *
 * How it stands in the ledger: by an entry of its own, which weighs what {@link accountOf} calls `left`; each run under it
 * has its entry as always. A reservation moves credits from the first to the second, so the sum of all stays at what the
 * person agreed to (but for an overdraft), and session and day limits count nothing twice: they are asked at the grant, for
 * the whole amount. The SpendingBook writes the lease's entry anew whenever `left` changes, and last with nothing, when the
 * lease has ended or its window is gone: no lease outlives the window that granted it. A limit for one run holds on top.
 *
 * It forgets a run whose charge is known, so that it is as large after ten thousand pages as after one. Ids of runs are
 * never used again.
 */
export interface Lease {
  readonly id: string;
  readonly payer: Payer;
  readonly until: Deadline | undefined;
  readonly allowsUnpublished: boolean;
  readonly ended: LeaseEnd | undefined;
  /** What follows is in ten-thousandths of a credit. */
  readonly amount: bigint;
  /** By runs whose charge is known. */
  readonly taken: bigint;
  /** What runs took above what each had reserved. */
  readonly overcharged: bigint;
  readonly runs: ReadonlyMap<string, LeasedRun>;
}

export interface LeaseTerms {
  readonly id: string;
  readonly payer: Payer;
  /** Credits; digits beyond the fourth are cut off. */
  readonly amount: number;
  /** From this moment on nothing more is reserved. Without one: until it is closed. */
  readonly until?: Deadline;
  /** The person agreed that runs without a published price may be counted with an assumed one. */
  readonly allowsUnpublished?: boolean;
}

/** Undefined where the amount is none: negative, no number, or beyond all measure. */
export function grantLease(terms: LeaseTerms): Lease | undefined {
  const { id, payer, until, allowsUnpublished = false } = terms;
  const credits = amountOf(terms.amount);
  if (credits === undefined) return undefined;
  const none = { ended: undefined, taken: 0n, overcharged: 0n, runs: new Map<string, LeasedRun>() };
  return { id, payer, until, allowsUnpublished, amount: partsOf(credits, floor), ...none };
}

export type Clock = Pick<World, 'now' | 'monotonic'>;

export interface RunToReserve {
  readonly id: string;
  readonly payer: Payer;
  /** Of the request as it is sent, not as it was when somebody agreed to it. */
  readonly estimate: Estimate;
}

export type Reservation =
  | { readonly kind: 'reserved' }
  | { readonly kind: 'refused'; readonly reason: 'ended'; readonly end: LeaseEnd }
  /** `unpriced`: nobody can say what it costs at most. `reservedAlready`: a run of this id is counted, which stays as it is. */
  | { readonly kind: 'refused'; readonly reason: 'otherPayer' | 'unpriced' | 'reservedAlready' }
  | { readonly kind: 'refused'; readonly reason: 'exceeded'; readonly left: number };

/**
 * Sets the most that a run may take aside, or says why not. The lease that is returned takes the place of the one given in
 * both cases: one that was seen to have expired stays so, whatever the clock says later.
 */
export function reserve(
  before: Lease,
  run: RunToReserve,
  clock: Clock,
): { readonly lease: Lease; readonly answer: Reservation } {
  const lease = asOf(before, clock);
  const refusal = refusalOf(lease, run);
  if (refusal) return { lease, answer: refusal };
  const held: LeasedRun = { reserved: partsOf(mostOf(run.estimate), ceil), isOver: false };
  return {
    lease: { ...lease, runs: new Map(lease.runs).set(run.id, held) },
    answer: { kind: 'reserved' },
  };
}

function refusalOf(lease: Lease, { id, payer, estimate }: RunToReserve): Reservation | undefined {
  const refused = { kind: 'refused' } as const;
  if (lease.ended) return { ...refused, reason: 'ended', end: lease.ended };
  const isSame = payer.profile === lease.payer.profile && payer.origin === lease.payer.origin;
  if (!isSame) return { ...refused, reason: 'otherPayer' };
  if (lease.runs.has(id)) return { ...refused, reason: 'reservedAlready' };
  const most = mostOf(estimate);
  const isAssumed = estimate.kind === 'unknown' && !lease.allowsUnpublished;
  if (isAssumed || !(most >= 0 && most < Infinity)) return { ...refused, reason: 'unpriced' };
  const free = freeIn(lease);
  return partsOf(most, ceil) > free
    ? { ...refused, reason: 'exceeded', left: creditsOf(free) }
    : undefined;
}

/**
 * A run has ended, or what it took has become known. An unknown charge counts as all that was reserved until it is told. A
 * run that is not counted (any more) changes nothing, so that the same may be told twice; after the end too, charges count.
 * @param charged credits; 0 also for a run that was never sent. A figure that is no amount counts as unknown
 */
export function settle(lease: Lease, id: string, charged: number | 'unknown'): Lease {
  const run = lease.runs.get(id);
  if (!run) return lease;
  const runs = new Map(lease.runs);
  const credits = amountOf(charged);
  if (credits === undefined) return { ...lease, runs: runs.set(id, { ...run, isOver: true }) };
  runs.delete(id);
  const taken = partsOf(credits);
  const above = taken > run.reserved ? taken - run.reserved : 0n;
  return {
    ...lease,
    runs,
    taken: lease.taken + taken,
    overcharged: lease.overcharged + above,
    ended: lease.ended ?? (above > 0n ? 'overcharged' : undefined),
  };
}

/** Whoever holds it needs it no more, or the person has taken it back. Runs on their way are still to be settled. */
export const closeLease = (lease: Lease): Lease => ({ ...lease, ended: lease.ended ?? 'closed' });

/** The lease as it is at a moment: expired, where that has come. */
export function asOf(lease: Lease, clock: Clock): Lease {
  const isPast = lease.until !== undefined && !(remainingMs(lease.until, clock) > 0);
  return isPast && !lease.ended ? { ...lease, ended: 'expired' } : lease;
}

/** In credits; `amount + overdraft = left + givenBack + reserved + unknown + taken`, to the digit. */
export interface LeaseAccount {
  readonly amount: number;
  /** What may still be reserved. */
  readonly left: number;
  /** What its end has set free. */
  readonly givenBack: number;
  /** By runs on their way. */
  readonly reserved: number;
  /** By runs that have ended and whose charge nobody has told. */
  readonly unknown: number;
  readonly taken: number;
  /** What the server took above reservations; told even where the amount covers it. */
  readonly overcharged: number;
  /** What goes beyond the amount: only by what was overcharged. */
  readonly overdraft: number;
}

export function accountOf(lease: Lease): LeaseAccount {
  const { amount, ended, taken, overcharged } = lease;
  const free = freeIn(lease);
  const beyond = taken + heldBy(lease) - amount;
  return {
    amount: creditsOf(amount),
    left: ended ? 0 : creditsOf(free),
    givenBack: ended ? creditsOf(free) : 0,
    reserved: creditsOf(heldBy(lease, false)),
    unknown: creditsOf(heldBy(lease, true)),
    taken: creditsOf(taken),
    overcharged: creditsOf(overcharged),
    overdraft: beyond > 0n ? creditsOf(beyond) : 0,
  };
}

function freeIn(lease: Lease): bigint {
  const free = lease.amount - lease.taken - heldBy(lease);
  return free > 0n ? free : 0n;
}

/** @param isOver of runs that have ended, or of those on their way; without it of both */
function heldBy({ runs }: Lease, isOver?: boolean): bigint {
  let held = 0n;
  for (const run of runs.values())
    if (isOver === undefined || run.isOver === isOver) held += run.reserved;
  return held;
}

/** As an estimate is rounded: what binary adds behind the last digit is no credit. */
const ceil = (parts: number): number => Math.ceil(parts - 1e-6);
const floor = (parts: number): number => Math.floor(parts + 1e-6);
