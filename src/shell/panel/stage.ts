import type { Operation } from '../../core/catalog/operation';
import type { Exchange } from '../../core/exchange';
import type { Draft } from '../../core/request/draft';
import type { Events } from '../../protocol';
import type { RunView } from '../runs/sendAndShow';

/** A panel as those see it who show something in it: what stands there, and how to put something else in its place. */
export interface Stage extends RunView {
  /** The run that is shown. */
  readonly exchange: Exchange | undefined;
  /**
   * Shows an operation and, where there is one, a run of it.
   * @param draft what that run was sent from, where it is an older one: an answer must not stand beside another request.
   *   It becomes the draft of the operation when it is edited or sent.
   */
  show(
    operationId: string | undefined,
    exchange: Exchange | undefined,
    draft?: Draft,
  ): Promise<void>;
  /** What the form holds: the request of an older run that is shown, else the operation's draft. */
  draftOf(operation: Operation): Draft;
  /** Puts the focus, once the page is there. */
  focus(on: Events['panel/focus']): void;
  /** Puts the focus on the explanation of a run, where that is still the one that is shown. */
  explain(exchange: Exchange): void;
}
