import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Exchange } from '../../core/exchange';
import type { Draft } from '../../core/request/draft';
import type { Sender, SendOptions } from './sender';

/** Where a run is shown: an open panel, or one that opens for it. */
export interface RunView {
  /** @param draft the draft that the run was sent from, where it is not the operation's own */
  show(operationId: string, exchange: Exchange, draft?: Draft): Promise<unknown>;
  /** Called when a run that was started here has ended: moves the focus to its explanation. */
  explain?(exchange: Exchange): void;
}

export interface SendAndShowOptions extends Omit<SendOptions, 'onStart'> {
  /** The draft that the form shows beside the run, read when the run begins. Absent: the operation's own draft. */
  readonly beside?: () => Draft | undefined;
  /** Called when the run is on screen or could not be shown; never for a run that does not begin. */
  readonly onShown?: () => void;
}

export interface SendAndShowParts {
  readonly sender: Pick<Sender, 'send'>;
  /** The latest state of a run that is kept. */
  readonly latest: (id: string) => Exchange | undefined;
  /** Called where a run could not be shown; the run goes on. */
  readonly failed: (failure: unknown) => void;
}

/** Sends drafts and shows their runs. Every run gets onto the screen through this class. */
export class SendAndShow {
  readonly #parts: SendAndShowParts;

  constructor(parts: SendAndShowParts) {
    this.#parts = parts;
  }

  /** Resolves with the ended run. */
  async send(
    draft: Draft,
    view: RunView,
    { beside, onShown, ...options }: SendAndShowOptions = {},
  ): Promise<Exchange> {
    const { sender, latest, failed } = this.#parts;
    // The request goes first: a panel that opens keeps the editor busy, which also has the key.
    let itsTurn: Promise<unknown> = Promise.resolve();
    const show = async (begun: Exchange, shownDraft: Draft | undefined) => {
      try {
        await itsTurn;
        await view.show(draft.operationId, latest(begun.id) ?? begun, shownDraft);
      } catch (failure) {
        failed(failure);
      }
      onShown?.();
    };
    const ended = await sender.send(draft, {
      ...options,
      onStart(exchange) {
        itsTurn = nextTurn();
        void show(exchange, beside?.());
      },
    });
    await itsTurn;
    // A run that was scheduled must not take the focus from whatever the person does by then.
    if (ended.diagnosis && options.notBefore === undefined) view.explain?.(ended);
    return ended;
  }
}
