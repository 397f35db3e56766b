import { l10n } from 'vscode';
import { isSettled, type Exchange } from '../../core/exchange';
import { sleptLong } from '../../core/run/longWait';
import type { Tell } from '../common/tell';
import { outcomeWords } from '../words/outcomeWords';
import { runName } from '../words/runName';

export interface LateEndParts {
  readonly tell: Tell;
  /** Whether a panel holds the run, and whether it is one that can be seen. */
  panelOf(id: string): { readonly visible: boolean } | undefined;
  show(id: string): Promise<unknown>;
  failed(failure: unknown): void;
}

/**
 * Says how a run ended that the person is no longer looking at, after a wait that nobody sits through. Any other end is
 * told by the panel, History and the status bar alone.
 */
export class TellLateEnd {
  readonly #parts: LateEndParts;
  /** Of runs that were in a panel once; those of other extensions are theirs to tell. */
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
    // Who stopped it, or closed the window, knows.
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
