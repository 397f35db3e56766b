import type { Exchange } from '../exchange';
import { sandboxProfile } from '../profiles';
import { creditsOf, partsOf } from './tenThousandths';
import { isChargeUnknown } from '../history/isChargeUnknown';

/** What runs cost. */
export interface Spent {
  readonly credits: number;
  /** Runs that may have cost something, without a known charge. */
  readonly unknown: number;
}

/**
 * What runs cost, kept up as they come, change and go. Leaves out the sandbox's pretended charges; answers to a test key
 * name none.
 */
export class Spending {
  /** In ten-thousandths, however many: what is taken off again must leave the sum as it was. */
  #parts = 0n;
  #unknown = 0;

  get total(): Spent {
    return { credits: creditsOf(this.#parts), unknown: this.#unknown };
  }

  add(exchange: Exchange): void {
    this.#count(exchange, 1);
  }

  /** @param exchange as it was added */
  remove(exchange: Exchange): void {
    this.#count(exchange, -1);
  }

  #count(exchange: Exchange, times: 1 | -1): void {
    if (exchange.profile === sandboxProfile.name) return;
    this.#parts += BigInt(times) * partsOf(exchange.credits.charged ?? 0);
    if (isChargeUnknown(exchange)) this.#unknown += times;
  }
}

/** What these runs cost. */
export function spentIn(exchanges: readonly Exchange[]): Spent {
  const spending = new Spending();
  for (const exchange of exchanges) spending.add(exchange);
  return spending.total;
}
