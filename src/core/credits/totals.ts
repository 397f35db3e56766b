import { creditsOf, partsOf } from './parts';

/**
 * Credits added up by name, exact however large some are: a request for 10^20 rows that comes and goes must not take the
 * others' pennies along.
 */
export class Totals {
  /** In ten-thousandths of a credit. */
  readonly #totals = new Map<string, bigint>();

  /** Negative credits take away. */
  add(credits: number, to: string): void {
    this.#totals.set(to, (this.#totals.get(to) ?? 0n) + partsOf(credits));
  }

  /** The total, less what is named. */
  without(credits: number, name: string): number {
    return creditsOf((this.#totals.get(name) ?? 0n) - partsOf(credits));
  }
}
