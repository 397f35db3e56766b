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
  /** A sentence about a call that failed. */
  readonly notice: string;
  /** To be spoken before what there is to say of the run; undefined: nothing has come up. */
  readonly said: string | undefined;
  /** A send is on its way to the host. */
  readonly sending: boolean;
  /** The last send was held back by warnings only. */
  readonly offerAnyway: boolean;
  /** The request is not, or no longer, the one that the run was sent from. */
  readonly edited: boolean;
  /** Keys of the drafts that the host may hold: the last one it has answered, and those on their way to it. */
  readonly reported: readonly string[];
  readonly focus: (Events['panel/focus'] & { readonly nth: number }) | undefined;
  /** How often the request was started over. */
  readonly restarts: number;
}

export type Action =
  | { readonly type: 'shown'; readonly view: PanelView }
  | { readonly type: 'requestChanged'; readonly request: RequestView }
  /** The person asked for it: nothing of the old draft stays. */
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

/** A send is on its way, or the run on screen has not ended. */
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
 * The host's view of the request on screen. A draft that the page reported itself is an echo: the person may have typed
 * on since. Any other draft is a change that was asked for (a fix, a run of the history, the body's editor) and replaces
 * what is here.
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

/** The news of a run that the panel has left comes too late. */
const takeExchange = (state: State, exchange: ExchangeView): State =>
  state.exchange?.id === exchange.id ? { ...state, exchange, said: undefined } : state;

function takeFocus(state: State, focus: Events['panel/focus']): State {
  // Who types on must not find the next blank on a button that sends.
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
  // Calls are answered in their order: what was reported before this one is not coming back.
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
    // Sent or held back, the host has made it the draft of the operation.
    ...(isOnScreen ? withDraft(checked, action.draft) : checked),
    sending: false,
    offerAnyway: held && findings.every(finding => finding.severity === 'warning'),
    edited: sent ? state.request !== undefined && !isOnScreen : state.edited,
  };
}
