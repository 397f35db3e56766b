/**
 * What the panel's two halves say to each other; the only file that both import, with the views that it passes on. The
 * webview words only its own fixed labels, from `words`.
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

/** All of the panel at one moment. */
export interface PanelView {
  /** Translations by English text; empty in English. */
  readonly words: Readonly<Record<string, string>>;
  readonly locale: string;
  readonly profile: { readonly name: string; readonly badge: string };
  readonly request?: RequestView;
  readonly exchange?: ExchangeView;
  /** The request is not the one that the run was sent from. */
  readonly edited?: true;
}

/** What the webview keeps over a reload (`setState`). The host validates it: it is input. */
export interface PanelState {
  readonly operationId?: string;
  readonly exchangeId?: string;
  readonly tab?: Tab;
  readonly bodyView?: BodyView;
  /** As in {@link RequestView}. */
  readonly ofRun?: true;
}

/** Two views of the same text. */
export type BodyView = 'form' | 'json';
export type Tab = 'body' | 'headers' | 'attempts';

/** Webview → host. Always answered: with the result, or with a failure that has a sentence. */
export interface Calls {
  'panel/ready': { params: PanelState; result: PanelView };
  /** The draft as it is now; sent after each edit (debounced by the webview, flushed before a send). */
  'draft/change': {
    params: { draft: DraftView };
    result: { findings: readonly FindingView[]; price: string };
  };
  'draft/pickFile': {
    params: { operationId: string; part: string };
    result: { file: FileView | null };
  };
  /** Opens the JSON body of the draft in an editor of its own; what is typed there comes as `request/changed`. */
  'draft/editBody': { params: { operationId: string }; result: null };
  'draft/reset': { params: { operationId: string }; result: RequestView };
  /** Mends one finding of a draft; nothing happens where its fix is not (any more) of that title. */
  'finding/fix': {
    params: { draft: DraftView; index: number; title: string };
    result: RequestView;
  };
  /**
   * Values for what is typed. Ask at will: the host waits until typing rests, and answers an overtaken call with no
   * choices. `name` is `''` for the body; `pointer` may, but need not, hold positions in lists.
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
      /** Where the values come from, when that is not the API as it is now. */
      note?: string;
    };
  };
  /** `sent: false` when errors (or, without `anyway`, warnings) stand in the way; findings say which. */
  'exchange/send': {
    params: { draft: DraftView; anyway: boolean };
    result: { sent: boolean; findings: readonly FindingView[] };
  };
  /** Texts that are no values yet, as the page may keep them over a reload: without keys. */
  'unread/mask': {
    params: { texts: readonly UnreadText[] };
    result: { texts: readonly UnreadText[] };
  };
  'exchange/cancel': { params: { exchangeId: string }; result: null };
  /** Ends the wait before the next attempt. */
  'exchange/sendNow': { params: { exchangeId: string }; result: null };
  /** A Markdown report of the run, with everything but the key, onto the clipboard. */
  'report/copy': { params: { exchangeId: string }; result: null };
  /** The request as the form has it, onto the clipboard in a format that the person picks; without the key. */
  'snippet/copy': { params: { operationId: string }; result: null };
  /** The API's page on the status of the run shown. */
  'why/open': { params: { exchangeId: string }; result: null };
  /** The run that this one came of, or the last one that came of it. */
  'run/show': { params: { exchangeId: string; which: 'before' | 'newest' }; result: null };
  'fix/apply': { params: { exchangeId: string; index: number }; result: null };
  /** At most 200 rows a call; `total` counts the rows visible with what is unfolded now. */
  'body/rows': {
    params: { exchangeId: string; from: number; count: number };
    result: { rows: readonly Row[]; total: number };
  };
  'body/toggle': { params: { exchangeId: string; row: number }; result: { total: number } };
  'body/foldAll': { params: { exchangeId: string; open: boolean }; result: { total: number } };
  /** Unfolds what hides the hit. `row` is null without one; `from` is the row to start after (-1: the top). */
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

/** Host → webview. Never answered. */
export interface Events {
  /** Another operation or run is shown now, or the profile or the theme of words changed. */
  'panel/show': PanelView;
  /** The run shown has moved on. */
  'exchange/changed': ExchangeView;
  /** The request half has new findings, a new price, or a draft that a fix has changed. */
  'request/changed': RequestView;
  'profile/changed': { readonly name: string; readonly badge: string };
  /** Put the focus: the person started this from the keyboard. `field` is a parameter, or a pointer into the body. */
  'panel/focus': { readonly on: 'request' | 'card' | 'status' | 'field'; readonly field?: string };
}

export type CallName = keyof Calls;
export type EventName = keyof Events;

/** On the wire. */
export type ToHost = {
  readonly [K in CallName]: {
    readonly id: number;
    readonly call: K;
    readonly params: Calls[K]['params'];
  };
}[CallName];
