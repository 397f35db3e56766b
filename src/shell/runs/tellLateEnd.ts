import { l10n } from 'vscode';
import { isSettled, type Exchange } from '../../core/exchange';
import { sleptLong } from '../../core/run/longWait';
import type { Tell } from '../common/tell';
import { outcomeWords } from '../words/outcomeWords';
import { runName } from '../words/runName';

export interface LateEndParts {
  readonly tell: Tell;
  /** The panel that holds the run, if any, and whether it is visible. */
  panelOf(id: string): { readonly visible: boolean } | undefined;
  show(id: string): Promise<unknown>;
  failed(failure: unknown): void;
}

/**
 * Shows a message when a run ends after a long wait or a schedule, and no visible panel shows it. Panel, History and
 * status bar suffice for any other end.
 */
export class TellLateEnd {
  readonly #parts: LateEndParts;
  /** Ids of running runs that a panel has shown. Other extensions tell the end of theirs themselves. */
  readonly #watched = new Set<string>();
  readonly #scheduled = new Set<string>();

  constructor(parts: LateEndParts) {
    this.#parts = parts;
  }

  onExchange(exchange: Exchange): void {
    const { id, outcome } = exchange;
    const panel = this.#parts.panelOf(id);
    if (!isSettled(exchange)) {
      if (panel) this.#watched.add(id);
      if (outcome.kind === 'scheduled') this.#scheduled.add(id);
      return;
    }
    const watched = this.#watched.delete(id);
    const long = this.#scheduled.delete(id) || sleptLong(exchange);
    // The person stopped the run or closed the window, and knows.
    const known = outcome.kind === 'cancelled' || outcome.kind === 'interrupted';
    if (watched && long && !known && panel?.visible !== true) this.#tell(exchange);
  }

  #tell(exchange: Exchange): void {
    const { id } = exchange;
    const show = l10n.t('Show');
    const text = l10n.t('{0}, after its wait: {1}.', runName(exchange), outcomeWords(exchange));
    this.#parts.tell
      .info(text, show)
      .then(picked => (picked === show ? this.#parts.show(id) : undefined))
      .then(undefined, (failure: unknown) => this.#parts.failed(failure));
  }
}
