import type { PhaseView } from '../protocol';
import { Text } from './Text';
import { useSeconds } from './useSeconds';
import type { PanelActions } from './actions/panelActions';
import { fill, formatSeconds, t } from './words';

type Waiting = Extract<PhaseView, { kind: 'waiting' }>;

/** The card of a wait. It is no live region: `Announcer` says the countdown, in larger steps. */
export function Countdown({ phase, actions }: { phase: Waiting; actions: PanelActions }) {
  const { ms, until, reason, stopFirst } = phase;
  const seconds = useSeconds(until);
  const total = Math.max(1, Math.ceil(ms / 1000));
  return (
    <section
      class={`card waiting ${stopFirst ? 'warning' : ''}`}
      tabIndex={-1}
      aria-label={t('Waiting')}
    >
      <h2>
        <i class="codicon codicon-watch" aria-hidden="true" />
        <span>
          <Text text={fill(phase.text, [formatSeconds(seconds)])} limit={500} />
        </span>
      </h2>
      <progress
        max={total}
        value={Math.max(0, total - seconds)}
        aria-label={t('Part of the wait that is over')}
      />
      {reason !== '' && (
        <p>
          <Text text={reason} limit={1500} />
        </p>
      )}
      <Buttons phase={phase} actions={actions} />
    </section>
  );
}

function Buttons({ phase, actions }: { phase: Waiting; actions: PanelActions }) {
  const sendNow = phase.canSendNow && { text: t('Send now'), run: actions.sendNow };
  const stop = { text: t('Stop'), run: actions.stop };
  const buttons = phase.stopFirst ? [stop, sendNow] : [sendNow, stop];
  return (
    <div class="buttons">
      {buttons
        .filter(button => button !== false)
        .map(({ text, run }, i) => (
          <button key={text} type="button" class={i === 0 ? 'default' : 'secondary'} onClick={run}>
            {text}
          </button>
        ))}
    </div>
  );
}
