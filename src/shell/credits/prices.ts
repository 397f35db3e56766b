import { Emitter, type Event } from '../../core/common/event';
import { learnedPrice, observe } from '../../core/credits/learned';
import { isSettled, type Exchange } from '../../core/exchange';
import { parsePrices } from '../../core/kept/keptValues';
import type { State } from '../../core/common/queuedState';
import { ownOf } from '../../core/common/shape';

const entry = 'jobo.prices';

/** Prices learned from recent answers, by profile and operation: a plan may differ from the published prices. */
export class Prices {
  readonly #state: State;
  readonly #changed: Emitter<undefined>;

  constructor(state: State, failed: (failure: unknown) => void) {
    this.#state = state;
    this.#changed = new Emitter(failed);
  }

  /** Fires when a learned price may have changed. */
  get onDidChange(): Event<undefined> {
    return this.#changed.event;
  }

  /** Credits for one row or request; undefined where answers have not shown it. */
  of(profile: string, operationId: string): number | undefined {
    return learnedPrice(ownOf(this.#of(profile), operationId) ?? [], operationId);
  }

  async onExchange(exchange: Exchange): Promise<void> {
    if (!isSettled(exchange)) return;
    const { profile, operationId } = exchange;
    const before = ownOf(this.#of(profile), operationId) ?? [];
    const after = observe(before, exchange);
    if (after === before) return;
    await this.#state.update(entry, {
      ...this.#all(),
      [profile]: { ...this.#of(profile), [operationId]: after },
    });
    if (learnedPrice(before, operationId) !== learnedPrice(after, operationId))
      this.#changed.fire(undefined);
  }

  /** Forgets the prices of a profile when its key changes: another key may be on another plan. */
  async forget(profile: string): Promise<void> {
    const { [profile]: _, ...others } = this.#all();
    if (Object.hasOwn(this.#all(), profile)) await this.#state.update(entry, others);
    this.#changed.fire(undefined);
  }

  /** Another window has stored new prices. */
  changedElsewhere(): void {
    this.#changed.fire(undefined);
  }

  #of(profile: string) {
    return ownOf(this.#all(), profile) ?? {};
  }

  #all() {
    return parsePrices(this.#state.get(entry));
  }
}
