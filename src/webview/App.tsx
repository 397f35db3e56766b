import { useEffect, useMemo, useRef } from 'preact/hooks';
import { Announcer } from './Announcer';
import type { Host } from './host/host';
import { Header } from './Header';
import { Request } from './form/Request';
import { Response } from './Response';
import type { PanelActions } from './actions/panelActions';
import type { State } from './state';
import { usePanel } from './usePanel';
import { focusFor } from './focus';
import { useKeys } from './useKeys';
import { t } from './words';

export function App({ host }: { host: Host }) {
  const { state, actions } = usePanel(host);
  const page = useRef<HTMLElement>(null);
  useKeys(page, state, actions);

  const form = useForm(state, actions);
  const asked = state.focus;
  useEffect(() => {
    if (asked !== undefined && page.current !== null) focusFor(page.current, asked);
    // The focus may have been asked for before there was anything to focus.
  }, [asked, state.ready]);

  if (!state.ready) {
    return (
      <p class="empty" role="status">
        {state.notice}
      </p>
    );
  }
  const isEmpty = state.request === undefined && state.exchange === undefined;
  return (
    <main class="page" ref={page}>
      <Header state={state} actions={actions} />
      <Notice text={state.notice} onDismiss={actions.dismiss} />
      {isEmpty && (
        <p class="empty">
          {t('Choose an operation in the Jobo view, fill in its request here and send it.')}
        </p>
      )}
      {form}
      {state.exchange !== undefined && (
        <Response host={host} exchange={state.exchange} tab={state.tab} actions={actions} />
      )}
      <Announcer exchange={state.exchange} said={state.said} />
    </main>
  );
}

/** The form, which is the largest part of the page: it is not drawn again while only the run moves on. */
function useForm(state: State, actions: PanelActions) {
  const { request, exchange, offerAnyway, bodyView, focus, restarts } = state;
  const exchangeId = exchange?.id;
  return useMemo(
    () =>
      request && (
        <Request
          request={request}
          exchangeId={exchangeId}
          offerAnyway={offerAnyway}
          bodyView={bodyView}
          focus={focus}
          restarts={restarts}
          actions={actions}
        />
      ),
    [request, exchangeId, offerAnyway, bodyView, focus, restarts, actions],
  );
}

function Notice({ text, onDismiss }: { text: string; readonly onDismiss: () => void }) {
  return (
    <div class="notice" role="status">
      {text !== '' && (
        <>
          <i class="codicon codicon-warning" aria-hidden="true" />
          <span class="grow">{text}</span>
          <button
            type="button"
            class="icon"
            title={t('Dismiss')}
            aria-label={t('Dismiss')}
            onClick={onDismiss}
          >
            <i class="codicon codicon-close" aria-hidden="true" />
          </button>
        </>
      )}
    </div>
  );
}
