import { useEffect, useMemo, useReducer, useRef } from 'preact/hooks';
import type { DraftView, Tab } from '../protocol';
import type { Host, HostEvent } from './host';
import { initialState, reduce, type Action, type State } from './state';
import { setWords, t } from './words';

/** Pause in the typing after which the host hears of it. */
const typingPause = 250;

/** What a person can do in the panel. Failures end as the notice; nothing rejects. */
export interface PanelActions {
  readonly edit: (draft: DraftView) => void;
  readonly reset: () => void;
  readonly pickFile: (part: string) => void;
  readonly send: (options?: { readonly anyway: boolean }) => void;
  readonly stop: () => void;
  readonly sendNow: () => void;
  /** The run that this one came of, or the last one that came of it. */
  readonly showRun: (which: 'before' | 'newest') => void;
  readonly applyFix: (index: number) => void;
  /** Whether it is on the clipboard. */
  readonly copyReport: () => Promise<boolean>;
  /** The request for another tool. */
  readonly copyAs: () => void;
  readonly openWhy: () => void;
  readonly chooseTab: (tab: Tab) => void;
  readonly switchProfile: () => void;
  readonly openDocs: () => void;
  readonly dismiss: () => void;
  /** Shows what went wrong with a call made elsewhere in the page. */
  readonly fail: (reason: unknown) => void;
}

export function usePanel(host: Host): { readonly state: State; readonly actions: PanelActions } {
  const [state, dispatch] = useReducer(reduce, host.state.tab, initialState);
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

  const operationId = state.request?.operation.id;
  const exchangeId = state.exchange?.id;
  useEffect(() => {
    if (!state.ready) return;
    host.keep({
      ...(operationId === undefined ? {} : { operationId }),
      ...(exchangeId === undefined ? {} : { exchangeId }),
      tab: state.tab,
    });
  }, [host, state.ready, operationId, exchangeId, state.tab]);

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

  const send = async (anyway: boolean): Promise<void> => {
    const draft = state().request?.draft;
    if (draft === undefined || isBusy()) return;
    dispatch({ type: 'sendStarted' });
    takeUntold(); // it goes with the call itself
    dispatch({ type: 'told', draft });
    const answer = await host.call('exchange/send', { draft, anyway });
    dispatch({ type: 'sendAnswered', draft, ...answer });
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
    dismiss: () => dispatch({ type: 'dismissed' }),
  };
}
