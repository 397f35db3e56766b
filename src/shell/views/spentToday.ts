import type { TreeView } from 'vscode';
import type { Disposable, Event } from '../../core/common/event';
import type { Costs } from '../credits/costs';
import { todayWords } from '../words/spendingWords';

export interface SpentTodayOptions {
  readonly costs: Pick<Costs, 'readToday'>;
  readonly onDidSettle: Event<unknown>;
  readonly failed: (failure: unknown) => void;
}

/** Today's spending beside the name of the History view. The ledger is read only while the view is visible. */
export class SpentToday implements Disposable {
  readonly #options: SpentTodayOptions;
  readonly #view: Pick<TreeView<unknown>, 'description'>;
  readonly #listening: Disposable;
  #visible = false;
  #asked = 0;

  constructor(view: Pick<TreeView<unknown>, 'description'>, options: SpentTodayOptions) {
    this.#view = view;
    this.#options = options;
    this.#listening = options.onDidSettle(() => void this.#show());
  }

  /** Reads again at each call with true: another window may have sent runs, or a new day may have begun. */
  setVisible(visible: boolean): void {
    this.#visible = visible;
    void this.#show();
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
    this.#listening.dispose();
  }
}
