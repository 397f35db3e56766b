import type { ExchangeView } from '../protocol';
import { Text } from './Text';
import { plainText } from './textParts';
import { t } from './words';

/** The line says what happened; a longer text is nobody's line. */
const lineLimit = 500;
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
            <Text text={phase.text} limit={lineLimit} />
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
            <Text text={status.text} limit={lineLimit} />
          </h2>
          {status.meaning !== '' && (
            <span>
              <Text text={status.meaning} limit={lineLimit} />
            </span>
          )}
        </>
      )}
      <span class="figures" title={plainText(title)}>
        <Text
          text={[...figures, profile].filter(figure => figure !== '').join(' · ')}
          limit={lineLimit}
        />
      </span>
    </div>
  );
}
