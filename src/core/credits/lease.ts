import { remainingMs, type Deadline, type World } from '../common/world';
import { amountOf } from '../price/amount';
import { mostOf, type Estimate } from '../price/estimate';
import { creditsOf, partsOf } from './tenThousandths';

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
 * Credits that a person has set aside for many runs, with one question. Immutable: each function below returns the next
 * lease, and the holder must store it without an `await` in between. Otherwise two runs could both reserve the credits
 * that are enough for one.
 *
 * No code grants leases yet. In the ledger, a lease is to have an entry of its own that weighs `left` of `accountOf`,
 * beside the usual entry of each run. A reservation moves credits from the first to the second, so the sum
 * stays at what the person agreed to (except for an overdraft), and session and day limits, asked about the whole
 * amount at the grant, count nothing twice. The lease's entry is to be rewritten whenever `left` changes, and with 0
 * once the lease has ended or its window is gone: no lease outlives the window that granted it. The limit for one run
 * still holds.
 *
 * A run whose charge is known is removed, so that a lease does not grow with the number of pages. Ids of runs are never
 * used again.
 */
export interface Lease {
  readonly id: string;
  readonly payer: Payer;
  readonly until: Deadline | undefined;
  readonly allowsUnpublished: boolean;
  readonly ended: LeaseEnd | undefined;
  /** In ten-thousandths of a credit, as all that follows. */
  readonly amount: bigint;
  /** Charged by runs whose charge is known. */
  readonly taken: bigint;
  /** Charged above the reservations of the runs. */
  readonly overcharged: bigint;
  readonly runs: ReadonlyMap<string, LeasedRun>;
}

export interface LeaseTerms {
  readonly id: string;
  readonly payer: Payer;
  /** Credits; decimals beyond the fourth are cut off. */
  readonly amount: number;
  /** Nothing is reserved from this moment on. Absent: until the lease is closed. */
  readonly until?: Deadline;
  /** The person agreed that runs without a published price may be counted with an assumed one. */
  readonly allowsUnpublished?: boolean;
}

/** Undefined if the amount is no valid one: negative, no number, or 10^12 and more. */
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
  /** For the request as it is sent, not as it was when the person agreed. */
  readonly estimate: Estimate;
}

/** The result of {@link reserve}. `left`: credits that may still be reserved. */
export type Reservation =
  | { readonly kind: 'reserved' }
  | { readonly kind: 'refused'; readonly reason: 'ended'; readonly end: LeaseEnd }
  /** `unpriced`: its highest cost is unknown. `reservedAlready`: a run with this id is reserved, and stays so. */
  | { readonly kind: 'refused'; readonly reason: 'otherPayer' | 'unpriced' | 'reservedAlready' }
  | { readonly kind: 'refused'; readonly reason: 'exceeded'; readonly left: number };

/**
 * Reserves the most that a run may cost, or says why not. In both cases the returned lease replaces the given one: once
 * seen as expired, it stays expired, whatever the clock says later.
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
 * Records that a run has ended, or what it was charged. An unknown charge counts as the whole reservation until it is
 * known. An id that is not counted (any more) changes nothing, so it may be called twice. Charges count after the
 * lease's end, too.
 * @param charged credits; 0 also for a run that was never sent; a figure that is no amount counts as unknown
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

/** Ends the lease: its holder is done, or the person takes it back. Runs on their way must still be settled. */
export const closeLease = (lease: Lease): Lease => ({ ...lease, ended: lease.ended ?? 'closed' });

/** The lease at a moment: expired, if its time has passed. */
export function asOf(lease: Lease, clock: Clock): Lease {
  const isPast = lease.until !== undefined && !(remainingMs(lease.until, clock) > 0);
  return isPast && !lease.ended ? { ...lease, ended: 'expired' } : lease;
}

/** In credits; `amount + overdraft = left + givenBack + reserved + unknown + taken`, to the digit. */
export interface LeaseAccount {
  readonly amount: number;
  /** What may still be reserved. */
  readonly left: number;
  /** Set free by the lease's end. */
  readonly givenBack: number;
  /** By runs on their way. */
  readonly reserved: number;
  /** By runs that have ended without a known charge. */
  readonly unknown: number;
  readonly taken: number;
  /** Charged above reservations, even where the amount covers it. */
  readonly overcharged: number;
  /** What exceeds the amount; only overcharges cause it. */
  readonly overdraft: number;
}

/** The lease in figures, for the ledger and for the person. */
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

/** The sum of reservations. @param isOver only of ended runs (true) or of running ones (false); absent: of both */
function heldBy({ runs }: Lease, isOver?: boolean): bigint {
  let held = 0n;
  for (const run of runs.values())
    if (isOver === undefined || run.isOver === isOver) held += run.reserved;
  return held;
}

/** Rounds like an estimate: the margin keeps an error of binary fractions from adding a ten-thousandth. */
const ceil = (parts: number): number => Math.ceil(parts - 1e-6);
const floor = (parts: number): number => Math.floor(parts + 1e-6);
