import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { RequestView } from '../../protocol';
import type { State } from '../state';
import type { PanelActions } from '../actions/panelActions';
import { t } from '../words';
import { RequestForm } from './RequestForm';
import { summaryOf } from './summary';

interface RequestProps extends Pick<State, 'offerAnyway' | 'bodyView' | 'focus' | 'restarts'> {
  readonly request: RequestView;
  /** The run on screen. */
  readonly exchangeId: string | undefined;
  readonly actions: PanelActions;
}

/** The form. It folds to one line when there is a run, unless the focus is in it; the person can fold it otherwise. */
export function Request(props: RequestProps) {
  const { request, exchangeId, offerAnyway, bodyView, focus, restarts, actions } = props;
  const fold = useRef<HTMLDetailsElement>(null);
  const errors = request.findings.filter(finding => finding.severity === 'error').length;
  const needsRepair = errors > 0 || offerAnyway;
  const [open, setOpen] = useOpen(fold, exchangeId, request.operation.id, needsRepair);
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
        <Counts errors={errors} warnings={request.findings.length - errors} />
      </summary>
      <RequestForm
        key={request.operation.id}
        request={request}
        bodyView={bodyView}
        focus={focus}
        restarts={restarts}
        actions={actions}
      />
    </details>
  );
}

/** Whether the form is unfolded. It unfolds without a run and when something has to be repaired. */
function useOpen(
  fold: RefObject<HTMLElement | null>,
  exchangeId: string | undefined,
  operationId: string,
  needsRepair: boolean,
): readonly [boolean, (open: boolean) => void] {
  const [open, setOpen] = useState(exchangeId === undefined);
  useEffect(() => {
    const isInside = fold.current?.contains(document.activeElement) ?? false;
    if (exchangeId === undefined) setOpen(true);
    else if (!isInside) setOpen(false);
  }, [exchangeId, operationId]);
  useEffect(() => {
    if (needsRepair) setOpen(true);
  }, [needsRepair]);
  return [open, setOpen];
}

function Counts({ errors, warnings }: { readonly errors: number; readonly warnings: number }) {
  return (
    <>
      {errors > 0 && (
        <Count icon="error" text={errors === 1 ? t('1 error') : t('{0} errors', errors)} />
      )}
      {warnings > 0 && (
        <Count
          icon="warning"
          text={warnings === 1 ? t('1 warning') : t('{0} warnings', warnings)}
        />
      )}
    </>
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
