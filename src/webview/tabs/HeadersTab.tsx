import { Text } from '../Text';
import { t } from '../words';

export function HeadersTab({ headers }: { headers: readonly (readonly [string, string])[] }) {
  if (headers.length === 0) return <p class="empty">{t('No headers arrived.')}</p>;
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
