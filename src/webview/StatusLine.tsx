import type { ExchangeView, PhaseView } from '../protocol';
import { Text } from './Text';
import { plainText } from './textParts';
import type { PanelActions } from './actions/panelActions';
import { t } from './words';

/** Characters shown of each text of the line. */
const lineLimit = 500;
const phaseIcons = {
  asking: 'codicon-question',
  running: 'codicon-loading codicon-modifier-spin',
} as const;
const icons = { good: 'pass', bad: 'error', neutral: 'circle-slash' } as const;

interface StatusLineProps {
  readonly exchange: ExchangeView;
  readonly actions: PanelActions;
}

export function StatusLine({ exchange, actions }: StatusLineProps) {
  const { phase, status, figures, profile, title } = exchange;
  return (
    <div class="statusLine" role="group" aria-label={t('Status')} tabIndex={-1}>
      {(phase.kind === 'running' || phase.kind === 'asking') && (
        <Ongoing phase={phase} onStop={actions.stop} />
      )}
      {phase.kind === 'settled' && status !== undefined && <Result status={status} />}
      <span class="figures" title={plainText(title)}>
        <Text
          text={[...figures, profile].filter(figure => figure !== '').join(' · ')}
          limit={lineLimit}
        />
      </span>
      <RunChain exchange={exchange} onShow={actions.showRun} />
    </div>
  );
}

interface OngoingProps {
  readonly phase: Extract<PhaseView, { kind: 'running' | 'asking' }>;
  readonly onStop: () => void;
}

/** What the run does now, and the way to end it. */
function Ongoing({ phase, onStop }: OngoingProps) {
  return (
    <>
      <span class="status">
        <i class={`codicon ${phaseIcons[phase.kind]}`} aria-hidden="true" />
        <Text text={phase.text} limit={lineLimit} />
      </span>
      <button type="button" class="secondary small" onClick={onStop}>
        {t('Stop')}
      </button>
      {/* Stands behind the button: its width changes all the time, and the button must not move under the mouse. */}
      {phase.kind === 'running' && phase.progress !== undefined && (
        <span class="figures">
          <Text text={phase.progress} limit={lineLimit} />
        </span>
      )}
    </>
  );
}

function Result({ status }: { status: NonNullable<ExchangeView['status']> }) {
  return (
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
  );
}

interface RunChainProps {
  readonly exchange: ExchangeView;
  readonly onShow: PanelActions['showRun'];
}

/** Links to the run that this one came of, and to the last one that came of it. */
function RunChain({ exchange: { before, hasNewer }, onShow }: RunChainProps) {
  if (before === undefined && hasNewer !== true) return null;
  return (
    <span class="ways">
      {before !== undefined && (
        <button type="button" class="link" onClick={() => onShow('before')}>
          <i class="codicon codicon-arrow-left" aria-hidden="true" />
          <Text text={before} limit={lineLimit} />
        </button>
      )}
      {hasNewer === true && (
        <button type="button" class="link" onClick={() => onShow('newest')}>
          {t('Show newest run')}
          <i class="codicon codicon-arrow-right" aria-hidden="true" />
        </button>
      )}
    </span>
  );
}
