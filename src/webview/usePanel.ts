import { useEffect, useMemo, useReducer, useRef } from 'preact/hooks';
import { createActions, type PanelActions } from './actions/panelActions';
import type { Host, HostEvent } from './host/host';
import { initialState, reduce, type Action, type State } from './state';
import { setWords } from './words';

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
  useLeave(actions.reportNow);
  useKeptState(host, state);
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

/** Reports the last edit when the page may be hidden: a hidden page is taken down with all that it has not reported. */
function useLeave(reportNow: () => void): void {
  useEffect(() => {
    // A microtask, because a field that loses the focus with the page still writes what was typed into it.
    const leave = () => queueMicrotask(reportNow);
    window.addEventListener('blur', leave);
    document.addEventListener('visibilitychange', leave);
    return () => {
      window.removeEventListener('blur', leave);
      document.removeEventListener('visibilitychange', leave);
    };
  }, [reportNow]);
}

/** Keeps what the page begins with when it comes back. */
function useKeptState(host: Host, { ready, request, exchange, tab, bodyView }: State): void {
  const operationId = request?.operation.id;
  const exchangeId = exchange?.id;
  const ofRun = request?.ofRun;
  useEffect(() => {
    if (!ready) return;
    host.keep({
      ...(operationId === undefined ? {} : { operationId }),
      ...(exchangeId === undefined ? {} : { exchangeId }),
      tab,
      bodyView,
      ...(ofRun && { ofRun }),
    });
  }, [host, ready, operationId, exchangeId, tab, bodyView, ofRun]);
}
