import type { AttemptView } from '../../protocol';
import { Text } from '../Text';
import { plainText } from '../textParts';
import type { Span, Timeline } from '../timeline';
import { formatDuration, t } from '../words';
import { toneIcons } from './toneIcons';

interface LaneProps {
  readonly timeline: Timeline;
  readonly isLive: boolean;
}

/** Sending and waiting to scale. A picture of the table under it, which says the same in words. */
export function Lane({ timeline, isLive }: LaneProps) {
  const { rows, running, scaleMs, spentMs } = timeline;
  const count = rows.length + (running === undefined ? 0 : 1);
  const place = (span: Span) => placeOf(span, scaleMs);
  return (
    <figure>
      <div class="lane" role="img" aria-label={labelOf(count, formatDuration(spentMs))}>
        {rows.map(({ attempt, sent, wait }, i) => (
          <div class="laneRow" key={attempt.number}>
            <Label attempt={attempt} />
            <span class="track">
              {wait !== undefined && (
                <span class="bar wait" style={place(wait)} title={waitTitle(wait, attempt)}>
                  <span>
                    <Text text={waitTitle(wait, attempt)} />
                  </span>
                </span>
              )}
              <span
                class={`bar sent ${attempt.tone}`}
                style={place(sent)}
                title={formatDuration(sent.ms)}
              />
              {isLive && running === undefined && i === rows.length - 1 && (
                <span class="now" style={place({ fromMs: spentMs, ms: 0 })} />
              )}
            </span>
          </div>
        ))}
        {running !== undefined && (
          <div class="laneRow" key={running.number}>
            <span class="laneLabel">
              {running.number} <i class="codicon codicon-arrow-up" /> {t('Sending…')}
            </span>
            <span class="track">
              <span class="bar sent running" style={place(running.sent)} />
            </span>
          </div>
        )}
        <div class="laneRow axis">
          <span>{t('{0} s', 0)}</span>
          <span>{formatDuration(scaleMs)}</span>
        </div>
      </div>
      <figcaption class="hint">
        <span class="key">
          <span class="bar sent" aria-hidden="true" /> {t('Solid: sending')}
        </span>
        <span class="key">
          <span class="bar wait" aria-hidden="true" /> {t('Hatched: waiting')}
        </span>
        <span>
          {isLive
            ? t('{0} so far', formatDuration(spentMs))
            : t('{0} in all', formatDuration(spentMs))}
        </span>
      </figcaption>
    </figure>
  );
}

function Label({ attempt: { number, label, tone } }: { attempt: AttemptView }) {
  return (
    <span class="laneLabel">
      {number} <i class={`codicon codicon-${toneIcons[tone]}`} /> <Text text={label} limit={100} />
    </span>
  );
}

const waitTitle = ({ ms }: Span, { waitReason = '' }: AttemptView): string =>
  plainText([formatDuration(ms), waitReason].filter(Boolean).join(' · '));

const placeOf = ({ fromMs, ms }: Span, scaleMs: number) => ({
  left: `${percent(fromMs, scaleMs)}%`,
  width: `${percent(ms, scaleMs)}%`,
});

const percent = (part: number, whole: number): number => (whole > 0 ? (part / whole) * 100 : 0);

const labelOf = (count: number, duration: string): string =>
  count === 1 ? t('1 attempt, {0}', duration) : t('{0} attempts over {1}', count, duration);
