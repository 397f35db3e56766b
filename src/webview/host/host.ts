import type { CallName, Calls, EventName, Events, PanelState, UnreadText } from '../../protocol';
import { isRecord } from './isRecord';
import { KeptState } from './keptState';
import { PendingCalls } from './pendingCalls';

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
  /** Texts in the form that are no values, as the page found them. */
  readonly unread: readonly UnreadText[];
  keepUnread(texts: readonly UnreadText[]): void;
}

/** To be called once: the editor gives its API to the page a single time. */
export function connect(): Host {
  const api = acquireVsCodeApi();
  const calls = new PendingCalls(message => api.postMessage(message));
  const kept = new KeptState(api, texts => calls.call('unread/mask', { texts }));
  const { state, unread } = kept;
  let listener: (event: HostEvent) => void = () => undefined;
  window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (!isRecord(data)) return;
    // Only the extension can post here, and it posts what protocol.ts describes.
    if (typeof data['event'] === 'string') listener(data as unknown as HostEvent);
    else calls.answered(data);
  });
  return {
    call: calls.call,
    onEvent: l => {
      listener = l;
    },
    state,
    keep: next => kept.keep(next),
    unread,
    keepUnread: texts => kept.keepUnread(texts),
  };
}
