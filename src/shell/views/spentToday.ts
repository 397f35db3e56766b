import type { TreeView } from 'vscode';
import type { Disposable, Event } from '../../core/common/event';
import { unhurried, type StartTimer } from '../../core/common/unhurried';
import type { Costs } from '../credits/costs';
import { todayWords } from '../words/spendingWords';

export interface SpentTodayOptions {
  readonly costs: Pick<Costs, 'readToday'>;
  readonly onDidSettle: Event<unknown>;
  readonly failed: (failure: unknown) => void;
  /** Calls `run` after `ms`; returns what cancels the call. */
  readonly after?: StartTimer;
}

/** How long (ms) after a run the ledger is read again: its answer is on the screen by then. */
const restMs = 150;

/** Today's spending beside the name of the History view. The ledger is read only while the view is visible. */
export class SpentToday implements Disposable {
  readonly #options: SpentTodayOptions;
  readonly #view: Pick<TreeView<unknown>, 'description'>;
  readonly #listening: Disposable;
  #visible = false;
  #asked = 0;
  #stopRest: (() => void) | undefined;

  constructor(view: Pick<TreeView<unknown>, 'description'>, options: SpentTodayOptions) {
    this.#view = view;
    this.#options = options;
    this.#listening = options.onDidSettle(() => this.#showAtRest());
  }

  /** Reads again at each call with true: another window may have sent runs, or a new day may have begun. */
  setVisible(visible: boolean): void {
    this.#visible = visible;
    void this.#show();
  }

  /** Reads once for runs that end shortly after each other. */
  #showAtRest(): void {
    const { after = unhurried } = this.#options;
    if (!this.#visible) return;
    this.#stopRest ??= after(() => {
      this.#stopRest = undefined;
      void this.#show();
    }, restMs);
  }

  async #show(): Promise<void> {
    if (!this.#visible) return;
    const asked = (this.#asked += 1);
    try {
      const spent = await this.#options.costs.readToday();
      if (asked !== this.#asked) return;
      // Set to '', not deleted: `description` is an accessor of the editor's object.
      this.#view.description = (spent && todayWords(spent)) ?? '';
    } catch (failure) {
      this.#options.failed(failure);
    }
  }

  dispose(): void {
    this.#stopRest?.();
    this.#listening.dispose();
  }
}
