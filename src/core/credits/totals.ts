import { creditsOf, partsOf } from './tenThousandths';

/**
 * Exact sums of credits by name: adding and removing an estimate for 10^20 rows must not lose the fractions of others.
 */
export class Totals {
  /** In ten-thousandths of a credit. */
  readonly #totals = new Map<string, bigint>();

  /** Negative credits are subtracted. */
  add(credits: number, to: string): void {
    this.#totals.set(to, (this.#totals.get(to) ?? 0n) + partsOf(credits));
  }

  /** The total of a name, less these credits. */
  without(credits: number, name: string): number {
    return creditsOf((this.#totals.get(name) ?? 0n) - partsOf(credits));
  }
}
