import type { ExchangeView } from '../../protocol';
import { Text } from '../Text';
import { t } from '../words';

export function HeadersTab({ exchange: { headers, phase } }: { exchange: ExchangeView }) {
  if (headers.length === 0) {
    return (
      <p class="empty">
        {phase.kind === 'settled' ? t('No headers arrived.') : t('No answer yet.')}
      </p>
    );
  }
  return (
    <table class="headers">
      <thead>
        <tr>
          <th scope="col">{t('Name')}</th>
          <th scope="col">{t('Value')}</th>
        </tr>
      </thead>
      <tbody>
        {headers.map(([name, value], i) => (
          <tr key={i}>
            <th scope="row">
              <Text text={name} />
            </th>
            <td>
              <Text text={value} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
