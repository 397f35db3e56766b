import type { Exchange } from '../../core/exchange';
import type { Draft } from '../../core/request/draft';
import type { Sender, SendOptions } from './sender';

/** Where a run is shown: a panel that is there, or the one that opens for it. */
export interface RunView {
  /** @param draft what the run was sent from, where that is not the operation's own draft */
  show(operationId: string, exchange: Exchange, draft?: Draft): Promise<unknown>;
  /** The run is over, and was started here: who looks at it gets its explanation. */
  explain?(exchange: Exchange): void;
}

export interface SendAndShowOptions extends Omit<SendOptions, 'onStart'> {
  /** What the form shows beside the run; asked for when the run begins. Absent: the operation's own draft. */
  readonly beside?: () => Draft | undefined;
  /** The run is on screen, or could not be shown. Not called for one that never begins. */
  readonly onShown?: () => void;
}

/** The one way from a draft to a run on screen. */
export class SendAndShow {
  readonly #sender: Pick<Sender, 'send'>;
  readonly #failed: (failure: unknown) => void;

  /** @param failed told of a run that could not be shown: it goes on all the same */
  constructor(sender: Pick<Sender, 'send'>, failed: (failure: unknown) => void) {
    this.#sender = sender;
    this.#failed = failed;
  }

  /** Resolves when the run has ended, with what it came to. */
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
    // After a chosen time the person is busy with something else.
    if (ended.diagnosis && options.notBefore === undefined) view.explain?.(ended);
    return ended;
  }
}
