import type { AttemptView, ExchangeView } from '../../protocol';
import { Text } from '../Text';
import { timelineOf, type Timeline, type TimelineRow } from '../timeline';
import { useNow } from '../useNow';
import { formatDuration, t } from '../words';
import { Lane } from './Lane';
import { toneIcons } from './toneIcons';

export function AttemptsTab({ exchange }: { exchange: ExchangeView }) {
  const { attempts, phase } = exchange;
  const isLive = phase.kind !== 'settled';
  const now = useNow(isLive ? `${phase.kind} ${attempts.length}` : undefined);
  if (attempts.length === 0 && phase.kind !== 'running') {
    return <p class="empty">{isLive ? t('Nothing has been sent yet.') : t('Nothing was sent.')}</p>;
  }
  const timeline = timelineOf(exchange, now);
  return (
    <>
      <Lane timeline={timeline} isLive={isLive} />
      <table class="attempts" aria-label={t('Attempts')}>
        <thead>
          <tr>
            <th scope="col">{t('No.')}</th>
            <th scope="col">{t('Result')}</th>
            <th scope="col">{t('Took')}</th>
            <th scope="col">{t('Then waited')}</th>
          </tr>
        </thead>
        <tbody>
          {timeline.rows.map(row => (
            <AttemptRow key={row.attempt.number} row={row} />
          ))}
          {timeline.running !== undefined && <RunningRow running={timeline.running} />}
          <tr class="total">
            <th scope="row" colSpan={2}>
              {t('Total')}
            </th>
            <td colSpan={2}>
              {isLive
                ? t('{0} so far', formatDuration(timeline.spentMs))
                : formatDuration(timeline.spentMs)}
            </td>
          </tr>
        </tbody>
      </table>
    </>
  );
}

function AttemptRow({ row: { attempt, wait } }: { row: TimelineRow }) {
  const { number, label, tone, startedAt, durationMs, details } = attempt;
  return (
    <tr>
      <th scope="row">{number}</th>
      <td class={`status ${tone}`}>
        <i class={`codicon codicon-${toneIcons[tone]}`} aria-hidden="true" />{' '}
        <Text text={label} limit={100} />
      </td>
      <td title={startedAt}>
        {formatDuration(durationMs)}
        {details.map(detail => (
          <span class="hint" key={detail}>
            <Text text={detail} limit={2000} />
          </span>
        ))}
      </td>
      <td>
        <Waited attempt={attempt} waitMs={wait?.ms} />
      </td>
    </tr>
  );
}

function Waited({ attempt, waitMs }: { attempt: AttemptView; waitMs: number | undefined }) {
  const { waitMs: planned = 0, waitReason = '' } = attempt;
  if (planned <= 0) return null;
  return (
    <>
      {waitMs === undefined
        ? t('stopped in a wait of {0}', formatDuration(planned))
        : formatDuration(waitMs)}
      {waitMs !== undefined && waitMs < planned && (
        <span class="hint">{t('instead of {0}', formatDuration(planned))}</span>
      )}
      {waitReason !== '' && (
        <span class="hint">
          <Text text={waitReason} limit={500} />
        </span>
      )}
    </>
  );
}

function RunningRow({ running: { number, sent } }: { running: NonNullable<Timeline['running']> }) {
  return (
    <tr>
      <th scope="row">{number}</th>
      <td>{t('Sending…')}</td>
      <td>{t('{0} so far', formatDuration(sent.ms))}</td>
      <td />
    </tr>
  );
}
