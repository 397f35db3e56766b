import { useEffect, useRef, useState } from 'preact/hooks';
import type { RequestView } from '../../protocol';
import type { State } from '../state';
import type { PanelActions } from '../usePanel';
import { t } from '../words';
import { RequestForm } from './RequestForm';
import { summaryOf } from './summary';

interface RequestProps {
  readonly state: State;
  readonly request: RequestView;
  readonly actions: PanelActions;
}

/** The form; beside an answer it folds to one line, unless the person is in it or has folded it otherwise. */
export function Request({ state, request, actions }: RequestProps) {
  const fold = useRef<HTMLDetailsElement>(null);
  const [open, setOpen] = useState(state.exchange === undefined);
  const exchangeId = state.exchange?.id;
  useEffect(() => {
    const isInside = fold.current?.contains(document.activeElement) ?? false;
    if (exchangeId === undefined) setOpen(true);
    else if (!isInside) setOpen(false);
  }, [exchangeId, request.operation.id]);

  const errors = request.findings.filter(finding => finding.severity === 'error').length;
  const warnings = request.findings.length - errors;
  const needsRepair = errors > 0 || state.offerAnyway;
  useEffect(() => {
    if (needsRepair) setOpen(true);
  }, [needsRepair]);

  return (
    <details
      class="request"
      ref={fold}
      open={open}
      onToggle={event => setOpen(event.currentTarget.open)}
    >
      <summary>
        <b>{t('Request')}</b>
        <span class="summary">{summaryOf(request.draft)}</span>
        {errors > 0 && (
          <Count icon="error" text={errors === 1 ? t('1 error') : t('{0} errors', errors)} />
        )}
        {warnings > 0 && (
          <Count
            icon="warning"
            text={warnings === 1 ? t('1 warning') : t('{0} warnings', warnings)}
          />
        )}
      </summary>
      <RequestForm
        key={request.operation.id}
        request={request}
        bodyView={state.bodyView}
        focus={state.focus}
        restarts={state.restarts}
        actions={actions}
      />
    </details>
  );
}

function Count({ icon, text }: { icon: 'error' | 'warning'; text: string }) {
  return (
    <span class={`count ${icon}`}>
      <i class={`codicon codicon-${icon}`} aria-hidden="true" />
      {text}
    </span>
  );
}
