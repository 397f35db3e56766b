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

/** Sends drafts and shows their runs. Every run gets onto the screen through this class. */
export class SendAndShow {
  readonly #sender: Pick<Sender, 'send'>;
  readonly #failed: (failure: unknown) => void;

  /** @param failed called where a run could not be shown; the run goes on */
  constructor(sender: Pick<Sender, 'send'>, failed: (failure: unknown) => void) {
    this.#sender = sender;
    this.#failed = failed;
  }

  /** Resolves with the ended run. */
  async send(
    draft: Draft,
    view: RunView,
    { beside, onShown, ...options }: SendAndShowOptions = {},
  ): Promise<Exchange> {
    const show = async (exchange: Exchange) => {
      try {
        await view.show(draft.operationId, exchange, beside?.());
      } catch (failure) {
        this.#failed(failure);
      }
      onShown?.();
    };
    const ended = await this.#sender.send(draft, {
      ...options,
      onStart: exchange => void show(exchange),
    });
    // A run that was scheduled must not take the focus from whatever the person does by then.
    if (ended.diagnosis && options.notBefore === undefined) view.explain?.(ended);
    return ended;
  }
}
