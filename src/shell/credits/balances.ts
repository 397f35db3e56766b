import { EventEmitter } from 'vscode';
import { balanceAfter, type Balance } from '../../core/credits/balance';
import { isSettled, type Exchange } from '../../core/exchange';
import { parseBalances, parseKeyChanges } from '../../core/kept/keptValues';
import type { State } from '../../core/common/queuedState';
import { ownOf } from '../../core/common/shape';

const entry = 'jobo.balances';
const changes = 'jobo.keyChanges';

/** What is known of each profile's wallet; never asked for, only read off answers. */
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

  /** Names of profiles whose key is another one now. */
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

  /** When the key of a profile was last set or removed, in milliseconds since 1970; 0: not since it is kept. */
  since(profile: string): number {
    return ownOf(this.#changes(), profile) ?? 0;
  }

  /** Another key is another wallet. */
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

  /** Another window has learned something. */
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
