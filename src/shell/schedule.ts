import { l10n, ProgressLocation, window, type Disposable } from 'vscode';
import type { Exchange } from '../core/exchange';
import { realWorld } from '../core/transport/world';
import type { Log } from './log';
import { clockWithSeconds } from './words/figures';

/** Requests that the person wants sent later. They wait in this window, visibly, and can be cancelled; a reload ends them. */
export class Schedule implements Disposable {
  readonly #log: Log;
  readonly #waiting = new Map<string, AbortController>();

  constructor(log: Log) {
    this.#log = log;
  }

  /** @param at ISO 8601; a moment that has passed is now. A second time for the same run takes the first one's place. */
  at(at: string, { id, method, url }: Exchange, send: () => Promise<void>): void {
    this.#waiting.get(id)?.abort();
    const controller = new AbortController();
    this.#waiting.set(id, controller);
    const { signal } = controller;
    const name = `${method} ${new URL(url).pathname}`;
    this.#log.info(`${name} is to be sent at ${at}.`);
    const ms = Math.max(0, Date.parse(at) - Date.now());
    const wait = realWorld.wait(ms, 'server', signal);
    void window.withProgress(
      {
        location: ProgressLocation.Notification,
        title: l10n.t('{0} is sent at {1}, while this window is open.', name, clockWithSeconds(at)),
        cancellable: true,
      },
      (_progress, token) => {
        token.onCancellationRequested(() => controller.abort());
        return wait.catch(() => undefined);
      },
    );
    wait
      .then(() => (signal.aborted ? undefined : send()))
      .catch((failure: unknown) => {
        if (signal.aborted) this.#log.info(`${name} is not sent: it was cancelled.`);
        else this.#log.error(failure instanceof Error ? failure : String(failure));
      })
      .finally(() => {
        if (this.#waiting.get(id) === controller) this.#waiting.delete(id);
      });
  }

  dispose(): void {
    for (const controller of this.#waiting.values()) controller.abort();
  }
}
