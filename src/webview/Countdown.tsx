import type { PhaseView } from '../protocol';
import { useSeconds } from './useSeconds';
import type { PanelActions } from './usePanel';
import { fill, formatSeconds, t } from './words';

type Waiting = Extract<PhaseView, { kind: 'waiting' }>;

/** The card of a wait. Not a live region: the announcer speaks for it, in larger steps. */
export function Countdown({ phase, actions }: { phase: Waiting; actions: PanelActions }) {
  const seconds = useSeconds(phase.until);
  const total = Math.max(1, Math.ceil(phase.ms / 1000));
  const text = fill(phase.text, [formatSeconds(seconds)]);
  return (
    <section class="card waiting" tabIndex={-1} aria-label={t('Waiting')}>
      <h3>
        <i class="codicon codicon-watch" aria-hidden="true" /> {text}
      </h3>
      <progress
        max={total}
        value={Math.max(0, total - seconds)}
        aria-label={t('Part of the wait that is over')}
      />
      <p>{phase.reason}</p>
      <div class="buttons">
        {phase.canSendNow && (
          <button type="button" class="default" onClick={actions.sendNow}>
            {t('Send now')}
          </button>
        )}
        <button type="button" class="secondary" onClick={actions.stop}>
          {t('Stop')}
        </button>
      </div>
    </section>
  );
}
