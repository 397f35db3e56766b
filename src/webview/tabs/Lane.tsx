import type { AttemptView } from '../../protocol';
import { formatDuration, t } from '../words';

/** Sending and waiting to scale. A picture of the table under it, which says the same in words. */
export function Lane({ attempts }: { attempts: readonly AttemptView[] }) {
  const total = attempts.reduce((sum, { durationMs, waitMs = 0 }) => sum + durationMs + waitMs, 0);
  return (
    <figure>
      <div class="lane" role="img" aria-label={labelOf(attempts.length, formatDuration(total))}>
        {attempts.flatMap(({ number, label, tone, durationMs, waitMs, waitReason }) => [
          <span
            key={`sent ${number}`}
            class={`sent ${tone}`}
            style={{ flexGrow: durationMs }}
            title={`${number} · ${label} · ${formatDuration(durationMs)}`}
          >
            <span>{label}</span>
          </span>,
          waitMs !== undefined && waitMs > 0 && (
            <span
              key={`wait ${number}`}
              class="wait"
              style={{ flexGrow: waitMs }}
              title={[formatDuration(waitMs), waitReason].filter(Boolean).join(' · ')}
            >
              <span>{formatDuration(waitMs)}</span>
            </span>
          ),
        ])}
      </div>
      <figcaption class="hint">
        {t('Solid: sending. Hatched: waiting. {0} in all.', formatDuration(total))}
      </figcaption>
    </figure>
  );
}

const labelOf = (count: number, duration: string): string =>
  count === 1 ? t('1 attempt, {0}', duration) : t('{0} attempts over {1}', count, duration);
