import { learnedPrice, observe, parseObserved, type Observed } from '../core/credits/learned';
import { isSettled, type Exchange } from '../core/exchange';
import type { State } from '../core/queuedState';

const entry = 'jobo.prices';

type Kept = Readonly<Record<string, Readonly<Record<string, Observed>>>>;

/** What rows and requests took lately, by profile and operation: plans differ from the published prices. */
export class Prices {
  readonly #state: State;

  constructor(state: State) {
    this.#state = state;
  }

  /** Credits for one; undefined where the answers have not told it. */
  of(profile: string, operationId: string): number | undefined {
    return learnedPrice(this.#observed(profile, operationId), operationId);
  }

  /** True where a price is another one than before. */
  async take(exchange: Exchange): Promise<boolean> {
    if (!isSettled(exchange)) return false;
    const { profile, operationId } = exchange;
    const all = this.#all();
    const before = this.#observed(profile, operationId);
    const after = observe(before, exchange);
    if (after === before) return false;
    await this.#state.update(entry, {
      ...all,
      [profile]: { ...(Object.hasOwn(all, profile) && all[profile]), [operationId]: after },
    });
    return learnedPrice(before, operationId) !== learnedPrice(after, operationId);
  }

  /** Another key may be on another plan. */
  async forget(profile: string): Promise<void> {
    const { [profile]: _, ...others } = this.#all();
    if (Object.hasOwn(this.#all(), profile)) await this.#state.update(entry, others);
  }

  #observed(profile: string, operationId: string): Observed {
    const all = this.#all();
    // A profile may be called as what every object has.
    return parseObserved(Object.hasOwn(all, profile) ? all[profile]?.[operationId] : undefined);
  }

  #all(): Kept {
    return (this.#state.get(entry) as Kept | undefined) ?? {};
  }
}
