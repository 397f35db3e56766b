import type { DraftView } from '../../protocol';
import type { Host } from '../host/host';
import type { Action } from '../state';

/** Pause in the typing after which the host hears of it. */
const typingPauseMs = 250;

/** The last edit while the host has not heard of it. Kept beside the state, which may show another operation by then. */
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

  /** The draft, which is from now on the caller's to report. */
  take(): DraftView | undefined {
    window.clearTimeout(this.#timer);
    const draft = this.#draft;
    this.#draft = undefined;
    return draft;
  }

  /** Does not wait for the typing to pause. Resolves when the host has checked the draft. */
  async report(): Promise<void> {
    const draft = this.take();
    if (draft === undefined) return;
    this.#dispatch({ type: 'reported', draft });
    const checked = await this.#host.call('draft/change', { draft });
    this.#dispatch({ type: 'checked', draft, ...checked });
  }
}
