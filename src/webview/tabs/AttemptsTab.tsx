import type { AttemptView, ExchangeView } from '../../protocol';
import { Text } from '../Text';
import { formatDuration, t } from '../words';
import { Lane } from './Lane';

const icons = { good: 'pass', bad: 'error', waiting: 'watch' } as const;

export function AttemptsTab({ exchange: { attempts } }: { exchange: ExchangeView }) {
  if (attempts.length === 0) return <p class="empty">{t('Nothing was sent.')}</p>;
  return (
    <>
      <Lane attempts={attempts} />
      <table>
        <thead>
          <tr>
            <th scope="col">{t('No.')}</th>
            <th scope="col">{t('Result')}</th>
            <th scope="col">{t('Took')}</th>
            <th scope="col">{t('Then waited')}</th>
            <th scope="col">{t('Details')}</th>
          </tr>
        </thead>
        <tbody>
          {attempts.map(attempt => (
            <AttemptRow key={attempt.number} attempt={attempt} />
          ))}
        </tbody>
      </table>
    </>
  );
}

function AttemptRow({ attempt }: { attempt: AttemptView }) {
  const { number, label, tone, startedAt, durationMs, waitMs, waitReason, details } = attempt;
  return (
    <tr>
      <th scope="row">{number}</th>
      <td class={`status ${tone}`}>
        <i class={`codicon codicon-${icons[tone]}`} aria-hidden="true" /> <Text text={label} />
      </td>
      <td title={startedAt}>{formatDuration(durationMs)}</td>
      <td>
        {waitMs !== undefined && formatDuration(waitMs)}
        {waitReason !== undefined && <span class="hint">{waitReason}</span>}
      </td>
      <td>
        {details.map(detail => (
          <span class="hint" key={detail}>
            <Text text={detail} />
          </span>
        ))}
      </td>
    </tr>
  );
}
