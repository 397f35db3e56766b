import type { DraftView } from '../../protocol';
import type { Host } from '../host/host';
import type { Action } from '../state';

/** Pause in the typing after which the draft is reported to the extension. */
const typingPauseMs = 250;

/** The draft of the last edit until it is reported to the extension. The state may show another operation by then. */
export class UnsentDraft {
  readonly #host: Host;
  readonly #dispatch: (action: Action) => void;
  readonly #fail: (reason: unknown) => void;
  #draft: DraftView | undefined;
  #timer: number | undefined;

  constructor(host: Host, dispatch: (action: Action) => void, fail: (reason: unknown) => void) {
    this.#host = host;
    this.#dispatch = dispatch;
    this.#fail = fail;
  }

  edit(draft: DraftView): void {
    this.#dispatch({ type: 'edited', draft });
    window.clearTimeout(this.#timer);
    this.#draft = draft;
    this.#timer = window.setTimeout(() => void this.report().catch(this.#fail), typingPauseMs);
  }

  /** Gives the draft away: from now on the caller has to report it. */
  take(): DraftView | undefined {
    window.clearTimeout(this.#timer);
    const draft = this.#draft;
    this.#draft = undefined;
    return draft;
  }

  /** Reports at once. Resolves when the extension has checked the draft; rejects where that fails. */
  async report(): Promise<void> {
    const draft = this.take();
    if (draft === undefined) return;
    this.#dispatch({ type: 'reported', draft });
    const checked = await this.#host.call('draft/change', { draft });
    this.#dispatch({ type: 'checked', draft, ...checked });
  }
}
