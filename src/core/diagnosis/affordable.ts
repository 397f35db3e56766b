/** What a 402 says, and the page size that was asked for. Credits may be fractions. */
export interface Shortfall {
  readonly required: number;
  readonly balance: number;
  readonly size: number;
  /** Jobs still included in the plan, which cost nothing; `required` is the price of the rows beyond them. */
  readonly included?: number;
}

export interface Affordable {
  readonly size: number;
  /** What this size may cost, in credits. */
  readonly credits: number;
}

/** Credits are counted as integers, in steps of 1/10,000: 0.1 + 0.2 must be 0.3 here. */
const steps = 10_000;
const inSteps = (credits: number): bigint => BigInt(Math.round(credits * steps));

/** An error may name any number; above this one, steps are smaller than a number's precision. */
const isCountable = (credits: number): boolean => Math.abs(credits) < 2 ** 53 / steps;

/**
 * The largest smaller size that the wallet covers; undefined if it does not cover one row. The price of a row follows
 * from the error: required ÷ (size − included).
 */
export function affordable(shortfall: Shortfall): Affordable | undefined {
  const { required, balance, size } = shortfall;
  if (!Number.isSafeInteger(size) || size < 2) return undefined;
  if (![required, balance].every(isCountable)) return undefined;
  const included = Math.min(Math.max(0, Math.trunc(shortfall.included ?? 0) || 0), size);
  const charged = BigInt(size - included);
  const need = inSteps(required);
  if (charged < 1n || need <= 0n) return undefined;
  const paid = (inSteps(balance) * charged) / need;
  const most = BigInt(included) + paid;
  const rows = Number(most < BigInt(size) ? most : BigInt(size - 1));
  if (rows < 1) return undefined;
  const billed = BigInt(Math.max(0, rows - included));
  return { size: rows, credits: Number((billed * need) / charged) / steps };
}

/** Credits per row, by the error; undefined if that does not tell. */
export function unitPrice({ required, size, included = 0 }: Shortfall): number | undefined {
  const charged = size - Math.min(included, size);
  const known = charged > 0 && isCountable(required);
  return known ? Math.round((required / charged) * steps) / steps : undefined;
}
