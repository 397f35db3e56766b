import type { PanelState, UnreadText } from '../../protocol';
import { readUnread } from '../form/unreadTexts';
import { isRecord } from './isRecord';

interface Store {
  getState(): unknown;
  setState(state: unknown): void;
}

type Mask = (texts: readonly UnreadText[]) => Promise<{ readonly texts: readonly UnreadText[] }>;

/** What the editor keeps of the page while it is hidden. The editor writes it to disk, so no key may be in it. */
export class KeptState {
  /** As it was when the page came up. */
  readonly state: PanelState;
  readonly unread: readonly UnreadText[];
  readonly #store: Store;
  readonly #mask: Mask;
  #current: PanelState;
  #masked: readonly UnreadText[] = [];
  /** Counts calls of `keepUnread`, so that only the last one writes. */
  #nth = 0;

  /** @param mask takes keys out of texts */
  constructor(store: Store, mask: Mask) {
    this.#store = store;
    this.#mask = mask;
    const before = store.getState();
    this.state = readState(before);
    this.unread = isRecord(before) ? readUnread(before['unread']) : [];
    this.#current = this.state;
    // An earlier version may have kept a key with them.
    if (this.unread.length > 0) this.keepUnread(this.unread);
  }

  keep(state: PanelState): void {
    this.#current = state;
    this.#write();
  }

  /** Keeps the texts once keys are taken out of them. Where that fails, the texts kept before stay. */
  keepUnread(texts: readonly UnreadText[]): void {
    const nth = ++this.#nth;
    const keep = (masked: readonly UnreadText[]) => {
      if (nth !== this.#nth) return;
      this.#masked = masked;
      this.#write();
    };
    if (texts.length === 0) keep([]);
    else
      this.#mask(texts).then(
        result => keep(result.texts),
        () => keep(this.#masked),
      );
  }

  #write(): void {
    this.#store.setState({ ...this.#current, unread: this.#masked });
  }
}

function readState(value: unknown): PanelState {
  if (!isRecord(value)) return {};
  const { operationId, exchangeId, tab, bodyView, ofRun } = value;
  return {
    ...(typeof operationId === 'string' ? { operationId } : {}),
    ...(typeof exchangeId === 'string' ? { exchangeId } : {}),
    ...(tab === 'body' || tab === 'headers' || tab === 'attempts' ? { tab } : {}),
    ...(bodyView === 'form' || bodyView === 'json' ? { bodyView } : {}),
    ...(ofRun === true ? { ofRun } : {}),
  };
}
