import { useEffect, useMemo, useReducer, useRef } from 'preact/hooks';
import type { BodyView, DraftView, FixView, Tab } from '../protocol';
import { draftKey } from './draftKey';
import type { Suggestions } from './form/formContext';
import { pointerIn, type FormField } from './form/formField';
import { SendHolds } from './form/sendHolds';
import { UnreadTexts, type FieldTexts } from './form/unreadTexts';
import type { Host, HostEvent } from './host/host';
import { initialState, reduce, type Action, type State } from './state';
import { setWords, t } from './words';

/** Pause in the typing after which the host hears of it. */
const typingPause = 250;

/** What a person can do in the panel. Failures end as the notice; nothing rejects. */
export interface PanelActions {
  readonly edit: (draft: DraftView) => void;
  /** Does not wait for the typing to pause. */
  readonly tellNow: () => void;
  readonly reset: () => void;
  readonly pickFile: (part: string) => void;
  /** The JSON body in an editor of its own. */
  readonly editBody: () => void;
  /** Unless a field cannot be read: then the focus is there. */
  readonly send: (options?: { readonly anyway: boolean }) => void;
  /** For as long as the control of that id shows what is no value; returns what ends it. */
  readonly holdSend: (id: string, name: string) => () => void;
  readonly unreadOf: (operationId: string) => FieldTexts;
  readonly stop: () => void;
  readonly sendNow: () => void;
  /** The run that this one came of, or the last one that came of it. */
  readonly showRun: (which: 'before' | 'newest') => void;
  readonly applyFix: (index: number) => void;
  /** Whether it is on the clipboard. */
  readonly copyReport: () => Promise<boolean>;
  /** The request for another tool. */
  readonly copyAs: () => void;
  /** Mends what a finding is about. */
  readonly fixFinding: (fix: FixView) => void;
  /** Values for what is typed; none where that fails, since suggestions only help. */
  readonly complete: (field: FormField, query: string) => Promise<Suggestions>;
  readonly openWhy: () => void;
  readonly chooseTab: (tab: Tab) => void;
  readonly chooseBodyView: (view: BodyView) => void;
  readonly switchProfile: () => void;
  readonly openDocs: () => void;
  readonly dismiss: () => void;
  /** Shows what went wrong with a call made elsewhere in the page. */
  readonly fail: (reason: unknown) => void;
}

export function usePanel(host: Host): { readonly state: State; readonly actions: PanelActions } {
  const [state, dispatch] = useReducer(reduce, host.state, initialState);
  const latest = useRef(state);
  latest.current = state;
  const actions = useMemo(() => createActions(host, () => latest.current, dispatch), [host]);

  useEffect(() => {
    host.onEvent(event => {
      receive(event, dispatch);
    });
    host.call('panel/ready', host.state).then(view => {
      receive({ event: 'panel/show', value: view }, dispatch);
    }, actions.fail);
  }, [host, actions]);

  useEffect(() => {
    // Hidden, the page is taken down with all that it has not told. A field that loses the focus puts in its last word first.
    const leave = () => queueMicrotask(actions.tellNow);
    window.addEventListener('blur', leave);
    document.addEventListener('visibilitychange', leave);
    return () => {
      window.removeEventListener('blur', leave);
      document.removeEventListener('visibilitychange', leave);
    };
  }, [actions]);

  const operationId = state.request?.operation.id;
  const exchangeId = state.exchange?.id;
  const ofRun = state.request?.ofRun;
  useEffect(() => {
    if (!state.ready) return;
    host.keep({
      ...(operationId === undefined ? {} : { operationId }),
      ...(exchangeId === undefined ? {} : { exchangeId }),
      tab: state.tab,
      bodyView: state.bodyView,
      ...(ofRun && { ofRun }),
    });
  }, [host, state.ready, operationId, exchangeId, state.tab, state.bodyView, ofRun]);

  return { state, actions };
}

function receive(event: HostEvent, dispatch: (action: Action) => void): void {
  switch (event.event) {
    case 'panel/show':
      setWords(event.value.words, event.value.locale);
      dispatch({ type: 'shown', view: event.value });
      return;
    case 'exchange/changed':
      dispatch({ type: 'exchangeChanged', exchange: event.value });
      return;
    case 'request/changed':
      dispatch({ type: 'requestChanged', request: event.value });
      return;
    case 'profile/changed':
      dispatch({ type: 'profileChanged', profile: event.value });
      return;
    case 'panel/focus':
      dispatch({ type: 'focusAsked', focus: event.value });
      return;
  }
}

function createActions(
  host: Host,
  state: () => State,
  dispatch: (action: Action) => void,
): PanelActions {
  let timer: number | undefined;
  /** Edited and not told yet. Kept beside the state, which may show another operation by then. */
  let untold: DraftView | undefined;
  const fail = (reason: unknown) => {
    const sentence = reason instanceof Error ? reason.message : t('That did not work.');
    dispatch({ type: 'failed', sentence });
  };
  const run = (work: () => Promise<unknown>) => {
    work().catch(fail);
  };
  const isBusy = () => {
    const { sending, exchange } = state();
    return sending || (exchange !== undefined && exchange.phase.kind !== 'settled');
  };

  /** The draft that waited to be told, which is from now on the caller's to tell. */
  const takeUntold = (): DraftView | undefined => {
    window.clearTimeout(timer);
    const draft = untold;
    untold = undefined;
    return draft;
  };

  const tell = async (): Promise<void> => {
    const draft = takeUntold();
    if (draft === undefined) return;
    dispatch({ type: 'told', draft });
    dispatch({ type: 'checked', draft, ...(await host.call('draft/change', { draft })) });
  };

  const edit = (draft: DraftView) => {
    dispatch({ type: 'edited', draft });
    window.clearTimeout(timer);
    untold = draft;
    timer = window.setTimeout(() => run(tell), typingPause);
  };

  const holds = new SendHolds();
  const unread = new UnreadTexts(host.unread, texts => host.keepUnread(texts));
  const send = async (anyway: boolean): Promise<void> => {
    const drawn = state().request?.draft;
    if (drawn === undefined || isBusy()) return;
    const unreadable = holds.focusFirst();
    if (unreadable !== undefined) {
      const sentence = t('{0} cannot be read as it stands. Correct it, or empty it.', unreadable);
      dispatch({ type: 'failed', sentence });
      return;
    }
    dispatch({ type: 'sendStarted' });
    // What the key that sends has just put in may not have been drawn yet. It goes with the call itself.
    const typed = takeUntold();
    const draft = typed?.operationId === drawn.operationId ? typed : drawn;
    dispatch({ type: 'told', draft });
    const answer = await host.call('exchange/send', { draft, anyway });
    dispatch({ type: 'sendAnswered', draft, ...answer });
  };

  const fixFinding = async ({ index, title }: FixView): Promise<void> => {
    await tell();
    const draft = state().request?.draft;
    if (draft === undefined) return;
    const request = await host.call('finding/fix', { draft, index, title });
    const now = state().request?.draft;
    // Typed on since, or gone elsewhere: what was typed wins.
    if (now === undefined || draftKey(now) !== draftKey(draft)) return;
    dispatch({ type: 'edited', draft: request.draft });
    dispatch({ type: 'told', draft: request.draft });
    dispatch({ type: 'checked', ...request });
  };

  const complete = async (field: FormField, query: string): Promise<Suggestions> => {
    const { in: place, name } = field;
    const operationId = state().request?.operation.id;
    const asks = place === 'query' || place === 'path' || place === 'body';
    if (!asks || operationId === undefined) return { choices: [] };
    const at = { operationId, in: place, name, pointer: pointerIn(field) };
    return host.call('field/complete', { ...at, query }).catch(() => ({ choices: [] }));
  };

  let isFixing = false;
  const applyFix = async (exchangeId: string, index: number): Promise<void> => {
    // A second click while the first one asks or sends would be a second purchase.
    if (isFixing || isBusy()) return;
    isFixing = true;
    try {
      await tell();
      await host.call('fix/apply', { exchangeId, index });
    } finally {
      isFixing = false;
    }
  };

  const copyReport = async (): Promise<boolean> => {
    const exchangeId = state().exchange?.id;
    if (exchangeId === undefined) return false;
    dispatch({ type: 'said', sentence: '' });
    try {
      await host.call('report/copy', { exchangeId });
    } catch (reason) {
      fail(reason);
      return false;
    }
    dispatch({ type: 'said', sentence: t('Report copied.') });
    return true;
  };

  const withExchange = (work: (exchangeId: string) => Promise<unknown>) => {
    const id = state().exchange?.id;
    if (id !== undefined) run(() => work(id));
  };
  const withOperation = (work: (operationId: string) => Promise<unknown>) => {
    const id = state().request?.operation.id;
    if (id !== undefined) run(() => work(id));
  };

  return {
    fail,
    edit,
    tellNow: () => run(tell),
    holdSend: holds.hold,
    unreadOf: operationId => unread.ofOperation(operationId),
    send: options => run(() => send(options?.anyway ?? false)),
    stop: () => withExchange(exchangeId => host.call('exchange/cancel', { exchangeId })),
    sendNow: () => withExchange(exchangeId => host.call('exchange/sendNow', { exchangeId })),
    showRun: which =>
      withExchange(async exchangeId => {
        // What has been typed stays the person's draft.
        await tell();
        await host.call('run/show', { exchangeId, which });
      }),
    applyFix: index => withExchange(exchangeId => applyFix(exchangeId, index)),
    copyReport,
    complete,
    fixFinding: fix => run(() => fixFinding(fix)),
    openWhy: () => withExchange(exchangeId => host.call('why/open', { exchangeId })),
    copyAs: () =>
      withOperation(async operationId => {
        await tell();
        await host.call('snippet/copy', { operationId });
      }),
    reset: () =>
      withOperation(async operationId => {
        takeUntold();
        const request = await host.call('draft/reset', { operationId });
        dispatch({ type: 'requestReplaced', request });
      }),
    editBody: () =>
      withOperation(async operationId => {
        await tell();
        await host.call('draft/editBody', { operationId });
      }),
    pickFile: part =>
      withOperation(async operationId => {
        const { file } = await host.call('draft/pickFile', { operationId, part });
        const request = state().request;
        if (file === null || request?.operation.id !== operationId) return;
        edit({ ...request.draft, files: { ...request.draft.files, [part]: file } });
      }),
    openDocs: () => withOperation(operationId => host.call('docs/open', { operationId })),
    switchProfile: () => run(() => host.call('profile/switch', null)),
    chooseTab: tab => dispatch({ type: 'tabChosen', tab }),
    chooseBodyView: view => dispatch({ type: 'bodyViewChosen', view }),
    dismiss: () => dispatch({ type: 'dismissed' }),
  };
}
