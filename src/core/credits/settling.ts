import type { Disposable } from '../common/event';
import { isSettled, type Exchange } from '../exchange';
import type { History } from '../history/history';
import { settle } from './settle';

export interface SettlingOptions {
  readonly history: History;
  /** When a profile got its current key, in ms since the epoch; 0: all its known runs had that key. */
  readonly walletSince: (profile: string) => number;
  /** Called with a run once its charge is known. */
  readonly settled: (exchange: Exchange) => void;
  readonly failed: (failure: unknown) => void;
}

/**
 * Settles unknown charges from the balances of later answers. History may be read after the first answers came, so the
 * latest answer of each profile is kept, and tried again then.
 */
export class Settling implements Disposable {
  readonly #options: SettlingOptions;
  readonly #latest = new Map<string, Exchange>();
  readonly #listening: Disposable;

  constructor(options: SettlingOptions) {
    this.#options = options;
    this.#listening = options.history.onDidRead(rows => {
      if (rows.length === 0) return;
      for (const answer of this.#latest.values()) this.#settle(answer);
    });
  }

  onExchange(exchange: Exchange): void {
    if (!isSettled(exchange) || exchange.credits.balance === undefined) return;
    this.#latest.set(exchange.profile, exchange);
    this.#settle(exchange);
  }

  #settle(answer: Exchange): void {
    const { history, walletSince, settled: tell, failed } = this.#options;
    const settled = settle(history, answer, walletSince(answer.profile));
    if (!settled) return;
    tell(settled.exchange);
    history.record(settled).catch(failed);
  }

  dispose(): void {
    this.#listening.dispose();
  }
}
