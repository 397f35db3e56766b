import type { AttemptView } from '../../protocol';
import { Text } from '../Text';
import { plainText } from '../textParts';
import type { Span, Timeline, TimelineRow } from '../timeline';
import { formatDuration, t } from '../words';
import { toneIcons } from './toneIcons';

interface LaneProps {
  readonly timeline: Timeline;
  readonly isLive: boolean;
}

/** Draws sending and waiting to scale. The table under it says the same in words. */
export function Lane({ timeline, isLive }: LaneProps) {
  const { rows, running, scaleMs, spentMs } = timeline;
  const count = rows.length + (running === undefined ? 0 : 1);
  // While the run waits, the present moment is marked in the row of the last attempt.
  const waitsAt = isLive && running === undefined ? rows.length - 1 : undefined;
  return (
    <figure>
      <div class="lane" role="img" aria-label={labelOf(count, formatDuration(spentMs))}>
        {rows.map((row, i) => (
          <AttemptLane
            key={row.attempt.number}
            row={row}
            scaleMs={scaleMs}
            nowMs={i === waitsAt ? spentMs : undefined}
          />
        ))}
        {running !== undefined && (
          <RunningLane key={running.number} running={running} scaleMs={scaleMs} />
        )}
        <div class="laneRow axis">
          <span>{t('{0} s', 0)}</span>
          <span>{formatDuration(scaleMs)}</span>
        </div>
      </div>
      <Legend spentMs={spentMs} isLive={isLive} />
    </figure>
  );
}

interface AttemptLaneProps {
  readonly row: TimelineRow;
  readonly scaleMs: number;
  /** The present moment, in milliseconds from the start of the first attempt; undefined: not to be marked here. */
  readonly nowMs: number | undefined;
}

function AttemptLane({ row: { attempt, sent, wait }, scaleMs, nowMs }: AttemptLaneProps) {
  return (
    <div class="laneRow">
      <Label attempt={attempt} />
      <span class="track">
        {wait !== undefined && (
          <span class="bar wait" style={placeOf(wait, scaleMs)} title={waitTitle(wait, attempt)}>
            <span>
              <Text text={waitTitle(wait, attempt)} />
            </span>
          </span>
        )}
        <span
          class={`bar sent ${attempt.tone}`}
          style={placeOf(sent, scaleMs)}
          title={formatDuration(sent.ms)}
        />
        {nowMs !== undefined && (
          <span class="now" style={placeOf({ fromMs: nowMs, ms: 0 }, scaleMs)} />
        )}
      </span>
    </div>
  );
}

interface RunningLaneProps {
  readonly running: NonNullable<Timeline['running']>;
  readonly scaleMs: number;
}

function RunningLane({ running: { number, sent }, scaleMs }: RunningLaneProps) {
  return (
    <div class="laneRow">
      <span class="laneLabel">
        {number} <i class="codicon codicon-arrow-up" /> {t('Sending…')}
      </span>
      <span class="track">
        <span class="bar sent running" style={placeOf(sent, scaleMs)} />
      </span>
    </div>
  );
}

function Legend({ spentMs, isLive }: { readonly spentMs: number; readonly isLive: boolean }) {
  const spent = formatDuration(spentMs);
  return (
    <figcaption class="hint">
      <span class="key">
        <span class="bar sent" aria-hidden="true" /> {t('Solid: sending')}
      </span>
      <span class="key">
        <span class="bar wait" aria-hidden="true" /> {t('Hatched: waiting')}
      </span>
      <span>{isLive ? t('{0} so far', spent) : t('{0} in all', spent)}</span>
    </figcaption>
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
