import type { Disposable } from '../common/event';
import { isSettled, type Exchange } from '../exchange';
import type { History } from '../history/history';
import { settle } from './settle';

export interface SettlingOptions {
  readonly history: History;
  /** Since when a profile has its key, in milliseconds since 1970; 0: for as long as anything is known of it. */
  readonly walletSince: (profile: string) => number;
  /** Told of the run with what it cost. */
  readonly settled: (exchange: Exchange) => void;
  readonly failed: (failure: unknown) => void;
}

/**
 * Settles unknown charges as answers bring balances. Runs that an earlier window left open are read some time after the
 * first answers: the latest balance of each profile is kept for them.
 */
export class Settling implements Disposable {
  readonly #options: SettlingOptions;
  readonly #latest = new Map<string, Exchange>();
  readonly #listening: Disposable;

  constructor(options: SettlingOptions) {
    this.#options = options;
    this.#listening = options.history.onDidChange(row => {
      if (row) return;
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
    const settled = settle(history.rows(), answer, walletSince(answer.profile));
    if (!settled) return;
    tell(settled.exchange);
    history.record(settled).catch(failed);
  }

  dispose(): void {
    this.#listening.dispose();
  }
}
