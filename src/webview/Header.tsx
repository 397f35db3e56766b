import type { State } from './state';
import type { PanelActions } from './usePanel';
import { t } from './words';

const sendKeys = navigator.userAgent.includes('Mac') ? '⌘⏎' : 'Ctrl+Enter';

/** What is sent, as whom, for how much. */
export function Header({ state, actions }: { state: State; actions: PanelActions }) {
  const { request, exchange, profile, offerAnyway } = state;
  const isBusy = state.sending || (exchange !== undefined && exchange.phase.kind !== 'settled');
  const title = request ?? exchange;
  return (
    <header>
      <h1>
        {request === undefined ? (
          (exchange?.title ?? t('Jobo'))
        ) : (
          <>
            <b>{request.operation.method}</b> {request.operation.path}
          </>
        )}
      </h1>
      <button
        type="button"
        class="secondary profile"
        title={t('Switch profile')}
        aria-label={t('Profile {0}, switch', profile.name)}
        onClick={actions.switchProfile}
      >
        <span>{profile.name}</span>
        {profile.badge !== '' && <span class="badge">{profile.badge}</span>}
        <i class="codicon codicon-chevron-down" aria-hidden="true" />
      </button>
      {title !== undefined && request !== undefined && (
        <span class="buttons">
          {offerAnyway && (
            <button type="button" class="secondary" onClick={() => actions.send({ anyway: true })}>
              {t('Send anyway')}
            </button>
          )}
          {/* Never the button that stops: a double click must not undo itself. */}
          <button
            type="button"
            class="send"
            title={sendKeys}
            aria-disabled={isBusy}
            onClick={() => actions.send()}
          >
            {request.price === '' ? t('Send') : t('Send · {0}', request.price)}
          </button>
        </span>
      )}
    </header>
  );
}
