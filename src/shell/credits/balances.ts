import { EventEmitter } from 'vscode';
import { balanceAfter, type Balance } from '../../core/credits/balance';
import { isSettled, type Exchange } from '../../core/exchange';
import { parseBalances, parseKeyChanges } from '../../core/kept/keptValues';
import type { State } from '../../core/common/queuedState';
import { ownOf } from '../../core/common/shape';

const entry = 'jobo.balances';
const changes = 'jobo.keyChanges';

/** The last known balance of each profile. It is only read off answers: no operation of the API returns it. */
export class Balances {
  readonly #state: State;
  readonly #changed = new EventEmitter<undefined>();
  readonly #forgotten = new EventEmitter<string>();

  constructor(state: State) {
    this.#state = state;
  }

  get onDidChange() {
    return this.#changed.event;
  }

  /** Fires the name of a profile whose key was set or removed. */
  get onDidForget() {
    return this.#forgotten.event;
  }

  of(profile: string): Balance | undefined {
    return ownOf(this.#all(), profile);
  }

  async onExchange(exchange: Exchange): Promise<void> {
    if (!isSettled(exchange)) return;
    const before = this.of(exchange.profile);
    const after = balanceAfter(before, exchange, Date.now());
    if (!after || after === before) return;
    const written = this.#state.update(entry, { ...this.#all(), [exchange.profile]: after });
    this.#changed.fire(undefined);
    await written;
  }

  /** When the key of a profile was last set or removed, in ms since 1970; 0 where that was never recorded. */
  since(profile: string): number {
    return ownOf(this.#changes(), profile) ?? 0;
  }

  /** Forgets a profile's balance when its key changes: another key may belong to another account. */
  async forget(profile: string): Promise<void> {
    this.#forgotten.fire(profile);
    const written = [this.#state.update(changes, { ...this.#changes(), [profile]: Date.now() })];
    if (this.of(profile)) {
      const { [profile]: _, ...others } = this.#all();
      written.push(this.#state.update(entry, others));
      this.#changed.fire(undefined);
    }
    await Promise.all(written);
  }

  /** Another window has stored new balances. */
  changedElsewhere(): void {
    this.#changed.fire(undefined);
  }

  #all() {
    return parseBalances(this.#state.get(entry));
  }

  #changes() {
    return parseKeyChanges(this.#state.get(changes));
  }

  dispose(): void {
    this.#changed.dispose();
    this.#forgotten.dispose();
  }
}
