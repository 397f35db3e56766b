import type {
  BodyView,
  DraftView,
  Events,
  ExchangeView,
  FindingView,
  PanelState,
  PanelView,
  RequestView,
  Tab,
} from '../protocol';
import { draftKey } from './draftKey';

export interface State {
  /** False until the first answer of the host. */
  readonly ready: boolean;
  readonly profile: PanelView['profile'];
  readonly request: RequestView | undefined;
  readonly exchange: ExchangeView | undefined;
  readonly tab: Tab;
  readonly bodyView: BodyView;
  /** A sentence about a call that failed; `''` without one. */
  readonly notice: string;
  /** What a screen reader is to say instead of the run's own sentence; undefined: the run's own. */
  readonly said: string | undefined;
  /** The request has been given to the extension, which has not answered yet whether it is sent. */
  readonly sending: boolean;
  /** The last send was held back by warnings only. */
  readonly offerAnyway: boolean;
  /** The request on screen differs from the one that the run was sent from. */
  readonly edited: boolean;
  /** `draftKey` of each draft that the extension may hold: the last that it answered, and those on their way to it. */
  readonly reported: readonly string[];
  readonly focus: (Events['panel/focus'] & { readonly nth: number }) | undefined;
  /** How often the request was started over. */
  readonly restarts: number;
}

export type Action =
  | { readonly type: 'shown'; readonly view: PanelView }
  | { readonly type: 'requestChanged'; readonly request: RequestView }
  /** The person started over: nothing of the old draft stays. */
  | { readonly type: 'requestReplaced'; readonly request: RequestView }
  | { readonly type: 'exchangeChanged'; readonly exchange: ExchangeView }
  | { readonly type: 'profileChanged'; readonly profile: PanelView['profile'] }
  | { readonly type: 'focusAsked'; readonly focus: Events['panel/focus'] }
  | { readonly type: 'edited'; readonly draft: DraftView }
  | { readonly type: 'reported'; readonly draft: DraftView }
  | {
      readonly type: 'checked';
      readonly draft: DraftView;
      readonly findings: readonly FindingView[];
      readonly price: string;
    }
  | { readonly type: 'sendStarted' }
  | {
      readonly type: 'sendAnswered';
      readonly draft: DraftView;
      readonly sent: boolean;
      readonly findings: readonly FindingView[];
    }
  | { readonly type: 'failed'; readonly sentence: string }
  | { readonly type: 'dismissed' }
  | { readonly type: 'said'; readonly sentence: string }
  | { readonly type: 'tabChosen'; readonly tab: Tab }
  | { readonly type: 'bodyViewChosen'; readonly view: BodyView };

export const initialState = ({ tab = 'body', bodyView = 'form' }: PanelState = {}): State => ({
  ready: false,
  profile: { name: '', badge: '' },
  request: undefined,
  exchange: undefined,
  tab,
  bodyView,
  notice: '',
  said: undefined,
  sending: false,
  offerAnyway: false,
  edited: false,
  reported: [],
  focus: undefined,
  restarts: 0,
});

export function reduce(state: State, action: Action): State {
  const next = take(state, action);
  const isEdit = action.type === 'edited' || next.request === state.request;
  // The same object where nothing has changed, so that the form is not drawn for each state of a run.
  return !isEdit && JSON.stringify(next.request) === JSON.stringify(state.request)
    ? { ...next, request: state.request }
    : next;
}

function take(state: State, action: Action): State {
  switch (action.type) {
    case 'shown':
      return show(state, action.view);
    case 'requestChanged':
      return isShown(state, action.request) ? takeRequest(state, action.request) : state;
    case 'requestReplaced':
      return isShown(state, action.request)
        ? takeRequest({ ...state, reported: [], restarts: state.restarts + 1 }, action.request)
        : state;
    case 'exchangeChanged':
      return takeExchange(state, action.exchange);
    case 'profileChanged':
      return { ...state, profile: action.profile };
    case 'focusAsked':
      return takeFocus(state, action.focus);
    case 'edited':
      return { ...withDraft(state, action.draft), offerAnyway: false, edited: true };
    case 'reported':
      return { ...state, reported: [...state.reported, draftKey(action.draft)] };
    case 'checked':
      return check(state, action.draft, { findings: action.findings, price: action.price });
    case 'sendStarted':
      return { ...state, sending: true, offerAnyway: false, notice: '' };
    case 'sendAnswered':
      return sendAnswered(state, action);
    case 'failed':
      return { ...state, notice: action.sentence, sending: false };
    case 'dismissed':
      return { ...state, notice: '' };
    case 'said':
      return { ...state, said: action.sentence };
    case 'tabChosen':
      return { ...state, tab: action.tab };
    case 'bodyViewChosen':
      return { ...state, bodyView: action.view };
  }
}

/** The request is being given to the extension, or the run on screen has not ended. */
export const isBusy = ({ sending, exchange }: State): boolean =>
  sending || (exchange !== undefined && exchange.phase.kind !== 'settled');

const isSame = (one: DraftView, other: DraftView): boolean => draftKey(one) === draftKey(other);

const isShown = (state: State, request: RequestView): boolean =>
  state.request?.operation.id === request.operation.id;

function show(state: State, view: PanelView): State {
  const { profile, request, exchange } = view;
  const next = { ...state, ready: true, profile, exchange, said: undefined };
  if (request !== undefined && isShown(state, request)) {
    const taken = takeRequest(next, request);
    const isTypedOn = taken.request !== undefined && !isSame(taken.request.draft, request.draft);
    return { ...taken, edited: isTypedOn || view.edited === true };
  }
  const reported = request === undefined ? [] : [draftKey(request.draft)];
  return { ...next, request, reported, offerAnyway: false, edited: view.edited === true };
}

/**
 * Takes over what the extension says of the request on screen. A draft that the page has reported is an echo: the
 * person may have typed on since, so the page's own draft stays. Any other draft is a change that was asked for (a fix,
 * a run of the history, the body's editor) and replaces it.
 */
function takeRequest(state: State, request: RequestView): State {
  const key = draftKey(request.draft);
  const mine = state.request?.draft;
  if (mine === undefined || !state.reported.includes(key)) {
    return { ...state, request, reported: [key], offerAnyway: false, edited: true };
  }
  if (draftKey(mine) === key) return { ...state, request: { ...request, draft: mine } };
  const { ofRun: _, ...own } = request;
  return {
    ...state,
    request: { ...own, draft: mine, findings: state.request?.findings ?? [] },
  };
}

/** News of a run that is no longer on screen is ignored. */
const takeExchange = (state: State, exchange: ExchangeView): State =>
  state.exchange?.id === exchange.id ? { ...state, exchange, said: undefined } : state;

function takeFocus(state: State, focus: Events['panel/focus']): State {
  // The focus must not move to a button that sends while the person types: the next blank would press it.
  if (focus.on === 'card' && state.edited) return state;
  return { ...state, focus: { ...focus, nth: (state.focus?.nth ?? 0) + 1 } };
}

function withDraft(state: State, draft: DraftView): State {
  if (state.request === undefined) return state;
  const { ofRun: _, ...request } = state.request;
  return { ...state, request: { ...request, draft } };
}

function check(
  state: State,
  draft: DraftView,
  checked: Partial<Pick<RequestView, 'findings' | 'price'>>,
): State {
  const key = draftKey(draft);
  const answered = state.reported.lastIndexOf(key);
  // Calls are answered in their order, so drafts reported before this one will not be echoed any more.
  const reported = answered < 0 ? state.reported : state.reported.slice(answered);
  const { request } = state;
  if (request === undefined || draftKey(request.draft) !== key) return { ...state, reported };
  return { ...state, reported, request: { ...request, ...checked } };
}

function sendAnswered(state: State, action: Extract<Action, { type: 'sendAnswered' }>): State {
  const { sent, findings } = action;
  const held = !sent && findings.length > 0;
  const checked = check(state, action.draft, { findings });
  const isOnScreen = state.request !== undefined && isSame(state.request.draft, action.draft);
  return {
    // Whether it was sent or held back, the extension keeps this draft for the operation now.
    ...(isOnScreen ? withDraft(checked, action.draft) : checked),
    sending: false,
    offerAnyway: held && findings.every(finding => finding.severity === 'warning'),
    edited: sent ? state.request !== undefined && !isOnScreen : state.edited,
  };
}
