/** What an account can pay with. Changed only by {@link reserve} and {@link settle}. */
export interface Wallet {
  credits: number;
  /** Credits set aside for calls that are being worked on. */
  held: number;
  /** Jobs that the plan includes, used before credits; undefined: the plan includes none. */
  readonly quota?: { readonly limit: number; remaining: number; held: number };
}

/** What one call may cost: `amount` credits for each of at most `units` rows (or for the one request). */
export interface Charge {
  readonly amount: number;
  readonly units: number;
  /** Whether the plan's included jobs can be used for it. */
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

/** Sets the most that the call can cost aside, so that two calls at once cannot spend the same credit. */
export function reserve(wallet: Wallet, charge: Charge): Reserved {
  const free = wallet.quota ? wallet.quota.remaining - wallet.quota.held : 0;
  const included = charge.includable ? Math.min(free, charge.units) : 0;
  const required = (charge.units - included) * charge.amount;
  const balance = wallet.credits - wallet.held;
  if (required > balance) {
    const { quota } = wallet;
    // Like the balance without what is held, since the required credits were computed from it.
    const left = quota && { quota: { limit: quota.limit, remaining: free } };
    return { kind: 'short', required, balance, ...left };
  }
  wallet.held += required;
  if (wallet.quota) wallet.quota.held += included;
  return { kind: 'reserved', reservation: { credits: required, included } };
}

/** Ends the reservation and takes what was delivered; with `units` 0 nothing is taken. */
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
