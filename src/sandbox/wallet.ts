/** What an account can pay with. Changed only by {@link reserve} and {@link settle}. */
export interface Wallet {
  credits: number;
  /** Set aside for calls that are being worked on. */
  held: number;
  /** Included jobs of the plan, used before credits; none: the plan has none. */
  readonly quota?: { readonly limit: number; remaining: number; held: number };
}

/** What one call may cost: `amount` credits for each of at most `units` rows (or for the one request). */
export interface Charge {
  readonly amount: number;
  readonly units: number;
  /** Whether included jobs cover units of it. */
  readonly includable: boolean;
}

export interface Reservation {
  readonly credits: number;
  readonly included: number;
}

/** Included jobs of the period, and what is left of them. */
export interface Quota {
  readonly limit: number;
  readonly remaining: number;
}

/** Why a call cannot be paid. */
export interface Short {
  readonly kind: 'short';
  readonly required: number;
  readonly balance: number;
  readonly quota?: Quota;
}

export type Reserved = { readonly kind: 'reserved'; readonly reservation: Reservation } | Short;

export interface Receipt {
  /** Credits taken; undefined where nothing was debited. */
  readonly deducted?: number;
  readonly balance: number;
  readonly quota?: Quota;
}

/** Checks the worst case and holds it, so that calls side by side cannot spend the same credit. */
export function reserve(wallet: Wallet, charge: Charge): Reserved {
  const free = wallet.quota ? wallet.quota.remaining - wallet.quota.held : 0;
  const included = charge.includable ? Math.min(free, charge.units) : 0;
  const required = (charge.units - included) * charge.amount;
  const balance = wallet.credits - wallet.held;
  if (required > balance) {
    const { quota } = wallet;
    // Less what is held, like the balance: of these the figure beside them was made.
    const left = quota && { quota: { limit: quota.limit, remaining: free } };
    return { kind: 'short', required, balance, ...left };
  }
  wallet.held += required;
  if (wallet.quota) wallet.quota.held += included;
  return { kind: 'reserved', reservation: { credits: required, included } };
}

/** Gives the reservation back and takes what was delivered: `units` 0 takes nothing. */
export function settle(
  wallet: Wallet,
  { credits, included }: Reservation,
  amount: number,
  units: number,
): Receipt {
  const covered = Math.min(included, units);
  const deducted = (units - covered) * amount;
  wallet.held -= credits;
  wallet.credits -= deducted;
  if (wallet.quota) {
    wallet.quota.held -= included;
    wallet.quota.remaining -= covered;
  }
  const { quota } = wallet;
  return {
    balance: wallet.credits,
    ...(deducted > 0 && { deducted }),
    ...(quota && { quota: { limit: quota.limit, remaining: quota.remaining } }),
  };
}
