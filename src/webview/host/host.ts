import type { CallName, Calls, EventName, Events, PanelState, UnreadText } from '../../protocol';
import { readUnread } from '../form/unreadTexts';
import { t } from '../words';

declare function acquireVsCodeApi(): {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
};

export type HostEvent = {
  readonly [K in EventName]: { readonly event: K; readonly value: Events[K] };
}[EventName];

/** The extension's side of the panel. */
export interface Host {
  /** Rejects with an Error whose message is a sentence for the person. */
  call<K extends CallName>(name: K, params: Calls[K]['params']): Promise<Calls[K]['result']>;
  onEvent(listener: (event: HostEvent) => void): void;
  readonly state: PanelState;
  keep(state: PanelState): void;
  /** Kept beside it. */
  readonly unread: readonly UnreadText[];
  keepUnread(texts: readonly UnreadText[]): void;
}

interface Pending {
  resolve(result: unknown): void;
  reject(reason: Error): void;
}

/** To be called once: the editor gives its door to the page a single time. */
export function connect(): Host {
  const api = acquireVsCodeApi();
  const pending = new Map<number, Pending>();
  let lastId = 0;
  const before = api.getState();
  let state = readState(before);
  const unread = isRecord(before) ? readUnread(before['unread']) : [];
  /** The editor writes it to disk: no key may be in it. */
  let kept: readonly UnreadText[] = [];
  const keepAll = () => api.setState({ ...state, unread: kept });
  let listener: (event: HostEvent) => void = () => undefined;

  window.addEventListener('message', (message: MessageEvent<unknown>) => {
    const data = message.data;
    if (!isRecord(data)) return;
    if (typeof data['event'] === 'string') {
      // Only the extension can post here; its types are protocol.ts'.
      listener(data as unknown as HostEvent);
      return;
    }
    const id = Number(data['id']);
    const waiting = pending.get(id);
    if (waiting === undefined) return;
    pending.delete(id);
    const failure = data['failure'];
    if (failure === undefined) waiting.resolve(data['result']);
    else waiting.reject(new Error(typeof failure === 'string' ? failure : t('That did not work.')));
  });

  const call: Host['call'] = (name, params) =>
    new Promise((resolve, reject) => {
      const id = ++lastId;
      pending.set(id, { resolve: resolve, reject });
      api.postMessage({ id, call: name, params });
    });
  let lastKept = 0;
  /** Rather not kept than kept with a key: the extension takes them out. */
  const keepUnread = (texts: readonly UnreadText[]): void => {
    const nth = ++lastKept;
    const keep = (masked: readonly UnreadText[]) => {
      if (nth !== lastKept) return;
      kept = masked;
      keepAll();
    };
    if (texts.length === 0) keep([]);
    else
      call('unread/mask', { texts }).then(
        result => keep(result.texts),
        () => keep(kept),
      );
  };
  // An earlier version may have kept one.
  if (unread.length > 0) keepUnread(unread);

  return {
    call,
    onEvent: l => {
      listener = l;
    },
    state,
    keep: next => {
      state = next;
      keepAll();
    },
    unread,
    keepUnread,
  };
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

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
