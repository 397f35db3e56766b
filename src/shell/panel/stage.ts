import type { Operation } from '../../core/catalog/operation';
import type { Exchange } from '../../core/exchange';
import type { Draft } from '../../core/request/draft';
import type { Events } from '../../protocol';
import type { RunView } from '../runs/sendAndShow';

/** A panel for code outside this folder: what it shows, and how to show something else in it. */
export interface Stage extends RunView {
  /** The run on screen. */
  readonly exchange: Exchange | undefined;
  /**
   * Shows an operation and, where there is one, a run of it.
   * @param draft the draft that an older run was sent from, as an answer must not stand beside another request. It
   *   becomes the operation's draft when it is edited or sent.
   */
  show(
    operationId: string | undefined,
    exchange: Exchange | undefined,
    draft?: Draft,
  ): Promise<void>;
  /** The draft in the form: the request of the older run on screen, else the operation's draft. */
  draftOf(operation: Operation): Draft;
  /** Moves the focus, as soon as the page is ready. */
  focus(on: Events['panel/focus']): void;
  /** Moves the focus to the explanation of a run, if that run is still on screen. */
  explain(exchange: Exchange): void;
}
