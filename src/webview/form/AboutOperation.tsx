import type { OperationView } from '../../protocol';
import type { PanelActions } from '../actions/panelActions';
import { t } from '../words';
import { Unsure } from './Unsure';

interface AboutOperationProps {
  readonly operation: OperationView;
  readonly actions: PanelActions;
  readonly onStartOver: () => void;
}

/** The operation's notice and summary, and what can be done with the whole request. */
export function AboutOperation({ operation, actions, onStartOver }: AboutOperationProps) {
  return (
    <>
      {operation.notice !== undefined && (
        <p class="finding warning">
          <i class="codicon codicon-warning" aria-hidden="true" />
          <span>{operation.notice}</span>
        </p>
      )}
      <p class="hint about">
        <span>
          {operation.summary}
          {operation.unsure && (
            <>
              {' · '}
              <Unsure />
            </>
          )}
        </span>
        <button type="button" class="link" onClick={actions.openDocs}>
          {t('Documentation')}
        </button>
        <button type="button" class="link" onClick={actions.copyAs}>
          {t('Copy as…')}
        </button>
        <button type="button" class="link" onClick={onStartOver}>
          {t('Start over')}
        </button>
      </p>
    </>
  );
}
