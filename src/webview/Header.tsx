import type { RequestView } from '../protocol';
import { runKeys } from './keyNames';
import { isBusy, type State } from './state';
import { Text } from './Text';
import { plainText } from './textParts';
import type { PanelActions } from './actions/panelActions';
import { t } from './words';

/** The operation, the profile, and the button that sends, with its price. */
export function Header({ state, actions }: { state: State; actions: PanelActions }) {
  const { request, exchange } = state;
  return (
    <header>
      <h1>
        {request === undefined ? (
          <Text text={exchange?.title ?? t('Jobo')} limit={2000} />
        ) : (
          <>
            <b>{request.operation.method}</b> {request.operation.path}
          </>
        )}
      </h1>
      <ProfileButton profile={state.profile} onClick={actions.switchProfile} />
      {request !== undefined && <SendButtons state={state} request={request} actions={actions} />}
    </header>
  );
}

interface ProfileButtonProps {
  readonly profile: State['profile'];
  readonly onClick: () => void;
}

function ProfileButton({ profile: { name, badge }, onClick }: ProfileButtonProps) {
  return (
    <button
      type="button"
      class="secondary profile"
      title={t('Switch profile')}
      aria-label={t('Profile {0}, switch', plainText([name, badge].join(' ').trim(), 120))}
      onClick={onClick}
    >
      <span>
        <Text text={name} limit={60} />
      </span>{' '}
      {badge !== '' && (
        <span class="badge">
          <Text text={badge} limit={60} />
        </span>
      )}
      <i class="codicon codicon-chevron-down" aria-hidden="true" />
    </button>
  );
}

interface SendButtonsProps {
  readonly state: State;
  readonly request: RequestView;
  readonly actions: PanelActions;
}

function SendButtons({ state, request, actions }: SendButtonsProps) {
  return (
    <span class="buttons">
      {state.offerAnyway && (
        <button type="button" class="secondary" onClick={() => actions.send({ anyway: true })}>
          {t('Send anyway')}
        </button>
      )}
      {/* It never becomes the button that stops: the second click of a double click would stop the run. */}
      <button
        type="button"
        class="send"
        title={runKeys}
        aria-disabled={isBusy(state)}
        onClick={() => actions.send()}
      >
        {request.price === '' ? t('Send') : t('Send · {0}', request.price)}
      </button>
    </span>
  );
}
