import type { ExchangeView } from '../protocol';
import { t } from './words';

const icons = { good: 'pass', bad: 'error', neutral: 'circle-slash' } as const;

export function StatusLine({
  exchange,
  onStop,
}: {
  exchange: ExchangeView;
  readonly onStop: () => void;
}) {
  const { phase, status, figures, profile, title } = exchange;
  return (
    <div class="statusLine">
      {phase.kind === 'running' && (
        <>
          <span class="status">
            <i class="codicon codicon-loading codicon-modifier-spin" aria-hidden="true" />
            {phase.text}
          </span>
          <button type="button" class="secondary small" onClick={onStop}>
            {t('Stop')}
          </button>
        </>
      )}
      {phase.kind === 'settled' && status !== undefined && (
        <>
          <h2 class={`status ${status.tone}`}>
            <i class={`codicon codicon-${icons[status.tone]}`} aria-hidden="true" />
            {status.text}
          </h2>
          {status.meaning !== '' && <span>{status.meaning}</span>}
        </>
      )}
      <span class="figures" title={title}>
        {[...figures, profile].filter(figure => figure !== '').join(' · ')}
      </span>
    </div>
  );
}
