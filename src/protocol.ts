/**
 * The messages between the extension host and the panel's page (the webview), with the views that they carry. The host
 * words every sentence; the page words only its own fixed labels, from `words`.
 */
import type { Row } from './core/body/rows';
import type {
  DraftView,
  ExchangeView,
  FileView,
  FindingView,
  RequestView,
  UnreadText,
} from './views';

export type * from './views';

/** Everything that the panel shows at one moment. */
export interface PanelView {
  /** Translations by English text; empty in English. */
  readonly words: Readonly<Record<string, string>>;
  readonly locale: string;
  readonly profile: { readonly name: string; readonly badge: string };
  readonly request?: RequestView;
  readonly exchange?: ExchangeView;
  /** The form holds another request than the one that the run was sent from. */
  readonly edited?: true;
}

/** What the page keeps over a reload (`setState`). The host validates it as untrusted input. */
export interface PanelState {
  readonly operationId?: string;
  readonly exchangeId?: string;
  readonly tab?: Tab;
  readonly bodyView?: BodyView;
  /** As in {@link RequestView}. */
  readonly ofRun?: true;
}

/** Rows of a body in one message, at most: its first ones with the run, others as they are asked for. */
export const mostRows = 200;

/** How the request's JSON body is edited: both views write the same text. */
export type BodyView = 'form' | 'json';
export type Tab = 'body' | 'headers' | 'attempts';

/** Page → host. Always answered: with the result, or with a failure as a sentence. */
export interface Calls {
  'panel/ready': { params: PanelState; result: PanelView };
  /** The current draft, sent after each edit (debounced by the page, flushed before a send). */
  'draft/change': {
    params: { draft: DraftView };
    result: { findings: readonly FindingView[]; price: string };
  };
  'draft/pickFile': {
    params: { operationId: string; part: string };
    result: { file: FileView | null };
  };
  /** Opens the JSON body of the draft in an editor; edits there come back as `request/changed`. */
  'draft/editBody': { params: { operationId: string }; result: null };
  'draft/reset': { params: { operationId: string }; result: RequestView };
  /** Fixes the finding at `index`. Changes nothing where the draft was edited since, so that the title differs. */
  'finding/fix': {
    params: { draft: DraftView; index: number; title: string };
    result: RequestView;
  };
  /**
   * Suggests values for the text in a field. May be called at each keystroke: the host waits for a pause, and answers
   * an overtaken call without suggestions. `name` is `''` for the body; positions in lists may be left out of
   * `pointer`.
   */
  'field/suggest': {
    params: {
      operationId: string;
      in: 'query' | 'path' | 'body';
      name: string;
      pointer: string;
      query: string;
    };
    result: {
      suggestions: readonly { value: string; label: string; detail?: string }[];
      /** A sentence where the values are not fresh from the API: they are kept ones, or why there are none. */
      note?: string;
    };
  };
  /** `sent: false` where errors (or, without `anyway`, warnings) stop the request; `findings` lists them. */
  'exchange/send': {
    params: { draft: DraftView; anyway: boolean };
    result: { sent: boolean; findings: readonly FindingView[] };
  };
  /** Masks keys in texts that are not valid values yet, so that the page may keep them over a reload. */
  'unread/mask': {
    params: { texts: readonly UnreadText[] };
    result: { texts: readonly UnreadText[] };
  };
  'exchange/cancel': { params: { exchangeId: string }; result: null };
  /** Ends the wait before the next attempt. */
  'exchange/sendNow': { params: { exchangeId: string }; result: null };
  /** Copies a Markdown report of the run, without key and body. */
  'report/copy': { params: { exchangeId: string }; result: null };
  /** Copies the request in the form, without the key, in a format that the person picks. */
  'snippet/copy': { params: { operationId: string }; result: null };
  /** Opens the API's page about status codes. */
  'why/open': { params: { exchangeId: string }; result: null };
  /** Shows the run that this one fixed or repeated, or the newest run in the chain after it. */
  'run/show': { params: { exchangeId: string; which: 'before' | 'newest' }; result: null };
  'fix/apply': { params: { exchangeId: string; index: number }; result: null };
  /** At most {@link mostRows} a call; `total` counts all rows that are visible at the current folding. */
  'body/rows': {
    params: { exchangeId: string; from: number; count: number };
    result: { rows: readonly Row[]; total: number };
  };
  'body/toggle': { params: { exchangeId: string; row: number }; result: { total: number } };
  'body/foldAll': { params: { exchangeId: string; open: boolean }; result: { total: number } };
  /** Unfolds the rows that hide the hit. `row` is null without a hit; the search starts after `from` (-1: the top). */
  'body/search': {
    params: { exchangeId: string; query: string; from: number; backwards: boolean };
    result: { row: number | null; hits: number; nth: number; total: number };
  };
  'body/copy': { params: { exchangeId: string; row: number | null }; result: null };
  'body/save': { params: { exchangeId: string }; result: null };
  'body/open': { params: { exchangeId: string }; result: null };
  'profile/switch': { params: null; result: null };
  'docs/open': { params: { operationId: string }; result: null };
}

/** Host → page. Never answered. */
export interface Events {
  /** Another operation or run is shown now. */
  'panel/show': PanelView;
  /** The shown run has a new state. */
  'exchange/changed': ExchangeView;
  /** The draft was changed outside the form (by a fix, the body editor, another panel), or its price changed. */
  'request/changed': RequestView;
  'profile/changed': { readonly name: string; readonly badge: string };
  /** Moves the focus. `field` is the name of a parameter, or a JSON pointer into the body. */
  'panel/focus': { readonly on: 'request' | 'card' | 'status' | 'field'; readonly field?: string };
}

export type CallName = keyof Calls;
export type EventName = keyof Events;

/** A call as the page posts it; `id` comes back with the answer. */
export type ToHost = {
  readonly [K in CallName]: {
    readonly id: number;
    readonly call: K;
    readonly params: Calls[K]['params'];
  };
}[CallName];
