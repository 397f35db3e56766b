import { learnedPrice, observe } from '../../core/credits/learned';
import { isSettled, type Exchange } from '../../core/exchange';
import { parsePrices } from '../../core/kept/keptValues';
import type { State } from '../../core/common/queuedState';
import { ownOf } from '../../core/common/shape';

const entry = 'jobo.prices';

/** What rows and requests took lately, by profile and operation: plans differ from the published prices. */
export class Prices {
  readonly #state: State;

  constructor(state: State) {
    this.#state = state;
  }

  /** Credits for one; undefined where the answers have not told it. */
  of(profile: string, operationId: string): number | undefined {
    return learnedPrice(ownOf(this.#of(profile), operationId) ?? [], operationId);
  }

  /** True where a price is another one than before. */
  async onExchange(exchange: Exchange): Promise<boolean> {
    if (!isSettled(exchange)) return false;
    const { profile, operationId } = exchange;
    const before = ownOf(this.#of(profile), operationId) ?? [];
    const after = observe(before, exchange);
    if (after === before) return false;
    await this.#state.update(entry, {
      ...this.#all(),
      [profile]: { ...this.#of(profile), [operationId]: after },
    });
    return learnedPrice(before, operationId) !== learnedPrice(after, operationId);
  }

  /** Another key may be on another plan. */
  async forget(profile: string): Promise<void> {
    const { [profile]: _, ...others } = this.#all();
    if (Object.hasOwn(this.#all(), profile)) await this.#state.update(entry, others);
  }

  #of(profile: string) {
    return ownOf(this.#all(), profile) ?? {};
  }

  #all() {
    return parsePrices(this.#state.get(entry));
  }
}
