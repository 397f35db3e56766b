import type { ExchangeView } from '../../protocol';
import type { Host } from '../host/host';
import { JsonTree } from '../jsonTree/JsonTree';
import { useRows } from '../jsonTree/useRows';
import { Text } from '../Text';
import { t } from '../words';
import { BodyToolbar } from './BodyToolbar';

interface BodyTabProps {
  readonly host: Host;
  readonly exchange: ExchangeView;
  readonly onFailure: (reason: unknown) => void;
}

export function BodyTab({ host, exchange, onFailure }: BodyTabProps) {
  const { body, phase } = exchange;
  const rows = useRows(host, exchange, onFailure);
  if (body.kind === 'none') {
    const isAnswered = /^\d{3}$/.test(exchange.attempts.at(-1)?.label ?? '');
    const why = isAnswered ? t('The answer has no body.') : t('There was no answer.');
    return (
      <>
        <p class="empty">{phase.kind === 'settled' ? why : t('No answer yet.')}</p>
        <Badges badges={body.badges} />
      </>
    );
  }
  return (
    <>
      <BodyToolbar host={host} exchange={exchange} rows={rows} onFailure={onFailure} />
      <Badges badges={body.badges} />
      <JsonTree rows={rows} isTree={body.kind === 'json'} />
    </>
  );
}

function Badges({ badges }: Pick<ExchangeView['body'], 'badges'>) {
  if (badges.length === 0) return null;
  return (
    <ul class="badges">
      {badges.map(badge => (
        <li key={badge}>
          <i class="codicon codicon-info" aria-hidden="true" /> <Text text={badge} limit={300} />
        </li>
      ))}
    </ul>
  );
}
